import pg from 'pg';
import { beforeEach, describe, expect, test } from 'vitest';
import { base, seeding, type SeededContract } from '../../test/hours.ts';
import { codeOf } from '../../test/timesheet.ts';
import { useWorld, type Name } from '../../test/world.ts';
import { TechnologyGroupId } from '../clients/client.ts';
import type { ContractId } from '../contracts/contract.ts';
import { hoursApi } from '../hours/api.ts';
import { rate } from '../hours/rate.ts';
import { readScenario } from '../hours/scenario.ts';
import { writeStatement } from '../hours/statement.ts';
import type { ClientId } from '../people/person.ts';
import { timeApi } from '../time/api.ts';
import { billingApi } from './api.ts';

const world = useWorld();
const seed = seeding(world);
const network = TechnologyGroupId.parse('network');
const december = Temporal.Instant.from('2026-12-02T15:00:00Z');

beforeEach(() => {
  world.clock.now = december;
});

let clients = 0;
/** A client of the test's own whose contract begins in November 2026, unless said. */
async function agreed(said: SeededContract = {}) {
  const client = await seed.client(`Client ${String(++clients).padStart(3, '0')}`);
  const { id, packages } = await seed.contract(client, { start: '2026-11-01', ...said });
  return { client, contract: id, packages };
}

const of = (contract: ContractId, month = '2026-11') => ({ params: { contract, month } });
const close = (contract: ContractId, month = '2026-11', key?: string, who: Name = 'frank') =>
  world.as(who)(billingApi.closeMonth, of(contract, month), key === undefined ? {} : { idempotencyKey: key });
const show = (contract: ContractId, month = '2026-11') =>
  world.as('frank')(billingApi.getMonthClose, of(contract, month));
const missing = async (contract: ContractId, month = '2026-11') => {
  const shown = await show(contract, month);
  return shown.state === 'closed' ? 'closed' : shown.missing.map(({ kind }) => kind);
};
/** 20 days with work in November, the client's time of the day apart from others' so that nobody works twice at once. */
const work = (client: ClientId, day: string, more: object = {}) =>
  seed.entry({
    client,
    who: 'marek',
    start: `2026-11-${day}T${String(14 + (clients % 8)).padStart(2, '0')}:00:00Z`,
    minutes: 50,
    ...more,
  });

