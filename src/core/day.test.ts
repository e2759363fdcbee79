import { expect, test } from 'vitest';
import { dateOf, day, dayOf, formatDay, parseDay, weekday } from './day.ts';
import { dayCount, daysOf, formatMonth, monthOf, monthsLater, parseMonth } from './month.ts';
import { covers, days, overlap } from './period.ts';

test('each day of ten thousand years has its date and its weekday', () => {
  const epoch = Temporal.PlainDate.from('1970-01-01');
  for (let count = parseDay('0001-01-01')!; count < parseDay('9999-12-31')!; count = day(count + 997)) {
    const date = epoch.add({ days: count });
    expect(formatDay(count)).toBe(date.toString());
    expect(parseDay(date.toString())).toBe(count);
    expect(weekday(count)).toBe(date.dayOfWeek - 1);
    expect(dateOf(count)).toEqual({ year: date.year, month: date.month, dayOfMonth: date.day });
  }
});

test('a date that does not exist is none', () => {
  for (const text of [
    '2026-02-29',
    '1900-02-29',
    '2026-04-31',
    '2026-00-10',
    '2026-13-01',
    '2026-1-1',
    '0000-01-01',
    '',
    '2026-11-26T00:00',
  ]) {
    expect(parseDay(text)).toBeUndefined();
  }
  expect(parseDay('2000-02-29')).toBe(dayOf(2000, 2, 29));
});

test('a month goes from its first day to before the first of the next', () => {
  const december = parseMonth('2026-12')!;
  expect(daysOf(december)).toEqual({ from: parseDay('2026-12-01'), to: parseDay('2027-01-01') });
  expect(formatMonth(monthsLater(december, 1))).toBe('2027-01');
  expect(monthOf(parseDay('2026-12-31')!)).toBe(december);
  expect(['2026-02', '2028-02', '2026-11', '2026-12'].map((text) => dayCount(parseMonth(text)!))).toEqual([
    28, 29, 30, 31,
  ]);
  for (const text of ['2026-13', '2026-00', '2026-1', '1899-12', '3000-01', 'May', '2026-11-01'])
    expect(parseMonth(text)).toBeUndefined();
});

test('a period ends before its last date, and two have in common what both cover', () => {
  const [from, middle, to] = ['2026-11-01', '2026-11-16', '2026-12-01'].map((text) => parseDay(text)!);
  const late = { from: middle!, to: to! };
  expect(days(late)).toBe(15);
  expect(overlap({ from: from!, to: to! }, late)).toEqual(late);
  expect(days(overlap({ from: from!, to: middle! }, late))).toBe(0);
  expect(days(overlap({ from: to!, to: day(to! + 3) }, { from: from!, to: middle! }))).toBe(0);
  expect([covers(late, middle!), covers(late, to!)]).toEqual([true, false]);
});
