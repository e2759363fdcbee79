import { hoursOf, type Alternative } from '../contracts/alternative.ts';
import { amountInWords, amountOf } from '../core/money.ts';
import { halfUp } from '../core/ratio.ts';
import { durationInWords, monthInWords } from './in-words.ts';
import type { MonthInUse } from './month-in-use.ts';
import {
  monthsMax,
  monthsMin,
  savedMonthly,
  worthPercent,
  type AdvisedSizing,
  type PackageSize,
  type Sized,
  type SizeVerdict,
  type Sizing,
  trendOf,
} from './sizing.ts';

/** What an answer is told from. */
export interface Told {
  readonly sized: Sized;
  readonly now: Sizing;
  readonly others: readonly Alternative[];
  readonly best: AdvisedSizing | null;
  readonly verdict: SizeVerdict;
}

/** The answer in a sentence or two. */
export function verdictInWords({ sized, now, others, best, verdict }: Told): string {
  const { currency } = sized.offer.contract;
  const { length } = now.months;
  const rules = [...new Set(sized.warnings.map(({ words }) => words))].join(' ');
  if (verdict === 'too-little-known')
    return `${length === 0 ? 'No full month' : monthCount(length, 'full ')} of use so far. Advice takes ${monthsMin}.`;
  if (verdict === 'no-change-possible') return [rules, whyNot(others)].filter(Boolean).join(' ');
  if (!best)
    return `${hours(now.size)} are right as they are: nothing else that may be sold would have come to ${worthPercent}% less.`;
  const saved = savedMonthly(now, best);
  const money = `${amountInWords(amountOf(Math.abs(saved), currency), currency)} a month`;
  if (verdict === 'change-needed')
    return `${rules} ${hours(best.size)} are the least dear that fit: ${saved === 0 ? 'they would have come to the same' : `${money} ${saved > 0 ? 'less' : 'more'}`}.`;
  return `${hours(best.size)} instead of ${now.size.hoursPerMonth} would have come to ${money} less.`;
}

/** What stands against every change, which is what stands against the first. */
function whyNot(others: readonly Alternative[]): string {
  const [first] = others;
  if (!first) return 'The price book sells no other package.';
  return [...new Set(first.breaches.map(({ message }) => message))].join(' ');
}

/**
 * What speaks against the advice, the gravest first: few months, use that moves against it, a saving of few months,
 * overage in more of them, the month it would cost most more in.
 */
export function doubtsAbout(now: Sizing, best: Sizing, currency: string): string[] {
  const doubts: string[] = [];
  const { length } = now.months;
  if (length < monthsMax) doubts.push(`Use is known of ${monthCount(length, 'full ')} alone.`);
  const trend = trendOf(now.months);
  const fewer = best.size.hoursPerMonth < now.size.hoursPerMonth;
  if (trend === 'rising' && fewer) doubts.push('Use is rising: fewer hours may soon be too few.');
  if (trend === 'falling' && !fewer) doubts.push('Use is falling: more hours may soon be too many.');
  const more = now.months.map(({ amount }, nth) => (best.months[nth]?.amount ?? 0) - amount);
  const cheaper = more.filter((difference) => difference < 0).length;
  if (best.amount < now.amount && cheaper * 3 < length * 2)
    doubts.push(`It would have come to less in ${cheaper} of ${length} months alone.`);
  const beyond = beyondIn(best);
  if (beyond > beyondIn(now))
    doubts.push(`Work would have gone beyond the packages in ${beyond} of ${length} months.`);
  const most = Math.max(...more);
  const worst = now.months[more.indexOf(most)];
  if (worst && most > 0 && best.amount < now.amount)
    doubts.push(
      `In ${monthInWords(worst.month)} it would have come to ${amountInWords(amountOf(most, currency), currency)} more.`,
    );
  return doubts;
}

const beyondIn = ({ months }: Sizing): number =>
  months.filter(({ minutesOverage }) => minutesOverage > 0).length;

/** How the answer came about: what is agreed, what was used, what the price book recommends, what the rules leave, what is least dear. */
export function stepsTo({ sized, now, others, best }: Told): string[] {
  const { currency } = sized.offer.contract;
  const { months } = now;
  const money = (amount: number): string => amountInWords(amountOf(amount, currency), currency);
  const limit = best?.amount ?? now.amount;
  const ruledOut = others.filter(
    ({ breaches, packages }) =>
      breaches.length > 0 && hoursOf(packages) < (best?.size ?? now.size).hoursPerMonth,
  );
  const { recommendation } = sized;
  return [
    `As agreed: ${hours(now.size)} for ${amountInWords(now.size.feeMonthly, currency)}.`,
    usedInWords(months),
    `With the packages of now that comes to ${money(now.amount)} in fees and overage.`,
    ...(recommendation
      ? [
          `The price book recommends ${recommendation.hours} hours. ${recommendation.steps.map(({ text }) => text).join(' ')}`,
        ]
      : []),
    ...ruledOut.map(
      ({ packages, breaches }) =>
        `Not ${hoursOf(packages)} hours: ${[...new Set(breaches.map(({ message }) => message))].join(' ')}`,
    ),
    best
      ? `The least dear that may be sold: ${hours(best.size)} for ${amountInWords(best.size.feeMonthly, currency)}, in all ${money(limit)}.`
      : `Nothing else that may be sold comes to ${worthPercent}% less.`,
  ];
}

function usedInWords(months: readonly MonthInUse[]): string {
  const total = (of: 'minutesUsed' | 'minutesOverage' | 'minutesExpired'): number =>
    months.reduce((minutes, month) => minutes + month[of], 0);
  const most = months.reduce((max, month) => (month.minutesUsed > max.minutesUsed ? month : max));
  const [first, last] = [months.at(0), months.at(-1)];
  if (!first || !last) return '';
  const average = halfUp(total('minutesUsed'), 1, months.length);
  return (
    `${monthInWords(first.month)} to ${monthInWords(last.month)}: ${durationInWords(average)} used a month on average, ` +
    `${durationInWords(most.minutesUsed)} at most, in ${monthInWords(most.month)}; in all ${durationInWords(total('minutesOverage'))} ` +
    `beyond the packages and ${durationInWords(total('minutesExpired'))} expired. Use is ${trendOf(months)}.`
  );
}

const hours = ({ hoursPerMonth, tier }: PackageSize): string =>
  `${hoursPerMonth} hours a month${tier === null ? '' : ` (${tier})`}`;

const monthCount = (count: number, kind: string): string =>
  `${count} ${kind}${count === 1 ? 'month' : 'months'}`;
