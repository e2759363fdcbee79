-- Late time takes its person's time as an entry does, and a correction that was approved takes the place of what it corrects: so that
-- nobody works at two things at once, whichever was logged first, and time that was taken away is free.
alter table entry add corrected boolean not null default false;
comment on column entry.corrected is 'A correction of it was approved: that holds the time of its person, the entry does no more.';
create index late_time_entry on late_time (provider_id, entry_id) where entry_id is not null;
create index late_time_late_time on late_time (provider_id, late_time_id) where late_time_id is not null;

create view late_time_held with (security_invoker = true) as
select t.provider_id, t.person_id, t.id, coalesce(t.entry_id, t.late_time_id, t.id) as about_id, t.client_id, t.started_at, t.ended_at, t.subject
from late_time t left join late_time_decision d on d.provider_id = t.provider_id and d.late_time_id = t.id
where not t.taken_away and d.decision is distinct from 'rejected' and not exists (
  select from late_time later join late_time_decision a
    on a.provider_id = later.provider_id and a.late_time_id = later.id and a.decision = 'approved'
  where later.provider_id = t.provider_id and (later.logged_at, later.id) > (t.logged_at, t.id)
    and (later.entry_id = t.entry_id or later.late_time_id = coalesce(t.late_time_id, t.id)));
comment on view late_time_held is 'Late time that holds the time of its person: what was neither rejected nor taken away, unless a later correction of the same was approved.';
grant select on late_time_held to tandem_app;

-- One at a time for each person where late time is logged; entries beside each other, whose own constraint settles them.
create function lock_person(provider uuid, person uuid, alone boolean) returns void language plpgsql as $$
begin
  if alone then perform pg_advisory_xact_lock(hashtextextended(provider::text || person::text, 1));
  else perform pg_advisory_xact_lock_shared(hashtextextended(provider::text || person::text, 1));
  end if;
end $$;
create function guard_late_overlap() returns trigger language plpgsql as $$
begin
  perform lock_person(new.provider_id, new.person_id, false);
  if not new.corrected and exists (select from late_time_held h where h.provider_id = new.provider_id and h.person_id = new.person_id
      and h.started_at < new.ended_at and h.ended_at > new.started_at and h.about_id <> new.id) then
    raise exception 'late time is in the way' using errcode = '23P01', constraint = 'late_time_overlap';
  end if;
  return null;
end $$;
create trigger late_time_overlap after insert or update of person_id, started_at, ended_at on entry
  for each row execute function guard_late_overlap();
create function guard_late_time() returns trigger language plpgsql as $$
begin
  perform lock_person(new.provider_id, new.person_id, true);
  if not new.taken_away and (
    exists (select from entry e where e.provider_id = new.provider_id and e.person_id = new.person_id and not e.corrected
      and e.id is distinct from new.entry_id and e.started_at > new.started_at - interval '24 hours'
      and e.started_at < new.ended_at and e.ended_at > new.started_at)
    or exists (select from late_time_held h where h.provider_id = new.provider_id and h.person_id = new.person_id
      and h.about_id <> coalesce(new.entry_id, new.late_time_id, new.id) and h.started_at < new.ended_at and h.ended_at > new.started_at))
  then raise exception 'something else is in the way' using errcode = '23P01', constraint = 'late_time_overlap';
  end if;
  return null;
end $$;
create trigger overlap after insert on late_time for each row execute function guard_late_time();

-- What stands corrected is noted on the entry itself, because its constraint looks there; nothing else of a closed month changes by that.
create or replace function guard_entry() returns trigger language plpgsql as $$
begin
  if tg_op = 'UPDATE' then
    if new.corrected and not old.corrected and to_jsonb(new) - 'corrected' = to_jsonb(old) - 'corrected' then return new; end if;
  end if;
  if tg_op <> 'INSERT' then perform refuse_closed(old.provider_id, old.client_id, tstzrange(old.started_at, old.ended_at)); end if;
  if tg_op = 'DELETE' then return old; end if;
  perform refuse_closed(new.provider_id, new.client_id, tstzrange(new.started_at, new.ended_at));
  return new;
end $$;
update entry e set corrected = true from late_time t
  join late_time_decision d on d.provider_id = t.provider_id and d.late_time_id = t.id and d.decision = 'approved'
where e.provider_id = t.provider_id and e.id = t.entry_id;
alter table entry drop constraint entry_overlap;
alter table entry add constraint entry_overlap exclude using gist
  (provider_id with =, person_id with =, tstzrange(started_at, ended_at) with &&) where (not corrected);

-- The decision on which work is taken up can be known as its timer is started.
alter table timer add scope_decision_id uuid;
comment on column timer.scope_decision_id is 'The decision on which the work was taken up; its entry follows it.';
alter table timer add foreign key (provider_id, scope_decision_id) references scope_decision (provider_id, id);
