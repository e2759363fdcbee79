import { z } from 'zod';
import { businessHours } from '../calendars/calendar.ts';
import { TechnologyGroupId } from '../clients/client.ts';
import { day, formatDay } from '../core/day.ts';
import { halfUp } from '../core/ratio.ts';
import { Day } from '../core/shape.ts';
import type { ContractMonth } from './contract-month.ts';
import { roles } from './pool.ts';
import type { Entry } from './scenario.ts';
import type { Statement } from './statement.ts';

/** A local day of the month: what is used of the hours by its end, what even use would have come to, and by whose work. */
export const BurnDay = z
  .object({
    day: Day,
    minutesUsed: z.int(),
    minutesEven: z.int(),
    worked: z.array(
      z.object({
        role: z.enum(roles),
        technologyGroup: TechnologyGroupId.nullable(),
        minutes: z.int(),
      }),
    ),
  })
  .meta({ id: 'BurnDay' });
export type BurnDay = z.output<typeof BurnDay>;

/**
 * The month day by day, in the contract's zone: minutes drawn on pools or beyond them, running up, against the allotted minutes spread
 * evenly over the month's business time. A unit counts on the day on which it starts.
 *
 * Example: 1,200 minutes allotted, 20 business days of 9 hours: after two of them even use is 120.
 */
export function burnDown(
  { frame, span, days }: ContractMonth,
  statement: Statement,
  entryOf: (id: string) => Entry,
): BurnDay[] {
  const hours = businessHours(frame.calendar);
  const allotted = statement.pools.reduce((sum, { minutesAllotted }) => sum + minutesAllotted, 0);
  const businessMinutes = hours.between(span.from, span.to);
  const units = Map.groupBy(
    statement.units.filter(({ outcome }) => outcome === 'drawn'),
    ({ start }) => frame.zone.dayAt(start),
  );
  let used = 0;
  return Array.from({ length: days.to - days.from }, (_, index) => {
    const date = day(days.from + index);
    const ofDay = units.get(date) ?? [];
    used += ofDay.reduce((sum, { minutes }) => sum + minutes, 0);
    const passed = hours.between(span.from, frame.zone.momentAt(day(date + 1), 0));
    return {
      day: formatDay(date),
      minutesUsed: used,
      minutesEven: businessMinutes === 0 ? 0 : halfUp(allotted, passed, businessMinutes),
      worked: byWork(ofDay.map(({ entry, minutes }) => ({ ...entryOf(entry), minutes }))),
    };
  });
}

/** The minutes of each role and technology group, CSDM first, then by group. */
function byWork(
  units: readonly (Pick<Entry, 'role' | 'technologyGroup'> & { readonly minutes: number })[],
): BurnDay['worked'] {
  const groups = Map.groupBy(units, ({ role, technologyGroup }) =>
    role === 'csdm' ? '' : (technologyGroup ?? ''),
  );
  return [...groups]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([group, ofGroup]) => ({
      role: group === '' ? ('csdm' as const) : ('cse' as const),
      technologyGroup: group === '' ? null : TechnologyGroupId.parse(group),
      minutes: ofGroup.reduce((sum, { minutes }) => sum + minutes, 0),
    }));
}
