import type { TechnologyGroupId } from '../clients/client.ts';
import { theClient } from '../clients/handlers.ts';
import { listTechnologyGroups } from '../clients/store.ts';
import { notFound, Refused, type RefusalKind } from '../core/refusal.ts';
import type { Handlers } from '../core/route.ts';
import { todayIn } from '../core/zone.ts';
import { refusing } from '../database/refusals.ts';
import type { Context } from '../people/context.ts';
import { findProvider } from '../people/store.ts';
import { bookGroupUnknown, bookOnThatDay, type contractsApi } from './api.ts';
import { guidePriceBook } from './guide-price-book.ts';
import { bookInForce, type PriceBook, type PriceBookDraft, type PriceBookId } from './price-book.ts';
import { findPriceBook, insertPriceBook, listPriceBooks } from './price-book-store.ts';
import { recommend } from './recommendation.ts';
import { rules } from './rule.ts';
import { chargeable } from './terms.ts';

const constraints: Readonly<Record<string, RefusalKind>> = {
  price_book_provider_id_currency_from_day_key: bookOnThatDay,
};

type Routes = Pick<
  typeof contractsApi,
  | 'listPriceBooks'
  | 'getPriceBook'
  | 'getPriceBookInForce'
  | 'draftPriceBook'
  | 'publishPriceBook'
  | 'recommendForClient'
  | 'recommend'
>;

export const priceBookHandlers: Handlers<Routes, Context> = {
  listPriceBooks: ({ db, providerId }) => listPriceBooks(db, providerId),

  getPriceBook: (context, { params }) => theBook(context, params.priceBook),

  async getPriceBookInForce(context, { query }) {
    return theBookInForce(context, query.currency, query.on ?? (await todayHere(context)));
  },

  async draftPriceBook(context, { query }) {
    return guidePriceBook(query.currency, query.from, await theGroups(context));
  },

  async publishPriceBook(context, { body }) {
    const { db, providerId } = context;
    await requireKnownGroups(context, body);
    const id = context.newId<'price-book'>();
    await refusing(constraints, insertPriceBook(db, providerId, id, body));
    context.record({ act: 'price-book.published', client: null, object: id, detail: body });
    return theBook(context, id);
  },

  async recommendForClient(context, { params, query }) {
    const client = await theClient(context, params.client);
    const { currency, timeZone, managedServicesSpend: spend, deviceCount: devices } = client;
    const book = await theBookInForce(context, currency, query.on ?? todayIn(timeZone, context.now));
    const groups = await theGroups(context);
    const technologyGroups = groups.filter((group) => client.technologyGroups.includes(group));
    return recommend(book, { spend, devices, technologyGroups });
  },

  async recommend(context, { query }) {
    const { currency, spend, devices } = query;
    if (chargeable(spend, currency, Number.MAX_SAFE_INTEGER) === null)
      throw new Refused(rules.amountUnfit, `${spend} is no amount of ${currency}.`);
    const groups = await theGroups(context);
    const unknown = query.technologyGroups.filter((group) => !groups.includes(group));
    if (unknown.length > 0)
      throw new Refused(rules.unknownGroup, `There is no technology group ${unknown.join(', ')}.`);
    const book = await theBookInForce(context, currency, query.on ?? (await todayHere(context)));
    const technologyGroups = groups.filter((group) => query.technologyGroups.includes(group));
    return recommend(book, { spend, devices, technologyGroups });
  },
};

async function theBook({ db, providerId }: Context, id: PriceBookId): Promise<PriceBook> {
  const book = await findPriceBook(db, providerId, id);
  if (!book) throw new Refused(notFound, notFound.title);
  return book;
}

async function theBookInForce(context: Context, currency: string, day: string): Promise<PriceBook> {
  const head = bookInForce(await listPriceBooks(context.db, context.providerId), currency, day);
  if (!head) throw new Refused(rules.noPriceBook, `No price book in ${currency} is in force on ${day}.`);
  return theBook(context, head.id);
}

/** The provider's technology groups, in its order. */
async function theGroups({ db, providerId }: Context): Promise<TechnologyGroupId[]> {
  const groups = await listTechnologyGroups(db, providerId);
  return groups.map(({ id }) => id);
}

/** The local date where the provider is. */
export async function todayHere({ db, providerId, now }: Context): Promise<string> {
  const provider = await findProvider(db, providerId);
  if (!provider) throw new Refused(notFound, notFound.title);
  return todayIn(provider.timeZone, now);
}

async function requireKnownGroups(context: Context, { packages }: PriceBookDraft): Promise<void> {
  const groups = await theGroups(context);
  const faults = packages.flatMap(({ technologyGroup }, i) =>
    technologyGroup === null || groups.includes(technologyGroup)
      ? []
      : [{ path: `/packages/${i}/technologyGroup`, message: `there is no ${technologyGroup}` }],
  );
  if (faults.length > 0)
    throw new Refused(bookGroupUnknown, `The technology groups are ${groups.join(', ')}.`, {}, faults);
}
