import { z } from 'zod';
import { PackageId } from '../contracts/package.ts';
import { formatDay, type Day as LocalDay } from '../core/day.ts';
import { known } from '../core/id.ts';
import { Day } from '../core/shape.ts';
import type { ContractMonth } from './contract-month.ts';
import type { Outlook } from './outlook.ts';
import type { RatioBand } from './ratio-band.ts';
import type { PoolMonth } from './statement.ts';

export const Range = z.object({ from: z.int(), to: z.int() });

/** Minutes used at the end, or by the end of a day: the middle, and the bands that half and four fifths of the past fell into. */
export const UsedBand = z.object({ median: z.int(), band50: Range, band80: Range });
export type UsedBand = z.output<typeof UsedBand>;

/** Where one package's hours of a month will end. */
export const PoolForecast = UsedBand.extend({
  package: PackageId,
  minutesUsed: z.int(),
  minutesAllotted: z.int(),
  /** The local day by whose end the package is used up, or was; null where some of it is left. */
  usedUp: z.object({ median: Day.nullable(), upper: Day.nullable() }),
}).meta({ id: 'PoolForecast' });
export type PoolForecast = z.output<typeof PoolForecast>;

/** A day to come, and how much of what is still to come has come by its end. */
export interface PathStep {
  readonly day: LocalDay;
  readonly share: (minutes: number) => number;
}

/** Minutes used at the edges of the bands, by what is used with what is still to come at each ratio of the past. */
export const usedBand = (ratios: RatioBand, usedWith: (ratio: number) => number): UsedBand => ({
  median: usedWith(ratios.median),
  band50: { from: usedWith(ratios.lower50), to: usedWith(ratios.upper50) },
  band80: { from: usedWith(ratios.lower80), to: usedWith(ratios.upper80) },
});

/**
 * Where each package of a month will end, in the order of the statement: what is used of it, and what the work still to come draws on it
 * in the mix of roles and technology groups of the month so far. The bands are those of the month, carried over to its packages; a package
 * is never told beyond its hours, because what goes beyond is overage of the month. Whole minutes, each package rounded by itself.
 *
 * Example: 10 h of security, 8 h used, half of the work security and 3 to 6 h to come for the month: 9 h 30 min to 10 h, used up on the
 * first day by whose end 4 h of the month's work have come, if they do.
 */
export function poolForecasts(
  { frame }: Pick<ContractMonth, 'frame'>,
  { statement, remaining, drawnWith }: Outlook,
  ratios: RatioBand,
  path: readonly PathStep[],
): PoolForecast[] {
  return statement.pools.map(({ pool, minutesUsed, minutesAllotted, minutesUnused }) => {
    const drawn = (minutes: number): number => Math.min(minutesUnused, drawnWith(minutes).get(pool.id) ?? 0);
    const usedUp = (ratio: number): string | null => {
      const last = minutesUnused === 0 ? lastDraw(statement.units, pool.id) : undefined;
      if (last !== undefined) return formatDay(frame.zone.dayAt(last));
      const found = path.find(({ share }) => drawn(share(remaining(ratio))) === minutesUnused);
      return found ? formatDay(found.day) : null;
    };
    return {
      package: known<'package'>(pool.id),
      minutesUsed,
      minutesAllotted,
      ...usedBand(ratios, (ratio) => minutesUsed + drawn(remaining(ratio))),
      usedUp: { median: usedUp(ratios.median), upper: usedUp(ratios.upper80) },
    };
  });
}

/** When work last drew on a pool. */
const lastDraw = (units: Outlook['statement']['units'], pool: PoolMonth['pool']['id']) =>
  units.findLast(({ draws }) => draws.some((draw) => draw.pool === pool))?.start;
