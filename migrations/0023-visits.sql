-- Site visits are reviewed with an estimate; mileage and travel time follow from rates; expenses have receipts.

create table travel_rate (
  provider_id uuid not null,
  currency text not null check (currency ~ '^[A-Z]{3}$'),
  unit text not null check (unit in ('km', 'mile', 'hour')),
  kind text not null generated always as (case unit when 'hour' then 'travel-time' else 'mileage' end) stored,
  from_day date not null,
  rate bigint not null check (rate > 0),
  set_by uuid not null,
  set_at timestamptz not null,
  primary key (provider_id, currency, kind, from_day)
);
comment on table travel_rate is 'What mileage and travel time are charged at: the rate of the latest day that has begun, until the next one.';
comment on column travel_rate.rate is 'For one unit, in ten-thousandths of the currency: 7250 is 0.725.';
alter table travel_rate add foreign key (provider_id) references provider (provider_id);
alter table travel_rate add foreign key (provider_id, set_by) references person (provider_id, id);
call isolate('travel_rate', 'staff', 'select, insert');
call append_only('travel_rate');

create table site_visit_review (
  provider_id uuid not null,
  site_visit_id uuid not null,
  client_id uuid not null,
  remotely boolean not null,
  words text not null check (length(words) between 1 and 1000),
  reviewed_by uuid not null,
  reviewed_at timestamptz not null,
  primary key (provider_id, site_visit_id)
);
comment on table site_visit_review is 'What a lead found before the supervisor decides: once for each visit, with its estimate.';
comment on column site_visit_review.remotely is 'Whether it could be done remotely.';
alter table site_visit_review add foreign key (provider_id, client_id, site_visit_id) references site_visit (provider_id, client_id, id);
alter table site_visit_review add foreign key (provider_id, reviewed_by) references person (provider_id, id);
call isolate('site_visit_review', 'client', 'select, insert');
call append_only('site_visit_review');

create table site_visit_estimate (
  provider_id uuid not null,
  site_visit_id uuid not null,
  kind text not null check (kind in ('mileage', 'travel-time', 'transport', 'lodging', 'meals', 'other')),
  client_id uuid not null,
  amount bigint not null check (amount > 0),
  quantity integer check (quantity > 0),
  unit text check (unit in ('km', 'mile', 'hour')),
  rate bigint check (rate > 0),
  primary key (provider_id, site_visit_id, kind),
  check (case kind when 'mileage' then unit in ('km', 'mile') when 'travel-time' then unit = 'hour' else unit is null end),
  check ((unit is null) = (quantity is null) and (unit is null) = (rate is null))
);
comment on table site_visit_estimate is 'What a reviewed visit should cost, by kind.';
comment on column site_visit_estimate.amount is 'Minor units of the currency of the visit.';
comment on column site_visit_estimate.quantity is 'Tenths of the unit of distance, or minutes.';
comment on column site_visit_estimate.rate is 'For one unit, in ten-thousandths of the currency.';
alter table site_visit_estimate add foreign key (provider_id, site_visit_id) references site_visit_review (provider_id, site_visit_id);
alter table site_visit_estimate add foreign key (provider_id, client_id) references client (provider_id, id);
call isolate('site_visit_estimate', 'client', 'select, insert');
call append_only('site_visit_estimate');

alter table expense drop constraint expense_kind_check;
alter table expense add check (kind in ('mileage', 'travel-time', 'transport', 'lodging', 'meals', 'other'));
alter table expense add column quantity integer check (quantity > 0);
alter table expense add column unit text check (unit in ('km', 'mile', 'hour'));
alter table expense add column rate bigint check (rate > 0);
comment on column expense.quantity is 'Tenths of the unit of distance, or minutes; travel time of before there were rates has none.';
comment on column expense.rate is 'For one unit, in ten-thousandths of the currency, as it was when the expense was entered.';
alter table expense add check (case kind when 'mileage' then unit in ('km', 'mile') when 'travel-time' then unit is null or unit = 'hour' else unit is null end);
alter table expense add check (kind <> 'mileage' or unit is not null);
alter table expense add check ((unit is null) = (quantity is null) and (unit is null) = (rate is null));
alter table expense add unique (provider_id, client_id, id);
create index expense_visit on expense (provider_id, site_visit_id);

create table receipt (
  provider_id uuid not null,
  id uuid not null,
  client_id uuid not null,
  expense_id uuid not null,
  file_id uuid not null,
  name text not null check (length(name) between 1 and 130),
  added_by uuid not null,
  added_at timestamptz not null,
  primary key (provider_id, id),
  unique (provider_id, expense_id, file_id)
);
comment on table receipt is 'A file that shows what an expense was for.';
alter table receipt add foreign key (provider_id, client_id, expense_id) references expense (provider_id, client_id, id) on delete cascade;
alter table receipt add foreign key (provider_id, client_id, file_id) references file (provider_id, client_id, id);
alter table receipt add foreign key (provider_id, added_by) references person (provider_id, id);
call isolate('receipt', 'client', 'select, insert, delete');
alter function guard_write_off() rename to guard_expense_row;
create trigger closed_month before insert or update or delete on receipt for each row execute function guard_expense_row();
create trigger never_truncated before truncate on receipt for each statement execute function refuse_change();
