import { z } from 'zod';
import { PageQuery, pageOf } from '../core/page.ts';
import { everyone, portal, reviewers, route } from '../people/access.ts';
import { ClientId } from '../people/person.ts';
import { adjustmentDecimals, adjustmentOfNothing, adjustmentTooLarge, noSuchLine } from './adjustment.ts';
import {
  Dispute,
  DisputeDraft,
  DisputeEnd,
  DisputeId,
  disputeOpen,
  DisputeReply,
  disputeSettled,
  disputeStates,
  financeAdjusts,
} from './dispute.ts';
import { InvoiceId, InvoiceKey } from './invoice.ts';

const ofDispute = z.object({ dispute: DisputeId });

export const disputeApi = {
  openDispute: route({
    method: 'POST',
    path: '/invoices/{invoice}/disputes',
    command: 'dispute open',
    summary: 'Disputes a line of an issued invoice, as its client. The provider is told by mail.',
    access: portal,
    params: z.object({ invoice: InvoiceKey }),
    body: DisputeDraft,
    out: Dispute,
    status: 201,
    idempotent: true,
    refusals: [disputeOpen, noSuchLine],
  }),
  listDisputes: route({
    method: 'GET',
    path: '/disputes',
    command: 'dispute list',
    summary:
      'Lists disputes with their threads, newest first: all, those of an invoice or a client, open or settled.',
    access: everyone,
    query: PageQuery.extend({
      invoice: InvoiceId.optional(),
      client: ClientId.optional(),
      state: z.enum(disputeStates).optional(),
    }),
    out: pageOf(Dispute),
  }),
  getDispute: route({
    method: 'GET',
    path: '/disputes/{dispute}',
    command: 'dispute show',
    summary: 'Shows a dispute with its whole thread and how it ended.',
    access: everyone,
    params: ofDispute,
    out: Dispute,
  }),
  replyToDispute: route({
    method: 'POST',
    path: '/disputes/{dispute}/messages',
    command: 'dispute reply',
    summary: 'Writes to an open dispute. The other side is told by mail.',
    access: [...reviewers, ...portal],
    params: ofDispute,
    body: DisputeReply,
    out: Dispute,
    status: 201,
    idempotent: true,
    refusals: [disputeSettled],
  }),
  settleDispute: route({
    method: 'POST',
    path: '/disputes/{dispute}/settlement',
    command: 'dispute settle',
    summary:
      'Ends a dispute with closing words, and with an amount as finance in an adjustment of the disputed line, a line of the client’s next invoice.',
    access: reviewers,
    params: ofDispute,
    body: DisputeEnd,
    out: Dispute,
    idempotent: true,
    refusals: [disputeSettled, financeAdjusts, adjustmentOfNothing, adjustmentTooLarge, adjustmentDecimals],
  }),
};
