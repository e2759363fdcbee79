import { expect, test } from 'vitest';
import { base, bills, settles, spends, stated } from '../../test/paper.ts';
import { writeStatement } from './statement.ts';

const ladder = `
  | pool  | kind         | for                     | hours |
  | first | supplemental | security                | 0.5   |
  | base  | base         | csdm, network, security | 1     |
  | last  | supplemental | security, network       | 0.25  |`;

test('a unit draws on the supplements that take it as they stand in the contract, then on the base, and the rest is overage', () => {
  spends({
    pools: ladder,
    work: `
      | entry | for      | from    | to      |
      | t1    | security | 2 08:00 | 2 10:00 |`,
    draws: `
      | entry | class    | pool    | minutes | before | after |
      | t1    | business | first   | 30      | 30     | 0     |
      | t1    | business | last    | 15      | 15     | 0     |
      | t1    | business | base    | 60      | 60     | 0     |
      | t1    | business | overage | 15      |        |       |`,
  });
});

test('what a pool holds goes to whoever starts first, and of two who start together to the first by id', () => {
  spends({
    pools: ladder,
    work: `
      | entry | for      | from    | to      |
      | t3    | network  | 2 09:00 | 2 09:40 |
      | t10   | csdm     | 2 08:30 | 2 08:50 |
      | t2    | csdm     | 2 08:30 | 2 08:50 |
      | t1    | security | 2 09:00 | 2 09:20 |`,
    draws: `
      | entry | class    | pool    | minutes | before | after |
      | t10   | business | base    | 20      | 60     | 40    |
      | t2    | business | base    | 20      | 40     | 20    |
      | t1    | business | first   | 20      | 30     | 10    |
      | t3    | business | last    | 15      | 15     | 0     |
      | t3    | business | base    | 20      | 20     | 0     |
      | t3    | business | overage | 5       |        |       |`,
  });
});

test('a unit that no pool takes is never billed, and an empty pool that takes it makes it overage', () => {
  settles({
    pools: `
      | pool | kind | for  | hours |
      | base | base | csdm | 0     |`,
    work: `
      | entry | for     | from    | to      |
      | t1    | csdm    | 2 08:00 | 2 09:00 |
      | t2    | network | 2 08:00 | 2 09:00 |`,
    units: `
      | entry | class    | start                | worked | minutes | outcome          |
      | t1    | business | 2026-11-02T14:00:00Z | 60     | 60      | drawn            |
      | t2    | business | 2026-11-02T14:00:00Z | 60     | 60      | no-matching-pool |`,
  });
  bills({
    pools: `
      | pool | kind | for  | hours |
      | base | base | csdm | 0     |`,
    work: `
      | entry | for     | from    | to      |
      | t1    | csdm    | 2 08:00 | 2 09:00 |
      | t2    | network | 2 08:00 | 2 09:00 |`,
    lines: `
      | line     | of   | minutes | rate   | amount |
      | base-fee | base |         |        | 0.00   |
      | overage  |      | 60      | 175.00 | 175.00 |
      | total    |      |         |        | 175.00 |`,
  });
});

test('without any pool there is nothing to draw on and no fee, and what is billed by the hour still is', () => {
  bills({
    pools: '',
    work: `
      | entry | for  | from    | to      | billing     |
      | t1    | csdm | 2 08:00 | 2 09:00 | service     |
      | t2    | csdm | 2 09:00 | 2 10:00 | incremental |`,
    lines: `
      | line        | of | minutes | rate   | amount |
      | incremental |    | 60      | 175.00 | 175.00 |
      | total       |    |         |        | 175.00 |`,
  });
});

test('a rounded unit may be divided by the end of a pool at any minute', () => {
  spends({
    pools: ladder,
    terms: { roundingIncrement: 30 },
    work: `
      | entry | for      | from    | to      |
      | t1    | network  | 2 08:00 | 2 08:31 |`,
    draws: `
      | entry | class    | pool    | minutes | before | after |
      | t1    | business | last    | 15      | 15     | 0     |
      | t1    | business | base    | 45      | 60     | 15    |`,
  });
});

