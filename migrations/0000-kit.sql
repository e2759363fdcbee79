-- What every area stands on: the application's role, isolation as one procedure, the record of facts, idempotency.

do $$ begin
  if not exists (select from pg_roles where rolname = 'tandem_app') then
    create role tandem_app login nosuperuser nobypassrls nocreatedb nocreaterole noinherit;
  end if;
end $$;
do $$ begin execute format('grant tandem_app to %I', current_user); end $$;
grant usage on schema public to tandem_app;
create extension if not exists btree_gist;

-- Isolation has two levels and one canonical text each. The provider is always checked; `scope` says what a client user sees:
--   client    rows of the clients in scope
--   shared    rows of the clients in scope and rows of no client; writes by staff alone
--   readable  every row of the provider, read only
--   staff     nothing
--   provider  every row of the provider (the kit's own tables; no area uses it)
-- The policies hold no sub-select, so that the schema distributes by provider_id without change.
create procedure isolate(target regclass, scope text, rights text) language plpgsql as $$
declare
  provider constant text := 'provider_id = nullif(current_setting(''app.provider'', true), '''')::uuid';
  everything constant text := 'coalesce(current_setting(''app.clients'', true), '''') = ''*''';
  own constant text := 'client_id = any (string_to_array(nullif(current_setting(''app.clients'', true), ''''), '','')::uuid[])';
begin
  execute format('alter table %s enable row level security', target);
  execute format('alter table %s force row level security', target);
  execute format('create policy provider on %s using (%s) with check (%s)', target, provider, provider);
  execute format('grant %s on %s to tandem_app', rights, target);
  case scope
    when 'client' then
      execute format('create policy client_scope on %s as restrictive using (case when %s then true else coalesce(%s, false) end)',
        target, everything, own);
    when 'shared' then
      execute format('create policy client_scope on %s as restrictive using (case when %s then true else client_id is null or coalesce(%s, false) end)'
        ' with check (%s)', target, everything, own, everything);
    when 'readable' then
      execute format('create policy client_insert on %s as restrictive for insert with check (%s)', target, everything);
      execute format('create policy client_update on %s as restrictive for update using (%s) with check (%s)', target, everything, everything);
      execute format('create policy client_delete on %s as restrictive for delete using (%s)', target, everything);
    when 'staff' then
      execute format('create policy client_scope on %s as restrictive using (%s)', target, everything);
    when 'provider' then null;
  end case;
end $$;

-- Kept as triggers because they must bind the owner of the tables too.
create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception '% is append-only: % refused', tg_table_name, lower(tg_op) using errcode = 'TD001';
end $$;
create procedure append_only(target regclass) language plpgsql as $$
begin
  execute format('create trigger append_only before update or delete on %s for each row execute function refuse_change()', target);
  execute format('create trigger append_only_truncate before truncate on %s for each statement execute function refuse_change()', target);
end $$;

-- Which providers live in this database; no secrets, no row-level security, the one table that is not a provider's own.
create table directory (
  provider_id uuid primary key,
  created_at timestamptz not null default now()
);
comment on table directory is 'Providers of this database. Read by jobs that go from provider to provider.';
grant select, insert on directory to tandem_app;

create table provider (
  provider_id uuid primary key,
  name text not null check (length(name) between 1 and 200),
  currency text not null check (currency ~ '^[A-Z]{3}$'),
  time_zone text not null,
  sample boolean not null default false,
  version integer not null default 1 check (version > 0),
  created_at timestamptz not null default now()
);
comment on column provider.sample is 'Loaded with made-up people who can sign in without a secret; such a database is served on loopback only.';
call isolate('provider', 'readable', 'select, insert, update');

create table fact (
  provider_id uuid not null,
  id uuid not null,
  client_id uuid,
  at timestamptz not null,
  actor_id uuid,
  act text not null check (act ~ '^[a-z-]+\.[a-z-]+$'),
  object_id uuid,
  request_id text not null,
  detail jsonb not null,
  primary key (provider_id, id)
);
comment on table fact is 'Who did what when: written in the transaction that did it, never changed, sealed into a hash chain within seconds.';
comment on column fact.act is 'noun.verb-in-the-past, as in entry.logged';
create index fact_object on fact (provider_id, object_id, id);
create index fact_client on fact (provider_id, client_id, id);
call isolate('fact', 'client', 'select, insert');
call append_only('fact');

create table outbox (
  provider_id uuid not null,
  fact_id uuid not null,
  primary key (provider_id, fact_id)
);
comment on table outbox is 'Facts that wait to be sealed and handed to whoever reacts to them.';
alter table outbox add foreign key (provider_id, fact_id) references fact (provider_id, id);
call isolate('outbox', 'provider', 'select, insert, delete');

create table seal (
  provider_id uuid not null,
  seq bigint not null check (seq > 0),
  fact_id uuid not null,
  hash text not null check (hash ~ '^[0-9a-f]{64}$'),
  primary key (provider_id, seq),
  unique (provider_id, fact_id)
);
comment on column seal.hash is 'sha-256 over the hash before it and the fact, hexadecimal';
comment on column seal.seq is 'The place in the provider''s chain, from 1 without a gap.';
alter table seal add foreign key (provider_id, fact_id) references fact (provider_id, id);
call isolate('seal', 'staff', 'select, insert');
call append_only('seal');

create table chain_head (
  provider_id uuid primary key,
  seq bigint not null,
  hash text not null
);
comment on table chain_head is 'The last seal of each provider; a chain that ends before it was truncated.';
comment on column chain_head.seq is 'How many seals the chain has.';
call isolate('chain_head', 'staff', 'select, insert, update');

create table idempotency (
  provider_id uuid not null,
  actor_id uuid not null,
  key text not null check (length(key) between 8 and 200),
  request_hash text not null,
  answer jsonb,
  at timestamptz not null default now(),
  primary key (provider_id, actor_id, key)
);
comment on table idempotency is 'One row for each request that may be asked twice: the same key and body get the first answer again.';
call isolate('idempotency', 'provider', 'select, insert, update, delete');
