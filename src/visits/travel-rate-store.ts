import type { Db } from '../database/transaction.ts';
import type { PersonId, ProviderId } from '../people/person.ts';
import { rateFrom, rateIn } from './cost.ts';
import { TravelRate } from './travel-rate.ts';

/** Every travel rate of the provider by currency and unit, the latest first. */
export async function listTravelRates(db: Db, provider: ProviderId): Promise<TravelRate[]> {
  const rows = await db
    .selectFrom('travel_rate')
    .select(['currency', 'unit', 'rate', 'from_day'])
    .where('provider_id', '=', provider)
    .orderBy('currency')
    .orderBy('kind')
    .orderBy('from_day', 'desc')
    .execute();
  return rows.map(({ currency, unit, rate, from_day }) =>
    TravelRate.parse({ currency, unit, rate: rateFrom(rate), from: from_day }),
  );
}

export async function insertTravelRate(
  db: Db,
  provider: ProviderId,
  { currency, unit, rate, from }: TravelRate,
  by: { readonly person: PersonId; readonly at: Temporal.Instant },
): Promise<void> {
  await db
    .insertInto('travel_rate')
    .values({
      provider_id: provider,
      currency,
      unit,
      rate: rateIn(rate),
      from_day: from,
      set_by: by.person,
      set_at: by.at.toString(),
    })
    .execute();
}
