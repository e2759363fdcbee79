import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { buffer } from 'node:stream/consumers';
import { parseArgs } from 'node:util';
import { note } from '../core/reading.ts';
import type { Fault } from '../core/refusal.ts';

/** Answers a document that came from outside, or notes its faults. */
export type Answer = (document: unknown, faults: Fault[]) => unknown;

/**
 * Runs a command that answers documents: one file (`-` is standard input), or with `--ndjson` one document a line of standard input.
 * A document that cannot be answered gets `{"errors":[{"path","message"}]}` in its answer's place.
 * The exit code is 0; 2 if the one document was bad or the words were not understood; 1 if any of many lines was bad.
 */
export async function answerDocuments(
  name: string,
  args: readonly string[],
  answer: Answer,
): Promise<number> {
  const words = wordsOf(args);
  if (words?.lines && words.files.length === 0) return answerLines(answer);
  const [file] = words?.files ?? [];
  if (words && !words.lines && file !== undefined && words.files.length === 1)
    return answerFile(file, answer);
  process.stderr.write(
    `tandem ${name}: give one file, or --ndjson and lines on standard input. See "tandem ${name} --help".\n`,
  );
  return 2;
}

function wordsOf(
  args: readonly string[],
): { readonly lines: boolean; readonly files: readonly string[] } | undefined {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      options: { ndjson: { type: 'boolean' } },
      allowPositionals: true,
    });
    return { lines: values.ndjson === true, files: positionals };
  } catch {
    return undefined;
  }
}

async function answerFile(file: string, answer: Answer): Promise<number> {
  const faults: Fault[] = [];
  const bytes = await contentOf(file).catch((error: Error) =>
    note(faults, '', `cannot be read: ${error.message}`),
  );
  const result = bytes && answerBytes(bytes, answer, faults);
  process.stdout.write(`${JSON.stringify(result ?? { errors: faults }, null, 2)}\n`);
  return result === undefined ? 2 : 0;
}

const contentOf = (file: string): Promise<Uint8Array> =>
  file === '-' ? buffer(process.stdin) : readFile(file);

/**
 * The answers to what one read brought in go out together and at once; the next read waits until they are taken, so that a slow reader
 * of the answers slows us down and does not fill our memory. Lines of white space are no documents and get no answer.
 */
async function answerLines(answer: Answer): Promise<number> {
  let areBad = false;
  for await (const lines of linesOf(process.stdin)) {
    let answers = '';
    for (const line of lines) {
      if (isBlank(line)) continue;
      const faults: Fault[] = [];
      const result = answerBytes(line, answer, faults);
      areBad ||= result === undefined;
      answers += `${JSON.stringify(result ?? { errors: faults })}\n`;
    }
    if (answers !== '' && !process.stdout.write(answers)) await once(process.stdout, 'drain');
  }
  return areBad ? 1 : 0;
}

const newline = 0x0a;

/** The lines that each read completes; the last may lack its end. */
async function* linesOf(input: AsyncIterable<Buffer>): AsyncGenerator<readonly Buffer[]> {
  let begun: Buffer[] = [];
  for await (const chunk of input) {
    const lines: Buffer[] = [];
    let from = 0;
    for (let end = chunk.indexOf(newline); end >= 0; end = chunk.indexOf(newline, from)) {
      lines.push(Buffer.concat([...begun, chunk.subarray(from, end)]));
      begun = [];
      from = end + 1;
    }
    if (from < chunk.length) begun.push(chunk.subarray(from));
    yield lines;
  }
  yield [Buffer.concat(begun)];
}

const isBlank = (line: Buffer): boolean =>
  line.every((byte) => byte === 0x20 || byte === 0x09 || byte === 0x0d);

const utf8 = new TextDecoder('utf-8', { fatal: true });

function answerBytes(bytes: Uint8Array, answer: Answer, faults: Fault[]): unknown {
  let document: unknown;
  try {
    document = JSON.parse(utf8.decode(bytes));
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return note(faults, '', `is not JSON: ${why}`);
  }
  return answer(document, faults);
}
