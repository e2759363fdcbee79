import { beforeEach, describe, expect, test } from 'vitest';
import { signContract } from '../../test/contract.ts';
import { codeOf } from '../../test/timesheet.ts';
import { useWorld, type Name } from '../../test/world.ts';
import { timeApi } from './api.ts';
import type { Expense } from './expense.ts';
import type { SiteVisit } from './site-visit.ts';

const world = useWorld();

const ask = (who: Name, said: object = {}) =>
  world.as(who)(timeApi.requestSiteVisit, {
    body: {
      clientId: world.lakeside,
      day: '2026-11-20',
      purpose: 'Replace the rack',
      amountExpected: '400.00',
      ...said,
    },
  });
const approve = (who: Name, { id }: SiteVisit) =>
  world.as(who)(timeApi.approveSiteVisit, { params: { visit: id }, body: {} });
const refuse = (who: Name, { id }: SiteVisit) =>
  world.as(who)(timeApi.refuseSiteVisit, { params: { visit: id }, body: { reason: 'Can be done remotely' } });
const taxi = (said: object = {}) => ({
  clientId: world.lakeside,
  siteVisitId: null,
  day: '2026-11-20',
  kind: 'transport' as const,
  amount: '42.50',
  note: 'Taxi',
  ...said,
});
const add = (who: Name, said: object = {}) => world.as(who)(timeApi.addExpense, { body: taxi(said) });
const edit = (who: Name, { id, version }: Expense, said: object = {}) =>
  world.as(who)(timeApi.editExpense, { params: { expense: id }, body: { ...taxi(said), version } });
const remove = (who: Name, { id }: Expense) =>
  world.as(who)(timeApi.deleteExpense, { params: { expense: id } });
const writeOff = (who: Name, { id }: Expense) =>
  world.as(who)(timeApi.writeOffExpense, { params: { expense: id }, body: { reason: 'Our fault' } });

beforeEach(() => {
  world.clock.now = Temporal.Instant.from('2026-11-24T15:00:00Z');
});

describe('site visits', () => {
  test('are asked for, reviewed, and approved or refused once', async () => {
    const asked = await ask('marek');
    expect(asked).toMatchObject({
      personName: 'Marek',
      amountExpected: '400.00',
      currency: 'USD',
      decision: { state: 'requested' },
    });
    expect((await approve('sofia', asked)).decision).toMatchObject({ state: 'approved', reason: '' });
    expect(await codeOf(refuse('ada', asked))).toBe('site-visit.decided');
    const other = await ask('marek');
    expect((await refuse('sofia', other)).decision).toMatchObject({
      state: 'refused',
      reason: 'Can be done remotely',
    });
  });

  test('are decided by a supervisor of the provider alone', async () => {
    const asked = await ask('marek');
    for (const who of ['marek', 'ines', 'frank', 'lena'] as const)
      expect(await codeOf(approve(who, asked))).toBe('not-allowed');
    expect(await codeOf(approve('olga', asked))).toBe('not-found');
  });

  test('are listed by state, the latest day first', async () => {
    const early = await ask('priya', { clientId: world.harbor, day: '2026-12-01' });
    const late = await ask('priya', { clientId: world.harbor, day: '2026-12-08' });
    const list = async (who: Name) =>
      (
        await world.as(who)(timeApi.listSiteVisits, {
          query: { state: 'requested', client: world.harbor },
        })
      ).items.map(({ id }) => id);
    expect(await list('ines')).toEqual([late.id, early.id]);
    expect(await list('olga')).toEqual([]);
  });

  test('are listed by person', async () => {
    const { id } = await ask('priya', { clientId: world.harbor, day: '2026-12-15' });
    await ask('marek', { clientId: world.harbor, day: '2026-12-15' });
    const query = { person: world.people.priya.id, client: world.harbor };
    const { items } = await world.as('marek')(timeApi.listSiteVisits, { query });
    expect(items.map((visit) => visit.personName)).toContain('Priya');
    expect(items.map((visit) => visit.id)).toContain(id);
    expect(items.map((visit) => visit.personName)).not.toContain('Marek');
  });
});

