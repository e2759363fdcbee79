import { expect, test } from 'vitest';
import type { Fault } from '../core/refusal.ts';
import { rows } from '../core/table.ts';
import { readScenario } from './scenario.ts';

const good = {
  month: '2026-11',
  currency: 'USD',
  timeZone: 'America/Chicago',
  calendar: { timeZone: 'America/Chicago', weekly: { mon: ['08:00-17:00'] }, holidays: ['2026-11-26'] },
  contract: {
    start: '2026-01-01',
    end: '2027-01-01',
    rates: { overage: '175.00' },
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
        id: 'more',
        kind: 'supplemental',
        roles: ['csdm'],
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
      start: '2026-11-02T15:00:00Z',
      end: '2026-11-02T16:40:00Z',
      billing: 'service',
    },
    {
      id: 't2',
      role: 'cse',
      technologyGroup: 'network',
      start: '2026-11-02T15:00:00Z',
      end: '2026-11-02T16:40:00Z',
      billing: 'service',
    },
  ],
  expenses: [{ id: 'x1', date: '2026-11-12', amount: '412.37', siteVisit: 'approved' }],
};

/** A document with what stands at a path set to something else, or left out where that is undefined. */
function changed(document: unknown, path: string, value: unknown): unknown {
  const [name = '', ...rest] = path.split('/').slice(1);
  const inner = Object(document)[name];
  const part = rest.length === 0 ? value : changed(inner, `/${rest.join('/')}`, value);
  if (Array.isArray(document)) return document.toSpliced(Number(name), 1, part);
  const others = Object.entries(Object(document)).filter(([other]) => other !== name);
  return Object.fromEntries(part === undefined ? others : [...others, [name, part]]);
}

function faultsOf(document: unknown): readonly Fault[] {
  const faults: Fault[] = [];
  const scenario = readScenario(document, faults);
  expect(scenario === undefined).toBe(faults.length > 0);
  return faults;
}

const read = (document: unknown = good) => readScenario(document, [])!;

/** Each row: the good scenario with one thing set ("-" leaves it out) has this one fault. */
function refuses(text: string): void {
  for (const { set, to, at, says } of rows(text)) {
    const value: unknown = to === '-' ? undefined : JSON.parse(to!);
    expect(faultsOf(changed(good, set!, value)), `${set} ${to}`).toEqual([
      { path: at === '' ? set : at, message: expect.stringContaining(says!) },
    ]);
  }
}

function takes(text: string): void {
  for (const { set, to } of rows(text)) {
    expect(faultsOf(changed(good, set!, to === '-' ? undefined : JSON.parse(to!))), `${set} ${to}`).toEqual(
      [],
    );
  }
}

test('a scenario without a fault is read, and what it leaves out takes its default', () => {
  expect(faultsOf(good)).toEqual([]);
  const { contract, entries } = read();
  expect(contract).toMatchObject({
    proration: 'calendar-days',
    roundingIncrement: 1,
    afterHours: 'separate',
  });
  expect(contract.rates).toEqual({
    overage: 17500,
    afterHours: 17500,
    afterHoursSurcharge: 0,
    incremental: 17500,
  });
  expect(contract.pools[0]!.validity).toEqual(contract.term);
  expect(contract.pools[1]!.validity).toEqual({ from: 20773, to: contract.term.to });
  expect(contract.pools[1]!.technologyGroups).toEqual([]);
  expect(entries[0]).toMatchObject({
    approval: 'approved',
    afterHoursApproved: false,
    technologyGroup: null,
  });
  const { entries: _entries, expenses: _expenses, ...bare } = good;
  expect(read(bare)).toMatchObject({ entries: [], expenses: [] });
});

