create table calendar (
  provider_id uuid not null,
  id uuid not null,
  name text not null check (length(name) between 1 and 100),
  time_zone text not null,
  country text,
  region text,
  created_at timestamptz not null default now(),
  version integer not null default 1,
  primary key (provider_id, id),
  unique (provider_id, name)
);
comment on column calendar.version is 'Counts edits of name, zone and openings; an edit names the version it was made from.';
comment on column calendar.country is 'ISO 3166 code for which holidays were last generated; region likewise.';
alter table calendar add foreign key (provider_id) references provider (provider_id);
call isolate('calendar', 'readable', 'select, insert, update');

create table opening (
  provider_id uuid not null,
  calendar_id uuid not null,
  weekday smallint not null check (weekday between 1 and 7),
  start_minute integer not null check (start_minute >= 0),
  end_minute integer not null check (end_minute > start_minute and end_minute <= 1440),
  primary key (provider_id, calendar_id, weekday, start_minute),
  exclude using gist (provider_id with =, calendar_id with =, weekday with =, int4range(start_minute, end_minute) with &&)
);
comment on table opening is 'Weekly business hours in wall-clock minutes of the day in the calendar''s zone; Monday is 1.';
alter table opening add foreign key (provider_id, calendar_id) references calendar (provider_id, id) on delete cascade;
call isolate('opening', 'readable', 'select, insert, delete');

create table holiday (
  provider_id uuid not null,
  calendar_id uuid not null,
  day date not null,
  name text not null check (length(name) between 1 and 200),
  origin text not null check (origin in ('generated', 'own')),
  primary key (provider_id, calendar_id, day)
);
alter table holiday add foreign key (provider_id, calendar_id) references calendar (provider_id, id) on delete cascade;
call isolate('holiday', 'readable', 'select, insert, update, delete');
