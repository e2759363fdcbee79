import { z } from 'zod';
import { TechnologyGroupId } from '../clients/client.ts';
import { day as dayAt, dayFrom, formatDay, weekday, type Day as DayNumber } from '../core/day.ts';
import { instant, type Instant } from '../core/instant.ts';
import { daysOf, monthOf } from '../core/month.ts';
import { halfUp } from '../core/ratio.ts';
import { Day, Moment } from '../core/shape.ts';
import type { WorkingTime } from '../core/working-time.ts';
import type { Zone } from '../core/zone.ts';
import { ClientId, type PersonId } from '../people/person.ts';
import { AbsenceId } from './absence.ts';
import { committedOn, type Commitment, type PersonShare } from './commitment.ts';
import { serviceRoles, type TeamMember } from './designation.ts';
import type { Away } from './stand-in.ts';

/** Whole minutes that somebody can work in a span: business hours, those of them in which they are away, and what is left. */
export interface WorkingMinutes {
  readonly minutesBusiness: number;
  readonly minutesAbsent: number;
  readonly minutesWorking: number;
}

/**
 * What somebody can work in [from, to): the business minutes of the calendar they work by without those of their absences. Without a
 * calendar nothing. Absences of one person never overlap.
 * Example: a week of five days from 8:00 to 17:00 is 2,700 minutes; away on Monday, and on Tuesday from 13:00 on: 780 absent, 1,920 left.
 */
export function workingTime(
  hours: WorkingTime | null,
  absences: readonly Pick<Away, 'startsAt' | 'endsAt'>[],
  from: Instant,
  to: Instant,
): WorkingMinutes {
  if (hours === null) return { minutesBusiness: 0, minutesAbsent: 0, minutesWorking: 0 };
  const minutesBusiness = hours.between(from, to);
  const minutesAbsent = absences.reduce((total, absence) => total + absentIn(hours, absence, from, to), 0);
  return { minutesBusiness, minutesAbsent, minutesWorking: minutesBusiness - minutesAbsent };
}

/** The business minutes of [from, to) that one absence takes. */
function absentIn(
  hours: WorkingTime,
  { startsAt, endsAt }: Pick<Away, 'startsAt' | 'endsAt'>,
  from: Instant,
  to: Instant,
): number {
  const start = Math.max(from, minutesOf(startsAt));
  const end = Math.min(to, minutesOf(endsAt));
  return start < end ? hours.between(instant(start), instant(end)) : 0;
}

const minutesOf = (moment: string): number => Math.floor(Date.parse(moment) / 60_000);

/** How full a week is: no business hours in it, away for all of them, below 80 percent, up to 100, or beyond. */
export const verdicts = ['closed', 'away', 'room', 'full', 'over'] as const;
export type Verdict = (typeof verdicts)[number];

const figures = {
  /** The Monday. */
  week: Day,
  minutesBusiness: z.int(),
  minutesAbsent: z.int(),
  /** Business hours without absence. */
  minutesWorking: z.int(),
  /** Their share of the packages of all their clients. */
  minutesCommitted: z.int(),
  /** What the plans of their clients have for them. */
  minutesPlanned: z.int(),
  /** Approved bookings of after-hours work that are not over. */
  minutesBooked: z.int(),
  minutesLogged: z.int(),
  /** The largest of committed, planned and logged, and bookings besides. */
  minutesLoad: z.int(),
  /** Load by working time in whole percent; null where there is no working time. */
  percent: z.int().nullable(),
  verdict: z.enum(verdicts),
};

/** What somebody can work in a week, and what is asked of them in it; whole minutes. */
export const CapacityWeek = z.object(figures).meta({ id: 'CapacityWeek' });
export type CapacityWeek = z.output<typeof CapacityWeek>;

/** A week of somebody, with the records each of its figures comes from. */
export const CapacityTerms = z
  .object({
    ...figures,
    absences: z.array(z.object({ absenceId: AbsenceId, from: Day, to: Day, minutes: z.int() })),
    commitments: z.array(
      z.object({
        clientId: ClientId,
        role: z.enum(serviceRoles),
        technologyGroup: TechnologyGroupId.nullable(),
        /** What the packages commit of a whole month, on the last business day of the week. */
        minutesOfMonth: z.int(),
        minutes: z.int(),
      }),
    ),
    bookings: z.array(
      z.object({ bookingId: z.string(), clientId: ClientId, startsAt: Moment, minutes: z.int() }),
    ),
    logged: z.array(z.object({ clientId: ClientId.nullable(), minutes: z.int() })),
  })
  .meta({ id: 'CapacityTerms' });
