import { expect, test } from 'vitest';
import { readRecurrence } from './recurrence.ts';
import type { Fault } from './refusal.ts';
import { rows } from './table.ts';

const faultsOf = (rule: unknown): readonly Fault[] => {
  const faults: Fault[] = [];
  expect(readRecurrence(rule, '/rule', faults)).toBeUndefined();
  return faults;
};

test('a rule is read in any case of letters and any order, and its parts say what they mean', () => {
  const faults: Fault[] = [];
  const rule = readRecurrence(
    'byday=-1fr,+2MO,SU;FREQ=monthly;BYSECOND=60;UNTIL=20261231T170000Z;WKST=SU;',
    '',
    faults,
  );
  expect(faults).toEqual([]);
  expect(rule).toMatchObject({
    frequency: 'MONTHLY',
    interval: 1,
    count: undefined,
    until: { day: 20_818, second: 61_200, isUtc: true },
    weekdays: [
      { weekday: 4, nth: -1 },
      { weekday: 0, nth: 2 },
      { weekday: 6, nth: 0 },
    ],
    seconds: [59],
    weekStart: 6,
  });
});

test.each(
  rows<'rule' | 'fault'>(`
    | rule                                       | fault |
    | INTERVAL=2                                 | FREQ is missing; it is one of YEARLY, MONTHLY, WEEKLY, DAILY, HOURLY, MINUTELY, SECONDLY |
    | FREQ=FORTNIGHTLY                           | FREQ must be one of YEARLY, MONTHLY, WEEKLY, DAILY, HOURLY, MINUTELY, SECONDLY, not "FORTNIGHTLY" |
    | FREQ=DAILY;INTERVAL=0                      | INTERVAL must be a whole number from 1 to 999999999, not "0" |
    | FREQ=DAILY;INTERVAL=1.5                    | INTERVAL must be a whole number from 1 to 999999999, not "1.5" |
    | FREQ=DAILY;COUNT=0                         | COUNT must be a whole number from 1 to 999999999, not "0" |
    | FREQ=DAILY;UNTIL=20260230                  | UNTIL must be a date or a time such as 20261231 or 20261231T170000Z, not "20260230" |
    | FREQ=DAILY;UNTIL=20261231T250000           | UNTIL must be a date or a time such as 20261231 or 20261231T170000Z, not "20261231T250000" |
    | FREQ=DAILY;COUNT=3;UNTIL=20261231          | COUNT and UNTIL exclude each other; keep one |
    | FREQ=YEARLY;BYMONTH=13                     | BYMONTH must be whole numbers from 1 to 12, not "13" |
    | FREQ=YEARLY;BYMONTH=-1                     | BYMONTH must be whole numbers from 1 to 12, not "-1" |
    | FREQ=YEARLY;BYWEEKNO=54                    | BYWEEKNO must be whole numbers from 1 to 53, or from -53 to -1, which count from the end, not "54" |
    | FREQ=MONTHLY;BYWEEKNO=20                   | BYWEEKNO needs FREQ=YEARLY, not MONTHLY |
    | FREQ=YEARLY;BYYEARDAY=0                    | BYYEARDAY must be whole numbers from 1 to 366, or from -366 to -1, which count from the end, not "0" |
    | FREQ=DAILY;BYYEARDAY=1                     | BYYEARDAY needs FREQ=YEARLY or one shorter than a day, not DAILY |
    | FREQ=MONTHLY;BYMONTHDAY=0                  | BYMONTHDAY must be whole numbers from 1 to 31, or from -31 to -1, which count from the end, not "0" |
    | FREQ=WEEKLY;BYMONTHDAY=15                  | BYMONTHDAY does not go with FREQ=WEEKLY; use FREQ=MONTHLY or DAILY |
    | FREQ=MONTHLY;BYDAY=FRI                     | BYDAY must be weekdays such as MO, or such as -1FR with 1 to 53 before it, not "FRI" |
    | FREQ=MONTHLY;BYDAY=0FR                     | BYDAY must be weekdays such as MO, or such as -1FR with 1 to 53 before it, not "0FR" |
    | FREQ=MONTHLY;BYDAY=                        | BYDAY must be weekdays such as MO, or such as -1FR with 1 to 53 before it, not "" |
    | FREQ=WEEKLY;BYDAY=1MO                      | BYDAY may have numbers only with FREQ=MONTHLY or YEARLY, not WEEKLY; write weekdays alone |
    | FREQ=YEARLY;BYWEEKNO=20;BYDAY=1MO          | BYDAY must have no numbers beside BYWEEKNO |
    | FREQ=DAILY;BYHOUR=24                       | BYHOUR must be whole numbers from 0 to 23, not "24" |
    | FREQ=DAILY;BYMINUTE=60                     | BYMINUTE must be whole numbers from 0 to 59, not "60" |
    | FREQ=DAILY;BYSECOND=61                     | BYSECOND must be whole numbers from 0 to 60, not "61" |
    | FREQ=DAILY;BYSETPOS=-1                     | BYSETPOS chooses from what another BY part gives; add one, such as BYDAY |
    | FREQ=WEEKLY;WKST=1MO                       | WKST must be one of MO, TU, WE, TH, FR, SA, SU, not "1MO" |
    | FREQ=DAILY;FREQ=WEEKLY                     | FREQ stands twice; keep one |
    | FREQ=DAILY;EVERY                           | "EVERY" is no part of a rule; one is written NAME=value, with ";" between two |
    | FREQ=DAILY;SKIP=OMIT                       | SKIP is not known here; the parts are FREQ, INTERVAL, COUNT, UNTIL, BYMONTH, BYWEEKNO, BYYEARDAY, BYMONTHDAY, BYDAY, BYHOUR, BYMINUTE, BYSECOND, BYSETPOS, WKST |
  `),
)('$rule is refused: $fault', ({ rule, fault }) => {
  expect(faultsOf(rule)).toEqual([{ path: '/rule', message: fault }]);
});

test('all faults of a rule are told at once, and what is no text is no rule', () => {
  expect(faultsOf('FREQ=DAILY;COUNT=x;BYHOUR=24').map(({ message }) => message.split(' ')[0])).toEqual([
    'COUNT',
    'BYHOUR',
  ]);
  expect(faultsOf(7)).toEqual([
    { path: '/rule', message: 'must be a rule such as "FREQ=MONTHLY;BYDAY=-1FR", not 7' },
  ]);
});
