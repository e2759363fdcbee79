import { beforeAll, describe, expect, test } from 'vitest';
import { base, seeding } from '../../test/hours.ts';
import { designate } from '../../test/team.ts';
import { codeOf } from '../../test/timesheet.ts';
import { useWorld, type Name } from '../../test/world.ts';
import type { ContractId } from '../contracts/contract.ts';
import type { Request } from '../core/route.ts';
import type { ClientId } from '../people/person.ts';
import { timeApi } from '../time/api.ts';
import type { EntryId } from '../time/entry.ts';
import { billingApi } from './api.ts';
import type { LateTime } from './late-time.ts';

const world = useWorld();
const seed = seeding(world);

beforeAll(() => {
  world.clock.now = Temporal.Instant.from('2027-02-03T15:00:00Z');
});

interface Closed {
  readonly client: ClientId;
  readonly contract: ContractId;
  readonly invoice: string;
  readonly first: EntryId;
  readonly second: EntryId;
  /** A moment of the day on which the work was done, in UTC; six hours behind in Chicago. */
  readonly at: (clock: string) => string;
}

const days = '02 03 04 05 06 09 10 11 12 13 16 17 18 19 20 23 24 25 27 30'.split(' ');

/** An hour a month, overage at 175.00 an hour; Marek worked 50 minutes at 15:00 and 50 at 16:00 on one day; November is closed. */
async function closedNovember(): Promise<Closed> {
  const day = days.shift();
  const client = await seed.client(`Client ${day}`);
  const { id: contract } = await seed.contract(client, {
    start: '2026-11-01',
    end: '2027-03-01',
    increment: 1,
    packages: [{ ...base, hours: 1, fee: 16_500 }],
  });
  await designate(world, client, 'marek', 'cse', 'network', '2026-01-01');
  await designate(world, client, 'ines', 'csdm', null, '2026-01-01');
  const at = (clock: string): string => `2026-11-${day}T${clock}:00Z`;
  const first = await seed.entry({ client, start: at('15:00'), minutes: 50 });
  const second = await seed.entry({ client, start: at('16:00'), minutes: 50 });
  const { number } = await close(contract, '2026-11');
  return { client, contract, invoice: number, first, second, at };
}

const close = async (contract: ContractId, month: string) => {
  const { invoice } = await world.as('frank')(billingApi.closeMonth, { params: { contract, month } });
  return world.as('frank')(billingApi.getInvoice, { params: { invoice: invoice.id } });
};

type Draft = Request<typeof billingApi.logLateTime>['body'];

const log = (
  { client, at }: Closed,
  from: string,
  to: string,
  said: Partial<Draft> = {},
  who: Name = 'marek',
) =>
  world.as(who)(billingApi.logLateTime, {
    body: {
      clientId: client,
      role: 'cse',
      technologyGroup: 'network',
      startedAt: at(from),
      endedAt: at(to),
      subject: 'Firewall review',
      reason: 'Forgotten on the day',
      ...said,
    },
  });
const correct = (
  corrects: string,
  said: Partial<Request<typeof billingApi.correctTime>['body']>,
  who: Name = 'marek',
) => world.as(who)(billingApi.correctTime, { body: { corrects, reason: 'Logged wrongly', ...said } });
const approve = ({ id }: LateTime, who: Name = 'ines', body: { afterHours?: string } = {}) =>
  world.as(who)(billingApi.approveLateTime, { params: { lateTime: id }, body });
const reject = ({ id }: LateTime, who: Name = 'ines') =>
  world.as(who)(billingApi.rejectLateTime, {
    params: { lateTime: id },
    body: { reason: 'Was not asked for' },
  });
const ofMonth = ({ contract }: Closed) => ({ params: { contract, month: '2026-11' } });
const shown = (closed: Closed) => world.as('sofia')(billingApi.getLateTimeMonth, ofMonth(closed));
const bill = (closed: Closed, key?: string) =>
  world.as('frank')(
    billingApi.billLateTime,
    ofMonth(closed),
    key === undefined ? {} : { idempotencyKey: key },
  );
const adjustments = async ({ client }: Closed) =>
  (await world.as('frank')(billingApi.listAdjustments, { params: { client } })).map(
    ({ amount, reason }) => `${amount} ${reason}`,
  );

