import { editedMeanwhile } from '../clients/api.ts';
import { theClient } from '../clients/handlers.ts';
import { nextCursor } from '../core/page.ts';
import { notFound, Refused, type RefusalKind } from '../core/refusal.ts';
import type { Handlers } from '../core/route.ts';
import { todayIn } from '../core/zone.ts';
import { refusing } from '../database/refusals.ts';
import type { Context } from '../people/context.ts';
import { theColleague, whose } from '../time/entry-handlers.ts';
import { currencyFor, ratesFor } from './cost-handlers.ts';
import { costOf } from './cost.ts';
import type { expensesApi } from './expense-api.ts';
import * as expenses from './expense-store.ts';
import {
  billedWithVisit,
  otherVisit,
  requireOpen,
  requireSpent,
  writtenOffAlready,
  type Expense,
  type ExpenseDraft,
  type ExpenseId,
} from './expense.ts';
import { receiptsStay } from './receipt.ts';
import { placeOf } from './site-visit-handlers.ts';

const constraints: Readonly<Record<string, RefusalKind>> = {
  expense_provider_id_client_id_site_visit_id_fkey: otherVisit,
  receipt_provider_id_client_id_expense_id_fkey: receiptsStay,
};

export const expensesHandlers: Handlers<typeof expensesApi, Context> = {
  async addExpense(context, { body }) {
    const { db, providerId, actor } = context;
    const { id: person } = await theColleague(context, whose(context, body.personId));
    const spent = await priced(context, body);
    const id = context.newId<'expense'>();
    const made = { id, person, by: actor.id };
    await refusing(constraints, expenses.insertExpense(db, providerId, made, spent));
    const expense = await theExpense(context, id);
    context.record({ act: 'expense.added', client: expense.clientId, object: id, detail: expense });
    return expense;
  },

  async listExpenses({ db, providerId }, { query: { limit, cursor, ...sought } }) {
    const listed = await expenses.listExpenses(db, providerId, sought, limit + 1, placeOf(cursor));
    return nextCursor(listed, limit, (expense) => [expense.day, expense.id]);
  },

  getExpense: (context, { params }) => theExpense(context, params.expense),

  async editExpense(context, { params, body: { version, ...draft } }) {
    const { db, providerId } = context;
    const before = await theExpense(context, params.expense, 'locked');
    requireOpen(context.actor, before);
    const spent = await priced(context, draft);
    const edit = { id: before.id, version };
    if (!(await refusing(constraints, expenses.updateExpense(db, providerId, edit, spent))))
      throw new Refused(editedMeanwhile, `It is at version ${before.version} now.`, {
        version: before.version,
      });
    const after = await theExpense(context, before.id);
    context.record({
      act: 'expense.edited',
      client: after.clientId,
      object: after.id,
      detail: { before, after },
    });
    return after;
  },

  async deleteExpense(context, { params }) {
    const before = await theExpense(context, params.expense, 'locked');
    requireOpen(context.actor, before);
    await expenses.deleteExpense(context.db, context.providerId, before.id);
    context.record({ act: 'expense.deleted', client: before.clientId, object: before.id, detail: before });
    return before;
  },

  async writeOffExpense(context, { params, body }) {
    const { db, providerId, actor, now } = context;
    const before = await theExpense(context, params.expense, 'locked');
    if (before.siteVisit === 'approved') throw new Refused(billedWithVisit, billedWithVisit.title);
    const written = { ...body, by: actor.id, at: now };
    if (!(await expenses.writeOffExpense(db, providerId, before, written)))
      throw new Refused(writtenOffAlready, writtenOffAlready.title);
    context.record({ act: 'expense.written-off', client: before.clientId, object: before.id, detail: body });
    return theExpense(context, before.id);
  },
};

/** What an expense comes to, made by the client's today, in the money and at the rates of its day. */
async function priced(context: Context, draft: ExpenseDraft): Promise<expenses.PricedExpense> {
  const { timeZone } = await theClient(context, draft.clientId);
  requireSpent(draft, todayIn(timeZone, context.now));
  const currency = await currencyFor(context, draft.clientId, draft.day);
  const cost = costOf(draft, await ratesFor(context, currency, draft.day), currency);
  return { draft, cost, currency };
}

export async function theExpense(
  { db, providerId }: Context,
  id: ExpenseId,
  mode: 'read' | 'locked' = 'read',
): Promise<Expense> {
  const expense = await expenses.findExpense(db, providerId, id, mode);
  if (!expense) throw new Refused(notFound, notFound.title);
  return expense;
}
