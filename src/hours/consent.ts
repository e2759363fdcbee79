import { z } from 'zod';
import { ContractId } from '../contracts/contract.ts';
import { idOf, type Id } from '../core/id.ts';
import { refusal } from '../core/refusal.ts';
import { Amount, Moment, Month } from '../core/shape.ts';
import { ClientId } from '../people/person.ts';

export type ConsentId = Id<'consent'>;
export const ConsentId = idOf('consent');

export const askedAlready = refusal(
  409,
  'consent.asked-already',
  'The client has been asked for this month and has not answered yet.',
);
export const answeredAlready = refusal(409, 'consent.answered', 'This is answered already.');
export const noAuthority = refusal(
  403,
  'consent.no-authority',
  'Only an executive of the client, or a contact who may approve overage, answers this.',
);

/** For how much further overage in which month the client is asked, and why. */
export const ConsentDraft = z.object({
  month: Month,
  /** Where the client has two contracts in the month, which is meant; the later one unless said. */
  contract: ContractId.optional(),
  minutes: z.int().min(1, 'ask for at least a minute').max(60_000),
  reason: z.string().trim().min(1, 'say what the hours are needed for').max(1000),
});
export type ConsentDraft = z.output<typeof ConsentDraft>;

export const ConsentAnswer = z.object({
  answer: z.enum(['agreed', 'declined']),
  note: z.string().trim().max(1000).default(''),
});

/** That a client is asked to agree to further overage, with its answer. Prices are at the contract's rate when it was asked. */
export const Consent = z
  .object({
    id: ConsentId,
    clientId: ClientId,
    contractId: ContractId,
    month: Month,
    minutes: z.int(),
    rate: Amount,
    amount: Amount,
    currency: z.string(),
    reason: z.string(),
    /** Null where nobody asked: the cap was near. */
    askedBy: z.string().nullable(),
    askedAt: Moment,
    /** Null while it is open. */
    answer: z
      .object({ answer: z.enum(['agreed', 'declined']), note: z.string(), by: z.string(), at: Moment })
      .nullable(),
  })
  .meta({ id: 'Consent' });
export type Consent = z.output<typeof Consent>;

/** How much was agreed to in all. */
export const minutesAgreedTo = (consents: readonly Consent[]): number =>
  consents.reduce((sum, { minutes, answer }) => sum + (answer?.answer === 'agreed' ? minutes : 0), 0);
