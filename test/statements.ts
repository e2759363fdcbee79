import type pg from 'pg';

interface Plan {
  readonly 'Node Type': string;
  readonly 'Relation Name'?: string;
  readonly Plans?: readonly Plan[];
  readonly [more: string]: unknown;
}

/** PostgreSQL explains a statement whose parameters are not yet known from this version on. */
const versionMin = 160_000;

/**
 * The tables of providers that statements read without naming whose rows they mean, each with its statement. Row-level security hides the
 * rows of others all the same, but only a provider that is named leads to one stretch of an index, and to one shard of many.
 *
 * PostgreSQL itself says how it would find the rows: as a superuser, whom no policy adds a condition for, every scan of a table that has
 * a `provider_id` must ask for it, by a parameter or because it is joined to one that does.
 */
export async function readsWithoutProvider(
  owner: pg.Client,
  statements: Iterable<string>,
): Promise<string[]> {
  const { rows } = await owner.query<{ version: string; tables: string[] }>(
    `select current_setting('server_version_num') as version, array_agg(attrelid::regclass::text) as tables
     from pg_attribute join pg_class c on c.oid = attrelid
     where attname = 'provider_id' and relnamespace = 'public'::regnamespace and relkind = 'r' and relname <> 'directory'`,
  );
  const [{ version, tables } = { version: '0', tables: [] }] = rows;
  if (Number(version) < versionMin) return [];
  const found: string[] = [];
  for (const statement of new Set(statements)) {
    if (!/^\s*(select|insert|update|delete|with)\b/i.test(statement)) continue;
    const explained = await owner.query<{ 'QUERY PLAN': readonly { readonly Plan: Plan }[] }>(
      `explain (generic_plan, format json) ${statement}`,
    );
    for (const { Plan: plan } of explained.rows.flatMap((row) => row['QUERY PLAN'])) {
      for (const table of scansWithoutProvider(plan, new Set(tables))) found.push(`${table}: ${statement}`);
    }
  }
  return found;
}

function scansWithoutProvider(plan: Plan, tables: ReadonlySet<string>): string[] {
  const { 'Node Type': kind, 'Relation Name': table, Plans: parts = [], ...conditions } = plan;
  const asks = Object.values(conditions).some(
    (condition) =>
      typeof condition === 'string' && /provider_id = (\(?\$\d+|'|\w+\.provider_id)/.test(condition),
  );
  const bare = table !== undefined && kind.endsWith('Scan') && tables.has(table) && !asks;
  return [...(bare ? [table] : []), ...parts.flatMap((part) => scansWithoutProvider(part, tables))];
}
