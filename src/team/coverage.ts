import { z } from 'zod';
import { TechnologyGroupId } from '../clients/client.ts';
import type { PurchasedService, ServiceKind } from '../clients/purchased-service.ts';
import { holdsOn, type Designation } from './designation.ts';

/** The technology group whose CSE the security rows of a service plan need. */
export const securityGroup = TechnologyGroupId.parse('security');

/** What a team lacks on a day. */
export const TeamGap = z
  .discriminatedUnion('kind', [
    z.object({ kind: z.literal('no-csdm') }),
    z.object({ kind: z.literal('no-cse'), technologyGroup: TechnologyGroupId }),
  ])
  .meta({ id: 'TeamGap' });
export type TeamGap = z.output<typeof TeamGap>;

/**
 * What a client's team lacks on a local day: a CSDM, and a CSE for each technology group in scope, in the order the groups are given.
 * A deputy stands in for somebody and fills no place. With a package of CSDM time alone, no group is in scope.
 * Source: service guide, section 1 (every client has a CSDM) and section 2 (a CSE for each technology).
 * Example: groups network and security, Ines CSDM, Marek CSE of network → `[{ kind: 'no-cse', technologyGroup: 'security' }]`.
 */
export function teamGaps(
  technologyGroups: readonly TechnologyGroupId[],
  designations: readonly Pick<Designation, 'role' | 'technologyGroup' | 'deputy' | 'from' | 'to'>[],
  day: string,
): TeamGap[] {
  const named = designations.filter((designation) => !designation.deputy && holdsOn(designation, day));
  const gaps: TeamGap[] = named.some(({ role }) => role === 'csdm') ? [] : [{ kind: 'no-csdm' }];
  for (const technologyGroup of new Set(technologyGroups)) {
    if (!named.some((cse) => cse.role === 'cse' && cse.technologyGroup === technologyGroup))
      gaps.push({ kind: 'no-cse', technologyGroup });
  }
  return gaps;
}

const securityServices: readonly ServiceKind[] = [
  'managed-security',
  'vulnerability-scanner',
  'security-awareness-training',
];

/**
 * The technology groups that need a CSE on a day: those in scope, and security where a security service is bought, because its rows
 * are then on the service plan. Source: service guide, section 3 (security rows).
 * Example: network in scope and managed security bought → network and security.
 */
export const groupsToStaff = (
  inScope: readonly TechnologyGroupId[],
  services: readonly Pick<PurchasedService, 'kind' | 'from' | 'to'>[],
  day: string,
): TechnologyGroupId[] => {
  const secured = services.some(
    (service) => securityServices.includes(service.kind) && holdsOn(service, day),
  );
  return [...new Set(secured ? [...inScope, securityGroup] : inScope)];
};
