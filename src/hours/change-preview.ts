import { z } from 'zod';
import { TechnologyGroupId } from '../clients/client.ts';
import { ContractDifference } from '../contracts/contract-version.ts';
import type { Contract } from '../contracts/contract.ts';
import { scopes, type Package } from '../contracts/package.ts';
import { BrokenRule } from '../contracts/rule.ts';
import { dayFrom } from '../core/day.ts';
import { minutes } from '../core/minutes.ts';
import { amountOf, minorOf } from '../core/money.ts';
import { dayCount, formatMonth, monthOf, monthsLater, type Month as LocalMonth } from '../core/month.ts';
import { Amount, Day, Month, SignedAmount } from '../core/shape.ts';
import { allot, type Allotment } from './pool.ts';

const beforeAndAfter = {
  minutesBefore: z.int(),
  minutesAfter: z.int(),
  feeBefore: Amount,
  feeAfter: Amount,
};

/** What a change of a contract would come to, month by month, and every rule it breaks. Money is in the currency given. */
export const ChangePreview = z
  .object({
    broken: z.array(BrokenRule),
    effectiveDay: Day,
    currency: z.string(),
    /** What is other than now, in words. */
    differences: z.array(ContractDifference),
    /** From this month, or an earlier one that the change begins in, to the last one of either term; five years at most. */
    months: z.array(
      z.object({
        month: Month,
        ...beforeAndAfter,
        /** The same by what packages are for: CSDM and CSE together, or a supplement of one. */
        hours: z.array(
          z.object({
            scope: z.enum(scopes),
            technologyGroups: z.array(TechnologyGroupId),
            ...beforeAndAfter,
          }),
        ),
      }),
    ),
    /** What each package gives and costs in the month that the change splits by days; null where it splits none. */
    split: z
      .object({
        month: Month,
        daysInMonth: z.int(),
        shares: z.array(
          z.object({
            scope: z.enum(scopes),
            technologyGroups: z.array(TechnologyGroupId),
            hoursPerMonth: z.int(),
            feeMonthly: Amount,
            days: z.int(),
            minutes: z.int(),
            fee: Amount,
          }),
        ),
      })
      .nullable(),
    /** The fees of all these months together: above zero where the client pays more by the change. */
    feesBefore: Amount,
    feesAfter: Amount,
    feesMore: SignedAmount,
  })
  .meta({ id: 'ChangePreview' });
export type ChangePreview = z.output<typeof ChangePreview>;

/**
 * Fees and hours of a contract before and after a change, month by month by the rule that rates a month: local days of the contract's
 * zone, each package by its days, each figure half up once. What is billed by the hour is not foretold. Service guide, sections 2.1 and 6.
 *
 * Example: 30 hours for 4,950.00, from 16 November 40 for 6,600.00: November has 900 + 1,200 minutes and 2,475.00 + 3,300.00.
 */
export function previewMonths(
  before: Contract,
  after: Contract,
  effectiveDay: string,
  today: string,
): Pick<ChangePreview, 'currency' | 'months' | 'split' | 'feesBefore' | 'feesAfter' | 'feesMore'> {
  const { currency } = before;
  const amount = (minor: number): string => amountOf(minor, currency);
  const first = monthOf(dayFrom(effectiveDay < today ? effectiveDay : today));
  const last = lastMonthOf(before.end > after.end ? before.end : after.end);
  const months: LocalMonth[] = [];
  for (let month = first; month <= last && months.length < monthsMax; month = monthsLater(month, 1))
    months.push(month);
  const told = months.map((month) => {
    const [then, now] = [allotted(before, month), allotted(after, month)];
    const uses = [...new Map([...then, ...now].map(({ bought }) => [useOf(bought), bought])).values()];
    return {
      month: formatMonth(month),
      ...figures(totals(then), totals(now), amount),
      hours: uses.map((bought) => ({
        scope: bought.scope,
        technologyGroups: bought.technologyGroups,
        ...figures(totals(then, useOf(bought)), totals(now, useOf(bought)), amount),
      })),
      fees: [totals(then).fee, totals(now).fee] as const,
    };
  });
  const feesBefore = told.reduce((total, { fees: [fee] }) => total + fee, 0);
  const feesAfter = told.reduce((total, { fees: [, fee] }) => total + fee, 0);
  return {
    currency,
    months: told.map(({ fees: _fees, ...month }) => month),
    split: splitOf(before, after, effectiveDay),
    feesBefore: amount(feesBefore),
    feesAfter: amount(feesAfter),
    feesMore: amount(feesAfter - feesBefore),
  };
}

const monthsMax = 60;

/** The month within which packages change, by its packages as they would hold; by `whole-month` nothing is split. */
function splitOf(before: Contract, after: Contract, effectiveDay: string): ChangePreview['split'] {
  const month = monthOf(dayFrom(effectiveDay));
  const [then, now] = [totals(allotted(before, month)), totals(allotted(after, month))];
  const isSame = then.minutes === now.minutes && then.fee === now.fee;
  if (isSame || effectiveDay.endsWith('-01') || after.proration === 'whole-month') return null;
  return {
    month: formatMonth(month),
    daysInMonth: dayCount(month),
    shares: allotted(after, month).map(({ bought, allotment }) => ({
      scope: bought.scope,
      technologyGroups: bought.technologyGroups,
      hoursPerMonth: bought.hoursPerMonth,
      feeMonthly: bought.feeMonthly,
      days: allotment.daysActive,
      minutes: allotment.minutes,
      fee: amountOf(allotment.fee, after.currency),
    })),
  };
}

interface Allotted {
  readonly bought: Package;
  readonly allotment: Allotment;
}

/** What each package of a contract gives and costs in a month. */
function allotted(contract: Contract, month: LocalMonth): Allotted[] {
  const term = { from: dayFrom(contract.start), to: dayFrom(contract.end) };
  return contract.packages.flatMap((bought) => {
    const pool = {
      id: bought.id,
      kind: bought.kind,
      roles: [],
      technologyGroups: bought.technologyGroups,
      minutesMonthly: minutes(bought.hoursPerMonth * 60),
      feeMonthly: minorOf(bought.feeMonthly, contract.currency),
      validity: { from: dayFrom(bought.from), to: dayFrom(bought.to) },
    };
    const allotment = allot(pool, term, month, contract.proration);
    return allotment.daysActive > 0 ? [{ bought, allotment }] : [];
  });
}

/** What hours of a package are for. */
const useOf = ({ scope, technologyGroups }: Package): string => [scope, ...technologyGroups].join(' ');

interface Totals {
  readonly minutes: number;
  readonly fee: number;
}

/** Packages together, or those for one use. */
const totals = (of: readonly Allotted[], use?: string): Totals =>
  of
    .filter(({ bought }) => use === undefined || useOf(bought) === use)
    .reduce(
      (total, { allotment }) => ({
        minutes: total.minutes + allotment.minutes,
        fee: total.fee + allotment.fee,
      }),
      { minutes: 0, fee: 0 },
    );

const figures = (then: Totals, now: Totals, amount: (minor: number) => string) => ({
  minutesBefore: then.minutes,
  minutesAfter: now.minutes,
  feeBefore: amount(then.fee),
  feeAfter: amount(now.fee),
});

const lastMonthOf = (end: string): LocalMonth =>
  monthOf(dayFrom(Temporal.PlainDate.from(end).subtract({ days: 1 }).toString()));
