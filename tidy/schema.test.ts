import { describe, expect, test } from 'vitest';
import { useDatabase } from '../test/database.ts';
import { generateTypes } from '../scripts/database-types.ts';
import { canonicalPolicies, declarations, policyFaults, schemaFaults } from './schema.ts';

const db = useDatabase();

describe('the migrated database', () => {
  test('keeps every rule of isolation and of one database for many providers', async () => {
    expect(declarations().length).toBeGreaterThan(30);
    expect(await faultsAfter('')).toEqual([]);
  });

  test('is what the row types in src/database/schema.ts say', () => {
    expect(() => generateTypes(db.url('tandem'), 'verify')).not.toThrow();
  });
});

describe('the checker reports', () => {
  test.each([
    ['a policy that was dropped', 'drop policy client_scope on entry', 'entry: a policy is missing'],
    [
      'a policy that was loosened',
      'alter policy client_scope on entry using (true)',
      'entry: a policy is not canonical',
    ],
    [
      'a policy for one role',
      'alter policy provider on entry to tandem_app',
      'entry: a policy is not canonical',
    ],
    [
      'a policy that adds rows',
      'create policy more on entry using (true)',
      'entry: a policy is not canonical',
    ],
    ['isolation switched off', 'alter table entry disable row level security', 'entry: row-level security'],
    [
      'isolation that spares the owner',
      'alter table entry no force row level security',
      'entry: row-level security',
    ],
    [
      'a foreign key that crosses providers',
      'alter table entry drop constraint entry_provider_id_client_id_fkey; create unique index loose on client (id); ' +
        'alter table entry add constraint simple foreign key (client_id) references client (id)',
      'simple: a foreign key joins provider_id',
    ],
    [
      'a foreign key joined crosswise',
      'alter table client add unique (id, provider_id); alter table expense add constraint crossed ' +
        'foreign key (provider_id, client_id) references client (id, provider_id)',
      'crossed: a foreign key joins provider_id',
    ],
    [
      'a foreign key that forgets',
      'alter table contact drop constraint contact_provider_id_person_id_fkey; alter table contact add constraint forgets ' +
        'foreign key (provider_id, person_id) references person (provider_id, id) on delete set null (person_id)',
      'forgets: a foreign key does nothing or cascades',
    ],
    [
      'a constraint checked late',
      'alter table contact add constraint late foreign key (provider_id, client_id) references client (provider_id, id) deferrable',
      'late: no constraint is deferrable',
    ],
    [
      'an index over all providers',
      'create index wide on entry (started_at)',
      'wide: every key and index starts',
    ],
    [
      'a key over all providers',
      'alter table client add constraint wide_key unique (code)',
      'wide_key: every key and index starts',
    ],
    [
      'a table nobody isolated',
      'create table loose (provider_id uuid not null, id uuid)',
      'loose: every table is isolated',
    ],
    [
      'a table of no provider',
      'create table ownerless (id uuid primary key)',
      'ownerless: every table names its provider',
    ],
    ["a view with its owner's eyes", 'create view wide as select * from entry', 'wide: a view asks'],
    [
      'a materialized view',
      'create materialized view kept as select * from entry',
      'kept: there are no materialized views',
    ],
    [
      "a function with its owner's hands",
      'create function sneak() returns int security definer language sql as $$ select 1 $$',
      'sneak: no function runs',
    ],
    [
      'a guard that was switched off',
      'alter table fact disable trigger append_only',
      'trigger append_only of fact',
    ],
    [
      'a trigger that does the work of the application',
      'create function touch() returns trigger language plpgsql as $$ begin return new; end $$; ' +
        'create trigger touch before update on client for each row execute function touch()',
      'trigger touch of client',
    ],
    [
      'a guard that was dropped',
      'drop trigger append_only on invoice',
      'invoice: append-only as its migration declares',
    ],
    ['a right too many', 'grant delete on invoice to tandem_app', 'delete on invoice is granted'],
    ['a right that empties tables', 'grant truncate on entry to tandem_app', 'truncate on entry is granted'],
    ['a right too few', 'revoke insert on entry from tandem_app', 'insert on entry is missing'],
    ['a right for everybody', 'grant select on client to public', 'client: nothing is granted to everybody'],
    [
      'a right by the column',
      'grant update (total) on invoice to tandem_app',
      'invoice.total: nothing is granted',
    ],
    [
      'a table the application owns',
      'alter table entry owner to tandem_app',
      "the application's role owns nothing",
    ],
    [
      'an amount without its unit',
      'comment on column invoice.total is null',
      'invoice.total: a column in minor units',
    ],
    ['a period without its end', 'comment on table entry is null', 'entry: a period says'],
  ])('%s', async (_, statements, fault) => {
    expect((await faultsAfter(statements)).join('\n')).toContain(fault);
  });
});

test('every single policy that is dropped is missed', { timeout: 120_000 }, async () => {
  const { rows } = await db.owner.query<{ drop: string; table: string }>(
    `select format('drop policy %I on %s', polname, polrelid::regclass) as drop, polrelid::regclass::text as table from pg_policy`,
  );
  expect(rows.length).toBeGreaterThan(60);
  await db.owner.query('begin');
  const canonical = await canonicalPolicies(db.owner);
  const unseen: string[] = [];
  for (const { drop, table } of rows) {
    await db.owner.query(`savepoint all_there; ${drop}`);
    if ((await policyFaults(db.owner, canonical, table)).length !== 1) unseen.push(drop);
    await db.owner.query('rollback to all_there');
  }
  await db.owner.query('rollback');
  expect(unseen).toEqual([]);
});

/** What the checker says of the database after these statements, which are taken back. */
async function faultsAfter(statements: string): Promise<string[]> {
  await db.owner.query('begin');
  try {
    await db.owner.query(statements);
    return await schemaFaults(db.owner);
  } finally {
    await db.owner.query('rollback');
  }
}
