import { describe, expect, test } from 'vitest';
import { useWorld } from '../../test/world.ts';
import { clientsApi } from '../clients/api.ts';
import { addAnchor, anchorsFile } from '../database/anchors.ts';
import { sealBatch } from '../database/chain.ts';
import { auditApi } from './api.ts';

const world = useWorld();
const seal = () => world.database.maintain(world.providerId, (db) => sealBatch(db, world.providerId));

describe('the record', () => {
  test('says who did what to which thing, newest first, and where it is sealed', async () => {
    const first = await world.as('ines')(clientsApi.addContact, contact('first@lakeside.example'));
    await seal();
    const second = await world.as('sofia')(clientsApi.addContact, contact('second@lakeside.example'));
    const { items } = await world.as('ada')(auditApi.listFacts, { query: { act: 'contact' } });
    expect(items).toMatchObject([
      { act: 'contact.added', actorName: 'Sofia', clientId: world.lakeside, objectId: second.id, seal: null },
      {
        act: 'contact.added',
        actorName: 'Ines',
        clientId: world.lakeside,
        objectId: first.id,
        seal: { seq: 1 },
      },
    ]);
    expect(items[1]!.detail).toMatchObject({ email: 'first@lakeside.example' });
  });

  test('is asked for a client, a thing, a person, an act or a time', async () => {
    const { id } = await world.as('marek')(clientsApi.getClient, { params: { client: world.harbor } });
    await world.doing('priya', async (context) =>
      context.record({ act: 'harbor.visited', client: id, object: id, detail: {} }),
    );
    const acts = async (query: Parameters<typeof asked>[0]) => (await asked(query)).map((fact) => fact.act);
    expect(await acts({ client: world.harbor })).toEqual(['harbor.visited']);
    expect(await acts({ object: world.harbor })).toEqual(['harbor.visited']);
    expect(await acts({ act: 'harbor.visited' })).toEqual(['harbor.visited']);
    expect(await acts({ actor: world.people.priya.id })).toEqual(['harbor.visited', 'test.prepared']);
    expect(await acts({ to: '2020-01-01T00:00:00Z' })).toEqual([]);
    expect((await acts({ from: '2020-01-01T00:00:00Z' })).length).toBeGreaterThan(3);
  });

  test('is read on from where its page ended', async () => {
    const all = await asked({});
    const page = await world.as('ada')(auditApi.listFacts, { query: { limit: 2 } });
    const rest = await world.as('ada')(auditApi.listFacts, { query: { cursor: page.next! } });
    expect([...page.items, ...rest.items].map((fact) => fact.id)).toEqual(all.map((fact) => fact.id));
  });

  test('is verified up to the fact that was just written, and tells what was done to it', async () => {
    while ((await seal()).more);
    const report = await world.as('ada')(auditApi.verifyFacts, {});
    expect(report).toMatchObject({ intact: true, faults: [], waiting: 0 });
    await world.owner.query(
      `begin; set local session_replication_role = replica;
       update fact set detail = '{}' where act = 'contact.added'; commit`,
    );
    const after = await world.as('ada')(auditApi.verifyFacts, {});
    expect(after.intact).toBe(false);
    expect(after.faults[0]).toMatchObject({ kind: 'fact-edited', seq: 1 });
  });

  test('is held against the anchors outside the database', async () => {
    await addAnchor(anchorsFile(world.dataFolder), {
      providerId: world.providerId,
      seq: 1000,
      hash: 'a'.repeat(64),
      at: '2026-11-24T15:00:00.000Z',
    });
    const { faults } = await world.as('ada')(auditApi.verifyFacts, {});
    expect(faults.at(-1)).toMatchObject({ kind: 'tail-missing' });
  });

  test('is for administrators, each of their own provider', async () => {
    await expect(world.as('sofia')(auditApi.listFacts, {})).rejects.toMatchObject({ code: 'not-allowed' });
    await expect(world.as('lena')(auditApi.verifyFacts, {})).rejects.toMatchObject({ code: 'not-allowed' });
    expect((await world.as('olga')(auditApi.listFacts, {})).items).toEqual([]);
  });
});

const asked = async (query: NonNullable<Parameters<typeof auditApi.listFacts.query.parse>[0]>) =>
  (await world.as('ada')(auditApi.listFacts, { query: auditApi.listFacts.query.parse(query) })).items;

const contact = (email: string) => ({
  params: { client: world.lakeside },
  body: { name: 'Somebody', title: '', email, phone: '', authority: [] },
});
