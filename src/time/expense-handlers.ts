import { editedMeanwhile } from '../clients/api.ts';
import { theClient } from '../clients/handlers.ts';
import { nextCursor, readCursor } from '../core/page.ts';
import { notFound, Refused, type RefusalKind } from '../core/refusal.ts';
import type { Handlers } from '../core/route.ts';
import { amountFits } from '../core/shape.ts';
import { todayIn } from '../core/zone.ts';
import { refusing } from '../database/refusals.ts';
import type { Context } from '../people/context.ts';
import type { ClientId } from '../people/person.ts';
import { theColleague, whose } from './entry-handlers.ts';
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
import * as visits from './site-visit-store.ts';
import { amountDoesNotFit, visitDecided, type SiteVisit, type SiteVisitId } from './site-visit.ts';

const constraints: Readonly<Record<string, RefusalKind>> = {
  expense_provider_id_client_id_site_visit_id_fkey: otherVisit,
};

export const expensesHandlers: Handlers<typeof expensesApi, Context> = {
  async requestSiteVisit(context, { body }) {
    const { db, providerId, actor, now } = context;
    const { id: person } = await theColleague(context, whose(context, body.personId));
    const currency = await currencyFor(context, body.clientId, body.day, body.amountExpected);
    const id = context.newId<'site-visit'>();
    await visits.insertSiteVisit(db, providerId, { id, person, by: actor.id, at: now, currency }, body);
    const visit = await theVisit(context, id);
    context.record({ act: 'site-visit.requested', client: visit.clientId, object: id, detail: visit });
    return visit;
  },

  async listSiteVisits({ db, providerId }, { query: { limit, cursor, ...sought } }) {
    const listed = await visits.listSiteVisits(db, providerId, sought, limit + 1, dayOf(cursor));
    return nextCursor(listed, limit, (visit) => [visit.day, visit.id]);
  },

  approveSiteVisit: (context, { params, body }) =>
    decide(context, params.visit, { decision: 'approved', ...body }),

  refuseSiteVisit: (context, { params, body }) =>
    decide(context, params.visit, { decision: 'refused', ...body }),

  async addExpense(context, { body }) {
    const { db, providerId, actor } = context;
    const { id: person } = await theColleague(context, whose(context, body.personId));
    await requireSpentBy(context, body);
    const currency = await currencyFor(context, body.clientId, body.day, body.amount);
    const id = context.newId<'expense'>();
    const made = { id, person, by: actor.id, currency };
    await refusing(constraints, expenses.insertExpense(db, providerId, made, body));
    const expense = await theExpense(context, id);
    context.record({ act: 'expense.added', client: expense.clientId, object: id, detail: expense });
    return expense;
  },

  async listExpenses({ db, providerId }, { query: { limit, cursor, ...sought } }) {
    const listed = await expenses.listExpenses(db, providerId, sought, limit + 1, dayOf(cursor));
    return nextCursor(listed, limit, (expense) => [expense.day, expense.id]);
  },

  async editExpense(context, { params, body: { version, ...draft } }) {
    const { db, providerId } = context;
    const before = await theExpense(context, params.expense, 'locked');
    requireOpen(context.actor, before);
    await requireSpentBy(context, draft);
    const currency = await currencyFor(context, draft.clientId, draft.day, draft.amount);
    const edit = { id: before.id, version, currency };
    if (!(await refusing(constraints, expenses.updateExpense(db, providerId, edit, draft))))
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

/** The money an amount of a day is in, which the amount must fit. */
async function currencyFor(context: Context, client: ClientId, day: string, amount: string): Promise<string> {
  await theClient(context, client);
  const currency = await expenses.currencyOn(context.db, context.providerId, client, day);
  if (!amountFits(amount, currency))
    throw new Refused(amountDoesNotFit, `The client pays in ${currency}.`, { currency });
  return currency;
}

async function requireSpentBy(context: Context, draft: ExpenseDraft): Promise<void> {
  const { timeZone } = await theClient(context, draft.clientId);
  requireSpent(draft, todayIn(timeZone, context.now));
}

async function decide(
  context: Context,
  id: SiteVisitId,
  said: { readonly decision: 'approved' | 'refused'; readonly reason: string },
): Promise<SiteVisit> {
  const { db, providerId, actor, now } = context;
  const before = await theVisit(context, id);
  const isFirst = await visits.decideSiteVisit(db, providerId, before, { ...said, by: actor.id, at: now });
  const visit = await theVisit(context, id);
  if (!isFirst) {
    const { state } = visit.decision;
    throw new Refused(visitDecided, `It was ${state} before.`, { state });
  }
  context.record({
    act: `site-visit.${said.decision}`,
    client: visit.clientId,
    object: id,
    detail: visit.decision,
  });
  return visit;
}

async function theVisit({ db, providerId }: Context, id: SiteVisitId): Promise<SiteVisit> {
  const visit = await visits.findSiteVisit(db, providerId, id);
  if (!visit) throw new Refused(notFound, notFound.title);
  return visit;
}

async function theExpense(
  { db, providerId }: Context,
  id: ExpenseId,
  mode: 'read' | 'locked' = 'read',
): Promise<Expense> {
  const expense = await expenses.findExpense(db, providerId, id, mode);
  if (!expense) throw new Refused(notFound, notFound.title);
  return expense;
}

function dayOf(cursor: string | undefined): { day: string; id: string } | null {
  const key = readCursor(cursor);
  return key && { day: key[0] ?? '', id: key[1] ?? '' };
}
