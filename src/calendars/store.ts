import { parseDay } from '../core/day.ts';
import { known } from '../core/id.ts';
import type { Opening } from '../core/working-time.ts';
import { parseZone } from '../core/zone.ts';
import type { Db } from '../database/transaction.ts';
import type { ProviderId } from '../people/person.ts';
import {
  openingsOf,
  weekOf,
  type CalendarDraft,
  type CalendarId,
  type CalendarSummary,
  type Place,
} from './business-week.ts';
import type { Calendar } from './calendar.ts';
import { Holiday } from './holidays.ts';

/** Calendars by name. */
export async function listCalendars(db: Db, provider: ProviderId): Promise<CalendarSummary[]> {
  const calendars = await calendarRows(db, provider).orderBy('name').execute();
  const weeks = await weeksOf(db, provider, null);
  return calendars.map((row) => summaryFrom(row, weeks));
}

export async function findCalendar(
  db: Db,
  provider: ProviderId,
  id: CalendarId,
): Promise<CalendarSummary | null> {
  const row = await calendarRows(db, provider).where('id', '=', id).executeTakeFirst();
  return row ? summaryFrom(row, await weeksOf(db, provider, [id])) : null;
}

export async function insertCalendar(
  db: Db,
  provider: ProviderId,
  id: CalendarId,
  draft: CalendarDraft,
): Promise<void> {
  await db
    .insertInto('calendar')
    .values({ provider_id: provider, id, name: draft.name, time_zone: draft.timeZone })
    .execute();
  await insertOpenings(db, provider, id, draft);
}

/** Saves an edit made from `version`; false where the calendar has moved on since. */
export async function updateCalendar(
  db: Db,
  provider: ProviderId,
  id: CalendarId,
  draft: CalendarDraft,
  version: number,
): Promise<boolean> {
  const updated = await db
    .updateTable('calendar')
    .set({ name: draft.name, time_zone: draft.timeZone, version: version + 1 })
    .where('provider_id', '=', provider)
    .where('id', '=', id)
    .where('version', '=', version)
    .executeTakeFirst();
  if (updated.numUpdatedRows === 0n) return false;
  await db.deleteFrom('opening').where('provider_id', '=', provider).where('calendar_id', '=', id).execute();
  await insertOpenings(db, provider, id, draft);
  return true;
}

/** Holidays of the days [from, to), in order. */
export async function listHolidays(
  db: Db,
  provider: ProviderId,
  calendar: CalendarId,
  from: string,
  to: string,
): Promise<Holiday[]> {
  const rows = await db
    .selectFrom('holiday')
    .select(['day', 'name', 'origin'])
    .where('provider_id', '=', provider)
    .where('calendar_id', '=', calendar)
    .where('day', '>=', from)
    .where('day', '<', to)
    .orderBy('day')
    .execute();
  return rows.map((row) => Holiday.parse(row));
}

/** The years in which a calendar has a holiday, in order. */
export async function listHolidayYears(
  db: Db,
  provider: ProviderId,
  calendar: CalendarId,
): Promise<number[]> {
  const rows = await db
    .selectFrom('holiday')
    .select((eb) => eb.fn<number>('date_part', [eb.val('year'), 'day']).as('year'))
    .distinct()
    .where('provider_id', '=', provider)
    .where('calendar_id', '=', calendar)
    .orderBy('year')
    .execute();
  return rows.map(({ year }) => year);
}

/** Puts generated holidays in the place of those generated before for the days [from, to); the provider's own stay. */
export async function replaceGenerated(
  db: Db,
  provider: ProviderId,
  calendar: CalendarId,
  days: { readonly from: string; readonly to: string },
  holidays: readonly { readonly day: string; readonly name: string }[],
): Promise<void> {
  await db
    .deleteFrom('holiday')
    .where('provider_id', '=', provider)
    .where('calendar_id', '=', calendar)
    .where('origin', '=', 'generated')
    .where('day', '>=', days.from)
    .where('day', '<', days.to)
    .execute();
  if (holidays.length === 0) return;
  await db
    .insertInto('holiday')
    .values(
      holidays.map(({ day, name }) => ({
        provider_id: provider,
        calendar_id: calendar,
        day,
        name,
        origin: 'generated',
      })),
    )
    .onConflict((conflict) => conflict.columns(['provider_id', 'calendar_id', 'day']).doNothing())
    .execute();
}

/** Remembers for which place holidays were generated last. */
export async function updatePlace(
  db: Db,
  provider: ProviderId,
  id: CalendarId,
  { country, region }: Place,
): Promise<void> {
  await db
    .updateTable('calendar')
    .set({ country, region })
    .where('provider_id', '=', provider)
    .where('id', '=', id)
    .execute();
}

