create table price_book (
  provider_id uuid not null,
  id uuid not null,
  currency text not null check (currency ~ '^[A-Z]{3}$'),
  from_day date not null,
  name text not null check (length(name) between 1 and 100),
  rate_overage bigint not null check (rate_overage >= 0),
  rate_after_hours bigint not null check (rate_after_hours >= 0),
  rate_after_hours_surcharge bigint not null check (rate_after_hours_surcharge >= 0),
  rate_incremental bigint not null check (rate_incremental >= 0),
  proration text not null check (proration in ('calendar-days', 'whole-month')),
  rounding_increment integer not null check (rounding_increment in (1, 6, 15, 30)),
  after_hours text not null check (after_hours in ('separate', 'pool-with-surcharge')),
  invoice_timing text not null check (invoice_timing in ('arrears', 'advance')),
  group_supplement_hours integer not null check (group_supplement_hours >= 0),
  notice_days integer not null check (notice_days >= 0),
  change_day text not null check (change_day in ('first-of-next-month', 'earliest')),
  created_at timestamptz not null default now(),
  primary key (provider_id, id),
  unique (provider_id, currency, from_day)
);
comment on table price_book is 'What can be sold and for how much, from a day on until the next book of the same currency. Never edited: a change is a new book.';
comment on column price_book.rate_overage is 'For one hour of overage, in minor units of the book''s currency.';
comment on column price_book.rate_after_hours is 'For one hour after hours, billed apart from the pools, in minor units of the book''s currency.';
comment on column price_book.rate_after_hours_surcharge is 'On top of a pool for one hour after hours, in minor units of the book''s currency.';
comment on column price_book.rate_incremental is 'For one hour of incremental work, in minor units of the book''s currency.';
comment on column price_book.group_supplement_hours is 'Supplemental hours recommended for each technology group after the first.';
comment on column price_book.notice_days is 'Days of notice before a supplemental package may start.';
comment on column price_book.change_day is 'The day a change takes effect unless another is named.';
alter table price_book add foreign key (provider_id) references provider (provider_id);
call isolate('price_book', 'staff', 'select, insert');
call append_only('price_book');

create table price_book_package (
  provider_id uuid not null,
  price_book_id uuid not null,
  kind text not null check (kind in ('base', 'supplemental')),
  scope text not null check (scope in ('csdm-only', 'standard', 'csdm', 'cse')),
  technology_group_id text,
  position integer not null,
  minimum_hours integer not null check (minimum_hours > 0),
  lot_hours integer not null check (lot_hours > 0),
  fee_per_hour bigint not null check (fee_per_hour >= 0),
  primary key (provider_id, price_book_id, position),
  unique nulls not distinct (provider_id, price_book_id, kind, scope, technology_group_id),
  check ((kind = 'base') = (scope in ('csdm-only', 'standard'))),
  check ((scope = 'cse') = (technology_group_id is not null))
);
comment on column price_book_package.fee_per_hour is 'Monthly fee for one hour of the package, in minor units.';
alter table price_book_package add foreign key (provider_id, price_book_id) references price_book (provider_id, id);
alter table price_book_package add foreign key (provider_id, technology_group_id) references technology_group (provider_id, id);
call isolate('price_book_package', 'staff', 'select, insert');
call append_only('price_book_package');

-- A book is published whole: a row added to it later would change a price that was already agreed on.
create function guard_price_book() returns trigger language plpgsql as $$
begin
  if not exists (select from price_book b where b.provider_id = new.provider_id and b.id = new.price_book_id
      and b.created_at = transaction_timestamp()) then
    raise exception 'a price book is published whole' using errcode = 'TD001';
  end if;
  return new;
end $$;
create trigger published before insert on price_book_package for each row execute function guard_price_book();

create table price_book_tier (
  provider_id uuid not null,
  price_book_id uuid not null,
  from_hours integer not null check (from_hours > 0),
  name text not null check (length(name) between 1 and 60),
  technology_groups_max integer check (technology_groups_max > 0),
  devices_max integer check (devices_max > 0),
  primary key (provider_id, price_book_id, from_hours)
);
comment on table price_book_tier is 'Names by hours a month, and what a tier restricts; null is no restriction.';
alter table price_book_tier add foreign key (provider_id, price_book_id) references price_book (provider_id, id);
call isolate('price_book_tier', 'staff', 'select, insert');
call append_only('price_book_tier');
create trigger published before insert on price_book_tier for each row execute function guard_price_book();

create table price_book_band (
  provider_id uuid not null,
  price_book_id uuid not null,
  spend_from bigint not null check (spend_from >= 0),
  hours integer not null check (hours > 0),
  primary key (provider_id, price_book_id, spend_from)
);
comment on table price_book_band is 'Recommended hours a month by managed-services spend a month; half-open, from this spend up to the next.';
comment on column price_book_band.spend_from is 'Spend a month in minor units of the book''s currency.';
alter table price_book_band add foreign key (provider_id, price_book_id) references price_book (provider_id, id);
call isolate('price_book_band', 'staff', 'select, insert');
call append_only('price_book_band');
create trigger published before insert on price_book_band for each row execute function guard_price_book();

