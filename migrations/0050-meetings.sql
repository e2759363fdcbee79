-- Calls with clients: a series says when they are, and each of its dates is a touch point of its own.

create table meeting_series (
  provider_id uuid not null,
  id uuid not null,
  client_id uuid not null,
  kind text not null check (kind in ('operational-call', 'service-review', 'quarterly-review', 'other')),
  title text not null check (length(title) between 1 and 200 and title !~ '[[:cntrl:]]'),
  rule text not null check (length(rule) between 1 and 300),
  time_zone text not null,
  local_time text not null check (local_time ~ '^([01][0-9]|2[0-3]):[0-5][0-9]$'),
  minutes integer not null check (minutes between 5 and 480),
  place text not null check (length(place) <= 500 and place !~ '[[:cntrl:]]'),
  from_day date not null,
  to_day date check (to_day >= from_day),
  organiser_id uuid not null,
  follows_id uuid,
  begun_by uuid not null,
  begun_at timestamptz not null,
  primary key (provider_id, id),
  unique (provider_id, client_id, id),
  unique (provider_id, follows_id)
);
comment on table meeting_series is 'When a client is spoken with: a rule in the client''s zone, [from_day, to_day), open while to_day is null.';
comment on column meeting_series.rule is 'A recurrence rule of RFC 5545: FREQ=WEEKLY;BYDAY=TU.';
comment on column meeting_series.time_zone is 'The client''s zone when the series began; a move of the client needs a new series.';
comment on column meeting_series.local_time is 'When a call begins by the clocks of the zone.';
comment on column meeting_series.organiser_id is 'Who leads the calls: named as organiser in invitations, and told by mail what people answer.';
comment on column meeting_series.follows_id is 'The series that this one replaced from its first day on.';
alter table meeting_series add foreign key (provider_id, client_id) references client (provider_id, id);
alter table meeting_series add foreign key (provider_id, organiser_id) references person (provider_id, id);
alter table meeting_series add foreign key (provider_id, begun_by) references person (provider_id, id);
alter table meeting_series add foreign key (provider_id, client_id, follows_id) references meeting_series (provider_id, client_id, id);
call isolate('meeting_series', 'client', 'select, insert, update');

create table meeting_series_staff (
  provider_id uuid not null,
  meeting_series_id uuid not null,
  person_id uuid not null,
  client_id uuid not null,
  primary key (provider_id, meeting_series_id, person_id)
);
comment on table meeting_series_staff is 'People of the provider who are invited, the organiser among them.';
create index meeting_series_staff_person on meeting_series_staff (provider_id, person_id);
alter table meeting_series_staff add foreign key (provider_id, client_id, meeting_series_id) references meeting_series (provider_id, client_id, id);
alter table meeting_series_staff add foreign key (provider_id, person_id) references person (provider_id, id);
call isolate('meeting_series_staff', 'client', 'select, insert');
call append_only('meeting_series_staff');

alter table contact add unique (provider_id, client_id, id);

create table meeting_series_contact (
  provider_id uuid not null,
  meeting_series_id uuid not null,
  contact_id uuid not null,
  client_id uuid not null,
  primary key (provider_id, meeting_series_id, contact_id)
);
comment on table meeting_series_contact is 'Contacts of the client who are invited.';
create index meeting_series_contact_contact on meeting_series_contact (provider_id, contact_id);
alter table meeting_series_contact add foreign key (provider_id, client_id, meeting_series_id) references meeting_series (provider_id, client_id, id);
alter table meeting_series_contact add foreign key (provider_id, client_id, contact_id) references contact (provider_id, client_id, id);
call isolate('meeting_series_contact', 'client', 'select, insert');
call append_only('meeting_series_contact');

create table touch_point (
  provider_id uuid not null,
  id uuid not null,
  client_id uuid not null,
  meeting_series_id uuid not null,
  day date not null,
  starts_at timestamptz not null,
  minutes integer not null check (minutes between 5 and 480),
  state text not null default 'planned' check (state in ('planned', 'moved', 'cancelled', 'held', 'published')),
  sequence integer not null default 0 check (sequence >= 0),
  reason text check (length(reason) between 1 and 1000),
  changed_at timestamptz not null,
  primary key (provider_id, id),
  unique (provider_id, client_id, id),
  unique (provider_id, meeting_series_id, day),
  check (state not in ('moved', 'cancelled') or (sequence > 0 and reason is not null))
);
comment on table touch_point is 'One call of a series, on its date.';
comment on column touch_point.day is 'The local day on which the series puts it; stays when the call is moved, so that no date is made twice.';
comment on column touch_point.sequence is 'How often it was moved or cancelled: the SEQUENCE of its invitations.';
comment on column touch_point.reason is 'Why it was moved or cancelled last.';
create index touch_point_client on touch_point (provider_id, client_id, starts_at, id);
create index touch_point_start on touch_point (provider_id, starts_at, id);
alter table touch_point add foreign key (provider_id, client_id, meeting_series_id) references meeting_series (provider_id, client_id, id);
call isolate('touch_point', 'client', 'select, insert, update, delete');

create table touch_point_change (
  provider_id uuid not null,
  touch_point_id uuid not null,
  sequence integer not null check (sequence > 0),
  client_id uuid not null,
  kind text not null check (kind in ('moved', 'cancelled')),
  starts_at timestamptz not null,
  minutes integer not null check (minutes between 5 and 480),
  reason text not null check (length(reason) between 1 and 1000),
  changed_by uuid not null,
  changed_at timestamptz not null,
  primary key (provider_id, touch_point_id, sequence)
);
comment on table touch_point_change is 'Who moved or cancelled a call, and where it stood from then on.';
alter table touch_point_change add foreign key (provider_id, client_id, touch_point_id) references touch_point (provider_id, client_id, id);
alter table touch_point_change add foreign key (provider_id, changed_by) references person (provider_id, id);
call isolate('touch_point_change', 'client', 'select, insert');
call append_only('touch_point_change');

create table touch_point_invitation (
  provider_id uuid not null,
  touch_point_id uuid not null,
  sequence integer not null check (sequence >= 0),
  client_id uuid not null,
  method text not null check (method in ('request', 'cancel')),
  queued_at timestamptz not null,
  primary key (provider_id, touch_point_id, sequence)
);
comment on table touch_point_invitation is 'That everybody invited was told by mail of a call as it stood: once for each sequence.';
alter table touch_point_invitation add foreign key (provider_id, client_id, touch_point_id) references touch_point (provider_id, client_id, id);
call isolate('touch_point_invitation', 'client', 'select, insert');
call append_only('touch_point_invitation');
