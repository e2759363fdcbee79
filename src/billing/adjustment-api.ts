import { z } from 'zod';
import { everyone, finance, reviewers, route } from '../people/access.ts';
import { ClientId } from '../people/person.ts';
import {
  Adjustment,
  adjustmentDecimals,
  AdjustmentDraft,
  adjustmentOfNothing,
  adjustmentTooLarge,
  invoiceToCome,
  noneWaiting,
  noSuchLine,
  UnbilledAdjustments,
} from './adjustment.ts';
import { InvoiceKey, InvoiceSummary } from './invoice.ts';

const ofClient = z.object({ client: ClientId });

/** Setting issued invoices right. */
export const adjustmentApi = {
  adjustInvoice: route({
    method: 'POST',
    path: '/invoices/{invoice}/adjustments',
    command: 'adjustment make',
    summary: "Credits or charges the difference to an issued invoice; it is a line of the client's next one.",
    access: finance,
    params: z.object({ invoice: InvoiceKey }),
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
    params: ofClient,
    out: z.array(Adjustment),
  }),
  listUnbilledAdjustments: route({
    method: 'GET',
    path: '/unbilled-adjustments',
    command: 'adjustment unbilled',
    summary: 'Lists what was credited or charged to clients that have no invoice to come, by client.',
    access: reviewers,
    out: z.array(UnbilledAdjustments),
  }),
  billAdjustments: route({
    method: 'POST',
    path: '/clients/{client}/adjustments/invoice',
    command: 'adjustment bill',
    summary:
      'Issues the adjustments of a client that has no invoice to come: as a credit note, or as an invoice above zero.',
    access: finance,
    params: ofClient,
    body: UnbilledAdjustments.pick({ currency: true }),
    out: InvoiceSummary,
    status: 201,
    idempotent: true,
    refusals: [noneWaiting, invoiceToCome],
  }),
};
