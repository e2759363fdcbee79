-- What clients are told ahead: a change at the provider, something about a product or service, maintenance. A draft is the provider's own; on
-- publication each client gets a row of its own that it sees, with one recipient for each address. Nothing of that is ever changed.

create table announcement (
  provider_id uuid not null,
  id uuid not null,
  kind text not null check (kind in ('provider-change', 'service-information', 'maintenance')),
  title text not null check (length(title) between 1 and 200),
  words text not null check (length(words) between 1 and 10000),
  window_starts_at timestamptz,
  window_ends_at timestamptz,
  acknowledge_by date,
  audience text not null check (audience in ('all', 'technology-groups', 'picked')),
  replaces uuid,
  drafted_by uuid not null,
  drafted_at timestamptz not null,
  version integer not null default 1 check (version > 0),
  primary key (provider_id, id),
  check ((kind = 'maintenance') = (window_starts_at is not null)),
  check ((window_starts_at is null) = (window_ends_at is null)),
  check (window_ends_at > window_starts_at),
  check (replaces <> id)
);
comment on table announcement is 'An announcement as it was drafted. No client sees it; the window is [starts, ends).';
comment on column announcement.acknowledge_by is 'The last day, by the client''s clock, on which a client should say that it knows; null where it is not asked.';
comment on column announcement.replaces is 'The published announcement that this one corrects.';
comment on column announcement.version is 'Counts edits; an edit names the version it was made from.';
create index announcement_newest on announcement (provider_id, drafted_at, id);
create index announcement_replaces on announcement (provider_id, replaces);
alter table announcement add foreign key (provider_id) references provider (provider_id);
alter table announcement add foreign key (provider_id, replaces) references announcement (provider_id, id);
alter table announcement add foreign key (provider_id, drafted_by) references person (provider_id, id);
call isolate('announcement', 'staff', 'select, insert, update, delete');

create table announcement_technology_group (
  provider_id uuid not null,
  announcement_id uuid not null,
  technology_group_id text not null,
  primary key (provider_id, announcement_id, technology_group_id)
);
comment on table announcement_technology_group is 'It is for clients that have one of these in scope.';
alter table announcement_technology_group add foreign key (provider_id, announcement_id) references announcement (provider_id, id) on delete cascade;
alter table announcement_technology_group add constraint announcement_technology_group_known foreign key (provider_id, technology_group_id)
  references technology_group (provider_id, id);
call isolate('announcement_technology_group', 'staff', 'select, insert, delete');

create table announcement_client (
  provider_id uuid not null,
  announcement_id uuid not null,
  client_id uuid not null,
  primary key (provider_id, announcement_id, client_id)
);
comment on table announcement_client is 'It is for these clients, who were picked.';
alter table announcement_client add foreign key (provider_id, announcement_id) references announcement (provider_id, id) on delete cascade;
alter table announcement_client add constraint announcement_client_known foreign key (provider_id, client_id) references client (provider_id, id);
call isolate('announcement_client', 'staff', 'select, insert, delete');

create table announcement_publication (
  provider_id uuid not null,
  announcement_id uuid not null,
  published_by uuid not null,
  published_at timestamptz not null,
  primary key (provider_id, announcement_id)
);
comment on table announcement_publication is 'Made once for each announcement, with its deliveries.';
alter table announcement_publication add foreign key (provider_id, announcement_id) references announcement (provider_id, id);
alter table announcement_publication add foreign key (provider_id, published_by) references person (provider_id, id);
call isolate('announcement_publication', 'staff', 'select, insert');
call append_only('announcement_publication');

create table announcement_delivery (
  provider_id uuid not null,
  announcement_id uuid not null,
  client_id uuid not null,
  kind text not null check (kind in ('provider-change', 'service-information', 'maintenance')),
  title text not null check (length(title) between 1 and 200),
  words text not null check (length(words) between 1 and 10000),
  window_starts_at timestamptz,
  window_ends_at timestamptz check (window_ends_at > window_starts_at),
  acknowledge_by date,
  replaces uuid,
  delivered_at timestamptz not null,
  primary key (provider_id, announcement_id, client_id),
  constraint announcement_replaced_once unique (provider_id, client_id, replaces)
);
comment on table announcement_delivery is 'A published announcement as one client sees it; the window is [starts, ends).';
comment on column announcement_delivery.replaces is 'The announcement that this one corrects, where the client was told that one; each has one correction.';
create index announcement_delivery_client on announcement_delivery (provider_id, client_id, delivered_at, announcement_id);
alter table announcement_delivery add foreign key (provider_id, announcement_id) references announcement_publication (provider_id, announcement_id);
alter table announcement_delivery add foreign key (provider_id, client_id) references client (provider_id, id);
alter table announcement_delivery add foreign key (provider_id, replaces, client_id) references announcement_delivery (provider_id, announcement_id, client_id);
call isolate('announcement_delivery', 'client', 'select, insert');
call append_only('announcement_delivery');

