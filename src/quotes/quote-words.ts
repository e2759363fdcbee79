import type { Letterhead, Party, PdfPage } from '../billing/letterhead.ts';
import { dayFrom, dayInWords } from '../core/day.ts';
import { todayIn } from '../core/zone.ts';
import type { Accepting } from './event-log.ts';
import type { QuoteOffer, SigningAuthority } from './quote.ts';

/** What `quote.typ` sets, as words that are printed as they are. */
export interface QuoteWords extends PdfPage {
  readonly number: string;
  readonly buyer: Party;
  readonly facts: readonly (readonly [string, string])[];
  readonly words: string;
  readonly options: readonly { readonly name: string; readonly words: string }[];
  readonly rows: QuoteOffer['comparison'];
  readonly closing: readonly string[];
}

/** The words of the document that a client accepts: every option, side by side. */
export function quoteWords(
  number: string,
  offer: QuoteOffer,
  letterhead: Letterhead,
  buyer: Party,
  sentAt: Temporal.Instant,
): QuoteWords {
  const { options, comparison, validUntil, timeZone, currency, drafted } = offer;
  return {
    ...letterhead,
    title: `Quote ${number}`,
    number,
    buyer,
    facts: [
      ['Sent', inWords(todayIn(timeZone, sentAt))],
      ['Valid until', inWords(validUntil)],
      ['Currency', currency],
      ['Drafted by', drafted.byName],
    ],
    words: offer.words,
    options: options.map(({ name, words }) => ({ name, words })),
    rows: comparison,
    closing: [
      `One of these options can be accepted in the portal until the end of ${inWords(validUntil)} (${timeZone}). With the acceptance the contract is signed as it stands here.`,
      'Fees of a month in part go by the rule above. Taxes are added on the invoice. Hours that are not used in a month expire.',
    ],
  };
}

/** What `certificate.typ` sets. */
export interface CertificateWords extends PdfPage {
  readonly number: string;
  readonly statement: string;
  readonly facts: readonly (readonly [string, string])[];
  readonly hashes: readonly (readonly [string, string])[];
  readonly closing: readonly string[];
}

/** Why somebody may sign for the client, in words. */
export const authorityWords: Readonly<Record<SigningAuthority, string>> = {
  'client-executive': 'executive of the client',
  'sign-contract': 'contact of the client who may sign contracts',
};

/** The certificate of an acceptance: who accepted what and when, with which authority, and the hashes of what it rests on. */
export function certificateWords(
  { number, clientName, timeZone }: Pick<QuoteOffer, 'clientName' | 'timeZone'> & { readonly number: string },
  letterhead: Letterhead,
  accepting: Omit<Accepting, 'authority'> & { readonly authority: SigningAuthority },
  hashes: { readonly document: string; readonly log: string },
): CertificateWords {
  const { by, at, option, contract, signedName, authority, session, address } = accepting;
  return {
    ...letterhead,
    title: `Certificate of acceptance of quote ${number}`,
    number,
    statement: `${signedName} accepted the option “${option}” of quote ${number} for ${clientName}.`,
    facts: [
      ['Client', clientName],
      ['Option', option],
      ['Contract', contract],
      ['Name as written', signedName],
      ['Signed in as', by.name],
      ['Authority', authorityWords[authority]],
      ['At', `${momentIn(at, timeZone)} (${at})`],
      ['Session', session ?? 'not known'],
      ['Signed in from', address ?? 'not known'],
    ],
    hashes: [
      ['Document', hashes.document],
      ['Event log', hashes.log],
    ],
    closing: [
      'Whoever accepted ticked that they may sign for the client, and confirmed the hash of the document they were shown.',
      'The hashes are SHA-256 of the files. A file in which a single letter was changed has another hash: the page “Verify a file” tells whether a file is unchanged.',
    ],
  };
}

const inWords = (day: string): string => dayInWords(dayFrom(day));

/** Example: "30 November 2026, 09:15 America/Chicago". */
function momentIn(at: string, timeZone: string): string {
  const local = Temporal.Instant.from(at).toZonedDateTimeISO(timeZone);
  return `${inWords(local.toPlainDate().toString())}, ${local.toPlainTime().toString({ smallestUnit: 'minute' })} ${timeZone}`;
}
