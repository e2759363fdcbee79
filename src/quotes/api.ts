import { z } from 'zod';
import { ContractCheck } from '../contracts/api.ts';
import { BrokenRule, rules } from '../contracts/rule.ts';
import { FileBody, FileOut } from '../core/file.ts';
import { fileBytesMax } from '../files/file.ts';
import { everyone, lead, portal, route } from '../people/access.ts';
import { ClientId } from '../people/person.ts';
import { quoteFileKinds, VerifiedFile } from './quote-file.ts';
import { quoteRules } from './quote-rules.ts';
import {
  noAuthority,
  noSuchOption,
  otherDocument,
  Quote,
  QuoteAcceptance,
  QuoteDraft,
  quoteEnded,
  quoteExpired,
  QuoteId,
} from './quote.ts';

const ofClient = z.object({ client: ClientId });
const ofQuote = z.object({ quote: QuoteId });
const Reason = z.string().trim().min(1, 'say why').max(1000);
const broken = [...Object.values(quoteRules), ...Object.values(rules)];

export const quotesApi = {
  checkQuote: route({
    method: 'POST',
    path: '/clients/{client}/quote-check',
    command: 'quote check',
    summary:
      'Says what each option of a quote would cost and every rule it would break, as if it were accepted on the last day; saves nothing.',
    access: lead,
    params: ofClient,
    body: QuoteDraft,
    out: z.object({
      /** Of the quote as a whole; the rules that an option breaks stand with it. */
      broken: z.array(BrokenRule),
      options: z.array(ContractCheck),
    }),
    reads: true,
  }),
  draftQuote: route({
    method: 'POST',
    path: '/clients/{client}/quotes',
    command: 'quote draft',
    summary:
      'Drafts a quote of one to four options from a price book; every broken rule is told. The client sees nothing until it is sent.',
    access: lead,
    params: ofClient,
    body: QuoteDraft,
    out: Quote,
    status: 201,
    idempotent: true,
    refusals: broken,
  }),
  listQuotes: route({
    method: 'GET',
    path: '/clients/{client}/quotes',
    command: 'quote list',
    summary: 'Lists the quotes of a client, the latest first; a client sees those that were sent to it.',
    access: everyone,
    params: ofClient,
    out: z.array(Quote),
  }),
  getQuote: route({
    method: 'GET',
    path: '/quotes/{quote}',
    command: 'quote show',
    summary: 'Shows a quote: its options side by side, who did what with it, and how it stands.',
    access: everyone,
    params: ofQuote,
    out: Quote,
  }),
  sendQuote: route({
    method: 'POST',
    path: '/quotes/{quote}/sending',
    command: 'quote send',
    summary:
      'Sends a quote: the client sees it and its document from then on, and whoever may sign for it is told by mail. Where an option has supplements the supervisor sends it, who thereby acknowledges availability.',
    access: lead,
    params: ofQuote,
    body: z.object({ availabilityAcknowledged: z.boolean().default(false) }),
    out: Quote,
    idempotent: true,
    refusals: [quoteEnded, quoteExpired, ...broken],
  }),
  acceptQuote: route({
    method: 'POST',
    path: '/quotes/{quote}/acceptance',
    command: 'quote accept',
    summary:
      'Accepts an option of a quote for the client, bound to the hash of its document: the contract is signed, and document, certificate and event log are kept.',
    access: portal,
    params: ofQuote,
    body: QuoteAcceptance,
    out: Quote,
    idempotent: true,
    refusals: [
      quoteEnded,
      quoteExpired,
      noAuthority,
      otherDocument,
      noSuchOption,
      rules.termReversed,
      rules.overlap,
      rules.numberTaken,
      rules.unknownCalendar,
      rules.notEligible,
      rules.tooManyGroups,
      rules.tooManyDevices,
    ],
  }),
  declineQuote: route({
    method: 'POST',
    path: '/quotes/{quote}/decline',
    command: 'quote decline',
    summary: 'Declines a quote for the client, with a reason.',
    access: portal,
    params: ofQuote,
    body: z.object({ reason: Reason }),
    out: Quote,
    idempotent: true,
    refusals: [quoteEnded, quoteExpired, noAuthority],
  }),
  withdrawQuote: route({
    method: 'POST',
    path: '/quotes/{quote}/withdrawal',
    command: 'quote withdraw',
    summary: 'Takes back a quote that is not answered yet, with a reason.',
    access: lead,
    params: ofQuote,
    body: z.object({ reason: Reason }),
    out: Quote,
    idempotent: true,
    refusals: [quoteEnded],
  }),
  saveQuoteFile: route({
    method: 'GET',
    path: '/quotes/{quote}/files/{file}',
    command: 'quote save',
    summary:
      'Saves a file of a quote: the document, or with its acceptance the certificate and the event log.',
    access: everyone,
    params: ofQuote.extend({ file: z.enum(quoteFileKinds) }),
    out: FileOut,
  }),
  verifyFile: route({
    method: 'POST',
    path: '/quote-verification',
    command: 'quote verify',
    summary:
      'Says whether a file is, to the letter, one of the files of a quote, and who accepted it when; keeps nothing.',
    access: everyone,
    body: FileBody,
    bodyBytesMax: fileBytesMax,
    out: VerifiedFile,
    reads: true,
  }),
};
