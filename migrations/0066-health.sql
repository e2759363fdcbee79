-- How the relationship with a client stands, as whoever leads it noted it, with the score of that moment.

create table health_note (
  provider_id uuid not null,
  id uuid not null,
  client_id uuid not null,
  words text not null check (length(words) between 1 and 5000),
  sentiment text check (sentiment in ('very-good', 'good', 'mixed', 'poor', 'very-poor')),
  score integer not null check (score between 0 and 100),
  reasons jsonb not null,
  noted_by uuid not null,
  noted_at timestamptz not null,
  primary key (provider_id, id)
);
comment on table health_note is 'What a CSDM noted of the relationship with a client; it never changes. No client sees it.';
comment on column health_note.sentiment is 'How the client feels about us, as the CSDM has it; null where they did not say.';
comment on column health_note.score is 'The health of that moment, 0 to 100, the sentiment of this note included.';
comment on column health_note.reasons is 'The arithmetic of the score as it was then.';
create index health_note_client on health_note (provider_id, client_id, noted_at desc, id desc);
alter table health_note add foreign key (provider_id, client_id) references client (provider_id, id);
alter table health_note add foreign key (provider_id, noted_by) references person (provider_id, id);
call isolate('health_note', 'staff', 'select, insert');
call append_only('health_note');
