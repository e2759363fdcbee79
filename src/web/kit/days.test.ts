import { expect, test } from 'vitest';
import { daysAfter, daysBetween, lastDayOf, monthsAfter, spanWords } from './days.ts';

test('a term that ends before a day is read by its last day', () => {
  expect(lastDayOf('2027-01-01')).toBe('2026-12-31');
  expect(daysAfter('2028-02-28', 1)).toBe('2028-02-29');
});

test('a month later is the same day of it, or its last', () => {
  expect(monthsAfter('2026-01-31', 1)).toBe('2026-02-28');
  expect(monthsAfter('2026-11-24', 14)).toBe('2028-01-24');
});

test.each([
  ['2026-11-24', '2026-11-25', '1 day'],
  ['2026-11-24', '2027-01-23', '60 days'],
  ['2026-11-24', '2027-01-24', '2 months'],
  ['2026-11-24', '2027-11-24', '1 year'],
  ['2026-11-24', '2029-03-01', '2 years 3 months'],
])('from %s to %s it is %s', (from, to, words) => {
  expect(spanWords(from, to)).toBe(words);
});

test('what is no date is left alone', () => {
  expect(daysAfter('soon', 1)).toBe('soon');
  expect(monthsAfter('', 1)).toBe('');
  expect(daysBetween('2026-11-24', '')).toBe(0);
});
