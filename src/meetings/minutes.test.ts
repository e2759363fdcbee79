import { createHash } from 'node:crypto';
import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { calls } from '../../test/calls.ts';
import { seeding } from '../../test/hours.ts';
import { startMailServer } from '../../test/mail-server.ts';
import { codeOf } from '../../test/timesheet.ts';
import { useWorld, type Name } from '../../test/world.ts';
import type { Contact } from '../clients/contact.ts';
import { interactionsApi } from '../clients/interaction-api.ts';
import { consentApi } from '../hours/consent-api.ts';
import { canonical } from '../quotes/event-log.ts';
import { meetingsApi } from './api.ts';
import type { TouchPoint } from './touch-point.ts';

const world = useWorld();
const { one, contact, hold, begin, callsOf, sendMail } = calls(world);
const start = world.clock.now;
let carl: Contact;
let call: TouchPoint;
beforeAll(async () => {
  carl = await contact('Carl');
  await seeding(world).contract(world.lakeside);
});
beforeEach(async () => {
  call = await one({ contacts: [carl.id] });
});
afterEach(() => {
  world.clock.now = start;
});

const of = ({ id }: { readonly id: string }) => ({ params: { touchPoint: id } });
const agenda = async (who: Name = 'ines') => (await world.as(who)(meetingsApi.showAgenda, of(call))).items;
const keys = async (who: Name = 'ines') => (await agenda(who)).map(({ key }) => key);
const add = (who: Name, title: string) =>
  world.as(who)(meetingsApi.addAgendaItem, { ...of(call), body: { title } });
const drop = (key: string, reason = '') =>
  world.as('ines')(meetingsApi.dropAgendaItem, { ...of(call), body: { key, reason } });
const take = (title: string, owner: { side: 'provider' | 'client'; id: string }, dueDay = '2026-12-01') =>
  world.as('ines')(meetingsApi.addAction, { ...of(call), body: { title, owner, dueDay } });
const marek = () => ({ side: 'provider' as const, id: world.people.marek.id });
const write = async (notes: string, who: Name = 'ines') => {
  const { version } = await world.as(who)(meetingsApi.showMinutes, of(call));
  return world.as(who)(meetingsApi.saveMinutes, {
    ...of(call),
    body: {
      version,
      items: [{ key: 'hours', notes, decisions: 'Go on' }],
      present: [world.people.ines.id, carl.id],
    },
  });
};
const publish = (who: Name = 'ines') => world.as(who)(meetingsApi.publishMinutes, of(call));

const ofBothSides = (key: string): boolean => !['warnings', 'size'].includes(key);

