-- The single times that a planned row comes, and how each ends.

-- Ids in the order in which they are made, also where PostgreSQL is older than 18 and makes none itself.
do $$ begin
  if to_regprocedure('pg_catalog.uuidv7()') is null then
    execute $make$
      create function uuidv7() returns uuid language sql volatile as $id$
        select encode(set_bit(set_bit(overlay(uuid_send(gen_random_uuid()) placing
          substring(int8send(floor(extract(epoch from clock_timestamp()) * 1000)::bigint) from 3) from 1 for 6), 52, 1), 53, 1), 'hex')::uuid
      $id$
    $make$;
  end if;
end $$;

create table occurrence (
  provider_id uuid not null,
  id uuid not null,
  client_id uuid not null,
  plan_row_id uuid not null,
  rule_day date not null,
  due_day date not null,
  minutes integer not null check (minutes >= 0),
  cause_id uuid,
  cause text check (length(cause) between 1 and 500),
  primary key (provider_id, id),
  unique (provider_id, client_id, id),
  constraint occurrence_caused unique (provider_id, plan_row_id, cause_id),
  check ((cause_id is null) = (cause is null))
);
comment on table occurrence is 'One time that a planned row comes. It ends done or waived by a row of its own; that it is overdue follows from its day.';
comment on column occurrence.rule_day is 'The day its rule says, or on which its trigger came, by the clock of the contract.';
comment on column occurrence.due_day is 'The day by whose end it is to be done: the day of the rule, moved to a business day where that was asked.';
comment on column occurrence.cause_id is 'The fact that caused it, or an id of its own where a person said that its trigger came.';
create unique index occurrence_ruled on occurrence (provider_id, plan_row_id, rule_day) where cause_id is null;
create index occurrence_client on occurrence (provider_id, client_id, due_day);
create index occurrence_due on occurrence (provider_id, due_day, id);
alter table occurrence add foreign key (provider_id, client_id, plan_row_id) references plan_row (provider_id, client_id, id);
call isolate('occurrence', 'client', 'select, insert, delete');

create table occurrence_end (
  provider_id uuid not null,
  occurrence_id uuid not null,
  client_id uuid not null,
  kind text not null check (kind in ('done', 'waived')),
  reason text check (length(reason) between 1 and 1000),
  evidenced boolean not null,
  ended_by uuid not null,
  ended_at timestamptz not null,
  primary key (provider_id, occurrence_id),
  check ((kind = 'waived') = (reason is not null)),
  check (kind = 'done' or not evidenced)
);
comment on table occurrence_end is 'How an occurrence ended: done, by whom, or waived, for which reason and by whom it was approved.';
comment on column occurrence_end.evidenced is 'Whether there was evidence when it was done; there is none only where its row demands none.';
alter table occurrence_end add foreign key (provider_id, client_id, occurrence_id) references occurrence (provider_id, client_id, id);
alter table occurrence_end add foreign key (provider_id, ended_by) references person (provider_id, id);
call isolate('occurrence_end', 'client', 'select, insert');
call append_only('occurrence_end');

create table evidence (
  provider_id uuid not null,
  id uuid not null,
  client_id uuid not null,
  occurrence_id uuid not null,
  kind text not null check (kind in ('document-version', 'published-report', 'minutes', 'checklist', 'record', 'file', 'statement', 'attestation')),
  words text not null check (length(words) between 1 and 4000),
  link text check (length(link) between 1 and 2000),
  file_id uuid,
  file_name text check (length(file_name) between 1 and 130),
  object_kind text check (object_kind ~ '^[a-z-]{1,40}$'),
  object_id uuid,
  given_by uuid not null,
  given_at timestamptz not null,
  primary key (provider_id, id),
  check ((file_id is null) = (file_name is null)),
  check ((object_kind is null) = (object_id is null))
);
comment on table evidence is 'What shows that an occurrence was done: words, and a file, a link or a thing that Tandem keeps.';
comment on column evidence.object_kind is 'What kind of thing of Tandem it is, such as minutes of a meeting; null where it is none.';
create index evidence_occurrence on evidence (provider_id, occurrence_id);
alter table evidence add foreign key (provider_id, client_id, occurrence_id) references occurrence (provider_id, client_id, id);
alter table evidence add foreign key (provider_id, client_id, file_id) references file (provider_id, client_id, id);
alter table evidence add foreign key (provider_id, given_by) references person (provider_id, id);
call isolate('evidence', 'client', 'select, insert');
call append_only('evidence');

create table occurrence_tick (
  provider_id uuid not null,
  occurrence_id uuid not null,
  item text not null check (length(item) between 1 and 200),
  client_id uuid not null,
  ticked_by uuid not null,
  ticked_at timestamptz not null,
  primary key (provider_id, occurrence_id, item)
);
comment on table occurrence_tick is 'An item of a checklist that was ticked; one that is unticked is taken away, and the facts remember it.';
alter table occurrence_tick add foreign key (provider_id, client_id, occurrence_id) references occurrence (provider_id, client_id, id);
alter table occurrence_tick add foreign key (provider_id, ticked_by) references person (provider_id, id);
call isolate('occurrence_tick', 'client', 'select, insert, delete');

create table occurrence_reminder (
  provider_id uuid not null,
  occurrence_id uuid not null,
  kind text not null check (kind in ('coming', 'overdue')),
  client_id uuid not null,
  told_at timestamptz not null,
  primary key (provider_id, occurrence_id, kind)
);
comment on table occurrence_reminder is 'That a client was reminded of a duty of its own: once before it is due, once when it is overdue.';
alter table occurrence_reminder add foreign key (provider_id, client_id, occurrence_id) references occurrence (provider_id, client_id, id) on delete cascade;
call isolate('occurrence_reminder', 'client', 'select, insert');

-- Work hangs on what it was done for.
alter table entry add column occurrence_id uuid;
comment on column entry.occurrence_id is 'The occurrence of a planned activity that the time was worked for, of the same client.';
alter table entry add check (occurrence_id is null or client_id is not null);
create index entry_occurrence on entry (provider_id, occurrence_id) where occurrence_id is not null;
alter table entry add constraint entry_occurrence_known foreign key (provider_id, client_id, occurrence_id) references occurrence (provider_id, client_id, id);

create function guard_ended_occurrence() returns trigger language plpgsql as $$
declare
  about record;
begin
  if tg_op = 'DELETE' then about := old; else about := new; end if;
  if exists (select from occurrence_end e where e.provider_id = about.provider_id and e.occurrence_id = about.occurrence_id) then
    raise exception 'what has ended is not ticked again' using errcode = 'TD001';
  end if;
  return about;
end $$;
create trigger ended before insert or delete on occurrence_tick for each row execute function guard_ended_occurrence();
create trigger ended before insert on evidence for each row execute function guard_ended_occurrence();
