import { randomUUIDv7 } from 'node:crypto';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { forgetContracts } from '../../test/contract.ts';
import { useWorld, type Name } from '../../test/world.ts';
import { TechnologyGroupId } from '../clients/client.ts';
import { known } from '../core/id.ts';
import { contractsApi } from './api.ts';
import type { Contract } from './contract.ts';
import { guidePriceBook } from './guide-price-book.ts';
import type { PriceBook } from './price-book.ts';
import { contractsActiveIn } from './store.ts';

const world = useWorld();
const calendar = known<'calendar'>(randomUUIDv7());
const groups = ['cloud-server-storage', 'network', 'security', 'collaboration'].map((id) =>
  TechnologyGroupId.parse(id),
);
const [, network, security] = groups;
const standard = (hoursPerMonth = 30, technologyGroups = [network!, security!]) => ({
  scope: 'standard' as const,
  technologyGroups,
  hoursPerMonth,
});
const supplement = {
  scope: 'cse' as const,
  technologyGroup: security!,
  hoursPerMonth: 10,
  availabilityAcknowledged: true,
};
const draft = { start: '2026-01-01', end: '2027-01-01', calendar, packages: [standard()] };

let book: PriceBook;
const publish = (from: string, changes: object = {}, who: Name = 'ada') =>
  world.as(who)(contractsApi.publishPriceBook, {
    body: { ...guidePriceBook('USD', from, groups), ...changes },
  });
const sign = (changes: object = {}, who: Name = 'sofia', client = world.lakeside) =>
  world.as(who)(contractsApi.createContract, { params: { client }, body: { ...draft, ...changes } });
const check = (changes: object = {}, who: Name = 'ines') =>
  world.as(who)(contractsApi.checkContract, {
    params: { client: world.lakeside },
    body: { ...draft, ...changes },
  });
const show = (id: Contract['id'], who: Name = 'ines') =>
  world.as(who)(contractsApi.getContract, { params: { contract: id } });
const add = (id: Contract['id'], changes: object = {}, who: Name = 'sofia', key?: string) =>
  world.as(who)(
    contractsApi.addSupplement,
    { params: { contract: id }, body: { ...supplement, ...changes } },
    key ? { idempotencyKey: key } : {},
  );

beforeAll(async () => {
  await world.owner.query(
    `insert into calendar (provider_id, id, name, time_zone) values ($1, $2, 'Chicago', 'America/Chicago')`,
    [world.providerId, calendar],
  );
  book = await publish('2026-01-01');
});
beforeEach(async () => {
  await forgetContracts(world, world.lakeside);
  world.clock.now = Temporal.Instant.from('2026-11-24T15:00:00Z');
});

