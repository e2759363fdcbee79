import { randomBytes } from 'node:crypto';
import type { LogEvent } from 'kysely';
import pg from 'pg';
import { afterAll, beforeAll, inject } from 'vitest';
import { createPool } from '../src/database/pool.ts';
import { createDatabase, type Database } from '../src/database/transaction.ts';
import { fill } from './server.ts';
import { readsWithoutProvider } from './statements.ts';

export interface TestDatabase {
  readonly database: Database;
  /** The owner of the tables: for tests that try what even the owner must not be able to do. */
  readonly owner: pg.Client;
  readonly name: string;
  /** A connection address for a role, `tandem` or `tandem_app`. */
  url(role: string): string;
  /** Every statement the application sent, in order. */
  readonly statements: string[];
}

/** A database of this test file's own, cloned from the template; gone when the file ends. */
export function useDatabase(): TestDatabase {
  const name = `tandem_test_${randomBytes(6).toString('hex')}`;
  const [url = '', template = ''] = inject('databaseUrl').split('#');
  const at = (role: string, database = name) => fill(url, role, database);
  const statements: string[] = [];
  const log = (event: LogEvent) => void statements.push(event.query.sql);
  const database = createDatabase(createPool(at('tandem_app'), 10), { log });
  const owner = new pg.Client({ connectionString: at('tandem') });
  const asAdmin = async (statement: string) => {
    const admin = new pg.Client({ connectionString: at('tandem', 'postgres') });
    await admin.connect();
    await admin.query(statement);
    await admin.end();
  };
  beforeAll(async () => {
    await asAdmin(`create database ${name} template ${template} strategy file_copy`);
    await owner.connect();
  });
  afterAll(async () => {
    const bare = await readsWithoutProvider(owner, statements);
    await database.close();
    await owner.end();
    await asAdmin(`drop database if exists ${name} with (force)`);
    if (bare.length > 0)
      throw new Error(`statements that do not say whose rows they mean:\n${bare.join('\n')}`);
  });
  return { database, owner, name, url: at, statements };
}
