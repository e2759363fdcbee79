import type { Instant } from '../core/instant.ts';
import type { Minutes } from '../core/minutes.ts';
import { formatMoney, type Currency, type Money } from '../core/money.ts';
import { formatMonth, type Month } from '../core/month.ts';
import type { Pool } from './pool.ts';
import type { Rates } from './terms.ts';
import type { UnitClass } from './unit.ts';

/**
 * What a month's time and fees come to, with every step that led there: each unit says what became of it and each draw says what it
 * found in its pool and left, so that any figure can be explained and replayed from the statement alone.
 */
export interface Statement {
  readonly month: Month;
  readonly currency: Currency;
  readonly daysInMonth: number;
  /** Those with an active day in the month, as they stand in the contract. */
  readonly pools: readonly PoolMonth[];
  /** All units of the month, in the order in which they were taken. */
  readonly units: readonly RatedUnit[];
  readonly lines: readonly Line[];
  readonly exceptions: readonly Exception[];
  /** The sum of the lines. */
  readonly total: Money;
}

export interface PoolMonth {
  readonly pool: Pool;
  readonly daysActive: number;
  readonly minutesAllotted: Minutes;
  readonly minutesUsed: Minutes;
  /** They expire with the month. */
  readonly minutesUnused: Minutes;
  readonly fee: Money;
}

export interface RatedUnit {
  readonly entry: string;
  readonly class: UnitClass;
  readonly start: Instant;
  readonly minutesWorked: Minutes;
  /** After rounding. */
  readonly minutes: Minutes;
  readonly outcome: Outcome;
  /** In the order in which they were made; together they are the unit's minutes. Empty unless the outcome is `drawn`. */
  readonly draws: readonly Draw[];
}

/** What became of a unit: drawn on pools, on a line by the hour, left out, or held back for someone to decide. */
export type Outcome = 'drawn' | 'after-hours' | 'incremental' | 'rejected' | 'left-out' | HeldBack;
export type HeldBack = 'not-approved' | 'after-hours-not-approved' | 'no-matching-pool';

export function isHeldBack(outcome: Outcome): outcome is HeldBack {
  return (
    outcome === 'not-approved' || outcome === 'after-hours-not-approved' || outcome === 'no-matching-pool'
  );
}

/** Minutes taken from a pool and the pool's balance before and after, or overage, which has none. */
export type Draw =
  | { readonly pool: string; readonly minutes: Minutes; readonly before: Minutes; readonly after: Minutes }
  | { readonly pool: null; readonly minutes: Minutes };

export type Line = FeeLine | HourLine | ExpenseLine;
export interface FeeLine {
  readonly kind: 'base-fee' | 'supplemental-fee';
  readonly pool: string;
  readonly amount: Money;
}
/** What is billed by the hour, in the order of a statement, each with the rate of the contract that it is billed at. */
export const hourKinds = [
  ['overage', 'overage'],
  ['after-hours', 'afterHours'],
  ['after-hours-surcharge', 'afterHoursSurcharge'],
  ['incremental', 'incremental'],
] as const satisfies readonly (readonly [string, keyof Rates])[];

/** One for each kind and rate that had work in the month. */
export interface HourLine {
  readonly kind: (typeof hourKinds)[number][0];
  readonly minutes: Minutes;
  /** For an hour. */
  readonly rate: Money;
  readonly amount: Money;
}
export interface ExpenseLine {
  readonly kind: 'expense';
  readonly expense: string;
  readonly amount: Money;
}

/** On no invoice until someone has decided. */
export type Exception =
  | { readonly entry: string; readonly reason: HeldBack; readonly minutes: Minutes }
  | { readonly expense: string; readonly reason: 'site-visit-not-approved' };

/** The statement as it is written: amounts as decimal strings with all the decimals of the currency, fields always in this order. */
export interface WrittenStatement {
  readonly month: string;
  readonly pools: readonly {
    readonly id: string;
    readonly allottedMinutes: number;
    readonly usedMinutes: number;
    readonly unusedMinutes: number;
  }[];
  readonly allocations: readonly {
    readonly entry: string;
    readonly pool: string | null;
    readonly minutes: number;
    readonly class: UnitClass;
  }[];
  readonly lines: readonly WrittenLine[];
  readonly exceptions: readonly Exception[];
  readonly total: string;
}
type WrittenLine =
  | (Omit<FeeLine, 'amount'> & { readonly amount: string })
  | (Omit<HourLine, 'rate' | 'amount'> & { readonly rate: string; readonly amount: string })
  | (Omit<ExpenseLine, 'amount'> & { readonly amount: string });

/** Example: a base fee of 330000 cents is written `{"kind":"base-fee","pool":"base","amount":"3300.00"}`. */
export function writeStatement(statement: Statement): WrittenStatement {
  const { currency } = statement;
  return {
    month: formatMonth(statement.month),
    pools: statement.pools.map(({ pool, minutesAllotted, minutesUsed, minutesUnused }) => ({
      id: pool.id,
      allottedMinutes: minutesAllotted,
      usedMinutes: minutesUsed,
      unusedMinutes: minutesUnused,
    })),
    allocations: statement.units.flatMap((unit) =>
      unit.draws.map(({ pool, minutes }) => ({ entry: unit.entry, pool, minutes, class: unit.class })),
    ),
    lines: statement.lines.map((line) => writeLine(line, currency)),
    exceptions: statement.exceptions,
    total: formatMoney(statement.total, currency),
  };
}

function writeLine(line: Line, currency: Currency): WrittenLine {
  const amount = formatMoney(line.amount, currency);
  return 'rate' in line ? { ...line, rate: formatMoney(line.rate, currency), amount } : { ...line, amount };
}
