create table person (
  provider_id uuid not null,
  id uuid not null,
  client_id uuid,
  name text not null check (length(name) between 1 and 200),
  email text not null check (email = lower(email) and email ~ '^[^@\s]+@[^@\s]+$'),
  roles text[] not null check (roles <@ array['csdm', 'cse', 'supervisor', 'finance', 'administrator', 'client-executive', 'client-contact']),
  time_zone text not null,
  signs_in_since timestamptz,
  deactivated_at timestamptz,
  created_at timestamptz not null default now(),
  primary key (provider_id, id),
  unique (provider_id, email),
  check (cardinality(roles) > 0),
  check ((client_id is not null) = (roles && array['client-executive', 'client-contact']))
);
comment on column person.client_id is 'The client a portal user belongs to; null for the provider''s own staff.';
comment on column person.signs_in_since is 'When a password was first chosen; null for people who cannot sign in. Sign-in knows them by the same id.';
create index person_client on person (provider_id, client_id);
alter table person add foreign key (provider_id) references provider (provider_id);
call isolate('person', 'shared', 'select, insert, update');

create table invitation (
  provider_id uuid not null,
  person_id uuid not null,
  token_hash text not null check (token_hash ~ '^[0-9a-f]{64}$'),
  invited_by uuid,
  invited_at timestamptz not null,
  expires_at timestamptz not null,
  accepted_at timestamptz,
  primary key (provider_id, person_id),
  unique (provider_id, token_hash)
);
comment on table invitation is 'The one link by which a person chooses a password, the newest only; invited_by is null for the first administrator.';
comment on column invitation.token_hash is 'sha-256 of the link''s token, hexadecimal; the token itself is kept nowhere.';
alter table invitation add foreign key (provider_id, person_id) references person (provider_id, id);
alter table invitation add foreign key (provider_id, invited_by) references person (provider_id, id);
call isolate('invitation', 'staff', 'select, insert, update');
