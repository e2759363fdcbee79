create table import_mapping (
  provider_id uuid not null,
  id uuid not null,
  kind text not null check (kind in ('clients', 'contracts', 'entries')),
  name text not null check (length(name) between 1 and 100),
  mapping jsonb not null,
  created_by uuid not null,
  created_at timestamptz not null default now(),
  primary key (provider_id, id),
  unique (provider_id, kind, name)
);
comment on column import_mapping.mapping is 'Delimiter, encoding, date format, zone and which column is which field.';
alter table import_mapping add foreign key (provider_id, created_by) references person (provider_id, id);
call isolate('import_mapping', 'staff', 'select, insert, update, delete');

create table import (
  provider_id uuid not null,
  id uuid not null,
  kind text not null check (kind in ('clients', 'contracts', 'entries')),
  file_name text not null,
  file_hash text not null check (file_hash ~ '^[0-9a-f]{64}$'),
  mapping jsonb not null,
  rows_created integer not null,
  rows_changed integer not null,
  rows_unchanged integer not null,
  imported_by uuid not null,
  imported_at timestamptz not null,
  primary key (provider_id, id)
);
comment on table import is 'Each file that was brought in, whole or not at all.';
alter table import add foreign key (provider_id, imported_by) references person (provider_id, id);
call isolate('import', 'staff', 'select, insert');
call append_only('import');