describe('late time for a closed month', () => {
  test('waits, is seen in what it would come to, and counts once it is approved', async () => {
    const closed = await closedNovember();
    const late = await log(closed, '18:00', '18:30');
    expect(late).toMatchObject({ month: '2026-11', minutes: 30, standing: { state: 'waiting' } });
    expect(await shown(closed)).toMatchObject({
      invoiceNumber: closed.invoice,
      approved: { difference: '0.00' },
      withWaiting: {
        difference: '87.50',
        lines: [{ kind: 'overage', billed: '116.67', adjusted: '0.00', now: '204.17', minutes: 30 }],
      },
    });
    expect((await approve(late)).standing).toMatchObject({ state: 'approved', decidedByName: 'Ines' });
    expect((await shown(closed)).approved.difference).toBe('87.50');
  });

  test('is billed once, on the client’s next invoice, and what comes later only for the further difference', async () => {
    const closed = await closedNovember();
    await approve(await log(closed, '18:00', '18:30'));
    await bill(closed);
    expect(await bill(closed)).toMatchObject({ approved: { difference: '0.00' } });
    await approve(await log(closed, '19:00', '19:10'));
    const after = await bill(closed);
    expect(after.lateTime.map(({ standing }) => standing.state)).toEqual(['billed', 'billed']);
    const day = Number(closed.at('18:00').slice(8, 10));
    expect(await adjustments(closed)).toEqual([
      `29.16 Late time in November 2026, overage 10 min more: Marek, 10 min on ${day} November 2026 (Firewall review)`,
      `87.50 Late time in November 2026, overage 30 min more: Marek, 30 min on ${day} November 2026 (Firewall review)`,
    ]);
    const december = await close(closed.contract, '2026-12');
    expect(december.lines.map(({ kind, month, amount }) => `${kind} ${month} ${amount}`)).toEqual([
      'base-fee 2026-12 165.00',
      'adjustment 2026-11 87.50',
      'adjustment 2026-11 29.16',
    ]);
    expect(december.lines[1]?.words).toContain(
      `Debit for ${closed.invoice}, line 2: Late time in November 2026`,
    );
  });

  test('leaves invoice, statement and entries of the month as they were', async () => {
    const closed = await closedNovember();
    const before = await world.as('frank')(billingApi.getInvoice, { params: { invoice: closed.invoice } });
    await approve(await correct(closed.second, { takenAway: true }));
    await bill(closed);
    expect(await world.as('frank')(billingApi.getInvoice, { params: { invoice: closed.invoice } })).toEqual(
      before,
    );
    const replayed = await world.as('frank')(billingApi.replayMonth, { params: { month: '2026-11' } });
    expect(replayed.differences).toEqual([]);
  });

  test('that was rejected counts for nothing, and is decided on once', async () => {
    const closed = await closedNovember();
    const late = await log(closed, '18:00', '18:30');
    expect((await reject(late)).standing).toMatchObject({ state: 'rejected', reason: 'Was not asked for' });
    expect(await codeOf(approve(late))).toBe('late-time.decided');
    expect((await shown(closed)).withWaiting.difference).toBe('0.00');
    await bill(closed);
    expect(await adjustments(closed)).toEqual([]);
  });

  test('that makes no difference in money is settled by billing without an adjustment', async () => {
    const closed = await closedNovember();
    await approve(await log(closed, '18:00', '18:30', { billing: 'goodwill' }));
    expect((await bill(closed)).lateTime[0]?.standing.state).toBe('billed');
    expect(await adjustments(closed)).toEqual([]);
  });

  test('leaves alone what was agreed by hand, and says what that is', async () => {
    const closed = await closedNovember();
    await world.as('frank')(billingApi.adjustInvoice, {
      params: { invoice: closed.invoice },
      body: { amount: '-50.00', reason: 'Agreed by telephone' },
    });
    await approve(await log(closed, '18:00', '18:30'));
    expect(await shown(closed)).toMatchObject({
      adjustedByHand: '-50.00',
      approved: { difference: '87.50' },
    });
    expect((await bill(closed)).adjustedByHand).toBe('-50.00');
    expect(await adjustments(closed)).toHaveLength(2);
  });

  test('outside business hours is approved by a supervisor with a reason', async () => {
    const closed = await closedNovember();
    const night = await log(closed, '23:30', '23:50');
    expect(await codeOf(approve(night))).toBe('late-time.held-back');
    expect(await codeOf(approve(night, 'ines', { afterHours: 'Outage' }))).toBe(
      'late-time.supervisor-approves',
    );
    await approve(night, 'sofia', { afterHours: 'Outage' });
    expect((await shown(closed)).approved.lines.at(-1)).toMatchObject({
      kind: 'after-hours',
      difference: '87.50',
    });
  });

  test('is refused where it is none', async () => {
    const closed = await closedNovember();
    const refused = (from: string, to: string, said: Partial<Draft> = {}) =>
      codeOf(log(closed, from, to, said));
    expect(await refused('15:30', '16:30')).toBe('entry.overlap');
    await log(closed, '18:00', '18:30');
    expect(await refused('18:20', '18:40')).toBe('entry.overlap');
    const december = { startedAt: '2026-12-02T15:00:00Z', endedAt: '2026-12-02T16:00:00Z' };
    expect(await refused('', '', december)).toBe('late-time.month-open');
    // November ends at 06:00 UTC in Chicago.
    const across = { startedAt: '2026-12-01T05:30:00Z', endedAt: '2026-12-01T06:30:00Z' };
    expect(await refused('', '', across)).toBe('late-time.across-months');
    expect(await refused('19:00', '19:30', { technologyGroup: 'security' })).toBe('entry.not-designated');
    expect(await refused('19:00', '19:30', { reason: ' ' })).toBe('invalid-input');
    const december2026 = { params: { contract: closed.contract, month: '2026-12' } };
    expect(await codeOf(world.as('frank')(billingApi.billLateTime, december2026))).toBe(
      'late-time.not-closed',
    );
  });
});

