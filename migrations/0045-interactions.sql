-- Needs, problems, interventions and conversations on record. They are the provider's own; what is shared with the client is a row that the
-- client sees, as it was when it was shared.

alter table contact add unique (provider_id, client_id, id);

create table interaction (
  provider_id uuid not null,
  id uuid not null,
  client_id uuid not null,
  kind text not null check (kind in ('need', 'problem', 'intervention', 'conversation')),
  title text not null check (length(title) between 1 and 200),
  words text not null check (length(words) <= 5000),
  happened_at timestamptz not null,
  logged_by uuid not null,
  logged_at timestamptz not null,
  version integer not null default 1 check (version > 0),
  primary key (provider_id, id),
  unique (provider_id, client_id, id),
  check (happened_at <= logged_at)
);
comment on table interaction is 'What the client needed or had trouble with, what we did, what was said. No client sees it.';
comment on column interaction.version is 'Counts edits; an edit names the version it was made from.';
create index interaction_client on interaction (provider_id, client_id, happened_at, id);
alter table interaction add foreign key (provider_id, client_id) references client (provider_id, id);
alter table interaction add foreign key (provider_id, logged_by) references person (provider_id, id);
call isolate('interaction', 'staff', 'select, insert, update');
create trigger never_truncated before truncate on interaction for each statement execute function refuse_change();

create table interaction_contact (
  provider_id uuid not null,
  interaction_id uuid not null,
  contact_id uuid not null,
  client_id uuid not null,
  primary key (provider_id, interaction_id, contact_id)
);
comment on table interaction_contact is 'With whom of the client it was.';
alter table interaction_contact add foreign key (provider_id, client_id, interaction_id) references interaction (provider_id, client_id, id);
alter table interaction_contact add constraint interaction_contact_known foreign key (provider_id, client_id, contact_id)
  references contact (provider_id, client_id, id);
call isolate('interaction_contact', 'staff', 'select, insert, delete');

create table interaction_technology_group (
  provider_id uuid not null,
  interaction_id uuid not null,
  technology_group_id text not null,
  client_id uuid not null,
  primary key (provider_id, interaction_id, technology_group_id)
);
comment on table interaction_technology_group is 'Which fields of technology it is about; none where it is about none.';
alter table interaction_technology_group add foreign key (provider_id, client_id, interaction_id) references interaction (provider_id, client_id, id);
alter table interaction_technology_group add constraint interaction_technology_group_known foreign key (provider_id, technology_group_id)
  references technology_group (provider_id, id);
call isolate('interaction_technology_group', 'staff', 'select, insert, delete');

create table interaction_settlement (
  provider_id uuid not null,
  interaction_id uuid not null,
  client_id uuid not null,
  words text not null check (length(words) between 1 and 5000),
  settled_by uuid not null,
  settled_at timestamptz not null,
  primary key (provider_id, interaction_id)
);
comment on table interaction_settlement is 'How a need was answered or a problem settled; until then it is open.';
alter table interaction_settlement add foreign key (provider_id, client_id, interaction_id) references interaction (provider_id, client_id, id);
alter table interaction_settlement add foreign key (provider_id, settled_by) references person (provider_id, id);
call isolate('interaction_settlement', 'staff', 'select, insert');
call append_only('interaction_settlement');

create table interaction_share (
  provider_id uuid not null,
  interaction_id uuid not null,
  client_id uuid not null,
  kind text not null check (kind in ('need', 'problem', 'intervention', 'conversation')),
  title text not null check (length(title) between 1 and 200),
  words text not null check (length(words) <= 5000),
  happened_at timestamptz not null,
  logged_by uuid not null,
  shared_by uuid not null,
  shared_at timestamptz not null,
  primary key (provider_id, interaction_id)
);
comment on table interaction_share is 'An interaction as the client sees it: as it was when it was shared. From then on it is not edited.';
create index interaction_share_client on interaction_share (provider_id, client_id, happened_at, interaction_id);
alter table interaction_share add foreign key (provider_id, client_id, interaction_id) references interaction (provider_id, client_id, id);
alter table interaction_share add foreign key (provider_id, logged_by) references person (provider_id, id);
alter table interaction_share add foreign key (provider_id, shared_by) references person (provider_id, id);
call isolate('interaction_share', 'client', 'select, insert');
call append_only('interaction_share');

create table interaction_share_settlement (
  provider_id uuid not null,
  interaction_id uuid not null,
  client_id uuid not null,
  words text not null check (length(words) between 1 and 5000),
  settled_at timestamptz not null,
  primary key (provider_id, interaction_id)
);
comment on table interaction_share_settlement is 'How a shared need or problem was settled, as the client sees it.';
alter table interaction_share_settlement add foreign key (provider_id, interaction_id) references interaction_share (provider_id, interaction_id);
alter table interaction_share_settlement add foreign key (provider_id, client_id) references client (provider_id, id);
call isolate('interaction_share_settlement', 'client', 'select, insert');
call append_only('interaction_share_settlement');

-- What was settled or shared stays as it is, also against the owner of the tables.
create function guard_interaction() returns trigger language plpgsql as $$
begin
  if exists (select from interaction_settlement where provider_id = old.provider_id and interaction_id = old.id)
    or exists (select from interaction_share where provider_id = old.provider_id and interaction_id = old.id) then
    raise exception 'the interaction was settled or shared: % refused', lower(tg_op) using errcode = 'TD001';
  end if;
  if tg_op = 'DELETE' then
    raise exception 'interactions stay on record' using errcode = 'TD001';
  end if;
  return new;
end $$;
create trigger kept before update or delete on interaction for each row execute function guard_interaction();
