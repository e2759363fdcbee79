import { beforeEach, describe, expect, test } from 'vitest';
import { codeOf } from '../../test/timesheet.ts';
import { useWorld, type Name } from '../../test/world.ts';
import { auditApi } from '../audit/api.ts';
import type { Request } from '../core/route.ts';
import { clientsApi } from './api.ts';
import { TechnologyGroupId } from './client.ts';
import { interactionsApi } from './interaction-api.ts';
import { interactionsBetween } from './interaction-store.ts';
import type { Interaction } from './interaction.ts';

const world = useWorld();
type Draft = Request<typeof interactionsApi.logInteraction>['body'];

const lakeside = () => ({ client: world.lakeside });
const log = (who: Name, said: Partial<Draft> = {}) =>
  world.as(who)(interactionsApi.logInteraction, {
    params: lakeside(),
    body: { kind: 'need', title: 'A second internet line', ...said },
  });
const edit = (who: Name, { id, version }: Interaction, said: Partial<Draft> = {}) =>
  world.as(who)(interactionsApi.editInteraction, {
    params: { interaction: id },
    body: { kind: 'need', title: 'A second internet line', version, ...said },
  });
const settle = (who: Name, { id }: Interaction, words = 'Ordered for March') =>
  world.as(who)(interactionsApi.settleInteraction, { params: { interaction: id }, body: { words } });
const share = (who: Name, { id }: Interaction) =>
  world.as(who)(interactionsApi.shareInteraction, { params: { interaction: id } });
const list = async (query: Request<typeof interactionsApi.listInteractions>['query'] = {}) =>
  (await world.as('marek')(interactionsApi.listInteractions, { params: lakeside(), query })).items;
const seenBy = async (who: Name) =>
  (await world.as(who)(interactionsApi.listSharedInteractions, { params: lakeside() })).items;

beforeEach(() => {
  world.clock.now = world.clock.now.add({ minutes: 10 });
});

describe('an interaction', () => {
  test('is put on record with whom it was, what it was about and when', async () => {
    const nora = await world.as('ines')(clientsApi.addContact, {
      params: lakeside(),
      body: { name: 'Nora', email: 'nora@lakeside.example' },
    });
    const logged = await log('ines', {
      words: 'The clinic in the east is cut off at every storm',
      happenedAt: '2026-11-23T16:00:00Z',
      contacts: [nora.id, nora.id],
      technologyGroups: [TechnologyGroupId.parse('security'), TechnologyGroupId.parse('network')],
    });
    expect(logged).toMatchObject({
      kind: 'need',
      happenedAt: '2026-11-23T16:00:00Z',
      contacts: [{ id: nora.id, name: 'Nora' }],
      technologyGroups: ['network', 'security'],
      loggedByName: 'Ines',
      settlement: null,
      sharedAt: null,
    });
    expect(logged.loggedAt).toBe(world.clock.now.toString());
  });

  test('without a moment was just now', async () => {
    expect((await log('marek')).happenedAt).toBe(world.clock.now.toString());
  });

  test('of a moment to come is refused', async () => {
    const happenedAt = world.clock.now.add({ minutes: 1 }).toString();
    expect(await codeOf(log('ines', { happenedAt }))).toBe('interaction.future');
    expect(await codeOf(log('ines', { happenedAt: world.clock.now.toString() }))).toBe('done');
  });

  test('with a contact of another client is refused', async () => {
    const stranger = await world.as('ines')(clientsApi.addContact, {
      params: { client: world.harbor },
      body: { name: 'Otto', email: 'otto@harbor.example' },
    });
    expect(await codeOf(log('ines', { contacts: [stranger.id] }))).toBe('interaction.contact-unknown');
  });

  test('without words about what it is about is refused', async () => {
    await expect(log('ines', { title: ' ' })).rejects.toMatchObject({
      code: 'invalid-input',
      faults: [{ path: '/title' }],
    });
  });

  test('asked for twice under one key is on record once', async () => {
    const asked = { params: lakeside(), body: { kind: 'conversation', title: 'Asked twice' } } as const;
    const key = { idempotencyKey: 'interaction-once' };
    const first = await world.as('ines')(interactionsApi.logInteraction, asked, key);
    expect((await world.as('ines')(interactionsApi.logInteraction, asked, key)).id).toBe(first.id);
    expect(await list({ text: 'asked TWICE' })).toHaveLength(1);
  });

  test('is put on record by those who work for the client, and seen by staff alone', async () => {
    for (const who of ['frank', 'lena', 'carl'] as const) expect(await codeOf(log(who))).toBe('not-allowed');
    expect(await codeOf(log('olga'))).toBe('not-found');
    const read = (who: Name) =>
      codeOf(world.as(who)(interactionsApi.listInteractions, { params: lakeside() }));
    expect([await read('frank'), await read('lena'), await read('olga')]).toEqual([
      'done',
      'not-allowed',
      'not-found',
    ]);
  });
});

