// Kills the server while it closes months, again and again, and looks whether anything was lost or done twice:
// `node scripts/kill-close.ts [--kills 50] [--seed 7]`.
import { spawn, type ChildProcess } from 'node:child_process';
import { randomUUIDv7 } from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import pg from 'pg';
import { billingApi } from '../src/billing/api.ts';
import { thaw } from '../src/billing/frozen-statement.ts';
import { caller, type Call } from '../src/core/call.ts';
import { known } from '../src/core/id.ts';
import { formatMonth, monthsLater, parseMonth } from '../src/core/month.ts';
import { startEmbedded } from '../src/database/embedded.ts';
import { hoursApi } from '../src/hours/api.ts';
import { rate } from '../src/hours/rate.ts';
import { readScenario } from '../src/hours/scenario.ts';
import { writeStatement } from '../src/hours/statement.ts';
import { setUpApi, signInApi } from '../src/people/sign-in-api.ts';
import { randomOf } from '../src/sample/random.ts';

const clientsCount = 6;
const firstMonth = '2020-01';
const failpoints = [
  'after-rate',
  'mid-allocation',
  'after-number-before-insert',
  'after-issue-before-post',
] as const;
const waitMs = 30_000;

/** What was seeded: clients with their contracts, and somebody whose work it is. */
interface World {
  readonly provider: string;
  readonly person: string;
  readonly clients: readonly { readonly client: string; readonly contract: string }[];
}

/** A server that runs, and how it is asked. */
interface Running {
  readonly process: ChildProcess;
  readonly output: () => string;
  readonly gone: Promise<void>;
}

const { values } = parseArgs({ options: { kills: { type: 'string' }, seed: { type: 'string' } } });
const kills = Number(values.kills ?? 50);
const seed = Number(values.seed ?? Date.now() % 1_000_000);
console.log(`seed ${seed}, ${kills} kills`);
const random = randomOf(seed);
const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'tandem-kill-'));
fs.chmodSync(folder, 0o755);
const port = 20_000 + (process.pid % 20_000);
const address = `http://127.0.0.1:${port}`;

try {
  let server = await start();
  const call = await takeOver(server);
  const world = await seedWorld();
  const acknowledged: string[] = [];
  let killedBy = 0;
  for (let round = 0; round < kills; round++) {
    const month = monthAfter(round);
    const point = random.next() < 0.5 ? random.pick(failpoints) : undefined;
    if (point) {
      await kill(server);
      server = await start(point);
    }
    const asks = random.next() < 0.5 ? await askForRun(call, month) : askOneByOne(call, world, month);
    const writing = write(world, month, acknowledged);
    if (point) await Promise.race([server.gone, sleep(waitMs / 6)]);
    else await sleep(random.next() * 250);
    if (point && server.process.exitCode === null && server.process.signalCode === null)
      console.log(`  round ${round}: nothing came to ${point}`);
    await kill(server);
    killedBy += point ? 0 : 1;
    await Promise.all([asks, writing]);
    server = await start();
    await finish(call, world, month);
    await check(call, world, round, acknowledged);
    if (round % 10 === 9)
      console.log(`  ${round + 1} kills, ${acknowledged.length} entries confirmed meanwhile`);
  }
  const invoices = await count('select count(*)::int as n from invoice');
  console.log(
    `${kills} kills (${kills - killedBy} at a failpoint, ${killedBy} at random moments): ${invoices} invoices for ${clientsCount * kills} months, ` +
      `numbered without a gap, each equal to a fresh rating; ${acknowledged.length} entries confirmed meanwhile, none lost`,
  );
  await kill(server);
} finally {
  fs.rmSync(folder, { recursive: true, force: true });
}

/** Starts the real server on the data folder, to die at a failpoint if one is named, and waits until it answers. */
async function start(point?: string): Promise<Running> {
  const child = spawn(process.execPath, [path.join(import.meta.dirname, '../src/server/main.ts')], {
    env: {
      ...process.env,
      PORT: String(port),
      TANDEM_DATA: folder,
      TANDEM_SAMPLE: 'off',
      ...(point ? { TANDEM_FAILPOINT: point } : {}),
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => void (output += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => void (output += chunk.toString()));
  const gone = new Promise<void>((resolve) => void child.once('exit', () => resolve()));
  const from = performance.now();
  while (!output.includes('Tandem is at')) {
    if (child.exitCode !== null || performance.now() - from > waitMs)
      throw new Error(`the server did not start:\n${output}`);
    await sleep(20);
  }
  return { process: child, output: () => output, gone };
}

async function kill({ process: child, gone }: Running): Promise<void> {
  child.kill('SIGKILL');
  await gone;
}

/** Makes the provider and its administrator, and signs in as the administrator. */
async function takeOver(server: Running): Promise<Call> {
  const token = /set-up#(\S+)/.exec(server.output())?.[1] ?? '';
  const [email, password] = ['ada@example.com', `kill-close-${randomUUIDv7()}`];
  const stranger = caller(address, fetch, { origin: address });
  await stranger(setUpApi.setUp, {
    body: {
      token,
      provider: { name: 'Kill', currency: 'USD', timeZone: 'America/Chicago' },
      name: 'Ada',
      email,
      password,
    },
  });
  const session = await stranger(signInApi.signIn, { body: { email, password, bearer: true } });
  if (session.secondFactor || session.token === null) throw new Error('there is no token');
  return caller(address, fetch, { authorization: `Bearer ${session.token}` });
}

/** A connection as the owner of the tables, to the database that the server started. */
async function owner(): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: (await startEmbedded(folder)).url('tandem') });
  client.on('error', () => {});
  await client.connect();
  return client;
}

