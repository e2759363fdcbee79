import { beforeEach, expect, test } from 'vitest';
import { base, seeding } from '../../test/hours.ts';
import { useWorld } from '../../test/world.ts';
import { billingApi } from '../billing/api.ts';
import { hoursApi } from './api.ts';

const world = useWorld();
const seed = seeding(world);
const foretold = (who: 'ines' | 'lena' | 'hugo', client = world.lakeside) =>
  world.as(who)(hoursApi.forecastMonth, { params: { client, month: '2026-11' } });

beforeEach(async () => {
  // Half of the business time of November has passed.
  world.clock.now = Temporal.Instant.from('2026-11-16T14:00:00Z');
});

/** Closed months of other clients, kept as ratios that are the same at every mark. */
async function keep(month: string, ratios: readonly number[]): Promise<void> {
  await world.owner.query(
    `begin; set local session_replication_role = replica;
     insert into month_course select '${world.providerId}', gen_random_uuid(), '${month}-01', array_fill(ratio, array[20])
       from unnest('{${ratios.join()}}'::int[]) ratio; commit`,
  );
}

/** What the list of all clients tells of Lakeside. */
async function listed() {
  const { items } = await world.as('ines')(hoursApi.listHours, { query: { month: '2026-11' } });
  return items.find(({ clientId }) => clientId === world.lakeside)?.foretold;
}

test('a month is foretold from the past of all clients, in the list of clients and for its client in the same numbers', async () => {
  await seed.contract(world.lakeside, { packages: [{ ...base, hours: 20 }] });
  await seed.entry({ start: '2026-11-03T15:00:00Z', minutes: 360 });
  await seed.entry({ start: '2026-11-04T15:00:00Z', minutes: 240, state: 'submitted' });
  expect(await foretold('ines')).toMatchObject({
    kind: 'pace',
    reason: 'too-little-past',
    pastClientMonths: 0,
  });
  expect(await listed()).toEqual({ kind: 'pace', reason: 'too-little-past', expiring: null });

  await keep(
    '2026-09',
    Array.from({ length: 99 }, (_, index) => 8_000 + index * 40),
  );
  await keep('2026-10', [9_000, 10_000, 11_000, 20_000]);
  await keep(
    '2024-10',
    Array.from({ length: 500 }, () => 90_000),
  );
  const found = await foretold('ines');
  expect(await listed()).toEqual({
    kind: 'chance',
    ...(found.kind === 'band' && found.overage),
    expiring: null,
  });
  expect(found).toMatchObject({
    kind: 'band',
    pastClientMonths: 103,
    minutesUsed: 600,
    minutesAllotted: 1200,
    held: {
      months: 1,
      clientMonths: 4,
      percent80: 75,
      words: 'The 80% band held in 75% of 4 client months, each foretold from the months before it.',
    },
  });
  expect(await foretold('lena')).toEqual(found);
});

test('a client is shown no forecast of another', async () => {
  await expect(foretold('hugo')).rejects.toMatchObject({ code: 'not-found' });
});

test('what a client uses as a rule weighs in', async () => {
  const client = await seed.client('Frugal');
  const { id: contract } = await seed.contract(client, {
    start: '2026-10-01',
    packages: [{ ...base, hours: 20 }],
  });
  await seed.entry({ client, start: '2026-10-06T15:00:00Z', minutes: 300 });
  await keep(
    '2026-10',
    Array.from({ length: 200 }, () => 10_000),
  );
  const usual = await foretold('ines', client);
  await world.as('frank')(billingApi.closeMonth, { params: { contract, month: '2026-10' } });
  const frugal = await foretold('ines', client);
  // Half of November has gone and nothing is used: of 1,200 minutes as a rule, a quarter is foreseen; of 300 as well.
  expect([usual, frugal].map((one) => one.kind === 'band' && one.median)).toEqual([300, 75]);
});
