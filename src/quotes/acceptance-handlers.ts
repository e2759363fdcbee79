import { createHash } from 'node:crypto';
import { theClient } from '../clients/handlers.ts';
import { offerOf, writeContract } from '../contracts/handlers.ts';
import { theContract } from '../contracts/change-request-handlers.ts';
import type { Contract } from '../contracts/contract.ts';
import { requireUnbroken } from '../contracts/rule.ts';
import { Refused } from '../core/refusal.ts';
import type { Context } from '../people/context.ts';
import { canonical, logOf, type Accepting } from './event-log.ts';
import { certificatePdf } from './quote-document.ts';
import { keep } from './file-handlers.ts';
import {
  foundAgain,
  record,
  requireAuthority,
  requireInTime,
  requireOpen,
  theLockedQuote,
  theQuote,
} from './quote-handlers.ts';
import { breachesSince } from './quote-rules.ts';
import { certificateWords } from './quote-words.ts';
import {
  noSuchOption,
  otherDocument,
  type Quote,
  type QuoteAcceptance,
  type QuoteId,
  type QuoteOption,
  type SigningAuthority,
} from './quote.ts';
import * as store from './store.ts';
import { tellDecision } from './telling-handlers.ts';

/** A quote that was sent. */
type Sent = Quote & { readonly sent: NonNullable<Quote['sent']> };

/** Accepts an option for the client, once: the contract is signed, and its three files are kept, in one transaction. */
export async function accept(context: Context, id: QuoteId, said: QuoteAcceptance): Promise<Quote> {
  const { db, providerId, actor, now } = context;
  const quote = await theLockedQuote(context, id);
  const authority = await requireAuthority(context, quote.clientId);
  if (isAnsweredSo(quote, context, said)) return foundAgain(context, quote);
  requireOpen(quote);
  if (!isSent(quote)) throw new Error('a client sees what was sent to it');
  requireInTime(quote);
  const option = quote.options[said.option - 1];
  if (!option) throw new Refused(noSuchOption, `There are ${quote.options.length} options.`);
  if (said.documentHash !== quote.sent.documentHash) throw new Refused(otherDocument, otherDocument.title);
  const contract = await sign(context, quote, option);
  const { signedName } = said;
  await keepFiles(context, quote, {
    by: { id: actor.id, name: actor.name },
    at: now.toString(),
    option: option.name,
    contract: contract.number,
    signedName,
    authority,
    session: actor.sessionId ?? null,
    address: actor.address ?? null,
  });
  await store.insertAcceptance(db, providerId, quote, {
    by: actor.id,
    at: now.toString(),
    option: said.option,
    signedName,
    authority,
    contract: contract.id,
  });
  record(context, 'quote.accepted', quote, { ...said, authority, contract: contract.id });
  context.record({ act: 'contract.signed', client: quote.clientId, object: contract.id, detail: contract });
  await tellDecision(context, quote, `accepted “${option.name}”; contract ${contract.number} is signed`);
  return theQuote(context, quote.id);
}

const isSent = (quote: Quote): quote is Sent => quote.sent !== null;

/** Whether the same person accepted the same option before, as somebody does who presses the button twice. */
const isAnsweredSo = ({ outcome }: Quote, { actor }: Context, { option }: QuoteAcceptance): boolean =>
  outcome?.kind === 'accepted' && outcome.by === actor.id && outcome.acceptance?.option === option;

/** The contract as it was offered, unless something has changed so that it can no longer be sold. */
async function sign(context: Context, { clientId, sent }: Sent, option: QuoteOption): Promise<Contract> {
  const client = await theClient(context, clientId);
  const { terms, packages, contract } = option;
  const offer = await offerOf(context, client, contract);
  requireUnbroken(breachesSince(offer, option));
  const signed = await writeContract(context, clientId, {
    order: offer.order,
    priceBookId: contract.priceBook,
    terms,
    packages,
    acknowledged: { by: sent.by, at: sent.at },
  });
  return theContract(context, signed);
}

async function keepFiles(
  context: Context,
  quote: Sent,
  accepting: Accepting & { readonly authority: SigningAuthority },
): Promise<void> {
  const { db, providerId } = context;
  const letterhead = await store.findLetterhead(db, providerId, quote.id);
  const log = logOf(quote, letterhead.seller.name, accepting, (text) =>
    createHash('sha256').update(text).digest('hex'),
  );
  const kept = await keep(context, quote, 'log', new TextEncoder().encode(canonical(log)));
  const hashes = { document: quote.sent.documentHash, log: kept.sha256 };
  const words = certificateWords(quote, letterhead, accepting, hashes);
  await keep(context, quote, 'certificate', await certificatePdf(words, accepting.at));
}