async function count(sql: string): Promise<number> {
  const client = await owner();
  const { rows } = await client.query<{ n: number }>(sql);
  await client.end();
  return rows[0]?.n ?? NaN;
}

/** Clients with twenty hours each, and a few approved entries in every month that will be closed. */
async function seedWorld(): Promise<World> {
  const client = await owner();
  const { rows } = await client.query<{ provider_id: string; id: string }>(
    'select provider_id, id from person',
  );
  const [{ provider_id: provider, id: person } = { provider_id: '', id: '' }] = rows;
  const clients = Array.from({ length: clientsCount }, () => ({
    client: randomUUIDv7(),
    contract: randomUUIDv7(),
  }));
  const calendar = randomUUIDv7();
  await client.query(`set session_replication_role = replica`);
  await client.query(
    `insert into technology_group values ($1, 'network', 'Network', 1) on conflict do nothing`,
    [provider],
  );
  await client.query(
    `insert into calendar (provider_id, id, name, time_zone) values ($1, $2, 'Kill', 'America/Chicago')`,
    [provider, calendar],
  );
  await client.query(
    'insert into opening select $1::uuid, $2::uuid, weekday, 480, 1020 from generate_series(1, 5) weekday',
    [provider, calendar],
  );
  for (const [nth, { client: id, contract }] of clients.entries()) {
    await client.query(
      `insert into client (provider_id, id, code, name, time_zone, currency) values ($1, $2, $3, $4, 'America/Chicago', 'USD')`,
      [provider, id, `C${nth}`, `Client ${nth}`],
    );
    await client.query(
      `insert into contract (provider_id, id, client_id, number, price_book_id, calendar_id, currency, time_zone, start_day, end_day, proration,
         rounding_increment, after_hours, invoice_timing, rate_overage, rate_after_hours, rate_after_hours_surcharge, rate_incremental)
       values ($1, $2, $3, $4, $2, $5, 'USD', 'America/Chicago', $6, '2040-01-01', 'calendar-days', 15, 'separate', $7, 17500, 26250, 8750, 17500)`,
      [
        provider,
        contract,
        id,
        `K-${nth}`,
        calendar,
        `${firstMonth}-01`,
        nth % 2 === 0 ? 'arrears' : 'advance',
      ],
    );
    await client.query(
      `insert into package (provider_id, id, client_id, contract_id, position, kind, scope, technology_groups, hours_per_month, fee_monthly,
         from_day, to_day, tier) values ($1, $2, $3, $4, 1, 'base', 'standard', '{network}', 5, 90000, $5, '2040-01-01', 'Bronze')`,
      [provider, randomUUIDv7(), id, contract, `${firstMonth}-01`],
    );
    for (let month = 0; month < kills; month++) {
      for (let entry = 0; entry < 8; entry++) {
        const at = Temporal.PlainDate.from(`${monthAfter(month)}-${String(entry + 2).padStart(2, '0')}`);
        await insertEntry(
          client,
          { provider, person, clients },
          id,
          `${at.toString()}T${String(14 + nth).padStart(2, '0')}:00:00Z`,
          50,
        );
      }
    }
  }
  await client.end();
  return { provider, person, clients };
}

async function insertEntry(
  client: pg.Client,
  { provider, person }: World,
  of: string,
  at: string,
  minutes: number,
): Promise<string> {
  const id = randomUUIDv7();
  await client.query(
    `with e as (insert into entry (provider_id, id, client_id, person_id, role, technology_group_id, started_at, ended_at, billing,
       subject_kind, subject, created_by)
     values ($1, $2, $3, $4, 'cse', 'network', $5, $5::timestamptz + make_interval(mins => $6), 'service', 'other', 'Work', $4) returning *),
     h as (insert into after_hours_approval (provider_id, entry_id, client_id, reason, approved_by, approved_at)
       select provider_id, id, client_id, 'Agreed', person_id, now() from e)
     insert into approval (provider_id, entry_id, client_id, decision, submitted_by, submitted_at, decided_by, decided_at)
     select provider_id, id, client_id, 'approved', person_id, now(), person_id, now() from e`,
    [provider, id, of, person, at, minutes],
  );
  return id;
}

