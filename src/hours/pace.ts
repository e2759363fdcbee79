import { z } from 'zod';
import { businessHours } from '../calendars/calendar.ts';
import { overlap } from '../core/period.ts';
import { halfUp } from '../core/ratio.ts';
import { instant, type Instant } from '../core/instant.ts';
import { sum, type Money } from '../core/money.ts';
import { durationInWords } from './in-words.ts';
import type { ContractMonth } from './contract-month.ts';
import type { Logged } from './logged.ts';
import type { HourLine, PoolMonth, Statement } from './statement.ts';

/** How fast the hours of a month go, against how much of its business time has gone. */
export const Pace = z
  .object({
    minutesAllotted: z.int(),
    /** Drawn on pools, and what no pool covered, by all time that is logged. */
    minutesUsed: z.int(),
    /** Of what is used, what is not approved yet. */
    minutesWaiting: z.int(),
    minutesOverage: z.int(),
    /** Business time of the month by the calendar: all of it, and what has passed. */
    businessMinutes: z.int(),
    businessMinutesPassed: z.int(),
    /** Whole percent, rounded down; of nothing allotted, 100 once anything is used. */
    percentUsed: z.int(),
    percentPassed: z.int(),
    verdict: z.enum(['over', 'ahead', 'on-pace', 'behind', 'not-begun']),
    words: z.string(),
  })
  .meta({ id: 'Pace' });
export type Pace = z.output<typeof Pace>;

/** How many percent of the hours may be ahead of or behind the time that has passed and still be on pace, of a month that begins. */
export const tolerancePercent = 10;

/**
 * The pace of a month by all time that is logged: used against elapsed business time, which is that of the contract's calendar, from the
 * month's first moment in the contract's zone to now. No forecast is made: half the time gone and half the hours used is on pace.
 * Over: more is used than all pools hold. Ahead or behind: by more than ten percent of the hours as the month begins, narrowing evenly to
 * none as it ends, because there is ever less time to catch up in.
 *
 * Example: 20 h allotted, 15 h used, 9 of 20 business days passed: 75% used, 45% passed, ahead.
 */
export function paceOf(
  { frame, span }: Pick<ContractMonth, 'frame' | 'span'>,
  { statement, minutesWaiting }: Pick<Logged, 'statement' | 'minutesWaiting'>,
  now: Instant,
): Pace {
  const hours = businessHours(frame.calendar);
  const until = instant(Math.min(Math.max(now, span.from), span.to));
  const businessMinutes = hours.between(span.from, span.to);
  const businessMinutesPassed = hours.between(span.from, until);
  const minutesAllotted = total(statement.pools.map((pool) => pool.minutesAllotted));
  const minutesOverage = overageOf(statement).minutes;
  const minutesUsed = total(statement.pools.map((pool) => pool.minutesUsed)) + minutesOverage;
  const percentUsed = percent(minutesUsed, minutesAllotted);
  const percentPassed = percent(businessMinutesPassed, businessMinutes);
  const verdict = now <= span.from ? 'not-begun' : judge(minutesOverage, percentUsed, percentPassed);
  return {
    minutesAllotted,
    minutesUsed,
    minutesWaiting,
    minutesOverage,
    businessMinutes,
    businessMinutesPassed,
    percentUsed,
    percentPassed,
    verdict,
    words:
      `${durationInWords(minutesUsed)} of ${durationInWords(minutesAllotted)} used (${percentUsed}%),` +
      (minutesWaiting > 0 ? ` ${durationInWords(minutesWaiting)} of it not approved yet,` : '') +
      ` ${percentPassed}% of the month’s business time has passed.`,
  };
}

/**
 * What even use of one pool would have come to by now: its minutes spread over the business time of the days of the month on which it takes
 * work, half up. None where those have no business time.
 * Example: 10 h from 16 November, ten business days of 9 hours from then on, two of them passed: 120 minutes.
 */
export function evenUse(
  { frame, days }: Pick<ContractMonth, 'frame' | 'days'>,
  { pool, minutesAllotted }: Pick<PoolMonth, 'pool' | 'minutesAllotted'>,
  now: Instant,
): number {
  const active = overlap(overlap(frame.contract.term, pool.validity), days);
  const [from, to] = [frame.zone.momentAt(active.from, 0), frame.zone.momentAt(active.to, 0)];
  const hours = businessHours(frame.calendar);
  const all = hours.between(from, to);
  if (all === 0) return 0;
  return halfUp(minutesAllotted, hours.between(from, instant(Math.min(Math.max(now, from), to))), all);
}

function judge(minutesOverage: number, percentUsed: number, percentPassed: number): Pace['verdict'] {
  if (minutesOverage > 0) return 'over';
  const off = (percentUsed - percentPassed) * 100;
  const tolerated = tolerancePercent * (100 - percentPassed);
  if (off > tolerated) return 'ahead';
  return off < -tolerated ? 'behind' : 'on-pace';
}

/** What no pool covered, at all rates together. Example: 60 min at 175.00 and 30 min at 190.00 → 90 min, 270.00. */
export function overageOf({ lines }: Statement): Overage {
  const over = lines.filter((line): line is HourLine => line.kind === 'overage');
  return {
    minutes: total(over.map(({ minutes }) => minutes)),
    amount: sum(over.map(({ amount }) => amount)),
  };
}

export interface Overage {
  readonly minutes: number;
  readonly amount: Money;
}

const percent = (part: number, whole: number): number =>
  whole === 0 ? (part > 0 ? 100 : 0) : Math.floor((part * 100) / whole);

const total = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0);
