import { businessHours } from '../calendars/calendar.ts';
import type { Day as LocalDay } from '../core/day.ts';
import { instant, type Instant } from '../core/instant.ts';
import { halfUp } from '../core/ratio.ts';
import type { ContractMonth } from './contract-month.ts';
import { foresee, markAt, ratioUnit } from './course.ts';
import type { Logged } from './logged.ts';
import { paceOf, type Pace } from './pace.ts';
import { pastMonthsMin } from './ratio-band.ts';
import { remainingByPool, remainingHours, type WorkShare } from './remaining-hours.ts';
import type { Entry } from './scenario.ts';
import type { Statement } from './statement.ts';

/** Why nothing is foretold of a month but its pace, the first that holds. */
export const paceReasons = ['month-over', 'no-business-time', 'no-hours', 'too-little-past'] as const;
export type PaceReason = (typeof paceReasons)[number];

/** Everything about a month that is foretold from. */
export interface Outlook {
  readonly now: Instant;
  readonly pace: Pace;
  /** Of all time that is logged. */
  readonly statement: Statement;
  readonly overageBegan: LocalDay | null;
  /** The minutes that are still to come, by a ratio of the past: half up. */
  readonly remaining: (ratio: number) => number;
  /** The same if the month goes on exactly as it has gone so far, whatever came in others. */
  readonly remainingAtPace: number;
  /** Overage of the whole month, and what is unused at its end, with so many minutes more. */
  readonly overageWith: (minutes: number) => number;
  readonly unusedWith: (minutes: number) => number;
  /** What so many minutes more draw on each pool that takes work from now on, by the pool's id. */
  readonly drawnWith: (minutes: number) => ReadonlyMap<string, number>;
}

/**
 * What a month is foretold from, by all time that is logged; null once it is over. `minutesUsual` is what the client uses of such a month
 * as a rule.
 *
 * Example: 20 h allotted and usual, half of the month gone, 10 h used: a ratio of 1.2 leaves 12 h to come, 2 h of them overage.
 */
export function outlookOf(
  month: Pick<ContractMonth, 'frame' | 'span' | 'days'>,
  logged: Logged,
  minutesUsual: (minutesAllotted: number) => number,
  now: Instant,
): Outlook | null {
  if (now >= month.span.to) return null;
  const { entries, statement } = logged;
  const pace = paceOf(month, logged, now);
  const { minutesUsed, businessMinutes, businessMinutesPassed: passed } = pace;
  const foreseen = foresee({ ...pace, minutesUsual: minutesUsual(pace.minutesAllotted) });
  const { zone } = month.frame;
  const today = zone.dayAt(now);
  const open = statement.pools.filter(({ pool }) => pool.validity.to > today);
  const mix = mixOf(statement, entries);
  const after = remainingHours(open, mix);
  const byPool = remainingByPool(open, mix);
  const began = statement.units.find(({ draws }) => draws.some(({ pool }) => pool === null));
  const unused = open.reduce((sum, { minutesUnused }) => sum + minutesUnused, 0);
  return {
    now,
    pace,
    statement,
    overageBegan: began ? zone.dayAt(began.start) : null,
    remaining: (ratio) => halfUp(foreseen, ratio, ratioUnit),
    remainingAtPace: passed === 0 ? 0 : halfUp(businessMinutes - passed, minutesUsed, passed),
    overageWith: (minutes) => pace.minutesOverage + after(minutes).minutesOverage,
    unusedWith: (minutes) => unused - after(minutes).minutesDrawn,
    drawnWith: (minutes) => {
      const drawn = byPool(minutes);
      return new Map(open.map(({ pool }, index) => [pool.id, drawn[index] ?? 0]));
    },
  };
}

/** Why there is no band around an outlook, or null where there is one. */
export function paceReasonOf({ pace, remaining }: Outlook, pastClientMonths: number): PaceReason | null {
  if (pace.businessMinutes === 0) return 'no-business-time';
  if (pace.minutesUsed === 0 && remaining(ratioUnit) === 0) return 'no-hours';
  return pastClientMonths < pastMonthsMin ? 'too-little-past' : null;
}

/** The mark that a month has reached, in its contract's business time; the first where it has none. */
export function markOf({ frame, span }: Pick<ContractMonth, 'frame' | 'span'>, now: Instant): number {
  const hours = businessHours(frame.calendar);
  const until = instant(Math.min(Math.max(now, span.from), span.to));
  const all = hours.between(span.from, span.to);
  return all === 0 ? 0 : markAt(hours.between(span.from, until), all);
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
