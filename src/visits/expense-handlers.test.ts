import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { signContract } from '../../test/contract.ts';
import { codeOf } from '../../test/timesheet.ts';
import { onSite } from '../../test/on-site.ts';
import { useWorld } from '../../test/world.ts';
import { visitsApi } from './api.ts';

const world = useWorld();
const { ask, approve, review, taxi, add, edit, remove, writeOff, setRates } = onSite(world);

beforeAll(setRates);
beforeEach(() => {
  world.clock.now = Temporal.Instant.from('2026-11-24T15:00:00Z');
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
    await review('sofia', visit);
    await approve('sofia', visit);
    const { items } = await world.as('frank')(visitsApi.listExpenses, {
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
    ['expense.measure', { kind: 'mileage' }],
    ['invalid-input', { kind: 'mileage', amount: undefined, distance: '84.55' }],
    ['travel-rate.missing', { kind: 'mileage', amount: undefined, distance: '10', day: '2025-12-31' }],
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
    await review('sofia', visit);
    await approve('sofia', visit);
    expect(await codeOf(writeOff('frank', expense))).toBe('expense.billed');
  });

  test('of mileage keep distance and rate; a new rate holds for what is entered from then on', async () => {
    const way = { kind: 'mileage', amount: undefined, distance: '84.5' };
    const expense = await add('marek', way);
    const said = { amount: '61.26', distance: '84.5', minutes: null, rate: '0.725', unit: 'mile' };
    expect(expense).toMatchObject(said);
    await world.as('frank')(visitsApi.setTravelRate, {
      body: { currency: 'USD', unit: 'km', rate: '0.45', from: '2026-11-20' },
    });
    const { items } = await world.as('marek')(visitsApi.listExpenses, { query: { limit: 500 } });
    expect(items.find(({ id }) => id === expense.id)).toMatchObject(said);
    expect(await add('marek', { ...way, day: '2026-11-19' })).toMatchObject({ rate: '0.725' });
    expect(await edit('marek', expense, way)).toMatchObject({ amount: '38.03', rate: '0.45', unit: 'km' });
  });

  test('of travel time from before there were rates are shown as they are', async () => {
    const { id } = await add('marek');
    await world.owner.query(`update expense set kind = 'travel-time' where id = $1`, [id]);
    const { items } = await world.as('marek')(visitsApi.listExpenses, { query: { limit: 500 } });
    expect(items.find((one) => one.id === id)).toMatchObject({ amount: '42.50', minutes: null, rate: null });
  });

  test('asked for twice with one key are one', async () => {
    const call = () =>
      world.as('marek')(visitsApi.addExpense, { body: taxi() }, { idempotencyKey: 'taxi-of-friday' });
    expect((await call()).id).toBe((await call()).id);
  });

  test('are no business of another provider or of the portal', async () => {
    const expense = await add('marek');
    expect((await world.as('olga')(visitsApi.listExpenses, {})).items).toEqual([]);
    expect(await codeOf(remove('olga', expense))).toBe('not-found');
    expect(await codeOf(world.as('lena')(visitsApi.listExpenses, {}))).toBe('not-allowed');
  });
});
