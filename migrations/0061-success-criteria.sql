-- What a client calls success, in figures, and how far it has come. Nothing of it is edited: a wrong criterion is dropped, a wrong measurement
-- corrected by another.

create table success_criterion (
  provider_id uuid not null,
  id uuid not null,
  client_id uuid not null,
  kind text not null check (kind in ('kpi', 'goal')),
  name text not null check (length(name) between 1 and 200),
  unit text not null check (length(unit) between 1 and 40),
  baseline numeric not null check (abs(baseline) < 1e12 and scale(baseline) <= 4),
  target numeric not null check (abs(target) < 1e12 and scale(target) <= 4),
  direction text not null generated always as (case when target > baseline then 'up' else 'down' end) stored,
  target_day date not null,
  owner_person uuid,
  owner_contact uuid,
  added_by uuid not null,
  added_at timestamptz not null,
  primary key (provider_id, id),
  unique (provider_id, client_id, id),
  check (target <> baseline),
  check (num_nonnulls(owner_person, owner_contact) = 1)
);
comment on table success_criterion is 'A KPI or a goal of a client: from the baseline to the target, by a day.';
comment on column success_criterion.owner_contact is 'Set where somebody of the client answers for it.';
create index success_criterion_client on success_criterion (provider_id, client_id, id);
alter table success_criterion add foreign key (provider_id, client_id) references client (provider_id, id);
alter table success_criterion add foreign key (provider_id, owner_person) references person (provider_id, id);
alter table success_criterion add foreign key (provider_id, client_id, owner_contact) references contact (provider_id, client_id, id);
alter table success_criterion add foreign key (provider_id, added_by) references person (provider_id, id);
call isolate('success_criterion', 'client', 'select, insert');
call append_only('success_criterion');

create table success_criterion_drop (
  provider_id uuid not null,
  success_criterion_id uuid not null,
  client_id uuid not null,
  reason text not null check (length(reason) between 1 and 1000),
  dropped_by uuid not null,
  dropped_at timestamptz not null,
  primary key (provider_id, success_criterion_id)
);
comment on table success_criterion_drop is 'That a success criterion is followed no more, and why.';
alter table success_criterion_drop add foreign key (provider_id, client_id, success_criterion_id) references success_criterion (provider_id, client_id, id);
alter table success_criterion_drop add foreign key (provider_id, dropped_by) references person (provider_id, id);
call isolate('success_criterion_drop', 'client', 'select, insert');
call append_only('success_criterion_drop');

create table measurement (
  provider_id uuid not null,
  id uuid not null,
  client_id uuid not null,
  success_criterion_id uuid not null,
  day date not null,
  value numeric not null check (abs(value) < 1e12 and scale(value) <= 4),
  words text not null check (length(words) <= 1000),
  corrects uuid,
  measured_by uuid not null,
  measured_at timestamptz not null,
  primary key (provider_id, id),
  unique (provider_id, client_id, success_criterion_id, id),
  constraint measurement_corrected_once unique (provider_id, corrects),
  check (corrects <> id)
);
comment on table measurement is 'What a success criterion came to on a day of the client''s zone.';
comment on column measurement.corrects is 'The measurement whose place this one takes; that one counts no more.';
create index measurement_criterion on measurement (provider_id, success_criterion_id, day, id);
alter table measurement add foreign key (provider_id, client_id, success_criterion_id) references success_criterion (provider_id, client_id, id);
alter table measurement add foreign key (provider_id, client_id, success_criterion_id, corrects)
  references measurement (provider_id, client_id, success_criterion_id, id);
alter table measurement add foreign key (provider_id, measured_by) references person (provider_id, id);
call isolate('measurement', 'client', 'select, insert');
call append_only('measurement');
