import { day, formatDay } from '../core/day.ts';
import type { Handlers } from '../core/route.ts';
import type { Context } from '../people/context.ts';
import type { ClientId } from '../people/person.ts';
import { occurrencesOf } from '../plan/occurrence-handlers.ts';
import { aheadDays } from '../plan/occurrence.ts';
import { minuteOf, theMonth } from './handlers.ts';
import type { plannedApi } from './planned-api.ts';
import { plannedItem, plannedWork, type PlannedItem } from './planned-work.ts';

/** More occurrences than a month of any plan has. */
const itemsMost = 500;

export const plannedHandlers: Handlers<typeof plannedApi, Context> = {
  async showPlannedWork(context, { params, query }) {
    const { rated } = await theMonth(context, params, query.contract);
    const { month, logged } = rated;
    const { zone } = month.frame;
    const today = zone.dayAt(minuteOf(context.now));
    // What is over takes no more work; of a month to come, its whole pools are there.
    const open = logged.statement.pools.filter(
      ({ pool }) => today < month.days.to && pool.validity.to > today,
    );
    const end = formatDay(month.days.to);
    const isRunning = today >= month.days.from;
    const from = isRunning ? undefined : formatDay(month.days.from);
    const due = await itemsOf(context, params.client, { from, to: end });
    // Work is done at most so many days ahead, so what is due later than that cannot come forward.
    const later = isRunning
      ? await itemsOf(context, params.client, { from: end, to: formatDay(day(today + aheadDays + 1)) })
      : [];
    return plannedWork(open, due, later);
  },
};

/** What is open of the plan and due on these days, by day; what is blocked is no work yet. */
async function itemsOf(
  context: Context,
  client: ClientId,
  span: { readonly from: string | undefined; readonly to: string },
): Promise<PlannedItem[]> {
  const states = ['overdue', 'due', 'planned'] as const;
  const found = await occurrencesOf(context, { client, ...span, states }, itemsMost);
  return found.flatMap((occurrence) => plannedItem(occurrence) ?? []);
}
