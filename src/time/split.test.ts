import { beforeEach, describe, expect, test } from 'vitest';
import { useTeam } from '../../test/team.ts';
import { timesheet, whileHeld } from '../../test/timesheet.ts';
import { useWorld, type Name } from '../../test/world.ts';
import type { Request } from '../core/route.ts';
import { timeApi } from './api.ts';
import type { Entry } from './entry.ts';

const world = useWorld();
useTeam(world);
const { hour, log, edit, submit, approved, show, codeOf } = timesheet(world);

beforeEach(async () => {
  world.clock.now = Temporal.Instant.from('2026-11-24T17:00:00Z');
  await world.owner.query('delete from entry');
});

type Split = Omit<Request<typeof timeApi.splitEntry>['body'], 'version'>;
const split = (who: Name, { id, version }: Pick<Entry, 'id' | 'version'>, said: Split) =>
  world.as(who)(timeApi.splitEntry, { params: { entry: id }, body: { version, ...said } });
const told = ({ startedAt, endedAt, subject, clientName, version }: Entry) =>
  `${startedAt.slice(11, 16)}-${endedAt.slice(11, 16)} ${clientName}: ${subject}, version ${version}`;
const entries = async () => {
  const { items } = await world.as('sofia')(timeApi.listEntries, { query: {} });
  return items.map(({ startedAt, endedAt }) => `${startedAt.slice(11, 16)}-${endedAt.slice(11, 16)}`).sort();
};

describe('splitting an entry', () => {
  test.each([
    ['at a minute', { at: '2026-11-24T13:40:00Z' }, '13:00-13:40', '13:40-15:00'],
    ['the last minutes', { minutes: 30 }, '13:00-14:30', '14:30-15:00'],
    ['the first minutes', { minutes: 30, part: 'first' }, '13:30-15:00', '13:00-13:30'],
    ['before a minute', { at: '2026-11-24T13:40:00Z', part: 'first' }, '13:40-15:00', '13:00-13:40'],
  ] as const)('%s: the two are all of its time, and drafts', async (_, said, kept, part) => {
    const entry = await log('priya', hour('13:00', '15:00', { technologyGroup: 'security' }));
    await submit('priya', entry);
    const two = await split('priya', entry, said);
    expect(told(two.kept)).toBe(`${kept} Lakeside Clinics: Firewall review, version 2`);
    expect(told(two.part)).toBe(`${part} Lakeside Clinics: Firewall review, version 1`);
    expect([two.kept.approval, two.part.approval]).toEqual([{ state: 'draft' }, { state: 'draft' }]);
    expect(await show(two.kept)).toEqual(two.kept);
    expect(await show(two.part)).toEqual(two.part);
  });

  test('the part is for another client, as something else, and stays nobody else’s', async () => {
    const entry = await log('priya', hour('13:00', '15:00', { technologyGroup: 'security' }));
    const { kept, part } = await split('sofia', entry, {
      minutes: 30,
      clientId: world.harbor,
      technologyGroup: 'network',
      subject: 'Switch replaced',
      billing: 'goodwill',
    });
    expect(told(part)).toBe('14:30-15:00 Harbor Freight Lines: Switch replaced, version 1');
    expect(part).toMatchObject({ personName: 'Priya', billing: 'goodwill', technologyGroup: 'network' });
    expect(kept).toMatchObject({ billing: 'service', technologyGroup: 'security', minutes: 90 });
  });

  test('of one client, both keep why the whole could not wait and what its person was allowed', async () => {
    const away = hour('13:00', '15:00', { technologyGroup: 'collaboration', allowance: 'Cover' });
    const body = { ...away, personId: world.people.priya.id, emergency: 'The phones were down.' };
    const entry = await world.as('sofia')(timeApi.logEntry, { body });
    const { part } = await split('priya', entry, { minutes: 30 });
    expect(part.allowance).toMatchObject({ byName: 'Sofia', reason: 'Cover' });
    const { rows } = await world.owner.query('select reason from entry_emergency where entry_id = $1', [
      part.id,
    ]);
    expect(rows).toEqual([{ reason: 'The phones were down.' }]);
  });

  test.each([
    ['split.outside', { at: '2026-11-24T13:00:00Z' }],
    ['split.outside', { at: '2026-11-24T15:00:00Z' }],
    ['split.outside', { minutes: 120 }],
    ['entry.seconds', { at: '2026-11-24T13:40:30Z' }],
    ['invalid-input', {}],
    ['invalid-input', { at: '2026-11-24T13:40:00Z', minutes: 30 }],
    ['entry.not-designated', { minutes: 30, clientId: world.harbor }],
    ['entry.open-ended', { minutes: 30, billing: 'additional' }],
    ['entry.client-missing', { minutes: 30, clientId: null }],
  ] as const)('%s is refused of %o, and the entry is whole', async (code, said) => {
    const entry = await log('priya', hour('13:00', '15:00', { technologyGroup: 'security' }));
    expect(await codeOf(split('priya', entry, said))).toBe(code);
    expect(await show(entry)).toEqual(entry);
    expect(await entries()).toEqual(['13:00-15:00']);
  });

  test('what was approved, is somebody else’s or was edited since is refused as an edit is', async () => {
    const entry = await log('priya', hour('13:00', '15:00', { technologyGroup: 'security' }));
    expect(await codeOf(split('marek', entry, { minutes: 30 }))).toBe('entry.not-yours');
    const edited = await edit('priya', entry, hour('13:00', '14:30', { technologyGroup: 'security' }));
    expect(await codeOf(split('priya', entry, { minutes: 30 }))).toBe('edited-meanwhile');
    await approved(edited);
    expect(await codeOf(split('priya', edited, { minutes: 30 }))).toBe('entry.decided');
  });

  test('of two who split it at one moment, the later is told the version', async () => {
    const entry = await log('priya', hour('13:00', '15:00', { technologyGroup: 'security' }));
    const answer = whileHeld(world, 'update entry set version = version + 1 where id = $1', [entry.id], () =>
      codeOf(split('priya', entry, { minutes: 30 })),
    );
    expect(await answer).toBe('edited-meanwhile');
    expect(await entries()).toEqual(['13:00-15:00']);
  });

  test('asked twice with one key, it is split once', async () => {
    const entry = await log('priya', hour('13:00', '15:00', { technologyGroup: 'security' }));
    const ask = () =>
      world.as('priya')(
        timeApi.splitEntry,
        { params: { entry: entry.id }, body: { version: 1, minutes: 30 } },
        { idempotencyKey: 'split-once' },
      );
    expect(await ask()).toEqual(await ask());
    expect(await entries()).toEqual(['13:00-14:30', '14:30-15:00']);
  });
});
