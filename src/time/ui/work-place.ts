import type { Client, TechnologyGroup, TechnologyGroupId } from '../../clients/client.ts';
import type { Role } from '../../people/access.ts';
import type { ClientId } from '../../people/person.ts';
import type { Designation, ServiceRole } from '../../team/designation.ts';

/** Whom somebody can work for and as what, as one thing to choose: `Lakeside Clinics, Network`; the house is no client. */
export interface WorkPlace {
  readonly key: string;
  readonly client: Client | null;
  readonly role: ServiceRole;
  readonly technologyGroup: TechnologyGroupId | null;
  readonly label: string;
  /** Whether a supervisor has to give a reason, because the person is not on the team in this place. */
  readonly offTeam: boolean;
}

/** What the choice is made from. */
export interface PlacesKnown {
  readonly designations: readonly Designation[];
  readonly clients: readonly Client[];
  readonly groups: readonly TechnologyGroup[];
  readonly roles: readonly Role[];
  /** The days that are looked at, [from, to). */
  readonly from: string;
  readonly to: string;
  /** Whether places off the team are offered too: to supervisors, who may allow them. */
  readonly withOffTeam: boolean;
}

/**
 * The places a person can choose in a week: first those they are named for by client and technology group, then the house, then, for a
 * supervisor, those that a reason would allow. A client they are named for as one thing alone is called by its name alone.
 * Example: Marek, CSE of network for Lakeside, sees "Lakeside Clinics" and "Internal".
 */
export function workPlaces(known: PlacesKnown): readonly WorkPlace[] {
  const { designations, clients, from, to } = known;
  const held = designations.filter((one) => one.from < to && (one.to === null || one.to > from));
  const named = clients.flatMap((client) => {
    const ofClient = unique(held.filter(({ clientId }) => clientId === client.id));
    return ofClient.map(({ role, technologyGroup }) =>
      placeOf(known, client, role, technologyGroup, ofClient.length > 1),
    );
  });
  const taken = new Set(named.map(({ key }) => key));
  const others = known.withOffTeam
    ? clients.flatMap((client) => offTeamOf(known, client)).filter(({ key }) => !taken.has(key))
    : [];
  return [...named, ...houseOf(known, held), ...others];
}

/** The choice that an entry was logged with, whatever the team looks like by now. */
export const keyOf = (
  client: ClientId | null,
  role: ServiceRole,
  technologyGroup: TechnologyGroupId | null,
): string => `${client ?? 'house'} ${role} ${technologyGroup ?? ''}`.trim();

function placeOf(
  { groups }: PlacesKnown,
  client: Client,
  role: ServiceRole,
  technologyGroup: TechnologyGroupId | null,
  isOneOfSeveral: boolean,
  offTeam = false,
): WorkPlace {
  const part = technologyGroup === null ? 'CSDM' : nameIn(groups, technologyGroup);
  return {
    key: keyOf(client.id, role, technologyGroup),
    client,
    role,
    technologyGroup,
    label: isOneOfSeveral ? `${client.name}, ${part}` : client.name,
    offTeam,
  };
}

/** The provider's own time is logged in a role too: the one held for a client, or any that the person has. */
function houseOf({ groups, roles }: PlacesKnown, held: readonly Designation[]): readonly WorkPlace[] {
  const role = held[0]?.role ?? (roles.includes('csdm') ? 'csdm' : roles.includes('cse') ? 'cse' : null);
  const technologyGroup =
    role === 'cse'
      ? (held.find((one) => one.role === 'cse')?.technologyGroup ?? groups[0]?.id ?? null)
      : null;
  if (role === null || (role === 'cse' && technologyGroup === null)) return [];
  return [{ key: 'house', client: null, role, technologyGroup, label: 'Internal', offTeam: false }];
}

function offTeamOf(known: PlacesKnown, client: Client): readonly WorkPlace[] {
  const as = (role: ServiceRole, group: TechnologyGroupId | null): WorkPlace =>
    placeOf(known, client, role, group, true, true);
  return [
    ...(known.roles.includes('csdm') ? [as('csdm', null)] : []),
    ...(known.roles.includes('cse') ? client.technologyGroups.map((group) => as('cse', group)) : []),
  ];
}

const unique = (held: readonly Designation[]): readonly Designation[] => [
  ...new Map(held.map((one) => [`${one.role} ${one.technologyGroup}`, one])).values(),
];

/** What a technology group is called; its id where it is not known any more. */
export const nameIn = (groups: readonly TechnologyGroup[], id: string): string =>
  groups.find((group) => group.id === id)?.name ?? id;
