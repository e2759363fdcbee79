import { closeApi } from './close-api.ts';
import { invoiceApi } from './invoice-api.ts';

/** All of billing: months on their way to an invoice, runs that close many, invoices, explanations and adjustments. */
export const billingApi = { ...closeApi, ...invoiceApi };
