import { dayFrom, formatDay } from '../core/day.ts';
import { occurrenceDays } from '../core/occurrences.ts';
import { readRecurrence } from '../core/recurrence.ts';
import type { Fault } from '../core/refusal.ts';
import type { Series } from './series.ts';

/** More than there are days in any period that is planned ahead. */
const daysMost = 400;

/**
 * What is wrong with the rule of a series, in words; null where nothing is. Calls are on days and begin at the series' own time, so a rule
 * with hours, minutes or seconds in it is refused.
 * Example: `FREQ=HOURLY` → "it is repeated by the day, week, month or year, not HOURLY".
 */
export function ruleFault(rule: string): string | null {
  const faults: Fault[] = [];
  const read = readRecurrence(rule, '/rule', faults);
  if (!read) return faults.map(({ message }) => message).join('; ');
  if (['HOURLY', 'MINUTELY', 'SECONDLY'].includes(read.frequency))
    return `it is repeated by the day, week, month or year, not ${read.frequency}`;
  const saysTime = [read.hours, read.minutes, read.seconds].some((part) => part.length > 0);
  return saysTime ? 'say when calls begin by their time, not by BYHOUR, BYMINUTE or BYSECOND' : null;
}

/**
 * The local days on which a series has calls, of [since, until) and of its own term, in order. COUNT counts from the first day of the
 * series on, whatever is asked for. A rule that cannot be read was refused when the series began, and throws.
 * Source: RFC 5545, 3.3.10, by `core/occurrences.ts`.
 * Example: `FREQ=WEEKLY;BYDAY=TU` from 2026-11-24, of [2026-12-01, 2026-12-15) → 2026-12-01, 2026-12-08.
 */
export function daysOfSeries(
  { rule, from, to }: Pick<Series, 'rule' | 'from' | 'to'>,
  since: string,
  until: string,
): string[] {
  const read = readRecurrence(rule, '/rule', []);
  if (!read) throw new Error(`${rule} was taken for a rule before`);
  const end = to !== null && to < until ? to : until;
  const first = dayFrom(since > from ? since : from);
  return occurrenceDays(read, dayFrom(from), daysMost, first, dayFrom(end)).map(formatDay);
}