describe('price books', () => {
  test('the one published is the one in force from its day on, and is shown whole', async () => {
    const canadian = await publish('2026-07-01', { currency: 'CAD', name: 'Canada' }, 'frank');
    const inForce = (on?: string) =>
      world.as('marek')(contractsApi.getPriceBookInForce, { query: { currency: 'CAD', on } });
    const later = await publish('2026-09-01', { currency: 'CAD', name: 'Canada in autumn' });
    expect(await inForce('2026-08-31')).toEqual(canadian);
    expect(await inForce()).toEqual(later);
    await expect(inForce('2026-06-30')).rejects.toMatchObject({ code: 'contract.no-price-book' });
    const books = await world.as('marek')(contractsApi.listPriceBooks, {});
    expect(books.map(({ name, currency, from }) => [name, currency, from])).toEqual([
      ['Canada in autumn', 'CAD', '2026-09-01'],
      ['Canada', 'CAD', '2026-07-01'],
      ['Service guide', 'USD', '2026-01-01'],
    ]);
  });

  test('the draft of the service guide, in the technology groups of the provider, can be published as it is', async () => {
    const made = await world.as('ada')(contractsApi.draftPriceBook, {
      query: { currency: 'JPY', from: '2026-01-01' },
    });
    const published = await world.as('ada')(contractsApi.publishPriceBook, { body: made });
    expect(published).toEqual({ ...made, id: published.id });
  });

  test('two books of a currency cannot begin on one day', async () => {
    await expect(publish('2026-01-01')).rejects.toMatchObject({ code: 'price-book.same-day' });
  });

  test('a book that cannot be used is refused with the path of each fault', async () => {
    const [first, ...others] = guidePriceBook('USD', '2027-01-01', groups).bands;
    await expect(
      publish('2027-01-01', { bands: [{ ...first, spendFrom: '1.00' }, ...others] }),
    ).rejects.toMatchObject({ code: 'invalid-input', faults: [{ path: '/bands/0/spendFrom' }] });
    const strange = guidePriceBook('USD', '2027-01-01', [...groups, TechnologyGroupId.parse('plumbing')]);
    await expect(publish('2027-01-01', strange)).rejects.toMatchObject({
      code: 'price-book.unknown-technology-group',
      faults: [{ path: '/packages/7/technologyGroup' }],
    });
  });

  test.each([
    ['changed', `update price_book set rate_overage = 1`],
    ['removed', `delete from price_book_tier`],
    ['emptied', `truncate price_book_band`],
    ['cheapened', `update price_book_package set fee_per_hour = 0`],
    [
      'added to',
      `insert into price_book_tier select provider_id, id, 40, 'Gold', null, null from price_book`,
    ],
    ['added to', `insert into price_book_band select provider_id, id, 1, 100 from price_book`],
    [
      'added to',
      `insert into price_book_package select provider_id, id, 'base', 'standard', null, 99, 1, 1, 1 from price_book limit 1`,
    ],
  ])('a published book cannot be %s, not even by the owner of the tables', async (_, statement) => {
    await expect(world.owner.query(statement)).rejects.toMatchObject({ code: 'TD001' });
  });

  test('clients do not see price books, and engineers do not publish them', async () => {
    const { rows } = await world.database.read(
      { providerId: world.providerId, clients: [world.lakeside], actorId: null, requestId: 'test' },
      async ({ db }) => ({ rows: await db.selectFrom('price_book').select('id').execute() }),
    );
    expect(rows).toEqual([]);
    await expect(world.as('lena')(contractsApi.listPriceBooks, {})).rejects.toMatchObject({
      code: 'not-allowed',
    });
    await expect(publish('2027-01-01', {}, 'marek')).rejects.toMatchObject({ code: 'not-allowed' });
    await expect(
      world.as('olga')(contractsApi.getPriceBook, { params: { priceBook: book.id } }),
    ).rejects.toMatchObject({ code: 'not-found' });
  });
});

describe('recommendation', () => {
  test('for a client comes from its spend, devices and technology groups', async () => {
    const found = await world.as('ines')(contractsApi.recommendForClient, {
      params: { client: world.lakeside },
    });
    expect(found).toMatchObject({ baseHours: 30, tier: 'Silver', supplementHours: 10, hours: 40 });
    expect(found.steps.map(({ text }) => text)).toEqual([
      'Managed services for 25,000.00 USD a month are in the band of 24,000.00 to below 32,000.00: 30 hours.',
      'security is a further technology group: 10 supplemental hours.',
    ]);
  });

  test('for figures takes the technology groups in the order of the provider', async () => {
    const found = await world.as('frank')(contractsApi.recommend, {
      query: { currency: 'USD', spend: '500', devices: 10, technologyGroups: 'security,network' },
    });
    expect(found).toMatchObject({ baseHours: 30, hours: 40 });
    expect(found.steps.at(-1)).toMatchObject({ technologyGroup: 'security' });
  });

  test('without a price book, with an unknown technology or with an amount of no such currency is refused', async () => {
    const ask = (query: object) =>
      world.as('frank')(contractsApi.recommend, {
        query: { currency: 'USD', spend: '500', devices: 10, ...query },
      });
    await expect(ask({ on: '2025-12-31' })).rejects.toMatchObject({ code: 'contract.no-price-book' });
    await expect(ask({ technologyGroups: 'plumbing' })).rejects.toMatchObject({
      code: 'contract.unknown-technology-group',
    });
    await expect(ask({ spend: '500.005' })).rejects.toMatchObject({ code: 'contract.amount-unfit' });
  });
});

