import { beforeAll, expect, test } from 'vitest';
import { planning, refused } from '../../test/plan.ts';
import { useWorld } from '../../test/world.ts';
import type { ClientId } from '../people/person.ts';
import { plansApi } from '../plan/api.ts';
import { timeApi } from '../time/api.ts';
import { hoursApi } from './api.ts';
import { plannedApi } from './planned-api.ts';

const world = useWorld();
const { planned, served, make, firstOf } = planning(world);
let client: ClientId;

beforeAll(async () => {
  ({ client } = await planned('Planned hours'));
});

const plannedIn = (month: string, of = client) =>
  world.as('ines')(plannedApi.showPlannedWork, { params: { client: of, month } });
const sum = (items: readonly { readonly minutes: number }[]): number =>
  items.reduce((total, { minutes }) => total + minutes, 0);

test('what the plan still takes of a month is drawn on its packages, and the rest is beyond them', async () => {
  const { minutes, minutesBeyond, pools, due } = await plannedIn('2026-11');
  expect(due.length).toBeGreaterThan(5);
  expect(minutes).toBe(sum(due));
  expect(pools.reduce((total, { minutesPlanned }) => total + minutesPlanned, minutesBeyond)).toBe(minutes);
  const hours = await world.as('ines')(hoursApi.getMonthHours, { params: { client, month: '2026-11' } });
  expect(pools.map((pool) => pool.minutesPlanned + pool.minutesLeft)).toEqual(
    hours.pools.map(({ minutesUnused }) => minutesUnused),
  );
});

test('only what is due at most a month ahead could come forward, and into no month to come', async () => {
  // A plan that has just begun leaves most of November's hours.
  const late = await served('Begun late');
  await make(late.contract, { start: '2026-11-24' });
  const { couldComeForward, pools } = await plannedIn('2026-11', late.client);
  expect(sum(couldComeForward)).toBeLessThanOrEqual(pools[0]?.minutesLeft ?? 0);
  expect(couldComeForward.length).toBeGreaterThan(0);
  for (const { dueDay } of couldComeForward) {
    expect(dueDay >= '2026-12-01' && dueDay <= '2026-12-25', dueDay).toBe(true);
  }
  expect((await plannedIn('2026-12', late.client)).couldComeForward).toEqual([]);
});

test('time that was worked for an activity, and an activity that is waived, take no more', async () => {
  const report = await firstOf(client, 5);
  const dueOf = async (id: string) =>
    (await plannedIn('2026-11')).due.find(({ occurrence }) => occurrence === id)?.minutes;
  expect(await dueOf(report.id)).toBe(report.minutes);
  await world.as('ines')(timeApi.logEntry, {
    body: {
      clientId: client,
      role: 'csdm',
      startedAt: '2026-11-23T15:00:00Z',
      endedAt: '2026-11-23T15:30:00Z',
      subject: 'Service execution report',
      occurrenceId: report.id,
    },
  });
  expect(await dueOf(report.id)).toBe(report.minutes - 30);
  await world.as('sofia')(plansApi.waiveOccurrence, {
    params: { occurrence: report.id },
    body: { reason: 'No service in November' },
  });
  expect(await dueOf(report.id)).toBeUndefined();
});

test('of another client there is nothing to see', async () => {
  const asked = { params: { client, month: '2026-11' } };
  await expect(world.as('lena')(plannedApi.showPlannedWork, asked)).rejects.toMatchObject(
    refused('not-found'),
  );
});
