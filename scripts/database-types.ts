// Writes src/database/schema.ts from the migrations: `npm run types`.
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { startEmbedded } from '../src/database/embedded.ts';
import { migrate } from '../src/database/migrate.ts';

if (import.meta.main) {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'tandem-types-'));
  fs.chmodSync(folder, 0o755);
  const server = await startEmbedded(folder, ['fsync=off']);
  try {
    const owner = new pg.Client({ connectionString: server.url('tandem') });
    await owner.connect();
    await migrate(owner);
    await owner.end();
    generateTypes(server.url('tandem'), 'write');
  } finally {
    await server.stop();
    fs.rmSync(folder, { recursive: true, force: true });
  }
}

/** The row types of a migrated database, written or compared with what is written; throws where they differ. */
export function generateTypes(url: string, mode: 'write' | 'verify'): void {
  const root = path.join(import.meta.dirname, '..');
  const codegen = path.join(root, 'node_modules/.bin/kysely-codegen');
  const options = {
    dialect: 'postgres',
    url,
    'out-file': path.join(root, 'src/database/schema.ts'),
    'exclude-pattern': '(auth|pgboss).*',
    'date-parser': 'string',
    'type-mapping': '{"timestamptz":"string","int8":"number","numeric":"string"}',
  };
  const words = Object.entries(options).flatMap(([name, value]) => [`--${name}`, value]);
  execFileSync(codegen, [...words, ...(mode === 'verify' ? ['--verify'] : [])], { stdio: 'pipe' });
}
