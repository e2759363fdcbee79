import type { BusinessWeek } from '../business-week.ts';
import { weekdays } from '../calendar.ts';

export type Weekday = (typeof weekdays)[number];

/** Weekdays as they are written out and in short. */
export const weekdayNames: Readonly<Record<Weekday, string>> = {
  mon: 'Monday',
  tue: 'Tuesday',
  wed: 'Wednesday',
  thu: 'Thursday',
  fri: 'Friday',
  sat: 'Saturday',
  sun: 'Sunday',
};
const short = (day: Weekday): string => weekdayNames[day].slice(0, 3);

/**
 * The openings of a week in one line; days in a row with the same openings are told together, closed ones are left out.
 * Example: `Mon to Thu 08:00-17:00, Fri 08:00-12:00 and 13:00-16:00`.
 */
export function weekWords(weekly: BusinessWeek): string {
  const runs: { first: Weekday; last: Weekday; openings: string }[] = [];
  let before: Weekday | null = null;
  for (const day of weekdays) {
    const openings = (weekly[day] ?? []).join(' and ');
    const run = runs.at(-1);
    if (run && run.last === before && run.openings === openings) run.last = day;
    else if (openings !== '') runs.push({ first: day, last: day, openings });
    before = day;
  }
  if (runs.length === 0) return 'Never open';
  return runs
    .map(({ first, last, openings }) =>
      first === last ? `${short(first)} ${openings}` : `${short(first)} to ${short(last)} ${openings}`,
    )
    .join(', ');
}
