import { dateOf, day, dayOf, daysInMonth, formatDay, parseDay } from '../../core/day.ts';

/** The day so many days later, as the wire writes days; what is no date stays as it is. Example: 2026-11-30 and 1 is 2026-12-01. */
export function daysAfter(text: string, count: number): string {
  const parsed = parseDay(text);
  return parsed === undefined ? text : formatDay(day(parsed + count));
}

/** Terms are half-open; people read the last day on which they still hold. Example: an end of 2027-01-01 is a last day of 2026-12-31. */
export const lastDayOf = (end: string): string => daysAfter(end, -1);

/** The same day of a later month, or its last day where it has no such day. Example: 2026-01-31 and 1 is 2026-02-28. */
export function monthsAfter(text: string, count: number): string {
  const parsed = parseDay(text);
  if (parsed === undefined) return text;
  const { year, month, dayOfMonth } = dateOf(parsed);
  const months = year * 12 + month - 1 + count;
  const [yearThen, monthThen] = [Math.floor(months / 12), (months % 12) + 1];
  const then = dayOf(yearThen, monthThen, Math.min(dayOfMonth, daysInMonth(yearThen, monthThen)));
  return then === undefined ? text : formatDay(then);
}

/** How many days lie from one day to another; zero where one of them is no date. */
export function daysBetween(from: string, to: string): number {
  const [first, last] = [parseDay(from), parseDay(to)];
  return first === undefined || last === undefined ? 0 : last - first;
}

/** Whole months from one day to another, rounded down. Example: 2026-03-01 to 2028-03-01 are 24. */
export function monthsBetween(from: string, to: string): number {
  let months = 0;
  while (monthsAfter(from, months + 1) <= to) months += 1;
  return months;
}

/** How long it is until a day, in the words that fit: `12 days`, `7 months`, `2 years 3 months`. Whole months, rounded down. */
export function spanWords(from: string, to: string): string {
  const months = monthsBetween(from, to);
  if (months < 2) return counted(daysBetween(from, to), 'day');
  const [years, rest] = [Math.floor(months / 12), months % 12];
  return [years > 0 && counted(years, 'year'), rest > 0 && counted(rest, 'month')].filter(Boolean).join(' ');
}

const counted = (count: number, what: string): string => `${count} ${what}${count === 1 ? '' : 's'}`;