export type CapacityTerms = z.output<typeof CapacityTerms>;

/** Minutes that plans have for a person on the days [from, to). */
export type PlannedMinutes = (person: PersonId, from: string, to: string) => number;

export interface CapacityAsked {
  readonly person: PersonId;
  /** Of the calendar they work by; weeks begin by its clock. */
  readonly zone: Zone;
  /** The business hours they work by; null where there is no calendar. */
  readonly hours: WorkingTime | null;
  /** Mondays, in order. */
  readonly weeks: readonly DayNumber[];
  /** The person's. */
  readonly absences: readonly Pick<Away, 'id' | 'from' | 'to' | 'startsAt' | 'endsAt'>[];
  /** What is committed of the person's month, by the day. */
  readonly committed: CommittedByDay;
  readonly planned: PlannedMinutes;
  /** The person's approved bookings that are not over. */
  readonly bookings: readonly {
    readonly id: string;
    readonly clientId: ClientId;
    readonly startsAt: string;
    readonly minutesExpected: number;
  }[];
  /** The person's entries, by the day on which they began. */
  readonly logged: readonly {
    readonly clientId: ClientId | null;
    readonly day: string;
    readonly minutes: number;
  }[];
}

/** What is committed of a person's month on a day. */
export type CommittedByDay = (person: PersonId, day: DayNumber) => readonly PersonShare[];

/**
 * What is committed of everybody's month on each day, worked out once for every run of days on which no package and no designation begins
 * or ends.
 */
export function committedByDay(
  commitments: readonly Commitment[],
  members: readonly TeamMember[],
): CommittedByDay {
  const spans = [...commitments.flatMap(({ packages }) => packages), ...members];
  const edges = [...new Set(spans.flatMap(({ from, to }) => (to === null ? [from] : [from, to])))]
    .map(dayFrom)
    .toSorted((a, b) => a - b);
  const runs = new Map<number, ReadonlyMap<PersonId, readonly PersonShare[]>>();
  return (person, day) => {
    const edge = edges.findLast((one) => one <= day) ?? day;
    const known =
      runs.get(edge) ??
      Map.groupBy(committedOn(commitments, members, formatDay(day)), ({ personId }) => personId);
    runs.set(edge, known);
    return known.get(person) ?? [];
  };
}

/**
 * The weeks of a person, Monday to Sunday by the clock of the calendar they work by: what they can work and what is asked of them, term by term.
 *
 * A share of a package is of a whole month; a week has of it what its business minutes are of the month's, day by day, each place of a
 * client rounded half up once a week. Absence makes the working time less and leaves what is committed as it is. Packages pay for the work
 * that is planned and logged, so of committed, planned and logged the largest counts; bookings are beside it, and count in the week in
 * which their window begins. The ratio is rounded half up. A week
 * without working time is `over` where there is load; without load it is `away`, or `closed` where it has no business hours at all.
 * Example: 2,700 business minutes, 540 absent, 1,200 committed, 900 planned, 180 booked: load 1,380 of 2,160, 64 percent, `room`.
 */