test('time zones, months and dates that do not exist are refused', () => {
  refuses(`
    | set                     | to                 | at | says                       |
    | /timeZone               | "America/Chicgo"   |    | must be a time zone        |
    | /timeZone               | ""                 |    | must be a time zone        |
    | /calendar/timeZone      | "Mars/Olympus"     |    | must be a time zone        |
    | /month                  | "2026-13"          |    | must be a month            |
    | /month                  | "2026-1"           |    | must be a month            |
    | /month                  | "2026-11-01"       |    | must be a month            |
    | /month                  | 202611             |    | must be a month            |
    | /month                  | -                  |    | is missing                 |
    | /contract/start         | "2026-02-30"       |    | must be a date             |
    | /contract/end           | "2026-01-01"       |    | must be after the start    |
    | /contract/pools/1/from  | "2026-11-31"       |    | must be a date             |
    | /contract/pools/1/to    | "2026-11-16"       |    | must be after "from"       |
    | /expenses/0/date        | "12.11.2026"       |    | must be a date             |
    | /calendar/holidays/0    | "2025-02-29"       |    | must be a date             |`);
});

test('moments are UTC, on whole minutes, and an entry ends after it starts', () => {
  refuses(`
    | set              | to                          | at             | says                    |
    | /entries/0/start | "2026-11-02T15:00:30Z"      |                | must be a moment in UTC |
    | /entries/0/start | "2026-11-02T15:00:00.001Z"  |                | must be a moment in UTC |
    | /entries/0/start | "2026-11-02T15:00:00-06:00" |                | must be a moment in UTC |
    | /entries/0/start | "2026-11-02T15:00:00"       |                | must be a moment in UTC |
    | /entries/0/start | "2026-11-31T15:00:00Z"      |                | must be a moment in UTC |
    | /entries/0/start | "2026-11-02T24:00:00Z"      |                | must be a moment in UTC |
    | /entries/0/start | 1793631600                  |                | must be a moment in UTC |
    | /entries/0/end   | "2026-11-02T15:00:00Z"      |                | must be after the start |
    | /entries/0/end   | "2026-11-02T14:59:00Z"      |                | must be after the start |
    | /entries/0/start | "2026-11-02T17:00:00Z"      | /entries/0/end | must be after the start |`);
  takes(`
    | set              | to                         |
    | /entries/0/start | "2026-11-02T15:00Z"        |
    | /entries/0/start | "2026-11-02T15:00:00.000Z" |`);
});

test('words outside the lists are refused, as are names that are not known', () => {
  refuses(`
    | set                               | to                   | at                           | says                                |
    | /contract/pools/1/kind            | "extra"              |                              | must be "base" or "supplemental"    |
    | /contract/pools/0/roles/1         | "engineer"           |                              | must be "csdm" or "cse"             |
    | /contract/proration               | "daily"              |                              | must be "calendar-days" or "whole-  |
    | /contract/roundingIncrement       | 5                    |                              | must be 1 or 6 or 15 or 30          |
    | /contract/roundingIncrement       | "15"                 |                              | must be 1 or 6 or 15 or 30          |
    | /contract/roundingIncrement       | null                 |                              | must be 1 or 6 or 15 or 30          |
    | /contract/afterHours              | "never"              |                              | must be "separate" or "pool-with    |
    | /contract/roundingIncrements      | 15                   |                              | is not known here                   |
    | /entries/0/role                   | "manager"            |                              | must be "csdm" or "cse"             |
    | /entries/0/billing                | "free"               |                              | must be "service" or "additional"   |
    | /entries/0/billing                | -                    |                              | is missing                          |
    | /entries/0/afterHoursApproved     | "yes"                |                              | must be true or false               |
    | /entries/1/technologyGroup        | null                 |                              | must be named for the work of a CSE |
    | /entries/1/technologyGroup        | -                    |                              | must be named for the work of a CSE |
    | /contract/pools/0/technologyGroups | -                   |                              | is missing                          |
    | /entries/0/a~b~1c                 | 1                    | /entries/0/a~0b~01c          | is not known here                   |
    | /currency                         | "usd"                |                              | must be a currency                  |
    | /currency                         | "XXX"                |                              | must be a currency                  |`);
});