describe('an edit', () => {
  test('is made on the same day by who put it on record, and leaves what it said before as a fact', async () => {
    const logged = await log('ines', { technologyGroups: [TechnologyGroupId.parse('network')] });
    const edited = await edit('ines', logged, { kind: 'problem', title: 'The line drops' });
    expect(edited).toMatchObject({
      kind: 'problem',
      title: 'The line drops',
      technologyGroups: [],
      version: 2,
    });
    expect(edited.happenedAt).toBe(logged.happenedAt);
    const { items } = await world.as('ada')(auditApi.listFacts, { query: { object: logged.id } });
    const fact = items.find(({ act }) => act === 'interaction.edited');
    expect(fact?.detail).toMatchObject({
      before: { title: 'A second internet line' },
      after: { title: 'The line drops' },
    });
  });

  test('by somebody else is refused', async () => {
    expect(await codeOf(edit('sofia', await log('ines')))).toBe('interaction.not-yours');
  });

  test('from an older version is refused and told the version', async () => {
    const logged = await log('ines');
    await edit('ines', logged);
    await expect(edit('ines', logged)).rejects.toMatchObject({
      code: 'edited-meanwhile',
      about: { version: 2 },
    });
  });

  test('on the next day of the client is refused, and until its midnight is not', async () => {
    const before = world.clock.now;
    const logged = await log('ines');
    world.clock.now = Temporal.Instant.from('2026-11-25T05:59:00Z');
    const edited = await edit('ines', logged);
    world.clock.now = Temporal.Instant.from('2026-11-25T06:00:00Z');
    expect(await codeOf(edit('ines', edited))).toBe('interaction.day-over');
    world.clock.now = before;
  });

  test('of what was settled or shared is refused, also to the owner of the tables', async () => {
    const [settled, shared] = [await log('ines'), await log('ines')];
    await settle('ines', settled);
    await share('ines', shared);
    expect(await codeOf(edit('ines', settled))).toBe('interaction.stays');
    expect(await codeOf(edit('ines', shared))).toBe('interaction.stays');
    for (const { id } of [settled, shared])
      await expect(
        world.owner.query(`update interaction set title = 'x' where id = $1`, [id]),
      ).rejects.toThrow('settled or shared');
    await expect(world.owner.query(`delete from interaction`)).rejects.toThrow(/refused|stay on record/);
  });
});

describe('a settlement', () => {
  test('says how, by whom and when', async () => {
    const need = await log('ines');
    expect((await settle('marek', need)).settlement).toEqual({
      words: 'Ordered for March',
      settledBy: world.people.marek.id,
      settledByName: 'Marek',
      settledAt: world.clock.now.toString(),
    });
  });

  test('is given once, also by two at once', async () => {
    const need = await log('ines');
    const codes = await Promise.all([codeOf(settle('ines', need)), codeOf(settle('marek', need))]);
    expect(codes.toSorted()).toEqual(['done', 'interaction.settled']);
  });

  test.each(['intervention', 'conversation'] as const)(
    'of %s is refused: it was never open',
    async (kind) => {
      expect(await codeOf(settle('ines', await log('ines', { kind })))).toBe('interaction.never-open');
    },
  );

  test('without words is refused', async () => {
    expect(await codeOf(settle('ines', await log('ines'), ' '))).toBe('invalid-input');
  });
});

