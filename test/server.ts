// Vitest's global set-up: one PostgreSQL for all test files, with a template database that each file clones.
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import pg from 'pg';
import type { TestProject } from 'vitest/node';
import { startEmbedded } from '../src/database/embedded.ts';
import { migrate } from '../src/database/migrate.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Owner's connection address with `{database}` and `{role}` to fill in. */
    databaseUrl: string;
  }
}

const fast = [
  'fsync=off',
  'synchronous_commit=off',
  'full_page_writes=off',
  'max_connections=200',
  'shared_buffers=64MB',
];

/** Where TEST_DATABASE_URL names a PostgreSQL of one's own, the tests run on that instead of the embedded one. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const own = process.env['TEST_DATABASE_URL'];
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'tandem-test-'));
  fs.chmodSync(folder, 0o755);
  const server = own ? null : await startEmbedded(folder, fast);
  const url = own ?? server?.url('{role}', '{database}') ?? '';
  const admin = new pg.Client({ connectionString: fill(url, 'tandem', 'postgres') });
  await admin.connect();
  const template = `tandem_template_${process.pid}`;
  await admin.query(`create database ${template}`);
  const owner = new pg.Client({ connectionString: fill(url, 'tandem', template) });
  await owner.connect();
  await migrate(owner);
  await owner.end();
  await admin.end();
  project.provide('databaseUrl', `${url}#${template}`);
  return async () => {
    await server?.stop();
    fs.rmSync(folder, { recursive: true, force: true });
  };
}

export const fill = (url: string, role: string, database: string): string =>
  url
    .replace('%7Brole%7D', role)
    .replace('{role}', role)
    .replace('%7Bdatabase%7D', database)
    .replace('{database}', database);