describe('an agenda', () => {
  test('builds itself from what is open, and has what belongs on every one even where there is nothing', async () => {
    expect((await keys()).filter(ofBothSides)).toEqual(['actions', 'hours', 'coming', 'term']);
    await world.as('ines')(consentApi.askConsent, {
      params: { client: world.lakeside },
      body: { month: '2026-11', minutes: 120, reason: 'A switch' },
    });
    expect(await keys('lena')).toEqual(['actions', 'hours', 'consents', 'coming', 'term']);
    expect((await agenda('lena')).map(({ lines }) => lines[0])).toEqual([
      undefined,
      'November 2026: 0 min of 20 h are used.',
      '2 h more in November 2026, 350.00 USD: A switch. Not answered yet.',
      '26 November 2026: Holiday: Thanksgiving',
      expect.stringMatching(/^Contract .* ends on 1 January 2027\.$/),
    ]);
  });

  test('takes what people add and propose, in the order that somebody chooses', async () => {
    const [mine] = (await add('marek', 'Printers')).items.filter(({ origin }) => origin === 'added');
    const [theirs] = (await add('carl', 'Our audit')).items.filter(({ origin }) => origin === 'proposed');
    expect(mine).toMatchObject({ title: 'Printers', byName: 'Marek' });
    expect(theirs).toMatchObject({ title: 'Our audit', byName: 'Carl' });
    await world.as('ines')(meetingsApi.orderAgenda, {
      ...of(call),
      body: { keys: [theirs?.key ?? '', 'hours'] },
    });
    expect((await keys()).slice(0, 3)).toEqual([theirs?.key, 'hours', 'actions']);
    expect((await keys('carl')).slice(0, 3)).toEqual([theirs?.key, 'hours', 'actions']);
  });

  test('leaves out what is dropped, with a reason where it belongs on every agenda, until it is put back', async () => {
    expect(await codeOf(drop('hours'))).toBe('agenda.unexplained');
    await drop('hours', 'Told by mail');
    expect((await agenda()).find(({ key }) => key === 'hours')?.dropped).toBe('Told by mail');
    expect(await keys('carl')).not.toContain('hours');
    await world.as('ines')(meetingsApi.restoreAgendaItem, { ...of(call), body: { key: 'hours' } });
    expect(await keys('carl')).toContain('hours');
    await drop('term');
    expect(await keys('carl')).not.toContain('term');
    expect(await codeOf(drop('nothing-of-it'))).toBe('agenda.no-such-item');
  });

  test('says nothing to a client of what is for the provider alone', async () => {
    const { entry } = seeding(world);
    await entry({ client: world.lakeside, start: '2026-11-23T23:30:00Z', subject: 'Late work' });
    await world.as('ines')(interactionsApi.logInteraction, {
      params: { client: world.lakeside },
      body: { kind: 'need', title: 'A second site' },
    });
    expect(await keys()).toEqual(expect.arrayContaining(['exceptions', 'needs']));
    expect((await agenda()).find(({ key }) => key === 'needs')?.lines).toEqual([
      'Need since 24 November 2026: A second site (Ines).',
    ]);
    for (const key of ['exceptions', 'needs']) expect(await keys('lena')).not.toContain(key);
    expect(await codeOf(world.as('hugo')(meetingsApi.showAgenda, of(call)))).toBe('not-found');
  });

  test('stays as it is once the call was held', async () => {
    await hold(call);
    expect(await codeOf(add('carl', 'Too late'))).toBe('agenda.closed');
    expect(await codeOf(drop('term'))).toBe('agenda.closed');
  });
});