describe('expenses', () => {
  test('are entered for a visit, and say what came of it', async () => {
    const visit = await ask('marek');
    const expense = await add('marek', { siteVisitId: visit.id });
    expect(expense).toMatchObject({
      personName: 'Marek',
      clientName: 'Lakeside Clinics',
      amount: '42.50',
      currency: 'USD',
      siteVisit: 'requested',
      writtenOff: null,
      version: 1,
    });
    await approve('sofia', visit);
    const { items } = await world.as('frank')(timeApi.listExpenses, {
      query: { person: world.people.marek.id },
    });
    expect(items.find(({ id }) => id === expense.id)?.siteVisit).toBe('approved');
  });

  test.each([
    ['expense.in-future', { day: '2026-11-25' }],
    ['expense.no-amount', { amount: '0.00' }],
    ['amount.decimals', { amount: '1.005' }],
    ['invalid-input', { amount: '-5' }],
    ['invalid-input', { kind: 'gift' }],
    ['expense.other-visit', { siteVisitId: '0190a5b0-0000-7000-8000-000000000000' }],
  ])('are refused as %s where they say %j', async (code, said) => {
    expect(await codeOf(add('marek', said))).toBe(code);
  });

  test('today is the client’s: in London it is the 25th when Chicago is still on the 24th', async () => {
    world.clock.now = Temporal.Instant.from('2026-11-25T00:30:00Z');
    expect(await codeOf(add('marek', { day: '2026-11-25' }))).toBe('expense.in-future');
    expect(await codeOf(add('marek', { day: '2026-11-25', clientId: world.harbor }))).toBe('done');
  });

  test('name a visit to the same client, if any', async () => {
    const elsewhere = await ask('priya', { clientId: world.harbor });
    expect(await codeOf(add('marek', { siteVisitId: elsewhere.id }))).toBe('expense.other-visit');
    expect(await codeOf(add('marek', { clientId: world.foreign }))).toBe('not-found');
  });

  test('are in the money of the contract on the day, or the client’s own', async () => {
    await signContract(world, world.harbor, 'JPY');
    expect(await add('priya', { clientId: world.harbor, amount: '4250' })).toMatchObject({
      amount: '4250',
      currency: 'JPY',
    });
    expect(await codeOf(add('priya', { clientId: world.harbor, amount: '42.50' }))).toBe('amount.decimals');
    expect(await add('priya', { clientId: world.harbor, day: '2025-12-31' })).toMatchObject({
      amount: '42.50',
      currency: 'USD',
    });
  });

  test('are changed by whoever made them or a supervisor, from the version they saw', async () => {
    const expense = await add('marek');
    expect(await codeOf(edit('priya', expense, { amount: '50.00' }))).toBe('expense.not-yours');
    expect(await codeOf(remove('priya', expense))).toBe('expense.not-yours');
    expect(await edit('marek', expense, { amount: '50.00' })).toMatchObject({ amount: '50.00', version: 2 });
    await expect(edit('sofia', expense, { amount: '60.00' })).rejects.toMatchObject({
      code: 'edited-meanwhile',
      about: { version: 2 },
    });
    await remove('sofia', expense);
    expect(await codeOf(remove('sofia', expense))).toBe('not-found');
  });

  test('of others are entered by a supervisor', async () => {
    expect(await codeOf(add('priya', { personId: world.people.marek.id }))).toBe('entry.not-yours');
    expect(await add('sofia', { personId: world.people.marek.id })).toMatchObject({ personName: 'Marek' });
  });

  test('without an approved visit are written off with a reason, once, and stay as they were then', async () => {
    const expense = await add('marek');
    expect(await codeOf(writeOff('marek', expense))).toBe('not-allowed');
    expect((await writeOff('frank', expense)).writtenOff).toMatchObject({
      by: world.people.frank.id,
      reason: 'Our fault',
    });
    expect(await codeOf(writeOff('frank', expense))).toBe('expense.written-off');
    expect(await codeOf(edit('marek', expense))).toBe('expense.written-off');
    expect(await codeOf(remove('marek', expense))).toBe('expense.written-off');
  });

  test('of an approved visit are billed, and not written off', async () => {
    const visit = await ask('marek');
    const expense = await add('marek', { siteVisitId: visit.id });
    await approve('sofia', visit);
    expect(await codeOf(writeOff('frank', expense))).toBe('expense.billed');
  });

  test('asked for twice with one key are one', async () => {
    const call = () =>
      world.as('marek')(timeApi.addExpense, { body: taxi() }, { idempotencyKey: 'taxi-of-friday' });
    expect((await call()).id).toBe((await call()).id);
  });

  test('are no business of another provider or of the portal', async () => {
    const expense = await add('marek');
    expect((await world.as('olga')(timeApi.listExpenses, {})).items).toEqual([]);
    expect(await codeOf(remove('olga', expense))).toBe('not-found');
    expect(await codeOf(world.as('lena')(timeApi.listExpenses, {}))).toBe('not-allowed');
  });
});
