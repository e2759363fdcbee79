import { z } from 'zod';
import { ContractId } from '../contracts/contract.ts';
import { FileOut } from '../core/file.ts';
import { Month } from '../core/shape.ts';
import { noContract } from '../hours/api.ts';
import { everyone, finance, route } from '../people/access.ts';
import { ClientId } from '../people/person.ts';
import { accountingFormats } from './accounting-csv.ts';
import { InvoiceKey } from './invoice.ts';
import { detailsMissing } from './missing-details.ts';

export const documentFormats = ['pdf', 'ubl', 'json'] as const;

/** What leaves the house as a file. */
export const documentApi = {
  saveInvoice: route({
    method: 'GET',
    path: '/invoices/{invoice}/document',
    command: 'invoice save',
    summary:
      'Saves an invoice as a PDF, as a structured invoice (UBL for Peppol and EN 16931), or as plain JSON.',
    access: everyone,
    params: z.object({ invoice: InvoiceKey }),
    query: z.object({ format: z.enum(documentFormats).default('pdf') }),
    out: FileOut,
    refusals: [detailsMissing],
  }),
  saveAccounting: route({
    method: 'GET',
    path: '/months/{month}/accounting',
    command: 'invoice export',
    summary: "Saves the invoices of a month as CSV for Xero's or QuickBooks Online's import, a row a line.",
    access: finance,
    params: z.object({ month: Month }),
    query: z.object({ format: z.enum(accountingFormats) }),
    out: FileOut,
  }),
  saveHours: route({
    method: 'GET',
    path: '/clients/{client}/hours/{month}/workbook',
    command: 'hours save',
    summary: "Saves a client's hours in a month as a workbook: entries, packages and statement.",
    access: everyone,
    params: z.object({ client: ClientId, month: Month }),
    query: z.object({ contract: ContractId.optional() }),
    out: FileOut,
    refusals: [noContract],
  }),
};
