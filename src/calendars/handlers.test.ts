import { describe, expect, test } from 'vitest';
import { parseDay } from '../core/day.ts';
import { known } from '../core/id.ts';
import { useWorld } from '../../test/world.ts';
import { calendarsApi } from './api.ts';
import type { CalendarId } from './business-week.ts';
import { setUpCalendar } from './handlers.ts';
import { loadCalendar, loadCalendars } from './store.ts';

const world = useWorld();
const weekdays = { mon: ['08:00-17:00'], tue: ['08:00-17:00'], wed: ['08:00-12:00', '13:00-17:00'] };

const make = async (name: string, more: object = {}) =>
  world.as('ada')(calendarsApi.createCalendar, {
    body: { name, timeZone: 'America/Chicago', weekly: weekdays, ...more },
  });

const generate = (calendar: CalendarId, body: object) =>
  world.as('ada')(calendarsApi.generateHolidays, {
    params: { calendar },
    body: { country: 'US', fromYear: 2026, toYear: 2026, ...body },
  });

/** Days off by hand, from the acts and proclamations of each place; a weekend day in brackets stands although no work is lost by it. */
const observed: Readonly<Record<string, readonly [place: object, days: string]>> = {
  'US 2021': [{ country: 'US' }, '01-01 01-18 02-15 05-31 06-18 07-05 09-06 10-11 11-11 11-25 12-24 12-31'],
  'US 2022': [{ country: 'US' }, '01-17 02-21 05-30 06-20 07-04 09-05 10-10 11-11 11-24 12-26'],
  'US 2026': [{ country: 'US' }, '01-01 01-19 02-16 05-25 06-19 07-03 09-07 10-12 11-11 11-26 12-25'],
  'US 2023': [{ country: 'US' }, '01-02 01-16 02-20 05-29 06-19 07-04 09-04 10-09 11-10 11-23 12-25'],
  'US 2029': [{ country: 'US' }, '01-01 01-15 02-19 05-28 06-19 07-04 09-03 10-08 11-12 11-22 12-25'],
  'US 2027': [{ country: 'US' }, '01-01 01-18 02-15 05-31 06-18 07-05 09-06 10-11 11-11 11-25 12-24 12-31'],
  'GB-ENG 2021': [{ country: 'GB', region: 'ENG' }, '01-01 04-02 04-05 05-03 05-31 08-30 12-27 12-28'],
  'GB-ENG 2022': [
    { country: 'GB', region: 'ENG' },
    '01-03 04-15 04-18 05-02 06-02 06-03 08-29 09-19 12-26 12-27',
  ],
  'GB-ENG 2026': [{ country: 'GB', region: 'ENG' }, '01-01 04-03 04-06 05-04 05-25 08-31 12-25 12-28'],
  'GB-ENG 2027': [{ country: 'GB', region: 'ENG' }, '01-01 03-26 03-29 05-03 05-31 08-30 12-27 12-28'],
  'DE-BY 2021': [
    { country: 'DE', region: 'BY' },
    '01-01 01-06 04-02 04-05 (05-01) 05-13 05-24 06-03 (10-03) 11-01 (12-25) (12-26)',
  ],
  'DE-BY 2022': [
    { country: 'DE', region: 'BY' },
    '(01-01) 01-06 04-15 04-18 (05-01) 05-26 06-06 06-16 10-03 11-01 (12-25) 12-26',
  ],
  'DE-BY 2026': [
    { country: 'DE', region: 'BY' },
    '01-01 01-06 04-03 04-06 05-01 05-14 05-25 06-04 (10-03) (11-01) 12-25 (12-26)',
  ],
  'DE-BY 2027': [
    { country: 'DE', region: 'BY' },
    '01-01 01-06 03-26 03-29 (05-01) 05-06 05-17 05-27 (10-03) 11-01 (12-25) (12-26)',
  ],
  'CA-ON 2026': [{ country: 'CA', region: 'ON' }, '01-01 02-16 04-03 05-18 07-01 09-07 10-12 12-25 (12-26)'],
  'CA-ON 2027': [
    { country: 'CA', region: 'ON' },
    '01-01 02-15 03-26 05-24 07-01 09-06 10-11 (12-25) (12-26)',
  ],
  'CA-ON 2021': [
    { country: 'CA', region: 'ON' },
    '01-01 02-15 04-02 05-24 07-01 09-06 10-11 (12-25) (12-26)',
  ],
  'CA-ON 2022': [
    { country: 'CA', region: 'ON' },
    '(01-01) 02-21 04-15 05-23 07-01 09-05 10-10 (12-25) 12-26',
  ],
  'AU-VIC 2021': [
    { country: 'AU', region: 'VIC' },
    '01-01 01-26 03-08 04-02 (04-03) (04-04) 04-05 (04-25) 06-14 09-24 11-02 12-27 12-28',
  ],
  // The list has the Friday before the Grand Final a week late in 2022: it was 23 September.
  'AU-VIC 2022': [
    { country: 'AU', region: 'VIC', without: ['2022-09-30'] },
    '01-03 01-26 03-14 04-15 (04-16) (04-17) 04-18 04-25 06-13 09-22 11-01 12-26 12-27',
  ],
  'AU-VIC 2026': [
    { country: 'AU', region: 'VIC' },
    '01-01 01-26 03-09 04-03 (04-04) (04-05) 04-06 (04-25) 06-08 09-25 11-03 12-25 12-28',
  ],
  'AU-VIC 2027': [
    { country: 'AU', region: 'VIC' },
    '01-01 01-26 03-08 03-26 (03-27) (03-28) 03-29 (04-25) 06-14 09-24 11-02 12-27 12-28',
  ],
};