test('each unit is asked in turn: rejected, approved, left out, after hours approved, and then it is billed or drawn', () => {
  settles({
    pools: base,
    work: `
      | entry | for  | from    | to      | billing     | approval  | after    |
      | t01   | csdm | 2 08:00 | 2 08:10 | goodwill    | rejected  |          |
      | t02   | csdm | 2 08:01 | 2 08:10 | goodwill    | submitted |          |
      | t03   | csdm | 2 08:02 | 2 08:10 | goodwill    | approved  |          |
      | t04   | csdm | 2 08:03 | 2 08:10 | internal    | approved  |          |
      | t05   | csdm | 2 08:04 | 2 08:10 | incremental | approved  |          |
      | t06   | csdm | 2 08:05 | 2 08:10 | additional  | approved  |          |
      | t07   | csdm | 2 08:06 | 2 08:10 | service     | draft     |          |
      | t08   | csdm | 2 18:00 | 2 18:10 | internal    | approved  |          |
      | t09   | csdm | 2 18:01 | 2 18:10 | incremental | approved  |          |
      | t10   | csdm | 2 18:02 | 2 18:10 | incremental | approved  | approved |
      | t11   | csdm | 2 18:03 | 2 18:10 | service     | submitted | approved |
      | t12   | csdm | 2 18:04 | 2 18:10 | service     | rejected  | approved |`,
    units: `
      | entry | class       | start                | worked | minutes | outcome                  |
      | t01   | business    | 2026-11-02T14:00:00Z | 10     | 10      | rejected                 |
      | t02   | business    | 2026-11-02T14:01:00Z | 9      | 9       | not-approved             |
      | t03   | business    | 2026-11-02T14:02:00Z | 8      | 8       | left-out                 |
      | t04   | business    | 2026-11-02T14:03:00Z | 7      | 7       | left-out                 |
      | t05   | business    | 2026-11-02T14:04:00Z | 6      | 6       | incremental              |
      | t06   | business    | 2026-11-02T14:05:00Z | 5      | 5       | drawn                    |
      | t07   | business    | 2026-11-02T14:06:00Z | 4      | 4       | not-approved             |
      | t08   | after-hours | 2026-11-03T00:00:00Z | 10     | 10      | left-out                 |
      | t09   | after-hours | 2026-11-03T00:01:00Z | 9      | 9       | after-hours-not-approved |
      | t10   | after-hours | 2026-11-03T00:02:00Z | 8      | 8       | after-hours              |
      | t11   | after-hours | 2026-11-03T00:03:00Z | 7      | 7       | not-approved             |
      | t12   | after-hours | 2026-11-03T00:04:00Z | 6      | 6       | rejected                 |`,
  });
});

const evening = `
  | entry | for      | from    | to      | billing     | after    |
  | t1    | csdm     | 2 18:00 | 2 19:00 | service     | approved |
  | t2    | csdm     | 3 18:00 | 3 19:00 | incremental | approved |
  | t3    | security | 4 18:00 | 4 19:00 | service     | approved |
  | t4    | csdm     | 5 18:00 | 5 19:00 | service     | no       |`;
const half = `
  | pool | kind | for           | hours |
  | base | base | csdm, network | 0.5   |`;

test('by a separate contract, approved after-hours work is on its own line and draws on no pool, whatever its billing', () => {
  bills({
    pools: half,
    work: evening,
    lines: `
      | line        | of   | minutes | rate   | amount |
      | base-fee    | base |         |        | 0.00   |
      | after-hours |      | 180     | 262.50 | 787.50 |
      | total       |      |         |        | 787.50 |`,
  });
});

