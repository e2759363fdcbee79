import { describe, expect, test } from 'vitest';
import { Refused } from '../core/refusal.ts';
import { costOf, measureWords, rateFrom, rateIn, type CostDraft } from './cost.ts';
import { ratesOn, TravelRate } from './travel-rate.ts';

const rates = [
  ['USD', 'mile', '0.70', '2026-01-01'],
  ['USD', 'mile', '0.725', '2026-07-01'],
  ['USD', 'hour', '95.00', '2026-01-01'],
  ['EUR', 'km', '0.30', '2026-01-01'],
  ['JPY', 'km', '37.5', '2026-01-01'],
  ['JPY', 'hour', '9000', '2026-01-01'],
].map(([currency, unit, rate, from]) => TravelRate.parse({ currency, unit, rate, from }));
const on = (day: string, currency = 'USD') => ratesOn(rates, currency, day);

describe('what something costs', () => {
  test.each([
    ['84.5', 'USD', '61.26', 'half a mile counts: 61.2625'],
    ['0.2', 'USD', '0.15', 'exactly half a cent goes up: 0.145'],
    ['120', 'EUR', '36.00', 'kilometres where the rate is of kilometres'],
    ['3', 'JPY', '113', 'a currency without decimals: 112.5'],
    ['99999.9', 'USD', '72499.93', 'the longest way'],
  ])('mileage of %s in %s is %s: %s', (distance, currency, amount) => {
    expect(costOf({ kind: 'mileage', distance }, on('2026-11-24', currency), currency)).toMatchObject({
      amount,
      distance,
      minutes: null,
    });
  });

  test.each([
    [50, 'USD', '79.17'],
    [60, 'USD', '95.00'],
    [1, 'USD', '1.58'],
    [50, 'JPY', '7500'],
  ])('travel time of %d minutes in %s is %s', (minutes, currency, amount) => {
    const cost = costOf({ kind: 'travel-time', minutes }, on('2026-11-24', currency), currency);
    expect(cost).toMatchObject({ amount, minutes, distance: null, unit: 'hour' });
  });

  test('follows the rate of its day, the first day of a new one included', () => {
    const amountOn = (day: string) => costOf({ kind: 'mileage', distance: '100' }, on(day), 'USD').amount;
    expect(['2026-01-01', '2026-06-30', '2026-07-01'].map(amountOn)).toEqual(['70.00', '70.00', '72.50']);
  });

  test('anything else is the amount as it is', () => {
    expect(costOf({ kind: 'lodging', amount: '90' }, on('2026-11-24'), 'USD')).toEqual({
      kind: 'lodging',
      amount: '90.00',
      distance: null,
      minutes: null,
      rate: null,
      unit: null,
    });
  });

  test.each<[string, string, CostDraft, string, string]>([
    ['expense.measure', 'an amount of mileage', { kind: 'mileage', amount: '10.00' }, 'USD', '2026-11-24'],
    [
      'expense.measure',
      'a distance beside an amount',
      { kind: 'meals', amount: '9', distance: '1' },
      'USD',
      '2026-11-24',
    ],
    ['expense.measure', 'travel time of nothing', { kind: 'travel-time' }, 'USD', '2026-11-24'],
    [
      'travel-rate.missing',
      'before the first rate',
      { kind: 'mileage', distance: '10' },
      'USD',
      '2025-12-31',
    ],
    ['travel-rate.missing', 'in another currency', { kind: 'travel-time', minutes: 10 }, 'EUR', '2026-11-24'],
    ['amount.decimals', 'of a currency without', { kind: 'meals', amount: '9.50' }, 'JPY', '2026-11-24'],
    ['expense.no-amount', 'nothing', { kind: 'meals', amount: '0.00' }, 'USD', '2026-11-24'],
    ['expense.no-amount', 'no way', { kind: 'mileage', distance: '0' }, 'USD', '2026-11-24'],
  ])('is refused as %s: %s', (code, _, draft, currency, day) => {
    expect(codeOf(() => costOf(draft, on(day, currency), currency))).toBe(code);
  });

  test('a missing rate tells where it is set', () => {
    expect(() => costOf({ kind: 'mileage', distance: '1' }, on('2025-01-01'), 'USD')).toThrow(
      'In USD there is none for mileage then. A supervisor or finance sets it under Approvals, travel rates.',
    );
  });
});

test('a rate is kept in ten-thousandths and read back as it is written', () => {
  for (const rate of ['0.725', '95.00', '0.70', '0.0001', '12345.6789'])
    expect(rateFrom(rateIn(rate))).toBe(rate);
});

test('how a cost came about is said in words', () => {
  const words = (draft: CostDraft, currency = 'USD') =>
    measureWords(costOf(draft, on('2026-11-24', currency), currency));
  expect(words({ kind: 'mileage', distance: '84.5' })).toBe('84.5 miles at 0.725');
  expect(words({ kind: 'mileage', distance: '1' })).toBe('1 mile at 0.725');
  expect(words({ kind: 'mileage', distance: '120' }, 'EUR')).toBe('120 km at 0.30');
  expect(words({ kind: 'travel-time', minutes: 50 })).toBe('50 min at 95.00 an hour');
  expect(words({ kind: 'meals', amount: '9' })).toBeNull();
});

function codeOf(act: () => unknown): string {
  try {
    act();
    return 'done';
  } catch (error) {
    if (error instanceof Refused) return error.kind.code;
    throw error;
  }
}
