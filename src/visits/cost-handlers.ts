import { theClient } from '../clients/handlers.ts';
import type { Context } from '../people/context.ts';
import type { ClientId } from '../people/person.ts';
import { currencyOn } from './expense-store.ts';
import { listTravelRates } from './travel-rate-store.ts';
import { ratesOn, type TravelRates } from './travel-rate.ts';

/** The money in which a client pays for what something costs on a day. */
export async function currencyFor(context: Context, client: ClientId, day: string): Promise<string> {
  await theClient(context, client);
  return currencyOn(context.db, context.providerId, client, day);
}

/** What travel is charged at in a currency on a day. */
export const ratesFor = async (
  { db, providerId }: Context,
  currency: string,
  day: string,
): Promise<TravelRates> => ratesOn(await listTravelRates(db, providerId), currency, day);
