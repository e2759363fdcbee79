import { randomUUIDv7 } from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { startEmbedded } from '../src/database/embedded.ts';
import { migrate } from '../src/database/migrate.ts';

/** A database whose provider has a month of approved time for many clients, all of it ready to be closed. */
export interface Months {
  readonly provider: string;
  /** Of finance, who closes. */
  readonly person: string;
  /** The month that can be closed, and a moment after it. */
  readonly month: string;
  readonly now: Temporal.Instant;
  /** A fresh copy, by its address for a role; what was closed in another is open in it. */
  readonly copy: () => Promise<(role: string) => string>;
  readonly release: () => Promise<void>;
}

/** `entries` are what each client has in the month and in each of the `past` ones before. The same every time but for the ids. */
export async function seedMonths(clients: number, entries: number, past = 0): Promise<Months> {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'tandem-months-'));
  fs.chmodSync(folder, 0o755);
  const server = await startEmbedded(folder, ['shared_buffers=512MB', 'max_wal_size=8GB']);
  const admin = new pg.Client({ connectionString: server.url('tandem', 'postgres') });
  await admin.connect();
  await admin.query('create database seed');
  const owner = new pg.Client({ connectionString: server.url('tandem', 'seed') });
  await owner.connect();
  await migrate(owner);
  const [provider, person] = [randomUUIDv7(), randomUUIDv7()];
  await fill(owner, provider, person, clients, entries, past);
  await owner.query(`vacuum analyze ${(await tablesFilled(owner)).join(', ')}`);
  await owner.end();
  let copies = 0;
  return {
    provider,
    person,
    month: '2026-10',
    now: Temporal.Instant.from('2026-11-02T15:00:00Z'),
    copy: async () => {
      const name = `copy_${++copies}`;
      if (copies > 1) await admin.query(`drop database copy_${copies - 1} with (force)`);
      await admin.query(`create database ${name} template seed strategy file_copy`);
      // What copying left to be written is not the measured work's to write.
      await admin.query('checkpoint');
      return (role) => server.url(role, name);
    },
    release: async () => {
      await admin.end();
      await server.stop();
      fs.rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Those that have rows: as in a server that runs, nobody takes statistics of tables in which nothing has changed yet. */
async function tablesFilled(owner: pg.Client): Promise<string[]> {
  const { rows } = await owner.query<{ name: string }>(
    'select relid::regclass::text as name from pg_stat_user_tables where pg_relation_size(relid) > 0',
  );
  return rows.map(({ name }) => name);
}

/**
 * Each client has a base package of 300 hours and a supplement for security from the 16th, and four people who log entries of 10 to 41
 * minutes on working days, one in a hundred at night: most draw, a sixteenth is incremental, some is goodwill, and a good part is overage.
 */
async function fill(
  owner: pg.Client,
  provider: string,
  person: string,
  clients: number,
  entries: number,
  past: number,
): Promise<void> {
  const calendar = randomUUIDv7();
  const book = randomUUIDv7();
  const run = (sql: string, ...values: readonly unknown[]) => owner.query(sql, [provider, ...values]);
  await owner.query('set session_replication_role = replica');
  await run('insert into directory (provider_id) values ($1)');
  await run(
    `insert into provider (provider_id, name, currency, time_zone) values ($1, 'Bench', 'USD', 'America/Chicago')`,
  );
  await run(
    `insert into technology_group values ($1, 'network', 'Network', 1), ($1, 'security', 'Security', 2)`,
  );
  await run(
    `insert into calendar (provider_id, id, name, time_zone) values ($1, $2, 'Chicago', 'America/Chicago')`,
    calendar,
  );
  await run(
    'insert into opening select $1::uuid, $2::uuid, weekday, 480, 1020 from generate_series(1, 5) weekday',
    calendar,
  );
  await run(`insert into holiday values ($1, $2, '2026-10-12', 'Columbus Day', 'own')`, calendar);
  await run(
    `insert into person (provider_id, id, name, email, roles, time_zone) values ($1, $2, 'Frank', 'frank@example.com', '{finance}', 'UTC')`,
    person,
  );
  await run(
    `insert into client (provider_id, id, code, name, time_zone, currency)
     select $1::uuid, uuidv7(), 'C' || n, 'Client ' || lpad(n::text, 5, '0'), 'America/Chicago', 'USD' from generate_series(1, $2::int) n`,
    clients,
  );
  await run(
    `insert into person (provider_id, id, name, email, roles, time_zone)
     select $1::uuid, uuidv7(), c.code || ' ' || k, lower(c.code) || '-' || k || '@example.com', '{csdm,cse}', 'UTC'
     from client c, generate_series(0, 3) k`,
  );
  await run(
    `insert into contract (provider_id, id, client_id, number, price_book_id, calendar_id, currency, time_zone, start_day, end_day,
       proration, rounding_increment, after_hours, invoice_timing, rate_overage, rate_after_hours, rate_after_hours_surcharge, rate_incremental)
     select $1::uuid, uuidv7(), id, 'K-' || code, $2::uuid, $3::uuid, 'USD', 'America/Chicago', date '2026-10-01' - make_interval(months => $4), '2027-10-01',
       'calendar-days', 15, 'separate', 'arrears', 17500, 26250, 8750, 17500 from client`,
    book,
    calendar,
    past,
  );
  await run(
    `insert into package (provider_id, id, client_id, contract_id, position, kind, scope, technology_groups, hours_per_month, fee_monthly,
       from_day, to_day, tier, ordered_on, acknowledged_by, acknowledged_at)
     select $1::uuid, uuidv7(), client_id, id, 1, 'base', 'standard', array['network'], 300, 4500000, start_day, end_day, 'Gold', null::date, null::uuid, null::timestamptz
     from contract union all
     select $1::uuid, uuidv7(), client_id, id, 2, 'supplemental', 'cse', array['security'], 100, 1650000, date '2026-10-16', end_day, null, date '2026-09-01',
       $2::uuid, now() from contract`,
    person,
  );
  if (past > 0) await owner.query('alter table entry drop constraint entry_overlap');
  for (let back = past; back >= 0; back--) await fillMonth(run, person, entries, back);
  await owner.query('set session_replication_role = origin');
}

type Run = (sql: string, ...values: readonly unknown[]) => Promise<unknown>;

/** The month that is so many months before; it begins with its first Thursday. */
async function fillMonth(run: Run, person: string, entries: number, back: number): Promise<void> {
  const month = Temporal.PlainDate.from('2026-10-01').subtract({ months: back });
  const thursday = month.add({ days: (11 - month.dayOfWeek) % 7 }).toString();
  await run(
    `insert into entry (provider_id, id, client_id, person_id, role, technology_group_id, started_at, ended_at, billing, subject_kind,
       subject, created_by)
     select $1::uuid, uuidv7(w.at - now()), c.id, p.id, case when k = 0 then 'csdm' else 'cse' end,
       case when k = 0 then null when k = 3 and w.at > '2026-10-17' then 'security' else 'network' end, w.at,
       w.at + (10 + (hashint4(i * 7 + k) & 31)) * interval '1 minute',
       case when hashint4(i * 13 + k) & 15 = 0 then 'incremental' when hashint4(i * 13 + k) & 31 = 1 then 'goodwill' else 'service' end,
       'other', 'Work', p.id
     from client c cross join generate_series(0, 3) k
     join person p on p.email = lower(c.code) || '-' || k || '@example.com'
     cross join generate_series(0, $2::int / 4) i
     cross join lateral (select ($3::date + time '08:00' + (i / 10 / 5 * 7 + (array[0, 1, 4, 5, 6])[i / 10 % 5 + 1]) * interval '1 day'
       + case when i % 97 = 5 then interval '11 hours' else i % 10 * interval '50 minutes' end) at time zone 'America/Chicago' as at) w
     where i * 4 + k < $2::int
     order by i, c.id, k`,
    entries,
    thursday,
  );
  await run(
    `insert into approval (provider_id, entry_id, client_id, decision, reason, submitted_by, submitted_at, decided_by, decided_at)
     select provider_id, id, client_id, 'approved', '', person_id, ended_at, $2, ended_at from entry
     where provider_id = $1 and started_at >= $3::date
     order by date_trunc('week', started_at), client_id, started_at`,
    person,
    thursday,
  );
  await run(
    `insert into after_hours_approval (provider_id, entry_id, client_id, reason, approved_by, approved_at)
     select provider_id, id, client_id, 'Agreed', $2, ended_at from entry
     where provider_id = $1 and started_at >= $3::date and (started_at::date = '2026-10-12'
       or extract(hour from started_at at time zone 'America/Chicago') not between 8 and 17)`,
    person,
    thursday,
  );
}
