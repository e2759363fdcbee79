import { z } from 'zod';
import { TechnologyGroupId } from '../clients/client.ts';
import { Day } from '../core/shape.ts';
import { PersonId, type ClientId } from '../people/person.ts';
import {
  committedOn,
  heldBy,
  sharesOf,
  type Commitment,
  type Committed,
  type PersonShare,
  type Place,
  type Share,
} from './commitment.ts';
import type { WorkingMinutes } from './capacity.ts';
import { holdsOn, samePlace, serviceRoles, type TeamMember } from './designation.ts';

/** What somebody can work in a month, and what is committed of it before and after a change; whole minutes, of all their clients. */
const BenchPerson = z
  .object({
    personId: PersonId,
    name: z.string(),
    /** How many clients they are named for. */
    clients: z.int(),
    /** Business hours of the month without their absence. */
    minutesWorking: z.int(),
    minutesAbsent: z.int(),
    /** What the plans of all their clients have for them in the month and what is still to be worked. */
    minutesPlanned: z.int(),
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

export interface BenchAsked {
  /** The client whose contract is changed, and its packages before and after. */
  readonly clientId: ClientId;
  readonly before: readonly Committed[];
  readonly after: readonly Committed[];
  /** The other contracts of all clients that the people of the bench are named for. */
  readonly others: readonly Commitment[];
  readonly designations: readonly TeamMember[];
  readonly day: string;
  /** What each of them can work in the month, as `workingTime` has it; somebody left out can work nothing. */
  readonly working: ReadonlyMap<PersonId, WorkingMinutes>;
  /** What plans have for each of them in the month. */
  readonly planned: (person: PersonId) => number;
}

/**
 * The places whose hours a change alters, CSDM first, each with the people who hold it and all that is committed of their month.
 *
 * Packages and designations are those of `day`; what is committed is as `committedOn` has it.
 * Source: service guide, section 2.1 ("subject to availability of personnel").
 * Example: a standard package of 20 hours for network is 600 minutes of the CSDM and 600 of network; with two CSEs of network 300 each.
 */
export function benchOf(asked: BenchAsked): Bench {
  const { clientId, day, working } = asked;
  const named = asked.designations.filter((member) => !member.deputy && holdsOn(member, day));
  const team = named.filter((member) => member.clientId === clientId);
  const commitments = (packages: readonly Committed[]): readonly Commitment[] => [
    ...asked.others,
    { clientId, packages },
  ];
  const before = loadOf(committedOn(commitments(asked.before), named, day));
  const after = loadOf(committedOn(commitments(asked.after), named, day));
  const then = sharesOf(asked.after, day);
  const now = sharesOf(asked.before, day);
  const places = [...now, ...then].filter(
    (place, at, all) => all.findIndex((other) => samePlace(other, place)) === at,
  );
  const shown = places.flatMap((place) => {
    const [minutesBefore, minutesAfter] = [minutesFor(now, place), minutesFor(then, place)];
    if (minutesBefore === minutesAfter) return [];
    const people = heldBy(team, place).map(({ personId, name }) => ({
      personId,
      name,
      clients: new Set(named.filter((other) => other.personId === personId).map((other) => other.clientId))
        .size,
      minutesWorking: working.get(personId)?.minutesWorking ?? 0,
      minutesAbsent: working.get(personId)?.minutesAbsent ?? 0,
      minutesPlanned: asked.planned(personId),
      minutesBefore: before.get(personId) ?? 0,
      minutesAfter: after.get(personId) ?? 0,
    }));
    return [{ ...place, minutesBefore, minutesAfter, people }];
  });
  return { day, places: shown.map(({ minutes: _minutes, ...place }) => place) };
}

/** What is committed of each person's month. */
function loadOf(shares: readonly PersonShare[]): ReadonlyMap<PersonId, number> {
  const load = new Map<PersonId, number>();
  for (const { personId, minutes } of shares) load.set(personId, (load.get(personId) ?? 0) + minutes);
  return load;
}

const minutesFor = (shares: readonly Share[], place: Place): number =>
  shares.filter((share) => samePlace(share, place)).reduce((total, { minutes }) => total + minutes, 0);
