create table scope_decision (
  provider_id uuid not null,
  id uuid not null,
  client_id uuid not null,
  asked text not null check (length(asked) between 1 and 1000),
  asked_role text not null check (asked_role in ('csdm', 'cse')),
  asked_technology_group_id text,
  activity smallint check (activity between 1 and 53),
  specific_and_defined boolean not null,
  one_person boolean not null,
  needs_project_coordination boolean not null,
  beyond_contract boolean not null,
  kind text not null check (kind in ('in-scope', 'additional', 'incremental', 'refer')),
  role text check (role in ('csdm', 'cse')),
  technology_group_id text,
  clause_section text not null,
  clause_words text not null,
  reasons text[] not null,
  reason text not null default '' check (length(reason) <= 1000),
  decided_by uuid not null,
  decided_at timestamptz not null,
  primary key (provider_id, id),
  unique (provider_id, client_id, id),
  check ((asked_role = 'cse') = (asked_technology_group_id is not null)),
  check ((role is null) = (kind = 'refer'))
);
comment on table scope_decision is 'What was decided about the scope of something a client asked for, by which clause of the service guide, by whom and why.';
comment on column scope_decision.activity is 'The row of the responsibility matrix that it is; null where it is none of them.';
comment on column scope_decision.role is 'Whose work it is; null where it is referred to Professional Services.';
comment on column scope_decision.reasons is 'What in the answers led to it, in words; reason is what its maker adds.';
create index scope_decision_newest on scope_decision (provider_id, client_id, decided_at, id);
alter table scope_decision add foreign key (provider_id, client_id) references client (provider_id, id);
alter table scope_decision add foreign key (provider_id, decided_by) references person (provider_id, id);
alter table scope_decision add foreign key (provider_id, asked_technology_group_id) references technology_group (provider_id, id);
alter table scope_decision add foreign key (provider_id, technology_group_id) references technology_group (provider_id, id);
call isolate('scope_decision', 'client', 'select, insert');
call append_only('scope_decision');

-- The entry names the decision, not the other way round, so that an entry can go and what was decided stays.
alter table entry add column scope_decision_id uuid;
comment on column entry.scope_decision_id is 'The decision of the same client on which the work was taken up.';
alter table entry add constraint entry_decided_for_client check (scope_decision_id is null or client_id is not null);
alter table entry add foreign key (provider_id, client_id, scope_decision_id) references scope_decision (provider_id, client_id, id);
