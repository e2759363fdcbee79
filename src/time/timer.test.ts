import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { seeding } from '../../test/hours.ts';
import { useTeam } from '../../test/team.ts';
import { timesheet, whileHeld } from '../../test/timesheet.ts';
import { useWorld, type Name } from '../../test/world.ts';
import { CallRefused } from '../core/call.ts';
import type { Request } from '../core/route.ts';
import { timeApi } from './api.ts';

const world = useWorld();
useTeam(world);
const { hour, log, codeOf } = timesheet(world);

type Draft = Request<typeof timeApi.startTimer>['body'];
const review = (said: Partial<Draft> = {}): Draft => ({
  clientId: world.lakeside,
  role: 'cse',
  technologyGroup: 'network',
  subject: 'Firewall review',
  ...said,
});
const at = (text: string): void => {
  world.clock.now = Temporal.Instant.from(text);
};
const start = (said: Partial<Draft> = {}, who: Name = 'marek') =>
  world.as(who)(timeApi.startTimer, { body: review(said) });
const stop = (body: Request<typeof timeApi.stopTimer>['body'] = {}) =>
  world.as('marek')(timeApi.stopTimer, { body });
const shown = async (who: Name = 'marek') => (await world.as(who)(timeApi.showTimer, {})).timer;
const refusalOf = (call: Promise<unknown>) =>
  call.then(
    () => null,
    (error: unknown) => (error instanceof CallRefused ? { code: error.code, ...error.about } : null),
  );

beforeAll(() => seeding(world).contract(world.lakeside));
beforeEach(async () => {
  at('2026-11-24T15:00:40Z');
  await world.owner.query('delete from timer');
  await world.owner.query('delete from entry');
});

describe('a timer', () => {
  test('is seen wherever its person is signed in, and by nobody else', async () => {
    await start();
    expect(await shown()).toMatchObject({
      clientName: 'Lakeside Clinics',
      subject: 'Firewall review',
      startedAt: '2026-11-24T15:00:00Z',
    });
    expect(await shown('priya')).toBeNull();
  });

  test('gives a draft in whole minutes when it is stopped, and is gone', async () => {
    await start({ note: 'Ticket 12' });
    at('2026-11-24T16:30:10Z');
    const { entry, minutes } = await stop();
    expect(minutes).toBe(90);
    expect(entry).toMatchObject({
      startedAt: '2026-11-24T15:00:00Z',
      endedAt: '2026-11-24T16:30:00Z',
      subject: 'Firewall review',
      note: 'Ticket 12',
      approval: { state: 'draft' },
      version: 1,
    });
    expect(await shown()).toBeNull();
  });

  test('for work that was decided on carries the decision to its entry', async () => {
    const { id } = await world.as('marek')(timeApi.decideScope, {
      params: { client: world.lakeside },
      body: {
        asked: 'Check a rule',
        role: 'cse',
        technologyGroup: 'network',
        specificAndDefined: true,
        onePerson: true,
        needsProjectCoordination: false,
        beyondContract: false,
      },
    });
    const decided = { scopeDecisionId: id, billing: 'additional', definedTask: true } as const;
    expect(await codeOf(start({ ...decided, billing: 'service' }))).toBe('entry.decided-otherwise');
    await start(decided);
    expect(await shown()).toMatchObject({ scopeDecisionId: id });
    at('2026-11-24T16:30:10Z');
    expect((await stop()).entry).toMatchObject({ scopeDecisionId: id, billing: 'additional' });
  });

  test('that ran for less than a minute logs nothing', async () => {
    await start();
    at('2026-11-24T15:00:59Z');
    expect(await stop()).toEqual({ entry: null, minutes: 0 });
    expect(await shown()).toBeNull();
  });

  test('is switched at the same minute to something else', async () => {
    await start();
    at('2026-11-24T15:20:30Z');
    const { stopped, timer } = await world.as('marek')(timeApi.switchTimer, {
      body: review({ subject: 'Patch day' }),
    });
    expect(stopped.entry).toMatchObject({ endedAt: '2026-11-24T15:20:00Z', minutes: 20 });
    expect(timer).toMatchObject({ subject: 'Patch day', startedAt: '2026-11-24T15:20:00Z' });
    expect(await shown()).toEqual(timer);
  });

  test('is discarded without an entry, and the record keeps what it was', async () => {
    await start();
    await world.as('marek')(timeApi.discardTimer, {});
    expect(await shown()).toBeNull();
    const { rows } = await world.owner.query<{ act: string }>(
      `select act from fact where act like 'timer.%' order by at desc limit 1`,
    );
    expect(rows).toEqual([{ act: 'timer.discarded' }]);
  });

  test('may be started right after other work', async () => {
    await log('marek', hour('14:30', '15:00'));
    await start();
    expect(await shown()).not.toBeNull();
  });
});

