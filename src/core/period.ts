import type { Day } from './day.ts';

/** Local dates from the first to before the last: half-open, so that the next period begins where this one ends. */
export interface Period {
  readonly from: Day;
  readonly to: Day;
}

/** The days that both have; may be empty. */
export function overlap(a: Period, b: Period): Period {
  return { from: a.from > b.from ? a.from : b.from, to: a.to < b.to ? a.to : b.to };
}

/** How many days it has; none if it ends before it begins. Example: 2026-11-16 to 2026-12-01 are 15 days. */
export function days(period: Period): number {
  return Math.max(0, period.to - period.from);
}

export function covers(period: Period, day: Day): boolean {
  return period.from <= day && day < period.to;
}
