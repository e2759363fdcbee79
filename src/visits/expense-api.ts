import { z } from 'zod';
import { editedMeanwhile } from '../clients/api.ts';
import { PageQuery, pageOf } from '../core/page.ts';
import { Day } from '../core/shape.ts';
import { route, staff, workers } from '../people/access.ts';
import { ClientId, PersonId } from '../people/person.ts';
import {
  billedWithVisit,
  Expense,
  ExpenseDraft,
  ExpenseId,
  expenseInFuture,
  expenseNotYours,
  expenseOnInvoice,
  otherVisit,
  writtenOffAlready,
} from './expense.ts';
import { receiptsStay } from './receipt.ts';
import { costRefusals } from './site-visit-api.ts';

const ofExpense = z.object({ expense: ExpenseId });
const Reason = z.string().trim().min(1, 'say why').max(1000);
/** Those who clear the exceptions of a month. */
const settlers = ['supervisor', 'finance', 'administrator'] as const;
const spent = [expenseInFuture, ...costRefusals, otherVisit, expenseNotYours];

export const expensesApi = {
  addExpense: route({
    method: 'POST',
    path: '/expenses',
    command: 'expense add',
    summary:
      'Enters what a site visit cost: mileage as a distance, travel time in minutes, anything else as an amount. One’s own or, for a supervisor, that of the person named.',
    access: workers,
    body: ExpenseDraft,
    out: Expense,
    status: 201,
    idempotent: true,
    refusals: spent,
  }),
  listExpenses: route({
    method: 'GET',
    path: '/expenses',
    command: 'expense list',
    summary: 'Lists expenses, the latest day first. Days are from the first to before the last.',
    access: staff,
    query: PageQuery.extend({
      client: ClientId.optional(),
      person: PersonId.optional(),
      from: Day.optional(),
      to: Day.optional(),
    }),
    out: pageOf(Expense),
  }),
  getExpense: route({
    method: 'GET',
    path: '/expenses/{expense}',
    command: 'expense show',
    summary: 'Shows an expense with its receipts.',
    access: staff,
    params: ofExpense,
    out: Expense,
  }),
  editExpense: route({
    method: 'PUT',
    path: '/expenses/{expense}',
    command: 'expense edit',
    summary: 'Changes an expense; names the version it was made from.',
    access: workers,
    params: ofExpense,
    body: ExpenseDraft.omit({ personId: true }).extend({ version: z.int() }),
    out: Expense,
    idempotent: true,
    refusals: [...spent, writtenOffAlready, expenseOnInvoice, receiptsStay, editedMeanwhile],
  }),
  deleteExpense: route({
    method: 'DELETE',
    path: '/expenses/{expense}',
    command: 'expense delete',
    summary: 'Deletes an expense; the record keeps what it said.',
    access: workers,
    params: ofExpense,
    out: Expense,
    idempotent: true,
    refusals: [expenseNotYours, writtenOffAlready, expenseOnInvoice],
  }),
  writeOffExpense: route({
    method: 'POST',
    path: '/expenses/{expense}/write-off',
    command: 'expense write-off',
    summary: 'Writes off an expense without an approved site visit, with a reason: it is not billed.',
    access: settlers,
    params: ofExpense,
    body: z.object({ reason: Reason }),
    out: Expense,
    idempotent: true,
    refusals: [writtenOffAlready, billedWithVisit],
  }),
};
