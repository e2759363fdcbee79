import { z } from 'zod';
import type { Month } from '../core/month.ts';
import { bandOf, pastMonthsMin } from './ratio-band.ts';

/** How often the bands held when past months were foretold from the months before them alone. */
export const HeldRate = z
  .object({
    /** Months that were foretold, and how many client months they had. */
    months: z.int(),
    clientMonths: z.int(),
    held50: z.int(),
    held80: z.int(),
    /** Whole percent of the client months, half up. */
    percent50: z.int(),
    percent80: z.int(),
    words: z.string(),
  })
  .meta({ id: 'HeldRate' });
export type HeldRate = z.output<typeof HeldRate>;

/** The ratios of all closed client months of one month, in any order. */
export interface PastMonth {
  readonly month: Month;
  readonly ratios: readonly number[];
}

/**
 * Foretells each past month from the months before it and counts how often its ratios fell within the bands, edges included; the last
 * `lookBack` months that can be foretold count. Null where none can, because fewer than 60 client months came before. Months may come in any order.
 *
 * Example: 100 client months in October, 90 in November, of which 73 lie within October's 80% band: "The 80% band held in 81% …".
 */
export function heldRate(past: readonly PastMonth[], lookBack: number): HeldRate | null {
  const ordered = past.toSorted((a, b) => a.month - b.month);
  const counts: Held[] = [];
  for (let index = ordered.length - 1; index > 0 && counts.length < lookBack; index--) {
    const count = heldIn(ordered[index]?.ratios ?? [], ordered.slice(0, index));
    if (count) counts.push(count);
  }
  return counts.length === 0 ? null : rateOf(counts.length, counts);
}

interface Held {
  readonly clientMonths: number;
  readonly held50: number;
  readonly held80: number;
}

function heldIn(ratios: readonly number[], before: readonly PastMonth[]): Held | null {
  const known = Float64Array.from(before.flatMap((month) => month.ratios)).sort();
  if (known.length < pastMonthsMin || ratios.length === 0) return null;
  const band = bandOf(known);
  const within = (lower: number, upper: number): number =>
    ratios.filter((ratio) => ratio >= lower && ratio <= upper).length;
  return {
    clientMonths: ratios.length,
    held50: within(band.lower50, band.upper50),
    held80: within(band.lower80, band.upper80),
  };
}

/** Counts of months, one by one or at several stages of each, as one rate. */
export function rateOf(months: number, counts: readonly Held[]): HeldRate {
  const total = (of: keyof Held): number => counts.reduce((sum, count) => sum + count[of], 0);
  const clientMonths = total('clientMonths');
  const percent = (held: number): number => Math.round((held * 100) / clientMonths);
  const percent80 = percent(total('held80'));
  return {
    months,
    clientMonths,
    held50: total('held50'),
    held80: total('held80'),
    percent50: percent(total('held50')),
    percent80,
    words: `The 80% band held in ${percent80}% of ${number.format(clientMonths)} client months, each foretold from the months before it.`,
  };
}

const number = new Intl.NumberFormat('en');
