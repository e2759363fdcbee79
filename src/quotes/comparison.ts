import { z } from 'zod';
import { scopeWords } from '../contracts/package.ts';
import type { Terms } from '../contracts/terms.ts';
import { day, dayFrom, dayInWords } from '../core/day.ts';
import { amountInWords } from '../core/money.ts';
import { monthFrom } from '../core/month.ts';
import { monthInWords } from '../hours/in-words.ts';
import type { QuoteOption } from './quote.ts';

/** One thing about every option, in words, in the order of the options. */
export const ComparedRow = z
  .object({ about: z.string(), values: z.array(z.string()), differs: z.boolean() })
  .meta({ id: 'ComparedRow' });
export type ComparedRow = z.output<typeof ComparedRow>;

/** What things are called that an option names by their id. */
export interface Called {
  readonly technologyGroup: (id: string) => string;
  readonly calendar: (id: string) => string;
}

/**
 * Options side by side, what they cost first and how they are invoiced last; a row differs where its words do. Amounts have their
 * thousands apart and name their currency.
 * Example: 20 and 30 hours → "Fee of a month", ["3,300.00 USD", "4,950.00 USD"], differs.
 */
export function comparisonOf(options: readonly QuoteOption[], called: Called): ComparedRow[] {
  const told = options.map((option) => aboutOption(option, called));
  const [first = []] = told;
  return first.map(([about], row) => {
    const values = told.map((option) => option[row]?.[1] ?? '');
    return { about, values, differs: new Set(values).size > 1 };
  });
}

function aboutOption(option: QuoteOption, called: Called): [string, string][] {
  const { contract, packages, terms, tier, feeMonthly, feeTerm } = option;
  const money = (amount: string): string => amountInWords(amount, contract.currency);
  const hours = packages.reduce((total, { hoursPerMonth }) => total + hoursPerMonth, 0);
  const agreed = packages.some(({ feeAgreed }) => feeAgreed) ? ', agreed' : '';
  const base = packages.filter(({ kind }) => kind === 'base');
  const supplements = packages.filter(({ kind }) => kind === 'supplemental');
  const bought = ({
    hoursPerMonth,
    scope,
    technologyGroups,
    from,
  }: QuoteOption['packages'][number]): string =>
    `${hoursPerMonth} h, ${scopeWords[scope]}` +
    (technologyGroups.length === 0 ? '' : ` (${technologyGroups.map(called.technologyGroup).join(', ')})`) +
    (from === contract.start ? '' : `, from ${dayInWords(dayFrom(from))}`);
  return [
    ['Hours a month', `${hours} h`],
    ['Fee of a month', `${money(feeMonthly)}${agreed}`],
    ['First month', firstMonthWords(option, money)],
    ['Whole term', money(feeTerm)],
    ['Term', `${dayInWords(dayFrom(contract.start))} to ${dayInWords(day(dayFrom(contract.end) - 1))}`],
    ['Base package', base.map(bought).join('; ')],
    ['Tier', tier?.name ?? 'none'],
    ['Supplements', supplements.map(bought).join('; ') || 'none'],
    ['Business hours', called.calendar(contract.calendar)],
    ['Overage', `${money(terms.rates.overage)} an hour`],
    ['Incremental time', `${money(terms.rates.incremental)} an hour`],
    ['After hours', afterHoursWords(terms, money)],
    ['Months in part', terms.proration === 'calendar-days' ? 'by calendar days' : 'count whole'],
    [
      'Counting',
      terms.roundingIncrement === 1 ? 'to the minute' : `up to ${terms.roundingIncrement} minutes`,
    ],
    [
      'Invoices',
      terms.invoiceTiming === 'arrears'
        ? 'once a month is over'
        : 'fees a month in advance, usage afterwards',
    ],
  ];
}

function firstMonthWords({ firstMonth }: QuoteOption, money: (amount: string) => string): string {
  const { month, daysActive, daysOfMonth, fee } = firstMonth;
  const inPart = daysActive < daysOfMonth ? `, ${daysActive} of ${daysOfMonth} days` : '';
  return `${money(fee)}: ${monthInWords(monthFrom(month))}${inPart}`;
}

const afterHoursWords = ({ afterHours, rates }: Terms, money: (amount: string) => string): string =>
  afterHours === 'separate'
    ? `${money(rates.afterHours)} an hour, apart from the packages`
    : `${money(rates.afterHoursSurcharge)} an hour on top of the packages`;
