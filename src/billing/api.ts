import { adjustmentApi } from './adjustment-api.ts';
import { closeApi } from './close-api.ts';
import { disputeApi } from './dispute-api.ts';
import { documentApi } from './document-api.ts';
import { invoiceApi } from './invoice-api.ts';
import { lateTimeApi } from './late-time-api.ts';
import { replayApi } from './replay-api.ts';
import { taxApi } from './tax-api.ts';

/** All of billing: months on their way to an invoice, runs that close many, invoices, explanations, adjustments, disputes, late time, taxes and parties, files, and computing it all again. */
export const billingApi = {
  ...closeApi,
  ...invoiceApi,
  ...adjustmentApi,
  ...disputeApi,
  ...lateTimeApi,
  ...replayApi,
  ...taxApi,
  ...documentApi,
};
