import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { known } from '../core/id.ts';
import { sealBatch } from '../database/chain.ts';
import type { Database } from '../database/transaction.ts';
import type { ClientId } from '../people/person.ts';
import { planning, refused } from '../../test/plan.ts';
import { useWorld } from '../../test/world.ts';
import { calendarsApi } from '../calendars/api.ts';
import type { CalendarId } from '../calendars/business-week.ts';
import { contractsApi } from '../contracts/api.ts';
import { plansApi } from './api.ts';
import { followingJob, generationJob, reminderJob } from './jobs.ts';

const world = useWorld();
const { planned, served, designate, make, contractFor, occurrencesOf, firstOf, count, agree } =
  planning(world);
const now = () => world.clock.now;
const signal = new AbortController().signal;
const generation = (database: Database = world.database) =>
  generationJob(now).run(database, world.providerId, signal);

/** Seals what was done, and has plans follow it. */
async function following(): Promise<void> {
  await world.database.maintain(world.providerId, (db) => sealBatch(db, world.providerId));
  while ((await followingJob(now).run(world.database, world.providerId, signal)).more);
}

beforeEach(() => {
  world.clock.now = Temporal.Instant.from('2026-11-24T15:00:00Z');
});

describe('generation', () => {
  test('goes on by the month, doubles nothing, and stops at the contract’s end', async () => {
    const { client } = await planned('Goes on');
    const first = await count(client);
    await generation();
    expect(await count(client)).toBe(first);
    world.clock.now = Temporal.Instant.from('2027-11-24T15:00:00Z');
    await generation();
    const second = await count(client);
    expect(second).toBeGreaterThan(first);
    await generation();
    expect(await count(client)).toBe(second);
    const items = await occurrencesOf(client, 5);
    expect(new Set(items.map(({ ruleDay }) => ruleDay)).size).toBe(items.length);
    expect(items.at(-1)?.ruleDay).toBe('2028-10-31');
  });

  test('by two servers at once makes each occurrence once', async () => {
    const { client } = await planned('Two servers');
    const whole = await count(client);
    await world.owner.query('delete from occurrence where client_id = $1', [client]);
    await world.owner.query('update plan_row set generated_to = null where client_id = $1', [client]);
    await Promise.all([generation(), generation(), generation()]);
    expect(await count(client)).toBe(whole);
  });

  test('by a process that is killed in the middle of a batch leaves nothing half done, and goes on', async () => {
    const { client } = await planned('Killed');
    const occurrences = async () => {
      const { rows } = await world.owner.query(
        'select plan_row_id, rule_day, due_day, minutes from occurrence where client_id = $1 order by 1, 2, 3',
        [client],
      );
      return rows;
    };
    const whole = await occurrences();
    await world.owner.query('delete from occurrence where client_id = $1', [client]);
    await world.owner.query('update plan_row set generated_to = null where client_id = $1', [client]);
    expect(await generatingElsewhere('after-occurrences')).toBe('SIGKILL');
    expect(await occurrences()).toEqual([]);
    expect(await generatingElsewhere()).toBeNull();
    expect(await occurrences()).toEqual(whole);
    await generation();
    expect(await occurrences()).toEqual(whole);
  });
});

