import fc from 'fast-check';
import { expect, test } from 'vitest';
import { calendarOf, clockChanges, type CalendarDocument } from '../../test/scenario.ts';
import { formatInstant, parseInstant } from '../core/instant.ts';
import { minutes } from '../core/minutes.ts';
import type { Fault } from '../core/refusal.ts';
import { rows } from '../core/table.ts';
import { businessHours, readCalendar } from './calendar.ts';

const hoursOf = (calendar: unknown) => businessHours(readCalendar(calendar, '', [])!);

const chicago: CalendarDocument = {
  timeZone: 'America/Chicago',
  weekly: Object.fromEntries(['mon', 'tue', 'wed', 'thu', 'fri'].map((name) => [name, ['08:00-17:00']])),
  holidays: ['2026-11-26'],
};

/** Each row: so many business minutes from one moment to another, by the clock of the calendar's zone. */
function counts(calendar: CalendarDocument, text: string): void {
  const at = (wall: string) =>
    parseInstant(
      Temporal.PlainDateTime.from(wall).toZonedDateTime(calendar.timeZone).toInstant().toString(),
    )!;
  for (const { from, to, minutes: expected } of rows(text)) {
    expect(hoursOf(calendar).between(at(from!), at(to!)), `${from} to ${to}`).toBe(Number(expected));
  }
}

test('business hours are the openings of each weekday, and none on a holiday', () => {
  counts(
    chicago,
    `
    | from             | to               | minutes |
    | 2026-11-02T08:00 | 2026-11-02T17:00 | 540     |
    | 2026-11-02T00:00 | 2026-11-03T00:00 | 540     |
    | 2026-11-02T07:59 | 2026-11-02T08:01 | 1       |
    | 2026-11-02T17:00 | 2026-11-03T08:00 | 0       |
    | 2026-11-06T16:00 | 2026-11-09T09:00 | 120     |
    | 2026-11-25T16:30 | 2026-11-27T08:30 | 60      |
    | 2026-11-02T10:00 | 2026-11-02T10:00 | 0       |
    | 2026-01-01T00:00 | 2027-01-01T00:00 | 140400  |`,
  );
});

test('an opening may end at midnight, where the next day may go on', () => {
  const night = {
    timeZone: 'Europe/London',
    weekly: { fri: ['22:00-24:00'], sat: ['00:00-06:00'] },
    holidays: ['2026-06-13'],
  };
  counts(
    night,
    `
    | from             | to               | minutes |
    | 2026-06-05T00:00 | 2026-06-07T00:00 | 480     |
    | 2026-06-12T00:00 | 2026-06-14T00:00 | 120     |`,
  );
});

test('hours that daylight saving skips or repeats count as they passed', () => {
  counts(
    { timeZone: 'America/Chicago', weekly: { sun: ['00:00-06:00'] }, holidays: [] },
    `
    | from             | to               | minutes |
    | 2026-03-08T00:00 | 2026-03-08T12:00 | 300     |
    | 2026-11-01T00:00 | 2026-11-01T12:00 | 420     |`,
  );
  counts(
    { timeZone: 'Australia/Lord_Howe', weekly: { sun: ['01:45-02:15'] }, holidays: [] },
    `
    | from             | to               | minutes |
    | 2026-04-05T00:00 | 2026-04-05T12:00 | 60      |
    | 2026-10-04T00:00 | 2026-10-04T12:00 | 30      |`,
  );
});

/** For each minute of some days, whether business goes on: the calendar read once more, slowly, by Temporal. */
function openMinutes(calendar: CalendarDocument, from: number, count: number): Uint8Array {
  const isOpen = new Uint8Array(count);
  const names = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];
  const at = (date: Temporal.PlainDate, clock: string): number => {
    const shown = clock === '24:00' ? date.add({ days: 1 }).toPlainDateTime() : date.toPlainDateTime(clock);
    return Math.ceil(shown.toZonedDateTime(calendar.timeZone).epochMilliseconds / 60_000) - from;
  };
  const first = Temporal.Instant.fromEpochMilliseconds(from * 60_000)
    .toZonedDateTimeISO('UTC')
    .toPlainDate();
  for (let days = -3; days < count / 1440 + 3; days++) {
    const date = first.add({ days });
    if (calendar.holidays.includes(date.toString())) continue;
    for (const opening of calendar.weekly[names[date.dayOfWeek - 1]!] ?? []) {
      const [begin = '', end = ''] = opening.split('-');
      isOpen.fill(1, Math.max(0, at(date, begin)), Math.max(0, at(date, end)));
    }
  }
  return isOpen;
}