test('with a surcharge, after-hours work draws like any other and each minute drawn or billed carries the surcharge', () => {
  bills({
    pools: half,
    terms: { afterHours: 'pool-with-surcharge' },
    work: evening,
    lines: `
      | line                  | of   | minutes | rate   | amount |
      | base-fee              | base |         |        | 0.00   |
      | overage               |      | 30      | 175.00 | 87.50  |
      | after-hours-surcharge |      | 120     | 87.50  | 175.00 |
      | incremental           |      | 60      | 175.00 | 175.00 |
      | total                 |      |         |        | 437.50 |`,
  });
});

test('a rate left out is the overage rate, and a surcharge left out is nothing but still a line', () => {
  bills({
    pools: half,
    terms: { afterHours: 'pool-with-surcharge', rates: { overage: '120.00' } },
    work: evening,
    lines: `
      | line                  | of   | minutes | rate   | amount |
      | base-fee              | base |         |        | 0.00   |
      | overage               |      | 30      | 120.00 | 60.00  |
      | after-hours-surcharge |      | 120     | 0.00   | 0.00   |
      | incremental           |      | 60      | 120.00 | 120.00 |
      | total                 |      |         |        | 180.00 |`,
  });
});

test('minutes of a line are added up before they are priced, and half a cent goes up', () => {
  bills({
    pools: half,
    terms: { rates: { overage: '0.30' } },
    work: `
      | entry | for  | from    | to      | billing     |
      | t1    | csdm | 2 08:00 | 2 08:01 | incremental |
      | t2    | csdm | 2 08:10 | 2 08:11 | incremental |
      | t3    | csdm | 2 08:20 | 2 08:21 | incremental |
      | t4    | csdm | 2 09:00 | 2 09:31 | service     |`,
    lines: `
      | line        | of   | minutes | rate | amount |
      | base-fee    | base |         |      | 0.00   |
      | overage     |      | 1       | 0.30 | 0.01   |
      | incremental |      | 3       | 0.30 | 0.02   |
      | total       |      |         |      | 0.03   |`,
  });
});

test('expenses of the month are billed as they stand if their visit was approved, held back if not, ignored if of another month', () => {
  const { lines, exceptions } = writeStatement(
    stated({
      pools: '',
      work: `
        | entry | for  | from    | to      |
        | t1    | csdm | 3 08:00 | 3 09:00 |`,
      month: {
        expenses: [
          { id: 'x3', date: '2026-11-30', amount: '10.5', siteVisit: 'approved' },
          { id: 'x2', date: '2026-11-01', amount: '20.00', siteVisit: 'requested' },
          { id: 'x1', date: '2026-11-01', amount: '0.07', siteVisit: 'approved' },
          { id: 'x4', date: '2026-10-31', amount: '1.00', siteVisit: 'approved' },
          { id: 'x5', date: '2026-12-01', amount: '1.00', siteVisit: null },
          { id: 'x6', date: '2026-11-02', amount: '1.00', siteVisit: null },
        ],
      },
    }),
  );
  expect(lines).toEqual([
    { kind: 'expense', expense: 'x3', amount: '10.50' },
    { kind: 'expense', expense: 'x1', amount: '0.07' },
  ]);
  expect(exceptions).toEqual([
    { entry: 't1', reason: 'no-matching-pool', minutes: 60 },
    { expense: 'x2', reason: 'site-visit-not-approved' },
    { expense: 'x6', reason: 'site-visit-not-approved' },
  ]);
});

test('amounts carry the decimals of their currency', () => {
  const inCurrency = (currency: string, overage: string): string => {
    const work = `
      | entry | for  | from    | to      | billing     |
      | t1    | csdm | 2 08:00 | 2 08:01 | incremental |`;
    return writeStatement(stated({ pools: '', work, month: { currency }, terms: { rates: { overage } } }))
      .total;
  };
  expect(inCurrency('USD', '175')).toBe('2.92');
  expect(inCurrency('JPY', '17550')).toBe('293');
  expect(inCurrency('KWD', '53.030')).toBe('0.884');
});
