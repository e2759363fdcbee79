import pg from 'pg';
import { CannotStart } from './cannot-start.ts';
import { startEmbedded, type EmbeddedPostgres } from '../database/embedded.ts';

const lock = 7265618;
const triesMax = 100;

/** The database of this server: how to reach it by role, and a connection as its owner. */
export interface OwnDatabase {
  url(role: 'tandem_app' | 'tandem_auth'): string;
  readonly owner: pg.Client;
  /** Settles when the database has ended although nobody asked it to. */
  readonly lost: Promise<void>;
  readonly stop: () => Promise<void>;
}

/** A PostgreSQL of the operator's own: everybody logs in alike, and each transaction takes on the role it needs. */
export async function reachDatabase(address: string): Promise<OwnDatabase> {
  const owner = await connect(address).catch((error: Error) => {
    // The address holds a password, so it is not told; the reason never does.
    throw new CannotStart(`The database of DATABASE_URL cannot be reached: ${error.message || 'no answer'}.`);
  });
  return { url: () => address, owner, lost: new Promise(() => {}), stop: () => owner.end() };
}

/**
 * The PostgreSQL inside the data folder, started for this server alone. One that runs there already is another server's, which is told by
 * the lock that server holds; or it is just ending because its server was killed, and is waited for.
 */
export async function startOwnDatabase(folder: string): Promise<OwnDatabase> {
  for (let tries = 1; ; tries++) {
    const server = await startEmbedded(folder);
    if (server.isOwn) return own(server);
    await refuseWhereServed(server, folder);
    if (tries > triesMax)
      throw new CannotStart(`A database in ${folder} is used by something else, and does not end.`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

async function own(server: EmbeddedPostgres): Promise<OwnDatabase> {
  const owner = await connect(server.url('tandem'));
  // Whoever else looks who has the folder holds the lock for no longer than it takes to see it free.
  await owner.query('select pg_advisory_lock($1)', [lock]);
  let isStopping = false;
  return {
    url: (role) => server.url(role),
    owner,
    lost: server.ended.then(() => (isStopping ? new Promise<void>(() => {}) : undefined)),
    stop: async () => {
      isStopping = true;
      await owner.end().catch(() => {});
      await server.stop();
    },
  };
}

async function refuseWhereServed(server: EmbeddedPostgres, folder: string): Promise<void> {
  let holder: string | undefined;
  try {
    const looking = await connect(server.url('tandem'));
    const { rows } = await looking.query<{ name: string }>(
      `select application_name as name from pg_locks l join pg_stat_activity a using (pid)
       where l.locktype = 'advisory' and l.objid = $1 and l.granted`,
      [lock],
    );
    holder = rows[0]?.name;
    await looking.end();
  } catch {
    // It is just ending, or not yet there.
    return;
  }
  if (holder !== undefined) {
    throw new CannotStart(
      `The data folder ${folder} is in use by another Tandem (${holder}). Stop that one, or set TANDEM_DATA to a folder of its own.`,
    );
  }
}

async function connect(address: string): Promise<pg.Client> {
  const client = new pg.Client({
    connectionString: address,
    application_name: `process ${process.pid}`,
    connectionTimeoutMillis: 10_000,
  });
  // What becomes of a lost connection shows with the next statement; without a listener it would end the process.
  client.on('error', () => {});
  await client.connect();
  return client;
}
