import type { Handlers } from '../core/route.ts';
import type { Context } from '../people/context.ts';
import { detailsOf, theMonth } from './handlers.ts';
import { namesOf } from './month-hours.ts';
import type { whatIfApi } from './what-if-api.ts';
import { whatIf } from './what-if.ts';

export const whatIfHandlers: Handlers<typeof whatIfApi, Context> = {
  async priceWhatIf(context, { params, query, body }) {
    const { rated } = await theMonth(context, params, query.contract);
    const details = await detailsOf(context.db, context.providerId, {
      entries: rated.scenario.entries.map(({ id }) => id),
      expenses: rated.scenario.expenses.map(({ id }) => id),
    });
    return whatIf(rated.scenario, body.changes, namesOf(rated, details), details.groupName);
  },
};