test('amounts are decimal strings with no more decimals than their currency has, and hours are whole minutes', () => {
  refuses(`
    | set                           | to                     | at | says                                                |
    | /contract/rates/overage       | 175                    |    | must be an amount in USD, zero or more, such as "17 |
    | /contract/rates/overage       | "175.005"              |    | must be an amount                                   |
    | /contract/rates/overage       | "-1.00"                |    | must be an amount                                   |
    | /contract/rates/overage       | "1e3"                  |    | must be an amount                                   |
    | /contract/rates/overage       | "1,000.00"             |    | must be an amount                                   |
    | /contract/rates/overage       | "0175.00"              |    | must be an amount                                   |
    | /contract/rates/overage       | ""                     |    | must be an amount                                   |
    | /contract/rates/overage       | -                      |    | is missing                                          |
    | /contract/pools/0/monthlyFee  | "99999999999999999.00" |    | must be an amount                                   |
    | /expenses/0/amount            | "$12.00"               |    | must be an amount                                   |
    | /contract/pools/0/hoursPerMonth | -20                  |    | must be hours, zero or more                         |
    | /contract/pools/0/hoursPerMonth | 0.33                 |    | must be hours, zero or more                         |
    | /contract/pools/0/hoursPerMonth | "20h"                |    | must be hours, zero or more                         |
    | /contract/pools/0/hoursPerMonth | 1e99                 |    | must be hours, zero or more                         |
    | /contract/pools/0/hoursPerMonth | null                 |    | must be hours, zero or more                         |`);
  takes(`
    | set                             | to      |
    | /contract/pools/0/hoursPerMonth | 0       |
    | /contract/pools/0/hoursPerMonth | 7.35    |
    | /contract/pools/0/hoursPerMonth | "7.50"  |
    | /contract/rates/overage         | "175"   |
    | /contract/rates/overage         | "175.5" |`);
  const yen = { ...good, currency: 'JPY', expenses: [] };
  expect(faultsOf(yen).map(({ path }) => path)).toEqual([
    '/contract/rates/overage',
    '/contract/pools/0/monthlyFee',
    '/contract/pools/1/monthlyFee',
  ]);
});

test('an id stands for one thing, and a contract has one base package', () => {
  refuses(`
    | set                    | to     | at | says                           |
    | /contract/pools/1/id   | "base" |    | is in the list twice: "base"   |
    | /contract/pools/1/kind | "base" |    | must not be "base" again       |
    | /entries/1/id          | "t1"   |    | is in the list twice: "t1"     |
    | /entries/1/id          | ""     |    | must be text that is not empty |
    | /entries/1/id          | 7      |    | must be text that is not empty |`);
  expect(faultsOf({ ...good, expenses: [good.expenses[0], good.expenses[0]] })).toEqual([
    { path: '/expenses/1/id', message: 'is in the list twice: "x1"' },
  ]);
  takes(`
    | set              | to     |
    | /expenses/0/id   | "t1"   |
    | /contract/pools  | []     |`);
});

test('what is of another type altogether is refused where it stands', () => {
  refuses(`
    | set             | to   | at | says              |
    | /entries        | {}   |    | must be a list    |
    | /entries        | null |    | must be a list    |
    | /entries/0      | 1    |    | must be an object |
    | /contract       | []   |    | must be an object |
    | /contract       | -    |    | is missing        |
    | /calendar       | null |    | must be an object |
    | /contract/pools | -    |    | is missing        |
    | /contract/rates | "1"  |    | must be an object |`);
  for (const document of [null, [], 'text', 7]) {
    expect(faultsOf(document)).toEqual([{ path: '', message: 'must be an object' }]);
  }
});

test('a state that is neither approved nor rejected is a state, and a visit need not be named', () => {
  takes(`
    | set                   | to          |
    | /entries/0/approval   | "in review" |
    | /expenses/0/siteVisit | "requested" |
    | /expenses/0/siteVisit | null        |
    | /expenses/0/siteVisit | -           |`);
});

test('all faults are told at once', () => {
  const entry = { ...good.entries[1], role: 'cook', start: 'noon' };
  const faults = faultsOf({ ...good, month: 'May', entries: [good.entries[0], entry, entry], colour: 'red' });
  expect(faults.map(({ path }) => path)).toEqual([
    '/colour',
    '/month',
    '/entries/1/role',
    '/entries/1/start',
    '/entries/2/id',
    '/entries/2/role',
    '/entries/2/start',
  ]);
});

test('amounts that could not be counted exactly are refused before anything is counted', () => {
  expect(faultsOf(changed(good, '/contract/rates/overage', '999999999999.99'))).toEqual([
    { path: '', message: 'comes to amounts that are too large to be exact' },
  ]);
});
