import fs from 'node:fs';
import path from 'node:path';
import { pdfOf } from '../billing/pdf-document.ts';
import type { CertificateWords, QuoteWords } from './quote-words.ts';

const [quote, certificate] = ['quote.typ', 'certificate.typ'].map((name) =>
  fs.readFileSync(path.join(import.meta.dirname, name), 'utf8'),
);

export const quotePdf = (words: QuoteWords, sentAt: string): Promise<Uint8Array> =>
  pdfOf(quote ?? '', words, sentAt);

export const certificatePdf = (words: CertificateWords, acceptedAt: string): Promise<Uint8Array> =>
  pdfOf(certificate ?? '', words, acceptedAt);