describe('a contract', () => {
  test('that breaks no rule is signed, its fees calculated from the book and its base first', async () => {
    const signed = await sign({
      packages: [{ ...supplement, from: '2026-12-01' }, standard()],
      roundingIncrement: 15,
      rates: { overage: '160.00' },
    });
    expect(signed).toMatchObject({
      clientId: world.lakeside,
      number: 'LAKE-2026-01-01',
      priceBookId: book.id,
      calendarId: calendar,
      currency: 'USD',
      timeZone: 'America/Chicago',
      start: '2026-01-01',
      end: '2027-01-01',
      proration: 'calendar-days',
      roundingIncrement: 15,
      afterHours: 'separate',
      invoiceTiming: 'arrears',
      rates: { overage: '160.00', afterHours: '262.50', afterHoursSurcharge: '87.50', incremental: '175.00' },
      packages: [
        {
          kind: 'base',
          scope: 'standard',
          technologyGroups: ['network', 'security'],
          hoursPerMonth: 30,
          feeMonthly: '4950.00',
          feeAgreed: false,
          tier: 'Silver',
          from: '2026-01-01',
          to: '2027-01-01',
          orderedOn: null,
          acknowledgedBy: null,
          acknowledgedAt: null,
        },
        {
          kind: 'supplemental',
          scope: 'cse',
          technologyGroups: ['security'],
          hoursPerMonth: 10,
          feeMonthly: '1650.00',
          from: '2026-12-01',
          to: '2027-01-01',
          orderedOn: '2026-11-24',
          acknowledgedBy: world.people.sofia.id,
          acknowledgedAt: '2026-11-24T15:00:00Z',
        },
      ],
    });
    expect(await show(signed.id, 'marek')).toEqual(signed);
    const { rows } = await world.owner.query(`select act, client_id, detail from fact where object_id = $1`, [
      signed.id,
    ]);
    expect(rows).toEqual([{ act: 'contract.signed', client_id: world.lakeside, detail: signed }]);
  });

  test('keeps its packages in contract order', async () => {
    const { id } = await sign({ packages: [{ ...supplement, from: '2026-12-01' }, standard()] });
    const { rows } = await world.owner.query(
      'select position, kind from package where contract_id = $1 order by position',
      [id],
    );
    expect(rows).toEqual([
      { position: 1, kind: 'base' },
      { position: 2, kind: 'supplemental' },
    ]);
  });

  test('keeps an agreed fee and says that it was agreed', async () => {
    const signed = await sign({ packages: [{ ...standard(), feeMonthly: '4500' }] }, 'ines');
    expect(signed.packages).toMatchObject([{ feeMonthly: '4500.00', feeAgreed: true }]);
  });

  test('asked for twice with one key is signed once', async () => {
    const ask = () =>
      world.as('ines')(
        contractsApi.createContract,
        { params: { client: world.lakeside }, body: draft },
        { idempotencyKey: 'once-and-no-more' },
      );
    expect(await ask()).toEqual(await ask());
    const { rows } = await world.owner.query('select id from contract where client_id = $1', [
      world.lakeside,
    ]);
    expect(rows).toHaveLength(1);
  });

  test('keeps its own terms when a later price book changes them', async () => {
    const signed = await sign();
    await publish('2026-02-01', { noticeDays: 0, changeDay: 'earliest' });
    expect(await show(signed.id)).toEqual(signed);
    const more = await add(signed.id);
    expect(more.packages.at(-1)).toMatchObject({ from: '2026-12-01', feeMonthly: '1650.00' });
    expect((await sign({ start: '2027-01-01', end: '2028-01-01' })).priceBookId).not.toBe(book.id);
  });

  const broken: readonly (readonly [string, object, string])[] = [
    ['contract.term-reversed', { end: '2026-01-01' }, '/end'],
    ['contract.unknown-calendar', { calendar: randomUUIDv7() }, '/calendar'],
    ['contract.no-price-book', { start: '2025-12-31' }, '/start'],
    ['contract.no-price-book', { priceBook: randomUUIDv7() }, '/priceBook'],
    ['contract.amount-unfit', { rates: { overage: '160.005' } }, '/rates/overage'],
    ['contract.one-base', { packages: [] }, '/packages'],
    ['contract.one-base', { packages: [standard(), { scope: 'csdm-only', hoursPerMonth: 30 }] }, '/packages'],
    ['contract.supplement-without-base', { packages: [{ ...supplement, from: '2026-12-01' }] }, '/packages'],
    ['contract.base-below-minimum', { packages: [standard(10)] }, '/packages/0/hoursPerMonth'],
    ['contract.base-off-step', { packages: [standard(35)] }, '/packages/0/hoursPerMonth'],
    ['contract.no-technology-group', { packages: [standard(30, [])] }, '/packages/0/technologyGroups'],
    [
      'contract.unknown-technology-group',
      { packages: [standard(30, [TechnologyGroupId.parse('plumbing')])] },
      '/packages/0/technologyGroups/0',
    ],
    ['contract.too-many-technology-groups', { packages: [standard(20)] }, '/packages/0/hoursPerMonth'],
    [
      'contract.supplement-off-lot',
      { packages: [standard(), { ...supplement, hoursPerMonth: 15, from: '2026-12-01' }] },
      '/packages/1/hoursPerMonth',
    ],
    [
      'contract.not-co-termed',
      { packages: [standard(), { ...supplement, from: '2026-12-01', to: '2027-06-01' }] },
      '/packages/1/to',
    ],
    [
      'contract.supplement-outside-term',
      { packages: [standard(), { ...supplement, from: '2027-01-01' }] },
      '/packages/1/from',
    ],
    ['contract.ordered-ahead', { orderedOn: '2026-11-25' }, '/orderedOn'],
    [
      'contract.notice-too-short',
      { packages: [standard(), { ...supplement, from: '2026-11-30' }] },
      '/packages/1/from',
    ],
    [
      'contract.availability-not-acknowledged',
      { packages: [standard(), { ...supplement, from: '2026-12-01', availabilityAcknowledged: false }] },
      '/packages/1/availabilityAcknowledged',
    ],
  ];
  test.each(broken)('is refused with %s for %j', async (code, changes, path) => {
    await expect(sign(changes)).rejects.toMatchObject({ code, faults: [{ code, path }] });
    const { broken: told } = await check(changes, 'sofia');
    expect(told).toMatchObject([{ code, path }]);
  });

  test('is refused for a Bronze package with 250 devices', async () => {
    const bronze = { packages: [standard(20, [network!])] };
    await world.owner.query('update client set device_count = 250 where id = $1', [world.lakeside]);
    await expect(sign(bronze)).rejects.toMatchObject({ code: 'contract.too-many-devices' });
    await world.owner.query('update client set device_count = 249 where id = $1', [world.lakeside]);
    expect((await sign(bronze)).packages[0]).toMatchObject({ tier: 'Bronze', feeMonthly: '3300.00' });
  });

  test('is refused for a client that buys neither Managed Services nor Help Desk', async () => {
    const until = (day: string | null) =>
      world.owner.query('update purchased_service set to_day = $2 where client_id = $1', [
        world.lakeside,
        day,
      ]);
    await until('2026-01-01');
    await expect(sign()).rejects.toMatchObject({
      code: 'contract.not-eligible',
      faults: [{ path: '/start' }],
    });
    await until(null);
  });

  test('is refused in another currency than that of the book it names', async () => {
    await expect(sign({ priceBook: book.id, currency: 'CAD' })).rejects.toMatchObject({
      code: 'contract.other-currency',
    });
  });

  test('is refused beside another of the client, and under a number that is taken', async () => {
    const first = await sign();
    await expect(sign({ start: '2026-12-31', end: '2027-12-31' })).rejects.toMatchObject({
      code: 'contract.overlap',
      message: `Contract ${first.number} runs from 2026-01-01 to 2027-01-01. Start on the day it ends.`,
    });
    await expect(
      sign({ start: '2027-01-01', end: '2028-01-01', number: first.number }),
    ).rejects.toMatchObject({
      code: 'contract.number-taken',
    });
    await sign({ start: '2027-01-01', end: '2028-01-01' });
    const listed = await world.as('lena')(contractsApi.listClientContracts, {
      params: { client: world.lakeside },
    });
    expect(listed.map(({ number }) => number)).toEqual(['LAKE-2027-01-01', 'LAKE-2026-01-01']);
  });

  test('is refused where somebody signs another at the same moment', async () => {
    const second = await whileUncommitted(
      `insert into contract (provider_id, id, client_id, number, price_book_id, calendar_id, currency, time_zone, start_day, end_day,
         proration, rounding_increment, after_hours, invoice_timing, rate_overage, rate_after_hours, rate_after_hours_surcharge,
         rate_incremental)
       select $1, $2, $3, 'OTHER', $4, $5, 'USD', 'America/Chicago', '2026-06-01', '2026-07-01', 'calendar-days', 1, 'separate',
         'arrears', 1, 1, 1, 1`,
      [world.providerId, randomUUIDv7(), world.lakeside, book.id, calendar],
      () => sign(),
    );
    expect(second).toMatchObject({ reason: { code: 'contract.overlap' } });
  });

  test('tells every rule it breaks at once, each by its own code', async () => {
    const faults = [
      { code: 'contract.base-off-step', path: '/packages/0/hoursPerMonth' },
      { code: 'contract.too-many-technology-groups', path: '/packages/0/hoursPerMonth' },
      { code: 'contract.supplement-off-lot', path: '/packages/1/hoursPerMonth' },
      { code: 'contract.notice-too-short', path: '/packages/1/from' },
      { code: 'contract.availability-not-acknowledged', path: '/packages/1/availabilityAcknowledged' },
    ];
    await expect(
      sign({ packages: [standard(25), { ...supplement, hoursPerMonth: 5 }] }, 'ines'),
    ).rejects.toMatchObject({ code: 'contract.base-off-step', faults });
  });
});

