import { theClient } from '../clients/handlers.ts';
import { day } from '../core/day.ts';
import type { Instant } from '../core/instant.ts';
import { monthOf, monthsLater, type Month } from '../core/month.ts';
import { Refused } from '../core/refusal.ts';
import type { Handlers } from '../core/route.ts';
import { monthClosed } from '../database/refusals.ts';
import type { Context } from '../people/context.ts';
import type { ClientId } from '../people/person.ts';
import { minuteOf } from '../time/capture.ts';
import { noContract } from './api.ts';
import { beyondCapOf, overageBases } from './cap-handlers.ts';
import { scenarioOf, type ContractMonth } from './contract-month.ts';
import { ratedMonths } from './handlers.ts';
import type { previewsApi } from './preview-api.ts';
import { preview } from './preview.ts';
import * as store from './store.ts';

export const previewsHandlers: Handlers<typeof previewsApi, Context> = {
  async previewEntry(context, { query }) {
    const { db, providerId, actor } = context;
    const client = await theClient(context, query.client);
    const work = {
      client: client.id,
      person: query.person ?? actor.id,
      startedAt: query.startedAt,
      endedAt: query.endedAt,
    };
    const entry = {
      id: query.instead ?? context.newId<'entry'>(),
      role: query.role,
      technologyGroup: query.technologyGroup ?? null,
      start: minuteOf(query.startedAt),
      end: minuteOf(query.endedAt),
      billing: query.billing,
      approval: 'approved',
      afterHoursApproved: await store.isBooked(db, providerId, work),
    };
    const months = await monthsTouched(context, client.id, entry.start, entry.end);
    if (months.length === 0) throw new Refused(noContract, `${client.name} has none on this day.`);
    if (months.some(({ state }) => state.kind === 'closed'))
      throw new Refused(monthClosed, monthClosed.title);
    const rated = await ratedMonths(db, providerId, months);
    return Promise.all(
      rated.map(async (one) => {
        const [own] = scenarioOf(one.month, [entry], []).entries;
        if (!own) throw new Error(`${query.startedAt} is in no part of ${query.endedAt}`);
        const previewed = preview(one.scenario, own);
        const [basis] = await overageBases(db, providerId, [one]);
        const beyondCap = beyondCapOf(one.month, previewed, basis ?? null);
        return { ...previewed, beyondCap, contractId: one.month.contract.id };
      }),
    );
  },
};

/** The contract months in which time would lie. */
async function monthsTouched(
  { db, providerId }: Context,
  client: ClientId,
  from: Instant,
  to: Instant,
): Promise<ContractMonth[]> {
  // A day either side of the days in UTC, whatever the contract's zone.
  const dayOf = (at: Instant, offset: number): Month => monthOf(day(Math.floor(at / 1440) + offset));
  const found: ContractMonth[] = [];
  for (let month = dayOf(from, -1); month <= dayOf(to, 1); month = monthsLater(month, 1)) {
    const months = await store.contractMonthsOf(db, providerId, month, client);
    found.push(...months.filter(({ span }) => from < span.to && to > span.from));
  }
  return found;
}
