-- What is planned of the catalogue for a contract. Rows hold on days: one that is altered ends, and another takes its place.

create table plan (
  provider_id uuid not null,
  id uuid not null,
  client_id uuid not null,
  contract_id uuid not null,
  made_by uuid not null,
  made_at timestamptz not null,
  primary key (provider_id, id),
  unique (provider_id, client_id, id),
  constraint plan_of_contract unique (provider_id, contract_id)
);
create index plan_client on plan (provider_id, client_id);
alter table plan add foreign key (provider_id, client_id, contract_id) references contract (provider_id, client_id, id);
alter table plan add foreign key (provider_id, made_by) references person (provider_id, id);
call isolate('plan', 'client', 'select, insert');
call append_only('plan');

create table plan_acceptance (
  provider_id uuid not null,
  plan_id uuid not null,
  client_id uuid not null,
  by_client boolean not null,
  reason text check (length(reason) between 1 and 1000),
  accepted_by uuid not null,
  accepted_at timestamptz not null,
  primary key (provider_id, plan_id),
  check (by_client = (reason is null))
);
comment on table plan_acceptance is 'That the client accepted its plan: from then on it is altered by change requests alone.';
comment on column plan_acceptance.reason is 'How the client accepted, where somebody of the provider recorded it; null where the client did so itself.';
alter table plan_acceptance add foreign key (provider_id, client_id, plan_id) references plan (provider_id, client_id, id);
alter table plan_acceptance add foreign key (provider_id, accepted_by) references person (provider_id, id);
call isolate('plan_acceptance', 'client', 'select, insert');
call append_only('plan_acceptance');

create table plan_row (
  provider_id uuid not null,
  id uuid not null,
  client_id uuid not null,
  plan_id uuid not null,
  row_number integer not null check (row_number between 1 and 999),
  owner text not null check (owner in ('csdm', 'cse', 'client')),
  technology_group_id text,
  person_id uuid,
  cadence text check (length(cadence) between 1 and 200),
  business_day text not null check (business_day in ('stay', 'earlier', 'later')),
  trigger text check (length(trigger) between 1 and 60),
  times_a_year integer not null check (times_a_year between 0 and 366),
  minutes integer not null check (minutes between 0 and 6000),
  needs text check (needs in ('managed-services', 'help-desk', 'managed-security', 'vulnerability-scanner', 'security-awareness-training')),
  needs_group_id text,
  from_day date not null,
  to_day date check (to_day >= from_day),
  follows uuid,
  added_by uuid,
  ended_by uuid,
  generated_to date,
  primary key (provider_id, id),
  unique (provider_id, client_id, id),
  check (cadence is null or trigger is null),
  check (trigger is not null or times_a_year = 0),
  check (owner = 'cse' or technology_group_id is null),
  check (owner <> 'client' or person_id is null),
  constraint plan_row_once exclude using gist (provider_id with =, plan_id with =, row_number with =, owner with =,
    coalesce(technology_group_id, '') with =, daterange(from_day, to_day) with &&)
);
comment on table plan_row is 'An activity planned for a contract on the days [from_day, to_day), open while to_day is null: whose it is, when it comes and what it takes.';
comment on column plan_row.person_id is 'Who does it; null for whoever is designated on the day.';
comment on column plan_row.technology_group_id is 'For a CSE of one group alone; null for the CSEs of the client together.';
comment on column plan_row.needs is 'The service that the client must have bought; without it the row is blocked.';
comment on column plan_row.needs_group_id is 'The technology group that must have a CSE; without one the row is blocked.';
comment on column plan_row.added_by is 'The change request that added it; null where the plan was made with it or edited before it was accepted.';
comment on column plan_row.generated_to is 'Up to before which day its occurrences are there.';
create index plan_row_client on plan_row (provider_id, client_id);
create index plan_row_generation on plan_row (provider_id, generated_to, id) where cadence is not null;
create index plan_row_trigger on plan_row (provider_id, trigger, client_id) where trigger is not null;
alter table plan_row add foreign key (provider_id, client_id, plan_id) references plan (provider_id, client_id, id);
alter table plan_row add foreign key (provider_id, technology_group_id) references technology_group (provider_id, id);
alter table plan_row add foreign key (provider_id, needs_group_id) references technology_group (provider_id, id);
alter table plan_row add foreign key (provider_id, person_id) references person (provider_id, id);
alter table plan_row add foreign key (provider_id, follows) references plan_row (provider_id, id);
alter table plan_row add foreign key (provider_id, added_by) references change_outcome (provider_id, change_request_id);
alter table plan_row add foreign key (provider_id, ended_by) references change_outcome (provider_id, change_request_id);
call isolate('plan_row', 'client', 'select, insert, update');

-- Of a row nothing is ever edited but the day on which it ends, and up to where its occurrences are there.
create function guard_plan_row() returns trigger language plpgsql as $$
declare
  ended plan_row%rowtype;
begin
  if tg_op = 'UPDATE' then
    ended := old;
    ended.to_day := new.to_day;
    ended.ended_by := new.ended_by;
    ended.generated_to := new.generated_to;
    if ended is not distinct from new then return new; end if;
  end if;
  raise exception 'a planned row is altered by another in its place' using errcode = 'TD001';
end $$;
create trigger in_place before update or delete on plan_row for each row execute function guard_plan_row();
create trigger never_truncated before truncate on plan_row for each statement execute function refuse_change();

create table plan_cursor (
  provider_id uuid primary key,
  seq bigint not null check (seq >= 0)
);
comment on table plan_cursor is 'Up to which place in the provider''s chain the facts have been followed by plans.';
comment on column plan_cursor.seq is 'The last seal whose fact was followed.';
alter table plan_cursor add foreign key (provider_id) references provider (provider_id);
call isolate('plan_cursor', 'staff', 'select, insert, update');
