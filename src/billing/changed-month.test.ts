import { randomUUIDv7 } from 'node:crypto';
import { beforeEach, describe, expect, test } from 'vitest';
import { base, seeding, type SeededContract } from '../../test/hours.ts';
import { useWorld } from '../../test/world.ts';
import { contractsApi } from '../contracts/api.ts';
import { TechnologyGroupId } from '../clients/client.ts';
import type { ContractId } from '../contracts/contract.ts';
import type { Request } from '../core/route.ts';
import type { ClientId } from '../people/person.ts';
import { hoursApi } from '../hours/api.ts';
import { recompute } from '../hours/recompute.ts';
import { readScenario } from '../hours/scenario.ts';
import { billingApi } from './api.ts';

const world = useWorld();
const seed = seeding(world);
const network = TechnologyGroupId.parse('network');

beforeEach(() => {
  world.clock.now = Temporal.Instant.from('2026-11-24T15:00:00Z');
});

type Draft = Request<typeof contractsApi.draftChange>['body'];

/** A client of the test's own, with a help desk, and its contract. */
async function signed(said: SeededContract = {}) {
  const client = await seed.client('Changing');
  await world.owner.query(
    `insert into purchased_service (provider_id, id, client_id, kind, from_day) values ($1, $2, $3, 'help-desk', '2026-01-01')`,
    [world.providerId, randomUUIDv7(), client],
  );
  const { id } = await seed.contract(client, { start: '2026-11-01', increment: 1, ...said });
  return { client, contract: id };
}
/** Drafted by the CSDM, agreed to by the client as the supervisor recorded it, and by the administrator. */
async function change(contract: ContractId, effectiveDay: string, parts: Draft['parts']): Promise<void> {
  const body = { reason: 'More work', effectiveDay, parts };
  const { id } = await world.as('ines')(contractsApi.draftChange, { params: { contract }, body });
  const of = { params: { changeRequest: id } };
  await world.as('ines')(contractsApi.proposeChange, of);
  await world.as('sofia')(contractsApi.recordConsent, { ...of, body: { note: 'By telephone' } });
  await world.as('ada')(contractsApi.agreeToChange, { ...of, body: {} });
}
const raised = {
  kind: 'base' as const,
  scope: 'standard' as const,
  technologyGroups: [network],
  hoursPerMonth: 40,
};
const dearer = { kind: 'rates' as const, rates: { overage: '190.00' } };
const hours = (client: ClientId, month: string) =>
  world.as('ines')(hoursApi.getMonthHours, { params: { client, month } });
const close = async (contract: ContractId, month: string) => {
  const { invoice } = await world.as('frank')(billingApi.closeMonth, { params: { contract, month } });
  return world.as('frank')(billingApi.getInvoice, { params: { invoice: invoice.id } });
};
const shown = (
  lines: readonly { kind: string; minutes: number | null; rate: string | null; amount: string }[],
) =>
  lines.map(({ kind, minutes, rate, amount }) =>
    [kind, ...(minutes === null ? [] : [minutes, rate]), amount].join(' '),
  );

describe('a month within which the contract changes', () => {
  test('is rated by its parts, on one statement and one invoice that replays and explains itself', async () => {
    const { client, contract } = await signed();
    await change(contract, '2026-11-16', [raised, dearer]);
    // 600 minutes until the 15th, 1,200 from the 16th on: 120 beyond the first, 60 beyond the second.
    for (const day of ['03', '04'])
      await seed.entry({ client, start: `2026-11-${day}T15:00:00Z`, minutes: 360 });
    for (const day of ['16', '17', '18'])
      await seed.entry({ client, start: `2026-11-${day}T15:00:00Z`, minutes: 420 });
    const lines = [
      'base-fee 1650.00',
      'base-fee 3300.00',
      'overage 120 175.00 350.00',
      'overage 60 190.00 190.00',
    ];
    const november = await hours(client, '2026-11');
    expect(shown(november.lines)).toEqual(lines);
    expect(november.overage).toEqual({ minutes: 180, rate: '190.00', amount: '540.00' });
    expect(
      november.pools.map(({ minutesAllotted, expiresAfter }) => [minutesAllotted, expiresAfter]),
    ).toEqual([
      [600, '2026-11-15'],
      [1200, '2026-11-30'],
    ]);
    world.clock.now = Temporal.Instant.from('2026-12-02T15:00:00Z');
    const invoice = await close(contract, '2026-11');
    expect(shown(invoice.lines)).toEqual(lines);
    const explained = await world.as('frank')(billingApi.explainInvoice, {
      params: { invoice: invoice.number },
    });
    expect(recompute(explained).differences).toEqual([]);
    const replay = () => world.as('frank')(billingApi.replayMonth, { params: { month: '2026-11' } });
    expect(await replay()).toEqual({ month: '2026-11', statements: 1, differences: [] });
    await change(contract, '2026-12-16', [{ ...raised, hoursPerMonth: 50 }]);
    expect(await replay()).toEqual({ month: '2026-11', statements: 1, differences: [] });
  });

  test('keeps the months around it as scenarios that anybody may write', async () => {
    const { client, contract } = await signed({ start: '2026-10-01' });
    await change(contract, '2026-11-16', [raised, dearer]);
    const faultsOf = async (month: string) => {
      const faults: { path: string; message: string }[] = [];
      readScenario(await world.as('ines')(hoursApi.getScenario, { params: { client, month } }), faults);
      return faults.map(({ path }) => path);
    };
    expect(await faultsOf('2026-10')).toEqual([]);
    expect(await faultsOf('2026-12')).toEqual([]);
    expect(await faultsOf('2026-11')).toEqual(['/contract/laterRates', '/contract/pools/1/kind']);
  });
});

test('work that runs on into the month of a change is taken by the package that then holds', async () => {
  const { client, contract } = await signed({ afterHours: 'pool-with-surcharge' });
  await change(contract, '2026-12-01', [raised, dearer]);
  // 23:00 to 01:00 in Chicago.
  const overnight = { start: '2026-12-01T05:00:00Z', minutes: 120, afterHoursApproved: true };
  await seed.entry({ client, ...overnight });
  const [november, december] = [await hours(client, '2026-11'), await hours(client, '2026-12')];
  expect([november.exceptions, december.exceptions]).toEqual([[], []]);
  expect(november.pools.map(({ minutesUsed }) => minutesUsed)).toEqual([60]);
  expect(december.pools.map(({ minutesUsed }) => minutesUsed)).toEqual([60]);
});

test('a fee that was billed ahead for a package which a change then ended before the month is given back', async () => {
  const { contract } = await signed({ timing: 'advance', packages: [base] });
  world.clock.now = Temporal.Instant.from('2026-12-02T15:00:00Z');
  expect(shown((await close(contract, '2026-11')).lines)).toEqual(['base-fee 3300.00', 'base-fee 3300.00']);
  await change(contract, '2026-12-01', [raised]);
  world.clock.now = Temporal.Instant.from('2027-01-02T15:00:00Z');
  const december = await close(contract, '2026-12');
  expect(shown(december.lines)).toEqual(['base-fee 6600.00', 'base-fee -3300.00']);
  const explained = await world.as('frank')(billingApi.explainInvoice, {
    params: { invoice: december.number },
  });
  expect(recompute(explained).differences).toEqual([]);
});
