import { beforeAll, describe, expect, test } from 'vitest';
import { calls } from '../../test/calls.ts';
import { planning } from '../../test/plan.ts';
import { codeOf } from '../../test/timesheet.ts';
import { useWorld } from '../../test/world.ts';
import { interactionsApi } from '../clients/interaction-api.ts';
import { sealBatch } from '../database/chain.ts';
import { meetingsApi } from '../meetings/api.ts';
import { followingJob } from '../plan/jobs.ts';
import { healthApi } from './api.ts';

const world = useWorld();
const { contractFor, designate, make, occurrencesOf } = planning(world);
const { one, hold } = calls(world);
const lakeside = () => ({ params: { client: world.lakeside } });
const show = () => world.as('marek')(healthApi.showHealth, lakeside());
const note = (who: 'ines' | 'marek' | 'lena', body: { words: string; sentiment?: 'good' | 'poor' | null }) =>
  world.as(who)(healthApi.noteHealth, { ...lakeside(), body });

beforeAll(async () => {
  await designate(world.lakeside, 'ines', 'csdm');
  await make(await contractFor(world.lakeside), { start: '2026-11-01' });
});

describe('the health of a relationship', () => {
  test('opens to its reasons with the records they rest on, and leaves out what nobody knows', async () => {
    const { score, reasons } = await show();
    const [hours, plan, problems, called, sentiment] = reasons;
    expect(hours).toMatchObject({
      points: 10,
      words: '20 h will expire on 30 November 2026 at this pace.',
    });
    expect([called?.points, sentiment?.points]).toEqual([null, null]);
    const overdue = (await occurrencesOf(world.lakeside, 2)).filter(({ state }) => state === 'overdue');
    expect(plan?.points).toBe(0);
    expect(plan?.records).toHaveLength(10);
    expect(plan?.records).toContainEqual({
      kind: 'occurrence',
      id: overdue[0]?.id,
      words: `Touch points, due on ${overdue[0]?.dueDay}`,
    });
    expect(problems?.points).toBe(20);
    expect(score).toBe(50);
  });

  test('counts open problems, calls held and overdue actions', async () => {
    const { id } = await world.as('ines')(interactionsApi.logInteraction, {
      ...lakeside(),
      body: { kind: 'problem', title: 'Nobody can print' },
    });
    const start = world.clock.now;
    const call = await one({}, world.lakeside);
    await hold(call);
    await world.as('ines')(meetingsApi.addAction, {
      params: { touchPoint: call.id },
      body: {
        title: 'Send the drawing',
        owner: { side: 'provider', id: world.people.marek.id },
        dueDay: '2026-11-25',
      },
    });
    world.clock.now = Temporal.Instant.from('2026-11-26T15:00:00Z');
    const { reasons } = await show();
    expect(reasons[2]).toMatchObject({
      points: 16,
      words: '1 problem is open, and 0 disputes.',
      records: [{ kind: 'interaction', id, words: 'Nobody can print' }],
    });
    expect(reasons[3]).toMatchObject({ points: 18, words: '1 of 1 calls were held; 1 action is overdue.' });
    world.clock.now = start.add({ hours: 1 });
  });

  test('is listed for many clients at once, and for those one is on the team of', async () => {
    const list = async (of: 'all' | 'mine') =>
      (await world.as('ines')(healthApi.listHealth, { query: { of } })).items;
    expect((await list('all')).map(({ clientName }) => clientName)).toEqual(
      expect.arrayContaining(['Harbor Freight Lines', 'Lakeside Clinics']),
    );
    expect((await list('mine')).map(({ clientId }) => clientId)).toEqual([world.lakeside]);
    const [mine] = await list('mine');
    expect(mine).toEqual(await show());
  });

  test('is seen by staff alone, of their own provider', async () => {
    for (const who of ['lena', 'carl'] as const)
      expect(await codeOf(world.as(who)(healthApi.showHealth, lakeside()))).toBe('not-allowed');
    expect(await codeOf(world.as('olga')(healthApi.showHealth, lakeside()))).toBe('not-found');
  });
});

describe('a note', () => {
  test('keeps the score and the arithmetic of its moment with its own sentiment, and never changes', async () => {
    const before = await show();
    const noted = await note('ines', { words: 'They trust us again', sentiment: 'good' });
    expect(noted).toMatchObject({ sentiment: 'good', notedByName: 'Ines' });
    expect(noted.reasons[4]).toMatchObject({ points: 15, words: 'Noted as good.' });
    expect(noted.score).not.toBe(before.score);
    expect((await show()).score).toBe(noted.score);
    await expect(world.owner.query('update health_note set score = 1')).rejects.toThrow(/never|refused|stay/);
    const { items } = await world.as('marek')(healthApi.listHealthNotes, lakeside());
    expect(items).toEqual([noted]);
  });

  test('is the evidence of the relationship of its month, and ends it', async () => {
    await world.database.maintain(world.providerId, (db) => sealBatch(db, world.providerId));
    const job = followingJob(() => world.clock.now);
    const signal = new AbortController().signal;
    while ((await job.run(world.database, world.providerId, signal)).more);
    expect((await occurrencesOf(world.lakeside, 1))[0]).toMatchObject({
      dueDay: '2026-11-30',
      state: 'done',
      end: { by: { name: 'Ines' } },
    });
  });

  test('without words is refused, and by whoever does not lead', async () => {
    expect(await codeOf(note('ines', { words: ' ' }))).toBe('invalid-input');
    expect(await codeOf(note('marek', { words: 'Fine' }))).toBe('not-allowed');
    expect(await codeOf(note('lena', { words: 'Fine' }))).toBe('not-allowed');
  });
});
