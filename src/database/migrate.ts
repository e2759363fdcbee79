import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import type pg from 'pg';

const folder = path.join(import.meta.dirname, '../../migrations');

/** Brings the schema up to date as its owner, each file in a transaction of its own; returns how many ran. Two servers may start at once. */
export async function migrate(owner: pg.Client): Promise<number> {
  await owner.query('select pg_advisory_lock(7265617)');
  try {
    await owner.query(
      'create table if not exists migration (name text primary key, hash text not null, at timestamptz not null default now())',
    );
    const done = new Map<string, string>();
    for (const row of (await owner.query<{ name: string; hash: string }>('select name, hash from migration'))
      .rows)
      done.set(row.name, row.hash);
    let ran = 0;
    for (const name of fs
      .readdirSync(folder)
      .filter((file) => file.endsWith('.sql'))
      .sort()) {
      const text = fs.readFileSync(path.join(folder, name), 'utf8');
      const hash = createHash('sha256').update(text).digest('hex');
      if (done.has(name)) {
        if (done.get(name) !== hash)
          throw new Error(
            `Migration ${name} was changed after it ran. Migrations go forward only: add a new file.`,
          );
        continue;
      }
      await owner.query('begin');
      try {
        await owner.query(text);
        await owner.query('insert into migration (name, hash) values ($1, $2)', [name, hash]);
        await owner.query('commit');
      } catch (error) {
        await owner.query('rollback');
        throw new Error(`Migration ${name} failed; nothing of it was kept.`, { cause: error });
      }
      ran++;
    }
    return ran;
  } finally {
    await owner.query('select pg_advisory_unlock(7265617)');
  }
}
