-- Passwords, second factors and sessions, in a schema and under a role of their own: the application's role cannot reach them, and
-- theirs reaches nothing else. All but set_up are the tables that better-auth asks for, by its names; a test holds them to that.

do $$ begin
  if not exists (select from pg_roles where rolname = 'tandem_auth') then
    create role tandem_auth login nosuperuser nobypassrls nocreatedb nocreaterole noinherit;
  end if;
end $$;
do $$ begin execute format('grant tandem_auth to %I', current_user); end $$;

create schema auth;
grant usage on schema auth to tandem_auth;

create table auth."user" (
  id uuid primary key default gen_random_uuid(),
  name text not null,
  email text not null unique,
  "emailVerified" boolean not null,
  image text,
  "createdAt" timestamptz not null default current_timestamp,
  "updatedAt" timestamptz not null default current_timestamp,
  "twoFactorEnabled" boolean,
  "providerId" text not null,
  sample boolean not null default false
);
comment on table auth."user" is 'Somebody who can sign in; the id is the person''s.';
comment on column auth."user".sample is 'Made up, with a password that is printed: signs in only while the server is reached from this machine alone.';

create table auth.session (
  id uuid primary key default gen_random_uuid(),
  "expiresAt" timestamptz not null,
  token text not null unique,
  "createdAt" timestamptz not null default current_timestamp,
  "updatedAt" timestamptz not null,
  "ipAddress" text,
  "userAgent" text,
  "userId" uuid not null references auth."user" (id) on delete cascade
);
create index "session_userId_idx" on auth.session ("userId");

create table auth.account (
  id uuid primary key default gen_random_uuid(),
  "accountId" text not null,
  "providerId" text not null,
  "userId" uuid not null references auth."user" (id) on delete cascade,
  "accessToken" text,
  "refreshToken" text,
  "idToken" text,
  "accessTokenExpiresAt" timestamptz,
  "refreshTokenExpiresAt" timestamptz,
  scope text,
  password text,
  "createdAt" timestamptz not null default current_timestamp,
  "updatedAt" timestamptz not null
);
comment on column auth.account."providerId" is 'The way of signing in, `credential` for a password; nothing to do with providers of services.';
create index "account_userId_idx" on auth.account ("userId");

create table auth.verification (
  id uuid primary key default gen_random_uuid(),
  identifier text not null,
  value text not null,
  "expiresAt" timestamptz not null,
  "createdAt" timestamptz not null default current_timestamp,
  "updatedAt" timestamptz not null default current_timestamp
);
create index "verification_identifier_idx" on auth.verification (identifier);

create table auth."twoFactor" (
  id uuid primary key default gen_random_uuid(),
  secret text not null,
  "backupCodes" text not null,
  "userId" uuid not null references auth."user" (id) on delete cascade,
  verified boolean,
  "failedVerificationCount" integer,
  "lockedUntil" timestamptz
);
create index "twoFactor_secret_idx" on auth."twoFactor" (secret);
create index "twoFactor_userId_idx" on auth."twoFactor" ("userId");

create table auth.set_up (
  token_hash text primary key check (token_hash ~ '^[0-9a-f]{64}$'),
  expires_at timestamptz not null
);
comment on table auth.set_up is 'The link by which the first administrator takes over an empty database; one at a time, gone once used.';

grant select, insert, update, delete on all tables in schema auth to tandem_auth;