function monthAfter(round: number): string {
  const first = parseMonth(firstMonth);
  if (first === undefined) throw new Error('the first month cannot be read');
  return formatMonth(monthsLater(first, round));
}

/** Asks for a run; whether an answer comes is not what this is about. */
async function askForRun(call: Call, month: string): Promise<void> {
  await call(billingApi.startCloseRun, { body: { month } }, { idempotencyKey: `kill-run-${month}` }).catch(
    () => {},
  );
}

async function askOneByOne(call: Call, { clients }: World, month: string): Promise<void> {
  await Promise.all(
    clients.map(({ contract }) =>
      call(
        billingApi.closeMonth,
        { params: { contract, month } },
        { idempotencyKey: `kill-month-${month}-${contract}` },
      ).catch(() => {}),
    ),
  );
}

/** Time that is logged while the month is closed: what the database confirms must be there afterwards. */
async function write(world: World, month: string, acknowledged: string[]): Promise<void> {
  try {
    const client = await owner();
    for (let minute = 0; minute < 400; minute++) {
      const of = world.clients[minute % clientsCount]?.client ?? '';
      const clock = `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
      const id = await insertEntry(client, world, of, `${month}-20T${clock}:00Z`, 1).catch(
        (error: { code?: string }) => {
          if (error.code !== 'TD002') throw error;
          return null;
        },
      );
      if (id !== null) acknowledged.push(id);
    }
    await client.end();
  } catch {
    // The server was killed, and its database with it.
  }
}

/** Whatever was asked for is asked for again, and by then it is done. */
async function finish(call: Call, world: World, month: string): Promise<void> {
  const from = performance.now();
  for (;;) {
    const runs = await call(billingApi.listCloseRuns, {});
    if (runs.every(({ finishedAt }) => finishedAt !== null)) break;
    if (performance.now() - from > waitMs)
      throw new Error(`the run of ${month} does not go on: ${JSON.stringify(runs[0])}`);
    await sleep(50);
  }
  for (const { contract } of world.clients) {
    const params = { contract, month };
    const same = await call(
      billingApi.closeMonth,
      { params },
      { idempotencyKey: `kill-month-${month}-${contract}` },
    );
    const other = await call(billingApi.closeMonth, { params });
    if (same.invoice.number !== other.invoice.number || !other.closedBefore)
      throw new Error(
        `${month} of ${contract} was closed twice: ${same.invoice.number}, ${other.invoice.number}`,
      );
  }
}

/** One invoice a month, numbers without a gap, no entry lost, and each month of this round equal to what a fresh rating gives. */
async function check(
  call: Call,
  world: World,
  round: number,
  acknowledged: readonly string[],
): Promise<void> {
  const months = (round + 1) * clientsCount;
  const client = await owner();
  const { rows } = await client.query<Record<string, number>>(
    `select (select count(*) from closure)::int as closures, (select count(*) from invoice)::int as invoices,
       (select count(distinct number) from invoice)::int as numbers, (select last_number from invoice_series)::int as last,
       (select count(*) from entry where id = any ($1))::int as kept`,
    [acknowledged],
  );
  const [counted] = rows;
  const expected = {
    closures: months,
    invoices: months,
    numbers: months,
    last: months,
    kept: acknowledged.length,
  };
  if (JSON.stringify(counted) !== JSON.stringify(expected))
    throw new Error(
      `round ${round}, seed ${seed}: ${JSON.stringify(counted)} instead of ${JSON.stringify(expected)}`,
    );
  for (const { client: of, contract } of world.clients) {
    const month = monthAfter(round);
    const { rows: closures } = await client.query(
      `select statement as text, draw_entry::text, draw_pool, draw_after_hours, draw_minutes from closure
       where contract_id = $1 and month = $2::date`,
      [contract, `${month}-01`],
    );
    const [closure] = closures;
    const frozen = thaw({
      text: closure.text,
      draws: {
        entry: closure.draw_entry === '{}' ? [] : closure.draw_entry.slice(1, -1).split(','),
        pool: closure.draw_pool,
        afterHours: closure.draw_after_hours,
        minutes: closure.draw_minutes,
      },
    });
    const scenario = readScenario(
      await call(hoursApi.getScenario, { params: { client: known(of), month } }),
      [],
    );
    if (!scenario || JSON.stringify(writeStatement(rate(scenario))) !== frozen)
      throw new Error(`round ${round}, seed ${seed}: ${month} of ${of} is not what a fresh rating gives`);
  }
  await client.end();
}
