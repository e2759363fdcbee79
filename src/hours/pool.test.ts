import { expect, test } from 'vitest';
import { allots, base, bills, settles, spends } from '../../test/paper.ts';
import { parseDay } from '../core/day.ts';
import { minutes } from '../core/minutes.ts';
import { money } from '../core/money.ts';
import { parseMonth } from '../core/month.ts';
import { allot, prorations } from './pool.ts';

const changing = `
  | pool    | kind         | for           | hours | fee     | from       | to         |
  | early   | supplemental | network       | 10    | 1650.00 |            | 2026-11-11 |
  | base    | base         | csdm, network | 20    | 3300.01 |            |            |
  | late    | supplemental | network       | 10    | 1650.00 | 2026-11-16 |            |
  | one-day | supplemental | network       | 0.05  | 0.15    | 2026-11-30 | 2027-06-01 |
  | gone    | supplemental | network       | 10    | 1650.00 |            | 2026-11-01 |
  | coming  | supplemental | network       | 10    | 1650.00 | 2026-12-01 |            |`;

test('a package that is not active all month gives its share of hours and fee by calendar days', () => {
  bills({
    pools: changing,
    lines: `
      | line             | of      | minutes | rate | amount  |
      | base-fee         | base    |         |      | 3300.01 |
      | supplemental-fee | early   |         |      | 550.00  |
      | supplemental-fee | late    |         |      | 825.00  |
      | supplemental-fee | one-day |         |      | 0.01    |
      | total            |         |         |      | 4675.02 |`,
  });
  allots(changing, {}, 'early 10 200, base 30 1200, late 15 300, one-day 1 0');
});

test('by the whole month, a package with any active day gives all its hours and costs its whole fee', () => {
  allots(changing, { proration: 'whole-month' }, 'early 10 600, base 30 1200, late 15 600, one-day 1 3');
});

test('a contract that begins or ends within the month cuts every pool', () => {
  allots(changing, { start: '2026-11-10', end: '2026-11-21' }, 'early 1 20, base 11 440, late 5 100');
  allots(changing, { end: '2026-11-01' }, '');
});

test('a pool takes an entry by the local date on which it starts, also where it runs into the next day', () => {
  spends({
    pools: changing,
    month: {
      calendar: {
        timeZone: 'America/Chicago',
        weekly: { tue: ['00:00-24:00'], wed: ['00:00-24:00'] },
        holidays: [],
      },
    },
    work: `
      | entry | for     | from     | to       |
      | t1    | network | 10 23:30 | 11 00:30 |
      | t2    | network | 11 00:00 | 11 00:30 |`,
    draws: `
      | entry | class    | pool  | minutes | before | after |
      | t1    | business | early | 60      | 200    | 140   |
      | t2    | business | base  | 30      | 1200   | 1170  |`,
  });
});

test('an entry that runs in from the day before a contract finds no pool, for its date is the day on which it starts', () => {
  settles({
    pools: base,
    terms: { start: '2026-11-01', afterHours: 'pool-with-surcharge' },
    work: `
      | entry | for  | from             | to      | after    |
      | t1    | csdm | 2026-10-31 23:00 | 1 01:00 | approved |
      | t2    | csdm | 1 00:00          | 1 01:00 | approved |`,
    units: `
      | entry | class       | start                | worked | minutes | outcome          |
      | t1    | after-hours | 2026-11-01T05:00:00Z | 60     | 60      | no-matching-pool |
      | t2    | after-hours | 2026-11-01T05:00:00Z | 60     | 60      | drawn            |`,
  });
});

test('a package without an active day is no pool of the month, so that what runs on past a contract is held back, not overage', () => {
  settles({
    pools: changing,
    terms: { end: '2026-11-01', afterHours: 'pool-with-surcharge' },
    work: `
      | entry | for     | from             | to      | after    |
      | t1    | network | 2026-10-31 23:00 | 1 01:00 | approved |`,
    units: `
      | entry | class       | start                | worked | minutes | outcome          |
      | t1    | after-hours | 2026-11-01T05:00:00Z | 60     | 60      | no-matching-pool |`,
  });
});

test('a package without an active day gives nothing, also by the whole month', () => {
  const [from, to, later] = ['2026-10-01', '2026-11-01', '2027-01-01'].map((text) => parseDay(text)!);
  const pool = {
    id: 'gone',
    kind: 'supplemental',
    roles: [],
    technologyGroups: [],
    minutesMonthly: minutes(600),
    feeMonthly: money(165_000),
    validity: { from: from!, to: to! },
  } as const;
  const november = parseMonth('2026-11')!;
  for (const proration of prorations) {
    expect(allot(pool, { from: from!, to: later! }, november, proration)).toMatchObject({
      daysActive: 0,
      minutes: 0,
      fee: 0,
    });
  }
});
