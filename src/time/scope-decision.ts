import { z } from 'zod';
import { idOf, type Id } from '../core/id.ts';
import { refusal, Refused } from '../core/refusal.ts';
import { Moment } from '../core/shape.ts';
import { ClientId, PersonId } from '../people/person.ts';
import type { EntryDraft } from './entry.ts';
import { activityOf, Scope, ScopeQuestion, type ScopeKind } from './scope.ts';

export type ScopeDecisionId = Id<'scope-decision'>;
export const ScopeDecisionId = idOf('scope-decision');

export const coveredByMatrix = refusal(
  422,
  'scope.covered',
  'What the responsibility matrix covers is not referred to Professional Services.',
);
export const decidedOtherwise = refusal(
  422,
  'entry.decided-otherwise',
  'The scope decision is about other work: its client, role and billing must be those of the entry.',
);

/** What a client asked for, what is said of it, and whether it is referred although it could be accepted, which needs a reason. */
export const ScopeDecisionDraft = ScopeQuestion.safeExtend({
  asked: z.string().trim().min(1, 'say what was asked for').max(1000),
  refer: z.boolean().default(false),
  reason: z.string().trim().max(1000).default(''),
}).refine(({ refer, reason }) => !refer || reason !== '', {
  path: ['reason'],
  message: 'say why it is referred although it could be accepted',
});
export type ScopeDecisionDraft = z.output<typeof ScopeDecisionDraft>;

/** What was decided about the scope of something asked, by which clause, by whom and why. It is never changed; a new one is made. */
export const ScopeDecision = z
  .object({
    id: ScopeDecisionId,
    clientId: ClientId,
    asked: z.string(),
    question: ScopeQuestion,
    scope: Scope,
    reason: z.string(),
    decidedBy: PersonId,
    decidedByName: z.string(),
    decidedAt: Moment,
  })
  .meta({ id: 'ScopeDecision' });
export type ScopeDecision = z.output<typeof ScopeDecision>;

/**
 * What is decided where the guide says `scope`: that, or a referral by the provider's discretion, which only other tasks are open to.
 * Source: service guide, section 2.4 (which additional tasks are accepted is at the provider's discretion).
 *
 * Refused: `scope.covered`, where a row of the matrix covers it.
 * Example: an additional task that would risk the client's core switch is referred with that reason.
 */
export function decidedScope(scope: Scope, { refer }: Pick<ScopeDecisionDraft, 'refer'>): Scope {
  if (!refer || scope.kind === 'refer') return scope;
  if (scope.kind === 'in-scope')
    throw new Refused(coveredByMatrix, `Row ${scope.row} covers it: ${activityOf(scope.row)?.name}.`, {
      row: scope.row,
    });
  return {
    ...scope,
    kind: 'refer',
    role: null,
    technologyGroup: null,
    clause: { section: '2.4', words: 'Which additional tasks are accepted is at the provider’s discretion.' },
  };
}

/** How work is billed that was decided on; nothing that was referred is. */
export const billingDecided: Readonly<Record<ScopeKind, EntryDraft['billing'] | null>> = {
  'in-scope': 'service',
  additional: 'additional',
  incremental: 'incremental',
  refer: null,
};

/**
 * Whether an entry is the work that was decided on: for the same client, in the role and technology group decided, billed as decided or as
 * goodwill. What was referred is nobody's work here. A decision without a technology group is open to a CSE of any.
 * Example: decided as additional for the CSE of network → an hour billed as service does not follow it, an hour of goodwill does.
 */
export function followsDecision(
  draft: Pick<EntryDraft, 'clientId' | 'role' | 'technologyGroup' | 'billing'>,
  { clientId, scope }: Pick<ScopeDecision, 'clientId' | 'scope'>,
): boolean {
  const billing = billingDecided[scope.kind];
  return (
    draft.clientId === clientId &&
    draft.role === scope.role &&
    (scope.technologyGroup === null || draft.technologyGroup === scope.technologyGroup) &&
    billing !== null &&
    (draft.billing === billing || draft.billing === 'goodwill')
  );
}
