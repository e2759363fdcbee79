import type { ReactNode } from 'react';
import { parseDay } from '../../core/day.ts';
import { minutes } from '../../core/minutes.ts';
import { amountOf, minorOf } from '../../core/money.ts';
import { dayCount, formatMonth, monthOf } from '../../core/month.ts';
import { allot } from '../../hours/pool.ts';
import { hoursWords, moneyFigure, monthWords } from '../../web/kit/figures.ts';
import type { QuotedPackage } from '../contract-draft.ts';
import type { Terms } from '../terms.ts';

/** The term and the terms that a package falls under. */
interface Under extends Pick<Terms, 'proration'> {
  readonly start: string;
  readonly end: string;
  readonly currency: string;
}

/** What the first month of a package comes to: its days, its hours and its fee, counted by the same rule that rates the month. */
export function FirstMonth({
  bought,
  under,
}: {
  readonly bought: QuotedPackage;
  readonly under: Under;
}): ReactNode {
  const first = firstMonth(bought, under);
  if (!first) return null;
  const { month, daysActive, daysOfMonth, minutes, fee } = first;
  return (
    <>
      {monthWords(month)}, {daysActive} of {daysOfMonth} days: {hoursWords(minutes)} for{' '}
      <strong className="figures">{moneyFigure(fee, under.currency)}</strong>
    </>
  );
}

function firstMonth(bought: QuotedPackage, { start, end, currency, proration }: Under) {
  const [from, to, first, last] = [bought.from, bought.to, start, end].map(parseDay);
  if (bought.feeMonthly === null) return null;
  if (from === undefined || to === undefined || first === undefined || last === undefined) return null;
  const month = monthOf(from);
  const pool = {
    id: '',
    kind: bought.kind,
    roles: [],
    technologyGroups: [],
    minutesMonthly: minutes(bought.hoursPerMonth * 60),
    feeMonthly: minorOf(bought.feeMonthly, currency),
    validity: { from, to },
  };
  const allotted = allot(pool, { from: first, to: last }, month, proration);
  return {
    month: formatMonth(month),
    daysActive: allotted.daysActive,
    daysOfMonth: dayCount(month),
    minutes: allotted.minutes,
    fee: amountOf(allotted.fee, currency),
  };
}
