import { z } from 'zod';
import { editedMeanwhile } from '../clients/api.ts';
import { PageQuery, pageOf } from '../core/page.ts';
import { Day } from '../core/shape.ts';
import { route, staff, supervisor, workers } from '../people/access.ts';
import { ClientId, PersonId } from '../people/person.ts';
import { notYours } from './decision.ts';
import {
  amountZero,
  billedWithVisit,
  Expense,
  ExpenseDraft,
  ExpenseId,
  expenseInFuture,
  expenseNotYours,
  otherVisit,
  writtenOffAlready,
} from './expense.ts';
import {
  amountDoesNotFit,
  SiteVisit,
  SiteVisitDraft,
  SiteVisitId,
  siteVisitStates,
  visitDecided,
} from './site-visit.ts';

const ofVisit = z.object({ visit: SiteVisitId });
const ofExpense = z.object({ expense: ExpenseId });
const Reason = z.string().trim().min(1, 'say why').max(1000);
/** Those who clear the exceptions of a month. */
const settlers = ['supervisor', 'finance', 'administrator'] as const;
const spent = [expenseInFuture, amountZero, amountDoesNotFit, otherVisit, expenseNotYours];

export const expensesApi = {
  requestSiteVisit: route({
    method: 'POST',
    path: '/site-visits',
    command: 'site-visit request',
    summary: 'Asks for a site visit: whose, where, when, what for and what travel should cost.',
    access: workers,
    body: SiteVisitDraft,
    out: SiteVisit,
    status: 201,
    idempotent: true,
    refusals: [notYours, amountDoesNotFit],
  }),
  listSiteVisits: route({
    method: 'GET',
    path: '/site-visits',
    command: 'site-visit list',
    summary: 'Lists site visits, the latest day first.',
    access: staff,
    query: PageQuery.extend({
      client: ClientId.optional(),
      person: PersonId.optional(),
      state: z.enum(siteVisitStates).optional(),
    }),
    out: pageOf(SiteVisit),
  }),
  approveSiteVisit: route({
    method: 'POST',
    path: '/site-visits/{visit}/approval',
    command: 'site-visit approve',
    summary: 'Approves a site visit: the client pays for its travel on top of the fees.',
    access: supervisor,
    params: ofVisit,
    body: z.object({ reason: z.string().trim().max(1000).default('') }).default({ reason: '' }),
    out: SiteVisit,
    idempotent: true,
    refusals: [visitDecided],
  }),
  refuseSiteVisit: route({
    method: 'POST',
    path: '/site-visits/{visit}/decline',
    command: 'site-visit refuse',
    summary: 'Refuses a site visit with a reason; its expenses are not billed.',
    access: supervisor,
    params: ofVisit,
    body: z.object({ reason: Reason }),
    out: SiteVisit,
    idempotent: true,
    refusals: [visitDecided],
  }),
  addExpense: route({
    method: 'POST',
    path: '/expenses',
    command: 'expense add',
    summary: 'Enters what a site visit cost, one’s own or, for a supervisor, that of the person named.',
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
    refusals: [...spent, writtenOffAlready, editedMeanwhile],
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
    refusals: [expenseNotYours, writtenOffAlready],
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
