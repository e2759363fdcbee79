import { parseDay, weekday, type Day } from '../core/day.ts';
import { complete, note, readFields, shown, type Fields } from '../core/reading.ts';
import type { Fault } from '../core/refusal.ts';
import { WorkingTime, type Opening } from '../core/working-time.ts';
import { parseZone, type Zone } from '../core/zone.ts';

/**
 * When the provider, or a client by agreement, has business hours: the openings of each weekday by the clock of the calendar's zone,
 * none on a holiday. Service guide, section 5.
 */
export interface Calendar {
  readonly zone: Zone;
  /** Seven lists, Monday first; in each the openings in order, none overlapping another. */
  readonly weekly: readonly (readonly Opening[])[];
  readonly holidays: ReadonlySet<Day>;
}

export const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
const openingsMax = 24;

/**
 * A calendar as it is written: `{ timeZone, weekly: { mon: ["08:00-12:00", "13:00-17:00"], … }, holidays: ["2026-11-26"] }`.
 *
 * A weekday left out is closed, as is one with an empty list; holidays may be left out if there are none. Openings may stand in any
 * order and may touch; `24:00` is midnight at the day's end.
 * Refused, each fault with its path: an unknown zone, weekday or date, an opening that ends when it begins or before, openings of one
 * day that overlap, more than 24 of them. Work past midnight is two openings, one on each day.
 */
export function readCalendar(value: unknown, path: string, faults: Fault[]): Calendar | undefined {
  const calendar = readFields(value, path, ['timeZone', 'weekly', 'holidays'], faults);
  if (!calendar) return undefined;
  const weekly = calendar.fields('weekly', weekdays);
  const holidays = calendar.has('holidays')
    ? calendar.list('holidays', (day, dayPath) => readHoliday(day, dayPath, faults))
    : [];
  return complete({
    zone: calendar.parsed('timeZone', parseZone, 'a time zone such as "America/Chicago"'),
    weekly: weekly && weekdays.map((name) => readOpenings(weekly, name)),
    holidays: holidays && new Set(holidays),
  });
}

function readHoliday(value: unknown, path: string, faults: Fault[]): Day | undefined {
  const day = typeof value === 'string' ? parseDay(value) : undefined;
  return day ?? note(faults, path, `must be a date such as "2026-11-26", not ${shown(value)}`);
}

function readOpenings(weekly: Fields, name: string): readonly Opening[] {
  if (!weekly.has(name)) return [];
  const openings: Opening[] = [];
  weekly.list(name, (value, path) => {
    const opening = readOpening(value, path, weekly.faults);
    if (opening && openings.some((other) => other.from < opening.to && opening.from < other.to)) {
      note(weekly.faults, path, `overlaps another opening of the day: ${shown(value)}`);
    }
    if (opening) openings.push(opening);
    return opening;
  });
  if (openings.length > openingsMax) weekly.fault(name, `has more than ${openingsMax} openings`);
  return openings.sort((a, b) => a.from - b.from);
}

const openingForm = /^([01]\d|2[0-3]):([0-5]\d)-(?:([01]\d|2[0-3]):([0-5]\d)|24:00)$/;

function readOpening(value: unknown, path: string, faults: Fault[]): Opening | undefined {
  const parts = typeof value === 'string' ? openingForm.exec(value) : null;
  if (!parts) return note(faults, path, `must be an opening such as "08:00-17:00", not ${shown(value)}`);
  const from = Number(parts[1]) * 60 + Number(parts[2]);
  const to = parts[3] === undefined ? 1440 : Number(parts[3]) * 60 + Number(parts[4]);
  return from < to ? { from, to } : note(faults, path, `must end after it begins, not ${shown(value)}`);
}

/** A calendar as text that is the same for calendars that open at the same times; the key under which tables are kept. */
function keyOf(calendar: Calendar): string {
  return JSON.stringify([calendar.zone.id, calendar.weekly, [...calendar.holidays].sort((a, b) => a - b)]);
}

const tables = new Map<string, WorkingTime>();
const tablesMax = 1_000;
const openingsKeptMax = 2_000_000;

/**
 * The business hours of a calendar as tables; calendars that open at the same times share them. Edges that daylight saving skips or
 * repeats are read as `Zone.momentAt` reads them. Tables are kept for 1,000 calendars or 2,000,000 openings, whichever is reached first; then all are
 * dropped, and built again as needed.
 */
export function businessHours(calendar: Calendar): WorkingTime {
  const key = keyOf(calendar);
  const known = tables.get(key);
  if (known) return known;
  if (tables.size >= tablesMax || openingsKept() > openingsKeptMax) tables.clear();
  const table = new WorkingTime(calendar.zone, (day) => openingsOn(calendar, day));
  tables.set(key, table);
  return table;
}

const openingsKept = (): number => tables.values().reduce((total, table) => total + table.size, 0);

const closed: readonly Opening[] = [];

function openingsOn(calendar: Calendar, day: Day): readonly Opening[] {
  return calendar.holidays.has(day) ? closed : (calendar.weekly[weekday(day)] ?? closed);
}
