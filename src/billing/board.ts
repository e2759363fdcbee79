import { z } from 'zod';
import { ContractId } from '../contracts/contract.ts';
import { SignedAmount } from '../core/shape.ts';
import { monthStates } from '../hours/month-hours.ts';
import { exceptionReasons } from '../hours/open-exception.ts';
import { ClientId } from '../people/person.ts';
import { InvoiceId } from './invoice.ts';
import type { Missing } from './month-close.ts';

export const missingKinds = [
  'month-not-over',
  'earlier-month-open',
  'contract-missing',
  'overage-beyond-cap',
  ...exceptionReasons,
] as const;

/** How often one kind of thing stands in the way of a close, in words. */
export const MissingCount = z.object({ kind: z.enum(missingKinds), count: z.int(), words: z.string() });
export type MissingCount = z.output<typeof MissingCount>;

/** One contract of a client in a month on the close board; a client with time and no contract has a row of its own. */
export const BoardRow = z
  .object({
    clientId: ClientId,
    clientCode: z.string(),
    clientName: z.string(),
    contractId: ContractId.nullable(),
    contractNumber: z.string().nullable(),
    state: z.enum(monthStates).nullable(),
    /** Nothing is missing and the month is not closed. */
    ready: z.boolean(),
    missing: z.array(MissingCount),
    currency: z.string().nullable(),
    /** What the invoice comes to, or would now; and what that of the month before came to. */
    total: SignedAmount.nullable(),
    totalBefore: SignedAmount.nullable(),
    invoiceId: InvoiceId.nullable(),
    invoiceNumber: z.string().nullable(),
  })
  .meta({ id: 'BoardRow' });
export type BoardRow = z.output<typeof BoardRow>;

/**
 * What is missing by kind, in the order in which it was first met. A kind that is there once is told in its own words.
 * Example: three entries not approved → `{ kind: 'not-approved', count: 3, words: '3 entries are not approved.' }`.
 */
export function missingCounts(missing: readonly Missing[]): MissingCount[] {
  const kinds = Map.groupBy(missing, ({ kind }) => kind);
  return [...kinds].map(([kind, ofKind]) => {
    const [only] = ofKind;
    const words = ofKind.length === 1 && only ? only.words : `${ofKind.length} ${manyWords[kind]}.`;
    return { kind, count: ofKind.length, words };
  });
}

const manyWords: Readonly<Record<MissingCount['kind'], string>> = {
  'month-not-over': 'months are not over',
  'earlier-month-open': 'earlier months are open',
  'contract-missing': 'clients have no contract',
  'overage-beyond-cap': 'months have overage beyond the cap',
  'not-approved': 'entries are not approved',
  'after-hours-not-approved': 'entries are after hours without approval',
  'no-matching-pool': 'entries match no package',
  'site-visit-not-approved': 'expenses have no approved site visit',
};
