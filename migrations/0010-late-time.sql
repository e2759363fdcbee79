-- Time that belongs to a month that is closed, and corrections of what was billed there. The month itself stays as it was frozen; what
-- is approved here is billed as the difference, by adjustments.
create table late_time (
  provider_id uuid not null,
  id uuid not null,
  client_id uuid not null,
  contract_id uuid not null,
  month date not null check (extract(day from month) = 1),
  entry_id uuid,
  late_time_id uuid,
  taken_away boolean not null default false,
  person_id uuid not null,
  role text not null check (role in ('csdm', 'cse')),
  technology_group_id text,
  started_at timestamptz not null check (date_trunc('minute', started_at) = started_at),
  ended_at timestamptz not null check (date_trunc('minute', ended_at) = ended_at),
  billing text not null check (billing in ('service', 'additional', 'incremental', 'goodwill', 'internal')),
  subject_kind text not null check (subject_kind in ('activity', 'ticket', 'change', 'other')),
  subject text not null check (length(subject) between 1 and 200),
  committed boolean not null,
  allowance text check (length(allowance) between 1 and 1000),
  reason text not null check (length(reason) between 1 and 1000),
  logged_by uuid not null,
  logged_at timestamptz not null,
  primary key (provider_id, id),
  check (ended_at > started_at and ended_at - started_at <= interval '24 hours'),
  check ((role = 'cse') = (technology_group_id is not null)),
  check (entry_id is null or late_time_id is null),
  check (not taken_away or entry_id is not null or late_time_id is not null)
);
comment on table late_time is 'Time for a closed month, [started_at, ended_at), or what an entry of one should have been; submitted as it is logged.';
comment on column late_time.entry_id is 'The entry that this corrects.';
comment on column late_time.late_time_id is 'The late time that this corrects.';
comment on column late_time.taken_away is 'What it corrects was never worked; the other columns repeat what that said.';
comment on column late_time.committed is 'Time outside business hours may be billed: its booking was approved before it began, or what it corrects was approved.';
comment on column late_time.allowance is 'Why the supervisor who logged it lets somebody who is not on the client''s team work for it.';
create index late_time_newest on late_time (provider_id, logged_at, id);
create index late_time_month on late_time (provider_id, contract_id, month);
create index late_time_person on late_time (provider_id, person_id, started_at);
alter table late_time add foreign key (provider_id, contract_id, month) references closure (provider_id, contract_id, month);
alter table late_time add foreign key (provider_id, client_id) references client (provider_id, id);
alter table late_time add foreign key (provider_id, entry_id) references entry (provider_id, id);
alter table late_time add foreign key (provider_id, late_time_id) references late_time (provider_id, id);
alter table late_time add foreign key (provider_id, person_id) references person (provider_id, id);
alter table late_time add foreign key (provider_id, technology_group_id) references technology_group (provider_id, id);
alter table late_time add foreign key (provider_id, logged_by) references person (provider_id, id);
call isolate('late_time', 'staff', 'select, insert');
call append_only('late_time');

create table late_time_decision (
  provider_id uuid not null,
  late_time_id uuid not null,
  client_id uuid not null,
  decision text not null check (decision in ('approved', 'rejected')),
  reason text not null default '' check (length(reason) <= 1000),
  after_hours boolean not null default false,
  decided_by uuid not null,
  decided_at timestamptz not null,
  primary key (provider_id, late_time_id),
  check ((decision = 'approved' and not after_hours) or length(reason) > 0)
);
comment on table late_time_decision is 'What was decided about late time; made once.';
comment on column late_time_decision.after_hours is 'A supervisor also approved what of it lies outside business hours, for the reason given.';
alter table late_time_decision add foreign key (provider_id, late_time_id) references late_time (provider_id, id);
alter table late_time_decision add foreign key (provider_id, client_id) references client (provider_id, id);
alter table late_time_decision add foreign key (provider_id, decided_by) references person (provider_id, id);
call isolate('late_time_decision', 'staff', 'select, insert');
call append_only('late_time_decision');

create table late_time_bill (
  provider_id uuid not null,
  id uuid not null,
  client_id uuid not null,
  contract_id uuid not null,
  month date not null check (extract(day from month) = 1),
  billed_by uuid not null,
  billed_at timestamptz not null,
  primary key (provider_id, id)
);
comment on table late_time_bill is 'The act by which the difference that late time makes to a closed month was turned into adjustments.';
create index late_time_bill_month on late_time_bill (provider_id, contract_id, month);
alter table late_time_bill add foreign key (provider_id, contract_id, month) references closure (provider_id, contract_id, month);
alter table late_time_bill add foreign key (provider_id, client_id) references client (provider_id, id);
alter table late_time_bill add foreign key (provider_id, billed_by) references person (provider_id, id);
call isolate('late_time_bill', 'staff', 'select, insert');
call append_only('late_time_bill');

create table late_time_billed (
  provider_id uuid not null,
  late_time_id uuid not null,
  late_time_bill_id uuid not null,
  client_id uuid not null,
  primary key (provider_id, late_time_id)
);
comment on table late_time_billed is 'Which late time was billed by which act: each once, also where it made no difference in money.';
create index late_time_billed_by on late_time_billed (provider_id, late_time_bill_id);
alter table late_time_billed add foreign key (provider_id, late_time_id) references late_time (provider_id, id);
alter table late_time_billed add foreign key (provider_id, late_time_bill_id) references late_time_bill (provider_id, id);
alter table late_time_billed add foreign key (provider_id, client_id) references client (provider_id, id);
call isolate('late_time_billed', 'staff', 'select, insert');
call append_only('late_time_billed');

create table late_time_adjustment (
  provider_id uuid not null,
  adjustment_id uuid not null,
  late_time_bill_id uuid not null,
  client_id uuid not null,
  kind text not null check (kind in ('overage', 'after-hours', 'after-hours-surcharge', 'incremental')),
  minutes integer not null,
  primary key (provider_id, adjustment_id),
  unique (provider_id, late_time_bill_id, kind)
);
comment on table late_time_adjustment is 'Which kind of line of the closed month an adjustment for late time is about.';
comment on column late_time_adjustment.minutes is 'How many more minutes, below zero for fewer, the line has by it.';
alter table late_time_adjustment add foreign key (provider_id, adjustment_id) references adjustment (provider_id, id);
alter table late_time_adjustment add foreign key (provider_id, late_time_bill_id) references late_time_bill (provider_id, id);
alter table late_time_adjustment add foreign key (provider_id, client_id) references client (provider_id, id);
call isolate('late_time_adjustment', 'staff', 'select, insert');
call append_only('late_time_adjustment');
