import { expect, test } from 'vitest';
import { clockChanges } from '../../test/scenario.ts';
import { day, parseDay } from './day.ts';
import { formatInstant, instant, instantMax, instantMin, parseInstant } from './instant.ts';
import { parseZone } from './zone.ts';

test('a moment is written in UTC on a whole minute, and reads the same again', () => {
  expect(['1970-01-01T00:00:00Z', '2026-11-02T15:00Z', '2026-11-02T15:00:00.000Z'].map(parseInstant)).toEqual(
    [0, 29_893_860, 29_893_860],
  );
  for (const text of [
    '1900-01-01T00:00:00Z',
    '1969-12-31T23:59:00Z',
    '2026-11-02T15:01:00Z',
    '2999-12-31T23:59:00Z',
  ]) {
    expect(formatInstant(parseInstant(text)!)).toBe(text);
  }
  expect([instantMin, instantMax].map(formatInstant)).toEqual([
    '1900-01-01T00:00:00Z',
    '3000-01-01T00:00:00Z',
  ]);
  for (const text of [
    '1899-12-31T23:59:00Z',
    '3000-01-01T00:00:00Z',
    '2026-11-02',
    '2026-11-02T15:00:01Z',
    '2026-11-02t15:00:00z',
  ]) {
    expect(parseInstant(text)).toBeUndefined();
  }
});

test('every wall-clock time of a month in which clocks are changed is the moment that Temporal calls compatible', () => {
  const wrong: string[] = [];
  for (const [name, ...months] of clockChanges) {
    for (const month of months) {
      const first = Temporal.PlainDate.from(`${month}-01`).toPlainDateTime();
      for (let minute = -1440; minute < 32 * 1440; minute += 35) {
        const wall = first.add({ minutes: minute });
        const moment = wall.toZonedDateTime(name, { disambiguation: 'compatible' }).epochMilliseconds;
        const date = parseDay(wall.toPlainDate().toString())!;
        const found = parseZone(name)!.momentAt(date, wall.hour * 60 + wall.minute);
        if (found !== Math.ceil(moment / 60_000)) wrong.push(`${wall.toString()} ${name}`);
      }
    }
  }
  expect(wrong).toEqual([]);
});

test('every moment of such a month is on the day that the zone shows', () => {
  const wrong: string[] = [];
  for (const [name, month] of clockChanges) {
    const from = parseInstant(`${month}-01T00:00Z`)!;
    for (let minute = from - 1440; minute < from + 32 * 1440; minute += 25) {
      const shown = Temporal.Instant.fromEpochMilliseconds(minute * 60_000)
        .toZonedDateTimeISO(name)
        .toPlainDate();
      if (parseZone(name)!.dayAt(instant(minute)) !== parseDay(shown.toString()))
        wrong.push(`${minute} ${name}`);
    }
  }
  expect(wrong).toEqual([]);
});

test('midnight at the end of a day is the start of the next', () => {
  const chicago = parseZone('America/Chicago')!;
  const date = parseDay('2026-11-01')!;
  expect(chicago.momentAt(date, 1440)).toBe(chicago.momentAt(day(date + 1), 0));
});

test('a zone is known by its name in any letters or by its offset, and by nothing else', () => {
  expect(parseZone('america/chicago')).toBe(parseZone('America/Chicago'));
  expect(parseZone('+05:30')?.id).toBe('+05:30');
  for (const name of ['America/Chicgo', '', 'CST6', 'Z', '+25:00', '2026-01-01T00:00Z[UTC]'])
    expect(parseZone(name)).toBeUndefined();
});
