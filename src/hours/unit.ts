import type { Instant } from '../core/instant.ts';
import { minutes, roundUp, type Minutes } from '../core/minutes.ts';
import type { WorkingTime } from '../core/working-time.ts';
import type { Entry } from './scenario.ts';

export type UnitClass = 'business' | 'after-hours';

/** The business part or the after-hours part of an entry in one month: what is drawn, billed or questioned as one. */
export interface Unit {
  readonly entry: Entry;
  readonly class: UnitClass;
  /** Its first minute. */
  readonly start: Instant;
  /** As they passed. */
  readonly minutesWorked: Minutes;
  /** Rounded up to the contract's increment: what every later step counts. */
  readonly minutes: Minutes;
}

/** A month as moments, [from, to). */
export interface Span {
  readonly from: Instant;
  readonly to: Instant;
}

/**
 * The entries of a month as units, in the order in which they are taken: by start, then entry id (compared character by character).
 * Only minutes inside the month count; an entry without any gives no unit. Service guide, sections 2.4 and 5.
 *
 * Example: open 08:00 to 17:00, an entry from 07:30 to 09:00 at an increment of 15 gives an after-hours unit of 30 minutes that starts
 * at 07:30 and a business unit of 60 that starts at 08:00.
 */
export function unitsOf(
  entries: readonly Entry[],
  month: Span,
  hours: WorkingTime,
  increment: number,
): Unit[] {
  const units: Unit[] = [];
  let isInOrder = true;
  const add = (unit: Unit): void => {
    const last = units.at(-1);
    if (last && inOrder(last, unit) > 0) isInOrder = false;
    units.push(unit);
  };
  for (const entry of entries) {
    const from = entry.start > month.from ? entry.start : month.from;
    const to = entry.end < month.to ? entry.end : month.to;
    if (from >= to) continue;
    const business = hours.between(from, to);
    const afterHours = minutes(to - from - business);
    if (business > 0) {
      const start = afterHours === 0 ? from : hours.nextOpen(from, to);
      add({
        entry,
        class: 'business',
        start,
        minutesWorked: business,
        minutes: roundUp(business, increment),
      });
    }
    if (afterHours > 0) {
      const start = business === 0 ? from : hours.nextClosed(from, to);
      add({
        entry,
        class: 'after-hours',
        start,
        minutesWorked: afterHours,
        minutes: roundUp(afterHours, increment),
      });
    }
  }
  return isInOrder ? units : units.sort(inOrder);
}

/** Two units of one entry never start together. */
function inOrder(a: Unit, b: Unit): number {
  if (a.start !== b.start) return a.start - b.start;
  return a.entry.id < b.entry.id ? -1 : 1;
}