describe('a correction', () => {
  test('of the minutes, said twice, credits the difference once', async () => {
    const closed = await closedNovember();
    const shorter = { endedAt: closed.at('16:30') };
    await approve(await correct(closed.second, shorter));
    await bill(closed);
    await approve(await correct(closed.second, shorter));
    await bill(closed);
    const [only, ...others] = await adjustments(closed);
    expect(others).toEqual([]);
    expect(only).toContain(
      '-58.34 Late time in November 2026, overage 20 min less: Marek, 30 min instead of 50 min on',
    );
  });

  test('to other billing moves the time to another line', async () => {
    const closed = await closedNovember();
    await approve(await correct(closed.second, { billing: 'incremental' }, 'sofia'));
    expect((await shown(closed)).approved.lines).toMatchObject([
      { kind: 'overage', now: '0.00', difference: '-116.67' },
      { kind: 'incremental', now: '145.83', difference: '145.83' },
    ]);
    await bill(closed);
    expect(
      (await adjustments(closed)).every((one) => one.includes('as incremental instead of service')),
    ).toBe(true);
  });

  test('takes away late time that was billed, and the credit is what it had cost', async () => {
    const closed = await closedNovember();
    const late = await log(closed, '18:00', '18:30');
    expect(await codeOf(correct(late.id, { takenAway: true }))).toBe('late-time.undecided');
    await approve(late);
    await bill(closed);
    await approve(await correct(late.id, { takenAway: true }));
    await bill(closed);
    expect((await adjustments(closed)).map((one) => one.split(' ')[0])).toEqual(['-87.50', '87.50']);
  });

  test('stays in its month and its person’s hands', async () => {
    const closed = await closedNovember();
    const moved = { startedAt: '2026-12-02T15:00:00Z', endedAt: '2026-12-02T15:30:00Z' };
    expect(await codeOf(correct(closed.second, moved))).toBe('late-time.month-open');
    expect(await codeOf(correct(closed.second, { startedAt: closed.at('15:20') }))).toBe('entry.overlap');
    expect(await codeOf(correct(closed.second, { billing: 'internal' }))).toBe('entry.internal-stays');
    expect(await codeOf(correct(closed.second, { takenAway: true }, 'priya'))).toBe('entry.not-yours');
  });
});