describe('minutes', () => {
  test('are begun on the day of the call and no earlier, with the agenda as it is then', async () => {
    const [, later] = await callsOf({ id: call.seriesId, clientId: call.clientId });
    expect(await codeOf(world.as('ines')(meetingsApi.beginMinutes, of(later ?? call)))).toBe(
      'minutes.too-early',
    );
    expect(await codeOf(world.as('ines')(meetingsApi.showMinutes, of(call)))).toBe('minutes.not-begun');
    await drop('actions', 'None yet');
    const begun = await world.as('marek')(meetingsApi.beginMinutes, of(call));
    expect(begun.items.map(({ key }) => key)).not.toContain('actions');
    expect(begun.items.at(-1)?.key).toBe('other');
    expect(begun.leftOut).toEqual([{ title: 'Open actions', reason: 'None yet', audience: 'client' }]);
    expect(await world.as('ines')(meetingsApi.beginMinutes, of(call))).toEqual(begun);
    expect((await world.as('ines')(meetingsApi.getTouchPoint, of(call))).standing).toEqual({ state: 'held' });
  });

  test('are saved by one after the other: who comes second is told and loses nothing', async () => {
    await hold(call);
    const { version } = await write('First');
    const second = world.as('marek')(meetingsApi.saveMinutes, {
      ...of(call),
      body: { version: version - 1, items: [{ key: 'hours', notes: 'Second', decisions: '' }], present: [] },
    });
    await expect(second).rejects.toMatchObject({ code: 'minutes.edited-meanwhile', about: { version } });
    const { items } = await world.as('ines')(meetingsApi.showMinutes, of(call));
    expect(items.find(({ key }) => key === 'hours')).toMatchObject({ notes: 'First', decisions: 'Go on' });
  });

  test('hold the items and the people of the call and no others', async () => {
    await hold(call);
    const refused = world.as('ines')(meetingsApi.saveMinutes, {
      ...of(call),
      body: {
        version: 2,
        items: [{ key: 'weather', notes: '', decisions: '' }],
        present: [world.people.priya.id],
      },
    });
    await expect(refused).rejects.toMatchObject({
      code: 'minutes.unknown-part',
      faults: [{ path: '/items/0/key' }, { path: '/present/0' }],
    });
  });

  test('are the provider’s own until they are published, then both sides have the same to the letter', async () => {
    await world.as('ines')(meetingsApi.beginMinutes, of(call));
    expect(await codeOf(publish())).toBe('minutes.empty');
    await write('Well used');
    await take('Send the drawing', marek());
    for (const who of ['lena', 'carl'] as const) {
      expect(await codeOf(world.as(who)(meetingsApi.showMinutes, of(call)))).toBe('not-allowed');
      expect(await codeOf(world.as(who)(meetingsApi.readMinutes, of(call)))).toBe('not-found');
    }
    expect(await codeOf(publish('marek'))).toBe('not-allowed');
    const publication = await publish();
    expect(publication.minutes).toMatchObject({
      client: 'Lakeside Clinics',
      invited: [
        { name: 'Ines', present: true },
        { name: 'Marek', present: false },
        { name: 'Carl', present: true },
      ],
      actions: expect.arrayContaining([
        { title: 'Send the drawing', owner: 'Marek', dueDay: '2026-12-01', state: 'new' },
      ]),
      published: { by: 'Ines', at: '2026-11-24T15:00:00Z' },
    });
    expect(publication.minutes.items.map(({ title }) => title)).not.toContain('Exceptions of the month');
    expect(createHash('sha256').update(canonical(publication.minutes)).digest('hex')).toBe(publication.hash);
    expect(await world.as('carl')(meetingsApi.readMinutes, of(call))).toEqual(publication);
    for (const who of ['hugo', 'olga'] as const)
      expect(await codeOf(world.as(who)(meetingsApi.readMinutes, of(call)))).toBe('not-found');
    const { rows } = await world.owner.query(
      `select client_id, detail from fact where act = 'minutes.published' and object_id = $1`,
      [call.id],
    );
    expect(rows).toMatchObject([
      {
        client_id: world.lakeside,
        detail: { hash: publication.hash, kind: 'operational-call', version: 2, title: 'Weekly call' },
      },
    ]);
  });

  test('never change once they are published; what was wrong is put right beside them', async () => {
    const addendum = () =>
      world.as('ines')(meetingsApi.addAddendum, { ...of(call), body: { words: 'Carl came at ten' } });
    await hold(call);
    expect(await codeOf(addendum())).toBe('minutes.not-published');
    const { hash } = await publish();
    expect(await codeOf(write('Changed'))).toBe('minutes.published');
    expect(await codeOf(take('Too late', marek()))).toBe('minutes.published');
    expect((await publish()).hash).toBe(hash);
    expect(await addendum()).toMatchObject({
      hash,
      addenda: [{ words: 'Carl came at ten', byName: 'Ines' }],
    });
    await expect(
      world.owner.query(`update minutes_publication set document = 'x' where touch_point_id = $1`, [call.id]),
    ).rejects.toThrow('append-only');
  });

  test('are told of by mail to everybody who was invited, once', async () => {
    await hold(call);
    const server = await startMailServer();
    await publish();
    await publish();
    await sendMail(server.url);
    const letters = (await server.letters()).filter(({ text = '' }) => text.includes(call.id));
    await server.stop();
    expect(letters.map(({ envelope }) => envelope.join()).toSorted()).toEqual([
      'carl@example.com',
      'ines@example.com',
      'marek@example.com',
    ]);
    const carls = letters.find(({ envelope }) => envelope.join() === 'carl@example.com');
    expect(carls?.subject).toBe('Minutes: Lakeside Clinics, Weekly call, 24 November 2026, 09:30');
    expect(carls?.text).toContain(`https://t.example/portal/calls/${call.id}`);
  });
});

