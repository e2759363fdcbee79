import path from 'node:path';
import { Worker } from 'node:worker_threads';
import { pdfWords, type PdfWords } from './pdf-words.ts';
import type { Invoice } from './invoice.ts';

/** What the worker is asked and what it answers. */
export interface PdfAsked {
  readonly id: number;
  readonly words: PdfWords;
  /** Seconds since 1970: the moment the document says it was made. */
  readonly madeAt: number;
}
export type PdfAnswer =
  | { readonly id: number; readonly content: Uint8Array }
  | { readonly id: number; readonly fault: string };

/**
 * The invoice as a tagged PDF (PDF/UA-1). The same invoice gives the same bytes, because the document says it was made when the invoice was
 * issued. It is set by a worker, so that requests go on meanwhile; the worker ends after half a minute without work and gives its memory back.
 */
export const invoicePdf = (invoice: Invoice): Promise<Uint8Array> =>
  new Promise((resolve, reject) => {
    const id = ++asked;
    waiting.set(id, { resolve, reject });
    const madeAt = Math.floor(Date.parse(invoice.issuedAt) / 1000);
    const question: PdfAsked = { id, words: pdfWords(invoice), madeAt };
    theWorker().postMessage(question, []);
  });

const idleMs = 30_000;
let asked = 0;
let worker: Worker | null = null;
let rest: NodeJS.Timeout | null = null;
const waiting = new Map<
  number,
  { readonly resolve: (content: Uint8Array) => void; readonly reject: (fault: Error) => void }
>();

function theWorker(): Worker {
  if (rest) clearTimeout(rest);
  if (worker) return worker;
  const started = new Worker(path.join(import.meta.dirname, 'pdf-worker.ts'));
  started.unref();
  started.on('message', (answer: PdfAnswer) => {
    const asker = waiting.get(answer.id);
    waiting.delete(answer.id);
    if ('content' in answer) asker?.resolve(answer.content);
    else asker?.reject(new Error(answer.fault));
    if (waiting.size === 0) rest = setTimeout(() => void started.terminate(), idleMs).unref();
  });
  started.on('error', (fault) => giveUp(fault));
  started.on('exit', () => {
    if (worker === started) worker = null;
    giveUp(new Error('the worker that sets invoices has ended'));
  });
  worker = started;
  return started;
}

function giveUp(fault: unknown): void {
  for (const { reject } of waiting.values())
    reject(fault instanceof Error ? fault : new Error(String(fault)));
  waiting.clear();
}
