import { beforeAll, expect, test } from 'vitest';
import { seeding } from '../../test/hours.ts';
import { useWorld } from '../../test/world.ts';
import { billingApi } from '../billing/api.ts';
import type { ContractId } from '../contracts/contract.ts';
import { CallRefused } from '../core/call.ts';
import { known } from '../core/id.ts';
import type { Request } from '../core/route.ts';
import type { EntryId } from '../time/entry.ts';
import { hoursApi } from './api.ts';
import { whatIfApi } from './what-if-api.ts';

const world = useWorld();
const seed = seeding(world);
type Changes = Request<typeof whatIfApi.priceWhatIf>['body']['changes'];
const priced = async (...changes: Changes) =>
  world.as('ines')(whatIfApi.priceWhatIf, {
    params: { client: world.lakeside, month: '2026-11' },
    body: { changes },
  });
let entries: EntryId[] = [];
const last = (): string => entries.at(-1) ?? '';
let contract: ContractId = known('');

/** 20 h for 3,300.00, of which 22 are used: 350.00 of overage. */
beforeAll(async () => {
  ({ id: contract } = await seed.contract(world.lakeside, { start: '2026-11-01', increment: 1 }));
  entries = [
    await seed.entry({ start: '2026-11-03T14:00:00Z', minutes: 540 }),
    await seed.entry({ start: '2026-11-04T14:00:00Z', minutes: 540 }),
    await seed.entry({ start: '2026-11-05T14:00:00Z', minutes: 240 }),
  ];
});

const cases: readonly (readonly [name: string, changes: () => Changes, total: string, lines: string[]])[] = [
  ['nothing changes', () => [], '0.00', []],
  [
    '30 h in the base at its price by the hour',
    () => [{ kind: 'setBaseHours', hours: 30 }],
    '1300.00',
    ['base-fee 1650.00', 'overage -350.00'],
  ],
  [
    'a supplement of 10 h for 1,000.00 from the 16th takes nothing of what was before',
    () => [
      {
        kind: 'addSupplement',
        scope: 'cse',
        technologyGroup: 'network',
        hours: 10,
        from: '2026-11-16',
        monthlyFee: '1000.00',
      },
    ],
    '500.00',
    ['supplemental-fee 500.00'],
  ],
  [
    'a supplement of 10 h from the first takes the overage',
    () => [
      { kind: 'addSupplement', scope: 'cse', technologyGroup: 'network', hours: 10, monthlyFee: '1000.00' },
    ],
    '650.00',
    ['supplemental-fee 1000.00', 'overage -350.00'],
  ],
  [
    'overage at 200.00',
    () => [{ kind: 'setRate', rate: 'overage', amount: '200.00' }],
    '50.00',
    ['overage -350.00', 'overage 400.00'],
  ],
  [
    'the last entry is deferred',
    () => [{ kind: 'deferEntry', entry: last() }],
    '-350.00',
    ['overage -350.00'],
  ],
  [
    'the last entry is moved to December',
    () => [{ kind: 'moveEntry', entry: last(), to: '2026-12-03' }],
    '-350.00',
    ['overage -350.00'],
  ],
  [
    'the last entry is moved within the month',
    () => [{ kind: 'moveEntry', entry: last(), to: '2026-11-10' }],
    '0.00',
    [],
  ],
  [
    'the last entry is goodwill',
    () => [{ kind: 'reclassify', entry: last(), billing: 'goodwill' }],
    '-350.00',
    ['overage -350.00'],
  ],
  [
    'an hour more on the 20th',
    () => [{ kind: 'addWork', role: 'csdm', minutes: 60, day: '2026-11-20' }],
    '175.00',
    ['overage 175.00'],
  ],
  [
    'one after the other',
    () => [
      { kind: 'deferEntry', entry: last() },
      { kind: 'addWork', role: 'csdm', minutes: 180, day: '2026-11-20' },
    ],
    '-175.00',
    ['overage -175.00'],
  ],
];

test.each(cases)('%s', async (_, changes, total, lines) => {
  const found = await priced(...changes());
  expect(found.totalChange).toBe(total);
  const changed = found.lines.filter(({ change }) => /[1-9]/.test(change));
  expect(changed.map(({ kind, change }) => `${kind} ${change}`)).toEqual(lines);
});

test('pools stand side by side, and what is thought of is named as a package', async () => {
  const { before, after } = await priced({
    kind: 'addSupplement',
    scope: 'cse',
    technologyGroup: 'network',
    hours: 10,
  });
  expect(before.pools).toMatchObject([{ minutesUsed: 1200, minutesUnused: 0 }]);
  expect(after.pools).toMatchObject([
    { minutesUsed: 720, minutesUnused: 480 },
    { name: 'Supplement, CSE (Network)', minutesUsed: 600, minutesUnused: 0 },
  ]);
  expect(after.total).toBe('4950.00');
});

test('what cannot be is told with the path of each change, and nothing is priced', async () => {
  const refused = priced(
    { kind: 'deferEntry', entry: entries[0] ?? '' },
    { kind: 'moveEntry', entry: '01900000-0000-7000-8000-000000000000', to: '2026-11-10' },
    { kind: 'setRate', rate: 'overage', amount: '1.001' },
    { kind: 'addWork', role: 'csdm', minutes: 60, day: '2026-12-20' },
    { kind: 'addWork', role: 'cse', minutes: 60, day: '2026-11-20' },
    { kind: 'addSupplement', scope: 'csdm', hours: 10, from: '2027-01-01' },
  );
  const told = await refused.then(
    () => [],
    (error: unknown) => (error instanceof CallRefused ? error.faults.map(({ path }) => path) : []),
  );
  expect(told).toEqual([
    '/changes/1/entry',
    '/changes/2/amount',
    '/changes/3/day',
    '/changes/4/technologyGroup',
    '/changes/5/from',
  ]);
});

test('a closed month is priced by the terms it was closed with, and stays as it is', async () => {
  world.clock.now = Temporal.Instant.from('2026-12-02T15:00:00Z');
  await world.as('frank')(billingApi.closeMonth, {
    params: { contract, month: '2026-11' },
  });
  const { before, totalChange } = await priced({ kind: 'deferEntry', entry: last() });
  expect([before.total, totalChange]).toEqual(['3650.00', '-350.00']);
  const { total } = await world.as('ines')(hoursApi.getMonthHours, {
    params: { client: world.lakeside, month: '2026-11' },
  });
  expect(total).toBe('3650.00');
});
