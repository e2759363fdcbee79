// Writes src/database/schema.ts from the migrations: `npm run types`, or `--verify` to check that it is up to date.
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { startEmbedded } from '../src/database/embedded.ts';
import { migrate } from '../src/database/migrate.ts';

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'tandem-types-'));
fs.chmodSync(folder, 0o755);
const server = await startEmbedded(folder, ['fsync=off']);
try {
  const owner = new pg.Client({ connectionString: server.url('tandem') });
  await owner.connect();
  await migrate(owner);
  await owner.end();
  const codegen = path.join(import.meta.dirname, '../node_modules/.bin/kysely-codegen');
  const out = path.join(import.meta.dirname, '../src/database/schema.ts');
  execFileSync(
    codegen,
    [
      '--dialect',
      'postgres',
      '--url',
      server.url('tandem'),
      '--out-file',
      out,
      '--exclude-pattern',
      '(auth|pgboss).*',
      '--date-parser',
      'string',
      '--type-mapping',
      '{"timestamptz":"string","int8":"number","numeric":"string"}',
      ...(process.argv.includes('--verify') ? ['--verify'] : []),
    ],
    { stdio: 'inherit' },
  );
} finally {
  await server.stop();
  fs.rmSync(folder, { recursive: true, force: true });
}
