import { letterheadOf, partyWords } from '../billing/letterhead.ts';
import { namedIn } from '../billing/invoice-paper.ts';
import { partiesOf } from '../billing/paper-store.ts';
import { theClient } from '../clients/handlers.ts';
import { requireUnbroken, rules } from '../contracts/rule.ts';
import { Refused } from '../core/refusal.ts';
import { todayIn } from '../core/zone.ts';
import { mayCall, supervisor } from '../people/access.ts';
import type { Context } from '../people/context.ts';
import { quotePdf } from './quote-document.ts';
import { keep } from './file-handlers.ts';
import {
  foundAgain,
  offeredOptions,
  record,
  requireInTime,
  requireOpen,
  theLockedQuote,
  theQuote,
} from './quote-handlers.ts';
import { allBreaches } from './quote-rules.ts';
import { quoteWords } from './quote-words.ts';
import { addsHours, type Quote, type QuoteId } from './quote.ts';
import * as store from './store.ts';
import { tellSending } from './telling-handlers.ts';

/** Sends a quote that still breaks no rule: its document is made and kept, and the client sees it from then on. */
export async function send(context: Context, id: QuoteId, availabilityAcknowledged: boolean): Promise<Quote> {
  const { db, providerId, actor, now } = context;
  const quote = await theLockedQuote(context, id);
  requireOpen(quote);
  requireInTime(quote);
  if (quote.sent) return foundAgain(context, quote);
  requireAvailability(context, quote, availabilityAcknowledged);
  const client = await theClient(context, quote.clientId);
  const options = await offeredOptions(context, client, quote);
  requireUnbroken(allBreaches({ ...quote, options }, todayIn(client.timeZone, now)));
  const parties = await partiesOf(db, providerId, [client.id]);
  const { seller, buyer } = namedIn(parties(client.id));
  const letterhead = letterheadOf(seller);
  const sentAt = now.toString();
  const words = quoteWords(quote.number, quote, letterhead, partyWords(buyer), now);
  const { id: document, sha256 } = await keep(context, quote, 'document', await quotePdf(words, sentAt));
  const sending = { by: actor.id, at: sentAt, letterhead, document, availabilityAcknowledged };
  await store.insertSending(db, providerId, quote, sending);
  record(context, 'quote.sent', quote, {
    number: quote.number,
    documentHash: sha256,
    availabilityAcknowledged,
  });
  await tellSending(context, quote);
  return theQuote(context, quote.id);
}

/** Where an option has supplements, the supervisor says that people are available for them. */
function requireAvailability({ actor }: Context, { options }: Quote, acknowledged: boolean): void {
  if (!options.some(addsHours) || (acknowledged && mayCall(actor.roles, supervisor))) return;
  const message = acknowledged
    ? 'Only the service management supervisor can acknowledge availability. Ask them to send this quote.'
    : 'Say that people are available for the supplements of every option.';
  throw new Refused(rules.notAcknowledged, message, {}, [{ path: '/availabilityAcknowledged', message }]);
}
