import { Kysely, PostgresDialect, sql, type LogEvent } from 'kysely';
import pg from 'pg';
import { createHash, randomUUIDv7 } from 'node:crypto';
import { refusal, Refused } from '../core/refusal.ts';
import { preparing } from './prepared.ts';
import type { DB } from './schema.ts';

export type Db = Kysely<DB>;

/** Whose rows a transaction may see. `clients: '*'` is every client of the provider, a list is a portal user's own. */
export interface Scope {
  readonly providerId: string;
  readonly clients: '*' | readonly string[];
  readonly actorId: string | null;
  readonly requestId: string;
}

/** Something that was done, for the record: `act` is `noun.verb-in-the-past`. */
export interface Fact {
  readonly act: `${string}.${string}`;
  readonly client: string | null;
  readonly object: string | null;
  readonly detail: object;
}

export interface Transaction {
  readonly db: Db;
  /** Every write records what it did; the facts are committed with it and sealed into the provider's chain. */
  record(fact: Fact): void;
}

/** A request that may be asked twice: the same key with the same fingerprint gets the first answer again. */
export interface Once {
  readonly key: string;
  readonly fingerprint: string;
}

export interface Database {
  read<T>(scope: Scope, work: (tx: Transaction) => Promise<T>): Promise<T>;
  /** One transaction: row-level security context, the work, its facts, the idempotency record. Tried again when it lost a race. */
  write<T>(scope: Scope, once: Once | null, work: (tx: Transaction) => Promise<T>): Promise<Written<T>>;
  /** The kit's own upkeep of one provider, which is nobody's act and so leaves no fact: sealing facts, forgetting old keys. */
  maintain<T>(providerId: string, work: (db: Db) => Promise<T>): Promise<T>;
  /** For statements of no provider: the directory. */
  readonly outside: Db;
  close(): Promise<void>;
}

/** `replayed` is the stored answer of the first time, as JSON. */
export type Written<T> =
  | { readonly kind: 'done'; readonly answer: T }
  | { readonly kind: 'replayed'; readonly answer: unknown };

export const keyReused = refusal(
  422,
  'idempotency.key-reused',
  'This Idempotency-Key was already used for another request; use a new key for each new request.',
);

const attemptsMax = 5;

export interface Watch {
  readonly log?: (event: LogEvent) => void;
  /** Told after each committed write what was done, so that its facts are sealed and followed soon. */
  readonly written?: (providerId: string, acts: readonly string[]) => void;
}

/** The only way to the application's tables. */
export function createDatabase(pool: pg.Pool, watch: Watch = {}): Database {
  const kysely = new Kysely<DB>({
    dialect: new PostgresDialect({ pool: preparing(pool) }),
    ...(watch.log ? { log: watch.log } : {}),
  });
  return {
    read: (scope, work) =>
      within(kysely, scope, true, (db) =>
        work({
          db,
          record: () => {
            throw new Error('a read records nothing');
          },
        }),
      ),
    write: async (scope, once, work) => {
      for (let attempt = 1; ; attempt++) {
        try {
          const facts: Fact[] = [];
          const written = await within(kysely, scope, false, (db) => writeOnce(db, scope, once, work, facts));
          watch.written?.(
            scope.providerId,
            facts.map(({ act }) => act),
          );
          return written;
        } catch (error) {
          if (attempt >= attemptsMax || !lostRace(error)) throw error;
        }
      }
    },
    maintain: (providerId, work) =>
      within(kysely, { providerId, clients: '*', actorId: null, requestId: 'maintenance' }, false, work),
    outside: kysely,
    close: () => kysely.destroy(),
  };
}

async function writeOnce<T>(
  db: Db,
  scope: Scope,
  once: Once | null,
  work: (tx: Transaction) => Promise<T>,
  facts: Fact[],
): Promise<Written<T>> {
  const earlier = once && (await claim(db, scope, once));
  if (earlier) return { kind: 'replayed', answer: earlier.answer };
  const answer = await work({ db, record: (fact) => void facts.push(fact) });
  if (facts.length === 0) throw new Error('a write must record what it did');
  await save(db, scope, facts, once && { key: once.key, answer });
  return { kind: 'done', answer };
}