export async function insertHoliday(
  db: Db,
  provider: ProviderId,
  calendar: CalendarId,
  { day, name, origin }: Holiday,
): Promise<void> {
  await db
    .insertInto('holiday')
    .values({ provider_id: provider, calendar_id: calendar, day, name, origin })
    .execute();
}

/** What was taken away, or null where that day is no holiday. */
export async function deleteHoliday(
  db: Db,
  provider: ProviderId,
  calendar: CalendarId,
  day: string,
): Promise<Holiday | null> {
  const row = await db
    .deleteFrom('holiday')
    .where('provider_id', '=', provider)
    .where('calendar_id', '=', calendar)
    .where('day', '=', day)
    .returning(['day', 'name', 'origin'])
    .executeTakeFirst();
  return row ? Holiday.parse(row) : null;
}

/** A calendar as the nouns reckon with it, or null where there is none. */
export async function loadCalendar(db: Db, provider: ProviderId, id: CalendarId): Promise<Calendar | null> {
  return (await loadCalendars(db, provider, [id])).get(id) ?? null;
}

/** Calendars as the nouns reckon with them, in three statements however many there are; those that do not exist are left out. */
export async function loadCalendars(
  db: Db,
  provider: ProviderId,
  ids: readonly CalendarId[],
): Promise<ReadonlyMap<CalendarId, Calendar>> {
  if (ids.length === 0) return new Map();
  const calendars = await calendarRows(db, provider)
    .where('id', 'in', [...ids])
    .execute();
  const weeks = await weeksOf(db, provider, ids);
  const holidays = await db
    .selectFrom('holiday')
    .select(['calendar_id', 'day'])
    .where('provider_id', '=', provider)
    .where('calendar_id', 'in', [...ids])
    .execute();
  const daysOf = Map.groupBy(holidays, (holiday) => holiday.calendar_id);
  return new Map(
    calendars.map(({ id, time_zone }) => {
      const zone = parseZone(time_zone);
      if (!zone) throw new Error(`calendar ${id} is kept with an unknown zone`);
      const days = (daysOf.get(id) ?? []).map(({ day }) => parseDay(day)).filter((day) => day !== undefined);
      return [known<'calendar'>(id), { zone, weekly: weeks(id), holidays: new Set(days) }];
    }),
  );
}

const calendarRows = (db: Db, provider: ProviderId) =>
  db
    .selectFrom('calendar')
    .select(['id', 'name', 'time_zone', 'country', 'region', 'version'])
    .where('provider_id', '=', provider);

type CalendarRow = Awaited<ReturnType<ReturnType<typeof calendarRows>['executeTakeFirstOrThrow']>>;
type Weeks = (calendar: string) => readonly (readonly Opening[])[];

const summaryFrom = (row: CalendarRow, weeks: Weeks): CalendarSummary => ({
  id: known(row.id),
  name: row.name,
  timeZone: row.time_zone,
  country: row.country,
  region: row.region,
  weekly: weekOf(weeks(row.id)),
  version: row.version,
});

/** The openings of some calendars, or of all, by calendar: seven lists, Monday first. */
async function weeksOf(db: Db, provider: ProviderId, ids: readonly CalendarId[] | null): Promise<Weeks> {
  const rows = await db
    .selectFrom('opening')
    .select(['calendar_id', 'weekday', 'start_minute', 'end_minute'])
    .where('provider_id', '=', provider)
    .$if(ids !== null, (query) => query.where('calendar_id', 'in', [...(ids ?? [])]))
    .orderBy('start_minute')
    .execute();
  const openings = Map.groupBy(rows, (row) => row.calendar_id);
  return (calendar) =>
    [1, 2, 3, 4, 5, 6, 7].map((weekday) =>
      (openings.get(calendar) ?? [])
        .filter((row) => row.weekday === weekday)
        .map(({ start_minute: from, end_minute: to }) => ({ from, to })),
    );
}

async function insertOpenings(
  db: Db,
  provider: ProviderId,
  calendar: CalendarId,
  { weekly }: CalendarDraft,
): Promise<void> {
  const rows = openingsOf(weekly).flatMap((openings, index) =>
    openings.map(({ from, to }) => ({
      provider_id: provider,
      calendar_id: calendar,
      weekday: index + 1,
      start_minute: from,
      end_minute: to,
    })),
  );
  if (rows.length > 0) await db.insertInto('opening').values(rows).execute();
}
