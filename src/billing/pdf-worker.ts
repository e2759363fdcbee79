import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler';
import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { parentPort } from 'node:worker_threads';
import type { PdfAnswer, PdfAsked } from './pdf-document.ts';

const fonts = path.dirname(createRequire(import.meta.url).resolve('@expo-google-fonts/inter/package.json'));
const fontBlobs = [
  '400Regular/Inter_400Regular',
  '500Medium/Inter_500Medium',
  '600SemiBold/Inter_600SemiBold',
].map((name) => fs.readFileSync(path.join(fonts, `${name}.ttf`)));
const template = fs.readFileSync(path.join(import.meta.dirname, 'pdf-document.typ'), 'utf8');
// The template reads nothing but the data that is laid over this folder.
const workspace = path.join(import.meta.dirname, 'no-such-folder');
const compiler = NodeCompiler.create({ workspace, fontArgs: [{ fontBlobs }] });

parentPort?.on('message', ({ id, words, madeAt }: PdfAsked) => {
  parentPort?.postMessage(set(id, words, madeAt), []);
});

function set(id: number, words: PdfAsked['words'], madeAt: number): PdfAnswer {
  try {
    compiler.mapShadow(path.join(workspace, 'invoice.json'), Buffer.from(JSON.stringify(words)));
    const content = compiler.pdf(
      { mainFileContent: template },
      { pdfStandard: 'ua-1', creationTimestamp: madeAt },
    );
    compiler.evictCache(2);
    return { id, content: Uint8Array.from(content) };
  } catch (fault) {
    return { id, fault: fault instanceof Error ? fault.message : String(fault) };
  }
}
