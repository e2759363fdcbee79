-- A contract is changed by a request that both sides agree to. What it was before stays on record: packages are never edited but for the
-- day on which they end, rates that hold later are rows of their own, and each change in force is a version of the contract.

create table change_request (
  provider_id uuid not null,
  id uuid not null,
  client_id uuid not null,
  contract_id uuid not null,
  effective_day date not null,
  ordered_on date not null,
  reason text not null check (length(reason) between 1 and 1000),
  drafted_by uuid not null,
  drafted_at timestamptz not null,
  primary key (provider_id, id)
);
comment on table change_request is 'A change of a contract, as it was drafted. What became of it are rows of its own: the proposal, the consent of each side, the outcome.';
comment on column change_request.effective_day is 'The first local day, in the contract''s zone, on which the contract is as changed.';
comment on column change_request.ordered_on is 'The day the client asked for it; notice counts from here.';
create index change_request_contract on change_request (provider_id, contract_id, id);
alter table change_request add foreign key (provider_id, client_id, contract_id) references contract (provider_id, client_id, id);
alter table change_request add foreign key (provider_id, client_id) references client (provider_id, id);
alter table change_request add foreign key (provider_id, drafted_by) references person (provider_id, id);
call isolate('change_request', 'client', 'select, insert');
call append_only('change_request');

create table change_request_part (
  provider_id uuid not null,
  change_request_id uuid not null,
  position integer not null check (position > 0),
  client_id uuid not null,
  kind text not null check (kind in ('base', 'supplement', 'fee', 'rates', 'scope', 'end')),
  scope text check (scope in ('csdm-only', 'standard', 'csdm', 'cse')),
  technology_groups text[],
  hours_per_month integer check (hours_per_month > 0),
  package_id uuid,
  fee_monthly bigint check (fee_monthly >= 0),
  fee_agreed boolean,
  tier text check (length(tier) between 1 and 60),
  rate_overage bigint check (rate_overage >= 0),
  rate_after_hours bigint check (rate_after_hours >= 0),
  rate_after_hours_surcharge bigint check (rate_after_hours_surcharge >= 0),
  rate_incremental bigint check (rate_incremental >= 0),
  words text check (length(words) between 1 and 2000),
  end_day date,
  primary key (provider_id, change_request_id, position),
  check ((kind = 'base') = coalesce(scope in ('csdm-only', 'standard'), false)),
  check ((kind = 'supplement') = coalesce(scope in ('csdm', 'cse'), false)),
  check ((kind in ('base', 'supplement')) = (technology_groups is not null and hours_per_month is not null and fee_agreed is not null)),
  check ((kind in ('base', 'supplement', 'fee')) = (fee_monthly is not null)),
  check ((kind = 'base') = (tier is not null)),
  check ((kind = 'fee') = (package_id is not null)),
  check ((kind = 'rates') = (num_nonnulls(rate_overage, rate_after_hours, rate_after_hours_surcharge, rate_incremental) > 0)),
  check ((kind = 'scope') = (words is not null)),
  check ((kind = 'end') = (end_day is not null))
);
comment on table change_request_part is 'What a change request changes, priced as it was drafted: the base package, a supplement, the fee of a package, rates, the scope in words, the end.';
comment on column change_request_part.fee_monthly is 'For a whole month, in minor units of the contract''s currency.';
comment on column change_request_part.rate_overage is 'For one hour of overage, in minor units of the contract''s currency; null where it stays.';
comment on column change_request_part.rate_after_hours is 'For one hour after hours, in minor units of the contract''s currency; null where it stays.';
comment on column change_request_part.rate_after_hours_surcharge is 'On top of a pool for one hour after hours, in minor units of the contract''s currency; null where it stays.';
comment on column change_request_part.rate_incremental is 'For one hour of incremental work, in minor units of the contract''s currency; null where it stays.';
comment on column change_request_part.words is 'A task or an activity that is altered, in words.';
comment on column change_request_part.end_day is 'The first day without the contract.';
alter table change_request_part add foreign key (provider_id, change_request_id) references change_request (provider_id, id);
alter table change_request_part add foreign key (provider_id, client_id) references client (provider_id, id);
alter table change_request_part add foreign key (provider_id, package_id) references package (provider_id, id);
call isolate('change_request_part', 'client', 'select, insert');
call append_only('change_request_part');

