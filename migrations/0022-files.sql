-- Files that people hand in: their bytes, and what they were found to be.

create table file (
  provider_id uuid not null,
  id uuid not null,
  client_id uuid,
  sha256 bytea not null generated always as (sha256(content)) stored,
  kind text not null check (kind in ('pdf', 'png', 'jpeg', 'webp', 'heic', 'json', 'xml', 'csv')),
  content bytea not null check (octet_length(content) between 1 and 10485760),
  kept_by uuid not null,
  kept_at timestamptz not null,
  primary key (provider_id, id),
  unique (provider_id, client_id, id),
  unique nulls not distinct (provider_id, client_id, sha256)
);
comment on table file is 'Bytes kept once for each client, or for the provider itself where there is none; what they are called stands where they are used.';
comment on column file.kind is 'What the bytes were found to be, never what a name said.';
-- Pictures and PDFs are compressed already.
alter table file alter content set storage external;
alter table file add foreign key (provider_id, client_id) references client (provider_id, id);
alter table file add foreign key (provider_id, kept_by) references person (provider_id, id);
call isolate('file', 'client', 'select, insert');
call append_only('file');
