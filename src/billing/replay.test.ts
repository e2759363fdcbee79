import { beforeEach, expect, test } from 'vitest';
import { base, seeding } from '../../test/hours.ts';
import { useWorld } from '../../test/world.ts';
import { billingApi } from './api.ts';

const world = useWorld();
const seed = seeding(world);
const replay = () => world.as('frank')(billingApi.replayMonth, { params: { month: '2026-11' } });

beforeEach(() => {
  world.clock.now = Temporal.Instant.from('2026-12-02T15:00:00Z');
});

test('a closed month is computed again and is what it was, until somebody has altered an entry or the statement', async () => {
  const client = await seed.client('Replayed');
  const { id: contract } = await seed.contract(client, {
    start: '2026-11-01',
    packages: [{ ...base, hours: 1, fee: 16_500 }],
  });
  const entry = await seed.entry({ client, who: 'marek', start: '2026-11-03T15:00:00Z', minutes: 90 });
  expect(await replay()).toEqual({ month: '2026-11', statements: 0, differences: [] });

  const close = { params: { contract, month: '2026-11' } };
  await world.as('frank')(billingApi.closeMonth, close);
  expect(await replay()).toEqual({ month: '2026-11', statements: 1, differences: [] });

  const alter = (what: string) =>
    world.owner.query(`begin; set local session_replication_role = replica; ${what}; commit`);
  await alter(`update entry set ended_at = ended_at - interval '20 minutes' where id = '${entry}'`);
  const { differences } = await replay();
  expect(differences).toMatchObject([{ contract, clientId: client }]);
  expect(differences[0]?.kept).not.toBe(differences[0]?.computed);

  await alter(`update entry set ended_at = ended_at + interval '20 minutes' where id = '${entry}'`);
  await alter(`update closure set draw_minutes = '{61,29}' where contract_id = '${contract}'`);
  expect((await replay()).differences).toHaveLength(1);
});
