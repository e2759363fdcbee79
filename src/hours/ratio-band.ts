/** The middle of what came to pass, and the bands that held half and four fifths of it: whole ratios, as `ratiosOf` gives them. */
export interface RatioBand {
  readonly lower80: number;
  readonly lower50: number;
  readonly median: number;
  readonly upper50: number;
  readonly upper80: number;
}

/** Fewer past client months than this are no ground for a band. */
export const pastMonthsMin = 60;

/**
 * The bands of split-conformal prediction: with n ratios in order, a band of c percent goes from the one in place
 * floor((100 − c)(n + 1) ÷ 200) to the one in place ceil((100 + c)(n + 1) ÷ 200), counted from 1; the median is in place ceil(n ÷ 2).
 * If the next month is one like the others, whichever it is, it falls inside in at least c of 100 cases. Nothing is interpolated, so that
 * each edge is a ratio that came to pass. The order given plays no part; ties stand beside each other.
 *
 * Refused: fewer ratios than 60 are a fault of the caller and throw.
 * Example: of 99 ratios, the 80% band goes from the 10th to the 90th and the 50% band from the 25th to the 75th.
 */
export function ratioBand(ratios: Iterable<number>): RatioBand {
  return bandOf(Float64Array.from(ratios).sort());
}

/** The same of ratios that are in order. */
export function bandOf(sorted: Float64Array): RatioBand {
  const n = sorted.length;
  if (n < pastMonthsMin) throw new RangeError(`${n} ratios are too few for a band`);
  const inPlace = (place: number): number => sorted[place - 1] ?? Number.NaN;
  const lower = (percent: number): number => inPlace(Math.floor(((100 - percent) * (n + 1)) / 200));
  const upper = (percent: number): number => inPlace(Math.ceil(((100 + percent) * (n + 1)) / 200));
  return {
    lower80: lower(80),
    lower50: lower(50),
    median: inPlace(Math.ceil(n / 2)),
    upper50: upper(50),
    upper80: upper(80),
  };
}
