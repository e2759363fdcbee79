import { findCalendar } from '../calendars/store.ts';
import type { Client } from '../clients/client.ts';
import { theClient } from '../clients/handlers.ts';
import { listPurchasedServices, listTechnologyGroups } from '../clients/store.ts';
import { nextCursor, readCursor } from '../core/page.ts';
import type { RefusalKind } from '../core/refusal.ts';
import type { Answer, Handlers } from '../core/route.ts';
import { todayIn } from '../core/zone.ts';
import { refusing } from '../database/refusals.ts';
import { mayCall, supervisor } from '../people/access.ts';
import type { Context } from '../people/context.ts';
import type { ClientId, PersonId } from '../people/person.ts';
import type { contractsApi } from './api.ts';
import { changeRequestHandlers, makeOrderedChange, theContract } from './change-request-handlers.ts';
import type { ChangeOrder } from './change-rules.ts';
import {
  feeTogether,
  isPriced,
  orderOf,
  priced,
  termsOf,
  type ContractDraft,
  type Order,
  type QuotedPackage,
} from './contract-draft.ts';
import type { Contract, ContractId } from './contract.ts';
import { breachesOfAddition, breachesOfOrder, type Addition, type Offer } from './eligibility.ts';
import { groupsOf, type Package, type SupplementDraft } from './package.ts';
import { bookInForce, type PriceBook, type PriceBookId } from './price-book.ts';
import { priceBookHandlers, todayHere } from './price-book-handlers.ts';
import { findPriceBook, listPriceBooks } from './price-book-store.ts';
import { brokenRule, requireUnbroken, rules } from './rule.ts';
import * as store from './store.ts';
import { changeDayOf, orderInWords } from './supplement.ts';
import type { Terms } from './terms.ts';
import { warningHandlers } from './warning-handlers.ts';

const constraints: Readonly<Record<string, RefusalKind>> = {
  contract_provider_id_client_id_daterange_excl: rules.overlap,
  contract_provider_id_number_key: rules.numberTaken,
};

export const contractsHandlers: Handlers<typeof contractsApi, Context> = {
  ...priceBookHandlers,
  ...changeRequestHandlers,
  ...warningHandlers,

  async checkContract(context, { params, body }) {
    return checkOf(await offerOf(context, await theClient(context, params.client), body));
  },

  async createContract(context, { params, body }) {
    const client = await theClient(context, params.client);
    const offer = await offerOf(context, client, body);
    requireUnbroken(breachesOfOrder(offer));
    const signed = await theContract(context, await signContract(context, client, offer));
    context.record({ act: 'contract.signed', client: client.id, object: signed.id, detail: signed });
    return signed;
  },

  async listClientContracts(context, { params }) {
    const { id } = await theClient(context, params.client);
    return store.listContractsOf(context.db, context.providerId, id);
  },

  async listContracts(context, { query }) {
    const { db, providerId } = context;
    const day = query.on ?? (await todayHere(context));
    const [after = null] = readCursor(query.cursor) ?? [];
    const contracts = await store.listContractsOn(db, providerId, day, query.limit + 1, after);
    return nextCursor(contracts, query.limit, ({ number }) => [number]);
  },

  getContract: (context, { params }) => theContract(context, params.contract),

  async checkSupplement(context, { params, body }) {
    const addition = await additionOf(context, await theContract(context, params.contract), body);
    return {
      broken: breachesOfAddition(addition).map(brokenRule),
      orderedOn: addition.orderedOn,
      package: priced(addition.supplement, addition.book, addition.contract),
    };
  },

  async addSupplement(context, { params, body }) {
    const contract = await theContract(context, params.contract);
    const addition = await additionOf(context, contract, body);
    requireUnbroken(breachesOfAddition(addition));
    const offer = { contract, book: addition.book, order: orderOfAddition(addition) };
    const groups = await listTechnologyGroups(context.db, context.providerId);
    const [group] = groupsOf(addition.supplement);
    const groupName = groups.find(({ id }) => id === group)?.name ?? null;
    const words = orderInWords(addition.supplement, groupName, addition.orderedOn);
    await makeOrderedChange(context, offer, words);
    return theContract(context, contract.id);
  },
};

/** What an order would come to, and every rule it breaks. */
export function checkOf(offer: Offer): Answer<typeof contractsApi.checkContract> {
  const { order, book } = offer;
  const packages = book ? order.packages.map((ordered) => priced(ordered, book, order)) : [];
  return {
    broken: breachesOfOrder(offer).map(brokenRule),
    number: order.number,
    start: order.start,
    end: order.end,
    currency: order.currency,
    timeZone: order.timeZone,
    priceBook: book,
    terms: book && termsOf(order, book),
    tier: packages.find(({ kind }) => kind === 'base')?.tier ?? null,
    packages,
    feeMonthly: book && feeTogether(packages, order.currency),
  };
}

