import { randomUUIDv7 } from 'node:crypto';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { forgetContracts } from '../../test/contract.ts';
import { useWorld } from '../../test/world.ts';
import { TechnologyGroupId } from '../clients/client.ts';
import { known } from '../core/id.ts';
import { hoursApi } from '../hours/api.ts';
import { contractsApi } from './api.ts';
import { guidePriceBook } from './guide-price-book.ts';
import { warningsOf, type Watched } from './warning.ts';

const [network, security] = ['network', 'security'].map((id) => TechnologyGroupId.parse(id));
const guide = guidePriceBook('USD', '2026-01-01', [network!, security!]);
const [from, to, day] = ['2026-01-01', '2027-01-01', '2026-11-24'];
const base = (hoursPerMonth: number, changes: Partial<Watched['contract']['packages'][number]> = {}) => ({
  kind: 'base' as const,
  scope: 'standard' as const,
  technologyGroups: [network!],
  hoursPerMonth,
  from,
  to,
  ...changes,
});

interface Case {
  readonly devices?: number;
  readonly groups?: readonly string[];
  readonly packages?: Watched['contract']['packages'];
  readonly services?: Watched['services'];
}
const watched = ({ devices = 0, groups = ['network'], packages = [base(20)], services }: Case) => ({
  client: {
    id: known<'client'>(randomUUIDv7()),
    code: 'LAKE',
    name: 'Lakeside',
    deviceCount: devices,
    technologyGroups: groups.map((id) => TechnologyGroupId.parse(id)),
  },
  services: services ?? [{ kind: 'help-desk' as const, from, to: null }],
  contract: { id: known<'contract'>(randomUUIDv7()), number: 'LAKE-1', packages },
  book: guide,
  day,
});
const told = (found: Case) =>
  warningsOf(watched(found)).map(({ words, baseHours }) => [words, baseHours] as const);

describe('a contract that runs', () => {
  test('of 20 hours is warned of from the 250th device and from the second technology, and 30 hours are advised', () => {
    expect(told({ devices: 249 })).toEqual([]);
    expect(told({ devices: 250 })).toEqual([['Bronze is for at most 249 devices, and 250 are covered.', 30]]);
    expect(told({ groups: ['network', 'security'] })).toEqual([
      ['Bronze is for at most 1 technology group, and 2 are in scope.', 30],
    ]);
    expect(warningsOf(watched({ devices: 250, groups: ['security'] }))).toMatchObject([
      { because: 'technology-groups', limit: 1, found: 2 },
      { because: 'devices', limit: 249, found: 250 },
    ]);
    expect(told({ devices: 5000, groups: ['network', 'security'], packages: [base(30)] })).toEqual([]);
  });

  test('of CSDM time alone has no technology in scope, however many the client has', () => {
    const packages = [base(20, { scope: 'csdm-only', technologyGroups: [] })];
    expect(told({ groups: ['network', 'security'], packages })).toEqual([]);
    expect(told({ devices: 250, packages })).toMatchObject([[expect.anything(), 30]]);
  });

  test('is warned of once the client has no service that Client Service Management supplements', () => {
    const services = [{ kind: 'help-desk' as const, from, to: day }];
    expect(warningsOf(watched({ services }))).toMatchObject([
      { code: 'contract.not-eligible', section: '2', because: 'services', limit: null, baseHours: null },
    ]);
    expect(told({ services: [{ kind: 'managed-services', from, to: '2026-11-25' }] })).toEqual([]);
    expect(told({ services: [{ kind: 'managed-security', from, to: null }] })).toHaveLength(1);
  });

  test('whose agreed change puts it right is told of that day, and advised no other change', () => {
    const packages = [base(20, { to: '2026-12-01' }), base(30, { from: '2026-12-01' })];
    expect(warningsOf(watched({ devices: 250, packages }))).toMatchObject([
      {
        advice: 'Nothing: from 2026-12-01 the base package has 30 hours, as was agreed.',
        baseHours: null,
      },
    ]);
  });
});

describe('warnings of contracts', () => {
  const world = useWorld();
  const calendar = known<'calendar'>(randomUUIDv7());
  const warnings = (query: { client?: typeof world.lakeside } = {}) =>
    world.as('marek')(contractsApi.listContractWarnings, { query });
  const devices = (count: number) =>
    world.owner.query('update client set device_count = $1 where provider_id = $2 and id = $3', [
      count,
      world.providerId,
      world.lakeside,
    ]);

  beforeAll(async () => {
    await world.owner.query(
      `insert into calendar (provider_id, id, name, time_zone) values ($1, $2, 'Chicago', 'America/Chicago')`,
      [world.providerId, calendar],
    );
    await world.as('ada')(contractsApi.publishPriceBook, { body: guide });
    await world.owner.query(
      `delete from client_technology_group where provider_id = $1 and client_id = $2 and technology_group_id <> 'network'`,
      [world.providerId, world.lakeside],
    );
  });

  beforeEach(async () => {
    await forgetContracts(world, world.lakeside);
    await devices(249);
    await world.as('sofia')(contractsApi.createContract, {
      params: { client: world.lakeside },
      body: {
        start: from,
        end: to,
        calendar,
        packages: [{ scope: 'standard', technologyGroups: [network!], hoursPerMonth: 20 }],
      },
    });
  });

  test('follow from the devices as they are, for one client and for all, and reach the cockpit', async () => {
    expect(await warnings()).toEqual([]);
    await devices(250);
    const [warning] = await warnings();
    expect(warning).toMatchObject({
      clientId: world.lakeside,
      day,
      code: 'contract.too-many-devices',
      section: '6',
      limit: 249,
      found: 250,
      advice: 'Draft a change to Silver: 30 hours a month or more.',
      baseHours: 30,
    });
    expect(await warnings({ client: world.lakeside })).toEqual([warning]);
    expect(await warnings({ client: world.harbor })).toEqual([]);
    const needs = async (who: 'ines' | 'marek') => {
      const { items } = await world.as(who)(hoursApi.listHours, { query: { month: '2026-11', of: 'all' } });
      return items.find(({ clientId }) => clientId === world.lakeside)?.needs ?? [];
    };
    expect(await needs('ines')).toContainEqual({ kind: 'mend-contract', count: 1, words: warning!.words });
    expect((await needs('marek')).map(({ kind }) => kind)).not.toContain('mend-contract');
    await devices(249);
    expect(await warnings()).toEqual([]);
  });

  test('are asked on the local day of the contract, from its first to its last', async () => {
    await devices(250);
    world.clock.now = Temporal.Instant.from('2027-01-01T05:59:00Z');
    expect(await warnings()).toMatchObject([{ day: '2026-12-31' }]);
    world.clock.now = Temporal.Instant.from('2027-01-01T06:00:00Z');
    expect(await warnings()).toEqual([]);
    world.clock.now = Temporal.Instant.from('2026-11-24T15:00:00Z');
  });

  test('take as many statements for every client as for one', async () => {
    const count = async (query: { client?: typeof world.lakeside }) => {
      world.statements.length = 0;
      await warnings(query);
      return world.statements.filter((text) => text.includes('from contract k')).length;
    };
    expect(await count({})).toBe(1);
    expect(await count({ client: world.lakeside })).toBe(1);
  });
});
