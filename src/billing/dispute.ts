import { z } from 'zod';
import { idOf, type Id } from '../core/id.ts';
import { refusal } from '../core/refusal.ts';
import { Moment, SignedAmount } from '../core/shape.ts';
import { ClientId, PersonId } from '../people/person.ts';
import { Adjustment } from './adjustment.ts';
import { InvoiceId } from './invoice.ts';

export type DisputeId = Id<'dispute'>;
export const DisputeId = idOf('dispute');

export const disputeOpen = refusal(
  409,
  'dispute.open',
  'This line is disputed already: write to the dispute that is open.',
);
export const disputeSettled = refusal(
  409,
  'dispute.settled',
  'This dispute is settled. The client may dispute the line again.',
);
export const financeAdjusts = refusal(
  403,
  'dispute.finance-adjusts',
  'Only finance credits or charges a client; whoever else settles a dispute does so with an answer.',
);

const Words = z.string().trim().min(1, 'say what you mean').max(2000);

/** What the client does not agree to about a line. */
export const DisputeDraft = z.object({
  /** The number of the line. */
  position: z.int().min(1),
  reason: z.string().trim().min(1, 'say why').max(2000),
});
export type DisputeDraft = z.output<typeof DisputeDraft>;

export const DisputeReply = z.object({ words: Words });

/** How a dispute ends: in an adjustment of its line where an amount is said, otherwise in an answer. */
export const DisputeEnd = z.object({
  /** The closing words; where there is an amount they are the reason of the adjustment too. */
  words: z.string().trim().min(1, 'say how it ends').max(1000),
  /** A credit (below zero) or a debit; none unless said. */
  amount: SignedAmount.nullable().default(null),
});
export type DisputeEnd = z.output<typeof DisputeEnd>;

export const sides = ['client', 'provider'] as const;
export type Side = (typeof sides)[number];

const DisputeMessage = z.object({
  side: z.enum(sides),
  words: z.string(),
  writtenBy: PersonId,
  writtenByName: z.string(),
  writtenAt: Moment,
});
export type DisputeMessage = z.output<typeof DisputeMessage>;

/** A dispute with its whole thread. The first message is the client's reason. */
export const Dispute = z
  .object({
    id: DisputeId,
    clientId: ClientId,
    clientName: z.string(),
    invoiceId: InvoiceId,
    invoiceNumber: z.string(),
    position: z.int(),
    currency: z.string(),
    /** What the line bills. */
    amount: SignedAmount,
    /** The dispute of the same line that was settled before. */
    follows: DisputeId.nullable(),
    openedAt: Moment,
    messages: z.array(DisputeMessage),
    state: z.discriminatedUnion('state', [
      /** Whoever did not write last is waited for. */
      z.object({ state: z.literal('open'), waitsFor: z.enum(sides) }),
      z.object({
        state: z.literal('settled'),
        words: z.string(),
        settledBy: PersonId,
        settledByName: z.string(),
        settledAt: Moment,
        /** Null where it ended in an answer. */
        adjustment: Adjustment.nullable(),
      }),
    ]),
  })
  .meta({ id: 'Dispute' });
export type Dispute = z.output<typeof Dispute>;

export const disputeStates = ['open', 'settled'] as const;

/**
 * Who is waited for: the side that did not write last.
 * Example: the client opens it → the provider; the provider replies → the client.
 */
export const waitsFor = (messages: readonly Pick<DisputeMessage, 'side'>[]): Side =>
  messages.at(-1)?.side === 'provider' ? 'client' : 'provider';