describe('closing a month', () => {
  test('freezes terms, statement and draws, and issues an invoice whose lines are the statement’s', async () => {
    const { client, contract, packages } = await agreed({ packages: [{ ...base, hours: 1, fee: 16_500 }] });
    const entries = [await work(client, '03'), await work(client, '04')];
    const { invoice, closedBefore } = await close(contract);
    expect(closedBefore).toBe(false);
    expect(invoice).toMatchObject({
      clientId: client,
      contractId: contract,
      month: '2026-11',
      currency: 'USD',
      total: '340.00',
    });

    const whole = await world.as('frank')(billingApi.getInvoice, { params: { invoice: invoice.number } });
    expect(
      whole.lines.map(({ position, kind, month, minutes, rate: hourly, amount }) => [
        position,
        kind,
        month,
        minutes,
        hourly,
        amount,
      ]),
    ).toEqual([
      [1, 'base-fee', '2026-11', null, null, '165.00'],
      [2, 'overage', '2026-11', 60, '175.00', '175.00'],
    ]);
    expect(whole.lines[0]?.words).toBe('Base package, CSDM and CSE (Network), November 2026');

    const { rows } = await world.owner.query('select * from closure where contract_id = $1', [contract]);
    const scenario = await world.as('frank')(hoursApi.getScenario, { params: { client, month: '2026-11' } });
    expect({
      ...JSON.parse(rows[0].terms),
      entries: scenario['entries'],
      expenses: scenario['expenses'],
    }).toEqual(scenario);
    const { draw_entry, draw_pool, draw_after_hours, draw_minutes } = rows[0];
    expect([draw_entry, draw_pool, draw_after_hours, draw_minutes]).toEqual([
      entries,
      [1, 0],
      [false, false],
      [60, 60],
    ]);
    const statement = writeStatement(rate(readScenario(scenario, [])!));
    expect(JSON.parse(rows[0].statement)).toEqual({ ...statement, allocations: [] });
    expect(statement.allocations.map(({ pool }) => pool)).toEqual([packages[0], null]);
  });

  test('is asked twice and gives one invoice, with the same key or another', async () => {
    const { contract } = await agreed();
    const first = await close(contract, '2026-11', 'close-november-once');
    expect(await close(contract, '2026-11', 'close-november-once')).toEqual(first);
    expect(await close(contract, '2026-11', 'close-november-again')).toEqual({
      ...first,
      closedBefore: true,
    });
    const { items } = await world.as('frank')(billingApi.listInvoices, {
      query: { client: first.invoice.clientId },
    });
    expect(items).toEqual([first.invoice]);
    expect(await show(contract)).toMatchObject({
      state: 'closed',
      invoiceNumber: first.invoice.number,
      closedBy: world.people.frank.id,
    });
  });

  test('is for finance', async () => {
    const { contract } = await agreed();
    for (const who of ['ines', 'marek', 'sofia', 'lena'] as const)
      expect(await codeOf(close(contract, '2026-11', undefined, who))).toBe('not-allowed');
    expect(await codeOf(close(contract, '2026-11', undefined, 'olga'))).toBe('not-found');
  });

  test('is refused before the month has ended in the contract’s zone', async () => {
    const { contract } = await agreed();
    world.clock.now = Temporal.Instant.from('2026-12-01T05:59:59Z');
    const refused = await close(contract).catch((error) => error);
    expect(refused.code).toBe('close.not-ready');
    expect(refused.faults).toEqual([
      {
        path: '/month-not-over',
        code: 'month-not-over',
        message: 'November 2026 ends at 2026-12-01T06:00:00Z.',
      },
    ]);
    world.clock.now = Temporal.Instant.from('2026-12-01T06:00:00Z');
    await close(contract);
  });

  test('is refused while an earlier month of the contract is open, and says which is due', async () => {
    const { contract } = await agreed({ start: '2026-08-15' });
    await close(contract, '2026-08');
    const refused = await close(contract).catch((error) => error);
    expect(refused.faults).toEqual([
      {
        path: '/earlier-month-open',
        code: 'earlier-month-open',
        message: 'September 2026 comes first and is still open.',
      },
    ]);
    await close(contract, '2026-09');
    expect(await missing(contract)).toEqual(['earlier-month-open']);
    await close(contract, '2026-10');
    await close(contract);
  });

  test('a month in which the contract has no day cannot be closed', async () => {
    const { contract } = await agreed();
    expect(await codeOf(close(contract, '2026-10'))).toBe('hours.no-contract');
    expect(await codeOf(close(contract, '2027-01'))).toBe('hours.no-contract');
  });

  test.each([
    ['not-approved', { state: 'draft' }],
    ['not-approved', { state: 'submitted' }],
    ['not-approved', { state: 'draft', billing: 'goodwill' }],
    ['no-matching-pool', { group: 'security' }],
    ['after-hours-not-approved', { start: '2026-11-08T09:00:00Z' }],
  ] as const)('is refused as long as an entry is %s: %j', async (kind, said) => {
    const { client, contract } = await agreed();
    const entry = await work(client, '05', said);
    const refused = await close(contract).catch((error) => error);
    expect(refused).toMatchObject({ code: 'close.not-ready', about: { missing: 1 } });
    expect(refused.faults.map(({ path, code }: { path: string; code: string }) => [path, code])).toEqual([
      [`/entries/${entry}`, kind],
    ]);
    expect(await missing(contract)).toEqual([kind]);
    await world.owner.query('delete from entry where id = $1', [entry]);
    await close(contract);
  });

  test('is refused as long as an expense has no approved site visit and is not written off', async () => {
    const { client, contract } = await agreed();
    const expense = await seed.expense('2026-11-12', 5_000, 'refused', { client });
    expect(await missing(contract)).toEqual(['site-visit-not-approved']);
    expect(await codeOf(close(contract))).toBe('close.not-ready');
    await world.owner.query(`insert into expense_write_off values ($1, $2, $3, 'Our mistake', $4, now())`, [
      world.providerId,
      expense,
      client,
      world.people.sofia.id,
    ]);
    expect((await close(contract)).invoice.total).toBe('3300.00');
  });

  test('what is wrong with the part of an entry that runs on into the next month is settled with this one', async () => {
    // Open all of Saturday 31 October, closed on Sunday.
    const { client, contract } = await agreed({ start: '2026-10-01' });
    await world.owner.query(
      `insert into opening select provider_id, calendar_id, 6, 0, 1440 from contract where id = $1`,
      [contract],
    );
    const entry = await seed.entry({ client, who: 'marek', start: '2026-11-01T04:30:00Z', minutes: 60 });
    expect(await missing(contract, '2026-10')).toEqual(['after-hours-not-approved']);
    const shown = await show(contract, '2026-10');
    expect(shown.state === 'open' && shown.missing[0]?.words).toContain('the part after the month’s end');
    await world.owner.query(`insert into after_hours_approval values ($1, $2, $3, 'Agreed', $4, now())`, [
      world.providerId,
      entry,
      client,
      world.people.sofia.id,
    ]);
    await close(contract, '2026-10');
    const { invoice } = await close(contract, '2026-11');
    expect(invoice.total).toBe('3431.25');
  });

  test('a client’s time in a month without a contract stands on the board as missing one', async () => {
    const client = await seed.client('Aardvark Stables');
    await seed.entry({ client, who: 'priya', start: '2026-11-03T15:00:00Z' });
    const { items } = await world.as('ines')(billingApi.listBoard, { params: { month: '2026-11' } });
    expect(items.find(({ clientId }) => clientId === client)).toMatchObject({
      contractId: null,
      ready: false,
      missing: [
        {
          kind: 'contract-missing',
          count: 1,
          words: 'An entry is for November 2026, and there is no contract.',
        },
      ],
    });
  });
});

