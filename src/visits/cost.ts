import { z } from 'zod';
import { amountOf, minorOf, money, parseMoney, sum, type Money } from '../core/money.ts';
import { halfUp } from '../core/ratio.ts';
import { refusal, Refused } from '../core/refusal.ts';
import { Amount, amountFits } from '../core/shape.ts';
import { travelRateMissing, travelUnits, type TravelRates, type TravelUnit } from './travel-rate.ts';

export const costMeasure = refusal(
  422,
  'expense.measure',
  'Mileage is a distance and travel time is minutes, and what they come to follows from the rate; anything else is an amount.',
);
export const amountZero = refusal(422, 'expense.no-amount', 'An expense is more than nothing.');
export const amountDoesNotFit = refusal(
  422,
  'amount.decimals',
  'An amount has no more decimals than the currency of the client.',
);

export const expenseKinds = ['mileage', 'travel-time', 'transport', 'lodging', 'meals', 'other'] as const;
export type ExpenseKind = (typeof expenseKinds)[number];

/** A distance in the unit of the rate, with at most one decimal. */
const Distance = z
  .string()
  .regex(/^\d{1,5}(\.\d)?$/, 'a distance is written like "120" or "84.5"')
  .meta({ examples: ['84.5'] });

/** What something on a visit costs: a distance, minutes or an amount, whichever its kind is told by. */
export const CostDraft = z.object({
  kind: z.enum(expenseKinds),
  amount: Amount.optional(),
  distance: Distance.optional(),
  minutes: z.int().min(1).max(10_000).optional(),
});
export type CostDraft = z.output<typeof CostDraft>;

/** The same with its amount, and with the rate it follows from, if any. Travel time of before there were rates has none. */
export const Cost = z.object({
  kind: z.enum(expenseKinds),
  amount: Amount,
  distance: Distance.nullable(),
  minutes: z.int().nullable(),
  rate: Amount.nullable(),
  unit: z.enum(travelUnits).nullable(),
});
export type Cost = z.output<typeof Cost>;

const measures = ['distance', 'minutes', 'amount'] as const;

/** What a cost of a kind is told by. */
export const measureOf = (kind: ExpenseKind): (typeof measures)[number] =>
  kind === 'mileage' ? 'distance' : kind === 'travel-time' ? 'minutes' : 'amount';

/**
 * What a cost comes to: distance or minutes at the rate, rounded half up once to a minor unit; or the amount as it is.
 * Refused, in this order: told by something else than its kind (`expense.measure`), no rate (`travel-rate.missing`), an amount with more
 * decimals than the currency (`amount.decimals`), nothing (`expense.no-amount`).
 * Example: 84.5 miles at 0.725 are 61.26 (61.2625); 50 minutes at 95.00 an hour are 79.17 (79.1666…).
 */
export function costOf(draft: CostDraft, rates: TravelRates, currency: string): Cost {
  requireMeasure(draft);
  const { kind, amount, distance, minutes } = draft;
  const none = { distance: null, minutes: null, rate: null, unit: null };
  if (kind !== 'mileage' && kind !== 'travel-time') {
    if (amount === undefined || !amountFits(amount, currency))
      throw new Refused(amountDoesNotFit, `The client pays in ${currency}.`, { currency });
    return someCost({ ...none, kind, amount: amountOf(minorOf(amount, currency), currency) });
  }
  const held = rates[kind];
  if (!held)
    throw new Refused(
      travelRateMissing,
      `In ${currency} there is none for ${kind === 'mileage' ? 'mileage' : 'travel time'} then. A supervisor or finance sets it under Approvals, travel rates.`,
      { currency },
    );
  const { rate, unit } = held;
  const quantity = quantityOf({ distance: distance ?? null, minutes: minutes ?? null }) ?? 0;
  const charged = charge(quantity, { rate, unit }, currency);
  return someCost({
    ...none,
    kind,
    ...measured(quantity, unit),
    rate,
    unit,
    amount: amountOf(charged, currency),
  });
}

function requireMeasure(draft: CostDraft): void {
  const measure = measureOf(draft.kind);
  const wrong = measures.find((one) => (draft[one] !== undefined) !== (one === measure));
  if (!wrong) return;
  const message = draft[wrong] === undefined ? `say the ${wrong}` : `leave out the ${wrong}`;
  throw new Refused(costMeasure, costMeasure.title, {}, [{ path: `/${wrong}`, message }]);
}

function someCost(cost: Cost): Cost {
  if (/[1-9]/.test(cost.amount)) return cost;
  throw new Refused(amountZero, amountZero.title);
}

/** Tenths of the unit of distance, or minutes; null for what is told by its amount. */
export const quantityOf = ({ distance, minutes }: Pick<Cost, 'distance' | 'minutes'>): number | null =>
  distance === null ? minutes : Math.round(Number(distance) * 10);

/** The opposite. Example: 845 of miles is "84.5", 1200 is "120". */
export const measured = (quantity: number, unit: string | null): Pick<Cost, 'distance' | 'minutes'> =>
  unit === 'hour'
    ? { distance: null, minutes: quantity }
    : { distance: String(quantity / 10), minutes: null };

/** Quantity × rate, in minor units; a rate counts in ten-thousandths of the currency, an hour has 60 minutes, a distance is in tenths. */
function charge(
  quantity: number,
  { rate, unit }: { rate: string; unit: TravelUnit },
  currency: string,
): Money {
  const ofOne = minorOf('1', currency);
  return money(halfUp(rateIn(rate) * ofOne, quantity, (unit === 'hour' ? 60 : 10) * 10_000));
}

/** A rate in ten-thousandths of the currency, as it is kept. Example: "0.725" is 7250. */
export const rateIn = (rate: string): number => parseMoney(rate, undefined) ?? 0;

/** The opposite, with two decimals or as many as it takes. Example: 7250 is "0.725", 950000 is "95.00". */
export const rateFrom = (tenThousandths: number): string =>
  (tenThousandths / 10_000).toFixed(4).replace(/0{1,2}$/, '');

/** What costs in one currency add up to. */
export const totalOf = (costs: readonly Pick<Cost, 'amount'>[], currency: string): string =>
  amountOf(sum(costs.map(({ amount }) => minorOf(amount, currency))), currency);

/** How a cost came about, where it follows from a rate. Example: "84.5 miles at 0.725", "1 km at 0.30", "50 min at 95.00 an hour". */
export function measureWords({
  distance,
  minutes,
  rate,
  unit,
}: Omit<Cost, 'kind' | 'amount'>): string | null {
  if (rate === null) return null;
  if (unit === 'hour') return `${minutes} min at ${rate} an hour`;
  return `${distance} ${unit === 'mile' && distance !== '1' ? 'miles' : unit} at ${rate}`;
}