create table change_proposal (
  provider_id uuid not null,
  change_request_id uuid not null,
  client_id uuid not null,
  proposed_by uuid not null,
  proposed_at timestamptz not null,
  primary key (provider_id, change_request_id)
);
comment on table change_proposal is 'A change request that was sent to the client.';
alter table change_proposal add foreign key (provider_id, change_request_id) references change_request (provider_id, id);
alter table change_proposal add foreign key (provider_id, client_id) references client (provider_id, id);
alter table change_proposal add foreign key (provider_id, proposed_by) references person (provider_id, id);
call isolate('change_proposal', 'client', 'select, insert');
call append_only('change_proposal');

create table change_consent (
  provider_id uuid not null,
  change_request_id uuid not null,
  side text not null check (side in ('client', 'provider')),
  client_id uuid not null,
  given_by uuid not null,
  given_at timestamptz not null,
  note text check (length(note) between 1 and 1000),
  availability_acknowledged boolean not null default false,
  primary key (provider_id, change_request_id, side),
  check (side = 'client' or note is null),
  check (side = 'provider' or not availability_acknowledged)
);
comment on table change_consent is 'That a side agrees to a proposed change request; each once.';
comment on column change_consent.note is 'How the client agreed, where somebody of the provider recorded it; null where the client did so itself.';
comment on column change_consent.availability_acknowledged is 'The supervisor said that people are available for the hours that are added.';
alter table change_consent add foreign key (provider_id, change_request_id) references change_proposal (provider_id, change_request_id);
alter table change_consent add foreign key (provider_id, client_id) references client (provider_id, id);
alter table change_consent add foreign key (provider_id, given_by) references person (provider_id, id);
call isolate('change_consent', 'client', 'select, insert');
call append_only('change_consent');

create table change_outcome (
  provider_id uuid not null,
  change_request_id uuid not null,
  client_id uuid not null,
  contract_id uuid not null,
  outcome text not null check (outcome in ('agreed', 'declined', 'withdrawn')),
  decided_by uuid not null,
  decided_at timestamptz not null,
  reason text check (length(reason) between 1 and 1000),
  version integer check (version > 1),
  end_day_before date,
  end_day date,
  client_side text generated always as (case when outcome = 'agreed' then 'client' end) stored,
  provider_side text generated always as (case when outcome = 'agreed' then 'provider' end) stored,
  primary key (provider_id, change_request_id),
  unique (provider_id, contract_id, version),
  check ((outcome = 'agreed') = (version is not null and end_day_before is not null and end_day is not null)),
  check ((outcome = 'agreed') = (reason is null))
);
comment on table change_outcome is 'How a change request ended: agreed, which makes a version of the contract, or declined or withdrawn for a reason.';
comment on column change_outcome.version is 'Of the contract: 1 is as it was signed.';
comment on column change_outcome.end_day_before is 'The contract''s end until then.';
comment on column change_outcome.end_day is 'The contract''s end by this version.';
comment on column change_outcome.client_side is 'An agreed change has the consent of the client.';
comment on column change_outcome.provider_side is 'An agreed change has the consent of the provider.';
alter table change_outcome add foreign key (provider_id, change_request_id) references change_request (provider_id, id);
alter table change_outcome add foreign key (provider_id, client_id, contract_id) references contract (provider_id, client_id, id);
alter table change_outcome add foreign key (provider_id, client_id) references client (provider_id, id);
alter table change_outcome add foreign key (provider_id, decided_by) references person (provider_id, id);
alter table change_outcome add foreign key (provider_id, change_request_id, client_side) references change_consent (provider_id, change_request_id, side);
alter table change_outcome add foreign key (provider_id, change_request_id, provider_side) references change_consent (provider_id, change_request_id, side);
call isolate('change_outcome', 'client', 'select, insert');
call append_only('change_outcome');

create table contract_rates (
  provider_id uuid not null,
  contract_id uuid not null,
  change_request_id uuid not null,
  client_id uuid not null,
  from_day date not null,
  rate_overage bigint not null check (rate_overage >= 0),
  rate_after_hours bigint not null check (rate_after_hours >= 0),
  rate_after_hours_surcharge bigint not null check (rate_after_hours_surcharge >= 0),
  rate_incremental bigint not null check (rate_incremental >= 0),
  primary key (provider_id, contract_id, change_request_id),
  unique (provider_id, contract_id, from_day)
);
comment on table contract_rates is 'The rates of a contract from a day on, in place of those it was signed with or had until then.';
comment on column contract_rates.rate_overage is 'For one hour of overage, in minor units of the contract''s currency.';
comment on column contract_rates.rate_after_hours is 'For one hour after hours, billed apart from the pools, in minor units of the contract''s currency.';
comment on column contract_rates.rate_after_hours_surcharge is 'On top of a pool for one hour after hours, in minor units of the contract''s currency.';
comment on column contract_rates.rate_incremental is 'For one hour of incremental work, in minor units of the contract''s currency.';
alter table contract_rates add foreign key (provider_id, client_id, contract_id) references contract (provider_id, client_id, id);
alter table contract_rates add foreign key (provider_id, client_id) references client (provider_id, id);
alter table contract_rates add foreign key (provider_id, change_request_id) references change_outcome (provider_id, change_request_id);
call isolate('contract_rates', 'client', 'select, insert');
call append_only('contract_rates');

