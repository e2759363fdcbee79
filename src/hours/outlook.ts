import { businessHours } from '../calendars/calendar.ts';
import type { Day as LocalDay } from '../core/day.ts';
import { instant, type Instant } from '../core/instant.ts';
import { halfUp } from '../core/ratio.ts';
import type { ContractMonth } from './contract-month.ts';
import { foresee, markAt, ratioUnit } from './course.ts';
import { paceOf, type Pace } from './pace.ts';
import { rate } from './rate.ts';
import { pastMonthsMin } from './ratio-band.ts';
import { remainingHours, type WorkShare } from './remaining-hours.ts';
import type { Entry, Scenario } from './scenario.ts';
import type { Statement } from './statement.ts';

/** Why nothing is foretold of a month but its pace. */
export const paceReasons = ['month-over', 'no-business-time', 'no-hours', 'too-little-past'] as const;
export type PaceReason = (typeof paceReasons)[number];

/** Everything about a month that is foretold from. */
export interface Outlook {
  readonly now: Instant;
  readonly pace: Pace;
  readonly statement: Statement;
  readonly overageBegan: LocalDay | null;
  /** The minutes that are still to come, by a ratio of the past: half up. */
  readonly remaining: (ratio: number) => number;
  /** Overage of the whole month, and what is unused at its end, with so many minutes more. */
  readonly overageWith: (minutes: number) => number;
  readonly unusedWith: (minutes: number) => number;
}

/**
 * What a month is foretold from, or why it is not. Time that waits for approval counts as approved. `minutesUsual` is what the client uses
 * of such a month as a rule, `pastClientMonths` how many ratios of closed client months are known at this month's mark.
 *
 * Example: 20 h allotted and usual, half of the month gone, 10 h used: a ratio of 1.2 leaves 12 h to come, 2 h of them overage.
 */
export function outlookOf(
  month: Pick<ContractMonth, 'frame' | 'span' | 'days'>,
  scenario: Scenario,
  minutesUsual: (minutesAllotted: number) => number,
  pastClientMonths: number,
  now: Instant,
): Outlook | PaceReason {
  if (now >= month.span.to) return 'month-over';
  const { entries, statement } = rateWithWaitingTime(scenario);
  const pace = paceOf(month, statement, now);
  if (pace.businessMinutes === 0) return 'no-business-time';
  const foreseen = foresee({ ...pace, minutesUsual: minutesUsual(pace.minutesAllotted) });
  if (foreseen === 0 && pace.minutesUsed === 0) return 'no-hours';
  if (pastClientMonths < pastMonthsMin) return 'too-little-past';
  const { zone } = month.frame;
  const today = zone.dayAt(now);
  const open = statement.pools.filter(({ pool }) => pool.validity.to > today);
  const after = remainingHours(open, mixOf(statement, entries));
  const began = statement.units.find(({ draws }) => draws.some(({ pool }) => pool === null));
  const unused = statement.pools.reduce((sum, { minutesUnused }) => sum + minutesUnused, 0);
  return {
    now,
    pace,
    statement,
    overageBegan: began ? zone.dayAt(began.start) : null,
    remaining: (ratio) => halfUp(foreseen, ratio, ratioUnit),
    overageWith: (minutes) => pace.minutesOverage + after(minutes).minutesOverage,
    unusedWith: (minutes) => unused - after(minutes).minutesDrawn,
  };
}

/** The mark that a month has reached, in its contract's business time; the first where it has none. */
export function markOf({ frame, span }: Pick<ContractMonth, 'frame' | 'span'>, now: Instant): number {
  const hours = businessHours(frame.calendar);
  const until = instant(Math.min(Math.max(now, span.from), span.to));
  const all = hours.between(span.from, span.to);
  return all === 0 ? 0 : markAt(hours.between(span.from, until), all);
}

/** What is logged and waits for approval counts as if it were approved; what was decided stays so. */
function rateWithWaitingTime(scenario: Scenario): { entries: readonly Entry[]; statement: Statement } {
  const entries = scenario.entries.map((entry): Entry =>
    entry.approval === 'rejected' ? entry : { ...entry, approval: 'approved' },
  );
  return { entries, statement: rate({ ...scenario, entries }) };
}

/** The month's drawn work so far by role and technology group, CSDM first, then by group. */
function mixOf({ units }: Statement, entries: readonly Entry[]): WorkShare[] {
  const entryOf = new Map(entries.map((entry) => [entry.id, entry]));
  const shares = new Map<string, WorkShare>();
  for (const { entry, minutes, outcome } of units) {
    const work = entryOf.get(entry);
    if (!work || outcome !== 'drawn') continue;
    const { role } = work;
    const technologyGroup = role === 'csdm' ? null : work.technologyGroup;
    const key = technologyGroup ?? '';
    const sofar = shares.get(key)?.minutes ?? 0;
    shares.set(key, { work: { role, technologyGroup }, minutes: sofar + minutes });
  }
  return [...shares].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, share]) => share);
}