describe('the review', () => {
  test('begins once the month is over, can be withdrawn, and is done when the month is closed', async () => {
    const { contract } = await agreed();
    world.clock.now = Temporal.Instant.from('2026-11-24T15:00:00Z');
    expect(await codeOf(world.as('ines')(billingApi.startReview, of(contract)))).toBe('close.month-not-over');
    world.clock.now = december;
    expect(await world.as('ines')(billingApi.startReview, of(contract))).toMatchObject({
      state: 'in-review',
      startedBy: world.people.ines.id,
      total: '3300.00',
    });
    expect((await world.as('frank')(billingApi.withdrawReview, of(contract))).state).toBe('open');
    expect(await codeOf(world.as('frank')(billingApi.withdrawReview, of(contract)))).toBe(
      'close.not-in-review',
    );
    await world.as('ines')(billingApi.startReview, of(contract));
    await close(contract);
    expect(await codeOf(world.as('ines')(billingApi.startReview, of(contract)))).toBe('close.closed');
    expect(await codeOf(world.as('ines')(billingApi.withdrawReview, of(contract)))).toBe('close.closed');
  });

  test('a month that nobody reviewed is reviewed by whoever closes it', async () => {
    const { contract } = await agreed();
    await close(contract);
    const { rows } = await world.owner.query('select started_by from month_review where contract_id = $1', [
      contract,
    ]);
    expect(rows).toEqual([{ started_by: world.people.frank.id }]);
  });
});

describe('several at once', () => {
  test('of two closes of one month at the same time both answer the one invoice', async () => {
    const { client, contract } = await agreed();
    await work(client, '03');
    const answers = await Promise.all(
      [1, 2, 3, 4].map((nth) => close(contract, '2026-11', `at-once-${nth}-${contract}`)),
    );
    expect(new Set(answers.map(({ invoice }) => invoice.number)).size).toBe(1);
    expect(answers.filter(({ closedBefore }) => !closedBefore)).toHaveLength(1);
  });

  test('many closes at the same time number their invoices without a gap', async () => {
    const before = (await world.as('frank')(billingApi.getInvoiceSeries, {})).lastNumber;
    const contracts = [];
    for (let nth = 0; nth < 12; nth++) contracts.push(await agreed());
    const closed = await Promise.all(contracts.map(({ contract }) => close(contract)));
    expect(closed.map(({ invoice }) => invoice.number).sort()).toEqual(
      Array.from({ length: 12 }, (_, index) => `INV-${String(before + 1 + index).padStart(6, '0')}`),
    );
  });

  test('a close that is refused takes no number', async () => {
    const { client, contract } = await agreed();
    await work(client, '03', { state: 'draft' });
    const before = await world.as('frank')(billingApi.getInvoiceSeries, {});
    await close(contract).catch(() => {});
    expect(await world.as('frank')(billingApi.getInvoiceSeries, {})).toEqual(before);
  });

  test('time that is being logged while its month closes is on the invoice or refused, and never lost', async () => {
    const weekdays = ['02', '04', '05', '06', '09', '10'];
    for (let round = 0; round < 6; round++) {
      const { client, contract } = await agreed({ increment: 1 });
      const writer = new pg.Client({ connectionString: world.url('tandem') });
      await writer.connect();
      const write = (async () => {
        let written = 0;
        for (let minute = 0; minute < 40; minute++) {
          const at = `2026-11-${weekdays[round]}T15:${String(minute).padStart(2, '0')}:00Z`;
          const sent = await writer
            .query(
              `with e as (insert into entry (provider_id, id, client_id, person_id, role, technology_group_id, started_at, ended_at,
                 billing, subject_kind, subject, created_by)
               values ($1, gen_random_uuid(), $2, $3, 'cse', 'network', $4, $4::timestamptz + interval '1 minute', 'service', 'other',
                 'Race', $3) returning *)
               insert into approval select provider_id, id, client_id, 'approved', '', person_id, now(), person_id, now() from e`,
              [world.providerId, client, world.people.priya.id, at],
            )
            .catch((error) => error);
          if (sent instanceof Error) {
            expect(sent).toMatchObject({ code: 'TD002' });
            break;
          }
          written++;
        }
        return written;
      })();
      await new Promise((resolve) => setTimeout(resolve, round * 4));
      await close(contract);
      const written = await write;
      await writer.end();
      const { rows } = await world.owner.query(
        `select (select count(*)::int from entry where client_id = $1) as entries, cardinality(draw_entry) as draws
         from closure where client_id = $1`,
        [client],
      );
      expect(rows).toEqual([{ entries: written, draws: written }]);
    }
  });
});