/** A draft with all that it is judged by. To a client, who sees no price book, there is none. */
export async function offerOf(context: Context, client: Client, draft: ContractDraft): Promise<Offer> {
  const { db, providerId, now, actor } = context;
  const order = orderOf(draft, client, now);
  return {
    order,
    client,
    services: await listPurchasedServices(db, providerId, client.id),
    book: await bookFor(context, order),
    technologyGroups: (await listTechnologyGroups(db, providerId)).map(({ id }) => id),
    contracts: await store.listContractsOf(db, providerId, client.id),
    calendarKnown: (await findCalendar(db, providerId, order.calendar)) !== null,
    numberTaken: await store.isNumberTaken(db, providerId, order.number),
    today: todayIn(order.timeZone, now),
    isSupervisor: mayCall(actor.roles, supervisor),
  };
}

/** What a supplement is judged by: today, who asks, the book its contract was sold from, and the day that book says unless one is named. */
async function additionOf(
  { db, providerId, now, actor }: Context,
  contract: Contract,
  draft: SupplementDraft,
): Promise<Addition> {
  const book = await findPriceBook(db, providerId, contract.priceBookId);
  if (!book) throw new Error('a contract was sold from a price book');
  const today = todayIn(contract.timeZone, now);
  const orderedOn = draft.orderedOn ?? today;
  return {
    contract,
    supplement: { ...draft, from: draft.from ?? changeDayOf(book, orderedOn, today) },
    orderedOn,
    services: await listPurchasedServices(db, providerId, contract.clientId),
    book,
    technologyGroups: (await listTechnologyGroups(db, providerId)).map(({ id }) => id),
    today,
    isSupervisor: mayCall(actor.roles, supervisor),
  };
}

/** The order for a supplement as a change of its contract. */
function orderOfAddition({ supplement, orderedOn }: Addition): ChangeOrder {
  const { scope, from, hoursPerMonth, feeMonthly } = supplement;
  const technologyGroups = [...groupsOf(supplement)];
  const part = { kind: 'supplement' as const, scope, technologyGroups, hoursPerMonth, feeMonthly };
  return { parts: [part], effectiveDay: from, orderedOn };
}

/** Signs an order that breaks no rule, at the prices of its book; nothing is recorded. */
export async function signContract(
  context: Context,
  { id }: Pick<Client, 'id'>,
  { order, book }: Pick<Offer, 'order' | 'book'>,
): Promise<ContractId> {
  if (!book) throw new Error('an order without a price book breaks a rule');
  const packages = order.packages.map((ordered) => priced(ordered, book, order));
  const acknowledged = { by: context.actor.id, at: context.now.toString() };
  return writeContract(context, id, {
    order,
    priceBookId: book.id,
    terms: termsOf(order, book),
    packages,
    acknowledged,
  });
}

/** What a contract is written down from. */
export interface Signing {
  readonly order: Order;
  readonly priceBookId: PriceBookId;
  readonly terms: Terms;
  readonly packages: readonly QuotedPackage[];
  /** Who said that people are available for the supplements, and when. */
  readonly acknowledged: { readonly by: PersonId; readonly at: string };
}

/** Writes down a contract that breaks no rule, with its packages, the base first; nothing is recorded. */
export async function writeContract(
  context: Context,
  clientId: ClientId,
  { order, priceBookId, terms, packages, acknowledged }: Signing,
): Promise<ContractId> {
  const { db, providerId } = context;
  const contract: store.NewContract = {
    id: context.newId<'contract'>(),
    clientId,
    number: order.number,
    priceBookId,
    calendarId: order.calendar,
    currency: order.currency,
    timeZone: order.timeZone,
    start: order.start,
    end: order.end,
    ...terms,
  };
  await refusing(constraints, store.insertContract(db, providerId, contract));
  const bought = packages
    .toSorted((a, b) => Number(b.kind === 'base') - Number(a.kind === 'base'))
    .map((quoted, index) => ({
      ...newPackage(context, quoted, order.orderedOn, acknowledged),
      position: index + 1,
    }));
  await store.insertPackages(db, providerId, contract, bought);
  return contract.id;
}

/** The book that an order names, or the one of its currency in force on its first day. */
async function bookFor({ db, providerId }: Context, order: Order): Promise<PriceBook | null> {
  const named = order.priceBook;
  const id =
    named ?? bookInForce(await listPriceBooks(db, providerId), order.currency, order.start)?.id ?? null;
  return id && findPriceBook(db, providerId, id);
}

function newPackage(
  context: Context,
  quoted: QuotedPackage,
  orderedOn: string,
  acknowledged: Signing['acknowledged'],
): Package {
  if (!isPriced(quoted)) throw new Error('a package without a price breaks a rule');
  const bought = {
    ...quoted,
    id: context.newId<'package'>(),
    follows: null,
    addedBy: null,
    endedBy: null,
  };
  return quoted.kind === 'base'
    ? { ...bought, orderedOn: null, acknowledgedBy: null, acknowledgedAt: null }
    : { ...bought, orderedOn, acknowledgedBy: acknowledged.by, acknowledgedAt: acknowledged.at };
}
