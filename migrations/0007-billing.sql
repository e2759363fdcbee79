create table invoice_series (
  provider_id uuid primary key,
  prefix text not null check (prefix ~ '^[A-Z0-9-]{0,12}$'),
  last_number bigint not null default 0 check (last_number >= 0)
);
comment on table invoice_series is 'The gapless sequence invoices are numbered from, counted up in the transaction that issues one.';
comment on column invoice_series.last_number is 'The number given last; 0 before the first.';
alter table invoice_series add foreign key (provider_id) references provider (provider_id);
call isolate('invoice_series', 'staff', 'select, insert, update');

create table month_review (
  provider_id uuid not null,
  contract_id uuid not null,
  client_id uuid not null,
  month date not null check (extract(day from month) = 1),
  started_by uuid not null,
  started_at timestamptz not null,
  primary key (provider_id, contract_id, month)
);
comment on table month_review is 'A month is open until its review starts, in review until it is closed.';
alter table month_review add foreign key (provider_id, contract_id) references contract (provider_id, id);
alter table month_review add foreign key (provider_id, client_id) references client (provider_id, id);
alter table month_review add foreign key (provider_id, started_by) references person (provider_id, id);
call isolate('month_review', 'client', 'select, insert, delete');

create table closure (
  provider_id uuid not null,
  id uuid not null,
  client_id uuid not null,
  contract_id uuid not null,
  month date not null check (extract(day from month) = 1),
  period tstzrange not null check (not isempty(period)),
  days daterange not null check (not isempty(days)),
  terms text not null,
  statement text not null,
  draw_entry uuid[] not null,
  draw_pool smallint[] not null,
  draw_after_hours boolean[] not null,
  draw_minutes integer[] not null,
  closed_by uuid not null,
  closed_at timestamptz not null,
  primary key (provider_id, id),
  unique (provider_id, contract_id, month),
  check (cardinality(draw_entry) = cardinality(draw_pool) and cardinality(draw_entry) = cardinality(draw_after_hours)
    and cardinality(draw_entry) = cardinality(draw_minutes))
);
comment on table closure is 'A month closed for good: the terms it was rated by, the statement, and every draw in order; from these the statement is written again byte for byte.';
-- Ids do not get smaller by compressing them.
alter table closure alter column draw_entry set storage external;
comment on column closure.period is 'The month''s moments in the contract''s zone, [first, next first); cut where another contract of the client begins.';
comment on column closure.days is 'The same as local days, [first, next first).';
comment on column closure.terms is 'The rating scenario without its entries and expenses.';
comment on column closure.statement is 'As it was written, without its allocations: they are the draws.';
comment on column closure.draw_pool is 'Which pool of the statement was drawn on, counted from 1; 0 is overage.';
create index closure_client on closure (provider_id, client_id, month);
alter table closure add foreign key (provider_id, contract_id) references contract (provider_id, id);
alter table closure add foreign key (provider_id, client_id) references client (provider_id, id);
alter table closure add foreign key (provider_id, closed_by) references person (provider_id, id);
call isolate('closure', 'client', 'select, insert');
call append_only('closure');

create table invoice (
  provider_id uuid not null,
  id uuid not null,
  client_id uuid not null,
  closure_id uuid not null,
  number text not null,
  issued_at timestamptz not null,
  currency text not null,
  total bigint not null,
  primary key (provider_id, id),
  unique (provider_id, number),
  unique (provider_id, closure_id)
);
comment on column invoice.total is 'Minor units of the invoice''s currency.';
create index invoice_client on invoice (provider_id, client_id, issued_at);
alter table invoice add foreign key (provider_id, closure_id) references closure (provider_id, id);
alter table invoice add foreign key (provider_id, client_id) references client (provider_id, id);
call isolate('invoice', 'client', 'select, insert');
call append_only('invoice');

create table adjustment (
  provider_id uuid not null,
  id uuid not null,
  client_id uuid not null,
  invoice_id uuid not null,
  position integer,
  amount bigint not null check (amount <> 0),
  reason text not null check (length(reason) between 1 and 1000),
  made_by uuid not null,
  made_at timestamptz not null,
  primary key (provider_id, id)
);
comment on table adjustment is 'A credit (below zero) or debit against an issued invoice, billed as a line of the client''s next one.';
comment on column adjustment.amount is 'Minor units of the invoice''s currency; below zero for a credit.';
comment on column adjustment.position is 'The line it is about, null for the invoice as a whole.';
create index adjustment_client on adjustment (provider_id, client_id);
alter table adjustment add foreign key (provider_id, invoice_id) references invoice (provider_id, id);
alter table adjustment add foreign key (provider_id, client_id) references client (provider_id, id);
alter table adjustment add foreign key (provider_id, made_by) references person (provider_id, id);
call isolate('adjustment', 'client', 'select, insert');
call append_only('adjustment');

