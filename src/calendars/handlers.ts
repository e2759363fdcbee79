import { formatInstant, parseInstant, type Instant } from '../core/instant.ts';
import { minutes } from '../core/minutes.ts';
import { notFound, Refused, type RefusalKind } from '../core/refusal.ts';
import type { Handlers } from '../core/route.ts';
import { refusing } from '../database/refusals.ts';
import type { Context } from '../people/context.ts';
import {
  calendarEditedMeanwhile,
  holidayThere,
  nameTaken,
  neverReached,
  tooManyYears,
  unknownPlace,
  type calendarsApi,
  type HolidayPreview,
} from './api.ts';
import { usualWeek, type CalendarId, type CalendarSummary, type Place } from './business-week.ts';
import { businessHours, weekdays, type Calendar } from './calendar.ts';
import { correctionsFor, observedDays, type ObservedDay } from './holidays.ts';
import * as store from './store.ts';

const constraints: Readonly<Record<string, RefusalKind>> = {
  calendar_provider_id_name_key: nameTaken,
  holiday_pkey: holidayThere,
};

const yearsMax = 20;

export const calendarsHandlers: Handlers<typeof calendarsApi, Context> = {
  listCalendars: ({ db, providerId }) => store.listCalendars(db, providerId),

  getCalendar: (context, { params, query }) => show(context, params.calendar, query.year),

  async createCalendar(context, { body }) {
    const id = context.newId<'calendar'>();
    await refusing(constraints, store.insertCalendar(context.db, context.providerId, id, body));
    context.record({ act: 'calendar.created', client: null, object: id, detail: body });
    return show(context, id);
  },

  async editCalendar(context, { params, body }) {
    const { db, providerId } = context;
    const before = await theCalendar(context, params.calendar);
    const { version, ...draft } = body;
    if (!(await refusing(constraints, store.updateCalendar(db, providerId, before.id, draft, version)))) {
      throw new Refused(calendarEditedMeanwhile, `It is at version ${before.version} now.`, {
        version: before.version,
      });
    }
    context.record({
      act: 'calendar.edited',
      client: null,
      object: before.id,
      detail: { before, after: draft },
    });
    return show(context, before.id);
  },

  async listPlaces(_context, { query }) {
    const lists = await holidayLists();
    const places = query.country ? lists.getStates(query.country) : lists.getCountries();
    if (query.country && !lists.getCountries()[query.country]) throw unknown(query.country);
    return Object.entries(places ?? {}).map(([code, name]) => ({ code, name }));
  },

  async previewHolidays(context, { params, query }) {
    const calendar = await theCalendar(context, params.calendar);
    const { from, to } = daysOfYears(query);
    const before = await store.listHolidays(context.db, context.providerId, calendar.id, from, to);
    const after = await observedIn(query, query);
    const closedAnyway = (day: string) => {
      const weekday = weekdays[Temporal.PlainDate.from(day).dayOfWeek - 1];
      return weekday === undefined || calendar.weekly[weekday] === undefined;
    };
    const coming = after.map(({ day, name, standsFor }): HolidayPreview => {
      const there = before.find((holiday) => holiday.day === day);
      const state = there ? (there.origin === 'own' ? 'own' : 'there') : 'new';
      return { day, name, standsFor, state, closedAnyway: closedAnyway(day) };
    });
    const going = before
      .filter(({ day, origin }) => origin === 'generated' && !after.some((holiday) => holiday.day === day))
      .map(({ day, name }): HolidayPreview => ({
        day,
        name,
        standsFor: null,
        state: 'gone',
        closedAnyway: closedAnyway(day),
      }));
    return [...coming, ...going].sort((a, b) => (a.day < b.day ? -1 : 1));
  },

  async generateHolidays(context, { params, body }) {
    const { id } = await theCalendar(context, params.calendar);
    return generate(context, id, body);
  },

  async addHoliday(context, { params, body }) {
    const { id } = await theCalendar(context, params.calendar);
    const holiday = { ...body, origin: 'own' } as const;
    await refusing(constraints, store.insertHoliday(context.db, context.providerId, id, holiday));
    context.record({ act: 'holiday.added', client: null, object: id, detail: body });
    return holiday;
  },

  async removeHoliday(context, { params }) {
    const { db, providerId } = context;
    const removed = await store.deleteHoliday(db, providerId, params.calendar, params.day);
    if (!removed) throw new Refused(notFound, notFound.title);
    context.record({ act: 'holiday.removed', client: null, object: params.calendar, detail: removed });
    return removed;
  },

  async countBusinessMinutes(context, { params, query }) {
    const hours = businessHours(await loaded(context, params.calendar));
    return { minutes: hours.between(moment(query.from), moment(query.to)) };
  },

  async findMomentAfter(context, { params, query }) {
    const hours = businessHours(await loaded(context, params.calendar));
    const at = hours.add(moment(query.from), minutes(query.minutes));
    if (at === undefined) throw new Refused(neverReached, 'Give the calendar openings first.');
    return { at: formatInstant(at) };
  },
};

