import { sql } from 'kysely';
import { randomUUIDv7 } from 'node:crypto';
import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import { useDatabase } from '../../test/database.ts';
import { createPool } from './pool.ts';
import { createDatabase, type Database, type Scope } from './transaction.ts';

const { owner, ...db } = useDatabase();
const [northwind, rival, lakeside, harbor, theirs] = Array.from({ length: 5 }, () => randomUUIDv7());
const scope = (providerId: string, clients: '*' | readonly string[]): Scope => ({
  providerId,
  clients,
  actorId: null,
  requestId: 'test',
});

let database: Database;
/** A single connection, so that every request meets what the one before left there. */
const open = (address: string) => (database = createDatabase(createPool(address, 1)));
afterEach(() => database.close());

const clientsSeen = (as: Scope) =>
  database.read(as, async ({ db }) => {
    const rows = await db
      .selectFrom('client')
      .select('code')
      .where('provider_id', '=', as.providerId)
      .orderBy('code')
      .execute();
    return rows.map(({ code }) => code).join(' ');
  });
const prepared = () =>
  database.read(scope(northwind!, '*'), async ({ db }) => {
    const { rows } = await sql<{ statement: string }>`select statement from pg_prepared_statements`.execute(
      db,
    );
    return rows.map(({ statement }) => statement);
  });

beforeAll(async () => {
  for (const [provider, clients] of [
    [northwind, [lakeside, harbor]],
    [rival, [theirs]],
  ] as const) {
    await owner.query(`insert into provider values ($1, 'Some provider', 'USD', 'UTC', false)`, [provider]);
    for (const [nth, client] of clients.entries())
      await owner.query(
        `insert into client (provider_id, id, code, name, time_zone, currency) values ($1, $2, $3, 'Some client', 'UTC', 'USD')`,
        [provider, client, `${provider === rival ? 'THEIRS' : 'OURS'}-${nth}`],
      );
  }
});

describe('statements that are asked again and again', () => {
  test('are prepared from the fifth time on', async () => {
    open(db.url('tandem_app'));
    for (let times = 0; times < 4; times++) await clientsSeen(scope(northwind!, '*'));
    expect(await prepared()).toEqual([]);
    await clientsSeen(scope(northwind!, '*'));
    expect(await prepared()).toEqual([expect.stringContaining('from "client"')]);
  });

  test('show everybody their own rows all the same, whoever asked before on the connection', async () => {
    open(db.url('tandem_app'));
    for (let times = 0; times < 12; times++) {
      expect(await clientsSeen(scope(northwind!, '*'))).toBe('OURS-0 OURS-1');
      expect(await clientsSeen(scope(northwind!, [harbor!]))).toBe('OURS-1');
      expect(await clientsSeen(scope(rival!, '*'))).toBe('THEIRS-0');
      expect(await clientsSeen(scope(rival!, [lakeside!]))).toBe('');
    }
    expect(await prepared()).toHaveLength(1);
  });

  test('are never prepared where the address of the database says so', async () => {
    open(`${db.url('tandem_app')}&prepare=off`);
    for (let times = 0; times < 6; times++) await clientsSeen(scope(northwind!, '*'));
    expect(await prepared()).toEqual([]);
  });

  test('are at most 200 on a connection, and those beyond work all the same', async () => {
    open(db.url('tandem_app'));
    await database.read(scope(northwind!, '*'), async ({ db }) => {
      for (let nth = 0; nth < 205; nth++)
        for (let times = 0; times < 5; times++) {
          const { rows } = await sql<{
            n: number;
          }>`select ${nth}::int as ${sql.ref(`n`)}, ${sql.lit(nth)} as lane`.execute(db);
          expect(rows[0]?.n).toBe(nth);
        }
    });
    expect(await prepared()).toHaveLength(200);
  });
});
