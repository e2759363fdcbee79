import { writeStatement, type Statement, type WrittenStatement } from '../hours/statement.ts';

/**
 * A statement as a closed month keeps it: its text without the allocations, and these as columns of figures, which take a fifth of the
 * room. Together they are the statement, byte for byte.
 */
export interface FrozenStatement {
  readonly text: string;
  readonly draws: Draws;
}

/** Every draw in the order in which it was made, one figure of it in each list. */
export interface Draws {
  readonly entry: readonly string[];
  /** Which pool of the statement, counted from 1; 0 is overage. */
  readonly pool: readonly number[];
  readonly afterHours: readonly boolean[];
  readonly minutes: readonly number[];
}

/** Example: 75 minutes of an entry, 15 of them on the first pool and 60 beyond: pools 1 and 0, minutes 15 and 60. */
export function freeze(statement: Statement): FrozenStatement {
  const places = new Map(statement.pools.map(({ pool }, index) => [pool.id, index + 1]));
  const entry: string[] = [];
  const pool: number[] = [];
  const afterHours: boolean[] = [];
  const minutes: number[] = [];
  for (const unit of statement.units) {
    for (const draw of unit.draws) {
      entry.push(unit.entry);
      pool.push(draw.pool === null ? 0 : (places.get(draw.pool) ?? 0));
      afterHours.push(unit.class === 'after-hours');
      minutes.push(draw.minutes);
    }
  }
  return {
    text: JSON.stringify(writeStatement({ ...statement, units: [] })),
    draws: { entry, pool, afterHours, minutes },
  };
}

/** The statement as it was written before it was frozen, as `tandem rate` prints it on one line. */
export function thaw({ text, draws }: FrozenStatement): string {
  const written: WrittenStatement = JSON.parse(text);
  const allocations = draws.entry.map((entry, index) => ({
    entry,
    pool: draws.pool[index] === 0 ? null : (written.pools[(draws.pool[index] ?? 0) - 1]?.id ?? null),
    minutes: draws.minutes[index],
    class: draws.afterHours[index] ? 'after-hours' : 'business',
  }));
  return JSON.stringify({ ...written, allocations });
}
