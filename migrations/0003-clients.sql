create table technology_group (
  provider_id uuid not null,
  id text not null check (id ~ '^[a-z][a-z0-9-]{0,39}$'),
  name text not null check (length(name) between 1 and 100),
  position integer not null,
  primary key (provider_id, id)
);
alter table technology_group add foreign key (provider_id) references provider (provider_id);
call isolate('technology_group', 'readable', 'select, insert, update');

create table client (
  provider_id uuid not null,
  id uuid not null,
  client_id uuid generated always as (id) stored,
  code text not null check (code ~ '^[A-Z0-9][A-Z0-9-]{0,19}$'),
  name text not null check (length(name) between 1 and 200),
  time_zone text not null,
  currency text not null check (currency ~ '^[A-Z]{3}$'),
  managed_services_spend bigint not null default 0 check (managed_services_spend >= 0),
  device_count integer not null default 0 check (device_count >= 0),
  version integer not null default 1,
  created_at timestamptz not null default now(),
  primary key (provider_id, id),
  unique (provider_id, code)
);
comment on column client.managed_services_spend is 'What the client spends on managed services a month, in minor units of its currency.';
comment on column client.version is 'Counts edits; an edit names the version it was made from.';
alter table client add foreign key (provider_id) references provider (provider_id);
call isolate('client', 'client', 'select, insert, update');
alter table person add foreign key (provider_id, client_id) references client (provider_id, id);

create table client_technology_group (
  provider_id uuid not null,
  client_id uuid not null,
  technology_group_id text not null,
  primary key (provider_id, client_id, technology_group_id)
);
alter table client_technology_group add foreign key (provider_id, client_id) references client (provider_id, id) on delete cascade;
alter table client_technology_group add foreign key (provider_id, technology_group_id) references technology_group (provider_id, id);
call isolate('client_technology_group', 'client', 'select, insert, delete');

create table contact (
  provider_id uuid not null,
  id uuid not null,
  client_id uuid not null,
  person_id uuid,
  name text not null check (length(name) between 1 and 200),
  title text not null default '',
  email text not null check (email = lower(email) and email ~ '^[^@\s]+@[^@\s]+$'),
  phone text not null default '',
  authority text[] not null default '{}' check (authority <@ array['approve-change', 'approve-overage', 'sign-contract', 'request-work']),
  ended_at timestamptz,
  created_at timestamptz not null default now(),
  primary key (provider_id, id),
  unique (provider_id, client_id, email)
);
comment on column contact.person_id is 'Set where the contact may sign in to the portal.';
comment on column contact.authority is 'What this contact may decide for the client.';
alter table contact add foreign key (provider_id, client_id) references client (provider_id, id);
alter table contact add foreign key (provider_id, person_id) references person (provider_id, id);
call isolate('contact', 'client', 'select, insert, update');

create table purchased_service (
  provider_id uuid not null,
  id uuid not null,
  client_id uuid not null,
  kind text not null check (kind in ('managed-services', 'help-desk', 'managed-security', 'vulnerability-scanner', 'security-awareness-training')),
  from_day date not null,
  to_day date check (to_day > from_day),
  primary key (provider_id, id),
  exclude using gist (provider_id with =, client_id with =, kind with =, daterange(from_day, to_day) with &&)
);
comment on table purchased_service is 'Services of the provider that the client buys besides; [from, to), open while to is null.';
alter table purchased_service add foreign key (provider_id, client_id) references client (provider_id, id);
call isolate('purchased_service', 'client', 'select, insert, update');
