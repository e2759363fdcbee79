import { z } from 'zod';
import { ContractDraft, QuotedPackage } from '../contracts/contract-draft.ts';
import { ContractId } from '../contracts/contract.ts';
import { PriceBookId } from '../contracts/price-book.ts';
import { Terms } from '../contracts/terms.ts';
import { Tier } from '../contracts/tier.ts';
import { idOf, type Id } from '../core/id.ts';
import { refusal } from '../core/refusal.ts';
import { Amount, Currency, Day, Moment, Month, TimeZone } from '../core/shape.ts';
import { ClientId, PersonId } from '../people/person.ts';
import { ComparedRow } from './comparison.ts';
import { quoteFileKinds } from './quote-file.ts';

export type QuoteId = Id<'quote'>;
export const QuoteId = idOf('quote');

export const quoteEnded = refusal(
  409,
  'quote.ended',
  'This quote was accepted, declined or withdrawn already.',
);
export const quoteExpired = refusal(
  409,
  'quote.expired',
  'The last day of this quote has passed. Ask for another one.',
);
export const noAuthority = refusal(
  403,
  'quote.no-authority',
  'Only an executive of the client, or a contact who may sign contracts, answers this.',
);
export const otherDocument = refusal(
  409,
  'quote.other-document',
  'This is not the hash of the document that was sent. Read the quote again.',
);
export const noSuchOption = refusal(422, 'quote.no-such-option', 'The quote has no such option.');

const Words = z.string().trim().max(2000).default('');

/** A contract as it is offered: what is left out comes from the client and the price book. */
const OptionDraft = z.strictObject({
  name: z.string().trim().min(1, 'an option needs a name').max(60),
  /** To the client, about this option. */
  words: Words,
  contract: ContractDraft.omit({ currency: true, priceBook: true, orderedOn: true }),
});

/** How many options stand side by side. */
export const optionsMax = 4;

/** What somebody wants to offer a client: contracts to choose from, of one price book, and until when. */
export const QuoteDraft = z.strictObject({
  /** The last day, in the client's time zone, on which it can be accepted. */
  validUntil: Day,
  /** The client's unless said. */
  currency: Currency.optional(),
  /** The book in force on the first day of the first option unless said. */
  priceBook: PriceBookId.optional(),
  /** To the client, about the whole. */
  words: Words,
  options: z.array(OptionDraft).min(1, 'offer at least one option').max(optionsMax),
});
export type QuoteDraft = z.output<typeof QuoteDraft>;

/** An option with its price, as it was when the quote was drafted. */
export const QuoteOption = z
  .object({
    name: z.string(),
    words: z.string(),
    contract: ContractDraft.omit({ orderedOn: true }).required({
      number: true,
      currency: true,
      timeZone: true,
      priceBook: true,
    }),
    terms: Terms,
    /** What the book calls a base package of these hours, and whom it may be sold to. */
    tier: Tier.nullable(),
    packages: z.array(QuotedPackage.extend({ feeMonthly: Amount })),
    /** The fees of a whole month together. */
    feeMonthly: Amount,
    /** The first month of the term, by its days. */
    firstMonth: z.object({ month: Month, daysActive: z.int(), daysOfMonth: z.int(), fee: Amount }),
    /** The fees of all months of the term together. */
    feeTerm: Amount,
  })
  .meta({ id: 'QuoteOption' });
export type QuoteOption = z.output<typeof QuoteOption>;

const by = { by: PersonId, byName: z.string(), at: Moment };

/** What is offered, as it was drafted: the client reads the same words as the provider. */
export const QuoteOffer = z.object({
  clientName: z.string(),
  timeZone: TimeZone,
  currency: Currency,
  validUntil: Day,
  words: z.string(),
  options: z.array(QuoteOption),
  /** The options side by side, in words. */
  comparison: z.array(ComparedRow),
  drafted: z.object(by),
});
export type QuoteOffer = z.output<typeof QuoteOffer>;

/** Why somebody may sign for the client: as its executive, or as a contact who was given that authority. */
export const signingAuthorities = ['client-executive', 'sign-contract'] as const;
export type SigningAuthority = (typeof signingAuthorities)[number];

export const QuoteAcceptance = z.strictObject({
  /** Which option, counted from 1. */
  option: z.int().min(1),
  /** The SHA-256 of the document that was read, as the quote tells it. */
  documentHash: z
    .string()
    .regex(/^[0-9a-f]{64}$/, 'a SHA-256 is written with 64 letters from 0 to f')
    .meta({ examples: ['0'.repeat(64)] }),
  hasAuthority: z
    .boolean()
    .refine((said) => said, 'say that you may sign for your organisation')
    .meta({ examples: [true] }),
  signedName: z.string().trim().min(1, 'write your name').max(200),
});
export type QuoteAcceptance = z.output<typeof QuoteAcceptance>;

const quoteStates = ['drafted', 'sent', 'accepted', 'declined', 'withdrawn', 'expired'] as const;
export type QuoteState = (typeof quoteStates)[number];

/** A quote: what it offers, who did what with it, and how it stands. */
export const Quote = z
  .object({
    id: QuoteId,
    clientId: ClientId,
    number: z.string(),
    state: z.enum(quoteStates),
    /** Whether the asker may accept or decline it now. */
    mayAnswer: z.boolean(),
    ...QuoteOffer.shape,
    sent: z.object({ ...by, documentHash: z.string(), availabilityAcknowledged: z.boolean() }).nullable(),
    outcome: z
      .object({
        kind: z.enum(['accepted', 'declined', 'withdrawn']),
        ...by,
        /** Why it was declined or withdrawn; null where it was accepted. */
        reason: z.string().nullable(),
        /** What was accepted, and how; null where it was not. */
        acceptance: z
          .object({
            option: z.int(),
            signedName: z.string(),
            authority: z.enum(signingAuthorities),
            contractId: ContractId,
          })
          .nullable(),
      })
      .nullable(),
    files: z.array(z.object({ kind: z.enum(quoteFileKinds), name: z.string(), hash: z.string() })),
  })
  .meta({ id: 'Quote' });
export type Quote = z.output<typeof Quote>;

/** A quote as it is kept, whatever day it is and whoever asks. */
export const KeptQuote = Quote.omit({ state: true, mayAnswer: true });
export type KeptQuote = z.output<typeof KeptQuote>;

/**
 * How a quote stands on a day of the client's time zone: what was sent expires the day after its last, unless it ended before.
 * Example: valid until 2026-11-30 and not answered: sent on that day, expired on 1 December.
 */
export function stateOf(
  { sent, outcome, validUntil }: Pick<KeptQuote, 'sent' | 'outcome' | 'validUntil'>,
  today: string,
): QuoteState {
  if (outcome) return outcome.kind;
  if (validUntil < today) return 'expired';
  return sent ? 'sent' : 'drafted';
}

/** Whether an option needs the word of the supervisor that people are available. */
export const addsHours = ({ packages }: Pick<QuoteOption, 'packages'>): boolean =>
  packages.some(({ kind }) => kind === 'supplemental');
