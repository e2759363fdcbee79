import fs from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { migrate } from '../database/migrate.ts';
import { createPool } from '../database/pool.ts';
import { createDatabase, type Database } from '../database/transaction.ts';
import { idsFrom } from '../sample/random.ts';
import type { SampleSize } from '../sample/load.ts';
import { CannotStart } from '../server/cannot-start.ts';
import { readConfig, type Config } from '../server/config.ts';
import { newPassword } from '../server/first-start.ts';
import { keptSecret } from '../server/kept-secret.ts';
import { reachDatabase, startOwnDatabase, type OwnDatabase } from '../server/own-database.ts';
import { makeSample } from '../server/sample-provider.ts';
import { openSignIn } from '../server/sign-in-store.ts';

export const help = `
Makes a sample provider of any size in an empty database, to measure Tandem by or to show it with much in it. The first
twelve clients are those that every first start has; the others are made up. Months before the last one are closed and
have their invoices. The same numbers on the same day make the same people, clients and time, under the same ids.

  tandem sample                          12 clients and 8 months of history, as a first start makes them
  tandem sample --clients 200 --months 24 --seed 7

  --clients   how many, 1 to 2000; 12 unless said
  --months    of history before the current month, 4 to 60; 8 unless said
  --seed      a whole number; another one makes another provider; 7 unless said

200 clients and 24 months are 150,000 entries and 4,600 invoices, made in a minute or so.

It goes into the database in the data folder (TANDEM_DATA, or data/ beside the program), or into the one that DATABASE_URL
names. A database that holds a provider already is refused and stays as it is. All is made in one transaction: broken
off, nothing is there.

Example, in a folder of its own and then served:

  TANDEM_DATA=/tmp/large tandem sample --clients 200 --months 24
  TANDEM_DATA=/tmp/large npm start

It says how far it has come and, at the end, what there is and as whom to sign in.

Exit code: 0 when it is made; 1 when it is refused; 2 when the words are not understood.
`;

/** Makes the sample and says what there is. */
export async function run(args: readonly string[]): Promise<number> {
  const size = sizeOf(args);
  if (typeof size === 'string') return complain(size, 2);
  try {
    const since = performance.now();
    const config = readConfig(process.env);
    fs.mkdirSync(config.dataFolder, { recursive: true, mode: 0o755 });
    const own = await (config.databaseUrl === null
      ? startOwnDatabase(config.dataFolder)
      : reachDatabase(config.databaseUrl));
    try {
      process.stdout.write(await made(config, own, size, since));
      return 0;
    } finally {
      await own.stop();
    }
  } catch (error) {
    if (!(error instanceof CannotStart)) throw error;
    return complain(error.message, 1);
  }
}

function complain(message: string, code: number): number {
  process.stderr.write(`tandem sample: ${message}\n`);
  return code;
}

const limits = { clients: [1, 2000, 12], months: [4, 60, 8], seed: [0, 4_294_967_295, 7] } as const;

/** The size that is asked for, or what is wrong with the words. */
function sizeOf(args: readonly string[]): SampleSize | string {
  const asked = { type: 'string' } as const;
  let values: Readonly<Record<string, string | undefined>>;
  try {
    ({ values } = parseArgs({ args: [...args], options: { clients: asked, months: asked, seed: asked } }));
  } catch (error) {
    return `${error instanceof Error ? error.message : String(error)} See "tandem sample --help".`;
  }
  const size = { clients: 0, months: 0, seed: 0 };
  for (const name of ['clients', 'months', 'seed'] as const) {
    const [least, most, usual] = limits[name];
    const text = values[name] ?? String(usual);
    const number = /^\d+$/.test(text) ? Number(text) : NaN;
    if (!(number >= least && number <= most))
      return `--${name} is a whole number from ${least} to ${most}, not ${JSON.stringify(text)}.`;
    size[name] = number;
  }
  return size;
}

async function made(config: Config, own: OwnDatabase, size: SampleSize, since: number): Promise<string> {
  await migrate(own.owner);
  const database = createDatabase(createPool(own.url('tandem_app'), 2));
  const signInDb = openSignIn(own.url('tandem_auth'), 1);
  try {
    await refuseWhereProvided(database);
    const password = keptSecret(path.join(config.dataFolder, 'sample-password'), newPassword).secret;
    const now = Temporal.Now.instant();
    await makeSample({ database, signInDb, now, password, size, newId: idsFrom(size.seed, now), progress });
    await own.owner.query('analyze');
    const seconds = ((performance.now() - since) / 1000).toFixed(0);
    return `${await countsOf(own)} made in ${seconds} s. Start Tandem with the same settings, and sign in as ada.lindgren@fieldstone.example with ${password}\n`;
  } finally {
    await database.close();
    await signInDb.destroy();
  }
}

async function refuseWhereProvided(database: Database): Promise<void> {
  const there = await database.outside.selectFrom('directory').select('provider_id').executeTakeFirst();
  if (!there) return;
  throw new CannotStart(
    'This database holds a provider already, and a sample is made in an empty one. Set TANDEM_DATA to a new folder, or DATABASE_URL to a new database. Nothing was changed.',
  );
}

/** What there is, counted as the owner of the tables. */
async function countsOf(own: OwnDatabase): Promise<string> {
  const parts: string[] = [];
  for (const [table, word] of [
    ['client', 'clients'],
    ['person', 'people'],
    ['entry', 'entries'],
    ['invoice', 'invoices'],
  ] as const) {
    const { rows } = await own.owner.query<{ n: string }>(`select count(*) as n from ${table}`);
    parts.push(`${number.format(Number(rows[0]?.n ?? 0))} ${word}`);
  }
  return parts.join(', ');
}

const number = new Intl.NumberFormat('en');
let told = '';

/** A line that is written over where somebody watches, and one line for each part elsewhere. */
function progress(what: string, done: number, total: number): void {
  const line = total > 1 ? `${what}: ${number.format(done)} of ${number.format(total)}` : `${what} …`;
  if (process.stderr.isTTY) process.stderr.write(`\r\u001B[K${line}${done === total ? '\n' : ''}`);
  else if (what !== told) process.stderr.write(`${what} …\n`);
  told = what;
}