describe('a client', () => {
  test('sees nothing before it is shared, then what it said, and how it was settled since', async () => {
    const need = await log('ines', { title: 'Shared need', words: 'As said' });
    const silent = await log('ines', { title: 'Not for you' });
    const titles = async (who: Name) => (await seenBy(who)).map(({ title }) => title);
    expect(await titles('carl')).not.toContain('Shared need');
    await share('ines', need);
    expect((await seenBy('carl')).find(({ id }) => id === need.id)).toMatchObject({
      title: 'Shared need',
      words: 'As said',
      loggedByName: 'Ines',
      settlement: null,
    });
    await settle('ines', need, 'Done');
    expect((await seenBy('lena')).find(({ id }) => id === need.id)?.settlement?.words).toBe('Done');
    expect(await titles('lena')).not.toContain(silent.title);
    expect(await codeOf(seenBy('hugo'))).toBe('not-found');
  });

  test('sees how it was settled where it was shared afterwards', async () => {
    const need = await log('ines');
    await settle('ines', need, 'Before you saw it');
    await share('ines', need);
    expect((await seenBy('lena')).find(({ id }) => id === need.id)?.settlement?.words).toBe(
      'Before you saw it',
    );
  });

  test('is kept from the rest by the database itself', async () => {
    await log('ines');
    const { providerId } = world;
    const scope = { providerId, clients: [world.lakeside], actorId: null, requestId: 'test' };
    const rows = await world.database.read(scope, ({ db }) =>
      db.selectFrom('interaction').select('id').where('provider_id', '=', providerId).execute(),
    );
    expect(rows).toEqual([]);
  });

  test('is shown something once, by who leads the service', async () => {
    const need = await log('marek');
    expect(await codeOf(share('marek', need))).toBe('not-allowed');
    expect(await codeOf(share('ines', need))).toBe('done');
    expect(await codeOf(share('sofia', need))).toBe('interaction.shared');
  });
});

describe('the list', () => {
  test('has what is open first, then the latest first, page by page, and finds by kind, state, person and text', async () => {
    const client = (
      await world.as('ines')(clientsApi.createClient, {
        body: {
          code: 'LOGGED',
          name: 'Logged',
          timeZone: 'America/Chicago',
          currency: 'USD',
          managedServicesSpend: '1.00',
          deviceCount: 1,
          technologyGroups: [],
        },
      })
    ).id;
    const put = async (who: Name, kind: Draft['kind'], title: string, hoursAgo: number) =>
      world.as(who)(interactionsApi.logInteraction, {
        params: { client },
        body: { kind, title, happenedAt: world.clock.now.subtract({ hours: hoursAgo }).toString() },
      });
    await put('ines', 'conversation', 'Call 100%', 1);
    const old = await put('ines', 'problem', 'Old problem', 50);
    await put('marek', 'need', 'New need', 2);
    await settle('ines', await put('marek', 'need', 'Answered need', 3), 'A spare router');
    const page = (query: object) =>
      world.as('sofia')(interactionsApi.listInteractions, { params: { client }, query });
    const titles = async (query: object) => (await page(query)).items.map(({ title }) => title);
    const all = ['New need', 'Old problem', 'Call 100%', 'Answered need'];
    expect(await titles({})).toEqual(all);
    const paged: string[] = [];
    for (let cursor: string | null | undefined; cursor !== null;) {
      const { items, next } = await page({ limit: 1, ...(cursor ? { cursor } : {}) });
      paged.push(...items.map(({ title }) => title));
      cursor = next;
    }
    expect(paged).toEqual(all);
    expect(await titles({ state: 'open' })).toEqual(['New need', 'Old problem']);
    expect(await titles({ state: 'settled' })).toEqual(['Answered need']);
    expect(await titles({ kind: 'need' })).toEqual(['New need', 'Answered need']);
    expect(await titles({ person: world.people.ines.id })).toEqual(['Old problem', 'Call 100%']);
    expect(await titles({ text: 'SPARE' })).toEqual(['Answered need']);
    expect(await titles({ text: '100%' })).toEqual(['Call 100%']);
    const between = await world.doing('ines', ({ db, providerId, now }) =>
      interactionsBetween(db, providerId, client, now.subtract({ hours: 50 }), now.subtract({ hours: 2 })),
    );
    expect(between.map(({ title }) => title)).toEqual([old.title, 'Answered need']);
  });
});
