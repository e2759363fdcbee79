import type { TechnologyGroupId } from '../clients/client.ts';
import { packagesOn } from '../contracts/contract.ts';
import type { Package } from '../contracts/package.ts';
import type { ClientId, PersonId } from '../people/person.ts';
import { holdsOn, samePlace, type TeamMember } from './designation.ts';

export type Committed = Pick<Package, 'scope' | 'technologyGroups' | 'hoursPerMonth' | 'from' | 'to'>;

/** The packages of a contract, and whose they are. */
export interface Commitment {
  readonly clientId: ClientId;
  readonly packages: readonly Committed[];
}

export type Place = Pick<TeamMember, 'role' | 'technologyGroup'>;
export type Share = Place & { readonly minutes: number };

/** What a client's packages commit of one person's whole month, in one place. */
export interface PersonShare extends Share {
  readonly personId: PersonId;
  readonly clientId: ClientId;
}

/**
 * What is committed of everybody's month on a day, by the packages and designations of that day: client by client as they are given, then
 * by package, place and name. A package counts with its hours of a whole month. One that several serve is divided evenly: first among its
 * places, the CSDM and one for each technology group, then among those who are named for the place. Minutes that cannot be divided go to
 * the later ones, so that none is lost. Deputies stand in and are committed to nothing; what nobody is named for is nobody's.
 * Source: service guide, section 2.1 (hours of packages), section 2.3 (one CSDM, CSEs by technology group).
 * Example: a standard package of 20 hours for network is 600 minutes of the CSDM and 600 of network; with two CSEs of network 300 each.
 */
export function committedOn(
  commitments: readonly Commitment[],
  members: readonly TeamMember[],
  day: string,
): PersonShare[] {
  const named = Map.groupBy(
    members.filter((member) => !member.deputy && holdsOn(member, day)),
    ({ clientId }) => clientId,
  );
  return commitments.flatMap(({ clientId, packages }) =>
    sharesOf(packages, day).flatMap((share) => {
      const people = heldBy(named.get(clientId) ?? [], share);
      const parts = divided(share.minutes, people.length);
      return people.map(({ personId }, at) => ({ ...share, clientId, personId, minutes: parts[at] ?? 0 }));
    }),
  );
}

/** What the packages of a day commit for each place in a whole month, package by package. */
export const sharesOf = (packages: readonly Committed[], day: string): Share[] =>
  packagesOn({ packages }, day).flatMap((bought) => {
    const places = placesOf(bought);
    const minutes = divided(bought.hoursPerMonth * 60, places.length);
    return places.map((place, at) => ({ ...place, minutes: minutes[at] ?? 0 }));
  });

function placesOf({ scope, technologyGroups }: Committed): Place[] {
  const csdm: Place = { role: 'csdm', technologyGroup: null };
  const cses = technologyGroups.map((technologyGroup: TechnologyGroupId): Place => ({
    role: 'cse',
    technologyGroup,
  }));
  if (scope === 'cse') return cses;
  return [csdm, ...cses];
}

/** Who of a client's team holds a place, by name. */
export const heldBy = (team: readonly TeamMember[], place: Place): readonly TeamMember[] =>
  team.filter((member) => samePlace(member, place)).toSorted((a, b) => (a.name < b.name ? -1 : 1));

/** Whole minutes in so many parts. Example: 100 in 3 parts: 33, 33, 34. */
const divided = (minutes: number, parts: number): number[] =>
  Array.from(
    { length: parts },
    (_, at) => Math.floor((minutes * (at + 1)) / parts) - Math.floor((minutes * at) / parts),
  );
