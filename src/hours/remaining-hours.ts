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
  pools: readonly Pick<PoolMonth, 'pool' | 'minutesUnused'>[],
  mix: readonly WorkShare[],
): (minutes: number) => Drawn {
  const unused = pools.reduce((sum, { minutesUnused }) => sum + minutesUnused, 0);
  const whole = mix.reduce((sum, { minutes }) => sum + minutes, 0);
  if (whole === 0) {
    return (minutes) => ({
      minutesDrawn: Math.min(minutes, unused),
      minutesOverage: Math.max(0, minutes - unused),
    });
  }
  const poolsFor = chooser(pools);
  const kinds = mix.map(({ work, minutes }) => ({ share: minutes, takenBy: poolsFor(work) }));
  return (minutes) => {
    // In parts of a minute, so that shares add up: a minute has as many as the mix has minutes.
    const left = new Map(pools.map((pool) => [pool, pool.minutesUnused * whole]));
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
    const minutesOverage = halfUp(over, 1, whole);
    return { minutesDrawn: minutes - minutesOverage, minutesOverage };
  };
}
