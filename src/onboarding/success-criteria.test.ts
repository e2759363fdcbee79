import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { calls } from '../../test/calls.ts';
import { codeOf } from '../../test/timesheet.ts';
import { useWorld, type Name } from '../../test/world.ts';
import { onboardingsApi } from './api.ts';
import type { SuccessCriterion } from './success-criterion.ts';

const world = useWorld();
const { contact } = calls(world);
const start = world.clock.now;
afterEach(() => {
  world.clock.now = start;
});

const inesAnswers = { side: 'provider' as const, id: world.people.ines.id };
const record = (said: Partial<Parameters<typeof draft>[0]> = {}, who: Name = 'ines') =>
  world.as(who)(onboardingsApi.recordSuccessCriterion, {
    params: { client: world.lakeside },
    body: draft({ baseline: '97.2', target: '99.5', owner: inesAnswers, ...said }),
  });
const draft = (said: {
  baseline: string;
  target: string;
  owner: { side: 'provider' | 'client'; id: string };
}) => ({ kind: 'kpi' as const, name: 'Uptime', unit: '%', targetDay: '2026-12-31', ...said });
const measure = ({ id }: SuccessCriterion, day: string, value: string, who: Name = 'marek') =>
  world.as(who)(onboardingsApi.recordMeasurement, {
    params: { successCriterion: id },
    body: { day, value },
  });
const correct = (measurement: string, day: string, value: string) =>
  world.as('marek')(onboardingsApi.correctMeasurement, {
    params: { measurement },
    body: { day, value, words: 'Read it wrongly' },
  });
const drop = ({ id }: SuccessCriterion) =>
  world.as('ines')(onboardingsApi.dropSuccessCriterion, {
    params: { successCriterion: id },
    body: { reason: 'They measure it no more' },
  });

let uptime: SuccessCriterion;
beforeEach(async () => {
  uptime = await record();
});

describe('a success criterion', () => {
  test('goes from its baseline to its target, whichever way that is', async () => {
    expect(uptime).toMatchObject({ direction: 'up', state: 'not-measured', owner: { name: 'Ines' } });
    expect((await record({ baseline: '40', target: '10' })).direction).toBe('down');
    expect(await codeOf(record({ target: '97.20' }))).toBe('success-criterion.no-way');
    expect(await codeOf(record({ target: '1e3' }))).toBe('invalid-input');
    expect(await codeOf(record({}, 'marek'))).toBe('not-allowed');
  });

  test('is answered for by somebody of the provider or a contact of the client', async () => {
    const kim = await contact('Kim');
    expect((await record({ owner: { side: 'client', id: kim.id } })).owner.name).toBe('Kim');
    const harbor = await contact('Hal', world.harbor);
    expect(await codeOf(record({ owner: { side: 'client', id: harbor.id } }))).toBe(
      'onboarding.unknown-owner',
    );
    expect(await codeOf(record({ owner: { side: 'provider', id: world.people.carl.id } }))).toBe(
      'onboarding.unknown-owner',
    );
  });

  test('has the value of the latest day, and what corrects it takes its place', async () => {
    await measure(uptime, '2026-11-20', '98.35');
    const [wrong] = (await measure(uptime, '2026-11-10', '99.9')).measurements;
    const corrected = await correct(wrong?.id ?? '', '2026-11-10', '97.9');
    expect(corrected).toMatchObject({ current: { value: '98.35', day: '2026-11-20' }, percent: 50 });
    expect(corrected.measurements.map(({ value, corrected: gone }) => [value, gone])).toEqual([
      ['99.9', true],
      ['97.9', false],
      ['98.35', false],
    ]);
    expect(await codeOf(correct(wrong?.id ?? '', '2026-11-10', '97.8'))).toBe('measurement.corrected');
  });

  test('is measured of days that have come, by the clock of the client', async () => {
    expect(await codeOf(measure(uptime, '2026-11-25', '98'))).toBe('measurement.ahead');
    world.clock.now = Temporal.Instant.from('2026-11-25T05:30:00Z');
    expect(await codeOf(measure(uptime, '2026-11-25', '98'))).toBe('measurement.ahead');
    world.clock.now = Temporal.Instant.from('2026-11-25T06:00:00Z');
    expect((await measure(uptime, '2026-11-25', '98')).current?.value).toBe('98');
  });

  test('that was dropped is followed no more, and stays with what was measured', async () => {
    const [known] = (await measure(uptime, '2026-11-20', '98.35')).measurements;
    expect((await drop(uptime)).drop).toMatchObject({ reason: 'They measure it no more', byName: 'Ines' });
    expect(await codeOf(drop(uptime))).toBe('success-criterion.dropped');
    expect(await codeOf(measure(uptime, '2026-11-21', '98'))).toBe('success-criterion.dropped');
    expect(await codeOf(correct(known?.id ?? '', '2026-11-20', '98'))).toBe('success-criterion.dropped');
  });

  test('is read by its client, who measures nothing, and by no other', async () => {
    const list = (who: Name) =>
      world.as(who)(onboardingsApi.listSuccessCriteria, { params: { client: world.lakeside } });
    expect((await list('carl')).map(({ id }) => id)).toContain(uptime.id);
    expect(await codeOf(list('hugo'))).toBe('not-found');
    expect(await codeOf(list('olga'))).toBe('not-found');
    expect(await codeOf(measure(uptime, '2026-11-20', '98', 'carl'))).toBe('not-allowed');
    expect(await codeOf(measure(uptime, '2026-11-20', '98', 'olga'))).toBe('not-found');
  });

  test('is never edited, not even by the owner of the tables', async () => {
    await measure(uptime, '2026-11-20', '98.35');
    for (const statement of ['update measurement set value = 99', 'update success_criterion set target = 98'])
      await expect(world.owner.query(statement)).rejects.toThrow('append-only');
  });
});
