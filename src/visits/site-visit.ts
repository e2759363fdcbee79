import { z } from 'zod';
import { idOf, type Id } from '../core/id.ts';
import { amountOf, minorOf, money } from '../core/money.ts';
import { refusal, Refused } from '../core/refusal.ts';
import { Amount, Currency, Day, Moment } from '../core/shape.ts';
import { ClientId, PersonId } from '../people/person.ts';
import { keptFrom, type Decider } from '../time/decision.ts';
import { Cost, CostDraft } from './cost.ts';

export type SiteVisitId = Id<'site-visit'>;
export const SiteVisitId = idOf('site-visit');

export const visitDecided = refusal(409, 'site-visit.decided', 'A site visit is decided on once.');
export const visitReviewed = refusal(409, 'site-visit.reviewed', 'A site visit is reviewed once.');
export const visitNotReviewed = refusal(
  409,
  'site-visit.not-reviewed',
  'A site visit is approved with its estimate in sight. Review it first: say whether it can be done remotely, and what it should cost.',
);
export const visitNotYoursToReview = refusal(
  403,
  'site-visit.not-yours-to-review',
  'The CSDM of the client reviews its visits, or a supervisor; nobody but a supervisor their own.',
);

/** A visit somebody wants to make. The service is remote: visits are reviewed, and travel is billed on top of the fees. */
export const SiteVisitDraft = z.object({
  clientId: ClientId,
  personId: PersonId.optional(),
  day: Day,
  purpose: z.string().trim().min(1, 'say what cannot be done remotely').max(1000),
  /** What travel is expected to cost, in the client's currency, before anybody estimated it. */
  amountExpected: Amount,
});
export type SiteVisitDraft = z.output<typeof SiteVisitDraft>;

/** What a lead found: whether it could be done remotely, why or why not, and what it should cost, each kind once. */
export const SiteVisitReviewDraft = z.object({
  remotely: z.boolean(),
  words: z.string().trim().min(1, 'say what you found').max(1000),
  estimate: z
    .array(CostDraft)
    .min(1, 'say what the visit should cost')
    .refine((costs) => new Set(costs.map(({ kind }) => kind)).size === costs.length, 'say each kind once'),
});
export type SiteVisitReviewDraft = z.output<typeof SiteVisitReviewDraft>;

export const SiteVisitReview = SiteVisitReviewDraft.extend({
  estimate: z.array(Cost),
  total: Amount,
  reviewedBy: PersonId,
  reviewedByName: z.string(),
  reviewedAt: Moment,
}).meta({ id: 'SiteVisitReview' });
export type SiteVisitReview = z.output<typeof SiteVisitReview>;

export const siteVisitStates = ['requested', 'approved', 'refused'] as const;

/** What the supervisor decided. Only the expenses of an approved visit are billed. Service guide, section 5. */
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

/** A site visit: whose, where, on which local day, what for, what a lead found, what was decided, and what it has cost so far. */
export const SiteVisit = SiteVisitDraft.extend({
  id: SiteVisitId,
  personId: PersonId,
  clientName: z.string(),
  personName: z.string(),
  currency: Currency,
  requestedBy: PersonId,
  requestedAt: Moment,
  review: SiteVisitReview.nullable(),
  decision: SiteVisitDecision,
  /** Its expenses in its currency that were not written off. */
  spent: Amount,
}).meta({ id: 'SiteVisit' });
export type SiteVisit = z.output<typeof SiteVisit>;

/** Refuses a review of what was reviewed or decided on before, and by who does not lead the client or would review their own visit. */
export function requireReviewable(decider: Decider, visit: SiteVisit): void {
  if (keptFrom(decider, visit) !== null)
    throw new Refused(visitNotYoursToReview, visitNotYoursToReview.title);
  if (visit.decision.state !== 'requested')
    throw new Refused(visitDecided, `It was ${visit.decision.state} before.`, {
      state: visit.decision.state,
    });
  if (visit.review) throw new Refused(visitReviewed, `${visit.review.reviewedByName} reviewed it.`);
}

/** What a visit should cost: the estimate, or what was expected where nobody reviewed it. */
export const estimateOf = ({
  review,
  amountExpected,
}: Pick<SiteVisit, 'review' | 'amountExpected'>): string => review?.total ?? amountExpected;

/**
 * By how much a visit goes beyond its estimate once `more` is spent too; null where it does not. It is a warning and blocks nothing.
 * Example: 400.00 estimated, 380.00 spent, 42.50 more: 22.50.
 */
export function beyondEstimate(visit: SiteVisit, more = '0'): string | null {
  const { currency, spent } = visit;
  const beyond = minorOf(spent, currency) + minorOf(more, currency) - minorOf(estimateOf(visit), currency);
  return beyond > 0 ? amountOf(money(beyond), currency) : null;
}
