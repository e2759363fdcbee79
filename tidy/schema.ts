import fs from 'node:fs';
import path from 'node:path';
import type pg from 'pg';

/** Tables that are no provider's own: which providers live here, and which migrations ran. */
const shared = ['directory', 'migration'];

/** How a migration says a table is isolated: `call isolate('client', 'client', 'select, insert, update')`. */
export interface Declared {
  readonly table: string;
  readonly scope: string;
  readonly rights: readonly string[];
  readonly guarded: boolean;
}

/** Everything about a migrated database that breaks the rules of the house, each with what and which rule; empty when all is well. Asked within a transaction. */
export async function schemaFaults(owner: pg.Client): Promise<string[]> {
  const faults: string[] = [];
  const declared = JSON.stringify(declarations());
  for (const [rule, sql] of Object.entries(checks)) {
    const { rows } = await owner.query<{ what: string }>(
      `with ${views} ${sql}`,
      sql.includes('$2') ? [shared, declared] : [shared],
    );
    faults.push(...rows.map(({ what }) => `${what}: ${rule}`));
  }
  return [...faults, ...(await policyFaults(owner, await canonicalPolicies(owner)))].sort();
}

// Read once, because some tests ask hundreds of times.
const migrations = fs
  .globSync(path.join(import.meta.dirname, '../migrations/*.sql'))
  .sort()
  .map((file) => fs.readFileSync(file, 'utf8'))
  .join('\n');

/** What the migrations say, in their order; a grant of its own adds to what `isolate` gave. */
export const declarations = (): readonly Declared[] => declared;

function declaredIn(migrations: string): readonly Declared[] {
  const found = new Map<string, Declared>();
  for (const statement of migrations.matchAll(/call isolate\('(\w+)', '(\w+)', '([^']+)'\)/g)) {
    const [, table = '', scope = '', rights = ''] = statement;
    const guarded = migrations.includes(`call append_only('${table}')`);
    found.set(table, { table, scope, rights: rights.split(', '), guarded });
  }
  for (const [, rights = '', table = ''] of migrations.matchAll(
    /^grant ([a-z, ]+) on (\w+) to tandem_app;/gm,
  )) {
    const before = found.get(table) ?? {
      table,
      scope: 'shared by all providers',
      rights: [],
      guarded: false,
    };
    found.set(table, { ...before, rights: [...new Set([...before.rights, ...rights.split(', ')])] });
  }
  return [...found.values()];
}

const declared = declaredIn(migrations);

/** What the checks read: ours are the tables of `public` that belong to a provider, $1 the others. */
const views = `
  everything as (select c.* from pg_class c where c.relnamespace = 'public'::regnamespace and $1::text[] is not null),
  ours as (select * from everything where relkind in ('r', 'p', 'f') and relname <> all ($1::text[])),
  columns as (select a.*, o.relname from pg_attribute a join ours o on o.oid = a.attrelid where a.attnum > 0 and not a.attisdropped)`;

