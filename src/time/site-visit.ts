import { z } from 'zod';
import { idOf, type Id } from '../core/id.ts';
import { refusal } from '../core/refusal.ts';
import { Amount, Currency, Day, Moment } from '../core/shape.ts';
import { ClientId, PersonId } from '../people/person.ts';

export type SiteVisitId = Id<'site-visit'>;
export const SiteVisitId = idOf('site-visit');

export const visitDecided = refusal(409, 'site-visit.decided', 'A site visit is decided on once.');
export const amountDoesNotFit = refusal(
  422,
  'amount.decimals',
  'An amount has no more decimals than the currency of the client.',
);

/** A visit somebody wants to make. The service is remote: visits are reviewed, and travel is billed on top of the fees. */
export const SiteVisitDraft = z.object({
  clientId: ClientId,
  personId: PersonId.optional(),
  day: Day,
  purpose: z.string().trim().min(1, 'say what cannot be done remotely').max(1000),
  /** What travel is expected to cost, in the client's currency. */
  amountExpected: Amount,
});
export type SiteVisitDraft = z.output<typeof SiteVisitDraft>;

export const siteVisitStates = ['requested', 'approved', 'refused'] as const;

/** What the review came to. Only the expenses of an approved visit are billed. Service guide, section 5. */
export const SiteVisitDecision = z.discriminatedUnion('state', [
  z.object({ state: z.literal('requested') }),
  z.object({
    state: z.literal('approved'),
    decidedBy: PersonId,
    decidedAt: Moment,
    reason: z.string(),
  }),
  z.object({ state: z.literal('refused'), decidedBy: PersonId, decidedAt: Moment, reason: z.string() }),
]);
export type SiteVisitDecision = z.output<typeof SiteVisitDecision>;

/** A site visit: whose, where, on which local day, what for, and what was decided. */
export const SiteVisit = SiteVisitDraft.extend({
  id: SiteVisitId,
  personId: PersonId,
  clientName: z.string(),
  personName: z.string(),
  currency: Currency,
  requestedBy: PersonId,
  requestedAt: Moment,
  decision: SiteVisitDecision,
}).meta({ id: 'SiteVisit' });
export type SiteVisit = z.output<typeof SiteVisit>;