create function guard_contract_rates() returns trigger language plpgsql as $$
begin
  perform refuse_closed_days(new.provider_id, new.client_id, new.contract_id, new.from_day, null);
  return new;
end $$;
create trigger closed_month before insert on contract_rates for each row execute function guard_contract_rates();

-- One base package on any day, instead of one for the whole contract. A package that a change ends before it began holds on no day.
alter table package add added_by uuid, add ended_by uuid, add follows uuid;
comment on column package.added_by is 'The change request that added it; null where the contract was signed with it, or where it was added before there were change requests.';
comment on column package.ended_by is 'The change request that ended it before its contract; null where it ends with it.';
comment on column package.follows is 'The package whose place it took.';
create index package_follows on package (provider_id, follows) where follows is not null;
alter table package add foreign key (provider_id, added_by) references change_outcome (provider_id, change_request_id);
alter table package add foreign key (provider_id, ended_by) references change_outcome (provider_id, change_request_id);
alter table package add foreign key (provider_id, follows) references package (provider_id, id);
alter table package add check (follows is null or added_by is not null);
alter table package drop constraint package_check;
alter table package add check (to_day >= from_day);
drop index package_one_base;
alter table package add constraint package_one_base
  exclude using gist (provider_id with =, contract_id with =, daterange(from_day, to_day) with &&) where (kind = 'base');
grant update on package to tandem_app;
grant update on contract to tandem_app;

-- Of a package and of a contract nothing is ever edited but the day on which it ends, and that changes the days between the two ends alone.
create or replace function guard_package() returns trigger language plpgsql as $$
declare
  ended package%rowtype;
begin
  if tg_op = 'UPDATE' then
    ended := old;
    ended.to_day := new.to_day;
    ended.ended_by := new.ended_by;
    if ended is not distinct from new then
      if new.to_day <> old.to_day then
        perform refuse_closed_days(old.provider_id, old.client_id, old.contract_id, least(old.to_day, new.to_day), greatest(old.to_day, new.to_day));
      end if;
      return new;
    end if;
  end if;
  if tg_op <> 'INSERT' then perform refuse_closed_days(old.provider_id, old.client_id, old.contract_id, old.from_day, old.to_day); end if;
  if tg_op = 'DELETE' then return old; end if;
  perform refuse_closed_days(new.provider_id, new.client_id, new.contract_id, new.from_day, new.to_day);
  if tg_op = 'UPDATE' then raise exception 'a package is changed by another in its place' using errcode = 'TD001'; end if;
  return new;
end $$;
create or replace function guard_contract() returns trigger language plpgsql as $$
declare
  ended contract%rowtype;
begin
  if tg_op = 'UPDATE' then
    ended := old;
    ended.end_day := new.end_day;
    if ended is not distinct from new then
      if new.end_day <> old.end_day then
        perform refuse_closed_days(old.provider_id, old.client_id, old.id, least(old.end_day, new.end_day), greatest(old.end_day, new.end_day));
      end if;
      return new;
    end if;
  end if;
  perform refuse_closed_days(old.provider_id, old.client_id, old.id, old.start_day, old.end_day);
  if tg_op = 'DELETE' then return old; end if;
  raise exception 'a contract is changed by a change request' using errcode = 'TD001';
end $$;

-- Where rates change within a month, its lines of one kind are told apart by their rate.
alter table late_time_adjustment add rate bigint;
comment on column late_time_adjustment.rate is 'For one hour, in minor units of the invoice''s currency: which line of the kind it is about. Null from the time when a month had one.';
alter table late_time_adjustment drop constraint late_time_adjustment_provider_id_late_time_bill_id_kind_key;
alter table late_time_adjustment add unique nulls not distinct (provider_id, late_time_bill_id, kind, rate);
