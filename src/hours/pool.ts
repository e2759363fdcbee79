import type { Day } from '../core/day.ts';
import { minutes, type Minutes } from '../core/minutes.ts';
import { money, type Money } from '../core/money.ts';
import { dayCount, daysOf, type Month } from '../core/month.ts';
import { covers, days, overlap, type Period } from '../core/period.ts';
import { halfUp } from '../core/ratio.ts';

export const roles = ['csdm', 'cse'] as const;
export type Role = (typeof roles)[number];

export const prorations = ['calendar-days', 'whole-month'] as const;
/** What a month with fewer days gives of a package: its share by days, or all of it if any day is active. */
export type Proration = (typeof prorations)[number];

export const poolKinds = ['base', 'supplemental'] as const;

/** A package as it stands in the contract: its hours a month are a pool in each month. */
export interface Pool {
  readonly id: string;
  readonly kind: (typeof poolKinds)[number];
  readonly roles: readonly Role[];
  readonly technologyGroups: readonly string[];
  /** Of a whole month. */
  readonly minutesMonthly: Minutes;
  readonly feeMonthly: Money;
  /** Local dates of the contract's zone. */
  readonly validity: Period;
}

/** A pool in one month. */
export interface Allotment {
  readonly pool: Pool;
  readonly daysActive: number;
  readonly minutes: Minutes;
  readonly fee: Money;
}

/**
 * What a pool comes to in a month: the days in contract term, validity and month count, out of the days of the month; minutes and fee
 * are each rounded half up, once. Service guide, sections 2.1 and 6.
 *
 * Example: 10 hours for 1,650.00, valid from 16 November: 15 of 30 days, 300 minutes, 825.00. By `whole-month`: 600 minutes, 1,650.00.
 */
export function allot(pool: Pool, term: Period, month: Month, proration: Proration): Allotment {
  const daysActive = days(overlap(overlap(term, pool.validity), daysOf(month)));
  const counted = proration === 'whole-month' && daysActive > 0 ? dayCount(month) : daysActive;
  return {
    pool,
    daysActive,
    minutes: minutes(halfUp(pool.minutesMonthly, counted, dayCount(month))),
    fee: money(halfUp(pool.feeMonthly, counted, dayCount(month))),
  };
}

/** Work that asks for a pool. A CSE works in a technology group; a CSDM's, if one is named, plays no part. */
export interface Work {
  readonly role: Role;
  readonly technologyGroup: string | null;
}

/** A month's pool of any shape: an allotment, a balance. */
interface PoolLike {
  readonly pool: Pool;
}

/**
 * The pools that are for some work whatever its date, in the order in which they are drawn on: supplemental ones as they stand in the
 * contract, then the base. Looked up once for each role and technology group.
 */
export function chooser<T extends PoolLike>(pools: readonly T[]): (work: Work) => readonly T[] {
  const ordered = [
    ...pools.filter(({ pool }) => pool.kind === 'supplemental'),
    ...pools.filter(({ pool }) => pool.kind === 'base'),
  ];
  const ofCsdm = ordered.filter(({ pool }) => pool.roles.includes('csdm'));
  const ofCse = ordered.filter(({ pool }) => pool.roles.includes('cse'));
  const ofGroup = new Map<string | null, readonly T[]>();
  return ({ role, technologyGroup }) => {
    if (role === 'csdm') return ofCsdm;
    const known = ofGroup.get(technologyGroup);
    if (known) return known;
    const found = ofCse.filter(
      ({ pool }) => technologyGroup !== null && pool.technologyGroups.includes(technologyGroup),
    );
    ofGroup.set(technologyGroup, found);
    return found;
  };
}

/** Those of them that take the work of a day: the local date on which the entry starts is in their validity. */
export function validOn<T extends PoolLike>(day: Day, pools: readonly T[]): readonly T[] {
  const isValid = ({ pool }: T): boolean => covers(pool.validity, day);
  return pools.every(isValid) ? pools : pools.filter(isValid);
}
