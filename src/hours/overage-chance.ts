import { z } from 'zod';
import { day } from '../core/day.ts';
import { formatMoney, money } from '../core/money.ts';
import type { Instant } from '../core/instant.ts';
import { halfUp } from '../core/ratio.ts';
import { Amount } from '../core/shape.ts';
import type { ContractMonth } from './contract-month.ts';
import { Expiring, expiringOf } from './expiring.ts';
import type { Logged } from './logged.ts';
import { outlookOf, paceReasonOf, paceReasons, type Outlook } from './outlook.ts';
import { bandOf } from './ratio-band.ts';
import type { HourLine } from './statement.ts';
import { ratesOn } from './terms.ts';

/** Whole percent of the past that would lead to overage, and what overage comes to on average over all of it. */
export const OverageChance = z
  .object({ percent: z.int(), minutes: z.int(), amount: Amount })
  .meta({ id: 'OverageChance' });
export type OverageChance = z.output<typeof OverageChance>;

/**
 * How likely a month ends beyond its packages, and what that comes to. `ratios` are those of the past at the month's mark, in order, the
 * least first, and there are some. The chance is the share of them that lead to overage, half up to whole percent; expected overage is
 * the average over all of them, those without any included: minutes half up, the amount half up once. Overage that there is already is
 * priced by its own lines, what is to come at the rate of the month's last day.
 *
 * Example: 20 h allotted, 10 h used, 10 h foreseen, 175.00 an hour; ratios 0.8, 1.0, 1.2 and 1.4 lead to 0, 0, 2 and 4 h of overage: 50%,
 * 90 minutes, 262.50.
 */
export function overageChance(
  { frame, days }: Pick<ContractMonth, 'frame' | 'days'>,
  { pace, statement, remaining, overageWith }: Outlook,
  ratios: Float64Array,
): OverageChance {
  const n = ratios.length;
  const leading = ratios.subarray(firstOver(ratios, (ratio) => overageWith(remaining(ratio)) > 0));
  const sum = overageOfAll(leading, remaining, overageWith);
  const lines = statement.lines.filter((line): line is HourLine => line.kind === 'overage');
  const accrued = lines.reduce((total, line) => total + line.minutes * line.rate, 0);
  const { overage } = ratesOn(frame.contract, day(days.to - 1));
  const priced = accrued * n + (sum - pace.minutesOverage * n) * overage;
  return {
    percent: halfUp(leading.length, 100, n),
    minutes: halfUp(sum, 1, n),
    amount: formatMoney(money(halfUp(priced, 1, 60 * n)), frame.currency),
  };
}

/** Ratios in order often lead to the same minute as the one before, which is then worked out once. */
function overageOfAll(
  ratios: Float64Array,
  remaining: Outlook['remaining'],
  overageWith: Outlook['overageWith'],
): number {
  let [sum, minutes, overage] = [0, -1, 0];
  for (const ratio of ratios) {
    const next = remaining(ratio);
    if (next !== minutes) [minutes, overage] = [next, overageWith(next)];
    sum += overage;
  }
  return sum;
}

/** The same of a month, or why nothing is foretold of it but its pace; and what is about to expire of it. */
export const OverageForetold = z
  .discriminatedUnion('kind', [
    z.object({ kind: z.literal('pace'), reason: z.enum(paceReasons), expiring: Expiring.nullable() }),
    OverageChance.extend({ kind: z.literal('chance'), expiring: Expiring.nullable() }),
  ])
  .meta({ id: 'OverageForetold' });
export type OverageForetold = z.output<typeof OverageForetold>;

/** The chance of overage of a month, and what is about to expire, as `forecast` tells them; `ratios` as above, none of them as well. */
export function overageForetold(
  month: Pick<ContractMonth, 'frame' | 'span' | 'days'>,
  logged: Logged,
  minutesUsual: (minutesAllotted: number) => number,
  ratios: Float64Array,
  now: Instant,
): OverageForetold {
  const outlook = outlookOf(month, logged, minutesUsual, now);
  if (outlook === null) return { kind: 'pace', reason: 'month-over', expiring: null };
  const reason = paceReasonOf(outlook, ratios.length);
  if (reason !== null) return { kind: 'pace', reason, expiring: expiringOf(month, outlook, null) };
  const expiring = expiringOf(month, outlook, bandOf(ratios).upper80);
  return { kind: 'chance', ...overageChance(month, outlook, ratios), expiring };
}

/** The place of the first ratio that leads to overage: a higher one never leads to less. */
function firstOver(ratios: Float64Array, isOver: (ratio: number) => boolean): number {
  let [from, to] = [0, ratios.length];
  while (from < to) {
    const middle = Math.floor((from + to) / 2);
    if (isOver(ratios[middle] ?? 0)) to = middle;
    else from = middle + 1;
  }
  return from;
}
