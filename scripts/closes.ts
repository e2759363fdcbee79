import { spawn } from 'node:child_process';
import { randomUUIDv7 } from 'node:crypto';
import fs from 'node:fs';
import pg from 'pg';
import { insertRun } from '../src/billing/close-run-store.ts';
import { closeRunJob } from '../src/billing/jobs.ts';
import { known } from '../src/core/id.ts';
import { parseMonth } from '../src/core/month.ts';
import { createPool } from '../src/database/pool.ts';
import { createDatabase, type Database } from '../src/database/transaction.ts';
import type { Trial } from './bench.ts';
import { seedMonths, type Months } from './months.ts';

/** A month of many clients closed by a run, beside the least that could be called closing it; both in milliseconds. */
export async function closing(clients: number, entries: number): Promise<Trial> {
  const months = await seedMonths(clients, entries);
  const setting = {
    provider: months.provider,
    person: months.person,
    month: months.month,
    now: months.now.toString(),
  };
  let told: Told | null = null;
  return {
    ours: async () => {
      told = await closeInChild({ ...setting, url: (await months.copy())('tandem_app') });
      if (told.closed !== clients) throw new Error(`${told.closed} of ${clients} were closed`);
      return told.ms;
    },
    floor: async () => floor(months, (await months.copy())('tandem'), clients),
    release: async () => {
      if (told) {
        console.log(
          `    ours: ${told.statements} statements in ${told.batches} batches, ${(told.statements / told.batches).toFixed(1)} a batch; ` +
            `memory at its highest ${told.memoryMiB} MiB, ${told.idleMiB} MiB before`,
        );
      }
      await months.release();
    },
  };
}

interface Setting {
  readonly provider: string;
  readonly person: string;
  readonly month: string;
  readonly now: string;
  readonly url: string;
}

interface Told {
  readonly ms: number;
  readonly closed: number;
  readonly statements: number;
  readonly batches: number;
  readonly memoryMiB: number;
  readonly idleMiB: number;
}

/** In a process of its own, so that its memory is its own. */
function closeInChild(setting: Setting): Promise<Told> {
  const child = spawn(process.execPath, [import.meta.filename, '--close', JSON.stringify(setting)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let text = '';
  child.stdout.on('data', (chunk: Buffer) => {
    text += chunk.toString();
  });
  return new Promise((resolve, reject) => {
    child.once('close', (code) =>
      code === 0 ? resolve(JSON.parse(text)) : reject(new Error(`it ended with ${code}`)),
    );
  });
}

/** Closes the month and tells what that took. */
async function close(setting: Setting): Promise<Told> {
  let statements = 0;
  const database = createDatabase(createPool(setting.url, 2), { log: () => void statements++ });
  const idleMiB = Math.round(process.memoryUsage.rss() / 2 ** 20);
  const from = performance.now();
  const batches = await closeMonth(database, setting);
  const ms = performance.now() - from;
  const sent = statements;
  const counted = await database.read(scopeOf(setting), ({ db }) =>
    db
      .selectFrom('closure')
      .select((eb) => eb.fn.countAll<number>().as('closed'))
      .where('provider_id', '=', setting.provider)
      .executeTakeFirstOrThrow(),
  );
  await database.close();
  return { ms, closed: counted.closed, statements: sent, batches, memoryMiB: highest(), idleMiB };
}

const scopeOf = ({ provider, person }: Pick<Setting, 'provider' | 'person'>) =>
  ({ providerId: provider, clients: '*', actorId: person, requestId: 'bench' }) as const;

/** Asks for a run and works it off, as the server's job does; in how many batches. */
export async function closeMonth(
  database: Database,
  {
    provider,
    person,
    month,
    now,
  }: Pick<Months, 'provider' | 'person' | 'month'> & { readonly now: { toString(): string } },
): Promise<number> {
  const id = known<'close-run'>(randomUUIDv7());
  const at = now.toString();
  const run = { id, month: the(parseMonth(month)), by: known<'person'>(person), at };
  await database.write(scopeOf({ provider, person }), null, async (tx) => {
    await insertRun(tx.db, known(provider), run, null);
    tx.record({ act: 'close-run.started', client: null, object: id, detail: {} });
  });
  const job = closeRunJob(
    () => Temporal.Instant.from(at),
    (error) => console.error(error),
  );
  let batches = 0;
  for (let more = true; more; batches++)
    ({ more } = await job.run(database, provider, new AbortController().signal));
  return batches;
}

/** The most memory this process ever held, where the system tells. */
function highest(): number {
  const status = fs.existsSync('/proc/self/status') ? fs.readFileSync('/proc/self/status', 'utf8') : '';
  return Math.round(Number(/VmHWM:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024);
}

/** One grouping of the month by client, a fee and overage each, and everything written at once, without isolation and without a record. */
async function floor({ provider }: Months, url: string, clients: number): Promise<number> {
  const owner = new pg.Client({ connectionString: url });
  await owner.connect();
  await owner.query(`
    create table floor_closure (client_id uuid primary key, entries uuid[], minutes integer[], total bigint);
    create table floor_line (client_id uuid, kind text, minutes integer, amount bigint, primary key (client_id, kind))`);
  const from = performance.now();
  await owner.query('begin');
  const { rows } = await owner.query<{ client_id: string; minutes: number }>(
    `with worked as (
       select e.client_id, e.id, ceil(date_part('epoch', e.ended_at - e.started_at) / 900)::int * 15 as minutes
       from entry e join approval a on a.provider_id = e.provider_id and a.entry_id = e.id and a.decision = 'approved'
       where e.provider_id = $1 and e.started_at >= '2026-10-01 05:00Z' and e.started_at < '2026-11-01 05:00Z'
     ), kept as (
       insert into floor_closure select client_id, array_agg(id), array_agg(minutes), sum(minutes) from worked group by client_id
       returning client_id, total
     ) select client_id, total::int as minutes from kept`,
    [provider],
  );
  const lines = rows.map(({ client_id, minutes }) => ({ client_id, minutes: Math.max(0, minutes - 24_000) }));
  await owner.query(
    `insert into floor_line
     select l.client_id, 'fee', null, 4500000 from unnest($1::uuid[], $2::integer[]) as l (client_id, minutes)
     union all select l.client_id, 'overage', l.minutes, round(l.minutes * 17500.0 / 60) from unnest($1::uuid[], $2::integer[]) as l (client_id, minutes)`,
    [lines.map((line) => line.client_id), lines.map((line) => line.minutes)],
  );
  await owner.query('commit');
  const ms = performance.now() - from;
  await owner.end();
  if (rows.length !== clients) throw new Error(`the floor has ${rows.length} of ${clients} clients`);
  return ms;
}

function the<T>(found: T | undefined): T {
  if (found === undefined) throw new Error('the month cannot be read');
  return found;
}

if (process.argv[2] === '--close') {
  const setting: Setting = JSON.parse(process.argv[3] ?? '');
  process.stdout.write(JSON.stringify(await close(setting)));
}
