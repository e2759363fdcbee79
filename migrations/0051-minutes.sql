-- What is spoken about in a call, and what is written down of it. A draft is the provider's own; what is published is a row that never changes.

create table agenda_item (
  provider_id uuid not null,
  id uuid not null,
  client_id uuid not null,
  touch_point_id uuid not null,
  title text not null check (length(title) between 1 and 200),
  words text not null check (length(words) <= 2000),
  proposed boolean not null,
  added_by uuid not null,
  added_at timestamptz not null,
  primary key (provider_id, id)
);
comment on table agenda_item is 'What somebody added to the agenda of a call, besides what builds itself.';
comment on column agenda_item.proposed is 'Whether somebody of the client asked for it.';
create index agenda_item_touch_point on agenda_item (provider_id, touch_point_id, id);
alter table agenda_item add foreign key (provider_id, client_id, touch_point_id) references touch_point (provider_id, client_id, id);
alter table agenda_item add foreign key (provider_id, added_by) references person (provider_id, id);
call isolate('agenda_item', 'client', 'select, insert');
call append_only('agenda_item');

create table agenda_drop (
  provider_id uuid not null,
  touch_point_id uuid not null,
  key text not null check (length(key) between 1 and 60),
  client_id uuid not null,
  reason text not null check (length(reason) <= 1000),
  dropped_by uuid not null,
  dropped_at timestamptz not null,
  primary key (provider_id, touch_point_id, key)
);
comment on table agenda_drop is 'What is left out of the agenda of a call; taken back, it is there again.';
comment on column agenda_drop.key is 'The source of the item, or the id of one that was added.';
alter table agenda_drop add foreign key (provider_id, client_id, touch_point_id) references touch_point (provider_id, client_id, id);
alter table agenda_drop add foreign key (provider_id, dropped_by) references person (provider_id, id);
call isolate('agenda_drop', 'client', 'select, insert, delete');

create table agenda_order (
  provider_id uuid not null,
  touch_point_id uuid not null,
  client_id uuid not null,
  keys text[] not null check (cardinality(keys) <= 200),
  primary key (provider_id, touch_point_id)
);
comment on table agenda_order is 'In which order the items of an agenda are spoken about; those not named follow.';
alter table agenda_order add foreign key (provider_id, client_id, touch_point_id) references touch_point (provider_id, client_id, id);
call isolate('agenda_order', 'client', 'select, insert, update');

create table touch_point_preparation (
  provider_id uuid not null,
  touch_point_id uuid not null,
  client_id uuid not null,
  prepared_by uuid not null,
  prepared_at timestamptz not null,
  primary key (provider_id, touch_point_id)
);
comment on table touch_point_preparation is 'That somebody went through the agenda before the call.';
alter table touch_point_preparation add foreign key (provider_id, client_id, touch_point_id) references touch_point (provider_id, client_id, id);
alter table touch_point_preparation add foreign key (provider_id, prepared_by) references person (provider_id, id);
call isolate('touch_point_preparation', 'staff', 'select, insert');
call append_only('touch_point_preparation');

create table meeting_minutes (
  provider_id uuid not null,
  touch_point_id uuid not null,
  client_id uuid not null,
  document jsonb not null,
  version integer not null check (version > 0),
  edited_by uuid not null,
  edited_at timestamptz not null,
  primary key (provider_id, touch_point_id)
);
comment on table meeting_minutes is 'What is written down of a call, while it is written. No client sees it.';
comment on column meeting_minutes.document is 'Items of the agenda as they were when the call began, with notes and decisions, and who was there.';
comment on column meeting_minutes.version is 'Counts edits; an edit names the version it was made from.';
alter table meeting_minutes add foreign key (provider_id, client_id, touch_point_id) references touch_point (provider_id, client_id, id);
alter table meeting_minutes add foreign key (provider_id, edited_by) references person (provider_id, id);
call isolate('meeting_minutes', 'staff', 'select, insert, update');

