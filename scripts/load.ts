import { spawn, type ChildProcess } from 'node:child_process';
import { randomUUIDv7 } from 'node:crypto';
import fs from 'node:fs';
import http from 'node:http';
import os from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import pg from 'pg';
import { startEmbedded } from '../src/database/embedded.ts';
import { migrate } from '../src/database/migrate.ts';

/** A durable database with one provider's months of time in it, and two servers on it to put under load. */
export interface Load {
  readonly provider: string;
  readonly client: string;
  /** CSEs of the client; the first is who asks. */
  readonly people: readonly string[];
  /** Requests a second for some seconds, ten at a time, each made by `request` from its number. */
  readonly rate: (server: 'ours' | 'floor', request: (nth: number) => Asked) => Promise<number>;
  /** The median and the 99th percentile of every answer of ours so far, in milliseconds. */
  readonly latency: () => string;
  readonly release: () => Promise<void>;
}

export interface Asked {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly body?: object;
}

const connections = 10;
const seconds = 3;
const peopleCount = 100;

/** `entries` are spread over `clients`, so that each has its share. */
export async function startLoad(entries: number, clients: number): Promise<Load> {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'tandem-bench-'));
  fs.chmodSync(folder, 0o755);
  const server = await startEmbedded(folder, ['shared_buffers=256MB', 'max_parallel_workers_per_gather=0']);
  const url = server.url('tandem');
  const owner = new pg.Client({ connectionString: url });
  await owner.connect();
  await migrate(owner);
  const [provider, ids] = [randomUUIDv7(), Array.from({ length: clients }, () => randomUUIDv7())];
  const people = Array.from({ length: peopleCount }, () => randomUUIDv7());
  await fill(owner, provider, ids, people, entries);
  await owner.end();
  const [client = ''] = ids;
  const setting = JSON.stringify({ provider, client, person: people[0] });
  const servers = {
    ours: await serve('ours', server.url('tandem_app'), setting),
    floor: await serve('floor', url, setting),
  };
  const asked = { ours: 0, floor: 0 };
  const waits: number[] = [];
  return {
    provider,
    client,
    people,
    rate: async (name, request) => {
      const agent = new http.Agent({ keepAlive: true, maxSockets: connections });
      const until = performance.now() + seconds * 1000;
      const from = performance.now();
      const first = asked[name];
      const askOn = async (): Promise<void> => {
        while (performance.now() < until) {
          const sent = performance.now();
          await ask(agent, servers[name].address, request(asked[name]++));
          if (name === 'ours') waits.push(performance.now() - sent);
        }
      };
      await Promise.all(Array.from({ length: connections }, askOn));
      agent.destroy();
      return (asked[name] - first) / ((performance.now() - from) / 1000);
    },
    latency: () => {
      const sorted = waits.toSorted((a, b) => a - b);
      const at = (share: number) => (sorted[Math.floor(sorted.length * share)] ?? NaN).toFixed(1);
      return `p50 ${at(0.5)} ms, p99 ${at(0.99)} ms at ${connections} at a time`;
    },
    release: async () => {
      for (const { child } of Object.values(servers)) {
        child.kill();
        await new Promise((resolve) => child.once('exit', resolve));
      }
      await server.stop();
      fs.rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function fill(
  owner: pg.Client,
  provider: string,
  clients: readonly string[],
  people: readonly string[],
  entries: number,
): Promise<void> {
  await owner.query('insert into directory (provider_id) values ($1)', [provider]);
  await owner.query(
    `insert into provider (provider_id, name, currency, time_zone) values ($1, 'Bench', 'USD', 'UTC')`,
    [provider],
  );
  await owner.query(`insert into technology_group values ($1, 'network', 'Network', 1)`, [provider]);
  await owner.query(
    `insert into client (provider_id, id, code, name, time_zone, currency)
     select $1, id, 'C' || nth, 'Client ' || nth, 'America/Chicago', 'USD' from unnest($2::uuid[]) with ordinality c (id, nth)`,
    [provider, clients],
  );
  await owner.query(
    `insert into person (provider_id, id, name, email, roles, time_zone)
     select $1, id, 'Person ' || nth, 'p' || nth || '@example.com', '{cse,supervisor}', 'America/Chicago'
     from unnest($2::uuid[]) with ordinality p (id, nth)`,
    [provider, people],
  );
  await owner.query(
    `insert into designation (provider_id, id, client_id, person_id, role, technology_group_id, from_day)
     select $1, gen_random_uuid(), $2, id, 'cse', 'network', '2020-01-01' from unnest($3::uuid[]) id`,
    [provider, clients[0], people],
  );
  await owner.query(
    `insert into entry (provider_id, id, client_id, person_id, role, technology_group_id, started_at, ended_at, billing, subject_kind,
       subject, created_by)
     select $1, gen_random_uuid(), ($2::uuid[])[1 + nth % $5], ($3::uuid[])[1 + nth / $5 % $6], 'cse', 'network', at, at + interval '30 minutes',
       'service', 'ticket', 'Work on ticket ' || nth, ($3::uuid[])[1]
     from generate_series(0, $4 - 1) nth,
       lateral (select timestamptz '2024-01-01' + interval '1 hour' * (nth / $5 / $6 * $5 + nth % $5)) t (at)`,
    [provider, clients, people, entries, clients.length, people.length],
  );
  await owner.query(
    `insert into approval (provider_id, entry_id, client_id, decision, submitted_by, submitted_at, decided_by, decided_at)
     select provider_id, id, client_id, 'approved', person_id, ended_at, created_by, ended_at from entry`,
  );
  await owner.query('vacuum analyze');
}

async function serve(
  kind: 'ours' | 'floor',
  url: string,
  setting: string,
): Promise<{ child: ChildProcess; address: string }> {
  const child = spawn(
    process.execPath,
    [path.join(import.meta.dirname, 'load-server.ts'), kind, url, setting],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  for await (const line of createInterface({ input: child.stdout })) return { child, address: line };
  throw new Error(`the server of ${kind} did not start`);
}

function ask(agent: http.Agent, address: string, { method, path: where, body }: Asked): Promise<void> {
  return new Promise((resolve, reject) => {
    const headers = {
      'content-type': 'application/json',
      ...(body ? { 'idempotency-key': randomUUIDv7() } : {}),
    };
    const request = http.request(
      address + where,
      { method, agent, headers: body ? headers : {} },
      (answer) => {
        let text = '';
        answer.setEncoding('utf8');
        answer.on('data', (part: string) => (text += part));
        answer.on('end', () => {
          if ((answer.statusCode ?? 500) < 300) resolve();
          else reject(new Error(`${method} ${where} was answered ${answer.statusCode}: ${text}`));
        });
      },
    );
    request.on('error', reject);
    request.end(body ? JSON.stringify(body) : undefined);
  });
}
