create table designation (
  provider_id uuid not null,
  id uuid not null,
  client_id uuid not null,
  person_id uuid not null,
  role text not null check (role in ('csdm', 'cse')),
  technology_group_id text,
  deputy boolean not null default false,
  from_day date not null,
  to_day date check (to_day > from_day),
  created_at timestamptz not null default now(),
  primary key (provider_id, id),
  check ((role = 'cse') = (technology_group_id is not null)),
  constraint designation_one_csdm exclude using gist (provider_id with =, client_id with =, daterange(from_day, to_day) with &&)
    where (role = 'csdm' and not deputy),
  constraint designation_twice exclude using gist (provider_id with =, client_id with =, person_id with =, role with =,
    (coalesce(technology_group_id, '')) with =, daterange(from_day, to_day) with &&)
);
comment on table designation is 'Who is CSDM, or CSE of a technology group, for whom; [from, to), open while to is null. One CSDM at a time, deputies besides.';
create index designation_person on designation (provider_id, person_id, from_day);
alter table designation add foreign key (provider_id, client_id) references client (provider_id, id);
alter table designation add foreign key (provider_id, person_id) references person (provider_id, id);
alter table designation add foreign key (provider_id, technology_group_id) references technology_group (provider_id, id);
call isolate('designation', 'client', 'select, insert, update');
