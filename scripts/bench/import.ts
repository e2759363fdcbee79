import { randomUUIDv7 } from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { known } from '../../src/core/id.ts';
import { startEmbedded } from '../../src/database/embedded.ts';
import { migrate } from '../../src/database/migrate.ts';
import { createPool } from '../../src/database/pool.ts';
import { createDatabase } from '../../src/database/transaction.ts';
import { ImportFile } from '../../src/importers/api.ts';
import { importersHandlers } from '../../src/importers/handlers.ts';
import type { Actor } from '../../src/people/context.ts';
import { contextOf, scopeOf } from '../../src/server/mount.ts';
import type { Bench } from '../bench.ts';

const rows = 100_000;
const peopleCount = 50;
const clientCount = 20;

export const bench: Bench = {
  goal: 'G7',
  what: `${rows} entries from a CSV file, each by the rules of time logged by hand, into the guarded table; the floor is a bare COPY of the same rows into a table with a key and two indexes`,
  unit: 'rows/s',
  better: 'more',
  target: '50,000, and 0.6 of the floor; 5,000 at the least (100,000 entries in 20 s)',
  prepare: async () => {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'tandem-bench-'));
    fs.chmodSync(folder, 0o755);
    const server = await startEmbedded(folder, ['shared_buffers=256MB', 'max_wal_size=4GB']);
    const owner = new pg.Client({ connectionString: server.url('tandem', 'postgres') });
    await owner.connect();
    await migrate(owner);
    const database = createDatabase(createPool(server.url('tandem_app', 'postgres'), 2));
    const actor = await seed(owner);
    const body = ImportFile.parse({
      kind: 'entries',
      fileName: 'entries.csv',
      bytes: Buffer.from(file()).toString('base64'),
      mapping: { zone: 'America/Chicago' },
    });
    const copied = path.join(folder, 'run', 'entries.copy');
    await owner.query(floorTable);
    const forget = () =>
      owner.query(`set session_replication_role = 'replica'; delete from entry; truncate floor_entry`);

    const ours = async (): Promise<number> => {
      const from = performance.now();
      await database.write(scopeOf(actor, 'bench'), null, (tx) =>
        importersHandlers.bringIn(contextOf(tx, actor, Temporal.Instant.from('2026-11-24T15:00:00Z')), {
          params: {},
          query: {},
          body,
        }),
      );
      const speed = (rows * 1000) / (performance.now() - from);
      if (!fs.existsSync(copied)) {
        await owner.query(
          `copy (select ${columns} from entry order by reference) to '${copied}' (format csv)`,
        );
      }
      await forget();
      await owner.query('vacuum entry');
      return speed;
    };
    const floor = async (): Promise<number> => {
      const from = performance.now();
      await owner.query(`copy floor_entry (${columns}) from '${copied}' (format csv)`);
      const speed = (rows * 1000) / (performance.now() - from);
      const { rows: counted } = await owner.query('select count(*)::int as count from floor_entry');
      if (counted[0]?.count !== rows) throw new Error('the floor has not all rows');
      await forget();
      return speed;
    };
    return {
      ours,
      floor,
      release: async () => {
        await database.close();
        await owner.end();
        await server.stop();
        fs.rmSync(folder, { recursive: true, force: true });
      },
    };
  },
};

const columns = `provider_id, id, client_id, person_id, role, technology_group_id, started_at, ended_at, billing, subject_kind, subject,
  note, reference, version, created_by, created_at`;

const floorTable = `
  create table floor_entry (like entry including defaults);
  alter table floor_entry add primary key (provider_id, id);
  create index on floor_entry (provider_id, client_id, started_at);
  create index on floor_entry (provider_id, person_id, started_at)`;

/** People who work one after another for each of the clients, an hour at a time, from the first of the year on. */
function file(): string {
  const lines = ['reference,person,client,role,technologyGroup,start,end,subject'];
  for (let index = 0; index < rows; index++) {
    const person = index % peopleCount;
    const hour = Math.floor(index / peopleCount);
    const client = (hour + person) % clientCount;
    lines.push(
      `R-${index},p${person}@example.com,C${client},cse,network,${clockAt(hour, 0)},${clockAt(hour, 1)},"Ticket ${index}, firewall"`,
    );
  }
  return lines.join('\n');
}

/** Some hours after the begin of one of the hours of January and February, which have none twice or missing; then of the year before. */
function clockAt(hour: number, after: number): string {
  const block = 59 * 24;
  const year = 2025 - Math.floor(hour / block);
  const at = new Date(Date.UTC(year, 0, 1, (hour % block) + after));
  return at.toISOString().slice(0, 16).replace('T', ' ');
}

async function seed(owner: pg.Client): Promise<Actor> {
  const provider = randomUUIDv7();
  const actor: Actor = {
    id: known(randomUUIDv7()),
    providerId: known(provider),
    clientId: null,
    name: 'Sofia',
    roles: ['supervisor'],
  };
  await owner.query('insert into directory (provider_id) values ($1)', [provider]);
  await owner.query(
    `insert into provider (provider_id, name, currency, time_zone) values ($1, 'Bench', 'USD', 'America/Chicago')`,
    [provider],
  );
  await owner.query(`insert into technology_group values ($1, 'network', 'Network', 0)`, [provider]);
  await owner.query(
    `insert into person (provider_id, id, name, email, roles, time_zone)
     select $1::uuid, $2::uuid, 'Sofia', 'sofia@example.com', '{supervisor}'::text[], 'America/Chicago'
     union all select $1::uuid, uuidv7(), 'P' || n, 'p' || n || '@example.com', '{cse}'::text[], 'America/Chicago' from generate_series(0, $3::int) n`,
    [provider, actor.id, peopleCount - 1],
  );
  await owner.query(
    `insert into client (provider_id, id, code, name, time_zone, currency)
     select $1::uuid, uuidv7(), 'C' || n, 'Client ' || n, 'America/Chicago', 'USD' from generate_series(0, $2::int) n`,
    [provider, clientCount - 1],
  );
  await owner.query(
    `insert into designation (provider_id, id, client_id, person_id, role, technology_group_id, from_day)
     select $1::uuid, uuidv7(), c.id, p.id, 'cse', 'network', '2000-01-01' from client c, person p where 'cse' = any (p.roles)`,
    [provider],
  );
  return actor;
}
