import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { useDatabase } from '../test/database.ts';
import { declarations, type Declared } from './schema.ts';

const db = useDatabase();
const app = new pg.Client({ connectionString: db.url('tandem_app') });
const [ours, theirs] = [randomUUID(), randomUUID()];
const [mine, another, foreign] = [randomUUID(), randomUUID(), randomUUID()];

/** Whose rows a connection may see: a provider's, of all clients or of some. Null for a connection that was told nothing. */
type Scope = { readonly provider: string; readonly clients: '*' | readonly string[] } | null;
const staff: Scope = { provider: ours, clients: '*' };
const visitor: Scope = { provider: ours, clients: [mine] };

interface Table extends Declared {
  /** Columns that nothing fills in by itself, with their types. */
  readonly columns: ReadonlyMap<string, string>;
  /** The column that says whose a row is, where there is one, and whether a row may be nobody's. */
  readonly client: string | null;
  readonly mayBeNobodys: boolean;
}

let tables: readonly Table[] = [];

/** Every table gets rows of both providers. What ties tables together is taken off first, so that a row can be made up of its types alone. */
beforeAll(async () => {
  await app.connect();
  // A view holds no rows of its own and asks as whoever reads it, which the schema test sees to.
  const { rows: views } = await db.owner.query<{ name: string }>(
    `select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind = 'v'`,
  );
  const rowless = new Set(['directory', ...views.map(({ name }) => name)]);
  for (const declared of declarations()) {
    if (!rowless.has(declared.table)) tables = [...tables, await tableOf(declared)];
  }
  const { rows } = await db.owner.query<{ drop: string }>(
    `select format('alter table %s drop constraint %I', conrelid::regclass, conname) as drop from pg_constraint
     where connamespace = 'public'::regnamespace and contype in ('c', 'f', 'x') order by contype = 'f' desc`,
  );
  for (const { drop } of rows) await db.owner.query(drop);
  for (const table of tables) {
    // Isolation has to hold without the guards.
    await db.owner.query(`alter table ${table.table} disable trigger user`);
    for (const client of clientsIn(table)) await db.owner.query(insertion(table, ours, client));
    await db.owner.query(insertion(table, theirs, foreign));
  }
});
afterAll(() => app.end());

describe('isolation', () => {
  test('whoever was told nothing sees nothing, in any table', async () => {
    expect(await visible(null)).toEqual(counts(() => 0));
  });

  test('staff see every row of their provider and none of another', async () => {
    expect(tables.length).toBeGreaterThan(30);
    expect(await visible(staff)).toEqual(counts((table) => clientsIn(table).length));
    expect(await visible({ provider: theirs, clients: '*' })).toEqual(counts(() => 1));
  });

  test('somebody of a client sees the rows of the client, and what is shared with it', async () => {
    const own: Record<string, number> = { client: 1, shared: 2, staff: 0 };
    expect(await visible(visitor)).toEqual(counts((table) => own[table.scope] ?? clientsIn(table).length));
  });

  test('somebody of no client sees what is shared and nothing else', async () => {
    const none: Record<string, number> = { client: 0, shared: 1, staff: 0 };
    expect(await visible({ provider: ours, clients: [] })).toEqual(
      counts((table) => none[table.scope] ?? clientsIn(table).length),
    );
  });

  test('what is allowed can be written, so that a refusal below means something', async () => {
    const refused: string[] = [];
    for (const table of tables.filter(({ rights }) => rights.includes('insert'))) {
      const { error } = await attempt(staff, insertion(table, ours, mine));
      // A table with one row a provider has it already, which is told after isolation has let the row pass.
      if (error !== null && error !== '23505') refused.push(`${table.table}: ${error}`);
    }
    expect(refused).toEqual([]);
  });

  const ofOthers = (table: Table) => (table.client ? ` where ${table.client} = '${another}'` : '');
  test.each<[string, Scope, (table: Table) => string | null]>([
    ['staff put a row into another provider', staff, (table) => insertion(table, theirs, foreign)],
    [
      'staff hand rows to another provider',
      staff,
      ({ table }) => `update ${table} set provider_id = '${theirs}'`,
    ],
    [
      'staff change rows of another provider',
      staff,
      ({ table }) => `update ${table} set provider_id = provider_id where provider_id = '${theirs}'`,
    ],
    [
      'staff delete rows of another provider',
      staff,
      ({ table }) => `delete from ${table} where provider_id = '${theirs}'`,
    ],
    ['staff empty a table', staff, ({ table }) => `truncate ${table} cascade`],
    ['a client puts in a row of another client', visitor, (table) => insertion(table, ours, another)],
    [
      'a client puts in a row of nobody',
      visitor,
      (table) => (table.mayBeNobodys ? insertion(table, ours, null) : null),
    ],
    [
      'a client hands its rows to another client',
      visitor,
      ({ table, client }) => client && `update ${table} set ${client} = '${another}'`,
    ],
    [
      'a client changes rows of others',
      visitor,
      (table) => `update ${table.table} set provider_id = provider_id${ofOthers(table)}`,
    ],
    ['a client deletes rows of others', visitor, (table) => `delete from ${table.table}${ofOthers(table)}`],
    ['a stranger puts in a row', null, (table) => insertion(table, ours, mine)],
  ])('nobody gets away with it when %s', async (_, scope, statementFor) => {
    const done: string[] = [];
    // The kit's own tables are open to the whole provider; only the kit writes them.
    for (const table of tables.filter((one) => scope !== visitor || one.scope !== 'provider')) {
      const statement = statementFor(table);
      const { rows, error } = statement === null ? { rows: 0, error: null } : await attempt(scope, statement);
      if (rows > 0 || (error !== null && error !== '42501'))
        done.push(`${error ?? `${rows} rows`}: ${statement}`);
    }
    expect(done).toEqual([]);
  });
});