describe('holidays of a place', () => {
  test.each(Object.entries(observed))('%s are on their observed days', async (name, [place, days]) => {
    const year = Number(name.slice(-4));
    const { id } = await make(name);
    const generated = await generate(id, { ...place, fromYear: year, toYear: year });
    const written = generated.map(({ day }) => {
      const weekend = Temporal.PlainDate.from(day).dayOfWeek > 5;
      return weekend ? `(${day.slice(5)})` : day.slice(5);
    });
    expect(written.join(' ')).toBe(days);
  });

  test('a region may have a part with days of its own', async () => {
    const { id } = await make('Augsburg');
    const days = await generate(id, { country: 'DE', region: 'BY-A' });
    expect(days.map(({ name }) => name)).toContain('Augsburger Friedensfest');
  });

  test('a place that nobody knows is refused', async () => {
    const { id } = await make('Nowhere');
    for (const place of [{ country: 'XX' }, { region: 'ZZ' }, { country: 'DE', region: 'BY-ZZ' }]) {
      await expect(generate(id, place)).rejects.toMatchObject({ code: 'calendar.unknown-place' });
    }
    await expect(generate(id, { fromYear: 2026, toYear: 2025 })).rejects.toMatchObject({
      code: 'calendar.too-many-years',
    });
    await expect(generate(id, { fromYear: 2020, toYear: 2040 })).rejects.toMatchObject({
      code: 'calendar.too-many-years',
    });
  });

  test('places are listed, countries first, then their regions', async () => {
    const countries = await world.as('ada')(calendarsApi.listPlaces, {});
    expect(countries).toContainEqual({ code: 'US', name: 'United States of America' });
    const regions = await world.as('ada')(calendarsApi.listPlaces, { query: { country: 'CA' } });
    expect(regions).toContainEqual({ code: 'ON', name: 'Ontario' });
  });

  test('a preview says what would come, stay and go, and changes nothing', async () => {
    const { id } = await make('Preview');
    await generate(id, { country: 'GB', region: 'ENG' });
    await world.as('ada')(calendarsApi.addHoliday, {
      params: { calendar: id },
      body: { day: '2026-07-03', name: 'Summer outing' },
    });
    const preview = await world.as('ada')(calendarsApi.previewHolidays, {
      params: { calendar: id },
      query: { country: 'US', fromYear: 2026, toYear: 2026 },
    });
    const of = (day: string) => preview.find((holiday) => holiday.day === day);
    expect(of('2026-12-25')).toMatchObject({ state: 'there', closedAnyway: true });
    expect(of('2026-07-03')).toMatchObject({ state: 'own', standsFor: '2026-07-04' });
    expect(of('2026-09-07')).toMatchObject({ state: 'new', closedAnyway: false });
    expect(of('2026-08-31')).toMatchObject({ state: 'gone' });
    const { holidays, country } = await world.as('ada')(calendarsApi.getCalendar, {
      params: { calendar: id },
      query: { year: 2026 },
    });
    expect(holidays.find(({ day }) => day === '2026-09-07')).toBeUndefined();
    expect(country).toBe('GB');
  });

  test('generating again changes nothing, and days of the provider’s own stay', async () => {
    const { id } = await make('Again');
    await world.as('ada')(calendarsApi.addHoliday, {
      params: { calendar: id },
      body: { day: '2026-07-03', name: 'Summer outing' },
    });
    const once = await generate(id, { fromYear: 2025, toYear: 2027 });
    expect(await generate(id, { fromYear: 2025, toYear: 2027 })).toEqual(once);
    expect(once).toContainEqual({ day: '2026-07-03', name: 'Summer outing', origin: 'own' });
    await generate(id, { country: 'DE', fromYear: 2026, toYear: 2026 });
    const view = await world.as('ada')(calendarsApi.getCalendar, {
      params: { calendar: id },
      query: { year: 2027 },
    });
    expect(view.holidays).toHaveLength(12);
    expect(view).toMatchObject({ country: 'DE', holidayYears: [2025, 2026, 2027] });
  });
});

