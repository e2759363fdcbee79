import {
  CompiledQuery,
  PostgresDialect,
  type DatabaseConnection,
  type Driver,
  type QueryResult,
  type TransactionSettings,
} from 'kysely';
import type pg from 'pg';

/**
 * PostgreSQL under a role that owns little, for code that knows nothing of roles. Each transaction takes the role on with `set local`, and
 * a statement of its own gets a transaction for that, so that it holds behind a proxy that pools transactions and nothing of it is left
 * on the connection.
 */
export class RoleDialect extends PostgresDialect {
  readonly #role: 'tandem_auth';

  constructor(pool: pg.Pool, role: 'tandem_auth') {
    super({ pool });
    this.#role = role;
  }

  override createDriver(): Driver {
    return new RoleDriver(super.createDriver(), CompiledQuery.raw(`set local role ${this.#role}`));
  }
}

class RoleDriver implements Driver {
  readonly #driver: Driver;
  readonly #takeOn: CompiledQuery;
  readonly #plain = new WeakMap<DatabaseConnection, DatabaseConnection>();
  readonly #busy = new WeakSet<DatabaseConnection>();

  constructor(driver: Driver, takeOn: CompiledQuery) {
    this.#driver = driver;
    this.#takeOn = takeOn;
  }

  init = (): Promise<void> => this.#driver.init();
  destroy = (): Promise<void> => this.#driver.destroy();

  async acquireConnection(): Promise<DatabaseConnection> {
    const plain = await this.#driver.acquireConnection();
    const connection: DatabaseConnection = {
      executeQuery: (query) =>
        this.#busy.has(connection) ? plain.executeQuery(query) : this.#alone(plain, query),
      streamQuery: () => {
        throw new Error('nothing is streamed under a role');
      },
    };
    this.#plain.set(connection, plain);
    return connection;
  }

  async beginTransaction(connection: DatabaseConnection, settings: TransactionSettings): Promise<void> {
    const plain = this.#of(connection);
    await this.#driver.beginTransaction(plain, settings);
    await plain.executeQuery(this.#takeOn);
    this.#busy.add(connection);
  }

  async commitTransaction(connection: DatabaseConnection): Promise<void> {
    this.#busy.delete(connection);
    await this.#driver.commitTransaction(this.#of(connection));
  }

  async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    this.#busy.delete(connection);
    await this.#driver.rollbackTransaction(this.#of(connection));
  }

  releaseConnection = (connection: DatabaseConnection): Promise<void> =>
    this.#driver.releaseConnection(this.#of(connection));

  async #alone<R>(plain: DatabaseConnection, query: CompiledQuery): Promise<QueryResult<R>> {
    await this.#driver.beginTransaction(plain, {});
    try {
      await plain.executeQuery(this.#takeOn);
      const result = await plain.executeQuery<R>(query);
      await this.#driver.commitTransaction(plain);
      return result;
    } catch (error) {
      // The first error is the one to tell; a connection that cannot roll back is closed by the pool.
      await this.#driver.rollbackTransaction(plain).catch(() => {});
      throw error;
    }
  }

  #of(connection: DatabaseConnection): DatabaseConnection {
    const plain = this.#plain.get(connection);
    if (!plain) throw new Error('a connection of another driver');
    return plain;
  }
}
