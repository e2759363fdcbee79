import path from 'node:path';
import { Worker } from 'node:worker_threads';
import type { PdfPage } from './letterhead.ts';

/** What the worker is asked and what it answers. */
export interface PdfAsked {
  readonly id: number;
  /** What stands on the page, in Typst, below what `pdf-page.typ` says of every page. */
  readonly template: string;
  readonly words: PdfPage;
  /** Seconds since 1970: the moment the document says it was made. */
  readonly madeAt: number;
}
export type PdfAnswer =
  | { readonly id: number; readonly content: Uint8Array }
  | { readonly id: number; readonly fault: string };

/**
 * A paper of the provider as a tagged PDF (PDF/UA-1). The same template, words and moment give the same bytes. It is set by a worker, so
 * that requests go on meanwhile; the worker ends after half a minute without work and gives its memory back.
 */
export const pdfOf = (template: string, words: PdfPage, madeAt: string): Promise<Uint8Array> =>
  new Promise((resolve, reject) => {
    const id = ++asked;
    waiting.set(id, { resolve, reject });
    const question: PdfAsked = { id, template, words, madeAt: Math.floor(Date.parse(madeAt) / 1000) };
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
    giveUp(new Error('the worker that sets papers has ended'));
  });
  worker = started;
  return started;
}

function giveUp(fault: unknown): void {
  for (const { reject } of waiting.values())
    reject(fault instanceof Error ? fault : new Error(String(fault)));
  waiting.clear();
}