describe('late time and whatever else its person does', () => {
  /** Time of Marek's in the month of another client, which is open. */
  const elsewhere = async ({ at }: Closed, from: string, to: string) => {
    const client = await seed.client(`Elsewhere ${at(from)} ${to}`);
    await designate(world, client, 'marek', 'cse', 'network', '2026-01-01');
    return (end = to) =>
      world.as('marek')(timeApi.logEntry, {
        body: {
          clientId: client,
          role: 'cse',
          technologyGroup: 'network',
          startedAt: at(from),
          endedAt: at(end),
          subject: 'Switch replaced',
        },
      });
  };

  test('time over late time is refused and told which, and saved once that was rejected', async () => {
    const closed = await closedNovember();
    const late = await log(closed, '18:00', '18:30');
    const logAgain = await elsewhere(closed, '18:20', '18:40');
    await expect(logAgain()).rejects.toMatchObject({
      code: 'entry.overlap',
      message: expect.stringMatching(/^Marek worked from 12:00 to 12:30 .* logged as late time\.$/),
      about: { lateTime: late.id },
    });
    await reject(late);
    await expect(logAgain()).resolves.toMatchObject({ minutes: 20 });
    expect(await codeOf(log(closed, '18:30', '18:50'))).toBe('entry.overlap');
  });

  test('an edit is not moved over late time either', async () => {
    const closed = await closedNovember();
    await log(closed, '18:00', '18:30');
    const { id, version, ...entry } = await (await elsewhere(closed, '18:30', '18:40'))();
    const { clientId, role, technologyGroup, endedAt, subject } = entry;
    const body = {
      clientId,
      role,
      technologyGroup,
      endedAt,
      subject,
      startedAt: closed.at('18:20'),
      version,
    };
    const edit = world.as('marek')(timeApi.editEntry, { params: { entry: id }, body });
    expect(await codeOf(edit)).toBe('entry.overlap');
  });

  test('the database lets neither in over the other', async () => {
    const closed = await closedNovember();
    const { id } = await log(closed, '18:00', '18:30');
    await expect(seed.entry({ start: closed.at('18:29'), state: 'draft' })).rejects.toMatchObject({
      constraint: 'late_time_overlap',
    });
    await seed.entry({ start: closed.at('19:00'), state: 'draft' });
    const copied = `insert into late_time select (jsonb_populate_record(t, jsonb_build_object('id', gen_random_uuid(),
      'started_at', $2::text, 'ended_at', $3::text))).* from late_time t where id = $1`;
    for (const [from, to] of [
      ['18:20', '18:40'],
      ['18:50', '19:01'],
    ] as const)
      await expect(world.owner.query(copied, [id, closed.at(from), closed.at(to)])).rejects.toMatchObject({
        constraint: 'late_time_overlap',
      });
    await world.owner.query(copied, [id, closed.at('18:30'), closed.at('19:00')]);
  });

  test('a correction that shortens an entry frees what it took away once it is approved', async () => {
    const closed = await closedNovember();
    const logAgain = await elsewhere(closed, '16:35', '16:45');
    const correction = await correct(closed.second, { endedAt: closed.at('16:30') });
    expect(await codeOf(logAgain())).toBe('entry.overlap');
    expect(await codeOf(log(closed, '16:45', '16:50'))).toBe('entry.overlap');
    await approve(correction);
    await expect(logAgain()).resolves.toMatchObject({ minutes: 10 });
    await expect(log(closed, '16:45', '16:50')).resolves.toMatchObject({ minutes: 5 });
    expect(await codeOf(log(closed, '16:20', '16:35'))).toBe('entry.overlap');
    // It cannot be made long again over what was logged since.
    expect(await codeOf(correct(closed.second, { endedAt: closed.at('16:50') }))).toBe('entry.overlap');
    await approve(await correct(closed.second, { takenAway: true }));
    await expect(log(closed, '16:00', '16:35')).resolves.toMatchObject({ minutes: 35 });
  });
});

test('the desk lists what waits and what is to be billed, and is empty once all is settled', async () => {
  const closed = await closedNovember();
  const desk = async () =>
    (await world.as('frank')(billingApi.listLateTimeMonths, { query: { client: closed.client } })).items;
  const late = await log(closed, '18:00', '18:30');
  expect(await desk()).toHaveLength(1);
  await approve(late);
  expect(await desk()).toMatchObject([{ month: '2026-11', approved: { difference: '87.50' } }]);
  await bill(closed);
  expect(await desk()).toEqual([]);
  const listed = await world.as('marek')(billingApi.listLateTime, {
    query: { client: closed.client, state: 'billed' },
  });
  expect(listed.items.map(({ id }) => id)).toEqual([late.id]);
});

test('is decided on by the CSDM of the client or a supervisor, and billed by finance', async () => {
  const closed = await closedNovember();
  const late = await log(closed, '18:00', '18:30');
  const own = await log(closed, '19:00', '19:30', { role: 'csdm', technologyGroup: null }, 'ines');
  expect(await codeOf(approve(own))).toBe('entry.not-yours-to-decide');
  expect(await codeOf(approve(late, 'marek'))).toBe('not-allowed');
  expect(await codeOf(world.as('sofia')(billingApi.billLateTime, ofMonth(closed)))).toBe('not-allowed');
  expect(await codeOf(log(closed, '20:00', '20:30', { personId: world.people.ines.id }))).toBe(
    'entry.not-yours',
  );
});

test('every act is on record', async () => {
  const closed = await closedNovember();
  await approve(await log(closed, '18:00', '18:30'));
  await reject(await log(closed, '19:00', '19:30'));
  await bill(closed);
  await bill(closed);
  const { rows } = await world.owner.query<{ act: string }>(
    `select act from fact where client_id = $1 and act ~ '^(late-time|adjustment)' order by at, id`,
    [closed.client],
  );
  expect(rows.map(({ act }) => act)).toEqual([
    'late-time.logged',
    'late-time.approved',
    'late-time.logged',
    'late-time.rejected',
    'adjustment.made',
    'late-time.billed',
    'late-time.found-billed',
  ]);
});