/**
 * The calendar a provider starts with: Monday to Friday, 08:00 to 17:00 in its zone, and the federal holidays of the United States for
 * this year and the four that follow. Everything about it can be changed afterwards.
 */
export async function setUpCalendar(context: Context, timeZone: string): Promise<CalendarId> {
  const id = context.newId<'calendar'>();
  const draft = { name: 'Business hours', timeZone, weekly: usualWeek };
  await refusing(constraints, store.insertCalendar(context.db, context.providerId, id, draft));
  context.record({ act: 'calendar.created', client: null, object: id, detail: draft });
  const { year } = context.now.toZonedDateTimeISO(timeZone);
  const place = { country: 'US', region: null };
  await generate(context, id, { ...place, fromYear: year, toYear: year + 4, without: [] });
  return id;
}

interface Years {
  readonly fromYear: number;
  readonly toYear: number;
}

const daysOfYears = ({ fromYear, toYear }: Years) => ({
  from: `${fromYear}-01-01`,
  to: `${toYear + 1}-01-01`,
});

async function theCalendar({ db, providerId }: Context, id: CalendarId): Promise<CalendarSummary> {
  const calendar = await store.findCalendar(db, providerId, id);
  if (!calendar) throw new Refused(notFound, notFound.title);
  return calendar;
}

async function show(context: Context, id: CalendarId, asked?: number) {
  const { db, providerId } = context;
  const calendar = await theCalendar(context, id);
  const year = asked ?? context.now.toZonedDateTimeISO(calendar.timeZone).year;
  const { from, to } = daysOfYears({ fromYear: year, toYear: year });
  return {
    ...calendar,
    year,
    holidays: await store.listHolidays(db, providerId, id, from, to),
    holidayYears: await store.listHolidayYears(db, providerId, id),
  };
}

async function generate(
  context: Context,
  calendar: CalendarId,
  { without, ...asked }: Place & Years & { readonly without: readonly string[] },
) {
  const { db, providerId } = context;
  const days = (await observedIn(asked, asked)).filter(({ day }) => !without.includes(day));
  const span = daysOfYears(asked);
  await store.replaceGenerated(db, providerId, calendar, span, days);
  await store.updatePlace(db, providerId, calendar, asked);
  context.record({
    act: 'holidays.generated',
    client: null,
    object: calendar,
    detail: { ...asked, without, days: days.map(({ day }) => day) },
  });
  return store.listHolidays(db, providerId, calendar, span.from, span.to);
}

async function observedIn({ country, region }: Place, years: Years): Promise<readonly ObservedDay[]> {
  const { fromYear, toYear } = years;
  if (toYear < fromYear || toYear - fromYear >= yearsMax)
    throw new Refused(tooManyYears, `${fromYear} to ${toYear} cannot be generated at once.`);
  const lists = await listsOf(region === null ? country : `${country}-${region}`);
  const listed = Array.from({ length: toYear - fromYear + 3 }, (_, index) =>
    lists.getHolidays(fromYear - 1 + index),
  );
  return observedDays(
    listed.flat().filter(({ type }) => type === 'public'),
    fromYear,
    toYear,
  );
}

/** The lists of one place, corrected; `US`, `DE-BY` or `DE-BY-A`. */
async function listsOf(place: string) {
  const lists = await holidayLists();
  const [country = '', state, part] = place.split('-');
  const isKnown =
    lists.getCountries()[country] !== undefined &&
    (state === undefined || lists.getStates(country)?.[state] !== undefined) &&
    (state === undefined || part === undefined || lists.getRegions(country, state)?.[part] !== undefined);
  if (!isKnown) throw unknown(place);
  if (state === undefined) lists.init(country);
  else if (part === undefined) lists.init(country, state);
  else lists.init(country, state, part);
  for (const { rule, instead } of correctionsFor(place)) {
    const known = lists.getRule(rule);
    lists.unsetRule(rule);
    if (instead !== null) lists.setRule(Object.assign({}, known, { rule: instead, substitute: true }));
  }
  return lists;
}

/** The lists are large and seldom needed, so they are loaded when they are. */
async function holidayLists() {
  const { default: HolidayLists } = await import('date-holidays');
  return new HolidayLists();
}

const unknown = (place: string) => new Refused(unknownPlace, `Nothing is known of ${place}.`, { place });

async function loaded({ db, providerId }: Context, id: CalendarId): Promise<Calendar> {
  const calendar = await store.loadCalendar(db, providerId, id);
  if (!calendar) throw new Refused(notFound, notFound.title);
  return calendar;
}

function moment(text: string): Instant {
  const at = parseInstant(text);
  if (at === undefined) throw new Error('a moment that was checked cannot be read');
  return at;
}
