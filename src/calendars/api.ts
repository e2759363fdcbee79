import { z } from 'zod';
import { parseInstant } from '../core/instant.ts';
import { refusal } from '../core/refusal.ts';
import { Day, Moment } from '../core/shape.ts';
import { administrator, everyone, route, staff } from '../people/access.ts';
import { CalendarDraft, CalendarId, CalendarSummary, Place } from './business-week.ts';
import { Holiday } from './holidays.ts';

export const nameTaken = refusal(409, 'calendar.name-taken', 'Another calendar has this name.');
export const calendarEditedMeanwhile = refusal(
  412,
  'calendar.edited-meanwhile',
  'Somebody else changed this calendar meanwhile. Look at their version, then make your change again.',
);
export const unknownPlace = refusal(
  422,
  'calendar.unknown-place',
  'No holidays are known for this country or region.',
);
export const tooManyYears = refusal(
  422,
  'calendar.too-many-years',
  'Holidays are generated for up to 20 years at a time, the first of them first.',
);
export const holidayThere = refusal(409, 'calendar.holiday-there', 'The calendar has a holiday on this day.');
export const neverReached = refusal(
  422,
  'calendar.never-reached',
  'So many business minutes never pass: the calendar hardly ever opens.',
);

const ofCalendar = z.object({ calendar: CalendarId });

/** A calendar with its holidays of one year, and the years for which it has any. */
const CalendarView = CalendarSummary.extend({
  year: z.int(),
  holidays: z.array(Holiday),
  holidayYears: z.array(z.int()),
}).meta({ id: 'CalendarView' });

const Year = z.coerce.number().int().min(2000).max(2100);
const Years = z.object({ fromYear: Year, toYear: Year });

/** What generating would do to a day: it is new, there already, there as the provider's own (which stays), or would go. */
export const HolidayPreview = z
  .object({
    day: Day,
    name: z.string(),
    standsFor: Day.nullable(),
    state: z.enum(['new', 'there', 'own', 'gone']),
    /** Set where the calendar is closed on this weekday anyway, so that the holiday changes nothing. */
    closedAnyway: z.boolean(),
  })
  .meta({ id: 'HolidayPreview' });
export type HolidayPreview = z.output<typeof HolidayPreview>;

const WholeMinute = Moment.refine(
  (text) => parseInstant(text) !== undefined && text >= '2000' && text < '2101',
  'a moment is on a whole minute of the years 2000 to 2100',
);

export const calendarsApi = {
  listCalendars: route({
    method: 'GET',
    path: '/calendars',
    command: 'calendar list',
    summary: 'Lists the calendars of business hours by name.',
    access: everyone,
    out: z.array(CalendarSummary),
  }),
  getCalendar: route({
    method: 'GET',
    path: '/calendars/{calendar}',
    command: 'calendar show',
    summary: 'Shows the openings of a calendar and its holidays of a year, this year unless said.',
    access: everyone,
    params: ofCalendar,
    query: z.object({ year: Year.optional() }),
    out: CalendarView,
  }),
  createCalendar: route({
    method: 'POST',
    path: '/calendars',
    command: 'calendar create',
    summary: 'Makes a calendar with its openings by weekday; holidays are added afterwards.',
    access: administrator,
    body: CalendarDraft,
    out: CalendarView,
    status: 201,
    refusals: [nameTaken],
  }),
  editCalendar: route({
    method: 'PUT',
    path: '/calendars/{calendar}',
    command: 'calendar edit',
    summary:
      'Changes name, time zone and openings; names the version it was made from. Closed months stay as they are.',
    access: administrator,
    params: ofCalendar,
    body: CalendarDraft.extend({ version: z.int() }),
    out: CalendarView,
    refusals: [nameTaken, calendarEditedMeanwhile],
  }),
  listPlaces: route({
    method: 'GET',
    path: '/holiday-places',
    command: 'calendar places',
    summary: 'Lists the countries for which holidays are known or, given a country, its regions.',
    access: staff,
    query: z.object({ country: Place.shape.country.optional() }),
    out: z.array(z.object({ code: z.string(), name: z.string() })),
    refusals: [unknownPlace],
  }),
  previewHolidays: route({
    method: 'GET',
    path: '/calendars/{calendar}/holidays/preview',
    command: 'calendar preview-holidays',
    summary: 'Shows what generating the holidays of a place would change, and changes nothing.',
    access: administrator,
    params: ofCalendar,
    query: Place.extend(Years.shape),
    out: z.array(HolidayPreview),
    refusals: [unknownPlace, tooManyYears],
  }),
  generateHolidays: route({
    method: 'POST',
    path: '/calendars/{calendar}/holidays/generation',
    command: 'calendar generate-holidays',
    summary:
      'Puts the public holidays of a place into a calendar on their observed days, for some years and without the days named; own days stay.',
    access: administrator,
    params: ofCalendar,
    body: Place.extend(Years.shape).extend({ without: z.array(Day).max(1000).default([]) }),
    out: z.array(Holiday),
    refusals: [unknownPlace, tooManyYears],
  }),
  addHoliday: route({
    method: 'POST',
    path: '/calendars/{calendar}/holidays',
    command: 'calendar add-holiday',
    summary: 'Adds a day of the provider’s own on which there are no business hours.',
    access: administrator,
    params: ofCalendar,
    body: z.object({ day: Day, name: z.string().trim().min(1, 'a holiday needs a name').max(200) }),
    out: Holiday,
    status: 201,
    refusals: [holidayThere],
  }),
  removeHoliday: route({
    method: 'DELETE',
    path: '/calendars/{calendar}/holidays/{day}',
    command: 'calendar remove-holiday',
    summary: 'Makes a holiday a day with business hours again.',
    access: administrator,
    params: z.object({ calendar: CalendarId, day: Day }),
    out: Holiday,
  }),
  countBusinessMinutes: route({
    method: 'GET',
    path: '/calendars/{calendar}/business-minutes',
    command: 'calendar minutes',
    summary: 'Counts the business minutes from a moment to before another.',
    access: staff,
    params: ofCalendar,
    query: z
      .object({ from: WholeMinute, to: WholeMinute })
      .refine(({ from, to }) => from <= to, { path: ['to'], message: 'must not be before "from"' }),
    out: z.object({ minutes: z.int() }),
  }),
  findMomentAfter: route({
    method: 'GET',
    path: '/calendars/{calendar}/moment-after',
    command: 'calendar after',
    summary: 'Says when a number of business minutes will have passed since a moment.',
    access: staff,
    params: ofCalendar,
    query: z.object({ from: WholeMinute, minutes: z.coerce.number().int().min(1).max(1_000_000) }),
    out: z.object({ at: Moment }),
    refusals: [neverReached],
  }),
};