create table invoice_line (
  provider_id uuid not null,
  invoice_id uuid not null,
  position integer not null check (position > 0),
  client_id uuid not null,
  kind text not null check (kind in ('base-fee', 'supplemental-fee', 'overage', 'after-hours', 'after-hours-surcharge',
    'incremental', 'expense', 'adjustment')),
  month date not null check (extract(day from month) = 1),
  package_id uuid,
  expense_id uuid,
  adjustment_id uuid,
  minutes integer,
  rate bigint,
  amount bigint not null,
  primary key (provider_id, invoice_id, position),
  unique (provider_id, adjustment_id),
  check ((package_id is not null) = (kind in ('base-fee', 'supplemental-fee'))),
  check ((expense_id is not null) = (kind = 'expense')),
  check ((adjustment_id is not null) = (kind = 'adjustment'))
);
comment on column invoice_line.month is 'The month it is for: another than the invoice''s own where a fee is billed in advance or an earlier invoice is corrected.';
create index invoice_line_package on invoice_line (provider_id, package_id, month);
comment on column invoice_line.rate is 'For one hour, in minor units of the invoice''s currency.';
comment on column invoice_line.amount is 'Minor units of the invoice''s currency.';
alter table invoice_line add foreign key (provider_id, invoice_id) references invoice (provider_id, id);
alter table invoice_line add foreign key (provider_id, client_id) references client (provider_id, id);
alter table invoice_line add foreign key (provider_id, package_id) references package (provider_id, id);
alter table invoice_line add foreign key (provider_id, expense_id) references expense (provider_id, id);
alter table invoice_line add foreign key (provider_id, adjustment_id) references adjustment (provider_id, id);
alter table adjustment add foreign key (provider_id, invoice_id, position) references invoice_line (provider_id, invoice_id, position);
call isolate('invoice_line', 'client', 'select, insert');
call append_only('invoice_line');

-- A run closes many clients, survives the server and can be asked to stop; a row a client says how it ended.
create table close_run (
  provider_id uuid not null,
  id uuid not null,
  month date not null check (extract(day from month) = 1),
  requested_by uuid not null,
  requested_at timestamptz not null,
  cancelled_at timestamptz,
  finished_at timestamptz,
  primary key (provider_id, id)
);
alter table close_run add foreign key (provider_id, requested_by) references person (provider_id, id);
call isolate('close_run', 'staff', 'select, insert, update');

create table close_run_contract (
  provider_id uuid not null,
  close_run_id uuid not null,
  contract_id uuid not null,
  position integer not null,
  outcome text check (outcome in ('closed', 'failed', 'cancelled')),
  detail text,
  ended_at timestamptz,
  primary key (provider_id, close_run_id, contract_id),
  unique (provider_id, close_run_id, position)
);
alter table close_run_contract add foreign key (provider_id, close_run_id) references close_run (provider_id, id);
alter table close_run_contract add foreign key (provider_id, contract_id) references contract (provider_id, id);
call isolate('close_run_contract', 'staff', 'select, insert, update');

-- What a closed month rests on cannot change any more, whoever asks. Writers of one client share a lock that its close takes
-- alone, so that no entry slips in between the rating and the closure.
create function lock_client(provider uuid, client uuid, alone boolean) returns void language plpgsql as $$
begin
  if alone then perform pg_advisory_xact_lock(hashtextextended(provider::text || client::text, 0));
  else perform pg_advisory_xact_lock_shared(hashtextextended(provider::text || client::text, 0));
  end if;
end $$;
create function refuse_closed(provider uuid, client uuid, worked tstzrange) returns void language plpgsql as $$
begin
  if client is null then return; end if;
  perform lock_client(provider, client, false);
  if exists (select from closure c where c.provider_id = provider and c.client_id = client and c.period && worked) then
    raise exception 'the month is closed for this client' using errcode = 'TD002';
  end if;
