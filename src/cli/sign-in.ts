import { createInterface } from 'node:readline/promises';
import { text } from 'node:stream/consumers';
import { parseArgs } from 'node:util';
import { CallRefused, caller } from '../core/call.ts';
import { signInApi } from '../people/sign-in-api.ts';
import { keepSession, NotDone, reaching, userAgent } from './session.ts';

export const help = `
Signs the command line in. It asks for your e-mail address and your password, which is not shown, and for a code where
you have a second factor. What it gets is a token for seven days, kept in $XDG_CONFIG_HOME/tandem/session.json (or
~/.config/tandem/session.json), where only you can read it. Other commands use it until you sign out.

  tandem sign-in                                    at $TANDEM_SERVER, or http://127.0.0.1:3000
  tandem sign-in --server https://tandem.example.com
  tandem sign-in --email ada@example.com --password-stdin < password-file
  tandem sign-in --email ada@example.com --code 123456

  --server          where Tandem is; https, unless it is on this machine
  --email           who you are; asked for unless said
  --password-stdin  reads the password from standard input, for scripts
  --code            a code of the second factor, or a backup code; asked for where one is wanted

Exit code: 0 signed in; 1 refused; 2 not understood.
`;

export async function run(args: readonly string[]): Promise<number> {
  const words = wordsOf(args);
  if (!words) return say(2, 'not understood. See "tandem sign-in --help".');
  try {
    const server = serverFrom(words.server ?? process.env['TANDEM_SERVER'] ?? 'http://127.0.0.1:3000');
    const email = words.email ?? (await ask('E-mail address: '));
    const password = words['password-stdin']
      ? (await text(process.stdin)).replace(/\r?\n$/, '')
      : await askHidden('Password: ');
    const token = await signIn(server, email, password, words.code);
    keepSession(process.env, { server, token });
    return say(0, `signed in at ${server} as ${email}.`);
  } catch (error) {
    if (error instanceof CallRefused || error instanceof NotDone) return say(1, error.message);
    throw error;
  }
}

function wordsOf(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        server: { type: 'string' },
        email: { type: 'string' },
        'password-stdin': { type: 'boolean' },
        code: { type: 'string' },
      },
    }).values;
  } catch {
    return undefined;
  }
}

/** A password is sent encrypted, or does not leave this machine. */
function serverFrom(text: string): string {
  if (!URL.canParse(text))
    throw new NotDone(`"${text}" is no address. Write it like https://tandem.example.com`);
  const { protocol, hostname, origin } = new URL(text);
  const isHere = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(hostname);
  if (protocol === 'https:' || (protocol === 'http:' && isHere)) return origin;
  throw new NotDone(`${text} is not encrypted, so no password is sent there. Use its https address.`);
}

async function signIn(
  server: string,
  email: string,
  password: string,
  code: string | undefined,
): Promise<string> {
  const cookies: string[] = [];
  const reach = reaching(server);
  /** The server knows by a cookie whose second factor it is waiting for. */
  const send: typeof fetch = async (address, init) => {
    const headers = new Headers(init?.headers);
    headers.set('origin', server);
    if (cookies.length > 0) headers.set('cookie', cookies.join('; '));
    const answer = await reach(address, { ...init, headers });
    for (const cookie of answer.headers.getSetCookie()) cookies.push(cookie.split(';')[0] ?? '');
    return answer;
  };
  const call = caller(server, send, { 'user-agent': userAgent });
  const first = await call(signInApi.signIn, { body: { email, password, bearer: true } });
  const { token } = first.secondFactor
    ? await call(signInApi.giveCode, { body: { code: code ?? (await ask('Code: ')), bearer: true } })
    : first;
  if (token === null) throw new NotDone('the server gave no token.');
  return token;
}

async function ask(question: string): Promise<string> {
  requireTerminal(question);
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  const answer = await terminal.question(question);
  terminal.close();
  return answer.trim();
}

/** Reads a line key by key, so that nothing of it is shown. Ctrl-C ends the command as it does everywhere. */
async function askHidden(question: string): Promise<string> {
  requireTerminal(question);
  process.stderr.write(question);
  process.stdin.setRawMode(true).resume();
  try {
    let answer = '';
    for await (const chunk of process.stdin.iterator({ destroyOnReturn: false })) {
      for (const key of String(chunk)) {
        if (key === '\r' || key === '\n' || key === '\u0004') return answer;
        if (key === '\u0003') throw new NotDone('not signed in.');
        answer = key === '\u007f' || key === '\b' ? answer.slice(0, -1) : answer + key;
      }
    }
    return answer;
  } finally {
    process.stdin.setRawMode(false).pause();
    process.stderr.write('\n');
  }
}

function requireTerminal(question: string): void {
  if (!process.stdin.isTTY) {
    throw new NotDone(
      `cannot ask for "${question.replace(': ', '')}" without a terminal. Use --email, --password-stdin and --code.`,
    );
  }
}

function say(exitCode: number, words: string): number {
  const stream = exitCode === 0 ? process.stdout : process.stderr;
  stream.write(`tandem sign-in: ${words}\n`);
  return exitCode;
}
