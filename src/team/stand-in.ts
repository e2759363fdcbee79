import { z } from 'zod';
import { TechnologyGroupId } from '../clients/client.ts';
import { day as dayAt, dayFrom, formatDay } from '../core/day.ts';
import { Day } from '../core/shape.ts';
import { ClientId, PersonId } from '../people/person.ts';
import type { Absence } from './absence.ts';
import { holdsOn, samePlace, serviceRoles, type TeamMember } from './designation.ts';

/** Time in which somebody is away: dates by the person's clock, and moments. */
export type Away = Pick<Absence, 'id' | 'personId' | 'from' | 'to' | 'part' | 'startsAt' | 'endsAt'>;

const Someone = z.object({ personId: PersonId, name: z.string() });

/** Who is away from a place of a client's team on a day, and who there is instead, the deputies first; nobody where none is. */
export const StandIn = z
  .object({
    clientId: ClientId,
    role: z.enum(serviceRoles),
    technologyGroup: TechnologyGroupId.nullable(),
    away: Someone,
    /** The part of the day; null for all of it. */
    part: z.object({ from: z.string(), to: z.string() }).nullable(),
    by: z.array(Someone.extend({ deputy: z.boolean() })),
  })
  .meta({ id: 'StandIn' });
export type StandIn = z.output<typeof StandIn>;

/** A place of a client's team in which nobody is there on the days [from, to). */
export const LeftWithout = z
  .object({
    clientId: ClientId,
    role: z.enum(serviceRoles),
    technologyGroup: TechnologyGroupId.nullable(),
    from: Day,
    to: Day,
  })
  .meta({ id: 'LeftWithout' });
export type LeftWithout = z.output<typeof LeftWithout>;

/**
 * Who stands in for whom on a day: for each place whose holder is away, the deputies of the place and whoever else holds it, as far as they
 * are there; deputies first, then by name. `members` are active people. Days are compared by their dates, a designation's by the client's
 * clock and an absence's by the person's. In the order of the members given.
 * Source: service guide, section 2.3 (a deputy stands in for the designated person).
 * Example: Marek, CSE of network for Lakeside, is away on 7 December; Priya is deputy there: Priya stands in for Marek.
 */
export const standInsOn = (
  members: readonly TeamMember[],
  absences: readonly Away[],
  day: string,
): StandIn[] => {
  const known = awayByPerson(absences);
  return members
    .filter((member) => !member.deputy && holdsOn(member, day))
    .flatMap((member) =>
      (known.get(member.personId) ?? [])
        .filter((absence) => holdsOn(absence, day))
        .map(({ part, ...absence }) => ({
          clientId: member.clientId,
          role: member.role,
          technologyGroup: member.technologyGroup,
          away: { personId: member.personId, name: member.name },
          part,
          by: placeMates(members, member, day)
            .filter(({ personId }) => !isAway(known, personId, { ...absence, part }, day))
            .toSorted((a, b) => Number(b.deputy) - Number(a.deputy) || (a.name < b.name ? -1 : 1))
            .map(({ personId, name, deputy }) => ({ personId, name, deputy })),
        })),
    );
};

/**
 * The places that an absence leaves without anybody: those that its person is in, as holder or deputy, on days on which everybody else who
 * is in them is away too, at the same time where one of both is for a part of the day. Runs of days are one line, by client as the members
 * are given, then by day. `others` are the absences of everybody else.
 * Example: Jonas alone is CSE of security for Lakeside and away from 7 to 9 December: Lakeside is without a CSE of security on those days.
 */
export function leftWithout(
  absence: Away,
  members: readonly TeamMember[],
  others: readonly Away[],
): LeftWithout[] {
  const known = awayByPerson(others);
  const left: LeftWithout[] = [];
  for (const member of members.filter(({ personId }) => personId === absence.personId)) {
    for (let at = dayFrom(absence.from); at < dayFrom(absence.to); at++) {
      const day = formatDay(dayAt(at));
      if (!holdsOn(member, day)) continue;
      if (placeMates(members, member, day).some(({ personId }) => !isAway(known, personId, absence, day)))
        continue;
      const last = left.at(-1);
      if (last && last.to === day && last.clientId === member.clientId && samePlace(last, member))
        last.to = formatDay(dayAt(at + 1));
      else
        left.push({
          clientId: member.clientId,
          role: member.role,
          technologyGroup: member.technologyGroup,
          from: day,
          to: formatDay(dayAt(at + 1)),
        });
    }
  }
  return left;
}

/** Absences by whose they are. */
export const awayByPerson = <Known extends Away>(
  absences: readonly Known[],
): ReadonlyMap<PersonId, readonly Known[]> => Map.groupBy(absences, ({ personId }) => personId);

/** The others who are in a member's place on a day, as holders or deputies. */
const placeMates = (members: readonly TeamMember[], member: TeamMember, day: string): TeamMember[] =>
  members.filter(
    (other) =>
      other.clientId === member.clientId &&
      other.personId !== member.personId &&
      samePlace(other, member) &&
      holdsOn(other, day),
  );

/** Whether somebody is away on a day at the same time as an absence of another. */
const isAway = (
  known: ReadonlyMap<PersonId, readonly Away[]>,
  person: PersonId,
  { part, startsAt, endsAt }: Pick<Away, 'part' | 'startsAt' | 'endsAt'>,
  day: string,
): boolean =>
  (known.get(person) ?? []).some(
    (other) =>
      holdsOn(other, day) &&
      ((part === null && other.part === null) ||
        (Date.parse(other.startsAt) < Date.parse(endsAt) && Date.parse(startsAt) < Date.parse(other.endsAt))),
  );