end $$;
create function guard_entry() returns trigger language plpgsql as $$
begin
  if tg_op <> 'INSERT' then perform refuse_closed(old.provider_id, old.client_id, tstzrange(old.started_at, old.ended_at)); end if;
  if tg_op = 'DELETE' then return old; end if;
  perform refuse_closed(new.provider_id, new.client_id, tstzrange(new.started_at, new.ended_at));
  return new;
end $$;
create trigger closed_month before insert or update or delete on entry for each row execute function guard_entry();
create function guard_entry_row() returns trigger language plpgsql as $$
declare
  gone boolean := tg_op = 'DELETE';
  provider uuid := case when gone then old.provider_id else new.provider_id end;
  worked entry%rowtype;
begin
  select e.* into worked from entry e where e.provider_id = provider and e.id = case when gone then old.entry_id else new.entry_id end;
  if found then perform refuse_closed(provider, worked.client_id, tstzrange(worked.started_at, worked.ended_at)); end if;
  if gone then return old; end if;
  return new;
end $$;
create trigger closed_month before insert or update or delete on submission for each row execute function guard_entry_row();
create trigger closed_month before insert or update or delete on approval for each row execute function guard_entry_row();
create trigger closed_month before insert or update or delete on after_hours_approval for each row execute function guard_entry_row();
create trigger closed_month before insert or update or delete on reclassification for each row execute function guard_entry_row();
create function refuse_closed_day(provider uuid, client uuid, worked date) returns void language plpgsql as $$
begin
  perform lock_client(provider, client, false);
  if exists (select from closure c where c.provider_id = provider and c.client_id = client and c.days @> worked) then
    raise exception 'the month is closed for this client' using errcode = 'TD002';
  end if;
end $$;
create function guard_expense() returns trigger language plpgsql as $$
begin
  if tg_op <> 'INSERT' then perform refuse_closed_day(old.provider_id, old.client_id, old.day); end if;
  if tg_op = 'DELETE' then return old; end if;
  perform refuse_closed_day(new.provider_id, new.client_id, new.day);
  return new;
end $$;
create trigger closed_month before insert or update or delete on expense for each row execute function guard_expense();
create function refuse_closed_days(provider uuid, client uuid, contract uuid, from_day date, to_day date) returns void
language plpgsql as $$
begin
  perform lock_client(provider, client, false);
  if exists (select from closure c where c.provider_id = provider and c.contract_id = contract
      and c.days && daterange(from_day, to_day)) then
    raise exception 'the month is closed for this client' using errcode = 'TD002';
  end if;
end $$;
create function guard_package() returns trigger language plpgsql as $$
begin
  if tg_op <> 'INSERT' then perform refuse_closed_days(old.provider_id, old.client_id, old.contract_id, old.from_day, old.to_day); end if;
  if tg_op = 'DELETE' then return old; end if;
  perform refuse_closed_days(new.provider_id, new.client_id, new.contract_id, new.from_day, new.to_day);
  return new;
end $$;
create trigger closed_month before insert or update or delete on package for each row execute function guard_package();
create trigger never_truncated before truncate on package for each statement execute function refuse_change();
create function guard_contract() returns trigger language plpgsql as $$
begin
  perform refuse_closed_days(old.provider_id, old.client_id, old.id, old.start_day, old.end_day);
  if tg_op = 'DELETE' then return old; end if;
  return new;
end $$;
create trigger closed_month before update or delete on contract for each row execute function guard_contract();
create function guard_write_off() returns trigger language plpgsql as $$
declare
  gone boolean := tg_op = 'DELETE';
  provider uuid := case when gone then old.provider_id else new.provider_id end;
  spent expense%rowtype;
begin
  select e.* into spent from expense e where e.provider_id = provider and e.id = case when gone then old.expense_id else new.expense_id end;
  if found then perform refuse_closed_day(provider, spent.client_id, spent.day); end if;
  if gone then return old; end if;
  return new;
end $$;
create trigger closed_month before insert or update or delete on expense_write_off for each row execute function guard_write_off();
create trigger never_truncated before truncate on entry for each statement execute function refuse_change();
create trigger never_truncated before truncate on approval for each statement execute function refuse_change();
create trigger never_truncated before truncate on after_hours_approval for each statement execute function refuse_change();
create trigger never_truncated before truncate on expense for each statement execute function refuse_change();
create trigger never_truncated before truncate on expense_write_off for each statement execute function refuse_change();
