import { describe, expect, test } from 'vitest';
import { useWorld } from '../../test/world.ts';
import { clientsApi } from './api.ts';
import { TechnologyGroupId } from './client.ts';

const world = useWorld();
const draft = {
  code: 'MAPLE',
  name: 'Maple Credit Union',
  timeZone: 'America/Toronto',
  currency: 'CAD',
  managedServicesSpend: '12500.00',
  deviceCount: 80,
  technologyGroups: [TechnologyGroupId.parse('network')],
};

describe('clients', () => {
  test('a client that was taken on is listed with what was said of it', async () => {
    const made = await world.as('ines')(clientsApi.createClient, { body: draft });
    expect(made).toMatchObject({ ...draft, version: 1 });
    const { items } = await world.as('marek')(clientsApi.listClients, {});
    expect(items.map((client) => client.name)).toEqual([
      'Harbor Freight Lines',
      'Lakeside Clinics',
      'Maple Credit Union',
    ]);
  });

  test('a list is read on from where its page ended', async () => {
    const first = await world.as('marek')(clientsApi.listClients, { query: { limit: 1 } });
    const second = await world.as('marek')(clientsApi.listClients, {
      query: { limit: 1, cursor: first.next! },
    });
    expect([first.items[0]!.name, second.items[0]!.name]).toEqual([
      'Harbor Freight Lines',
      'Lakeside Clinics',
    ]);
  });

  test('two clients cannot have one code', async () => {
    await expect(
      world.as('ines')(clientsApi.createClient, { body: { ...draft, code: 'lake' } }),
    ).rejects.toMatchObject({
      code: 'client.code-taken',
    });
  });

  test('of two edits made from the same version the second is refused and told the version', async () => {
    const {
      version,
      id: _,
      ...lakeside
    } = await world.as('ines')(clientsApi.getClient, { params: { client: world.lakeside } });
    await world.as('ines')(clientsApi.editClient, {
      params: { client: world.lakeside },
      body: { ...lakeside, deviceCount: 240, version },
    });
    await expect(
      world.as('sofia')(clientsApi.editClient, {
        params: { client: world.lakeside },
        body: { ...lakeside, deviceCount: 10, version },
      }),
    ).rejects.toMatchObject({ code: 'edited-meanwhile', about: { version: version + 1 } });
    const now = await world.as('ines')(clientsApi.getClient, { params: { client: world.lakeside } });
    expect(now.deviceCount).toBe(240);
  });

  test('a portal user sees the own client and does not learn that others exist', async () => {
    const { items } = await world.as('lena')(clientsApi.listClients, {});
    expect(items.map((client) => client.name)).toEqual(['Lakeside Clinics']);
    await expect(
      world.as('lena')(clientsApi.getClient, { params: { client: world.harbor } }),
    ).rejects.toMatchObject({ code: 'not-found' });
    await expect(
      world.as('olga')(clientsApi.getClient, { params: { client: world.lakeside } }),
    ).rejects.toMatchObject({ code: 'not-found' });
  });

  test('bad input is refused with the place of every fault', async () => {
    await expect(
      world.as('ines')(clientsApi.createClient, {
        body: { ...draft, code: 'x y', timeZone: 'Mars/Olympus', managedServicesSpend: '1,000' },
      }),
    ).rejects.toMatchObject({
      code: 'invalid-input',
      faults: [{ path: '/code' }, { path: '/timeZone' }, { path: '/managedServicesSpend' }],
    });
  });
});
