import { expect, test } from 'vitest';
import {
  dayIn,
  dayWords,
  figuresLocale,
  hoursFigure,
  hoursWords,
  moneyFigure,
  momentWords,
  monthWords,
  timeWords,
} from './figures.ts';

test.each([
  [750, '12:30', '12 h 30 min'],
  [45, '0:45', '45 min'],
  [120, '2:00', '2 h'],
  [0, '0:00', '0 min'],
  [-90, '−1:30', '−1 h 30 min'],
  [75_630, '1,260:30', '1,260 h 30 min'],
])('%d minutes are %s, in words %s', (minutes, figure, words) => {
  expect(hoursFigure(minutes)).toBe(figure);
  expect(hoursWords(minutes)).toBe(words);
});

test.each([
  ['4887.37', 'USD', '$4,887.37'],
  ['-175.00', 'USD', '−$175.00'],
  ['3300', 'JPY', '¥3,300'],
  ['12.345', 'KWD', 'KWD\u00a012.345'],
  ['9007199254740993.01', 'USD', '$9,007,199,254,740,993.01'],
])('%s %s is written %s, exact', (amount, currency, written) => {
  expect(moneyFigure(amount, currency)).toBe(written);
});

test('dates and months are words that no reader takes for another date', () => {
  expect(dayWords('2026-11-04')).toBe('4 Nov 2026');
  expect(dayWords('2026-11-24', { withWeekday: true, withYear: false })).toBe('Tue 24 Nov');
  expect(monthWords('2026-11')).toBe('November 2026');
});

test('a moment is told in the zone that is named, across midnight and daylight saving', () => {
  expect(momentWords('2026-11-24T15:00:00Z', 'America/Chicago')).toBe('24 Nov 2026, 09:00 CST');
  expect(momentWords('2026-07-01T03:30:00Z', 'America/Chicago')).toBe('30 Jun 2026, 22:30 CDT');
  expect(timeWords('2026-11-24T15:00:00Z', 'Europe/London')).toBe('15:00 GMT');
  expect(dayIn('2026-07-01T03:30:00Z', 'America/Chicago')).toBe('2026-06-30');
});

test.each([
  ['en-GB', 'en-GB'],
  ['de-DE', 'en-US'],
  ['en-US@posix', 'en-US'],
])('a browser that says %s gets figures as in %s', (language, locale) => {
  expect(figuresLocale(language)).toBe(locale);
});
