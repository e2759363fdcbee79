import { z } from 'zod';
import { day, dayFrom, formatDay, type Day } from '../core/day.ts';
import { occurrenceDays } from '../core/occurrences.ts';
import { readRecurrence, type Frequency } from '../core/recurrence.ts';
import type { Fault } from '../core/refusal.ts';

/** Where a day goes that is no business day: it stays, or moves to the business day before or after it. */
export const businessDays = ['stay', 'earlier', 'later'] as const;
export type BusinessDay = (typeof businessDays)[number];

/**
 * A recurrence rule that a plan may have: of days, daily at most, every 99 periods and 1,000 times at most. Example: `FREQ=MONTHLY;BYMONTHDAY=-1`, the last of each
 * month.
 */
export const Cadence = z
  .string()
  .trim()
  .max(200)
  .refine((rule) => faultOf(rule) === null, {
    error: ({ input }) => faultOf(String(input)) ?? 'this rule cannot be read',
  })
  .meta({ examples: ['FREQ=MONTHLY;BYMONTHDAY=-1'] });

/** The cadences of the template, by what they are called; quarters and halves are those of the calendar. */
export const usual = {
  weekly: 'FREQ=WEEKLY;BYDAY=FR',
  monthly: 'FREQ=MONTHLY;BYMONTHDAY=-1',
  quarterly: 'FREQ=YEARLY;BYMONTH=3,6,9,12;BYMONTHDAY=-1',
  semiannual: 'FREQ=YEARLY;BYMONTH=6,12;BYMONTHDAY=-1',
} as const;

/**
 * The days of a cadence in [from, to), in order, as the rule says them: not yet moved. `start` is the first day of the plan row, from which
 * intervals count. Days of a month that it does not have are left out.
 * Example: the last of each month from 2026-01-15 on, in [2026-01-01, 2026-03-01) → 2026-01-31, 2026-02-28.
 */
export function daysOf(rule: string, start: string, from: string, to: string): string[] {
  const read = readRecurrence(rule, '', []);
  if (!read) throw new Error(`${rule} is no cadence`);
  const [first, begin, end] = [dayFrom(start), dayFrom(from), dayFrom(to)];
  return occurrenceDays(read, first, Math.max(0, end - begin), begin, end).map(formatDay);
}

/**
 * A day moved to a business day: the one before or after it, at most 31 days away, else it stays. Ties there are none.
 * Example: Saturday 2026-10-31 earlier → Friday 2026-10-30; later → Monday 2026-11-02.
 */
export function moved(date: string, way: BusinessDay, isBusinessDay: (date: Day) => boolean): string {
  if (way === 'stay') return date;
  const from = dayFrom(date);
  for (let away = 0; away <= 31; away++) {
    const at = day(way === 'later' ? from + away : from - away);
    if (isBusinessDay(at)) return formatDay(at);
  }
  return date;
}

const frequenciesTaken: readonly Frequency[] = ['DAILY', 'WEEKLY', 'MONTHLY', 'YEARLY'];
const intervalMax = 99;
const countMax = 1000;

/** Why a rule is no cadence; null where it is one. */
function faultOf(text: string): string | null {
  const faults: Fault[] = [];
  const rule = readRecurrence(text, '', faults);
  if (!rule) return faults.map(({ message }) => message).join('; ');
  if (!frequenciesTaken.includes(rule.frequency)) return 'a cadence is daily at most';
  if ([...rule.hours, ...rule.minutes, ...rule.seconds].length > 0)
    return 'a cadence is of days; leave out hours, minutes and seconds';
  if (rule.interval > intervalMax) return `an interval is 1 to ${intervalMax}`;
  return (rule.count ?? 0) > countMax ? `a cadence comes ${countMax} times at most` : null;
}
