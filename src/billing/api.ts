import { z } from 'zod';
import { ContractId } from '../contracts/contract.ts';
import { PageQuery, pageOf } from '../core/page.ts';
import { Month } from '../core/shape.ts';
import { noContract } from '../hours/api.ts';
import { Step } from '../hours/explanation.ts';
import { everyone, finance, route, staff, type Access } from '../people/access.ts';
import { ClientId } from '../people/person.ts';
import {
  Adjustment,
  AdjustmentDraft,
  adjustmentDecimals,
  adjustmentOfNothing,
  adjustmentTooLarge,
  noSuchLine,
} from './adjustment.ts';
import { Invoice, InvoiceSummary } from './invoice.ts';
import { closedAlready, MonthClose, notInReview, notOver, notReady } from './month-close.ts';

/** Who looks a month over before it is closed: finance, and those who lead the service. */
const reviewers = ['csdm', 'supervisor', 'finance', 'administrator'] as const satisfies Access;

const ofMonth = z.object({ contract: ContractId, month: Month });
const ofInvoice = z.object({ invoice: z.string().min(1).max(60) });

/** A contract's month on the board, with its client's name. */
export const BoardRow = z.object({ clientName: z.string(), close: MonthClose }).meta({ id: 'BoardRow' });
export type BoardRow = z.output<typeof BoardRow>;

export const billingApi = {
  listMonths: route({
    method: 'GET',
    path: '/months/{month}',
    command: 'month list',
    summary:
      'Lists the contracts of a month by client: closed with which invoice, ready to close, or what is missing.',
    access: staff,
    params: z.object({ month: Month }),
    out: z.array(BoardRow),
  }),
  getMonth: route({
    method: 'GET',
    path: '/contracts/{contract}/months/{month}',
    command: 'month show',
    summary:
      'Shows the month of a contract: what is missing before it can be closed, and the lines its invoice would have.',
    access: staff,
    params: ofMonth,
    out: MonthClose,
    refusals: [noContract],
  }),
  startReview: route({
    method: 'POST',
    path: '/contracts/{contract}/months/{month}/review',
    command: 'month review',
    summary: 'Says that a month is being looked over before it is closed.',
    access: reviewers,
    params: ofMonth,
    out: MonthClose,
    status: 201,
    idempotent: true,
    refusals: [noContract, notOver, closedAlready],
  }),
  withdrawReview: route({
    method: 'DELETE',
    path: '/contracts/{contract}/months/{month}/review',
    command: 'month reopen',
    summary: 'Opens a month in review again.',
    access: reviewers,
    params: ofMonth,
    out: MonthClose,
    idempotent: true,
    refusals: [noContract, notInReview],
  }),
  closeMonth: route({
    method: 'POST',
    path: '/contracts/{contract}/months/{month}/closure',
    command: 'month close',
    summary: 'Closes a month for good and issues its invoice; asked again, it answers the same invoice.',
    access: finance,
    params: ofMonth,
    out: MonthClose,
    status: 201,
    idempotent: true,
    refusals: [noContract, notReady],
  }),
  closeMonths: route({
    method: 'POST',
    path: '/months/{month}/closure',
    command: 'month close-all',
    summary:
      'Closes a month for every contract that is ready, at once; answers all of them, with what is missing of the others.',
    access: finance,
    params: z.object({ month: Month }),
    out: z.array(BoardRow),
    status: 201,
    idempotent: true,
  }),
  listInvoices: route({
    method: 'GET',
    path: '/invoices',
    command: 'invoice list',
    summary: 'Lists invoices, the newest first.',
    access: everyone,
    query: PageQuery.extend({ client: ClientId.optional(), month: Month.optional() }),
    out: pageOf(InvoiceSummary),
  }),
  getInvoice: route({
    method: 'GET',
    path: '/invoices/{invoice}',
    command: 'invoice show',
    summary: 'Shows an invoice with its lines, by its number or its id.',
    access: everyone,
    params: ofInvoice,
    out: Invoice,
  }),
  explainInvoice: route({
    method: 'GET',
    path: '/invoices/{invoice}/explanation',
    command: 'invoice tree',
    summary:
      'Explains an invoice from its total down to the entries, as one tree of figures that can be recomputed.',
    access: everyone,
    params: ofInvoice,
    out: Step,
  }),
  listAdjustments: route({
    method: 'GET',
    path: '/clients/{client}/adjustments',
    command: 'adjustment list',
    summary:
      'Lists the credits and debits of a client, the newest first, and on which invoice each was billed.',
    access: everyone,
    params: z.object({ client: ClientId }),
    out: z.array(Adjustment),
  }),
  makeAdjustment: route({
    method: 'POST',
    path: '/invoices/{invoice}/adjustments',
    command: 'adjustment make',
    summary: 'Credits or debits an issued invoice; it becomes a line of the client’s next one.',
    access: finance,
    params: ofInvoice,
    body: AdjustmentDraft,
    out: Adjustment,
    status: 201,
    idempotent: true,
    refusals: [adjustmentOfNothing, adjustmentTooLarge, noSuchLine, adjustmentDecimals],
  }),
};