describe('the check of a draft', () => {
  test('says what it would cost and writes nothing', async () => {
    world.statements.length = 0;
    const checked = await check({ packages: [standard(), { ...supplement, from: '2026-12-01' }] }, 'sofia');
    expect(checked).toMatchObject({
      broken: [],
      number: 'LAKE-2026-01-01',
      priceBook: { id: book.id, name: 'Service guide' },
      terms: { proration: 'calendar-days', rates: { overage: '175.00' } },
      tier: 'Silver',
      packages: [{ feeMonthly: '4950.00' }, { feeMonthly: '1650.00' }],
      feeMonthly: '6600.00',
    });
    expect(world.statements.filter((sql) => /insert|update|delete/i.test(sql))).toEqual([]);
    expect(
      await world.as('ines')(contractsApi.listClientContracts, { params: { client: world.lakeside } }),
    ).toEqual([]);
  });

  test('tells each broken rule with the section of the service guide', async () => {
    const { broken, feeMonthly } = await check({ start: '2025-06-01', packages: [supplement] });
    expect(broken.map(({ code, section }) => [code, section])).toEqual([
      ['contract.no-price-book', null],
      ['contract.supplement-without-base', '2.1'],
      ['contract.availability-not-acknowledged', '2.1'],
    ]);
    expect(feeMonthly).toBeNull();
  });
});

