import { z } from 'zod';
import { idOf, type Id } from '../core/id.ts';
import { refusal, Refused } from '../core/refusal.ts';
import { Amount, Currency, Day, Moment } from '../core/shape.ts';
import { ClientId, PersonId } from '../people/person.ts';
import { isSupervisor, type Decider } from './decision.ts';
import { SiteVisitId, siteVisitStates } from './site-visit.ts';

export type ExpenseId = Id<'expense'>;
export const ExpenseId = idOf('expense');

export const expenseInFuture = refusal(422, 'expense.in-future', 'An expense is entered once it was made.');
export const amountZero = refusal(422, 'expense.no-amount', 'An expense is more than nothing.');
export const otherVisit = refusal(
  422,
  'expense.other-visit',
  'The expense names a site visit to another client, or none that there is.',
);
export const writtenOffAlready = refusal(409, 'expense.written-off', 'This expense was written off.');
export const billedWithVisit = refusal(
  409,
  'expense.billed',
  'Its site visit is approved, so the client pays for it; it is not written off.',
);
export const expenseNotYours = refusal(
  403,
  'expense.not-yours',
  'People enter and change their own expenses; a supervisor may do it for them.',
);

export const expenseKinds = ['travel-time', 'transport', 'lodging', 'meals', 'other'] as const;

/** What a site visit cost, in the client's currency, on the local day it was spent. Travel time is entered by what it is charged at. */
export const ExpenseDraft = z.object({
  clientId: ClientId,
  siteVisitId: SiteVisitId.nullable().default(null),
  personId: PersonId.optional(),
  day: Day,
  kind: z.enum(expenseKinds),
  amount: Amount,
  note: z.string().trim().max(1000).default(''),
});
export type ExpenseDraft = z.output<typeof ExpenseDraft>;

/** An expense, with what its visit came to: it is billed if that was approved, and otherwise waits to be settled. */
export const Expense = ExpenseDraft.extend({
  id: ExpenseId,
  personId: PersonId,
  clientName: z.string(),
  personName: z.string(),
  currency: Currency,
  siteVisit: z.enum(siteVisitStates).nullable(),
  writtenOff: z.object({ by: PersonId, at: Moment, reason: z.string() }).nullable(),
  version: z.int(),
}).meta({ id: 'Expense' });
export type Expense = z.output<typeof Expense>;

/**
 * Refuses an expense that was not made yet, by the client's local day, and one of nothing.
 * Example: on 2026-11-24 an expense of 2026-11-25 is `expense.in-future`.
 */
export function requireSpent(draft: ExpenseDraft, today: string): void {
  if (draft.day > today)
    throw new Refused(expenseInFuture, `Where the client is, it is ${today}.`, { today });
  if (!/[1-9]/.test(draft.amount)) throw new Refused(amountZero, amountZero.title);
}

/** Refuses a change by somebody else, and of what was written off. */
export function requireOpen(asker: Pick<Decider, 'id' | 'roles'>, expense: Expense): void {
  requireOwn(asker, expense.personId);
  if (expense.writtenOff) throw new Refused(writtenOffAlready, expense.writtenOff.reason);
}

function requireOwn(asker: Pick<Decider, 'id' | 'roles'>, person: PersonId): void {
  if (asker.id !== person && !isSupervisor(asker.roles))
    throw new Refused(expenseNotYours, expenseNotYours.title);
}
