import { halfUp } from '../core/ratio.ts';
import { chooser, type Work } from './pool.ts';
import type { PoolMonth } from './statement.ts';

/** Some work and how many minutes of it there were. */
export interface WorkShare {
  readonly work: Work;
  readonly minutes: number;
}

/** What more work would do: how much of it the pools would take and how much would be overage. Together they are the work. */
export interface Drawn {
  readonly minutesDrawn: number;
  readonly minutesOverage: number;
}

/**
 * What becomes of more work in a month, for any number of minutes: work is taken to go on in the mix of roles and technology groups given,
 * each drawing on its supplemental pools in contract order and then on the base, as far as they go; the rest is overage. Pools are those
 * that take work from now on. Without a mix, all that is left in any pool is taken to serve. Whole minutes, half up once at the end;
 * more work never draws less and never makes less overage. Kinds of work draw in the order given where two share a supplement.
 *
 * Example: 60 minutes left for all, 100 for security alone, half of the work security: 200 minutes more draw 160 and are 40 overage.
 */
export function remainingHours(
  pools: readonly Unused[],
  mix: readonly WorkShare[],
): (minutes: number) => Drawn {
  const drawing = drawingOn(pools, mix);
  return (minutes) => {
    const { over, parts } = drawing(minutes);
    const minutesOverage = halfUp(over, 1, parts);
    return { minutesDrawn: minutes - minutesOverage, minutesOverage };
  };
}

/**
 * The same pool by pool: what more work draws on each, in the order given, each rounded half up by itself, so that together they may be a
 * minute off. Example: of the 160 minutes above, 100 are security's and 60 the other's.
 */
export function remainingByPool(
  pools: readonly Unused[],
  mix: readonly WorkShare[],
): (minutes: number) => readonly number[] {
  const drawing = drawingOn(pools, mix);
  return (minutes) => {
    const { left, parts } = drawing(minutes);
    return pools.map((pool) => halfUp(pool.minutesUnused * parts - (left.get(pool) ?? 0), 1, parts));
  };
}

type Unused = Pick<PoolMonth, 'pool' | 'minutesUnused'>;

/** What is left of each pool and what no pool takes, in parts of a minute, so that shares add up: a minute has as many as the mix has minutes. */
interface Drawing {
  readonly left: ReadonlyMap<Unused, number>;
  readonly over: number;
  readonly parts: number;
}

function drawingOn(pools: readonly Unused[], mix: readonly WorkShare[]): (minutes: number) => Drawing {
  const whole = mix.reduce((sum, { minutes }) => sum + minutes, 0);
  const poolsFor = chooser(pools);
  const kinds =
    whole === 0
      ? [{ share: 1, takenBy: pools }]
      : mix.map(({ work, minutes }) => ({ share: minutes, takenBy: poolsFor(work) }));
  const parts = Math.max(1, whole);
  return (minutes) => {
    const left = new Map(pools.map((pool) => [pool, pool.minutesUnused * parts]));
    let over = 0;
    for (const { share, takenBy } of kinds) {
      let open = minutes * share;
      for (const pool of takenBy) {
        const taken = Math.min(open, left.get(pool) ?? 0);
        left.set(pool, (left.get(pool) ?? 0) - taken);
        open -= taken;
      }
      over += open;
    }
    return { left, over, parts };
  };
}
