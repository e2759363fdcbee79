import fs from 'node:fs';
import path from 'node:path';
import { startEmbedded } from '../database/embedded.ts';
import { createPool } from '../database/pool.ts';
import { createDatabase, type Database, type Db } from '../database/transaction.ts';
import { CannotStart } from '../server/cannot-start.ts';
import type { Config } from '../server/config.ts';

/** The database without a server: the one of an own address, or the one in the data folder, started for the while where it rests. */
export async function reach(config: Config): Promise<{ database: Database; close: () => Promise<void> }> {
  if (config.databaseUrl !== null) {
    const database = createDatabase(createPool(config.databaseUrl, 1));
    return { database, close: () => database.close() };
  }
  if (!fs.existsSync(path.join(config.dataFolder, 'postgres')))
    throw new CannotStart(`There is no database in ${config.dataFolder}. Set TANDEM_DATA or DATABASE_URL.`);
  const server = await startEmbedded(config.dataFolder);
  const database = createDatabase(createPool(server.url('tandem_app'), 1));
  return {
    database,
    close: async () => {
      await database.close();
      await server.stop();
    },
  };
}

/** Asks the same of every provider, the oldest first, each in a reading transaction of its own. */
export async function ofEveryProvider<T>(
  database: Database,
  requestId: string,
  ask: (db: Db, providerId: string, name: string) => Promise<T>,
): Promise<T[]> {
  const providers = await database.outside
    .selectFrom('directory')
    .select('provider_id')
    .orderBy('created_at')
    .execute();
  const answers: T[] = [];
  for (const { provider_id: providerId } of providers) {
    const scope = { providerId, clients: '*', actorId: null, requestId } as const;
    const answer = await database.read(scope, async ({ db }) => {
      const row = await db
        .selectFrom('provider')
        .select('name')
        .where('provider_id', '=', providerId)
        .executeTakeFirst();
      return ask(db, providerId, row?.name ?? providerId);
    });
    answers.push(answer);
  }
  return answers;
}

/** A line that is written over, and only where somebody watches. */
export function progress(name: string, done: number, total: number): void {
  if (!process.stderr.isTTY) return;
  process.stderr.write(
    done < total ? `\r${name}: ${number.format(done)} of ${number.format(total)}` : '\r\u001B[K',
  );
}

const number = new Intl.NumberFormat('en');