describe('refused is', () => {
  test('a second timer', async () => {
    await start();
    expect(await codeOf(start({ subject: 'Patch day' }))).toBe('timer.running');
    expect(await shown()).toMatchObject({ subject: 'Firewall review' });
  });

  test.each([
    ['entry.not-designated', { technologyGroup: 'collaboration' }],
    ['entry.role-not-held', { role: 'csdm', technologyGroup: null }],
    ['entry.client-missing', { clientId: null }],
    ['entry.open-ended', { billing: 'additional' }],
  ] as const)('a start that could give no entry: %s', async (code, said) => {
    expect(await codeOf(start(said))).toBe(code);
  });

  test('a stop, a switch or a discard where none runs', async () => {
    expect(await codeOf(stop())).toBe('timer.none');
    expect(await codeOf(world.as('marek')(timeApi.switchTimer, { body: review() }))).toBe('timer.none');
    expect(await codeOf(world.as('marek')(timeApi.discardTimer, {}))).toBe('timer.none');
  });

  test('a stop after more than four hours, with what it may be trimmed to', async () => {
    await start();
    at('2026-11-24T19:01:00Z');
    expect(await refusalOf(stop())).toEqual({
      code: 'timer.ran-long',
      startedAt: '2026-11-24T15:00:00Z',
      now: '2026-11-24T19:01:00Z',
      fourHours: '2026-11-24T19:00:00Z',
      endOfDay: null,
    });
    expect((await stop({ endedAt: '2026-11-24T19:00:00Z' })).minutes).toBe(240);
  });

  test('a stop past the end of the person’s business day', async () => {
    at('2026-11-24T22:30:00Z');
    await start();
    at('2026-11-24T23:10:00Z');
    expect(await refusalOf(stop())).toMatchObject({
      code: 'timer.ran-long',
      endOfDay: '2026-11-24T23:00:00Z',
    });
    expect((await stop({ endedAt: '2026-11-24T23:10:00Z' })).minutes).toBe(40);
  });

  test('no stop before midnight for work that began in the evening', async () => {
    at('2026-11-25T01:00:00Z');
    await start();
    at('2026-11-25T03:00:00Z');
    expect((await stop()).minutes).toBe(120);
  });

  test('work outside the time the timer ran', async () => {
    await start();
    at('2026-11-24T16:00:00Z');
    expect(await codeOf(stop({ startedAt: '2026-11-24T14:59:00Z' }))).toBe('timer.outside');
    expect(await codeOf(stop({ endedAt: '2026-11-24T16:01:00Z' }))).toBe('timer.outside');
  });

  test('a stop that overlaps other time: the timer keeps its time, and what is left of it may be logged', async () => {
    await start();
    at('2026-11-24T16:00:00Z');
    await log('marek', hour('15:10', '15:30'));
    expect(await codeOf(stop())).toBe('entry.overlap');
    expect(await shown()).toMatchObject({ startedAt: '2026-11-24T15:00:00Z' });
    expect((await stop({ startedAt: '2026-11-24T15:30:00Z' })).minutes).toBe(30);
  });
});

describe('at one moment', () => {
  test('two devices that stop one timer make one entry', async () => {
    await start();
    at('2026-11-24T15:30:00Z');
    const answers = await Promise.all([codeOf(stop()), codeOf(stop())]);
    expect(answers.sort()).toEqual(['done', 'timer.none']);
    const { rows } = await world.owner.query('select from entry');
    expect(rows.length).toBe(1);
  });

  test('a stop waits for another that is under way, and then finds no timer', async () => {
    await start();
    at('2026-11-24T15:30:00Z');
    const remove = 'delete from timer where person_id = $1';
    expect(await codeOf(whileHeld(world, remove, [world.people.marek.id], () => stop()))).toBe('timer.none');
  });

  test('one stop asked for twice with one key is done once', async () => {
    await start();
    at('2026-11-24T15:30:00Z');
    const twice = () =>
      world.as('marek')(timeApi.stopTimer, { body: {} }, { idempotencyKey: 'stop-of-0930' });
    expect(await twice()).toEqual(await twice());
  });
});
