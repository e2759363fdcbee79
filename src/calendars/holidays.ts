import { z } from 'zod';
import { day as dayFrom, formatDay, parseDay, weekday, type Day } from '../core/day.ts';
import { Day as DayText } from '../core/shape.ts';

/** A day without business hours: generated for a place, or added by the provider itself. */
export const Holiday = z
  .object({ day: DayText, name: z.string(), origin: z.enum(['generated', 'own']) })
  .meta({ id: 'Holiday' });
export type Holiday = z.output<typeof Holiday>;

/** A public holiday as a list of holidays has it: `date` by the clock there, and how long it lasts. */
export interface ListedHoliday {
  readonly date: string;
  readonly start: Date;
  readonly end: Date;
  readonly name: string;
  readonly rule: string;
  readonly substitute?: boolean;
}

/** A day on which a holiday is observed; `standsFor` is the holiday's own date where another day is taken instead. */
export interface ObservedDay {
  readonly day: string;
  readonly name: string;
  readonly standsFor: string | null;
}

/**
 * The days off among the public holidays of some years, on their observed days, in order: of a holiday on a Saturday or Sunday for
 * which another day is given, that other day, and not the weekend day as well. The other day may lie in the year before: New Year's Day
 * of 2022, a Saturday, was observed in the United States on 31 December 2021. For that `listed` has to reach a year beyond either end.
 *
 * Left out: holidays that are no whole day (Christmas Eve from 19:00), because a holiday closes a calendar all day. A holiday of several
 * days is all of them. Two holidays on one day are one day with both names.
 * Source: service guide, section 5 ("except holidays").
 * Example: 4 July 2026 is a Saturday: 2026-07-03 is a day off, standing for 2026-07-04, which is none itself.
 */
export function observedDays(
  listed: readonly ListedHoliday[],
  fromYear: number,
  toYear: number,
): readonly ObservedDay[] {
  const days = listed.flatMap(wholeDays);
  const found = new Map<string, ObservedDay>();
  for (const holiday of days) {
    const year = Number(formatDay(holiday.day).slice(0, 4));
    if (year < fromYear || year > toYear || hasOtherDay(holiday, days)) continue;
    const standsFor = nominalOf(holiday, days);
    const text = formatDay(holiday.day);
    const known = found.get(text);
    const name = known && known.name !== holiday.name ? `${known.name} / ${holiday.name}` : holiday.name;
    found.set(text, { day: text, name: name.slice(0, 200), standsFor: standsFor && formatDay(standsFor) });
  }
  return [...found.values()].sort((a, b) => (a.day < b.day ? -1 : 1));
}

/** Where the lists of holidays are wrong about a place: a rule of theirs, and the rule to take instead, or null where it is no holiday there. */
interface Correction {
  readonly place: string;
  readonly rule: string;
  readonly instead: string | null;
}

const corrections: readonly Correction[] = [
  // 5 U.S.C. 6103(b) and Executive Order 11582 move every federal holiday off the weekend; the lists forget Veterans Day.
  {
    place: 'US',
    rule: '11-11',
    instead: '11-11 and if sunday then next monday if saturday then previous friday',
  },
  // The Employment Standards Act of Ontario, part X, knows no Easter Monday.
  { place: 'CA-ON', rule: 'easter 1', instead: null },
];

/** The corrections for a place; those of a country hold in its regions too. Example: of `US-TX`, those of `US`. */
export const correctionsFor = (place: string): readonly Correction[] =>
  corrections.filter((known) => place === known.place || place.startsWith(`${known.place}-`));

interface WholeDay {
  readonly day: Day;
  readonly name: string;
  readonly rule: string;
  readonly substitute: boolean;
}

function wholeDays({ date, start, end, name, rule, substitute = false }: ListedHoliday): WholeDay[] {
  const first = parseDay(date.slice(0, 10));
  if (first === undefined) return [];
  // A day on which the clocks change has 23 or 25 hours; part of a day is none.
  const count = Math.floor((end.getTime() - start.getTime() + hour) / (24 * hour));
  return Array.from({ length: count }, (_, index) => ({
    day: dayFrom(first + index),
    name,
    rule,
    substitute,
  }));
}

const hour = 3_600_000;
const apartMax = 7;

const isWeekend = (day: Day): boolean => weekday(day) >= 5;

/** Whether a weekend day gives way to another; some lists mark that other day, some merely have the rule give two. */
const hasOtherDay = (holiday: WholeDay, days: readonly WholeDay[]): boolean =>
  isWeekend(holiday.day) && days.some((other) => standsIn(other, holiday));

const nominalOf = (holiday: WholeDay, days: readonly WholeDay[]): Day | null =>
  days.find((other) => isWeekend(other.day) && standsIn(holiday, other))?.day ?? null;

const standsIn = (instead: WholeDay, nominal: WholeDay): boolean =>
  instead.day !== nominal.day &&
  !nominal.substitute &&
  Math.abs(instead.day - nominal.day) <= apartMax &&
  (instead.substitute
    ? instead.name.startsWith(`${nominal.name} (`)
    : instead.rule === nominal.rule && instead.name === nominal.name && !isWeekend(instead.day));
