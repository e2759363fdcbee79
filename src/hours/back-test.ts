import { heldRate, rateOf, type HeldRate, type PastMonth } from './held-rate.ts';

/** How often the bands of forecasts held in all past months that can be foretold: at stages of the month, and over these together. */
export interface BackTest {
  readonly stages: readonly { readonly percentPassed: number; readonly held: HeldRate }[];
  /** Null where no month can be foretold. */
  readonly all: HeldRate | null;
}

/** The marks at which months are foretold: at the beginning, after two, five, ten, fifteen and eighteen of about twenty business days. */
export const stagesTested = [0, 2, 5, 10, 15, 18] as const;

/**
 * Foretells every past month from the months before it alone, at each stage, and counts. `pastAt` gives the months at a mark.
 * Example: 4,579 client months of 23 months, of which the first can be foretold from nothing and is left out.
 */
export function backTest(marks: number, pastAt: (mark: number) => readonly PastMonth[]): BackTest {
  const stages = stagesTested.flatMap((mark) => {
    const held = heldRate(pastAt(mark), Infinity);
    return held ? [{ percentPassed: (mark * 100) / marks, held }] : [];
  });
  const [first] = stages;
  return {
    stages,
    all: first
      ? rateOf(
          first.held.months,
          stages.map(({ held }) => held),
        )
      : null,
  };
}
