create table booking (
  provider_id uuid not null,
  id uuid not null,
  client_id uuid not null,
  person_id uuid not null,
  starts_at timestamptz not null,
  ends_at timestamptz not null check (ends_at > starts_at),
  reason text not null check (length(reason) between 1 and 1000),
  minutes_expected integer not null check (minutes_expected > 0),
  requested_by uuid not null,
  requested_at timestamptz not null,
  primary key (provider_id, id)
);
comment on table booking is 'After-hours work asked for beforehand: who, for whom, in which window [starts_at, ends_at).';
create index booking_client on booking (provider_id, client_id, starts_at);
create index booking_person on booking (provider_id, person_id, starts_at);
alter table booking add foreign key (provider_id, client_id) references client (provider_id, id);
alter table booking add foreign key (provider_id, person_id) references person (provider_id, id);
alter table booking add foreign key (provider_id, requested_by) references person (provider_id, id);
call isolate('booking', 'client', 'select, insert');

create table booking_decision (
  provider_id uuid not null,
  booking_id uuid not null,
  client_id uuid not null,
  decision text not null check (decision in ('approved', 'declined')),
  reason text not null default '' check (length(reason) <= 1000),
  suggestion text not null default '' check (length(suggestion) <= 1000),
  decided_by uuid not null,
  decided_at timestamptz not null,
  primary key (provider_id, booking_id),
  check (decision = 'approved' or length(reason) > 0)
);
comment on table booking_decision is 'The service management supervisor''s commitment or refusal; made once.';
comment on column booking_decision.suggestion is 'Another time the supervisor offers, in words, where the booking was declined.';
alter table booking_decision add foreign key (provider_id, booking_id) references booking (provider_id, id);
alter table booking_decision add foreign key (provider_id, client_id) references client (provider_id, id);
alter table booking_decision add foreign key (provider_id, decided_by) references person (provider_id, id);
call isolate('booking_decision', 'client', 'select, insert');
call append_only('booking_decision');

create table entry (
  provider_id uuid not null,
  id uuid not null,
  client_id uuid,
  person_id uuid not null,
  role text not null check (role in ('csdm', 'cse')),
  technology_group_id text,
  started_at timestamptz not null check (date_trunc('minute', started_at) = started_at),
  ended_at timestamptz not null check (date_trunc('minute', ended_at) = ended_at),
  billing text not null check (billing in ('service', 'additional', 'incremental', 'goodwill', 'internal')),
  subject_kind text not null check (subject_kind in ('activity', 'ticket', 'change', 'other')),
  subject text not null check (length(subject) between 1 and 200),
  note text not null default '' check (length(note) <= 4000),
  booking_id uuid,
  allowed_by uuid,
  allowance text check (length(allowance) between 1 and 1000),
  reference text,
  version integer not null default 1,
  created_by uuid not null,
  created_at timestamptz not null default now(),
  primary key (provider_id, id),
  unique (provider_id, reference),
  check (ended_at > started_at and ended_at - started_at <= interval '24 hours'),
  check ((role = 'cse') = (technology_group_id is not null)),
  check (client_id is not null or billing = 'internal'),
  check ((allowed_by is null) = (allowance is null)),
  constraint entry_overlap exclude using gist (provider_id with =, person_id with =, tstzrange(started_at, ended_at) with &&)
);
comment on table entry is 'Time worked: [started_at, ended_at) on whole minutes, one person at a time.';
comment on column entry.allowance is 'Why the supervisor allowed somebody who is not on the client''s team to work for it.';
comment on column entry.reference is 'The key this entry has in the file it was imported from.';
create index entry_client on entry (provider_id, client_id, started_at, id);
create index entry_person on entry (provider_id, person_id, started_at);
create index entry_newest on entry (provider_id, started_at, id);
alter table entry add foreign key (provider_id, client_id) references client (provider_id, id);
alter table entry add foreign key (provider_id, person_id) references person (provider_id, id);
alter table entry add foreign key (provider_id, created_by) references person (provider_id, id);
alter table entry add foreign key (provider_id, allowed_by) references person (provider_id, id);
alter table entry add foreign key (provider_id, technology_group_id) references technology_group (provider_id, id);
alter table entry add foreign key (provider_id, booking_id) references booking (provider_id, id);
call isolate('entry', 'client', 'select, insert, update, delete');

-- An entry is draft until submitted, submitted until decided on. A submission is there only while it waits, so that what waits is a
-- short list however many entries there are; the decision takes its row away and keeps what it said. The facts remember all of it.
create table submission (
  provider_id uuid not null,
  entry_id uuid not null,
  client_id uuid,
  submitted_by uuid not null,
  submitted_at timestamptz not null,
  primary key (provider_id, entry_id)
);
comment on table submission is 'Entries that wait for a decision.';
create index submission_oldest on submission (provider_id, submitted_at, entry_id);
alter table submission add foreign key (provider_id, entry_id) references entry (provider_id, id) on delete cascade;
alter table submission add foreign key (provider_id, submitted_by) references person (provider_id, id);
call isolate('submission', 'client', 'select, insert, delete');

create table approval (
  provider_id uuid not null,
  entry_id uuid not null,
  client_id uuid,
  decision text not null check (decision in ('approved', 'rejected', 'referred')),
  reason text not null default '' check (length(reason) <= 1000),
  submitted_by uuid not null,
  submitted_at timestamptz not null,
  decided_by uuid not null,
  decided_at timestamptz not null,
  primary key (provider_id, entry_id),
  check (decision = 'approved' or length(reason) > 0)
);
create index approval_client on approval (provider_id, client_id, decided_at) include (entry_id, decision);
comment on table approval is 'What was decided about an entry; referred means to Professional Services, and not billed here.';
alter table approval add foreign key (provider_id, entry_id) references entry (provider_id, id) on delete cascade;
alter table approval add foreign key (provider_id, submitted_by) references person (provider_id, id);
alter table approval add foreign key (provider_id, decided_by) references person (provider_id, id);
call isolate('approval', 'client', 'select, insert, delete');

