import type { Handlers } from '../core/route.ts';
import { refusing } from '../database/refusals.ts';
import type { Context } from '../people/context.ts';
import type { travelRatesApi } from './travel-rate-api.ts';
import { insertTravelRate, listTravelRates } from './travel-rate-store.ts';
import { travelRateOnThatDay } from './travel-rate.ts';

export const travelRatesHandlers: Handlers<typeof travelRatesApi, Context> = {
  listTravelRates: async ({ db, providerId }) => ({ rates: await listTravelRates(db, providerId) }),

  async setTravelRate(context, { body }) {
    const { db, providerId, actor, now } = context;
    const saved = insertTravelRate(db, providerId, body, { person: actor.id, at: now });
    await refusing({ travel_rate_pkey: travelRateOnThatDay }, saved);
    context.record({ act: 'travel-rate.set', client: null, object: null, detail: body });
    return body;
  },
};
