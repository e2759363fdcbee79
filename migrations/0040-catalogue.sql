-- The responsibility matrix as the provider has it: versions that are published from a day, whole, and never edited.

create table catalogue (
  provider_id uuid not null,
  id uuid not null,
  from_day date not null,
  note text not null check (length(note) between 1 and 1000),
  published_by uuid not null,
  published_at timestamptz not null,
  created_at timestamptz not null default transaction_timestamp(),
  primary key (provider_id, id),
  constraint catalogue_from_day unique (provider_id, from_day)
);
comment on table catalogue is 'A version of the catalogue, in force from a day until the next one; before the first, the matrix of the service guide is.';
alter table catalogue add foreign key (provider_id, published_by) references person (provider_id, id);
call isolate('catalogue', 'readable', 'select, insert');
call append_only('catalogue');

create table catalogue_activity (
  provider_id uuid not null,
  catalogue_id uuid not null,
  row_number integer not null check (row_number between 1 and 999),
  section text not null check (length(section) between 1 and 60),
  name text not null check (length(name) between 1 and 120),
  owners text[] not null check (cardinality(owners) between 1 and 3 and owners <@ array['csdm', 'cse', 'client']),
  footnote text check (length(footnote) between 1 and 300),
  area text not null check (area in ('alignment', 'enablement', 'incident-problem', 'documentation', 'change', 'life-cycle', 'advisement', 'liaison')),
  cadence text check (length(cadence) between 1 and 200),
  business_day text not null check (business_day in ('stay', 'earlier', 'later')),
  trigger text check (length(trigger) between 1 and 60),
  times_a_year integer not null check (times_a_year between 0 and 366),
  evidence text check (evidence in ('document-version', 'published-report', 'minutes', 'checklist', 'record', 'file', 'statement', 'attestation')),
  evidence_words text not null check (length(evidence_words) <= 200),
  needs text check (needs in ('managed-services', 'help-desk', 'managed-security', 'vulnerability-scanner', 'security-awareness-training')),
  security_cse boolean not null,
  minutes integer not null check (minutes between 0 and 6000),
  checklist text[] not null check (cardinality(checklist) <= 40),
  home text not null check (length(home) between 1 and 200),
  waits_for text check (length(waits_for) between 1 and 60),
  holds_up text check (length(holds_up) between 1 and 300),
  primary key (provider_id, catalogue_id, row_number),
  check (cadence is null or trigger is null),
  check (trigger is not null or times_a_year = 0),
  check (evidence is distinct from 'checklist' or cardinality(checklist) > 0)
);
comment on table catalogue_activity is 'A row of a version of the catalogue; rows 1 to 53 are those of the service guide.';
comment on column catalogue_activity.times_a_year is 'How often a trigger is assumed to come, for reckoning what a plan takes.';
comment on column catalogue_activity.waits_for is 'The part of Tandem that the work will live in and that does not exist yet.';
alter table catalogue_activity add foreign key (provider_id, catalogue_id) references catalogue (provider_id, id);
call isolate('catalogue_activity', 'readable', 'select, insert');
call append_only('catalogue_activity');

create function guard_catalogue() returns trigger language plpgsql as $$
begin
  if not exists (select from catalogue c where c.provider_id = new.provider_id and c.id = new.catalogue_id
      and c.created_at = transaction_timestamp()) then
    raise exception 'a catalogue is published whole' using errcode = 'TD001';
  end if;
  return new;
end $$;
create trigger published before insert on catalogue_activity for each row execute function guard_catalogue();