create table minutes_publication (
  provider_id uuid not null,
  touch_point_id uuid not null,
  client_id uuid not null,
  document bytea not null check (length(document) between 2 and 1048576),
  sha256 bytea not null generated always as (sha256(document)) stored,
  published_by uuid not null,
  published_at timestamptz not null,
  primary key (provider_id, touch_point_id),
  unique (provider_id, client_id, touch_point_id)
);
comment on table minutes_publication is 'Minutes as both sides have them from then on.';
comment on column minutes_publication.document is 'Canonical JSON in UTF-8: names in order, no spaces. What the hash is of.';
alter table minutes_publication add foreign key (provider_id, client_id, touch_point_id) references touch_point (provider_id, client_id, id);
alter table minutes_publication add foreign key (provider_id, touch_point_id) references meeting_minutes (provider_id, touch_point_id);
alter table minutes_publication add foreign key (provider_id, published_by) references person (provider_id, id);
call isolate('minutes_publication', 'client', 'select, insert');
call append_only('minutes_publication');

create table minutes_addendum (
  provider_id uuid not null,
  id uuid not null,
  touch_point_id uuid not null,
  client_id uuid not null,
  words text not null check (length(words) between 1 and 5000),
  added_by uuid not null,
  added_at timestamptz not null,
  primary key (provider_id, id)
);
comment on table minutes_addendum is 'What is put right about published minutes, which themselves stay as they are.';
create index minutes_addendum_touch_point on minutes_addendum (provider_id, touch_point_id, id);
alter table minutes_addendum add foreign key (provider_id, client_id, touch_point_id) references minutes_publication (provider_id, client_id, touch_point_id);
alter table minutes_addendum add foreign key (provider_id, added_by) references person (provider_id, id);
call isolate('minutes_addendum', 'client', 'select, insert');
call append_only('minutes_addendum');

create table action (
  provider_id uuid not null,
  id uuid not null,
  client_id uuid not null,
  touch_point_id uuid not null,
  title text not null check (length(title) between 1 and 300),
  owner_person uuid,
  owner_contact uuid,
  due_day date not null,
  version integer not null default 1 check (version > 0),
  added_by uuid not null,
  added_at timestamptz not null,
  primary key (provider_id, id),
  unique (provider_id, client_id, id),
  check (num_nonnulls(owner_person, owner_contact) = 1)
);
comment on table action is 'What somebody took on in a call. It is carried over from call to call until it is done or dropped.';
comment on column action.owner_contact is 'Set where it is the client''s to do.';
comment on column action.due_day is 'A day of the client''s zone.';
create index action_client on action (provider_id, client_id, due_day, id);
create index action_owner on action (provider_id, owner_person, due_day, id);
create index action_touch_point on action (provider_id, touch_point_id);
alter table action add foreign key (provider_id, client_id, touch_point_id) references touch_point (provider_id, client_id, id);
alter table action add foreign key (provider_id, owner_person) references person (provider_id, id);
alter table action add foreign key (provider_id, client_id, owner_contact) references contact (provider_id, client_id, id);
alter table action add foreign key (provider_id, added_by) references person (provider_id, id);
call isolate('action', 'client', 'select, insert, update');

create table action_end (
  provider_id uuid not null,
  action_id uuid not null,
  client_id uuid not null,
  outcome text not null check (outcome in ('done', 'dropped')),
  reason text check (length(reason) between 1 and 1000),
  ended_by uuid not null,
  ended_at timestamptz not null,
  primary key (provider_id, action_id),
  check (outcome = 'done' or reason is not null)
);
comment on table action_end is 'That an action is done, or dropped for a reason; once.';
alter table action_end add foreign key (provider_id, client_id, action_id) references action (provider_id, client_id, id);
alter table action_end add foreign key (provider_id, ended_by) references person (provider_id, id);
call isolate('action_end', 'client', 'select, insert');
call append_only('action_end');
