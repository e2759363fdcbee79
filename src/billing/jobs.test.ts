import pg from 'pg';
import { beforeEach, describe, expect, test } from 'vitest';
import { base, seeding } from '../../test/hours.ts';
import { codeOf } from '../../test/timesheet.ts';
import { useWorld } from '../../test/world.ts';
import { billingApi } from './api.ts';
import type { CloseRun } from './close-run.ts';
import { closeRunJob } from './jobs.ts';

const world = useWorld();
const seed = seeding(world);
const faults: unknown[] = [];
const job = closeRunJob(
  () => world.clock.now,
  (error) => void faults.push(error),
);
const visit = () => job.run(world.database, world.providerId, new AbortController().signal);
/** As the server does it: again and again while there is more. */
async function work(): Promise<number> {
  let visits = 0;
  for (let more = true; more; visits++) ({ more } = await visit());
  return visits;
}

beforeEach(async () => {
  world.clock.now = Temporal.Instant.from('2026-12-02T15:00:00Z');
  faults.length = 0;
});

let prefix = 0;
let worked = Temporal.Instant.from('2026-11-02T15:00:00Z');
/** Clients with a contract from November on and ten minutes of work each, or so many times ten. */
async function agreed(count: number, entries = 1) {
  const letter = String.fromCharCode(65 + prefix++);
  const contracts = [];
  for (let nth = 1; nth <= count; nth++) {
    const client = await seed.client(`${letter} ${String(nth).padStart(3, '0')}`);
    const { id } = await seed.contract(client, { start: '2026-11-01', packages: [{ ...base, hours: 1 }] });
    for (let entry = 0; entry < entries; entry++) {
      // Nobody works twice at once, so everything is after what was before.
      worked = worked.add({ minutes: 10 });
      await seed.entry({
        client,
        who: 'marek',
        start: worked.toString(),
        minutes: 10,
        billing: 'incremental',
        afterHoursApproved: true,
      });
    }
    contracts.push({ client, contract: id });
  }
  return contracts;
}

const start = (
  contracts: readonly { contract: CloseRun['failures'][number]['contractId'] }[] | null,
  key?: string,
) =>
  world.as('frank')(
    billingApi.startCloseRun,
    {
      body: {
        month: '2026-11',
        ...(contracts ? { contracts: contracts.map(({ contract }) => contract) } : {}),
      },
    },
    key === undefined ? {} : { idempotencyKey: key },
  );
const show = (run: CloseRun) => world.as('frank')(billingApi.getCloseRun, { params: { run: run.id } });

