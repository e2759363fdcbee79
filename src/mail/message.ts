import { z } from 'zod';
import { idOf, type Id } from '../core/id.ts';
import { Moment } from '../core/shape.ts';
import { ClientId, PersonId } from '../people/person.ts';

export type MailId = Id<'mail'>;
export const MailId = idOf('mail');

/** A file that goes with a mail. */
export interface Attachment {
  readonly name: string;
  /** With its parameters, such as `text/calendar; method=REQUEST`. */
  readonly mediaType: string;
  readonly content: Uint8Array;
}

/** A mail as an act queues it. */
export interface Message {
  /** What it is about, in a word or two: `consent-asked`. */
  readonly kind: string;
  /** What is queued twice under one key is one mail; the recipient is part of the key already. */
  readonly key: string;
  readonly client: ClientId | null;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly html?: string;
  /** The page of Tandem that it leads to, such as `/portal`; its address stands below the text. */
  readonly page?: string;
  readonly attachments?: readonly Attachment[];
}

/** A mail on its way. Its id is part of its `Message-ID`, so that whoever gets it twice can tell. */
export interface Letter extends Omit<Message, 'key' | 'client'> {
  readonly id: MailId;
}

/** Whom a mail is for. */
export const Addressee = z.object({ id: PersonId, name: z.string(), email: z.string() });
export type Addressee = z.output<typeof Addressee>;

/** What the mail server made of a letter: taken, not just now, or not at all. `answer` is in its words. */
export interface Delivery {
  readonly outcome: (typeof outcomes)[number];
  readonly answer: string;
}
export const outcomes = ['sent', 'put-off', 'failed'] as const;

/** Hands a letter to the mail server. It never throws: what goes wrong is an outcome. */
export type Post = (letter: Letter) => Promise<Delivery>;

export const mailStates = ['waiting', 'sent', 'failed'] as const;

/** A mail on the list: to whom, what about, and what became of it. */
export const Mail = z
  .object({
    id: MailId,
    kind: z.string(),
    clientId: ClientId.nullable(),
    to: z.string(),
    subject: z.string(),
    queuedAt: Moment,
    state: z.enum(mailStates),
    attempts: z.int(),
    /** What the mail server said last; null before the first attempt. */
    answer: z.string().nullable(),
    /** When it was tried last, and when it is tried next; null where it was not or will not be. */
    triedAt: Moment.nullable(),
    nextAt: Moment.nullable(),
  })
  .meta({ id: 'Mail' });
export type Mail = z.output<typeof Mail>;

/** Minutes from one attempt to the next; after the last, a mail has failed. Together they are about a day and a half. */
const pauses = [1, 5, 15, 60, 180, 480, 1440] as const;

/**
 * What an attempt comes to: a mail that is put off is tried again after a pause that grows, and has failed after the eighth attempt.
 * Example: the second attempt is put off → tried again five minutes later.
 */
export function afterAttempt(
  nth: number,
  { outcome, answer }: Delivery,
): Delivery & { readonly pauseMinutes: number | null } {
  if (outcome !== 'put-off') return { outcome, answer, pauseMinutes: null };
  const pauseMinutes = pauses[nth - 1] ?? null;
  return { outcome: pauseMinutes === null ? 'failed' : 'put-off', answer, pauseMinutes };
}

/**
 * A text as one line: whatever could end a line or a header is a space. Names are typed by people, and a subject is made of names.
 * Example: "Lakeside\r\nBcc: x" → "Lakeside Bcc: x".
 */
export const oneLine = (text: string): string => text.replaceAll(/[\p{Cc}\p{Zl}\p{Zp}\s]+/gu, ' ').trim();
