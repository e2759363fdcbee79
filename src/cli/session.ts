import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { z } from 'zod';
import { caller, type Call } from '../core/call.ts';

/** Where the command line is signed in, and the token that says so. */
const Kept = z.object({ server: z.string(), token: z.string() });
export type KeptSession = z.output<typeof Kept>;

type Environment = Readonly<Record<string, string | undefined>>;

/** Why a command cannot be done, in words for whoever typed it; told without a stack. */
export class NotDone extends Error {}

export const userAgent = 'tandem command line';

/**
 * Calls the API as whoever signed in with `tandem sign-in`. TANDEM_SERVER and TANDEM_TOKEN, set together, stand in for that, for machines
 * that sign in by other means. Refused with `NotDone` where nobody is signed in.
 * Example: `const call = await signedInCall(); await call(clientsApi.listClients, {})`.
 */
export async function signedInCall(environment: Environment = process.env): Promise<Call> {
  const { TANDEM_SERVER: server, TANDEM_TOKEN: token } = environment;
  const session = server && token ? { server, token } : readSession(environment);
  if (!session) throw new NotDone('You are not signed in. Sign in first: tandem sign-in');
  return caller(session.server, reaching(session.server), {
    authorization: `Bearer ${session.token}`,
    'user-agent': userAgent,
  });
}

export function readSession(environment: Environment): KeptSession | null {
  const file = sessionFile(environment);
  if (!fs.existsSync(file)) return null;
  try {
    return Kept.parse(JSON.parse(fs.readFileSync(file, 'utf8')));
  } catch {
    throw new NotDone(`${file} cannot be read. Delete it and sign in again: tandem sign-in`);
  }
}

/** Keeps the token where only its owner can read it. */
export function keepSession(environment: Environment, session: KeptSession): void {
  const file = sessionFile(environment);
  fs.mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 });
  fs.writeFileSync(`${file}.new`, `${JSON.stringify(session, null, 2)}\n`, { mode: 0o600 });
  fs.renameSync(`${file}.new`, file);
}

export const forgetSession = (environment: Environment): void =>
  fs.rmSync(sessionFile(environment), { force: true });

const sessionFile = ({ XDG_CONFIG_HOME: folder }: Environment): string =>
  path.join(folder || path.join(os.homedir(), '.config'), 'tandem', 'session.json');

/** `fetch` that says which server does not answer. */
export function reaching(server: string): typeof fetch {
  return async (address, init) => {
    try {
      return await fetch(address, init);
    } catch (error) {
      throw new NotDone(`Tandem does not answer at ${server}. Is it running, and is the address right?`, {
        cause: error,
      });
    }
  };
}
