import { afterEach, describe, expect, test } from 'vitest';
import { calls } from '../../test/calls.ts';
import { codeOf } from '../../test/timesheet.ts';
import { useWorld } from '../../test/world.ts';
import { meetingsApi } from './api.ts';
import type { SeriesDraft } from './series.ts';
import { daysOfSeries, ruleFault } from './series-days.ts';
import { momentOf } from './touch-point.ts';

const world = useWorld();
const { begin, callsOf, one, planAhead, contact, hold } = calls(world);
const start = Temporal.Instant.from('2026-11-24T15:00:00Z');
afterEach(() => {
  world.clock.now = start;
});
const of = (touchPoint: { readonly id: string }) => ({ params: { touchPoint: touchPoint.id } });

describe('a series', () => {
  test('plans its calls six months ahead, by the clocks of the client on both sides of their changes', async () => {
    const found = await callsOf(await begin());
    expect(found).toHaveLength(26);
    const moments = new Map(found.map(({ startsAt }) => [startsAt.slice(0, 10), startsAt.slice(11)]));
    expect(moments.get('2026-11-24')).toBe('15:30:00Z');
    expect(moments.get('2027-03-09')).toBe('15:30:00Z');
    expect(moments.get('2027-03-16')).toBe('14:30:00Z');
    expect(found[0]).toMatchObject({
      minutes: 30,
      endsAt: '2026-11-24T16:00:00Z',
      standing: { state: 'planned' },
    });
  });

  test('plans on as time passes, and nothing twice', async () => {
    const series = await begin();
    await planAhead();
    expect(await callsOf(series)).toHaveLength(26);
    world.clock.now = start.add({ hours: 24 * 21 });
    await Promise.all([planAhead(), planAhead()]);
    await planAhead();
    expect(await callsOf(series)).toHaveLength(29);
  });

  test('that begins later or ends has no call outside of its days', async () => {
    const found = await callsOf(await begin({ from: '2026-12-02', to: '2026-12-22' }));
    expect(found.map(({ startsAt }) => startsAt.slice(0, 10))).toEqual(['2026-12-08', '2026-12-15']);
  });

  test('has its call of today only while it is still to come', async () => {
    world.clock.now = Temporal.Instant.from('2026-11-24T15:30:00Z');
    const [first] = await callsOf(await begin());
    expect(first?.startsAt).toBe('2026-12-01T15:30:00Z');
  });

  test('that is changed from a day on keeps what was before, and no call twice', async () => {
    const before = await begin();
    const from = '2026-12-15';
    const after = await world.as('ines')(meetingsApi.changeSeries, {
      params: { series: before.id },
      body: { ...draftOf(before), from, rule: 'FREQ=WEEKLY;BYDAY=TH' },
    });
    expect(after.followsId).toBe(before.id);
    const kept = await callsOf(before);
    expect(kept.map(({ startsAt }) => startsAt.slice(0, 10))).toEqual([
      '2026-11-24',
      '2026-12-01',
      '2026-12-08',
    ]);
    expect((await callsOf(after))[0]?.startsAt).toBe('2026-12-17T15:30:00Z');
    world.clock.now = start.add({ hours: 24 * 30 });
    await planAhead();
    expect(await callsOf(before)).toHaveLength(3);
  });

  test('that ends keeps a call that somebody prepared, as cancelled', async () => {
    const series = await begin();
    const [, , third] = await callsOf(series);
    if (!third) throw new Error('no third call');
    await world.as('marek')(meetingsApi.prepareTouchPoint, of(third));
    await world.as('ines')(meetingsApi.endSeries, {
      params: { series: series.id },
      body: { from: '2026-11-25', reason: 'They have no time any more' },
    });
    const left = await callsOf(series);
    expect(left.map(({ standing }) => standing)).toEqual([
      { state: 'planned' },
      { state: 'cancelled', reason: 'They have no time any more' },
    ]);
  });

  test.each<[string, Partial<SeriesDraft>, string, string]>([
    ['a rule that is none', { rule: 'every Tuesday' }, 'meeting-series.rule', '/rule'],
    ['an end before its begin', { to: '2026-11-24' }, 'meeting-series.reversed', '/to'],
    ['a time that no clock shows', { time: '24:30' }, 'invalid-input', '/time'],
    ['more than eight hours', { minutes: 481 }, 'invalid-input', '/minutes'],
    ['a title of two lines', { title: 'a\nb' }, 'invalid-input', '/title'],
  ])('is refused with %s', async (_, said, code, path) => {
    const refused = await begin(said).catch((error: unknown) => error);
    expect(refused).toMatchObject({ code, faults: [expect.objectContaining({ path })] });
  });

  test('invites nobody who is a stranger, and tells of all of them at once', async () => {
    const theirs = await contact('Hattie', world.harbor);
    const refused = await begin({
      organiserId: world.people.lena.id,
      staff: [world.people.olga.id],
      contacts: [theirs.id],
    }).catch((error: unknown) => error);
    expect(refused).toMatchObject({
      code: 'meeting-series.stranger',
      faults: [{ path: '/organiserId' }, { path: '/staff/0' }, { path: '/contacts/0' }],
    });
  });

  test('is begun and changed by those who lead, and ends once', async () => {
    for (const who of ['marek', 'frank', 'lena'] as const)
      expect(await codeOf(begin({}, world.lakeside, who))).toBe('not-allowed');
    expect(await codeOf(begin({}, world.foreign))).toBe('not-found');
    const { id } = await begin();
    const end = () =>
      world.as('ines')(meetingsApi.endSeries, {
        params: { series: id },
        body: { from: '2026-12-01', reason: 'Enough' },
      });
    await end();
    expect(await codeOf(end())).toBe('meeting-series.ended');
  });
});