describe('actions', () => {
  test('are taken on in a call that is held, by somebody who can', async () => {
    expect(await codeOf(take('Too early', marek()))).toBe('minutes.not-begun');
    await hold(call);
    const stranger = await contact('Hattie', world.harbor);
    expect(await codeOf(take('x', { side: 'client', id: stranger.id }))).toBe('action.owner-unknown');
    expect(await codeOf(take('x', { side: 'provider', id: world.people.lena.id }))).toBe(
      'action.owner-unknown',
    );
    expect(await take('Send the drawing', { side: 'client', id: carl.id })).toMatchObject({
      owner: { side: 'client', name: 'Carl' },
      end: null,
    });
  });

  test('are carried over from call to call until they are done or dropped', async () => {
    const [first, second] = await callsOf(await begin({ contacts: [carl.id] }));
    if (!first || !second) throw new Error('no calls');
    call = first;
    await hold(first);
    const [done, open] = [await take('To be done', marek()), await take('To stay open', marek())];
    await publish();
    await world.as('marek')(meetingsApi.completeAction, { params: { action: done.id }, body: {} });
    call = second;
    world.clock.now = Temporal.Instant.from('2026-12-02T15:00:00Z');
    const lines = async () => (await agenda()).find(({ key }) => key === 'actions')?.lines ?? [];
    expect(await lines()).toContain('Marek: To stay open, due 1 December 2026, overdue');
    expect((await lines()).join()).not.toContain('To be done');
    await world.as('ines')(meetingsApi.dropAction, {
      params: { action: open.id },
      body: { reason: 'They moved' },
    });
    expect((await lines()).join()).not.toContain('To stay open');
    const again = world.as('ines')(meetingsApi.completeAction, { params: { action: open.id }, body: {} });
    expect(await codeOf(again)).toBe('action.ended');
  });

  test('are known to a client with the minutes; its people say of their own that they are done', async () => {
    await hold(call);
    const [own, ours] = [
      await take('Name an approver', { side: 'client', id: carl.id }),
      await take('Send the drawing', marek()),
    ];
    const seen = async (who: Name) =>
      (await world.as(who)(meetingsApi.listActions, { query: { state: 'open' } })).items.map(({ id }) => id);
    expect(await seen('carl')).not.toContain(own.id);
    const complete = (who: Name, id: string) =>
      world.as(who)(meetingsApi.completeAction, { params: { action: id }, body: {} });
    expect(await codeOf(complete('carl', own.id))).toBe('not-found');
    await publish();
    expect(await seen('carl')).toEqual(expect.arrayContaining([own.id, ours.id]));
    expect(await codeOf(complete('carl', ours.id))).toBe('action.not-yours');
    expect(await codeOf(complete('lena', ours.id))).toBe('action.not-yours');
    expect(await codeOf(complete('hugo', own.id))).toBe('not-found');
    expect((await complete('carl', own.id)).end).toMatchObject({ outcome: 'done', byName: 'Carl' });
  });

  test('are edited from the version that was read', async () => {
    await hold(call);
    const action = await take('Send the drawing', marek());
    const edit = (dueDay: string) =>
      world.as('ines')(meetingsApi.editAction, {
        params: { action: action.id },
        body: { title: action.title, owner: marek(), dueDay, version: action.version },
      });
    expect(await edit('2026-12-15')).toMatchObject({ dueDay: '2026-12-15', version: 2 });
    expect(await codeOf(edit('2026-12-24'))).toBe('action.edited-meanwhile');
  });

  test('are edited after the minutes are published, which keep what they said', async () => {
    await hold(call);
    const action = await take('Send the drawing', marek());
    const { minutes, hash } = await world.as('ines')(meetingsApi.publishMinutes, of(call));
    await world.as('ines')(meetingsApi.editAction, {
      params: { action: action.id },
      body: { title: 'Send both drawings', owner: marek(), dueDay: '2026-12-15', version: action.version },
    });
    expect(await world.as('carl')(meetingsApi.readMinutes, of(call))).toMatchObject({ minutes, hash });
    expect(minutes.actions).toContainEqual({
      title: 'Send the drawing',
      owner: 'Marek',
      dueDay: '2026-12-01',
      state: 'new',
    });
  });
});
