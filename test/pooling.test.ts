import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createPool } from '../src/database/pool.ts';
import { createDatabase, type Database, type Scope } from '../src/database/transaction.ts';
import { useWorld } from './world.ts';

const world = useWorld();
const program = ['/usr/sbin/pgbouncer', '/usr/bin/pgbouncer'].find((file) => fs.existsSync(file));
if (!program) console.log('skipped: no pgbouncer on this machine; install it to try a pooling proxy');

const [connections, clients, rounds] = [4, 40, 100];

describe.skipIf(!program)('behind a proxy that lends a connection for one transaction', () => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'tandem-pooling-'));
  let proxy: ChildProcess;
  let database: Database;

  beforeAll(async () => {
    proxy = await startProxy(folder, world.url('tandem_app'));
    const address = `postgresql://tandem_app@localhost/${world.name}?host=${encodeURIComponent(folder)}&port=6432&prepare=off`;
    database = createDatabase(createPool(address, clients));
  });
  afterAll(async () => {
    await database.close();
    proxy.kill('SIGINT');
    await once(proxy, 'exit');
    fs.rmSync(folder, { recursive: true });
  });

  test('no provider and no client ever gets a row of another, in thousands of reads and writes at once', async () => {
    const scopes: readonly Scope[] = [
      { providerId: world.providerId, clients: '*', actorId: world.people.ada.id, requestId: 'pooling' },
      {
        providerId: world.providerId,
        clients: [world.lakeside],
        actorId: world.people.carl.id,
        requestId: 'pooling',
      },
      {
        providerId: world.otherProviderId,
        clients: '*',
        actorId: world.people.olga.id,
        requestId: 'pooling',
      },
    ];
    const seen = new Map<Scope, Set<string>>(scopes.map((scope) => [scope, new Set()]));
    const written = new Map<Scope, number>(scopes.map((scope) => [scope, 0]));
    const work = async (worker: number) => {
      for (let round = 0; round < rounds; round++) {
        const scope = scopes[(worker + round) % scopes.length]!;
        // No statement names a provider here: what is seen is what the context of the transaction lets through.
        const look = async ({ db }: Pick<Parameters<Parameters<Database['read']>[1]>[0], 'db'>) => {
          const { rows } = await sql<{ id: string }>`select id from client`.execute(db);
          for (const { id } of rows) seen.get(scope)?.add(id);
        };
        if (round % 4 !== 0) await database.read(scope, look);
        else {
          await database.write(scope, null, async (tx) => {
            await look(tx);
            tx.record({
              act: 'pooling.tried',
              client: scope.clients === '*' ? null : world.lakeside,
              object: null,
              detail: {},
            });
          });
          written.set(scope, (written.get(scope) ?? 0) + 1);
        }
      }
    };
    await Promise.all(Array.from({ length: clients }, (_, worker) => work(worker)));

    expect([...seen.values()].map((ids) => [...ids].sort())).toEqual(
      [[world.lakeside, world.harbor], [world.lakeside], [world.foreign]].map((ids) => ids.sort()),
    );
    const { rows } = await world.owner.query<{ actor: string; provider: string; count: string }>(
      `select actor_id as actor, provider_id as provider, count(*) from fact where act = 'pooling.tried' group by 1, 2`,
    );
    expect(rows.map(({ actor, provider, count }) => `${actor} ${provider} ${count}`).sort()).toEqual(
      scopes.map((scope) => `${scope.actorId} ${scope.providerId} ${written.get(scope)}`).sort(),
    );
  });

  test('a connection that comes back from another carries nothing of it', async () => {
    const counts = await Promise.all(
      Array.from({ length: clients }, async () => {
        const { rows } = await sql<{ count: number }>`select count(*) as count from client`.execute(
          database.outside,
        );
        return rows[0]?.count;
      }),
    );
    expect(new Set(counts)).toEqual(new Set([0]));
  });
});

/** PgBouncer in front of a database, as the user who owns the database's socket, because it will not run as root. */
async function startProxy(folder: string, address: string): Promise<ChildProcess> {
  const target = new URL(address);
  const host = target.searchParams.get('host') ?? target.hostname;
  const owner = fs.existsSync(host)
    ? fs.statSync(host)
    : { uid: process.getuid?.(), gid: process.getgid?.() };
  const [config, users] = [path.join(folder, 'pgbouncer.ini'), path.join(folder, 'users.txt')];
  fs.writeFileSync(users, '"tandem_app" ""\n');
  fs.writeFileSync(
    config,
    [
      '[databases]',
      `${world.name} = host=${host} port=${target.port || 5432} user=tandem_app${target.password ? ` password=${target.password}` : ''}`,
      '[pgbouncer]',
      `unix_socket_dir = ${folder}`,
      'listen_port = 6432',
      'auth_type = trust',
      `auth_file = ${users}`,
      'pool_mode = transaction',
      `default_pool_size = ${connections}`,
      'max_client_conn = 200',
      'ignore_startup_parameters = extra_float_digits',
      '',
    ].join('\n'),
  );
  for (const file of [folder, config, users]) fs.chownSync(file, owner.uid ?? 0, owner.gid ?? 0);
  const started = spawn(program ?? '', [config], {
    stdio: ['ignore', 'ignore', 'pipe'],
    ...(owner.uid ? { uid: owner.uid, gid: owner.gid } : {}),
  });
  let log = '';
  await new Promise<void>((resolve, reject) => {
    started.stderr.on('data', (chunk: Buffer) => {
      log += chunk.toString();
      if (log.includes('process up')) resolve();
    });
    started.once('exit', () => reject(new Error(`pgbouncer did not start:\n${log}`)));
  });
  return started;
}