create table after_hours_approval (
  provider_id uuid not null,
  entry_id uuid not null,
  client_id uuid not null,
  reason text not null check (length(reason) between 1 and 1000),
  approved_by uuid not null,
  approved_at timestamptz not null,
  primary key (provider_id, entry_id)
);
create index after_hours_approval_client on after_hours_approval (provider_id, client_id, approved_at) include (entry_id);
comment on table after_hours_approval is 'After-hours work that had no booking approved beforehand, allowed by the supervisor with a reason.';
alter table after_hours_approval add foreign key (provider_id, entry_id) references entry (provider_id, id) on delete cascade;
alter table after_hours_approval add foreign key (provider_id, client_id) references client (provider_id, id);
alter table after_hours_approval add foreign key (provider_id, approved_by) references person (provider_id, id);
call isolate('after_hours_approval', 'client', 'select, insert, delete');

create table reclassification (
  provider_id uuid not null,
  id uuid not null,
  entry_id uuid not null,
  client_id uuid,
  from_billing text not null check (from_billing in ('service', 'additional', 'incremental', 'goodwill')),
  to_billing text not null check (to_billing in ('service', 'additional', 'incremental', 'goodwill')),
  reason text not null check (length(reason) between 1 and 1000),
  decided_by uuid not null,
  decided_at timestamptz not null,
  primary key (provider_id, id)
);
comment on table reclassification is 'How an exception was settled: the entry is billed otherwise than it was logged, by whom and why.';
create index reclassification_entry on reclassification (provider_id, entry_id);
alter table reclassification add foreign key (provider_id, entry_id) references entry (provider_id, id) on delete cascade;
alter table reclassification add foreign key (provider_id, decided_by) references person (provider_id, id);
call isolate('reclassification', 'client', 'select, insert, delete');

create table site_visit (
  provider_id uuid not null,
  id uuid not null,
  client_id uuid not null,
  person_id uuid not null,
  day date not null,
  purpose text not null check (length(purpose) between 1 and 1000),
  amount_expected bigint not null check (amount_expected >= 0),
  currency text not null check (currency ~ '^[A-Z]{3}$'),
  requested_by uuid not null,
  requested_at timestamptz not null,
  primary key (provider_id, id),
  unique (provider_id, client_id, id)
);
comment on column site_visit.amount_expected is 'What travel is expected to cost, in minor units of the currency.';
create index site_visit_client on site_visit (provider_id, client_id, day);
alter table site_visit add foreign key (provider_id, client_id) references client (provider_id, id);
alter table site_visit add foreign key (provider_id, person_id) references person (provider_id, id);
alter table site_visit add foreign key (provider_id, requested_by) references person (provider_id, id);
call isolate('site_visit', 'client', 'select, insert');

create table site_visit_decision (
  provider_id uuid not null,
  site_visit_id uuid not null,
  client_id uuid not null,
  decision text not null check (decision in ('approved', 'refused')),
  reason text not null default '' check (length(reason) <= 1000),
  decided_by uuid not null,
  decided_at timestamptz not null,
  primary key (provider_id, site_visit_id),
  check (decision = 'approved' or length(reason) > 0)
);
alter table site_visit_decision add foreign key (provider_id, site_visit_id) references site_visit (provider_id, id);
alter table site_visit_decision add foreign key (provider_id, client_id) references client (provider_id, id);
alter table site_visit_decision add foreign key (provider_id, decided_by) references person (provider_id, id);
call isolate('site_visit_decision', 'client', 'select, insert');
call append_only('site_visit_decision');

create table expense (
  provider_id uuid not null,
  id uuid not null,
  client_id uuid not null,
  site_visit_id uuid,
  person_id uuid not null,
  day date not null,
  kind text not null check (kind in ('travel-time', 'transport', 'lodging', 'meals', 'other')),
  amount bigint not null check (amount > 0),
  currency text not null check (currency ~ '^[A-Z]{3}$'),
  note text not null default '' check (length(note) <= 1000),
  version integer not null default 1,
  created_by uuid not null,
  created_at timestamptz not null default now(),
  primary key (provider_id, id)
);
comment on column expense.amount is 'Minor units of the currency, which is that of the contract on the day.';
create index expense_client on expense (provider_id, client_id, day);
alter table expense add foreign key (provider_id, client_id) references client (provider_id, id);
alter table expense add foreign key (provider_id, client_id, site_visit_id) references site_visit (provider_id, client_id, id);
alter table expense add foreign key (provider_id, person_id) references person (provider_id, id);
alter table expense add foreign key (provider_id, created_by) references person (provider_id, id);
call isolate('expense', 'client', 'select, insert, update, delete');

create table expense_write_off (
  provider_id uuid not null,
  expense_id uuid not null,
  client_id uuid not null,
  reason text not null check (length(reason) between 1 and 1000),
  decided_by uuid not null,
  decided_at timestamptz not null,
  primary key (provider_id, expense_id)
);
comment on table expense_write_off is 'An expense without an approved visit that will not be billed.';
alter table expense_write_off add foreign key (provider_id, expense_id) references expense (provider_id, id) on delete cascade;
alter table expense_write_off add foreign key (provider_id, client_id) references client (provider_id, id);
alter table expense_write_off add foreign key (provider_id, decided_by) references person (provider_id, id);
call isolate('expense_write_off', 'client', 'select, insert, delete');