/** Whose rows a table has of our provider. */
const clientsIn = ({ client, mayBeNobodys }: Table): readonly (string | null)[] =>
  client === null ? [null] : [mine, another, ...(mayBeNobodys ? [null] : [])];

async function tableOf(declared: Declared): Promise<Table> {
  const { rows } = await db.owner.query<{ name: string; type: string; nullable: boolean; given: boolean }>(
    `select attname as name, format_type(atttypid, null) as type, not attnotnull as nullable,
       attnotnull and not atthasdef and attidentity = '' as given
     from pg_attribute where attrelid = $1::regclass and attnum > 0 and not attisdropped`,
    [declared.table],
  );
  const client = rows.find(({ name }) => name === 'client_id');
  // A client's own row names the client by its id, from which the other column is generated.
  const name = client === undefined ? null : declared.table === 'client' ? 'id' : 'client_id';
  return {
    ...declared,
    columns: new Map(rows.filter(({ given }) => given).map((column) => [column.name, column.type])),
    client: name,
    mayBeNobodys: name === 'client_id' && client?.nullable === true,
  };
}

/** A row that is made up: every column holds something of its type, and the row is the provider's and the client's. */
function insertion({ table, columns, client }: Table, provider: string, owner: string | null): string {
  const values = new Map([...columns].map(([name, type]) => [name, made(type)]));
  values.set('provider_id', `'${provider}'`);
  if (client !== null) values.set(client, owner === null ? 'null' : `'${owner}'`);
  return `insert into ${table} (${[...values.keys()].join(', ')}) values (${[...values.values()].join(', ')})`;
}

function made(type: string): string {
  if (type.endsWith('[]')) return `'{}'::${type}`;
  if (type.endsWith('range')) return `'empty'::${type}`;
  switch (type) {
    case 'uuid':
      return 'gen_random_uuid()';
    case 'text':
      return 'gen_random_uuid()::text';
    case 'jsonb':
      return `'{}'`;
    case 'boolean':
      return 'false';
    case 'date':
    case 'timestamp with time zone':
      return 'now()';
    case 'bigint':
    case 'integer':
    case 'smallint':
    case 'numeric':
      return `(random() * 30000)::${type}`;
    case 'bytea':
      return `decode(md5(random()::text), 'hex')`;
    default:
      throw new Error(`say in tidy/isolation.test.ts how a ${type} is made up`);
  }
}

const counts = (count: (table: Table) => number): Record<string, number> =>
  Object.fromEntries(tables.map((table) => [table.table, count(table)]));

/** How many rows of each table a connection sees. */
async function visible(scope: Scope): Promise<Record<string, number>> {
  const seen: Record<string, number> = {};
  await begin(scope);
  for (const { table } of tables) {
    const { rows } = await app.query<{ count: string }>(`select count(*) from ${table}`);
    seen[table] = Number(rows[0]?.count);
  }
  await app.query('rollback');
  return seen;
}

/** What becomes of a statement: how many rows it changed, or the code of its error. It is taken back. */
async function attempt(scope: Scope, statement: string): Promise<{ rows: number; error: string | null }> {
  await begin(scope);
  try {
    const { rowCount } = await app.query(statement);
    return { rows: rowCount ?? 0, error: null };
  } catch (error) {
    if (!(error instanceof pg.DatabaseError)) throw error;
    return { rows: 0, error: error.code ?? 'unknown' };
  } finally {
    await app.query('rollback');
  }
}

async function begin(scope: Scope): Promise<void> {
  await app.query('begin; set local role tandem_app');
  if (!scope) return;
  const clients = scope.clients === '*' ? '*' : scope.clients.join(',');
  await app.query(`set local app.provider = '${scope.provider}'; set local app.clients = '${clients}'`);
}