export function capacityOf(asked: CapacityAsked): CapacityTerms[] {
  const { person, zone, hours, planned } = asked;
  const byMonth = new Map<number, number>();
  const minutesOfMonth = (day: DayNumber): number => {
    const month = monthOf(day);
    const { from, to } = daysOf(month);
    const minutes = byMonth.get(month) ?? hours?.between(zone.momentAt(from, 0), zone.momentAt(to, 0)) ?? 0;
    byMonth.set(month, minutes);
    return minutes;
  };
  return asked.weeks.map((monday) => {
    const sunday = dayAt(monday + 7);
    const [from, to] = [zone.momentAt(monday, 0), zone.momentAt(sunday, 0)];
    const [week, next] = [formatDay(monday), formatDay(sunday)];
    const working = workingTime(hours, asked.absences, from, to);
    const commitments = commitmentsIn(asked, monday, minutesOfMonth);
    const bookings = asked.bookings
      .filter(({ startsAt }) => minutesOf(startsAt) >= from && minutesOf(startsAt) < to)
      .map(({ id, clientId, startsAt, minutesExpected }) => ({
        bookingId: id,
        clientId,
        startsAt,
        minutes: minutesExpected,
      }));
    const logged = [
      ...Map.groupBy(
        asked.logged.filter(({ day }) => week <= day && day < next),
        ({ clientId }) => clientId,
      ),
    ].map(([clientId, entries]) => ({ clientId, minutes: total(entries) }));
    const sums = {
      minutesCommitted: total(commitments),
      minutesPlanned: planned(person, week, next),
      minutesBooked: total(bookings),
      minutesLogged: total(logged),
    };
    const minutesLoad =
      Math.max(sums.minutesCommitted, sums.minutesPlanned, sums.minutesLogged) + sums.minutesBooked;
    return {
      week,
      ...working,
      ...sums,
      minutesLoad,
      percent: working.minutesWorking === 0 ? null : halfUp(100, minutesLoad, working.minutesWorking),
      verdict: verdictOf(working, minutesLoad),
      absences:
        hours === null
          ? []
          : asked.absences
              .map((one) => ({
                absenceId: one.id,
                from: one.from,
                to: one.to,
                minutes: absentIn(hours, one, from, to),
              }))
              .filter(({ minutes }) => minutes > 0),
      commitments,
      bookings,
      logged,
    };
  });
}

/** The person's shares of a week by client and place, in the order in which they come up. */
function commitmentsIn(
  { person, zone, hours, committed }: CapacityAsked,
  monday: DayNumber,
  minutesOfMonth: (day: DayNumber) => number,
): CapacityTerms['commitments'] {
  if (hours === null) return [];
  const terms = new Map<string, { share: PersonShare; parts: Map<number, number> }>();
  for (let at = monday; at < monday + 7; at = dayAt(at + 1)) {
    const open = hours.between(zone.momentAt(at, 0), zone.momentAt(dayAt(at + 1), 0));
    if (open === 0) continue;
    const ofDay = new Map<string, PersonShare>();
    for (const share of committed(person, at)) {
      const key = [share.clientId, share.role, share.technologyGroup].join(' ');
      ofDay.set(key, { ...share, minutes: share.minutes + (ofDay.get(key)?.minutes ?? 0) });
    }
    const month = minutesOfMonth(at);
    for (const [key, share] of ofDay) {
      const parts = terms.get(key)?.parts ?? new Map<number, number>();
      parts.set(month, (parts.get(month) ?? 0) + share.minutes * open);
      terms.set(key, { share, parts });
    }
  }
  return [...terms.values()].map(({ share, parts }) => ({
    clientId: share.clientId,
    role: share.role,
    technologyGroup: share.technologyGroup,
    minutesOfMonth: share.minutes,
    minutes: roundedOnce(parts),
  }));
}

/** Parts by their denominator as one number of whole minutes; a week has days of two months at most. */
function roundedOnce(parts: ReadonlyMap<number, number>): number {
  const denominator = [...parts.keys()].reduce((product, month) => product * month, 1);
  const numerator = [...parts].reduce((sum, [month, part]) => sum + part * (denominator / month), 0);
  return halfUp(1, numerator, denominator);
}

const fullFrom = 80;

/** How full a week is by its exact ratio. Example: 100 of 100 minutes are `full`, 101 `over`, 79 `room`. */
function verdictOf({ minutesBusiness, minutesWorking }: WorkingMinutes, minutesLoad: number): Verdict {
  if (minutesWorking === 0 && minutesLoad === 0) return minutesBusiness === 0 ? 'closed' : 'away';
  if (minutesLoad > minutesWorking) return 'over';
  return minutesLoad * 100 >= minutesWorking * fullFrom ? 'full' : 'room';
}

const total = (terms: readonly { readonly minutes: number }[]): number =>
  terms.reduce((sum, { minutes }) => sum + minutes, 0);

/** The Mondays of so many weeks, from the week of a day on. Example: 2 from Tuesday 2026-11-24 on: 2026-11-23 and 2026-11-30. */
export const mondaysFrom = (day: string, weeks: number): DayNumber[] => {
  const first = dayFrom(day);
  return Array.from({ length: weeks }, (_, at) => dayAt(first - weekday(first) + at * 7));
};