describe('a supplement for a running contract', () => {
  test('begins on the first of the next month and ends with the contract', async () => {
    const { id } = await sign();
    const contract = await add(id);
    expect(contract.packages).toMatchObject([
      { kind: 'base' },
      {
        scope: 'cse',
        technologyGroups: ['security'],
        feeMonthly: '1650.00',
        from: '2026-12-01',
        to: '2027-01-01',
        orderedOn: '2026-11-24',
        acknowledgedBy: world.people.sofia.id,
      },
    ]);
    const versions = await world.as('ines')(contractsApi.listVersions, { params: { contract: id } });
    expect(versions.at(-1)?.reason).toBe('10 h of security added, ordered on 24 November 2026');
    const { packages } = await add(id, { scope: 'cse', technologyGroup: network, feeMonthly: '1500.00' });
    expect(packages.map(({ feeMonthly }) => feeMonthly)).toEqual(['4950.00', '1650.00', '1500.00']);
  });

  test('is checked beforehand: when it would begin, its fee and every rule it breaks, and nothing is written', async () => {
    const { id } = await sign();
    const ask = (changes: object) =>
      world.as('ines')(contractsApi.checkSupplement, {
        params: { contract: id },
        body: { ...supplement, ...changes },
      });
    const checked = await ask({});
    expect(checked).toMatchObject({
      orderedOn: '2026-11-24',
      package: { from: '2026-12-01', to: '2027-01-01', feeMonthly: '1650.00' },
      broken: [{ code: 'contract.availability-not-acknowledged', section: '2.1' }],
    });
    const { broken } = await ask({ hoursPerMonth: 25, from: '2026-11-30' });
    expect(broken.map(({ code, path }) => [code, path])).toEqual([
      ['contract.supplement-off-lot', '/hoursPerMonth'],
      ['contract.notice-too-short', '/from'],
      ['contract.availability-not-acknowledged', '/availabilityAcknowledged'],
    ]);
    expect((await show(id)).packages).toHaveLength(1);
  });

  test('asked for twice with one key is added once', async () => {
    const { id } = await sign();
    const once = await add(id, {}, 'sofia', 'one-supplement');
    expect(await add(id, {}, 'sofia', 'one-supplement')).toEqual(once);
    expect((await show(id)).packages).toHaveLength(2);
  });

  test('waits while somebody adds another at the same moment, and stands after it', async () => {
    const { id } = await sign();
    const second = await whileUncommitted(
      `insert into package (provider_id, id, client_id, contract_id, position, kind, scope, technology_groups, hours_per_month,
         fee_monthly, from_day, to_day, ordered_on, acknowledged_by, acknowledged_at)
       select $1, $2, $3, $4, 2, 'supplemental', 'csdm', '{}', 10, 1, '2026-12-01', '2027-01-01', '2026-11-24', $5, now()`,
      [world.providerId, randomUUIDv7(), world.lakeside, id, world.people.ada.id],
      () => add(id),
    );
    expect(second).toMatchObject({ status: 'fulfilled' });
    expect((await show(id)).packages.map(({ scope }) => scope)).toEqual(['standard', 'csdm', 'cse']);
  });

  test.each([
    ['contract.supplement-off-lot', { hoursPerMonth: 25 }],
    ['contract.unknown-technology-group', { technologyGroup: TechnologyGroupId.parse('plumbing') }],
    ['contract.not-co-termed', { to: '2026-12-31' }],
    ['contract.supplement-outside-term', { from: '2027-01-01' }],
    ['contract.notice-too-short', { from: '2026-11-30' }],
    ['contract.ordered-ahead', { orderedOn: '2026-11-25', from: '2026-12-10' }],
    ['contract.amount-unfit', { feeMonthly: '1.001' }],
    ['contract.availability-not-acknowledged', { availabilityAcknowledged: false }],
  ])('is refused with %s for %j', async (code, changes) => {
    const { id } = await sign();
    await expect(add(id, changes)).rejects.toMatchObject({ code, faults: [{ code }] });
    expect((await show(id)).packages).toHaveLength(1);
  });

  test('is refused to whoever cannot acknowledge availability', async () => {
    const { id } = await sign();
    await expect(add(id, {}, 'ines')).rejects.toMatchObject({
      code: 'contract.availability-not-acknowledged',
      message:
        'Only the service management supervisor can acknowledge availability. Ask them to place this order.',
    });
    await expect(add(id, {}, 'marek')).rejects.toMatchObject({ code: 'not-allowed' });
  });

  test('for a second technology is refused on a Bronze contract', async () => {
    const { id } = await sign({ packages: [standard(20, [network!])] });
    await expect(add(id)).rejects.toMatchObject({ code: 'contract.too-many-technology-groups' });
    expect((await add(id, { technologyGroup: network })).packages).toHaveLength(2);
  });

  test('is not taken for a closed month, not even from the owner of the tables', async () => {
    const signed = await sign({}, 'sofia', world.harbor);
    const backdated = { from: '2026-10-31', orderedOn: '2026-10-01' };
    await close(signed, '2026-10');
    await expect(add(signed.id, backdated)).rejects.toMatchObject({ code: 'month-closed' });
    expect((await add(signed.id, { ...backdated, from: '2026-11-01' })).packages).toHaveLength(2);
    await expect(
      world.owner.query('update package set fee_monthly = 1 where contract_id = $1', [signed.id]),
    ).rejects.toMatchObject({ code: 'TD002' });
    await expect(
      world.owner.query('delete from package where contract_id = $1', [signed.id]),
    ).rejects.toMatchObject({ code: 'TD002' });
    await expect(world.owner.query('truncate package cascade')).rejects.toMatchObject({ code: 'TD001' });
  });
});

