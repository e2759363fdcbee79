import { z } from 'zod';
import { parseCurrency, parseMoney, type Money } from '../core/money.ts';
import { Amount } from '../core/shape.ts';

/** What a month with fewer days gives of a package: its share by days, or all of it if any day is active. */
export const prorations = ['calendar-days', 'whole-month'] as const;
/** Minutes to whose multiples each unit of work is rounded up; 1 is exact. */
export const roundingIncrements = [1, 6, 15, 30] as const;
/** Approved work outside business hours is billed apart from the pools, or drawn from them with a surcharge on top. */
export const afterHoursModes = ['separate', 'pool-with-surcharge'] as const;
/** Fees and usage of a month together once it is over, or the next month's fees with this month's usage. */
export const invoiceTimings = ['arrears', 'advance'] as const;

/** What an hour costs, each as a decimal in the currency that stands beside. */
export const Rates = z.object({
  overage: Amount,
  afterHours: Amount,
  afterHoursSurcharge: Amount,
  incremental: Amount,
});

/**
 * How a contract is rated and invoiced. A price book says what holds unless a contract agrees on something else; a contract keeps its
 * own, so that a later book changes nothing for it.
 */
export const Terms = z.object({
  proration: z.enum(prorations),
  roundingIncrement: z.literal(roundingIncrements),
  afterHours: z.enum(afterHoursModes),
  invoiceTiming: z.enum(invoiceTimings),
  rates: Rates,
});
export type Terms = z.output<typeof Terms>;
export type Rates = z.output<typeof Rates>;

/** So that 10,000 hours of it, and 50 packages of those, are still exact: 100,000,000.00 USD. */
export const hourlyMax = 10_000_000_000;

/**
 * An amount in minor units, or null where it cannot be charged: it has more decimals than its currency or is more than `max`.
 * Example: "175.00" of USD is 17500; of JPY it is null.
 */
export function chargeable(amount: string, currency: string, max: number): Money | null {
  const known = parseCurrency(currency);
  const minorUnits = known && parseMoney(amount, known);
  return minorUnits === undefined || minorUnits > max ? null : minorUnits;
}
