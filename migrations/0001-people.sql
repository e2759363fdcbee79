create table person (
  provider_id uuid not null,
  id uuid not null,
  client_id uuid,
  name text not null check (length(name) between 1 and 200),
  email text not null check (email = lower(email) and email ~ '^[^@\s]+@[^@\s]+$'),
  roles text[] not null check (roles <@ array['csdm', 'cse', 'supervisor', 'finance', 'administrator', 'client-executive', 'client-contact']),
  time_zone text not null,
  user_id text,
  deactivated_at timestamptz,
  created_at timestamptz not null default now(),
  primary key (provider_id, id),
  unique (provider_id, email),
  unique (provider_id, user_id),
  check (cardinality(roles) > 0),
  check ((client_id is not null) = (roles && array['client-executive', 'client-contact']))
);
comment on column person.client_id is 'The client a portal user belongs to; null for the provider''s own staff.';
comment on column person.user_id is 'Who this is for sign-in; null for people who cannot sign in.';
create index person_client on person (provider_id, client_id);
alter table person add foreign key (provider_id) references provider (provider_id);
call isolate('person', 'shared', 'select, insert, update');
