import fs from 'node:fs';
import path from 'node:path';
import { caller, CallRefused, type Call } from '../core/call.ts';
import { FileOut } from '../core/file.ts';
import { trusted, type Route } from '../core/route.ts';
import type { Access } from '../people/access.ts';
import { shown } from './answer.ts';
import { flagOf, NotUnderstood, readWords, type Typed } from './flags.ts';
import { NotDone, reaching, readSession, signedInCall, userAgent } from './session.ts';

const widthElsewhere = 120;

/** Does what a route does, as whoever is signed in, with the words after its command; prints the answer and gives the exit code. */
export async function runRoute(route: Route<Access>, words: readonly string[]): Promise<number> {
  try {
    const typed = await readWords(route, words);
    const call = route.access === 'public' ? unknownCall() : await signedInCall();
    const answer = await call(route, requestFrom(route, typed), keyFrom(typed));
    if (route.out === FileOut) return keep(FileOut.parse(answer), typed.output);
    const asJson = typed.jsonOutput || !process.stdout.isTTY;
    const width = process.stdout.columns ?? widthElsewhere;
    process.stdout.write(`${asJson ? JSON.stringify(answer, null, 2) : shown(answer, width)}\n`);
    return 0;
  } catch (error) {
    return explain(route, error);
  }
}

/** A file goes where it was said, else to whatever reads this, else into the folder where the command was typed; nothing there is overwritten. */
function keep({ name, content }: FileOut, output: string | undefined): number {
  if (output === '-' || (output === undefined && !process.stdout.isTTY)) {
    process.stdout.write(content);
    return 0;
  }
  const place = output ?? path.basename(name);
  if (output === undefined && fs.existsSync(place))
    throw new NotDone(`${place} is already here. Say where to put it: --output ${place}`);
  fs.writeFileSync(place, content);
  process.stderr.write(`Saved ${place}, ${content.length} bytes.\n`);
  return 0;
}

/** What was typed is checked by the server against the same schemas, so here it counts as what they take. */
const requestFrom = (route: Route, { params, query, body }: Typed): never =>
  trusted({ params, query, ...(route.body ? { body } : {}) });

const keyFrom = ({ idempotencyKey }: Typed) => (idempotencyKey === undefined ? {} : { idempotencyKey });

/** As nobody: for the few routes that let people in. */
function unknownCall(): Call {
  const server = process.env['TANDEM_SERVER'] ?? readSession(process.env)?.server ?? 'http://127.0.0.1:3000';
  return caller(server, reaching(server), { 'user-agent': userAgent });
}

/** Says why it was not done: what the server refused with each fault by its flag, or what was not understood. */
function explain(route: Route, error: unknown): number {
  const say = (words: string) => process.stderr.write(`tandem ${route.command}: ${words}\n`);
  if (error instanceof NotUnderstood) {
    say(`${error.message} See "tandem ${route.command} --help".`);
    return 2;
  }
  if (error instanceof NotDone) {
    say(error.message);
    return 1;
  }
  if (!(error instanceof CallRefused)) throw error;
  const { title, detail, code, status } = error.body;
  say(title);
  if (error.faults.length > 0) {
    for (const { path, message } of error.faults) process.stderr.write(`  ${placeOf(path)}: ${message}\n`);
  } else if (detail !== title) process.stderr.write(`  ${detail}\n`);
  process.stderr.write(`  code: ${code} (${status})\n`);
  return 1;
}

/** `/timeZone` → `--time-zone`, `/query/limit` → `--limit`; deeper places as they are. */
function placeOf(path: string): string {
  const [first = '', ...rest] = path
    .replace(/^\/query(?=\/)/, '')
    .slice(1)
    .split('/');
  return first === ''
    ? 'the body'
    : rest.length === 0
      ? flagOf(first)
      : `${flagOf(first)} at /${rest.join('/')}`;
}