/** Takes the key for this request, or finds what it answered before; waits where the first is still at work. */
async function claim(db: Db, scope: Scope, once: Once): Promise<{ answer: unknown } | null> {
  const hash = createHash('sha256').update(once.fingerprint).digest('hex');
  const taken = await db
    .insertInto('idempotency')
    .values({ provider_id: scope.providerId, actor_id: actorOf(scope), key: once.key, request_hash: hash })
    .onConflict((conflict) => conflict.doNothing())
    .returning('key')
    .executeTakeFirst();
  if (taken) return null;
  const earlier = await db
    .selectFrom('idempotency')
    .select(['request_hash', 'answer'])
    .where('provider_id', '=', scope.providerId)
    .where('actor_id', '=', actorOf(scope))
    .where('key', '=', once.key)
    .executeTakeFirstOrThrow();
  if (earlier.request_hash !== hash)
    throw new Refused(keyReused, 'Send the new request with a key of its own.', { key: once.key });
  return { answer: earlier.answer };
}

/** Keeps the facts, and the answer for whoever asks again, in one statement. */
async function save(
  db: Db,
  scope: Scope,
  facts: readonly Fact[],
  answered: { readonly key: string; readonly answer: unknown } | null,
): Promise<void> {
  // Ids made within one millisecond are in no order; the facts of a transaction are.
  const ids = facts.map(() => randomUUIDv7()).sort();
  const rows = facts.map((fact, index) => ({
    id: ids[index],
    client_id: fact.client,
    act: fact.act,
    object_id: fact.object,
    detail: fact.detail,
  }));
  const kept = answered
    ? sql`, kept as (update idempotency set answer = ${JSON.stringify(answered.answer)}
        where provider_id = ${scope.providerId} and actor_id = ${actorOf(scope)} and key = ${answered.key})`
    : sql``;
  await sql`
    with saved as (
      insert into fact (provider_id, id, client_id, at, actor_id, act, object_id, request_id, detail)
      select ${scope.providerId}::uuid, r.id, r.client_id, clock_timestamp(), ${scope.actorId}::uuid, r.act, r.object_id,
        ${scope.requestId}, r.detail
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r (id uuid, client_id uuid, act text, object_id uuid, detail jsonb)
      returning id
    )${kept}
    insert into outbox (provider_id, fact_id) select ${scope.providerId}::uuid, id from saved`.execute(db);
}

/** The context goes to the server in one message with `begin`, as checked literals, and ends with the transaction. */
async function within<T>(
  kysely: Db,
  scope: Scope,
  readOnly: boolean,
  work: (db: Db) => Promise<T>,
): Promise<T> {
  const clients = scope.clients === '*' ? '*' : scope.clients.map(uuid).join(',');
  const begin =
    `begin${readOnly ? ' read only' : ''}; set local role tandem_app; set local timezone = 'UTC'; ` +
    `set local app.provider = '${uuid(scope.providerId)}'; set local app.clients = '${clients}'`;
  return kysely.connection().execute(async (db) => {
    await sql.raw(begin).execute(db);
    try {
      const result = await work(db);
      await sql.raw('commit').execute(db);
      return result;
    } catch (error) {
      // The first error is the one to tell; a connection that cannot roll back is closed by the pool.
      await sql
        .raw('rollback')
        .execute(db)
        .catch(() => {});
      throw error;
    }
  });
}

function uuid(text: string): string {
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text))
    throw new Error('not a uuid in a database context');
  return text;
}

function actorOf(scope: Scope): string {
  if (!scope.actorId) throw new Error('only a person can ask for something once');
  return scope.actorId;
}

const lostRace = (error: unknown): boolean =>
  error instanceof pg.DatabaseError && (error.code === '40001' || error.code === '40P01');