describe('a closed month', () => {
  test('takes no change by the API', async () => {
    const { client, contract } = await agreed();
    await world.owner.query(
      `insert into designation (provider_id, id, client_id, person_id, role, technology_group_id, from_day)
       values ($1, gen_random_uuid(), $2, $3, 'cse', 'network', '2026-01-01')`,
      [world.providerId, client, world.people.marek.id],
    );
    const entry = await work(client, '10');
    await close(contract);
    const at = '2026-11-11T22:00:00Z';
    const logged = world.as('marek')(timeApi.logEntry, {
      body: {
        clientId: client,
        role: 'cse',
        technologyGroup: network,
        startedAt: at,
        endedAt: '2026-11-11T22:30:00Z',
        subject: 'Forgotten',
      },
    });
    expect(await codeOf(logged)).toBe('month-closed');
    expect(
      await codeOf(world.as('sofia')(timeApi.reopenEntry, { params: { entry }, body: { reason: 'Wrong' } })),
    ).toBe('month-closed');
  });

  const changes = [
    'update closure set statement = statement where client_id = $1',
    'delete from closure where client_id = $1',
    'truncate closure cascade',
    'update invoice set total = 1 where client_id = $1',
    'delete from invoice where client_id = $1',
    'truncate invoice cascade',
    'update invoice_line set amount = 1 where client_id = $1',
    'delete from invoice_line where client_id = $1',
    'truncate invoice_line cascade',
    'update adjustment set amount = 1 where client_id = $1',
    'delete from adjustment where client_id = $1',
    `update entry set note = 'changed' where client_id = $1`,
    'delete from entry where client_id = $1',
    'truncate entry cascade',
    `update approval set decision = 'rejected', reason = 'x' where client_id = $1`,
    'delete from approval where client_id = $1',
    'delete from after_hours_approval where client_id = $1',
    'truncate approval',
    'update expense set amount = 1 where client_id = $1',
    'delete from expense where client_id = $1',
    'truncate expense cascade',
    'update package set fee_monthly = 1 where client_id = $1',
    'delete from package where client_id = $1',
    'update contract set rate_overage = 1 where client_id = $1',
  ];

  test('refuses every change, to the application and to the owner of the tables alike', async () => {
    const { client, contract } = await agreed();
    await work(client, '12', { start: '2026-11-14T15:00:00Z', afterHoursApproved: true });
    await seed.expense('2026-11-12', 5_000, 'approved', { client });
    const { invoice } = await close(contract);
    await world.as('frank')(billingApi.adjustInvoice, {
      params: { invoice: invoice.number },
      body: { amount: '-1.00', reason: 'Courtesy' },
    });
    const app = new pg.Client({ connectionString: world.url('tandem_app') });
    await app.connect();
    const rows = async () =>
      (
        await world.owner.query(
          'select to_jsonb(c) as c from closure c where client_id = $1 union all select to_jsonb(l) from invoice_line l where client_id = $1 union all select to_jsonb(e) from entry e where client_id = $1',
          [client],
        )
      ).rows;
    const before = await rows();
    for (const change of changes) {
      const values = change.includes('$1') ? [client] : [];
      await world.owner.query('begin');
      const owner = await world.owner.query(change, values).catch((error) => error.code);
      await world.owner.query('rollback');
      expect([change, ['TD001', 'TD002'].includes(owner)]).toEqual([change, true]);
      await app.query(`begin; set local app.provider = '${world.providerId}'; set local app.clients = '*'`);
      const refused = await app.query(change, values).catch((error) => error.code);
      await app.query('rollback');
      expect([change, ['TD001', 'TD002', '42501'].includes(refused)]).toEqual([change, true]);
    }
    await app.end();
    expect(await rows()).toEqual(before);
  });
});