create table contract (
  provider_id uuid not null,
  id uuid not null,
  client_id uuid not null,
  number text not null check (length(number) between 1 and 40),
  price_book_id uuid not null,
  calendar_id uuid not null,
  currency text not null check (currency ~ '^[A-Z]{3}$'),
  time_zone text not null,
  start_day date not null,
  end_day date not null check (end_day > start_day),
  proration text not null check (proration in ('calendar-days', 'whole-month')),
  rounding_increment integer not null check (rounding_increment in (1, 6, 15, 30)),
  after_hours text not null check (after_hours in ('separate', 'pool-with-surcharge')),
  invoice_timing text not null check (invoice_timing in ('arrears', 'advance')),
  rate_overage bigint not null check (rate_overage >= 0),
  rate_after_hours bigint not null check (rate_after_hours >= 0),
  rate_after_hours_surcharge bigint not null check (rate_after_hours_surcharge >= 0),
  rate_incremental bigint not null check (rate_incremental >= 0),
  created_at timestamptz not null default now(),
  primary key (provider_id, id),
  unique (provider_id, number),
  unique (provider_id, client_id, id),
  exclude using gist (provider_id with =, client_id with =, daterange(start_day, end_day) with &&)
);
comment on table contract is 'The agreement and its terms of rating; term is [start, end) in the contract''s time zone. One at a time for each client.';
comment on column contract.rate_overage is 'For one hour of overage, in minor units of the contract''s currency.';
comment on column contract.rate_after_hours is 'For one hour after hours, billed apart from the pools, in minor units of the contract''s currency.';
comment on column contract.rate_after_hours_surcharge is 'On top of a pool for one hour after hours, in minor units of the contract''s currency.';
comment on column contract.rate_incremental is 'For one hour of incremental work, in minor units of the contract''s currency.';
comment on column contract.price_book_id is 'The book it was sold from; later supplements are sold from it too.';
create index contract_client on contract (provider_id, client_id, start_day);
alter table contract add foreign key (provider_id, client_id) references client (provider_id, id);
alter table contract add foreign key (provider_id, price_book_id) references price_book (provider_id, id);
alter table contract add foreign key (provider_id, calendar_id) references calendar (provider_id, id);
call isolate('contract', 'client', 'select, insert');

create table package (
  provider_id uuid not null,
  id uuid not null,
  client_id uuid not null,
  contract_id uuid not null,
  position integer not null,
  kind text not null check (kind in ('base', 'supplemental')),
  scope text not null check (scope in ('csdm-only', 'standard', 'csdm', 'cse')),
  technology_groups text[] not null,
  hours_per_month integer not null check (hours_per_month > 0),
  fee_monthly bigint not null check (fee_monthly >= 0),
  fee_agreed boolean not null default false,
  tier text check (length(tier) between 1 and 60),
  from_day date not null,
  to_day date not null check (to_day > from_day),
  ordered_on date,
  acknowledged_by uuid,
  acknowledged_at timestamptz,
  created_at timestamptz not null default now(),
  primary key (provider_id, id),
  unique (provider_id, contract_id, position),
  check ((kind = 'base') = (scope in ('csdm-only', 'standard'))),
  check (case scope when 'standard' then cardinality(technology_groups) > 0 when 'cse' then cardinality(technology_groups) = 1
    else cardinality(technology_groups) = 0 end),
  check ((kind = 'base') = (tier is not null)),
  check ((kind = 'supplemental') = (ordered_on is not null and acknowledged_by is not null and acknowledged_at is not null))
);
comment on table package is 'What was bought: the base package and its supplements, each a pool every month it is active; [from, to).';
comment on column package.fee_monthly is 'For a whole month, in minor units of the contract''s currency.';
comment on column package.fee_agreed is 'Agreed with the client instead of calculated from the price book.';
comment on column package.tier is 'What the price book calls a base package of these hours.';
comment on column package.ordered_on is 'The day the client asked for a supplement; its notice counts from here.';
comment on column package.acknowledged_by is 'The supervisor who said that people are available for a supplement.';
create unique index package_one_base on package (provider_id, contract_id) where kind = 'base';
create index package_client on package (provider_id, client_id);
alter table package add foreign key (provider_id, client_id, contract_id) references contract (provider_id, client_id, id);
alter table package add foreign key (provider_id, client_id) references client (provider_id, id);
alter table package add foreign key (provider_id, acknowledged_by) references person (provider_id, id);
call isolate('package', 'client', 'select, insert');
