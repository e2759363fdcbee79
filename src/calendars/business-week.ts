import { z } from 'zod';
import { idOf, type Id } from '../core/id.ts';
import type { Fault } from '../core/refusal.ts';
import { TimeZone } from '../core/shape.ts';
import type { Opening } from '../core/working-time.ts';
import { readCalendar, weekdays } from './calendar.ts';

export type CalendarId = Id<'calendar'>;
export const CalendarId = idOf('calendar');

const openings = z.array(z.string()).optional();

/** Openings by weekday as they are written: `{ "mon": ["08:00-12:00", "13:00-17:00"] }`; a weekday left out is closed. */
export const BusinessWeek = z
  .strictObject({
    mon: openings,
    tue: openings,
    wed: openings,
    thu: openings,
    fri: openings,
    sat: openings,
    sun: openings,
  })
  .superRefine((weekly, context) => {
    for (const { path, message } of faultsOf(weekly))
      context.addIssue({ code: 'custom', path: path.split('/').slice(2), message });
  })
  .meta({ id: 'BusinessWeek' });
export type BusinessWeek = z.output<typeof BusinessWeek>;

export const CalendarDraft = z.object({
  name: z.string().trim().min(1, 'a calendar needs a name').max(100),
  timeZone: TimeZone,
  weekly: BusinessWeek,
});
export type CalendarDraft = z.output<typeof CalendarDraft>;

/** A calendar without its holidays. `country` and `region` are where they were last generated for; `version` counts edits. */
export const CalendarSummary = z
  .object({
    id: CalendarId,
    name: z.string(),
    timeZone: z.string(),
    country: z.string().nullable(),
    region: z.string().nullable(),
    weekly: BusinessWeek,
    version: z.int(),
  })
  .meta({ id: 'CalendarSummary' });
export type CalendarSummary = z.output<typeof CalendarSummary>;

/** The guide's business hours, made exact: Monday to Friday, 08:00 to 17:00. Service guide, section 5. */
export const usualWeek: BusinessWeek = {
  mon: ['08:00-17:00'],
  tue: ['08:00-17:00'],
  wed: ['08:00-17:00'],
  thu: ['08:00-17:00'],
  fri: ['08:00-17:00'],
};

/** Where holidays are generated for: a country and, unless those of the whole country are meant, a region of it: `US`, `DE` and `BY`. */
export const Place = z.object({
  country: z
    .string()
    .regex(/^[A-Z]{2}$/, 'a country is two capital letters, such as "US"')
    .meta({ examples: ['US'] }),
  region: z
    .string()
    .regex(/^[A-Za-z0-9]{1,20}(-[A-Za-z0-9]{1,20})?$/, 'a region is written like "BY" or "BY-A"')
    .nullable()
    .default(null),
});
export type Place = z.output<typeof Place>;

/** The openings of a week that `BusinessWeek` has let through: seven lists, Monday first, in minutes of the day. */
export function openingsOf(weekly: BusinessWeek): readonly (readonly Opening[])[] {
  const calendar = readCalendar({ timeZone: 'UTC', weekly }, '', []);
  if (!calendar) throw new Error('a week that was checked cannot be read');
  return calendar.weekly;
}

/** The opposite: a week as it is written, closed weekdays left out. Example: Tuesday 480 to 1440 is `{ "tue": ["08:00-24:00"] }`. */
export const weekOf = (weekly: readonly (readonly Opening[])[]): BusinessWeek =>
  Object.fromEntries(
    weekdays
      .map((name, index) => [name, (weekly[index] ?? []).map(openingText)] as const)
      .filter(([, written]) => written.length > 0),
  );

const openingText = ({ from, to }: Opening): string => `${clockText(from)}-${clockText(to)}`;
const clockText = (minute: number): string =>
  `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;

function faultsOf(weekly: object): readonly Fault[] {
  const faults: Fault[] = [];
  readCalendar({ timeZone: 'UTC', weekly }, '', faults);
  return faults;
}