test('minutes between two moments, and the moment when so many have passed, are as counted one by one', () => {
  const questions = fc
    .constantFrom(...clockChanges.flatMap(([zone, ...months]) => months.map((month) => ({ zone, month }))))
    .chain(({ zone, month }) =>
      fc.record({
        calendar: calendarOf(month).map((calendar) => ({ ...calendar, timeZone: zone })),
        month: fc.constant(month),
        spans: fc.array(fc.tuple(fc.nat(35 * 1440), fc.nat(35 * 1440)), { minLength: 20, maxLength: 20 }),
      }),
    );
  fc.assert(
    fc.property(questions, ({ calendar, month, spans }) => {
      const hours = hoursOf(calendar);
      const origin = parseInstant(`${month}-01T00:00Z`)!;
      const at = (offset: number) => parseInstant(new Date((origin + offset) * 60_000).toISOString())!;
      const isOpen = openMinutes(calendar, origin, 36 * 1440);
      for (const [one, other] of spans) {
        const [from, to] = [Math.min(one, other), Math.max(one, other)];
        const open = isOpen.subarray(from, to);
        const count = open.reduce((sum, minute) => sum + minute, 0);
        expect(hours.between(at(from), at(to))).toBe(count);
        const firstOpen = open.indexOf(1);
        expect(hours.nextOpen(at(from), at(to)) - origin).toBe(firstOpen < 0 ? to : from + firstOpen);
        const firstClosed = open.indexOf(0);
        expect(hours.nextClosed(at(from), at(to)) - origin).toBe(firstClosed < 0 ? to : from + firstClosed);
        if (count > 0)
          expect(hours.add(at(from), minutes(count))! - origin).toBe(from + open.lastIndexOf(1) + 1);
      }
    }),
    { numRuns: 500 },
  );
});

test('after so many business minutes exactly so many have passed, and a minute earlier one less, however far away', () => {
  const from = parseInstant('2026-11-02T15:00:00Z')!;
  const hours = hoursOf(chicago);
  for (const count of [1, 539, 540, 541, 2700, 140_400, 10_000_000]) {
    const at = hours.add(from, minutes(count))!;
    expect(hours.between(from, at)).toBe(count);
    const before = parseInstant(
      formatInstant(at).replace(/:(\d\d):00Z$/, (_, minute: string) => `:${minute}:00Z`),
    )!;
    expect(hours.nextOpen(before, at)).toBe(at);
  }
  expect(formatInstant(hours.add(from, minutes(480))!)).toBe('2026-11-02T23:00:00Z');
  expect(formatInstant(hours.add(from, minutes(481))!)).toBe('2026-11-03T14:01:00Z');
});

test('a calendar that never opens has no business minutes, at no time', () => {
  const hours = hoursOf({ timeZone: 'UTC', weekly: {} });
  const from = parseInstant('2026-11-02T15:00:00Z')!;
  expect(hours.between(from, parseInstant('2026-12-02T15:00:00Z')!)).toBe(0);
  expect(hours.add(from, minutes(1))).toBeUndefined();
});

test('years before and after those that were asked about give the same answers as a calendar that is asked afresh', () => {
  const hours = hoursOf(chicago);
  for (const year of [2026, 1999, 2200, 1901, 2026]) {
    const from = parseInstant(`${year}-05-01T00:00Z`)!;
    const to = parseInstant(`${year}-06-01T00:00Z`)!;
    const afresh = hoursOf({ ...chicago, holidays: [`${year + 1}-07-04`] });
    expect(hours.between(from, to)).toBe(afresh.between(from, to));
  }
});

test('a calendar with faults is refused with the path of each', () => {
  const faultsOf = (calendar: unknown): string => {
    const faults: Fault[] = [];
    readCalendar(calendar, '/calendar', faults);
    return faults.map(({ path, message }) => `${path} ${message}`).join('\n');
  };
  const day = (...openings: unknown[]) =>
    faultsOf({ timeZone: 'UTC', weekly: { mon: openings }, holidays: [] });
  expect(day('08:00-12:00', '12:00-24:00')).toBe('');
  expect(day('12:00-17:00', '08:00-12:00')).toBe('');
  expect(day('08:00-12:00', '11:59-17:00')).toBe(
    '/calendar/weekly/mon/1 overlaps another opening of the day: "11:59-17:00"',
  );
  expect(day('17:00-08:00')).toBe('/calendar/weekly/mon/0 must end after it begins, not "17:00-08:00"');
  expect(day('08:00-08:00')).toContain('must end after it begins');
  for (const opening of [
    '8:00-17:00',
    '08:00-25:00',
    '24:00-24:00',
    '08:00-24:01',
    '08:00',
    '',
    8,
    null,
    '08:60-09:00',
  ]) {
    expect(day(opening)).toContain('/calendar/weekly/mon/0 must be an opening such as "08:00-17:00"');
  }
  expect(
    day(
      ...Array.from(
        { length: 25 },
        (_, i) =>
          `${String(i % 24).padStart(2, '0')}:${i < 24 ? '00' : '30'}-${String(i % 24).padStart(2, '0')}:${i < 24 ? '10' : '40'}`,
      ),
    ),
  ).toBe('/calendar/weekly/mon has more than 24 openings');
  expect(
    faultsOf({
      timeZone: 'Nowhere',
      weekly: { monday: [], tue: '08:00-17:00' },
      holidays: ['2026-02-29', 5],
    }),
  ).toBe(
    [
      '/calendar/weekly/monday is not known here',
      '/calendar/holidays/0 must be a date such as "2026-11-26", not "2026-02-29"',
      '/calendar/holidays/1 must be a date such as "2026-11-26", not 5',
      '/calendar/timeZone must be a time zone such as "America/Chicago", not "Nowhere"',
      '/calendar/weekly/tue must be a list',
    ].join('\n'),
  );
  expect(faultsOf({})).toBe('/calendar/weekly is missing\n/calendar/timeZone is missing');
});
