import { z } from 'zod';
import { idOf, type Id } from '../core/id.ts';
import { refusal, Refused } from '../core/refusal.ts';
import { Currency, Day, Moment } from '../core/shape.ts';
import { ClientId, PersonId } from '../people/person.ts';
import { isSupervisor, type Decider } from '../time/decision.ts';
import { Cost, CostDraft } from './cost.ts';
import { Receipt } from './receipt.ts';
import { SiteVisitId, siteVisitStates } from './site-visit.ts';

export type ExpenseId = Id<'expense'>;
export const ExpenseId = idOf('expense');

export const expenseInFuture = refusal(422, 'expense.in-future', 'An expense is entered once it was made.');
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
export const expenseOnInvoice = refusal(
  409,
  'expense.on-invoice',
  'It is on an invoice, so it stays as it is. What was wrong is put right by an adjustment of that invoice.',
);
export const expenseNotYours = refusal(
  403,
  'expense.not-yours',
  'People enter and change their own expenses; a supervisor may do it for them.',
);

/** What a site visit cost, in the client's currency, on the local day it was spent. */
export const ExpenseDraft = z.object({
  clientId: ClientId,
  siteVisitId: SiteVisitId.nullable().default(null),
  personId: PersonId.optional(),
  day: Day,
  ...CostDraft.shape,
  note: z.string().trim().max(1000).default(''),
});
export type ExpenseDraft = z.output<typeof ExpenseDraft>;

/** An expense, with what its visit came to: it is billed if that was approved, and otherwise waits to be settled. */
export const Expense = ExpenseDraft.extend({
  ...Cost.shape,
  id: ExpenseId,
  personId: PersonId,
  clientName: z.string(),
  personName: z.string(),
  currency: Currency,
  siteVisit: z.enum(siteVisitStates).nullable(),
  writtenOff: z.object({ by: PersonId, at: Moment, reason: z.string() }).nullable(),
  /** Whether it is on an invoice, because its month is closed: nothing of it changes any more. */
  billed: z.boolean(),
  receipts: z.array(Receipt),
  version: z.int(),
}).meta({ id: 'Expense' });
export type Expense = z.output<typeof Expense>;

/** Refuses an expense that was not made yet, by the client's local day. Example: on 2026-11-24 one of 2026-11-25 is `expense.in-future`. */
export function requireSpent({ day }: Pick<ExpenseDraft, 'day'>, today: string): void {
  if (day > today) throw new Refused(expenseInFuture, `Where the client is, it is ${today}.`, { today });
}

/** Refuses a change by somebody else, of what was written off, and of what is on an invoice. */
export function requireOpen(asker: Pick<Decider, 'id' | 'roles'>, expense: Expense): void {
  if (asker.id !== expense.personId && !isSupervisor(asker.roles))
    throw new Refused(expenseNotYours, expenseNotYours.title);
  if (expense.writtenOff) throw new Refused(writtenOffAlready, expense.writtenOff.reason);
  if (expense.billed) throw new Refused(expenseOnInvoice, expenseOnInvoice.title);
}