describe('calendars', () => {
  test('a calendar shows its openings as they were written, in order', async () => {
    const made = await make('Split', { weekly: { mon: ['13:00-24:00', '00:00-12:00'], sun: [] } });
    expect(made.weekly).toEqual({ mon: ['00:00-12:00', '13:00-24:00'] });
    const listed = await world.as('lena')(calendarsApi.listCalendars, {});
    expect(listed.find(({ name }) => name === 'Split')).toMatchObject({
      weekly: made.weekly,
      timeZone: 'America/Chicago',
    });
  });

  test('openings that overlap, and weekdays that are none, are refused with their place', async () => {
    await expect(make('Bad', { weekly: { mon: ['08:00-12:00', '11:00-17:00'] } })).rejects.toMatchObject({
      code: 'invalid-input',
      faults: [{ path: '/weekly/mon/1' }],
    });
    await expect(make('Bad', { weekly: { monday: ['08:00-12:00'] } })).rejects.toMatchObject({
      code: 'invalid-input',
    });
  });

  test('two calendars cannot have one name', async () => {
    await make('Twice');
    await expect(make('Twice')).rejects.toMatchObject({ code: 'calendar.name-taken' });
  });

  test('of two edits made from the same version the second is refused', async () => {
    const { id, version } = await make('Edited');
    const edit = (weekly: object) =>
      world.as('ada')(calendarsApi.editCalendar, {
        params: { calendar: id },
        body: { name: 'Edited', timeZone: 'Europe/London', weekly, version },
      });
    expect(await edit({ fri: ['09:00-17:30'] })).toMatchObject({
      weekly: { fri: ['09:00-17:30'] },
      timeZone: 'Europe/London',
    });
    await expect(edit({})).rejects.toMatchObject({
      code: 'calendar.edited-meanwhile',
      about: { version: version + 1 },
    });
  });

  test('a day of one’s own is added once and can be taken away', async () => {
    const { id: calendar } = await make('Own days');
    const add = () =>
      world.as('ada')(calendarsApi.addHoliday, {
        params: { calendar },
        body: { day: '2026-12-24', name: 'Christmas Eve' },
      });
    const remove = () =>
      world.as('ada')(calendarsApi.removeHoliday, { params: { calendar, day: '2026-12-24' } });
    await add();
    await expect(add()).rejects.toMatchObject({ code: 'calendar.holiday-there' });
    expect(await remove()).toMatchObject({ name: 'Christmas Eve' });
    await expect(remove()).rejects.toMatchObject({ code: 'not-found' });
  });

  test('only the administrator changes calendars, and another provider does not learn of them', async () => {
    const { id: calendar } = await make('Guarded');
    await expect(
      world.as('sofia')(calendarsApi.removeHoliday, { params: { calendar, day: '2026-12-24' } }),
    ).rejects.toMatchObject({ code: 'not-allowed' });
    await expect(world.as('olga')(calendarsApi.getCalendar, { params: { calendar } })).rejects.toMatchObject({
      code: 'not-found',
    });
  });
});

