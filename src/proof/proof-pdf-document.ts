import fs from 'node:fs';
import path from 'node:path';
import { pdfOf } from '../billing/pdf-document.ts';
import type { ProofWords } from './proof-words.ts';

const template = fs.readFileSync(path.join(import.meta.dirname, 'proof.typ'), 'utf8');

/** The proof as a PDF; the same proof gives the same bytes. */
export const proofPdf = (words: ProofWords, madeAt: string): Promise<Uint8Array> =>
  pdfOf(template, words, madeAt);
