import { peopleWithAuthority } from '../clients/authority-store.ts';
import type { Client } from '../clients/client.ts';
import { lockClient } from '../clients/store.ts';
import { offerOf } from '../contracts/handlers.ts';
import { notFound, Refused } from '../core/refusal.ts';
import { todayIn } from '../core/zone.ts';
import type { Context } from '../people/context.ts';
import type { ClientId } from '../people/person.ts';
import { onLastDay, type OfferedOption } from './quote-rules.ts';
import {
  noAuthority,
  quoteEnded,
  quoteExpired,
  stateOf,
  type Quote,
  type QuoteDraft,
  type QuoteId,
  type SigningAuthority,
} from './quote.ts';
import * as store from './store.ts';

/** The quotes of a client or one, as they stand at the moment of the request and for whoever asks. */
export async function quotesOf(context: Context, which: store.WhichQuotes): Promise<Quote[]> {
  const { db, providerId, now } = context;
  const quotes = await store.listQuotes(db, providerId, which);
  const [clientId] = quotes.map((quote) => quote.clientId);
  const authority = clientId ? await authorityOf(context, clientId) : null;
  return quotes.map((quote) => {
    const state = stateOf(quote, todayIn(quote.timeZone, now));
    return { ...quote, state, mayAnswer: state === 'sent' && authority !== null };
  });
}

/** The quote, or "nothing here" where there is none or it was not sent to the client that asks. */
export async function theQuote(context: Context, id: QuoteId): Promise<Quote> {
  const [quote] = await quotesOf(context, { quote: id });
  if (!quote) throw new Refused(notFound, notFound.title);
  return quote;
}

/** The quote once nobody else can answer it, so that what is decided about it is decided once. */
export async function theLockedQuote(context: Context, id: QuoteId): Promise<Quote> {
  const { clientId } = await theQuote(context, id);
  await lockClient(context.db, context.providerId, clientId);
  return theQuote(context, id);
}

export function requireOpen({ outcome }: Quote): void {
  if (outcome) throw new Refused(quoteEnded, `It was ${outcome.kind} by ${outcome.byName}.`);
}

export function requireInTime({ state, validUntil }: Quote): void {
  if (state === 'expired') throw new Refused(quoteExpired, `It was valid until ${validUntil}.`);
}

/** Why whoever asks may sign for the client. */
export async function requireAuthority(context: Context, client: ClientId): Promise<SigningAuthority> {
  const authority = await authorityOf(context, client);
  if (!authority) throw new Refused(noAuthority, noAuthority.title);
  return authority;
}

async function authorityOf(
  { db, providerId, actor }: Context,
  client: ClientId,
): Promise<SigningAuthority | null> {
  if (actor.clientId === null) return null;
  if (actor.roles.includes('client-executive')) return 'client-executive';
  const people = await peopleWithAuthority(db, providerId, client, 'sign-contract');
  return people.some(({ id }) => id === actor.id) ? 'sign-contract' : null;
}

/** The options of a draft with all that they are judged by, on its last day; the first one's book is the book of all. */
export async function offeredOptions(
  context: Context,
  client: Client,
  { validUntil, currency, priceBook, options }: Omit<QuoteDraft, 'words'>,
): Promise<OfferedOption[]> {
  let book = priceBook;
  const offered: OfferedOption[] = [];
  for (const { name, words, contract } of options) {
    const packages = contract.packages.map((ordered) =>
      'availabilityAcknowledged' in ordered ? { ...ordered, availabilityAcknowledged: true } : ordered,
    );
    const draft = { ...contract, packages, currency, priceBook: book };
    const offer = await offerOf(context, client, draft);
    book ??= offer.book?.id;
    offered.push({ name, words, offer: onLastDay(offer, validUntil) });
  }
  return offered;
}

/** Asked for what was done before: the answer is how it stands. */
export function foundAgain(context: Context, quote: Quote): Quote {
  record(context, 'quote.found', quote, { state: quote.state });
  return quote;
}

export function record(
  context: Context,
  act: `${string}.${string}`,
  { id, clientId }: Pick<Quote, 'id' | 'clientId'>,
  detail: object,
): void {
  context.record({ act, client: clientId, object: id, detail });
}