const checks: Readonly<Record<string, string>> = {
  'every table names its provider': `
    select relname as what from ours o where not exists
      (select from columns c where c.attrelid = o.oid and c.attname = 'provider_id' and c.atttypid = 'uuid'::regtype and c.attnotnull)`,
  'row-level security is enabled and forced': `
    select relname as what from ours where not (relrowsecurity and relforcerowsecurity)`,
  'every policy has using and with check': `
    select format('policy %s of %s', polname, o.relname) as what from pg_policy p join ours o on o.oid = p.polrelid
    where (polqual is null and polcmd not in ('a')) or (polwithcheck is null and polcmd in ('a', 'w'))`,
  'every key and index starts with provider_id': `
    select i.relname as what from pg_index x join ours o on o.oid = x.indrelid join pg_class i on i.oid = x.indexrelid
    where not exists (select from columns c where c.attrelid = o.oid and c.attnum = x.indkey[0] and c.attname = 'provider_id')`,
  'every table has a primary key': `
    select relname as what from ours o where not exists (select from pg_index where indrelid = o.oid and indisprimary)`,
  'a foreign key joins provider_id to provider_id': `
    select conname as what from pg_constraint f join everything o on o.oid = f.conrelid where contype = 'f' and not exists
      (select from unnest(conkey, confkey) as k (here, there)
       join pg_attribute a on a.attrelid = f.conrelid and a.attnum = k.here
       join pg_attribute b on b.attrelid = f.confrelid and b.attnum = k.there
       where a.attname = 'provider_id' and b.attname = 'provider_id')`,
  'a foreign key stays within the tables of providers': `
    select conname as what from pg_constraint f where contype = 'f' and connamespace = 'public'::regnamespace
      and not (exists (select from ours where oid = conrelid) and exists (select from ours where oid = confrelid))`,
  'a foreign key does nothing or cascades when its target goes': `
    select conname as what from pg_constraint f join everything o on o.oid = f.conrelid
    where contype = 'f' and (confdeltype not in ('a', 'c') or confupdtype <> 'a')`,
  'no constraint is deferrable or unproven': `
    select conname as what from pg_constraint f join everything o on o.oid = f.conrelid where condeferrable or not convalidated`,
  'a view asks with the rights of who looks': `
    select relname as what from everything where relkind = 'v' and not coalesce(reloptions::text[] && array['security_invoker=true', 'security_invoker=on'], false)`,
  'there are no materialized views': `select relname as what from everything where relkind = 'm'`,
  "no function runs with its owner's rights": `
    select proname as what from pg_proc where pronamespace = 'public'::regnamespace and prosecdef`,
  'the only triggers are guards, and they are on': `
    select format('trigger %s of %s', tgname, o.relname) as what from pg_trigger t join everything o on o.oid = t.tgrelid join pg_proc p on p.oid = t.tgfoid
    where not tgisinternal and (tgenabled not in ('O', 'A') or p.proname !~ '^(refuse_change|guard_[a-z_]+)$')`,
  'append-only as its migration declares': `
    select "table" as what from jsonb_to_recordset($2::jsonb) as d ("table" text, guarded boolean) where guarded and 2 <> (
      select count(*) from pg_trigger t join everything o on o.oid = t.tgrelid join pg_proc p on p.oid = t.tgfoid
      where o.relname = d."table" and proname = 'refuse_change')`,
  'no rule rewrites a statement': `
    select format('rule %s of %s', rulename, o.relname) as what from pg_rewrite r join everything o on o.oid = r.ev_class where rulename <> '_RETURN'`,
  "the application's role has no rights over the server": `
    select rolname as what from pg_roles where rolname = 'tandem_app' and (rolsuper or rolbypassrls or rolcreaterole or rolcreatedb or rolinherit or rolreplication)
    union all select format('member of %s', roleid::regrole) from pg_auth_members where member = 'tandem_app'::regrole`,
  "the application's role owns nothing": `
    select format('%s %s', classid::regclass, objid) as what from pg_shdepend where refobjid = 'tandem_app'::regrole and refclassid = 'pg_authid'::regclass and deptype = 'o'`,
  "the application's role makes nothing": `
    select nspname as what from pg_namespace where nspname not like 'pg\\_%' and has_schema_privilege('tandem_app', oid, 'create')`,
  "the application's role sees no other schema": `
    select nspname as what from pg_namespace where nspname not like 'pg\\_%' and nspname not in ('public', 'information_schema')
      and has_schema_privilege('tandem_app', oid, 'usage')`,
  "the application's role has exactly the rights the migration declares": `
    select format('%s on %s %s', held.right, relname, case when held.has then 'is granted' else 'is missing' end) as what
    from everything o cross join lateral (
      select r as right, has_table_privilege('tandem_app', o.oid, r) as has,
        exists (select from jsonb_to_recordset($2::jsonb) as d ("table" text, rights jsonb) where d."table" = o.relname and d.rights ? r) as declared
      from unnest(array['select', 'insert', 'update', 'delete', 'truncate', 'references', 'trigger']) r) held
    where relkind in ('r', 'p', 'v', 'f') and held.has <> held.declared`,
  'nothing is granted to everybody or by the column': `
    select relname as what from everything where relkind in ('r', 'p', 'v', 'f', 'S') and exists (select from aclexplode(relacl) where grantee = 0)
    union all select format('%s.%s', relname, attname) from columns where attacl is not null
    union all select format('default privileges of %s', defaclrole::regrole) from pg_default_acl`,
  'a column in minor units or counts says so in a comment': `
    select format('%s.%s', relname, attname) as what from columns where atttypid = 'bigint'::regtype and col_description(attrelid, attnum) is null`,
  'a period says in a comment where it ends': `
    select relname as what from ours o where coalesce(obj_description(oid, 'pg_class'), '') !~ '\\[' and exists
      (select from columns a join columns b on a.attrelid = b.attrelid and a.attrelid = o.oid
       where (a.attname, b.attname) in (('from_day', 'to_day'), ('start_day', 'end_day'), ('starts_at', 'ends_at'), ('started_at', 'ended_at')))
    union all select format('%s.%s', relname, attname) from columns
    where atttypid in (select rngtypid from pg_range) and coalesce(col_description(attrelid, attnum), '') !~ '\\['`,
};

