import type { PostgresCursor, PostgresPool, PostgresPoolClient, PostgresQueryResult } from 'kysely';
import type pg from 'pg';

/** Asked so often, a statement is prepared; so many are kept on each connection, where each takes some tens of kilobytes. */
const askedOften = 5;
const preparedMax = 200;
const countedMax = 2000;

/**
 * The connections of a pool, on which statements that are asked again and again are parsed and planned once. Planning under row-level
 * security costs more than most of our statements take to run.
 *
 * Text with parameters alone is prepared, and only once it was asked often, so that statements of changing length do not fill the memory.
 * A pooling proxy must know prepared statements (PgBouncer since 1.21); for one that does not, `?prepare=off` in the address of the
 * database turns them off.
 */
export function preparing(pool: pg.Pool): PostgresPool {
  const clients = new WeakMap<pg.PoolClient, PreparingClient>();
  const isOff = /[?&]prepare=off\b/.test(pool.options.connectionString ?? '');
  const names = new Names(isOff ? 0 : preparedMax);
  return {
    options: pool.options,
    end: () => pool.end(),
    connect: async () => {
      const client = await pool.connect();
      const known = clients.get(client) ?? new PreparingClient(client, names);
      clients.set(client, known);
      return known;
    },
  };
}

/** Which statements have a name under which a connection prepares them. */
class Names {
  readonly #max: number;
  readonly #names = new Map<string, string>();
  readonly #asked = new Map<string, number>();

  constructor(max: number) {
    this.#max = max;
  }

  of(text: string): string | undefined {
    const name = this.#names.get(text);
    if (name !== undefined || this.#names.size >= this.#max) return name;
    const asked = (this.#asked.get(text) ?? 0) + 1;
    if (asked < askedOften) {
      if (this.#asked.size >= countedMax) this.#asked.clear();
      this.#asked.set(text, asked);
      return undefined;
    }
    this.#asked.delete(text);
    const given = `t${this.#names.size + 1}`;
    this.#names.set(text, given);
    return given;
  }
}

class PreparingClient implements PostgresPoolClient {
  readonly #client: pg.PoolClient;
  readonly #names: Names;

  constructor(client: pg.PoolClient, names: Names) {
    this.#client = client;
    this.#names = names;
  }

  query<R>(sql: string, parameters: readonly unknown[]): Promise<PostgresQueryResult<R>>;
  query<R>(cursor: PostgresCursor<R>): PostgresCursor<R>;
  query(what: string | object, parameters: readonly unknown[] = []): unknown {
    if (typeof what !== 'string') throw new Error('there are no cursors here');
    const values = [...parameters];
    const name = values.length > 0 ? this.#names.of(what) : undefined;
    return this.#client.query(name === undefined ? { text: what, values } : { name, text: what, values });
  }

  release(destroy?: boolean): void {
    this.#client.release(destroy);
  }
}
