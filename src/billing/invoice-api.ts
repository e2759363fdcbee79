import { z } from 'zod';
import { PageQuery, pageOf } from '../core/page.ts';
import { Month } from '../core/shape.ts';
import { Step } from '../hours/explanation.ts';
import { administrator, everyone, finance, route } from '../people/access.ts';
import { ClientId } from '../people/person.ts';
import {
  Adjustment,
  adjustmentDecimals,
  AdjustmentDraft,
  adjustmentOfNothing,
  adjustmentTooLarge,
  noSuchLine,
} from './adjustment.ts';
import { Invoice, InvoiceKey, InvoiceSeries, InvoiceSummary } from './invoice.ts';

const ofInvoice = z.object({ invoice: InvoiceKey });

export const invoiceApi = {
  listInvoices: route({
    method: 'GET',
    path: '/invoices',
    command: 'invoice list',
    summary: 'Lists invoices, newest first.',
    access: everyone,
    query: PageQuery.extend({ client: ClientId.optional(), month: Month.optional() }),
    out: pageOf(InvoiceSummary),
  }),
  getInvoice: route({
    method: 'GET',
    path: '/invoices/{invoice}',
    command: 'invoice show',
    summary: 'Shows an invoice, named by its number or its id, with its lines.',
    access: everyone,
    params: ofInvoice,
    out: Invoice,
  }),
  explainInvoice: route({
    method: 'GET',
    path: '/invoices/{invoice}/explanation',
    command: 'invoice explanation',
    summary: 'Explains every line of an invoice down to contract, packages and entries.',
    access: everyone,
    params: ofInvoice,
    out: Step,
  }),
  adjustInvoice: route({
    method: 'POST',
    path: '/invoices/{invoice}/adjustments',
    command: 'adjustment make',
    summary: "Credits or charges the difference to an issued invoice; it is a line of the client's next one.",
    access: finance,
    params: ofInvoice,
    body: AdjustmentDraft,
    out: Adjustment,
    status: 201,
    idempotent: true,
    refusals: [adjustmentOfNothing, adjustmentTooLarge, adjustmentDecimals, noSuchLine],
  }),
  listAdjustments: route({
    method: 'GET',
    path: '/clients/{client}/adjustments',
    command: 'adjustment list',
    summary: "Lists the adjustments of a client's invoices, newest first, each with the invoice that has it.",
    access: everyone,
    params: z.object({ client: ClientId }),
    out: z.array(Adjustment),
  }),
  getInvoiceSeries: route({
    method: 'GET',
    path: '/invoice-series',
    command: 'invoice-series show',
    summary: 'Shows how invoices are numbered.',
    access: finance,
    out: InvoiceSeries,
  }),
  setInvoicePrefix: route({
    method: 'PUT',
    path: '/invoice-series',
    command: 'invoice-series prefix',
    summary: 'Sets what stands before the figures of the next invoices. The count goes on without a gap.',
    access: administrator,
    body: InvoiceSeries.pick({ prefix: true }),
    out: InvoiceSeries,
  }),
};
