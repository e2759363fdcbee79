import type { Calendar } from '../calendars/calendar.ts';
import { weekday, type Day } from '../core/day.ts';
import { firstDayOf, monthFrom, monthsLater } from '../core/month.ts';
import { daysOf, moved, type BusinessDay } from './cadence.ts';

/** What is asked of a row: its cadence from its first day on, in [from, to). */
export interface Asked {
  readonly cadence: string;
  readonly businessDay: BusinessDay;
  readonly start: string;
  readonly from: string;
  readonly to: string;
}

/** A day as its rule has it, and as it was moved. */
export interface RuleDay {
  readonly ruleDay: string;
  readonly dueDay: string;
}

/**
 * Up to before which day occurrences are there: the first of the month after the same day in a year, so that it moves once a month.
 * Example: on 2026-11-24 → 2027-12-01.
 */
export const horizonOf = (today: string): string => firstDayOf(monthsLater(monthFrom(today), 13));

/** Whether a day has business hours. */
export const isBusinessDay = ({ weekly, holidays }: Calendar, date: Day): boolean =>
  !holidays.has(date) && (weekly[weekday(date)]?.length ?? 0) > 0;

/**
 * The days of rows, each reckoned once however many rows ask for the same: rules of a kind are the same for most clients. The day of the
 * rule decides whether one is in [from, to); the day it is moved to may be beyond.
 * Example: the last of each month, moved earlier, in [2026-10-01, 2026-12-01) → rule day 2026-10-31, due Friday 2026-10-30, and 2026-11-30.
 */
export function dayTable(): (
  asked: Asked,
  calendarKey: string,
  calendar: Calendar | undefined,
) => readonly RuleDay[] {
  const known = new Map<string, readonly RuleDay[]>();
  return (asked, calendarKey, calendar) => {
    const { cadence, businessDay, start, from, to } = asked;
    const key = [cadence, businessDay, start, from, to, calendarKey].join(' ');
    const found = known.get(key);
    if (found) return found;
    const isOpen = (date: Day): boolean => calendar === undefined || isBusinessDay(calendar, date);
    const days = daysOf(cadence, start, from, to).map((ruleDay) => ({
      ruleDay,
      dueDay: moved(ruleDay, businessDay, isOpen),
    }));
    known.set(key, days);
    return days;
  };
}