describe('who sees a contract', () => {
  test('the client sees its own with packages and rates, and does not learn of others', async () => {
    const signed = await sign();
    expect(await show(signed.id, 'lena')).toEqual(signed);
    await expect(show(signed.id, 'hugo')).rejects.toMatchObject({ code: 'not-found' });
    await expect(show(signed.id, 'olga')).rejects.toMatchObject({ code: 'not-found' });
    await expect(
      world.as('hugo')(contractsApi.listClientContracts, { params: { client: world.lakeside } }),
    ).rejects.toMatchObject({ code: 'not-found' });
    await expect(world.as('lena')(contractsApi.listContracts, {})).rejects.toMatchObject({
      code: 'not-allowed',
    });
    await expect(sign({}, 'lena')).rejects.toMatchObject({ code: 'not-allowed' });
  });

  test('staff list what runs on a day, page by page', async () => {
    await sign({ start: '2026-11-25', end: '2027-11-25', number: 'A-1' });
    const numbers = async (on?: string) =>
      (await world.as('frank')(contractsApi.listContracts, { query: { on } })).items.map(
        ({ number }) => number,
      );
    expect(await numbers()).toEqual(['HARB-2026-01-01']);
    world.clock.now = Temporal.Instant.from('2026-11-25T06:00:00Z');
    expect(await numbers()).toEqual(['A-1', 'HARB-2026-01-01']);
    expect(await numbers('2027-01-01')).toEqual(['A-1']);
    expect(await numbers('2027-11-25')).toEqual([]);
    const first = await world.as('frank')(contractsApi.listContracts, { query: { limit: 1 } });
    const second = await world.as('frank')(contractsApi.listContracts, {
      query: { limit: 1, cursor: first.next! },
    });
    expect([...first.items, ...second.items].map(({ number }) => number)).toEqual(['A-1', 'HARB-2026-01-01']);
    expect(second.next).toBeNull();
  });

  test('those active in a period are found in two statements, however many clients', async () => {
    const lakeside = await sign({ end: '2026-11-01' });
    const next = await sign({
      start: '2026-11-01',
      packages: [{ ...supplement, from: '2026-12-01' }, standard()],
    });
    const active = async (from: string, to: string, client = null) => {
      world.statements.length = 0;
      const found = await world.doing('frank', ({ db, providerId }) =>
        contractsActiveIn(db, providerId, from, to, client),
      );
      return { found, reads: world.statements.filter((sql) => sql.startsWith('select')).length };
    };
    const ofLakeside = ({ found }: { found: readonly Contract[] }) =>
      found.filter(({ clientId }) => clientId === world.lakeside);
    const october = await active('2026-10-01', '2026-11-01');
    expect(ofLakeside(october)).toEqual([lakeside]);
    const both = await active('2026-10-31', '2026-11-02');
    expect(ofLakeside(both)).toEqual([lakeside, next]);
    expect(both.found).toHaveLength(3);
    expect(ofLakeside(await active('2026-11-01', '2026-12-01'))).toEqual([next]);
    expect([october.reads, both.reads]).toEqual([2, 2]);
    expect(next.packages.map(({ kind }) => kind)).toEqual(['base', 'supplemental']);
  });
});

/** How a request ends that meets what somebody else has written and commits only then. */
async function whileUncommitted(statement: string, values: unknown[], request: () => Promise<unknown>) {
  await world.owner.query('begin');
  await world.owner.query(statement, values);
  const waiting = Promise.allSettled([request()]);
  const blocked = `select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`;
  for (let tries = 0; tries < 1000 && (await world.owner.query(blocked)).rowCount === 0; tries++)
    await new Promise((resolve) => setTimeout(resolve, 5));
  await world.owner.query('commit');
  const [outcome] = await waiting;
  return outcome;
}

/** A closed month of a contract, as billing would leave it. */
const close = ({ id, clientId }: Contract, month: string) =>
  world.owner.query(
    `insert into closure (provider_id, id, client_id, contract_id, month, period, days, terms, statement, draw_entry, draw_pool,
       draw_after_hours, draw_minutes, closed_by, closed_at)
     select $1, $2, $3, $4, $5::date, tstzrange($5::date, $5::date + interval '1 month'),
       daterange($5::date, ($5::date + interval '1 month')::date), '{}', '{}', '{}', '{}', '{}',
       '{}', $6, now()`,
    [world.providerId, randomUUIDv7(), clientId, id, `${month}-01`, world.people.frank.id],
  );
