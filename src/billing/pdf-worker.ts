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
const page = fs.readFileSync(path.join(import.meta.dirname, 'pdf-page.typ'), 'utf8');
// A template reads nothing but the data that is laid over this folder.
const workspace = path.join(import.meta.dirname, 'no-such-folder');
const compiler = NodeCompiler.create({ workspace, fontArgs: [{ fontBlobs }] });

parentPort?.on('message', (asked: PdfAsked) => {
  parentPort?.postMessage(set(asked), []);
});

function set({ id, template, words, madeAt }: PdfAsked): PdfAnswer {
  try {
    compiler.mapShadow(path.join(workspace, 'paper.json'), Buffer.from(JSON.stringify(words)));
    const content = compiler.pdf(
      { mainFileContent: page + template },
      { pdfStandard: 'ua-1', creationTimestamp: madeAt },
    );
    compiler.evictCache(2);
    return { id, content: Uint8Array.from(content) };
  } catch (fault) {
    return { id, fault: fault instanceof Error ? fault.message : String(fault) };
  }
}
