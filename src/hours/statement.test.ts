import { expect, test } from 'vitest';
import { stated } from '../../test/paper.ts';
import { rate } from './rate.ts';
import { readScenario } from './scenario.ts';
import { writeStatement } from './statement.ts';

const november = {
  month: '2026-11',
  currency: 'USD',
  timeZone: 'America/Chicago',
  calendar: {
    timeZone: 'America/Chicago',
    weekly: {
      mon: ['08:00-17:00'],
      tue: ['08:00-17:00'],
      wed: ['08:00-12:00', '13:00-17:00'],
      thu: ['08:00-17:00'],
      fri: ['08:00-17:00'],
    },
    holidays: ['2026-11-26'],
  },
  contract: {
    start: '2026-01-01',
    end: '2027-01-01',
    proration: 'calendar-days',
    roundingIncrement: 15,
    afterHours: 'separate',
    rates: { overage: '175.00', afterHours: '262.50', afterHoursSurcharge: '87.50', incremental: '175.00' },
    pools: [
      {
        id: 'base',
        kind: 'base',
        roles: ['csdm', 'cse'],
        technologyGroups: ['network'],
        hoursPerMonth: 20,
        monthlyFee: '3300.00',
      },
      {
        id: 'security',
        kind: 'supplemental',
        roles: ['cse'],
        technologyGroups: ['security'],
        hoursPerMonth: 10,
        monthlyFee: '1650.00',
        from: '2026-11-16',
      },
    ],
  },
  entries: [
    {
      id: 't1',
      role: 'csdm',
      technologyGroup: null,
      start: '2026-11-02T15:00:00Z',
      end: '2026-11-02T16:40:00Z',
      billing: 'service',
      approval: 'approved',
      afterHoursApproved: false,
    },
  ],
  expenses: [{ id: 'x1', date: '2026-11-12', amount: '412.37', siteVisit: 'approved' }],
};

const written = (scenario: unknown): string =>
  JSON.stringify(writeStatement(rate(readScenario(scenario, [])!)));

test('a month with one entry and one expense: 100 minutes are 105, half a month of a supplement, and the expense as it stands', () => {
  expect(written(november)).toBe(
    JSON.stringify({
      month: '2026-11',
      pools: [
        { id: 'base', allottedMinutes: 1200, usedMinutes: 105, unusedMinutes: 1095 },
        { id: 'security', allottedMinutes: 300, usedMinutes: 0, unusedMinutes: 300 },
      ],
      allocations: [{ entry: 't1', pool: 'base', minutes: 105, class: 'business' }],
      lines: [
        { kind: 'base-fee', pool: 'base', amount: '3300.00' },
        { kind: 'supplemental-fee', pool: 'security', amount: '825.00' },
        { kind: 'expense', expense: 'x1', amount: '412.37' },
      ],
      exceptions: [],
      total: '4537.37',
    }),
  );
});

test('the fee of the base comes first and the lines stand in their fixed order, wherever pools and entries stand', () => {
  const [base, security] = november.contract.pools;
  const entry = (id: string, start: string, end: string, more: object) => ({
    id,
    role: 'cse',
    technologyGroup: 'security',
    start: `2026-11-${start}Z`,
    end: `2026-11-${end}Z`,
    billing: 'service',
    ...more,
  });
  const contract = { ...november.contract, pools: [security, base] };
  const entries = [
    entry('incremental', '20T15:00:00', '20T16:00:00', { billing: 'incremental' }),
    entry('evening', '20T23:00:00', '21T00:00:00', { afterHoursApproved: true }),
    entry('early', '02T15:00:00', '02T17:00:00', {}),
    entry('long', '17T15:00:00', '17T22:00:00', {}),
  ];
  expect(written({ ...november, contract, entries, expenses: [] })).toBe(
    JSON.stringify({
      month: '2026-11',
      pools: [
        { id: 'security', allottedMinutes: 300, usedMinutes: 300, unusedMinutes: 0 },
        { id: 'base', allottedMinutes: 1200, usedMinutes: 0, unusedMinutes: 1200 },
      ],
      allocations: [
        { entry: 'long', pool: 'security', minutes: 300, class: 'business' },
        { entry: 'long', pool: null, minutes: 120, class: 'business' },
      ],
      lines: [
        { kind: 'base-fee', pool: 'base', amount: '3300.00' },
        { kind: 'supplemental-fee', pool: 'security', amount: '825.00' },
        { kind: 'overage', minutes: 120, rate: '175.00', amount: '350.00' },
        { kind: 'after-hours', minutes: 60, rate: '262.50', amount: '262.50' },
        { kind: 'incremental', minutes: 60, rate: '175.00', amount: '175.00' },
      ],
      exceptions: [{ entry: 'early', reason: 'no-matching-pool', minutes: 120 }],
      total: '4912.50',
    }),
  );
});

test('a statement holds what an explanation needs: what a package is a month, its days, and what each draw found', () => {
  const statement = stated({
    pools: `
      | pool  | kind         | for      | hours | fee     | from       |
      | extra | supplemental | security | 10    | 1650.00 | 2026-11-16 |`,
    work: `
      | entry | for      | from     | to       |
      | t1    | security | 17 08:00 | 17 14:00 |`,
    terms: { roundingIncrement: 15 },
  });
  expect(statement.daysInMonth).toBe(30);
  expect(statement.pools[0]).toMatchObject({
    pool: { minutesMonthly: 600, feeMonthly: 165000 },
    daysActive: 15,
    minutesAllotted: 300,
    fee: 82500,
  });
  expect(statement.units[0]!.draws).toEqual([
    { pool: 'extra', minutes: 300, before: 300, after: 0 },
    { pool: null, minutes: 60 },
  ]);
});
