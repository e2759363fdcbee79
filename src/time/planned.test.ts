import { beforeAll, expect, test } from 'vitest';
import { planning } from '../../test/plan.ts';
import { useWorld } from '../../test/world.ts';
import { known } from '../core/id.ts';
import type { ClientId } from '../people/person.ts';
import { plansApi } from '../plan/api.ts';
import { plannedOf } from '../plan/planned-handlers.ts';
import { capacityApi } from './capacity-api.ts';

const world = useWorld();
const { seed, designate, contractFor, make, occurrencesOf } = planning(world);
let client: ClientId;

/** Ines leads; Marek and Priya share network. Row 19 (120 minutes, on the 30th) and row 30 (30 minutes, Fridays) are of the CSEs together. */
beforeAll(async () => {
  client = await seed.client('Planned');
  await designate(client, 'ines', 'csdm');
  await designate(client, 'marek', 'cse', 'network');
  await designate(client, 'marek', 'cse', 'collaboration');
  await designate(client, 'priya', 'cse', 'network');
  await designate(client, 'sofia', 'cse', 'network', true);
  await make(await contractFor(client), { start: '2026-11-01' });
  await world.owner.query(
    `begin; set local session_replication_role = replica;
     delete from occurrence where plan_row_id in (select id from plan_row where row_number not in (5, 19, 30, 47)); commit`,
  );
});

const planned = (who: 'ines' | 'marek' | 'priya' | 'sofia', from: string, to: string) =>
  world.doing('sofia', async (context) =>
    (await plannedOf(context, [world.people[who].id], { from, to }))(world.people[who].id, from, to),
  );

test('what is planned for a role is divided among those who hold it, each once, deputies apart', async () => {
  expect(await planned('ines', '2026-11-30', '2026-12-07')).toBe(90);
  expect(await planned('marek', '2026-11-30', '2026-12-07')).toBe(75);
  expect(await planned('priya', '2026-11-30', '2026-12-07')).toBe(75);
  expect(await planned('sofia', '2026-11-30', '2026-12-07')).toBe(0);
});

test('what was spent is taken off, and what was done or is blocked is not to be worked', async () => {
  const maintenance = (await occurrencesOf(client, 19)).find(({ dueDay }) => dueDay === '2026-11-30');
  const worked = await seed.entry({ client, start: '2026-11-24T14:00:00Z', minutes: 50 });
  await world.owner.query('update entry set occurrence_id = $1 where id = $2', [maintenance?.id, worked]);
  // 120 without 50 is 35 for each, and half of 30.
  expect(await planned('marek', '2026-11-30', '2026-12-07')).toBe(50);
  const friday = (await occurrencesOf(client, 30)).find(({ dueDay }) => dueDay === '2026-12-04');
  await world.as('sofia')(plansApi.waiveOccurrence, {
    params: { occurrence: known<'occurrence'>(friday?.id ?? '') },
    body: { reason: 'Holiday' },
  });
  expect(await planned('marek', '2026-11-30', '2026-12-07')).toBe(35);
});

test('capacity counts it in the week in which it is due', async () => {
  const { people } = await world.as('sofia')(capacityApi.showCapacity, { query: { weeks: 2 } });
  expect(
    people.find(({ name }) => name === 'Ines')?.weeks.map(({ minutesPlanned }) => minutesPlanned),
  ).toEqual([0, 90]);
});
