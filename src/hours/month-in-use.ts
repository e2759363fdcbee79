import type { Contract } from '../contracts/contract.ts';
import type { Package } from '../contracts/package.ts';
import { money, sum, type Money } from '../core/money.ts';
import type { Month } from '../core/month.ts';
import { readFrame, termsOf } from './contract-month.ts';
import { overageOf } from './pace.ts';
import { rate } from './rate.ts';
import type { Scenario } from './scenario.ts';

/** What a full month's work asks of some packages, and what these come to for it. */
export interface MonthInUse {
  readonly month: Month;
  /** Drawn on pools, and what no pool covered. */
  readonly minutesUsed: number;
  readonly minutesOverage: number;
  readonly minutesExpired: number;
  /** Fees and overage, in minor units. */
  readonly amount: Money;
}

/**
 * Months rated as if a contract had had some packages, and the rates that hold last, all the time. What is billed by the hour whatever the
 * packages are is left out of the amount: after hours, incremental time, expenses.
 *
 * Example: 22 h in a month, 20 hours for 3,300.00, overage at 175.00: 2 h of overage and 3,650.00; with 30 hours for 4,950.00, 8 h expired.
 */
export function inUse(
  months: readonly Scenario[],
  contract: Contract,
  packages: readonly Package[],
): MonthInUse[] {
  const [first] = months;
  if (!first) return [];
  const { contract: terms } = readFrame(termsOf(always(contract, packages), first.calendar, first.month));
  return months.map((month) => {
    const statement = rate({ ...month, contract: terms });
    const overage = overageOf(statement);
    const total = (of: 'minutesUsed' | 'minutesUnused'): number =>
      statement.pools.reduce((minutes, pool) => minutes + pool[of], 0);
    return {
      month: month.month,
      minutesUsed: total('minutesUsed') + overage.minutes,
      minutesOverage: overage.minutes,
      minutesExpired: total('minutesUnused'),
      amount: money(sum(statement.pools.map(({ fee }) => fee)) + overage.amount),
    };
  });
}

/** The contract as if it had never been otherwise. */
const always = (contract: Contract, packages: readonly Package[]): Contract => ({
  ...contract,
  rates: contract.laterRates.at(-1)?.rates ?? contract.rates,
  laterRates: [],
  packages: packages.map((bought) => ({
    ...bought,
    from: contract.start,
    to: contract.end,
    follows: null,
    endedBy: null,
  })),
});
