import fc from 'fast-check';
import { expect, test } from 'vitest';
import { businessHours } from '../calendars/calendar.ts';
import { formatInstant, instant, parseInstant } from '../core/instant.ts';
import { parseZone } from '../core/zone.ts';
import { piecesOf } from './piece.ts';

const weekday = [
  { from: 480, to: 720 },
  { from: 780, to: 1020 },
];
const hours = businessHours({
  zone: parseZone('America/Chicago')!,
  weekly: [weekday, weekday, weekday, weekday, weekday, [], []],
  holidays: new Set(),
});

/** A day in Chicago as pieces: `07:00-08:00 after hours`. */
const cut = (from: string, to: string) =>
  piecesOf({ startedAt: from, endedAt: to }, hours).map(
    ({ startedAt, endedAt, isAfterHours }) =>
      `${startedAt.slice(11, 16)}-${endedAt.slice(11, 16)}${isAfterHours ? ' after hours' : ''}`,
  );

test('an entry is cut at every edge of the business hours', () => {
  expect(cut('2026-11-24T13:00:00Z', '2026-11-25T00:00:00Z')).toEqual([
    '13:00-14:00 after hours',
    '14:00-18:00',
    '18:00-19:00 after hours',
    '19:00-23:00',
    '23:00-00:00 after hours',
  ]);
});

test('an entry inside business hours, or all outside, is one piece', () => {
  expect(cut('2026-11-24T14:00:00Z', '2026-11-24T18:00:00Z')).toEqual(['14:00-18:00']);
  expect(cut('2026-11-28T14:00:00Z', '2026-11-28T18:00:00Z')).toEqual(['14:00-18:00 after hours']);
});

test('the pieces follow on each other and hold the business minutes of the whole', () => {
  const first = parseInstant('2026-10-30T00:00:00Z')!;
  fc.assert(
    fc.property(fc.nat(5 * 1440), fc.integer({ min: 1, max: 1440 }), (after, length) => {
      const [start, end] = [instant(first + after), instant(first + after + length)];
      const pieces = piecesOf({ startedAt: formatInstant(start), endedAt: formatInstant(end) }, hours);
      const business = pieces
        .filter(({ isAfterHours }) => !isAfterHours)
        .reduce(
          (minutes, { startedAt, endedAt }) => minutes + parseInstant(endedAt)! - parseInstant(startedAt)!,
          0,
        );
      expect(business).toBe(hours.between(start, end));
      expect(pieces[0]!.startedAt).toBe(formatInstant(start));
      expect(pieces.at(-1)!.endedAt).toBe(formatInstant(end));
      for (const [index, piece] of pieces.entries()) {
        const next = pieces[index + 1];
        if (next) expect(piece.endedAt).toBe(next.startedAt);
        if (next) expect(piece.isAfterHours).not.toBe(next.isAfterHours);
      }
    }),
  );
});
