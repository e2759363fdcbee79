import type { PricedPackage } from '../contracts/contract-draft.ts';
import type { Terms } from '../contracts/terms.ts';
import { dayFrom } from '../core/day.ts';
import { minutes } from '../core/minutes.ts';
import { amountOf, minorOf, sum } from '../core/money.ts';
import { dayCount, daysOf, formatMonth, monthOf, monthsLater, type Month } from '../core/month.ts';
import { days, overlap } from '../core/period.ts';
import { allot } from '../hours/pool.ts';

/** The term and the terms under which packages are paid for. */
interface Under extends Pick<Terms, 'proration'> {
  readonly start: string;
  readonly end: string;
  readonly currency: string;
}

/**
 * The fees of the first month and of the whole term, by the rule that rates a month: each package by its days in the month, each fee half
 * up once. Local days of the contract's zone. Source: service guide, sections 2.1 and 6.
 *
 * Example: 30 hours for 4,950.00 from 16 November 2026 for a year: November has 15 of 30 days, 2,475.00; the term comes to 59,400.00.
 */
export function feesOfTerm(packages: readonly PricedPackage[], under: Under) {
  const term = { from: dayFrom(under.start), to: dayFrom(under.end) };
  const first = monthOf(term.from);
  const months: Month[] = [];
  for (let month = first; daysOf(month).from < term.to; month = monthsLater(month, 1)) months.push(month);
  const pools = packages.map((bought) => ({
    id: '',
    kind: bought.kind,
    roles: [],
    technologyGroups: [],
    minutesMonthly: minutes(bought.hoursPerMonth * 60),
    feeMonthly: minorOf(bought.feeMonthly, under.currency),
    validity: { from: dayFrom(bought.from), to: dayFrom(bought.to) },
  }));
  const feeOf = (month: Month) => sum(pools.map((pool) => allot(pool, term, month, under.proration).fee));
  return {
    firstMonth: {
      month: formatMonth(first),
      daysActive: days(overlap(term, daysOf(first))),
      daysOfMonth: dayCount(first),
      fee: amountOf(feeOf(first), under.currency),
    },
    feeTerm: amountOf(sum(months.map(feeOf)), under.currency),
  };
}