create table announcement_recipient (
  provider_id uuid not null,
  announcement_id uuid not null,
  client_id uuid not null,
  email text not null check (email = lower(email) and length(email) <= 254),
  name text not null check (length(name) between 1 and 200),
  contact_id uuid,
  person_id uuid,
  mail_message_id uuid not null,
  primary key (provider_id, announcement_id, client_id, email),
  check (contact_id is not null or person_id is not null)
);
comment on table announcement_recipient is 'Whom an announcement went to by mail: each address of a client once.';
comment on column announcement_recipient.person_id is 'Set where the recipient may sign in to the portal.';
alter table announcement_recipient add foreign key (provider_id, announcement_id, client_id)
  references announcement_delivery (provider_id, announcement_id, client_id);
alter table announcement_recipient add foreign key (provider_id, client_id, contact_id) references contact (provider_id, client_id, id);
alter table announcement_recipient add foreign key (provider_id, person_id) references person (provider_id, id);
alter table announcement_recipient add foreign key (provider_id, mail_message_id) references mail_message (provider_id, id);
call isolate('announcement_recipient', 'client', 'select, insert');
call append_only('announcement_recipient');

create table announcement_reading (
  provider_id uuid not null,
  announcement_id uuid not null,
  client_id uuid not null,
  person_id uuid not null,
  read_at timestamptz not null,
  primary key (provider_id, announcement_id, client_id, person_id)
);
comment on table announcement_reading is 'When somebody of the client first opened it in the portal.';
alter table announcement_reading add foreign key (provider_id, announcement_id, client_id)
  references announcement_delivery (provider_id, announcement_id, client_id);
alter table announcement_reading add foreign key (provider_id, person_id) references person (provider_id, id);
call isolate('announcement_reading', 'client', 'select, insert');
call append_only('announcement_reading');

create table announcement_acknowledgement (
  provider_id uuid not null,
  announcement_id uuid not null,
  client_id uuid not null,
  person_id uuid not null,
  acknowledged_at timestamptz not null,
  primary key (provider_id, announcement_id, client_id)
);
comment on table announcement_acknowledgement is 'The client''s receipt: somebody of it said that it knows. Made once for each client.';
alter table announcement_acknowledgement add foreign key (provider_id, announcement_id, client_id)
  references announcement_delivery (provider_id, announcement_id, client_id);
alter table announcement_acknowledgement add foreign key (provider_id, person_id) references person (provider_id, id);
call isolate('announcement_acknowledgement', 'client', 'select, insert');
call append_only('announcement_acknowledgement');

create table announcement_reminder (
  provider_id uuid not null,
  announcement_id uuid not null,
  client_id uuid not null,
  reminded_at timestamptz not null,
  primary key (provider_id, announcement_id, client_id)
);
comment on table announcement_reminder is 'That a client was reminded to acknowledge: once.';
alter table announcement_reminder add foreign key (provider_id, announcement_id, client_id)
  references announcement_delivery (provider_id, announcement_id, client_id);
call isolate('announcement_reminder', 'client', 'select, insert');
call append_only('announcement_reminder');

create table announcement_withdrawal (
  provider_id uuid not null,
  announcement_id uuid not null,
  client_id uuid not null,
  reason text not null check (length(reason) between 1 and 1000),
  withdrawn_by uuid not null,
  withdrawn_at timestamptz not null,
  primary key (provider_id, announcement_id, client_id)
);
comment on table announcement_withdrawal is 'A published announcement that no longer holds, and why: a row for each client that was told.';
alter table announcement_withdrawal add foreign key (provider_id, announcement_id, client_id)
  references announcement_delivery (provider_id, announcement_id, client_id);
alter table announcement_withdrawal add foreign key (provider_id, withdrawn_by) references person (provider_id, id);
call isolate('announcement_withdrawal', 'client', 'select, insert');
call append_only('announcement_withdrawal');

-- What was published is never changed: a correction is an announcement of its own.
create function guard_announcement() returns trigger language plpgsql as $$
begin
  if exists (select from announcement_publication where provider_id = old.provider_id and announcement_id = old.id) then
    raise exception 'the announcement was published: % refused', lower(tg_op) using errcode = 'TD001';
  end if;
  if tg_op = 'DELETE' then
    return old;
  end if;
  return new;
end $$;
create trigger kept before update or delete on announcement for each row execute function guard_announcement();
create trigger never_truncated before truncate on announcement for each statement execute function refuse_change();