describe('a run of closes', () => {
  test('closes every month it was asked for, by client, and says how far it is', async () => {
    const contracts = await agreed(3);
    const run = await start(contracts);
    expect(run).toMatchObject({
      state: 'running',
      contracts: 3,
      closed: 0,
      current: 'A 001',
      finishedAt: null,
      failures: [],
    });
    await work();
    expect(await show(run)).toMatchObject({
      state: 'finished',
      contracts: 3,
      closed: 3,
      failed: 0,
      current: null,
    });
    const { items } = await world.as('frank')(billingApi.listInvoices, { query: { month: '2026-11' } });
    expect(items.map(({ number, clientName }) => `${number} ${clientName}`).sort()).toEqual([
      'INV-000001 A 001',
      'INV-000002 A 002',
      'INV-000003 A 003',
    ]);
  });

  test('is asked for twice with one key and there once', async () => {
    const contracts = await agreed(1);
    const run = await start(contracts, 'november-in-one-go');
    expect(await start(contracts, 'november-in-one-go')).toEqual(run);
    await work();
    expect(await codeOf(start(contracts))).toBe('close-run.nothing');
  });

  test('lists the months that could not be closed with the reason, and closes the others', async () => {
    const contracts = await agreed(3);
    const [, second] = contracts;
    await seed.entry({ client: second!.client, who: 'sofia', start: '2026-11-20T15:00:00Z', state: 'draft' });
    const run = await start(contracts);
    await work();
    expect(await show(run)).toMatchObject({
      state: 'finished',
      closed: 2,
      failed: 1,
      failures: [
        {
          contractId: second!.contract,
          clientName: 'C 002',
          detail: 'Sofia, 1 h on 20 November 2026 (Firewall review): not submitted yet.',
        },
      ],
    });
    expect(faults).toEqual([]);
  });

  test('passes over a month that fails for a reason of ours, tells us, and closes the others', async () => {
    const contracts = await agreed(3);
    await world.owner.query(
      `update calendar set time_zone = 'Mars/Olympus' where id = (select calendar_id from contract where id = $1)`,
      [contracts[1]!.contract],
    );
    const run = await start(contracts);
    await work();
    const ended = await show(run);
    expect(ended).toMatchObject({ state: 'finished', closed: 2, failed: 1 });
    expect(ended.failures[0]?.detail).toMatch(/^Something went wrong on our side/);
    expect(String(faults[0])).toContain('unknown zone');
    await world.owner.query(
      `update calendar set time_zone = 'America/Chicago' where time_zone = 'Mars/Olympus'`,
    );
  });

  test('can be stopped: what is closed stays closed, the rest is told as cancelled', async () => {
    const contracts = await agreed(52);
    const run = await start(contracts);
    await visit();
    expect(await show(run)).toMatchObject({ state: 'running', closed: 50 });
    expect((await world.as('ada')(billingApi.cancelCloseRun, { params: { run: run.id } })).state).toBe(
      'stopping',
    );
    await work();
    expect(await show(run)).toMatchObject({ state: 'cancelled', closed: 50, cancelled: 2 });
    expect(await codeOf(world.as('ada')(billingApi.cancelCloseRun, { params: { run: run.id } }))).toBe(
      'close-run.ended',
    );
  });

  test('is worked on by one server at a time', async () => {
    const contracts = await agreed(2);
    const run = await start(contracts);
    const other = new pg.Client({ connectionString: world.url('tandem') });
    await other.connect();
    await other.query('begin');
    await other.query('select from close_run where id = $1 for update', [run.id]);
    expect(await visit()).toEqual({ more: false });
    expect(await show(run)).toMatchObject({ state: 'running', closed: 0 });
    await other.query('rollback');
    await other.end();
    await Promise.all([work(), work()]);
    await work();
    expect(await show(run)).toMatchObject({ state: 'finished', closed: 2, failed: 0 });
  });

  test('finds a month that was closed meanwhile and counts it as closed', async () => {
    const contracts = await agreed(2);
    const run = await start(contracts);
    await world.as('frank')(billingApi.closeMonth, {
      params: { contract: contracts[1]!.contract, month: '2026-11' },
    });
    await work();
    expect(await show(run)).toMatchObject({ closed: 2, failed: 0 });
  });

  test('is for finance alone', async () => {
    for (const who of ['ines', 'marek', 'sofia', 'lena'] as const)
      expect(await codeOf(world.as(who)(billingApi.startCloseRun, { body: { month: '2026-11' } }))).toBe(
        'not-allowed',
      );
  });

  test('takes as many statements for ten clients with five entries each as for one client with one, and two for ten more', async () => {
    const count = async (clients: number, entries: number) => {
      const run = await start(await agreed(clients, entries));
      const before = world.statements.length;
      await visit();
      const sent = world.statements.length - before;
      expect(await show(run)).toMatchObject({ closed: clients });
      await work();
      return sent;
    };
    const few = await count(1, 1);
    expect(await count(10, 5)).toBe(few);
    expect(await count(20, 5)).toBe(few + 2);
  });

  test('every statement of a close names its provider', async () => {
    const run = await start(await agreed(1));
    const before = world.statements.length;
    await work();
    await show(run);
    const own = world.statements
      .slice(before)
      .filter((statement) => !/^(begin|commit|rollback)/.test(statement));
    expect(own.filter((statement) => !statement.includes('provider'))).toEqual([]);
  });
});
