import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { expect, test } from 'vitest';
import { base, seeding } from '../../test/hours.ts';
import { useWorld } from '../../test/world.ts';
import { billingApi } from '../billing/api.ts';

const world = useWorld();
const seed = seeding(world);

/** Runs the command against the test's database. */
async function backTest(...words: string[]): Promise<{ code: number | null; out: string; err: string }> {
  const tandem = path.join(import.meta.dirname, '../../bin/tandem');
  const env = { ...process.env, DATABASE_URL: world.url('tandem_app'), TANDEM_DATA: world.dataFolder };
  const child = spawn(process.execPath, [tandem, 'forecast', 'back-test', ...words], { env });
  const [out, err, [code]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'close'),
  ]);
  return { code, out, err };
}

test('every provider is told how often its forecasts would have held, or that its past is too short', async () => {
  world.clock.now = Temporal.Instant.from('2027-01-04T15:00:00Z');
  const contracts = [];
  for (let nth = 1; nth <= 61; nth++) {
    const client = await seed.client(`Past ${nth}`);
    const { id } = await seed.contract(client, {
      start: '2026-11-01',
      increment: 1,
      packages: [{ ...base, hours: 10 }],
    });
    await seed.entry({ client, ...slot('2026-11', nth), minutes: Math.min(nth, 60) });
    await seed.entry({ client, ...slot('2026-12', nth), minutes: 30 });
    contracts.push(id);
  }
  for (const month of ['2026-11', '2026-12']) {
    for (const contract of contracts)
      await world.as('frank')(billingApi.closeMonth, { params: { contract, month } });
  }

  const { code, out } = await backTest();
  const lines = out.split('\n');
  expect(code).toBe(0);
  expect(lines[0]).toBe('Northwind Managed Services: 61 client months of 1 month, foretold at 6 stages');
  expect(lines.slice(1, 9).map((line) => line.trim().split(/\s{2,}/)[0])).toEqual([
    'business time passed',
    '0%',
    '10%',
    '25%',
    '50%',
    '75%',
    '90%',
    'all stages',
  ]);
  expect(lines[9]).toBe(
    'Rival Systems: no month can be foretold; it takes 60 closed client months before it.',
  );
  const asJson = JSON.parse((await backTest('--json-output')).out);
  expect(asJson.providers[0].stages[0].held).toMatchObject({ months: 1, clientMonths: 61 });
}, 120_000);

/** An hour of business time in Chicago on one of five days of the second week, in which nobody else has Marek or Priya. */
function slot(month: string, nth: number) {
  const [day, hour] = [7 + (nth % 5), 14 + (Math.floor(nth / 5) % 8)];
  return {
    who: nth < 40 ? ('marek' as const) : ('priya' as const),
    start: `${month}-${String(day + (month === '2026-11' ? 2 : 0)).padStart(2, '0')}T${hour}:00:00Z`,
  };
}