interface Policy {
  readonly table: string;
  readonly text: string;
}

const provider = `provider_id = nullif(current_setting('app.provider', true), '')::uuid`;
const everything = `coalesce(current_setting('app.clients', true), '') = '*'`;
const own = `client_id = any (string_to_array(nullif(current_setting('app.clients', true), ''), ',')::uuid[])`;

/** The whole of isolation, written a second time and apart from the migration: what each scope's policies must come to. */
const canonical: Readonly<Record<string, readonly string[]>> = {
  provider: [],
  client: [
    `policy client_scope on $ as restrictive using (case when ${everything} then true else coalesce(${own}, false) end)`,
  ],
  shared: [
    `policy client_scope on $ as restrictive using (case when ${everything} then true else client_id is null or coalesce(${own}, false) end) with check (${everything})`,
  ],
  readable: [
    `policy client_insert on $ as restrictive for insert with check (${everything})`,
    `policy client_update on $ as restrictive for update using (${everything}) with check (${everything})`,
    `policy client_delete on $ as restrictive for delete using (${everything})`,
  ],
  staff: [`policy client_scope on $ as restrictive using (${everything})`],
};

/** Tables without a client's scope although every role writes them; what they hold is read by the kit alone. */
const kitTables = ['outbox', 'idempotency'];

/** The policies of every table, or of one, against the canonical ones. */
export async function policyFaults(
  owner: pg.Client,
  expected: readonly Policy[],
  only: string | null = null,
): Promise<string[]> {
  const actual = await policiesOf(owner, only);
  const declared = new Map(declarations().map(({ table, scope }) => [table, scope]));
  const { rows } = await owner.query<{ table: string; client: boolean }>(
    `with ${views} select relname as table, exists (select from columns c where c.attrelid = o.oid and c.attname = 'client_id') as client from ours o
     where $2::text is null or relname = $2`,
    [shared, only],
  );
  return rows.flatMap(({ table, client }) => {
    const scope = declared.get(table);
    if (!scope) return [`${table}: every table is isolated by its migration`];
    const faults: string[] = [];
    if (client !== ['client', 'shared'].includes(scope) && scope !== 'staff' && client)
      faults.push(`${table}: rows of a client are scoped to the client, not ${scope}`);
    if (scope === 'provider' && !kitTables.includes(table))
      faults.push(`${table}: only the kit's own tables are open to the whole provider`);
    const texts = (of: readonly Policy[], name: string) =>
      of.flatMap((policy) => (policy.table === name ? [policy.text] : []));
    const [found, wanted] = [texts(actual, table), texts(expected, `canonical_${scope}`)];
    faults.push(
      ...wanted
        .filter((text) => !found.includes(text))
        .map((text) => `${table}: a policy is missing: ${text}`),
    );
    faults.push(
      ...found
        .filter((text) => !wanted.includes(text))
        .map((text) => `${table}: a policy is not canonical: ${text}`),
    );
    return faults;
  });
}

/** The canonical policies as this version of PostgreSQL writes them: made for a moment on tables of their own. */
export async function canonicalPolicies(owner: pg.Client): Promise<Policy[]> {
  await owner.query('savepoint canonical');
  for (const [scope, policies] of Object.entries(canonical)) {
    const table = `canonical_${scope}`;
    await owner.query(`create table ${table} (provider_id uuid, client_id uuid)`);
    await owner.query(`create policy provider on ${table} using (${provider}) with check (${provider})`);
    for (const policy of policies) await owner.query(`create ${policy.replace('$', table)}`);
  }
  const policies = await policiesOf(owner);
  await owner.query('rollback to canonical');
  return policies.filter(({ table }) => table.startsWith('canonical_'));
}

async function policiesOf(owner: pg.Client, only: string | null = null): Promise<Policy[]> {
  const { rows } = await owner.query<Policy>(
    `
    select c.relname as table, format('%s %s for %s to %s using (%s) with check (%s)', case when polpermissive then 'permissive' else 'restrictive' end,
      polname, polcmd, polroles::regrole[], pg_get_expr(polqual, polrelid), pg_get_expr(polwithcheck, polrelid)) as text
    from pg_policy p join pg_class c on c.oid = p.polrelid where c.relnamespace = 'public'::regnamespace
      and ($1::text is null or c.relname = $1)`,
    [only],
  );
  return rows;
}
