import { z } from 'zod';
import { Moment } from '../core/shape.ts';
import { ClientId } from '../people/person.ts';

/** The document that is sent, and with its acceptance the certificate and the log of events. */
export const quoteFileKinds = ['document', 'certificate', 'log'] as const;
export type QuoteFileKind = (typeof quoteFileKinds)[number];

/** What is known of a file by what is in it: which file of which quote it is, to the letter. */
export const VerifiedFile = z
  .object({
    /** The SHA-256 of the file that was asked about, hexadecimal. */
    hash: z.string(),
    /** Null where no file of ours has this content. */
    found: z
      .object({
        kind: z.enum(quoteFileKinds),
        quoteId: z.string(),
        clientId: ClientId,
        clientName: z.string(),
        number: z.string(),
        timeZone: z.string(),
        accepted: z.object({ byName: z.string(), at: Moment, option: z.string() }).nullable(),
      })
      .nullable(),
  })
  .meta({ id: 'VerifiedFile' });
export type VerifiedFile = z.output<typeof VerifiedFile>;
