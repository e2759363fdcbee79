import { monthFrom } from '../core/month.ts';
import type { Handlers } from '../core/route.ts';
import type { Context } from '../people/context.ts';
import { ratedMonths } from './handlers.ts';
import type { poolsApi } from './pool-api.ts';
import { clientPools } from './pool-hours.ts';
import { contractMonthsOf } from './store.ts';

export const poolsHandlers: Handlers<typeof poolsApi, Context> = {
  async listPools({ db, providerId }, { params, body }) {
    const months = await contractMonthsOf(db, providerId, monthFrom(params.month), body.clients);
    const later = new Map(months.map((month) => [month.contract.clientId, month]));
    const rated = await ratedMonths(db, providerId, [...later.values()]);
    return rated.map(({ month, logged }) => clientPools(month.contract, logged.statement));
  },
};
