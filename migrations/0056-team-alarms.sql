-- What a team lacks by the passing of time is told once.

create table team_alarm (
  provider_id uuid not null,
  key text not null check (length(key) between 1 and 300),
  client_id uuid,
  words text not null check (length(words) between 1 and 1000),
  told_at timestamptz not null,
  primary key (provider_id, key)
);
comment on table team_alarm is 'An alarm that supervisors were told of; which hold now is derived.';
comment on column team_alarm.key is 'What it is about and what brought it about, so that it is told once and not every day.';
alter table team_alarm add foreign key (provider_id, client_id) references client (provider_id, id);
call isolate('team_alarm', 'staff', 'select, insert');
call append_only('team_alarm');
