import { z } from 'zod';
import { TechnologyGroupId } from '../clients/client.ts';
import { packagesOn } from '../contracts/contract.ts';
import type { Package } from '../contracts/package.ts';
import { Day } from '../core/shape.ts';
import { PersonId, type ClientId } from '../people/person.ts';
import { holdsOn, samePlace, serviceRoles, type TeamMember } from './designation.ts';

/** What somebody can work in a month, and what is committed of it before and after a change; whole minutes, of all their clients. */
const BenchPerson = z
  .object({
    personId: PersonId,
    name: z.string(),
    /** How many clients they are named for. */
    clients: z.int(),
    minutesWorking: z.int(),
    minutesBefore: z.int(),
    minutesAfter: z.int(),
  })
  .meta({ id: 'BenchPerson' });

/** One place of a client's team whose hours a change alters, and who holds it; nobody where none is named. */
const BenchPlace = z
  .object({
    role: z.enum(serviceRoles),
    technologyGroup: TechnologyGroupId.nullable(),
    /** What this client's packages commit for the place in a month. */
    minutesBefore: z.int(),
    minutesAfter: z.int(),
    people: z.array(BenchPerson),
  })
  .meta({ id: 'BenchPlace' });

/** The load of the people whom a change is about, in the whole month of the day it takes effect on. */
export const Bench = z.object({ day: Day, places: z.array(BenchPlace) }).meta({ id: 'Bench' });
type Bench = z.output<typeof Bench>;

type Committed = Pick<Package, 'scope' | 'technologyGroups' | 'hoursPerMonth' | 'from' | 'to'>;

/** The packages of a contract, and whose they are. */
export interface Commitment {
  readonly clientId: ClientId;
  readonly packages: readonly Committed[];
}

export interface BenchAsked {
  /** The client whose contract is changed, and its packages before and after. */
  readonly clientId: ClientId;
  readonly before: readonly Committed[];
  readonly after: readonly Committed[];
  /** The other contracts of all clients that the people of the bench are named for. */
  readonly others: readonly Commitment[];
  readonly designations: readonly TeamMember[];
  readonly day: string;
  /** The business minutes of the month. */
  readonly minutesWorking: number;
}

/**
 * The places whose hours a change alters, CSDM first, each with the people who hold it and all that is committed of their month.
 *
 * Packages and designations are those of `day`; a package counts with its hours of a whole month. A package that several serve is divided
 * evenly: first among its places, the CSDM and one for each technology group, then among those who are named for the place. Minutes that
 * cannot be divided go to the later ones, so that none is lost. Deputies stand in and are committed to nothing. Absence is not known.
 * Source: service guide, section 2.1 ("subject to availability of personnel").
 * Example: a standard package of 20 hours for network is 600 minutes of the CSDM and 600 of network; with two CSEs of network 300 each.
 */
export function benchOf(asked: BenchAsked): Bench {
  const { clientId, day, minutesWorking } = asked;
  const named = asked.designations.filter((member) => !member.deputy && holdsOn(member, day));
  const commitments = (packages: readonly Committed[]): readonly Commitment[] => [
    ...asked.others,
    { clientId, packages },
  ];
  const before = loadOf(commitments(asked.before), named, day);
  const after = loadOf(commitments(asked.after), named, day);
  const then = sharesOf(asked.after, day);
  const now = sharesOf(asked.before, day);
  const places = [...now, ...then].filter(
    (place, at, all) => all.findIndex((other) => samePlace(other, place)) === at,
  );
  const shown = places.flatMap((place) => {
    const [minutesBefore, minutesAfter] = [minutesFor(now, place), minutesFor(then, place)];
    if (minutesBefore === minutesAfter) return [];
    const people = heldBy(named, clientId, place).map(({ personId, name }) => ({
      personId,
      name,
      clients: new Set(named.filter((other) => other.personId === personId).map((other) => other.clientId))
        .size,
      minutesWorking,
      minutesBefore: before.get(personId) ?? 0,
      minutesAfter: after.get(personId) ?? 0,
    }));
    return [{ ...place, minutesBefore, minutesAfter, people }];
  });
  return { day, places: shown.map(({ minutes: _minutes, ...place }) => place) };
}

type Place = Pick<TeamMember, 'role' | 'technologyGroup'>;
type Share = Place & { readonly minutes: number };

/** What is committed of each person's month. */
function loadOf(
  commitments: readonly Commitment[],
  named: readonly TeamMember[],
  day: string,
): ReadonlyMap<PersonId, number> {
  const load = new Map<PersonId, number>();
  for (const { clientId, packages } of commitments)
    for (const share of sharesOf(packages, day)) {
      const people = heldBy(named, clientId, share);
      for (const [at, minutes] of divided(share.minutes, people.length).entries()) {
        const person = people[at]?.personId;
        if (person !== undefined) load.set(person, (load.get(person) ?? 0) + minutes);
      }
    }
  return load;
}

/** What the packages of a day commit for each place, package by package. */
const sharesOf = (packages: readonly Committed[], day: string): Share[] =>
  packagesOn({ packages }, day).flatMap((bought) => {
    const places = placesOf(bought);
    const minutes = divided(bought.hoursPerMonth * 60, places.length);
    return places.map((place, at) => ({ ...place, minutes: minutes[at] ?? 0 }));
  });

function placesOf({ scope, technologyGroups }: Committed): Place[] {
  const csdm: Place = { role: 'csdm', technologyGroup: null };
  const cses = technologyGroups.map((technologyGroup): Place => ({ role: 'cse', technologyGroup }));
  if (scope === 'cse') return cses;
  return [csdm, ...cses];
}

const minutesFor = (shares: readonly Share[], place: Place): number =>
  shares.filter((share) => samePlace(share, place)).reduce((total, { minutes }) => total + minutes, 0);

const heldBy = (named: readonly TeamMember[], client: ClientId, place: Place): readonly TeamMember[] =>
  named
    .filter((member) => member.clientId === client && samePlace(member, place))
    .toSorted((a, b) => (a.name < b.name ? -1 : 1));

/** Whole minutes in so many parts. Example: 100 in 3 parts: 33, 33, 34. */
const divided = (minutes: number, parts: number): number[] =>
  Array.from(
    { length: parts },
    (_, at) => Math.floor((minutes * (at + 1)) / parts) - Math.floor((minutes * at) / parts),
  );
