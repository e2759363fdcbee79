-- A calendar that a person's own calendar program subscribes to, at an address that nobody can guess.

create table calendar_feed (
  provider_id uuid not null,
  person_id uuid not null,
  client_id uuid,
  secret_sha256 bytea not null check (length(secret_sha256) = 32),
  made_at timestamptz not null,
  primary key (provider_id, person_id),
  unique (provider_id, secret_sha256)
);
comment on table calendar_feed is 'Whoever knows the secret reads this person''s calendar. Another secret takes the place of the one before; without a row there is none.';
comment on column calendar_feed.client_id is 'The client that the person belongs to; null for people of the provider.';
comment on column calendar_feed.secret_sha256 is 'The secret itself is kept nowhere.';
alter table calendar_feed add foreign key (provider_id, person_id) references person (provider_id, id);
alter table calendar_feed add foreign key (provider_id, client_id) references client (provider_id, id);
call isolate('calendar_feed', 'client', 'select, insert, update, delete');
