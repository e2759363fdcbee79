import fs from 'node:fs';
import path from 'node:path';
import type { Invoice } from './invoice.ts';
import { pdfOf } from './pdf-document.ts';
import { pdfWords } from './pdf-words.ts';

const template = fs.readFileSync(path.join(import.meta.dirname, 'invoice.typ'), 'utf8');

/** The invoice as a PDF. The same invoice gives the same bytes, because the document says it was made when the invoice was issued. */
export const invoicePdf = (invoice: Invoice): Promise<Uint8Array> =>
  pdfOf(template, pdfWords(invoice), invoice.issuedAt);
