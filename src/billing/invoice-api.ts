import { z } from 'zod';
import { PageQuery, pageOf } from '../core/page.ts';
import { Month } from '../core/shape.ts';
import { Step } from '../hours/explanation.ts';
import { administrator, everyone, finance, route } from '../people/access.ts';
import { ClientId } from '../people/person.ts';
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