describe('one call', () => {
  test('is moved by the clocks of the client, and its day is not planned anew', async () => {
    const series = await begin();
    const [first, second] = await callsOf(series);
    if (!first || !second) throw new Error('no calls');
    const moved = await world.as('marek')(meetingsApi.moveTouchPoint, {
      ...of(second),
      body: { day: '2026-12-03', time: '14:00', minutes: 45, reason: 'Their audit' },
    });
    expect(moved).toMatchObject({
      startsAt: '2026-12-03T20:00:00Z',
      endsAt: '2026-12-03T20:45:00Z',
      sequence: 1,
      standing: { state: 'moved', reason: 'Their audit' },
    });
    await planAhead();
    expect(await callsOf(series)).toHaveLength(26);
  });

  test('is moved to a moment that is still to come, within a year', async () => {
    const call = await one();
    for (const day of ['2026-11-23', '2028-01-04'])
      expect(
        await codeOf(
          world.as('ines')(meetingsApi.moveTouchPoint, {
            ...of(call),
            body: { day, time: '09:00', reason: 'x' },
          }),
        ),
      ).toBe('touch-point.past');
  });

  test('that was cancelled or held is neither moved, cancelled nor prepared', async () => {
    const [cancelled, held] = [await one(), await one()];
    const cancel = (call: typeof cancelled) =>
      world.as('ines')(meetingsApi.cancelTouchPoint, { ...of(call), body: { reason: 'Ill' } });
    expect((await cancel(cancelled)).standing).toEqual({ state: 'cancelled', reason: 'Ill' });
    await hold(held);
    for (const call of [cancelled, held]) {
      expect(await codeOf(cancel(call))).toBe('touch-point.over');
      expect(await codeOf(world.as('ines')(meetingsApi.prepareTouchPoint, of(call)))).toBe(
        'touch-point.over',
      );
    }
    expect(await codeOf(world.as('ines')(meetingsApi.beginMinutes, of(cancelled)))).toBe('touch-point.over');
  });

  test('is on the list of those who are invited, and seen by its client alone', async () => {
    const carl = await contact('Carl');
    const call = await one({ contacts: [carl.id] });
    const listed = async (who: 'ines' | 'marek' | 'priya' | 'carl' | 'lena' | 'hugo') => {
      const { items } = await world.as(who)(meetingsApi.listTouchPoints, {
        query: { of: 'mine', limit: 500 },
      });
      return items.some(({ id }) => id === call.id);
    };
    for (const who of ['ines', 'marek', 'carl'] as const) expect(await listed(who)).toBe(true);
    for (const who of ['priya', 'lena', 'hugo'] as const) expect(await listed(who)).toBe(false);
    expect(
      (await world.as('lena')(meetingsApi.getTouchPoint, of(call))).invitees.map(({ name }) => name),
    ).toEqual(['Ines', 'Marek', 'Carl']);
    for (const who of ['hugo', 'olga'] as const)
      expect(await codeOf(world.as(who)(meetingsApi.getTouchPoint, of(call)))).toBe('not-found');
  });
});

test.each([
  ['2026-11-03', '09:30', 'America/Chicago', '2026-11-03T15:30:00Z'],
  ['2026-10-27', '09:30', 'America/Chicago', '2026-10-27T14:30:00Z'],
  ['2027-03-14', '02:30', 'America/Chicago', '2027-03-14T08:30:00Z'],
  ['2026-11-01', '01:30', 'America/Chicago', '2026-11-01T06:30:00Z'],
  ['2027-03-28', '09:00', 'Europe/London', '2027-03-28T08:00:00Z'],
])('%s at %s in %s is %s', (day, time, zone, moment) => {
  expect(momentOf(day, time, zone)).toBe(moment);
});

test.each([
  ['FREQ=WEEKLY;BYDAY=TU', '2026-11-24', null, '2026-12-01, 2026-12-08'],
  ['FREQ=WEEKLY;INTERVAL=2;BYDAY=TU', '2026-11-24', null, '2026-12-08'],
  ['FREQ=WEEKLY;BYDAY=TU;COUNT=2', '2026-11-24', null, '2026-12-01'],
  ['FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1', '2026-01-01', null, ''],
  ['FREQ=MONTHLY;BYDAY=2TH', '2026-12-10', null, '2026-12-10'],
  ['FREQ=WEEKLY;BYDAY=TU', '2026-11-24', '2026-12-08', '2026-12-01'],
])('%s from %s to %s has in the first half of December: %s', (rule, from, to, days) => {
  expect(daysOfSeries({ rule, from, to }, '2026-12-01', '2026-12-15').join(', ')).toBe(days);
});

test.each([
  ['FREQ=WEEKLY;BYDAY=TU', null],
  ['FREQ=HOURLY', /by the day, week, month or year/],
  ['FREQ=DAILY;BYHOUR=9', /by their time/],
  ['FREQ=WEEKLY;BYDAY=XX', /BYDAY/],
])('the rule %s is told to be %s', (rule, fault) => {
  const told = ruleFault(rule);
  if (fault === null) expect(told).toBeNull();
  else expect(told).toMatch(fault);
});

/** A series as it would be ordered again. */
function draftOf(series: Awaited<ReturnType<typeof begin>>): SeriesDraft {
  const { kind, title, rule, time, minutes, place, from, to, organiserId } = series;
  return { kind, title, rule, time, minutes, place, from, to, organiserId, staff: [], contacts: [] };
}
