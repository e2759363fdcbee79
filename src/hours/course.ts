import type { Month } from '../core/month.ts';
import { halfUp } from '../core/ratio.ts';

/** How far a month has come. Minutes used are those drawn on pools or beyond them. */
export interface Standing {
  readonly minutesUsed: number;
  /** What the client uses of such a month as a rule. */
  readonly minutesUsual: number;
  readonly businessMinutes: number;
  readonly businessMinutesPassed: number;
}

/** A month that is over, looked at from each mark on its way. */
export interface Course {
  readonly minutesUsual: number;
  readonly businessMinutes: number;
  /** By entries that had begun at each mark, the first mark first. */
  readonly minutesUsedAt: readonly number[];
  readonly minutesUsed: number;
}

/** A month is looked at this often: at its beginning and after each twentieth of its business time, about once a business day. */
export const marks = 20;

/** Ratios are whole: this many are a remainder that came exactly as it was foreseen. */
export const ratioUnit = 10_000;

/** What the client uses as a rule weighs as much as this share of the month: one half. */
const usualWeight = { numerator: 1, denominator: 2 };

/**
 * The minutes that are still to come in a month if it goes on as it has begun, what the client uses as a rule counting as if half a
 * month had gone before: (used + usual ÷ 2) over (passed + business ÷ 2), times the business time that is left. Whole minutes, half up.
 * Nothing is foreseen without business time.
 *
 * Example: 20 h as a rule, 5 of 20 days passed, 10 h used: (600 + 600) ÷ 15 days × 15 days are 1,200 minutes.
 */
export function foresee({
  minutesUsed,
  minutesUsual,
  businessMinutes,
  businessMinutesPassed,
}: Standing): number {
  const { numerator, denominator } = usualWeight;
  if (businessMinutes === 0) return 0;
  return halfUp(
    businessMinutes - businessMinutesPassed,
    denominator * minutesUsed + numerator * minutesUsual,
    denominator * businessMinutesPassed + numerator * businessMinutes,
  );
}

/** What was used of the hours of a closed contract month. */
export interface ClosedUse {
  readonly month: Month;
  readonly minutesAllotted: number;
  readonly minutesUsed: number;
}

/** How many calendar months before a month are looked back on for what its client uses as a rule. */
export const monthsOfRule = 6;

/**
 * What a client uses of a month as a rule: the share that it used of its hours in the six calendar months before, of the hours it has
 * now, half up; all of them where none of those is closed. `uses` are the client's closed months, in any order; others than those six are
 * left out. Example: 45 h of 50 h in the months before, 30 h now: 27 h.
 */
export function usualOf(minutesAllotted: number, month: Month, uses: readonly ClosedUse[]): number {
  const lookedBackOn = uses.filter((use) => use.month < month && use.month >= month - monthsOfRule);
  const allotted = lookedBackOn.reduce((sum, use) => sum + use.minutesAllotted, 0);
  const used = lookedBackOn.reduce((sum, use) => sum + use.minutesUsed, 0);
  return allotted === 0 ? minutesAllotted : halfUp(minutesAllotted, used, allotted);
}

/** The last mark that business time has reached. Example: 8 of 21 days passed is mark 7. */
export const markAt = (businessMinutesPassed: number, businessMinutes: number): number =>
  Math.min(marks - 1, Math.floor((businessMinutesPassed * marks) / businessMinutes));

/** The business minutes that have passed at a mark: its share of all, rounded up. */
export const minutesAtMark = (mark: number, businessMinutes: number): number =>
  Math.ceil((businessMinutes * mark) / marks);

/**
 * At each mark, what was still to come against what was foreseen then, in ten-thousandths, half up; null where nothing was foreseen.
 * Example: 600 minutes foreseen and 750 came: 12,500.
 */
export function ratiosOf(course: Course): (number | null)[] {
  const { businessMinutes, minutesUsual, minutesUsed } = course;
  return course.minutesUsedAt.map((usedThen, mark) => {
    const foreseen = foresee({
      minutesUsed: usedThen,
      minutesUsual,
      businessMinutes,
      businessMinutesPassed: minutesAtMark(mark, businessMinutes),
    });
    return foreseen === 0 ? null : halfUp(minutesUsed - usedThen, ratioUnit, foreseen);
  });
}
