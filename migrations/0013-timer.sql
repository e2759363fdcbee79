create table timer (
  provider_id uuid not null,
  person_id uuid not null,
  started_at timestamptz not null check (date_trunc('minute', started_at) = started_at),
  client_id uuid,
  role text not null check (role in ('csdm', 'cse')),
  technology_group_id text,
  billing text not null check (billing in ('service', 'additional', 'incremental', 'goodwill', 'internal')),
  subject_kind text not null check (subject_kind in ('activity', 'ticket', 'change', 'other')),
  subject text not null check (length(subject) between 1 and 200),
  note text not null default '' check (length(note) <= 4000),
  primary key (provider_id, person_id),
  check ((role = 'cse') = (technology_group_id is not null)),
  check (client_id is not null or billing = 'internal')
);
comment on table timer is 'What somebody is working on just now: one for each person, taken away once it is stopped or discarded.';
comment on column timer.started_at is 'The whole minute in which it was started.';
alter table timer add foreign key (provider_id, person_id) references person (provider_id, id);
alter table timer add foreign key (provider_id, client_id) references client (provider_id, id);
alter table timer add foreign key (provider_id, technology_group_id) references technology_group (provider_id, id);
call isolate('timer', 'client', 'select, insert, delete');
