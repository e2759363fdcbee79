import type { Client, TechnologyGroup, TechnologyGroupId } from '../../clients/client.ts';
import type { TeamGap } from '../coverage.ts';
import type { ServiceRole, TeamMember } from '../designation.ts';

/** A place on a team: the CSDM's, or that of the CSE of a technology group, with everybody who held, holds or will hold it. */
export interface TeamPlace {
  readonly key: string;
  readonly role: ServiceRole;
  readonly technologyGroup: TechnologyGroupId | null;
  /** Of the technology group; null for the CSDM. */
  readonly groupName: string | null;
  readonly members: readonly TeamMember[];
  readonly isGap: boolean;
}

/** `CSDM`, `CSE, Network`. */
export const placeWords = ({ role, groupName }: Pick<TeamPlace, 'role' | 'groupName'>): string =>
  role === 'csdm' ? 'CSDM' : `CSE, ${groupName}`;

/**
 * The places of a client's team: the CSDM first, then the technologies in scope or with somebody named, in the provider's order. In each
 * place those who hold it today stand first, deputies after them, then those to come, then those who were.
 */
export function placesOf(
  client: Pick<Client, 'technologyGroups'>,
  groups: readonly TechnologyGroup[],
  team: readonly TeamMember[],
  gaps: readonly TeamGap[],
  today: string,
): readonly TeamPlace[] {
  const order = (member: TeamMember): number =>
    member.to !== null && member.to <= today ? 3 : member.from > today ? 2 : member.deputy ? 1 : 0;
  const sorted = team.toSorted((a, b) => order(a) - order(b) || (a.from < b.from ? 1 : -1));
  const lacking = new Set(gaps.map((gap) => (gap.kind === 'no-cse' ? gap.technologyGroup : null)));
  const csdm: TeamPlace = {
    key: 'csdm',
    role: 'csdm',
    technologyGroup: null,
    groupName: null,
    members: sorted.filter(({ role }) => role === 'csdm'),
    isGap: lacking.has(null),
  };
  const places = groups.map(({ id, name }): TeamPlace => ({
    key: id,
    role: 'cse',
    technologyGroup: id,
    groupName: name,
    members: sorted.filter(({ technologyGroup }) => technologyGroup === id),
    isGap: lacking.has(id),
  }));
  const inScope = ({ technologyGroup, members, isGap }: TeamPlace): boolean =>
    isGap || members.length > 0 || client.technologyGroups.some((id) => id === technologyGroup);
  return [csdm, ...places.filter(inScope)];
}