/** Generation in a process of its own, which dies at a failpoint if one is named; tells by which signal it ended. */
async function generatingElsewhere(failpoint = ''): Promise<string | null> {
  const script = `
    const { createPool } = await import('./src/database/pool.ts');
    const { createDatabase } = await import('./src/database/transaction.ts');
    const { generationJob } = await import('./src/plan/jobs.ts');
    const database = createDatabase(createPool(process.env.DATABASE, 1));
    const now = () => Temporal.Instant.from('${now().toString()}');
    await generationJob(now).run(database, '${world.providerId}', new AbortController().signal);
    await database.close();`;
  const child = spawn(process.execPath, ['--input-type=module', '--eval', script], {
    cwd: path.resolve(import.meta.dirname, '../..'),
    env: { ...process.env, DATABASE: world.url('tandem_app'), TANDEM_FAILPOINT: failpoint },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const [, signal] = await once(child, 'exit');
  return signal;
}

describe('a calendar that changes', () => {
  const holiday = { day: '2026-12-31', name: 'Year’s end' };
  const dueOf = async (client: ClientId, row: number): Promise<readonly string[]> =>
    (await occurrencesOf(client, row)).slice(0, 3).map(({ dueDay }) => dueDay);

  test('moves what is to come, back where it changes back, and leaves what was done', async () => {
    const { client, contract } = await planned('Calendar changes');
    const { client: ahead, contract: other } = await planned('Done ahead');
    expect(await dueOf(client, 1)).toEqual(['2026-11-30', '2026-12-31', '2027-01-29']);
    const [, december] = await occurrencesOf(ahead, 1);
    world.clock.now = Temporal.Instant.from('2026-12-29T15:00:00Z');
    await world.as('ines')(plansApi.completeOccurrence, {
      params: { occurrence: december!.id },
      body: { evidence: { kind: 'record', words: 'Noted early', link: 'https://example.com/note' } },
    });
    const calendars = new Set<CalendarId>();
    for (const id of [contract, other])
      calendars.add(
        (await world.as('ines')(contractsApi.getContract, { params: { contract: id } })).calendarId,
      );
    for (const calendar of calendars)
      await world.as('ada')(calendarsApi.addHoliday, { params: { calendar }, body: holiday });
    await following();
    expect(await dueOf(client, 1)).toEqual(['2026-11-30', '2026-12-30', '2027-01-29']);
    expect(await dueOf(ahead, 1)).toEqual(['2026-11-30', '2026-12-31', '2027-01-29']);
    await following();
    expect(await dueOf(client, 1)).toEqual(['2026-11-30', '2026-12-30', '2027-01-29']);
    for (const calendar of calendars)
      await world.as('ada')(calendarsApi.removeHoliday, { params: { calendar, day: holiday.day } });
    await following();
    expect(await dueOf(client, 1)).toEqual(['2026-11-30', '2026-12-31', '2027-01-29']);
  });
});

describe('what happens', () => {
  /** A fact as some area would have recorded it at a moment. */
  const happened = async (
    client: ClientId | null,
    act: string,
    detail: Readonly<Record<string, unknown>>,
    at = '2026-11-24T15:00:00Z',
  ): Promise<void> => {
    await world.owner.query(
      `with told as (insert into fact (provider_id, id, client_id, at, act, request_id, detail)
         values ($1, uuidv7(), $2, $3, $4, 'test', $5) returning id)
       insert into outbox select $1, id from told`,
      [world.providerId, client, at, act, detail],
    );
  };
  const added = { kind: 'managed-services', from: '2026-11-24' };

  test('sets off the rows that answer to it, once', async () => {
    const { client } = await planned('Set off');
    await happened(client, 'purchased-service.added', added);
    await following();
    await following();
    const items = await occurrencesOf(client, 36);
    expect(items).toMatchObject([
      { dueDay: '2026-12-01', cause: 'Service added: managed-services', minutes: 30 },
    ]);
    await world.owner.query('update plan_cursor set seq = 0 where provider_id = $1', [world.providerId]);
    await following();
    expect(await occurrencesOf(client, 36)).toHaveLength(1);
  });

  test('sets off nothing of other clients, nor of before the plan', async () => {
    const { client, contract } = await served('Not yet planned');
    const other = await planned('Another');
    await happened(client, 'purchased-service.added', added);
    world.clock.now = Temporal.Instant.from('2026-11-26T15:00:00Z');
    await make(contract, { start: '2026-11-26' });
    await following();
    expect(await occurrencesOf(client, 36)).toEqual([]);
    expect(await occurrencesOf(other.client, 36)).toEqual([]);
  });

  test('that was announced sets off the rows of each client it went to', async () => {
    const [one, two, none] = [await planned('Told'), await planned('Told too'), await planned('Not told')];
    const clients = [one.client, two.client];
    await happened(null, 'announcement.published', { kind: 'maintenance', title: 'Core upgrade', clients });
    await happened(one.client, 'announcement.published', { kind: 'service-information', title: 'News' });
    await following();
    for (const { client } of [one, two])
      expect(await occurrencesOf(client, 17)).toMatchObject([{ cause: 'Announced: Core upgrade' }]);
    expect(await occurrencesOf(none.client, 17)).toEqual([]);
    expect(await occurrencesOf(one.client, 4)).toEqual([]);
  });

  test('that was decided to be in scope by a row sets off that row, and no row that comes by its cadence', async () => {
    const { client } = await planned('In scope');
    const before = (await occurrencesOf(client, 5)).length;
    await happened(client, 'scope.decided', {
      asked: 'Call the carrier',
      scope: { kind: 'in-scope', row: 38 },
    });
    await happened(client, 'scope.decided', { asked: 'A report', scope: { kind: 'in-scope', row: 5 } });
    await happened(client, 'scope.decided', { asked: 'A move', scope: { kind: 'refer', row: 39 } });
    await following();
    expect(await occurrencesOf(client, 38)).toMatchObject([{ cause: 'Asked for: Call the carrier' }]);
    expect(await occurrencesOf(client, 39)).toEqual([]);
    expect(await occurrencesOf(client, 5)).toHaveLength(before);
  });

  test('is noted by a person where no part of Tandem tells it, for rows that answer to a trigger alone', async () => {
    const { client, contract } = await planned('Noted');
    const { rows } = await world.as('ines')(plansApi.getPlan, { params: { contract } });
    const idOf = (row: number) => known<'plan-row'>(rows.find((one) => one.row === row)?.id ?? '');
    const note = (row: number, on?: string) =>
      world.as('marek')(plansApi.noteTrigger, {
        params: { planRow: idOf(row) },
        body: { cause: 'Change 17 approved', ...(on === undefined ? {} : { on }) },
      });
    expect(await note(22)).toMatchObject({
      clientId: client,
      dueDay: '2026-12-01',
      cause: 'Change 17 approved',
    });
    await expect(note(19)).rejects.toMatchObject(refused('plan-row.no-trigger'));
    await expect(note(22, '2026-12-01')).rejects.toMatchObject(refused('plan.day-past'));
    expect(rows.find((one) => one.row === 22)?.waitsFor).toBe('changes');
  });
});

describe('an agreed change of the contract', () => {
  const propose = async (
    contract: Awaited<ReturnType<typeof served>>['contract'],
    row: number,
    ends: boolean,
    said: { cadence?: string; minutes?: number } = {},
  ) => {
    const plan = await world.as('ines')(plansApi.getPlan, { params: { contract } });
    const found = plan.rows.find((one) => one.row === row);
    if (!found) throw new Error(`row ${row} is not planned`);
    const { owner, technologyGroup, personId, cadence, businessDay, trigger, timesAYear, minutes } = found;
    return world.as('ines')(plansApi.proposePlanChange, {
      params: { contract },
      body: {
        reason: 'Agreed in the review',
        effectiveDay: '2027-01-01',
        words: 'Another rhythm',
        row: {
          row,
          owner,
          technologyGroup,
          personId,
          cadence,
          businessDay,
          trigger,
          timesAYear,
          minutes,
          ...said,
        },
        ends,
      },
    });
  };

  /** A client with a real contract of its own, and a plan that it accepted. */
  async function accepted(name: string) {
    const made = await served(name);
    await make(made.contract, { start: '2026-11-01' });
    await world.as('sofia')(plansApi.recordPlanAcceptance, {
      params: { contract: made.contract },
      body: { reason: 'With the contract' },
    });
    return made;
  }

  test('alters the plan from its day on, once', async () => {
    const { client, contract } = await accepted('Altered');
    const change = await propose(contract, 5, false, { cadence: 'FREQ=MONTHLY;BYMONTHDAY=10', minutes: 120 });
    expect(change.parts).toMatchObject([{ kind: 'scope', activity: { row: 5, ends: false, minutes: 120 } }]);
    await agree(change.id);
    await following();
    await world.owner.query('update plan_cursor set seq = 0 where provider_id = $1', [world.providerId]);
    await following();
    const items = await occurrencesOf(client, 5);
    expect(items.slice(0, 4).map(({ ruleDay, minutes }) => [ruleDay, minutes])).toEqual([
      ['2026-11-30', 90],
      ['2026-12-31', 90],
      ['2027-01-10', 120],
      ['2027-02-10', 120],
    ]);
    const plan = await world.as('ines')(plansApi.getPlan, {
      params: { contract },
      query: { on: '2027-01-01' },
    });
    expect(plan.rows.filter(({ row }) => row === 5)).toMatchObject([
      { addedBy: change.id, from: '2027-01-01' },
    ]);
    const before = await world.as('ines')(plansApi.getPlan, {
      params: { contract },
      query: { on: '2026-12-31' },
    });
    expect(before.rows.find(({ row }) => row === 5)).toMatchObject({ endedBy: change.id, minutes: 90 });
  });

  test('ends a row', async () => {
    const { client, contract } = await accepted('Row ended');
    await agree((await propose(contract, 6, true)).id);
    await following();
    expect((await occurrencesOf(client, 6)).map(({ ruleDay }) => ruleDay)).toEqual([
      '2026-11-30',
      '2026-12-31',
    ]);
  });

  test('does nothing before both sides agree', async () => {
    const { client, contract } = await accepted('Proposed');
    await propose(contract, 6, true);
    await following();
    expect((await occurrencesOf(client, 6)).length).toBeGreaterThan(10);
  });

  test('that ends the contract earlier takes what would come after it', async () => {
    const { client, contract } = await accepted('Contract ended');
    const { id } = await world.as('sofia')(contractsApi.terminateContract, {
      params: { contract },
      body: { end: '2027-02-01', reason: 'Moves on' },
    });
    await agree(id);
    await following();
    await generation();
    expect((await occurrencesOf(client, 6)).map(({ ruleDay }) => ruleDay)).toEqual([
      '2026-11-30',
      '2026-12-31',
      '2027-01-31',
    ]);
  });
});

test('a client is reminded of a duty once before it is due, and once when it is overdue', async () => {
  const client = world.lakeside;
  await designate(client, 'ines', 'csdm');
  const contract = await contractFor(client);
  await make(contract, { start: '2026-11-01' });
  const { dueDay, id } = await firstOf(client, 52);
  expect(dueDay).toBe('2026-12-31');
  const mails = async () =>
    (
      await world.owner.query<{ kind: string; recipient: string; subject: string; body: string }>(
        `select kind, recipient, subject, body from mail_message where client_id = $1 order by queued_at, recipient`,
        [client],
      )
    ).rows;
  const visit = () => reminderJob(now).run(world.database, world.providerId, signal);
  await visit();
  expect(await mails()).toEqual([]);
  world.clock.now = Temporal.Instant.from('2026-12-28T15:00:00Z');
  await Promise.all([visit(), visit()]);
  await visit();
  expect((await mails()).map(({ kind, recipient }) => [kind, recipient])).toEqual([
    ['duty-coming', 'carl@example.com'],
    ['duty-coming', 'lena@example.com'],
  ]);
  world.clock.now = Temporal.Instant.from('2027-01-02T15:00:00Z');
  await visit();
  await visit();
  const told = await mails();
  expect(told).toHaveLength(4);
  expect(told[2]).toMatchObject({
    kind: 'duty-overdue',
    subject: 'Review of access management policies was due on 31 December 2026',
  });
  expect(told[2]?.body).toContain('Who may reach the covered systems is not certain.');
  await world.as('lena')(plansApi.completeOccurrence, {
    params: { occurrence: id },
    body: { evidence: { kind: 'attestation', words: 'Reviewed' } },
  });
});
