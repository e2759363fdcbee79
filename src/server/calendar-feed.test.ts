import Fastify from 'fastify';
import ICAL from 'ical.js';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { calls } from '../../test/calls.ts';
import { useTeam } from '../../test/team.ts';
import { useWorld, type Name } from '../../test/world.ts';
import { meetingsApi } from '../meetings/api.ts';
import { timeApi } from '../time/api.ts';
import { createAttempts, failuresMax } from './attempts.ts';
import { mountCalendarFeeds } from './calendar-feed.ts';
import { answerRefusals } from './mount.ts';

const world = useWorld();
useTeam(world);
const { one, contact } = calls(world);
const start = world.clock.now;

/** A server on its own, so that whoever fails too often is counted anew. */
function aServer() {
  const app = Fastify();
  answerRefusals(app);
  const mounting = { database: world.database, actorOf: async () => null, now: () => world.clock.now };
  mountCalendarFeeds(app, mounting, createAttempts());
  return app;
}
const app = aServer();
beforeAll(() => app.ready());
afterAll(() => app.close());
afterEach(() => {
  world.clock.now = start;
});

const make = async (who: Name): Promise<string> =>
  (await world.as(who)(meetingsApi.makeCalendarFeed, {})).address;

async function events(address: string): Promise<readonly ICAL.Event[]> {
  const answer = await app.inject({ url: address });
  expect(answer.statusCode).toBe(200);
  return new ICAL.Component(ICAL.parse(answer.body))
    .getAllSubcomponents('vevent')
    .map((event) => new ICAL.Event(event));
}

describe('the calendar of a person', () => {
  test('has the calls they are invited to, in UTC, those of other people and clients not', async () => {
    const [carl, hattie] = [await contact('Carl'), await contact('Hugo', world.harbor)];
    const own = await one({ contacts: [carl.id], title: 'With Carl' });
    await one({ title: 'Without Carl' });
    await one({ contacts: [hattie.id], title: 'With Hugo' }, world.harbor);
    const carls = await events(await make('carl'));
    expect(new Set(carls.map(({ summary }) => summary))).toEqual(new Set(['Lakeside Clinics: With Carl']));
    const first = carls.find(({ uid }) => uid === `${own.id}.touch-point@tandem`);
    expect(first?.startDate.toString()).toBe('2026-11-24T15:30:00Z');
    expect(first?.attendees).toEqual([]);
    const ofInes = new Set((await events(await make('ines'))).map(({ summary }) => summary));
    expect([...ofInes].toSorted()).toEqual([
      'Harbor Freight Lines: With Hugo',
      'Lakeside Clinics: With Carl',
      'Lakeside Clinics: Without Carl',
    ]);
  });

  test('has approved after-hours work, and none that waits', async () => {
    const book = (startsAt: string, endsAt: string, reason: string) =>
      world.as('marek')(timeApi.requestBooking, {
        body: { clientId: world.lakeside, startsAt, endsAt, minutesExpected: 60, reason },
      });
    const approved = await book('2026-11-28T22:00:00Z', '2026-11-28T23:00:00Z', 'A switch');
    await book('2026-11-29T22:00:00Z', '2026-11-29T23:00:00Z', 'Another switch');
    await world.as('sofia')(timeApi.approveBooking, { params: { booking: approved.id }, body: {} });
    const worked = (await events(await make('marek'))).filter(({ uid }) => uid.endsWith('.booking@tandem'));
    expect(
      worked.map(({ summary, description, startDate }) => [summary, description, startDate.toString()]),
    ).toEqual([['Lakeside Clinics: after-hours work', 'A switch', '2026-11-28T22:00:00Z']]);
  });

  test('shows a call that was moved where it is now, and one that was cancelled as cancelled', async () => {
    const [moved, cancelled] = [await one(), await one()];
    await world.as('ines')(meetingsApi.moveTouchPoint, {
      params: { touchPoint: moved.id },
      body: { day: '2026-11-25', time: '08:00', reason: 'x' },
    });
    await world.as('ines')(meetingsApi.cancelTouchPoint, {
      params: { touchPoint: cancelled.id },
      body: { reason: 'x' },
    });
    const found = await events(await make('ines'));
    const the = (id: string) => found.find(({ uid }) => uid.startsWith(id));
    expect(the(moved.id)?.startDate.toString()).toBe('2026-11-25T14:00:00Z');
    expect(the(moved.id)?.sequence).toBe(1);
    expect(the(moved.id)?.component.getFirstPropertyValue('status')).toBe('CONFIRMED');
    expect(the(cancelled.id)?.component.getFirstPropertyValue('status')).toBe('CANCELLED');
  });

  test('is said not to have changed while it has not', async () => {
    const address = await make('ines');
    const first = await app.inject({ url: address });
    expect(first.headers).toMatchObject({
      'content-type': 'text/calendar; charset=utf-8',
      'cache-control': 'private, max-age=900',
    });
    const { etag = '' } = first.headers;
    const again = await app.inject({ url: address, headers: { 'if-none-match': etag } });
    expect([again.statusCode, again.body]).toEqual([304, '']);
    await one({ title: 'One more' });
    const changed = await app.inject({ url: address, headers: { 'if-none-match': etag } });
    expect(changed.statusCode).toBe(200);
    expect(changed.headers.etag).not.toBe(etag);
  });
});

describe('its address', () => {
  test('is told once, kept nowhere, and dead when there is another or it is taken back', async () => {
    const first = await make('ines');
    expect((await world.as('ines')(meetingsApi.showCalendarFeed, {})).feed).toEqual({
      madeAt: '2026-11-24T15:00:00Z',
    });
    const secret = first.replace('/calendar/', '').replace('.ics', '');
    const { rows } = await world.owner.query(
      `select (select string_agg(f::text, '') from fact f) || (select string_agg(c::text, '') from calendar_feed c) as kept`,
    );
    expect(String(rows[0]?.kept)).not.toContain(secret.slice(-43));
    const second = await make('ines');
    expect((await app.inject({ url: first })).statusCode).toBe(404);
    expect((await app.inject({ url: second })).statusCode).toBe(200);
    await world.as('ines')(meetingsApi.revokeCalendarFeed, {});
    expect((await app.inject({ url: second })).statusCode).toBe(404);
    expect((await world.as('ines')(meetingsApi.showCalendarFeed, {})).feed).toBeNull();
  });

  test('of somebody who was deactivated is dead', async () => {
    const address = await make('priya');
    await world.owner.query('update person set deactivated_at = now() where id = $1', [
      world.people.priya.id,
    ]);
    expect((await app.inject({ url: address })).statusCode).toBe(404);
  });

  test('of another provider does not open with one’s own secret', async () => {
    const secret = (await make('ines')).slice(-47);
    const other = `/calendar/${world.otherProviderId.replaceAll('-', '')}-${secret.slice(-47)}`;
    expect((await app.inject({ url: other })).statusCode).toBe(404);
  });

  test.each(['x', 'a'.repeat(76), `${'0'.repeat(32)}-${'A'.repeat(43)}`])(
    'that was made up opens nothing: %s',
    async (secret) => {
      expect((await app.inject({ url: `/calendar/${secret}.ics` })).json()).toMatchObject({
        code: 'not-found',
      });
    },
  );

  test('is not found by trying: whoever tries too often is not heard', async () => {
    const tried = aServer();
    for (let nth = 0; nth < failuresMax.address; nth++) await tried.inject({ url: '/calendar/x.ics' });
    const { statusCode } = await tried.inject({ url: '/calendar/x.ics' });
    expect(statusCode).toBe(429);
    await tried.close();
  });
});
