import { z } from 'zod';
import { dateOf, day, dayFrom, dayOf, daysInMonth, formatDay, weekday, type Day } from '../core/day.ts';

/** Where a day goes that is no business day: it stays, or moves to the business day before or after it. */
export const businessDays = ['stay', 'earlier', 'later'] as const;
export type BusinessDay = (typeof businessDays)[number];

/**
 * A recurrence rule that a plan may have: daily at most, by days and months alone. Example: `FREQ=MONTHLY;BYMONTHDAY=-1`, the last of each
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
  const parts = partsOf(rule);
  const [first, begin, end] = [dayFrom(start), dayFrom(from), dayFrom(to)];
  const found: string[] = [];
  for (let at = Math.max(first, begin); at < end; at++)
    if (isOn(parts, first, day(at))) found.push(formatDay(day(at)));
  return found;
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

interface Parts {
  readonly frequency: string;
  readonly interval: number;
  readonly weekdays: readonly number[];
  readonly monthDays: readonly number[];
  readonly months: readonly number[];
}

const names = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];

function partsOf(rule: string): Parts {
  const said = new Map(
    rule.split(';').map((part): [string, string] => [part.split('=')[0] ?? '', part.split('=')[1] ?? '']),
  );
  const numbers = (name: string): number[] => (said.get(name) ?? '').split(',').filter(Boolean).map(Number);
  return {
    frequency: said.get('FREQ') ?? '',
    interval: Number(said.get('INTERVAL') ?? 1),
    weekdays: (said.get('BYDAY') ?? '')
      .split(',')
      .filter(Boolean)
      .map((name) => names.indexOf(name)),
    monthDays: numbers('BYMONTHDAY'),
    months: numbers('BYMONTH'),
  };
}

function faultOf(rule: string): string | null {
  const { frequency, interval, weekdays, monthDays, months } = partsOf(rule);
  if (!/^[A-Z]+=[A-Z0-9,-]+(;[A-Z]+=[A-Z0-9,-]+)*$/.test(rule))
    return 'write a rule like FREQ=MONTHLY;BYMONTHDAY=-1';
  if (!['DAILY', 'WEEKLY', 'MONTHLY', 'YEARLY'].includes(frequency)) return 'a cadence is daily at most';
  if (!(interval >= 1 && interval <= 99)) return 'an interval is 1 to 99';
  if (weekdays.includes(-1)) return 'weekdays are MO, TU, WE, TH, FR, SA, SU';
  if (monthDays.some((at) => !(Math.abs(at) >= 1 && Math.abs(at) <= 31)))
    return 'days of a month are 1 to 31, or counted from its end';
  return months.some((at) => !(at >= 1 && at <= 12)) ? 'months are 1 to 12' : null;
}

function isOn({ frequency, interval, weekdays, monthDays, months }: Parts, first: Day, at: Day): boolean {
  const [begun, now] = [dateOf(first), dateOf(at)];
  if (months.length > 0 && !months.includes(now.month)) return false;
  const last = daysInMonth(now.year, now.month);
  const isMonthDay = monthDays.some((of) => now.dayOfMonth === (of > 0 ? of : last + 1 + of));
  const isWeekday = weekdays.includes(weekday(at));
  if (monthDays.length > 0 && !isMonthDay) return false;
  if (weekdays.length > 0 && !isWeekday) return false;
  const monday = (date: Day): number => date - weekday(date);
  switch (frequency) {
    case 'DAILY':
      return (at - first) % interval === 0;
    case 'WEEKLY':
      return (
        ((monday(at) - monday(first)) / 7) % interval === 0 &&
        (weekdays.length > 0 || weekday(at) === weekday(first))
      );
    case 'MONTHLY':
      return (
        ((now.year - begun.year) * 12 + now.month - begun.month) % interval === 0 &&
        (isMonthDay || isWeekday || now.dayOfMonth === begun.dayOfMonth)
      );
    default:
      return (
        (now.year - begun.year) % interval === 0 &&
        (isMonthDay || isWeekday || now.dayOfMonth === begun.dayOfMonth) &&
        (months.length > 0 || now.month === begun.month)
      );
  }
}
