import { createHash } from 'node:crypto';
import { listCalendars } from '../calendars/store.ts';
import type { Client } from '../clients/client.ts';
import { theClient } from '../clients/handlers.ts';
import { listTechnologyGroups, lockClient } from '../clients/store.ts';
import { checkOf } from '../contracts/handlers.ts';
import { brokenRule, requireUnbroken } from '../contracts/rule.ts';
import type { Handlers } from '../core/route.ts';
import { todayIn } from '../core/zone.ts';
import { doneBy, type Context } from '../people/context.ts';
import { accept } from './acceptance-handlers.ts';
import type { quotesApi } from './api.ts';
import { comparisonOf } from './comparison.ts';
import { quoteFile } from './file-handlers.ts';
import { findByHash } from './quote-file-store.ts';
import {
  offeredOptions,
  quotesOf,
  record,
  requireAuthority,
  requireInTime,
  requireOpen,
  theLockedQuote,
  theQuote,
} from './quote-handlers.ts';
import { allBreaches, breachesOfQuote, pricedOption, type OfferedOption } from './quote-rules.ts';
import type { Quote, QuoteDraft, QuoteOffer } from './quote.ts';
import { send } from './sending-handlers.ts';
import * as store from './store.ts';
import { tellDecision } from './telling-handlers.ts';

export const quotesHandlers: Handlers<typeof quotesApi, Context> = {
  async checkQuote(context, { params, body }) {
    const client = await theClient(context, params.client);
    const options = await offeredOptions(context, client, body);
    const today = todayIn(client.timeZone, context.now);
    return {
      broken: breachesOfQuote({ ...body, options }, today).map(brokenRule),
      options: options.map(({ offer }) => checkOf(offer)),
    };
  },

  async draftQuote(context, { params, body }) {
    const { db, providerId, now } = context;
    const client = await theClient(context, params.client);
    const options = await offeredOptions(context, client, body);
    requireUnbroken(allBreaches({ ...body, options }, todayIn(client.timeZone, now)));
    await lockClient(db, providerId, client.id);
    const nth = (await store.countQuotes(db, providerId, client.id)) + 1;
    const quote = {
      id: context.newId<'quote'>(),
      clientId: client.id,
      number: `Q-${client.code}-${nth}`,
    };
    const offer = await offerFrom(context, client, body, options);
    await store.insertQuote(db, providerId, quote, offer);
    record(context, 'quote.drafted', quote, { number: quote.number, ...offer });
    return theQuote(context, quote.id);
  },

  async listQuotes(context, { params }) {
    const { id } = await theClient(context, params.client);
    return quotesOf(context, { client: id });
  },

  getQuote: (context, { params }) => theQuote(context, params.quote),

  sendQuote: (context, { params, body }) => send(context, params.quote, body.availabilityAcknowledged),

  acceptQuote: (context, { params, body }) => accept(context, params.quote, body),

  async declineQuote(context, { params, body }) {
    const quote = await theLockedQuote(context, params.quote);
    await requireAuthority(context, quote.clientId);
    return end(context, quote, 'declined', body.reason);
  },

  async withdrawQuote(context, { params, body }) {
    return end(context, await theLockedQuote(context, params.quote), 'withdrawn', body.reason);
  },

  async saveQuoteFile(context, { params }) {
    return quoteFile(context, await theQuote(context, params.quote), params.file);
  },

  async verifyFile(context, { body }) {
    const hash = createHash('sha256').update(body).digest('hex');
    const file = await findByHash(context.db, context.providerId, hash);
    if (!file) return { hash, found: null };
    const { number, clientName, timeZone, options, outcome } = await theQuote(context, file.quoteId);
    const acceptance = outcome?.acceptance;
    const accepted = outcome &&
      acceptance && {
        byName: acceptance.signedName,
        at: outcome.at,
        option: options[acceptance.option - 1]?.name ?? '',
      };
    return { hash, found: { ...file, number, clientName, timeZone, accepted: accepted ?? null } };
  },
};

/** What is offered, priced and put side by side, as everybody reads it from then on. */
async function offerFrom(
  { db, providerId, actor, now }: Context,
  client: Client,
  { validUntil, words }: QuoteDraft,
  offered: readonly OfferedOption[],
): Promise<QuoteOffer> {
  const groups = new Map(
    (await listTechnologyGroups(db, providerId)).map(({ id, name }) => [String(id), name]),
  );
  const calendars = new Map((await listCalendars(db, providerId)).map(({ id, name }) => [String(id), name]));
  const options = offered.map(pricedOption);
  const [first] = options;
  return {
    clientName: client.name,
    timeZone: client.timeZone,
    currency: first?.contract.currency ?? client.currency,
    validUntil,
    words,
    options,
    comparison: comparisonOf(options, {
      technologyGroup: (id) => groups.get(id) ?? id,
      calendar: (id) => calendars.get(id) ?? id,
    }),
    drafted: { by: actor.id, byName: actor.name, at: now.toString() },
  };
}

async function end(
  context: Context,
  quote: Quote,
  outcome: 'declined' | 'withdrawn',
  reason: string,
): Promise<Quote> {
  const { db, providerId } = context;
  requireOpen(quote);
  if (outcome === 'declined') requireInTime(quote);
  await store.insertEnding(db, providerId, quote, outcome, { ...doneBy(context), reason });
  record(context, `quote.${outcome}`, quote, { reason });
  if (outcome === 'declined') await tellDecision(context, quote, `declined it: ${reason}`);
  return theQuote(context, quote.id);
}