describe('business time', () => {
  test('minutes between two moments leave out nights and holidays', async () => {
    const { id: calendar } = await make('Minutes');
    const between = async (from: string, to: string) =>
      (
        await world.as('ines')(calendarsApi.countBusinessMinutes, {
          params: { calendar },
          query: { from, to },
        })
      ).minutes;
    expect(await between('2026-11-24T14:00:00Z', '2026-11-25T23:00:00Z')).toBe(540 + 480);
    await world.as('ada')(calendarsApi.addHoliday, {
      params: { calendar },
      body: { day: '2026-11-25', name: 'Day before Thanksgiving' },
    });
    expect(await between('2026-11-24T14:00:00Z', '2026-11-25T23:00:00Z')).toBe(540);
    await expect(between('2026-11-25T23:00:00Z', '2026-11-24T14:00:00Z')).rejects.toMatchObject({
      code: 'invalid-input',
    });
    await expect(between('2026-11-24T14:00:30Z', '2026-11-24T15:00:00Z')).rejects.toMatchObject({
      code: 'invalid-input',
    });
  });

  test('the moment after business minutes is where the last of them ends', async () => {
    const { id: calendar } = await make('Moments');
    const after = async (minutes: number) =>
      (
        await world.as('ines')(calendarsApi.findMomentAfter, {
          params: { calendar },
          query: { from: '2026-11-24T14:00:00Z', minutes },
        })
      ).at;
    expect(await after(540)).toBe('2026-11-24T23:00:00Z');
    expect(await after(541)).toBe('2026-11-25T14:01:00Z');
  });

  test('a calendar that never opens says so', async () => {
    const { id: calendar } = await make('Closed', { weekly: {} });
    await expect(
      world.as('ines')(calendarsApi.findMomentAfter, {
        params: { calendar },
        query: { from: '2026-11-24T14:00:00Z', minutes: 1 },
      }),
    ).rejects.toMatchObject({ code: 'calendar.never-reached' });
  });
});

describe('loading calendars', () => {
  test('a calendar comes as the nouns reckon with it', async () => {
    const { id } = await make('Loaded');
    await generate(id, {});
    const calendar = await world.doing('ada', ({ db, providerId }) => loadCalendar(db, providerId, id));
    expect(calendar?.zone.id).toBe('America/Chicago');
    expect(calendar?.weekly[2]).toEqual([
      { from: 480, to: 720 },
      { from: 780, to: 1020 },
    ]);
    expect(calendar?.weekly[6]).toEqual([]);
    expect(calendar?.holidays.has(parseDay('2026-11-26')!)).toBe(true);
  });

  test('many calendars cost no more statements than one, and one that does not exist is left out', async () => {
    const ids = [(await make('Many 1')).id, (await make('Many 2')).id, (await make('Many 3')).id];
    const counted = (wanted: readonly CalendarId[]) =>
      world.doing('ada', async ({ db, providerId }) => {
        const before = world.statements.length;
        const found = await loadCalendars(db, providerId, wanted);
        return [found.size, world.statements.length - before];
      });
    expect(await counted(ids.slice(0, 1))).toEqual([1, 3]);
    expect(await counted([...ids, known<'calendar'>(world.lakeside)])).toEqual([3, 3]);
    expect(await counted([])).toEqual([0, 0]);
  });

  test('a provider starts with the usual week and the federal holidays of five years', async () => {
    const id = await world.doing('olga', (context) => setUpCalendar(context, 'America/New_York'));
    const view = await world.as('olga')(calendarsApi.getCalendar, { params: { calendar: id } });
    expect(view).toMatchObject({
      name: 'Business hours',
      timeZone: 'America/New_York',
      country: 'US',
      weekly: {
        mon: ['08:00-17:00'],
        tue: ['08:00-17:00'],
        wed: ['08:00-17:00'],
        thu: ['08:00-17:00'],
        fri: ['08:00-17:00'],
      },
      holidayYears: [2026, 2027, 2028, 2029, 2030],
    });
    expect(view.holidays.map(({ day }) => day)).toContain('2026-07-03');
  });
});
