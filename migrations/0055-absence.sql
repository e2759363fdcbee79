-- People are away, know technology groups to a level, and reasons are kept where a rule of the team was set aside.

create table absence (
  provider_id uuid not null,
  id uuid not null,
  person_id uuid not null,
  reason text not null check (reason in ('leave', 'sickness', 'training', 'other')),
  note text not null default '' check (length(note) <= 1000),
  from_day date not null,
  to_day date not null check (to_day >= from_day and to_day - from_day <= 366),
  part_from smallint check (part_from >= 0),
  part_to smallint check (part_to > part_from and part_to <= 1440),
  time_zone text not null,
  starts_at timestamptz not null,
  ends_at timestamptz not null check (ends_at >= starts_at),
  entered_by uuid not null,
  entered_at timestamptz not null,
  primary key (provider_id, id),
  check ((part_from is null) = (part_to is null)),
  check (part_from is null or to_day - from_day <= 1),
  check ((to_day = from_day) = (ends_at = starts_at)),
  constraint absence_overlap exclude using gist (provider_id with =, person_id with =, tstzrange(starts_at, ends_at) with &&)
);
comment on table absence is 'That somebody is away, on the days and in the time [from, to); one that has no day left was cancelled.';
comment on column absence.reason is 'For the person and supervisors alone.';
comment on column absence.part_from is 'Minute of the day by the person''s clock, where it is a part of one day.';
comment on column absence.time_zone is 'The person''s, as it was when the absence was entered.';
create index absence_person on absence (provider_id, person_id, starts_at);
create index absence_time on absence (provider_id, starts_at, id);
alter table absence add foreign key (provider_id, person_id) references person (provider_id, id);
alter table absence add foreign key (provider_id, entered_by) references person (provider_id, id);
call isolate('absence', 'staff', 'select, insert, update');

create table absence_end (
  provider_id uuid not null,
  id uuid not null,
  absence_id uuid not null,
  to_day_before date not null,
  to_day date not null check (to_day < to_day_before),
  ended_by uuid not null,
  ended_at timestamptz not null,
  primary key (provider_id, id)
);
comment on table absence_end is 'That an absence was ended earlier, or cancelled where no day of it is left; by whom and when.';
create index absence_end_absence on absence_end (provider_id, absence_id);
alter table absence_end add foreign key (provider_id, absence_id) references absence (provider_id, id);
alter table absence_end add foreign key (provider_id, ended_by) references person (provider_id, id);
call isolate('absence_end', 'staff', 'select, insert');
call append_only('absence_end');

create table skill (
  provider_id uuid not null,
  id uuid not null,
  person_id uuid not null,
  technology_group_id text not null,
  level text not null check (level in ('none', 'knows', 'works-alone', 'leads')),
  qualification text not null default '' check (length(qualification) <= 200),
  qualification_expires date check (qualification_expires is null or qualification <> ''),
  set_by uuid,
  set_at timestamptz not null,
  primary key (provider_id, id),
  check (level <> 'none' or qualification = '')
);
comment on table skill is 'How well somebody knows a technology group, and what attests it; the latest row holds.';
comment on column skill.qualification_expires is 'The last day on which the qualification is good.';
comment on column skill.set_by is 'Null where it was taken over from the designations of before there were skills.';
create index skill_latest on skill (provider_id, person_id, technology_group_id, set_at);
alter table skill add foreign key (provider_id, person_id) references person (provider_id, id);
alter table skill add foreign key (provider_id, technology_group_id) references technology_group (provider_id, id);
alter table skill add foreign key (provider_id, set_by) references person (provider_id, id);
call isolate('skill', 'staff', 'select, insert');
call append_only('skill');
-- Whoever is or was named for a group has shown that they can work in it: designations go on as they are.
insert into skill (provider_id, id, person_id, technology_group_id, level, set_at)
  select provider_id, gen_random_uuid(), person_id, technology_group_id, 'works-alone', now()
  from designation where technology_group_id is not null group by provider_id, person_id, technology_group_id;

create table designation_reason (
  provider_id uuid not null,
  designation_id uuid not null,
  rule text not null check (rule in ('skill', 'left-without')),
  client_id uuid not null,
  reason text not null check (length(reason) between 1 and 1000),
  given_by uuid not null,
  given_at timestamptz not null,
  primary key (provider_id, designation_id, rule)
);
comment on table designation_reason is 'Why somebody was named without the skill, or a place that a contract needs was left without anybody.';
create index designation_reason_client on designation_reason (provider_id, client_id, given_at);
alter table designation_reason add foreign key (provider_id, designation_id) references designation (provider_id, id);
alter table designation_reason add foreign key (provider_id, client_id) references client (provider_id, id);
alter table designation_reason add foreign key (provider_id, given_by) references person (provider_id, id);
call isolate('designation_reason', 'staff', 'select, insert');
call append_only('designation_reason');
