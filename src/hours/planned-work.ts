import { z } from 'zod';
import { TechnologyGroupId } from '../clients/client.ts';
import { PackageId } from '../contracts/package.ts';
import { known } from '../core/id.ts';
import { Day } from '../core/shape.ts';
import { Occurrence } from '../plan/occurrence.ts';
import { chooser, roles, type Role } from './pool.ts';
import type { PoolMonth } from './statement.ts';

/** Work of the plan that is still to be done: what of its estimate was not worked yet. */
export const PlannedItem = z
  .object({
    occurrence: Occurrence.shape.id,
    name: z.string(),
    role: z.enum(roles),
    technologyGroup: TechnologyGroupId.nullable(),
    dueDay: Day,
    minutes: z.int(),
  })
  .meta({ id: 'PlannedItem' });
export type PlannedItem = z.output<typeof PlannedItem>;

/** What the plan still takes of a month's pools, and what of it could be done sooner. */
export const PlannedWork = z
  .object({
    /** By the end of the month, and what of it no pool would cover. */
    minutes: z.int(),
    minutesBeyond: z.int(),
    /** Package by package, in the order of the contract: what the plan still takes of it, and what is left then. */
    pools: z.array(z.object({ package: PackageId, minutesPlanned: z.int(), minutesLeft: z.int() })),
    /** What is due by the end of the month, what is overdue included, by day. */
    due: z.array(PlannedItem),
    /** What is due after the month and would be taken whole by what is left, by day. */
    couldComeForward: z.array(PlannedItem),
  })
  .meta({ id: 'PlannedWork' });
export type PlannedWork = z.output<typeof PlannedWork>;

/**
 * What planned work draws on the pools that take work from now on: item by item in the order given, each on its supplemental pools in the
 * order of the contract, then on the base. Work of CSEs without a technology group takes from any pool with CSE time. What is due later
 * follows, each item only where what is left takes all of it, so that nothing is brought forward into overage. Whole minutes; nothing is
 * rounded. Items without minutes stand in neither list. Source: service guide, sections 2.2 and 5.
 *
 * Example: 4 h left for network; 1 h of network due this month and 2 h, 90 min and 1 h due in the next: 3 h are left, of which 2 h and 1 h
 * could come forward.
 */
export function plannedWork(
  pools: readonly Pick<PoolMonth, 'pool' | 'minutesUnused'>[],
  due: readonly PlannedItem[],
  later: readonly PlannedItem[],
): PlannedWork {
  const left = new Map(pools.map((one) => [one.pool.id, Number(one.minutesUnused)]));
  const poolsFor = chooser(pools);
  const takenBy = ({ role, technologyGroup }: PlannedItem) =>
    role === 'cse' && technologyGroup === null
      ? pools.filter(({ pool }) => pool.roles.includes('cse'))
      : poolsFor({ role, technologyGroup });
  /** What of an item no pool covers; what they cover is drawn. */
  const draw = (item: PlannedItem): number => {
    let open = item.minutes;
    for (const { pool } of takenBy(item)) {
      const taken = Math.min(open, left.get(pool.id) ?? 0);
      left.set(pool.id, (left.get(pool.id) ?? 0) - taken);
      open -= taken;
    }
    return open;
  };
  const dueNow = due.filter(({ minutes }) => minutes > 0);
  const minutesBeyond = dueNow.reduce((sum, item) => sum + draw(item), 0);
  const leftThen = new Map(left);
  const couldComeForward = later.filter((item) => {
    const room = takenBy(item).reduce((sum, { pool }) => sum + (left.get(pool.id) ?? 0), 0);
    if (item.minutes === 0 || room < item.minutes) return false;
    draw(item);
    return true;
  });
  return {
    minutes: dueNow.reduce((sum, { minutes }) => sum + minutes, 0),
    minutesBeyond,
    pools: pools.map(({ pool, minutesUnused }) => {
      const minutesLeft = leftThen.get(pool.id) ?? 0;
      return {
        package: known<'package'>(pool.id),
        minutesPlanned: minutesUnused - minutesLeft,
        minutesLeft,
      };
    }),
    due: dueNow,
    couldComeForward,
  };
}

/** An occurrence as work of pools; null where it is the client's own to do. */
export function plannedItem({
  id,
  name,
  owner,
  technologyGroup,
  dueDay,
  minutes,
  minutesSpent,
}: Pick<
  Occurrence,
  'id' | 'name' | 'owner' | 'technologyGroup' | 'dueDay' | 'minutes' | 'minutesSpent'
>): PlannedItem | null {
  const role: Role | undefined = roles.find((known) => known === owner);
  if (role === undefined) return null;
  return {
    occurrence: id,
    name,
    role,
    technologyGroup: role === 'csdm' ? null : technologyGroup,
    dueDay,
    minutes: Math.max(0, minutes - minutesSpent),
  };
}
