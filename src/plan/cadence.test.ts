import { describe, expect, test } from 'vitest';
import { dayFrom, weekday, type Day } from '../core/day.ts';
import { rows } from '../core/table.ts';
import { Cadence, daysOf, moved, usual } from './cadence.ts';

describe('the days of a cadence', () => {
  test.each(
    rows<'rule' | 'start' | 'from' | 'to' | 'days'>(`
    | rule                                 | start      | from       | to         | days                             |
    | ------------------------------------ | ---------- | ---------- | ---------- | -------------------------------- |
    | FREQ=MONTHLY;BYMONTHDAY=-1           | 2026-01-15 | 2026-01-15 | 2026-03-01 | 2026-01-31 2026-02-28            |
    | FREQ=MONTHLY;BYDAY=-1FR              | 2026-01-01 | 2026-01-01 | 2026-03-01 | 2026-01-30 2026-02-27            |
    | FREQ=WEEKLY;BYDAY=FR                 | 2026-11-01 | 2026-11-20 | 2026-12-05 | 2026-11-20 2026-11-27 2026-12-04 |
    | FREQ=WEEKLY;INTERVAL=2;BYDAY=MO      | 2026-11-02 | 2026-11-10 | 2026-12-01 | 2026-11-16 2026-11-30            |
    | FREQ=YEARLY;BYMONTH=6,12;BYMONTHDAY=-1 | 2026-01-01 | 2026-01-01 | 2027-01-01 | 2026-06-30 2026-12-31          |
    | FREQ=MONTHLY;BYMONTHDAY=31           | 2026-01-01 | 2026-02-01 | 2026-05-01 | 2026-03-31                       |
    | FREQ=DAILY;COUNT=2                   | 2026-01-01 | 2026-01-01 | 2026-05-01 | 2026-01-01 2026-01-02            |
    | FREQ=DAILY;COUNT=2                   | 2026-01-01 | 2026-01-02 | 2026-05-01 | 2026-01-02                       |
    | FREQ=MONTHLY;BYMONTHDAY=-1           | 2026-01-15 | 2026-03-01 | 2026-03-01 |                                  |
    `),
  )('$rule from $start on, in [$from, $to)', ({ rule, start, from, to, days }) => {
    expect(daysOf(rule, start, from, to).join(' ')).toBe(days);
  });
});

describe('a rule is no cadence', () => {
  test.each([
    ['FREQ=HOURLY', 'a cadence is daily at most'],
    ['FREQ=DAILY;BYHOUR=9,10', 'a cadence is of days; leave out hours, minutes and seconds'],
    ['FREQ=WEEKLY;INTERVAL=100', 'an interval is 1 to 99'],
    ['FREQ=DAILY;COUNT=1001', 'a cadence comes 1000 times at most'],
    ['every Friday', 'FREQ is missing'],
    ['FREQ=MONTHLY;BYMONTHDAY=32', 'BYMONTHDAY must be'],
  ])('%s', (rule, why) => {
    expect(Cadence.safeParse(rule).error?.issues[0]?.message).toContain(why);
  });

  test('unless it is one of those that are usual', () => {
    for (const rule of Object.values(usual)) expect(Cadence.parse(rule)).toBe(rule);
  });
});

describe('a day is moved to a business day', () => {
  const thanksgiving = dayFrom('2026-11-26');
  const isBusinessDay = (date: Day): boolean => date !== thanksgiving && weekday(date) < 5;
  test.each(
    rows<'day' | 'way' | 'moved'>(`
    | day        | way     | moved      |
    | ---------- | ------- | ---------- |
    | 2026-10-31 | earlier | 2026-10-30 |
    | 2026-10-31 | later   | 2026-11-02 |
    | 2026-10-31 | stay    | 2026-10-31 |
    | 2026-11-26 | earlier | 2026-11-25 |
    | 2026-11-26 | later   | 2026-11-27 |
    | 2026-11-24 | later   | 2026-11-24 |
    `),
  )('$day $way', ({ day, way, moved: to }) => {
    expect(moved(day, way === 'stay' ? 'stay' : way === 'later' ? 'later' : 'earlier', isBusinessDay)).toBe(
      to,
    );
  });

  test('but stays where there is none within a month', () => {
    expect(moved('2026-11-24', 'later', () => false)).toBe('2026-11-24');
  });
});
