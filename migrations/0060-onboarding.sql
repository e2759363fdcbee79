-- How a client comes to steady service: phases with tasks and exit criteria, copied from a template when it begins. What was done, stated and
-- closed are rows of their own, with who and when.

create table onboarding_template (
  provider_id uuid not null,
  id uuid not null,
  package text not null check (package in ('csdm-only', 'standard')),
  document jsonb not null,
  published_by uuid not null,
  published_at timestamptz not null,
  primary key (provider_id, id)
);
comment on table onboarding_template is 'A provider''s own tasks and lengths for a package; the newest of a package holds for onboardings that begin from then on.';
comment on column onboarding_template.document is 'Tasks in their order, and the rule by which phases are as long as they are.';
create index onboarding_template_newest on onboarding_template (provider_id, package, id);
alter table onboarding_template add foreign key (provider_id, published_by) references person (provider_id, id);
call isolate('onboarding_template', 'staff', 'select, insert');
call append_only('onboarding_template');

create table onboarding (
  provider_id uuid not null,
  id uuid not null,
  client_id uuid not null,
  contract_id uuid not null,
  package text not null check (package in ('csdm-only', 'standard')),
  begins_on date not null,
  kick_off_ends date not null check (kick_off_ends > begins_on),
  documentation_ends date not null check (documentation_ends > begins_on),
  ongoing_ends date not null check (ongoing_ends > documentation_ends),
  length_reason text not null check (length(length_reason) between 1 and 500),
  begun_by uuid not null,
  begun_at timestamptz not null,
  primary key (provider_id, id),
  unique (provider_id, client_id, id),
  constraint onboarding_once_a_contract unique (provider_id, contract_id)
);
comment on table onboarding is 'That a client is brought into the service; days are those of its zone.';
comment on column onboarding.kick_off_ends is 'The day by which the phase should be closed, as for the other two.';
comment on column onboarding.length_reason is 'Why the documentation takes as long as it does, as it was worked out on the first day.';
create index onboarding_client on onboarding (provider_id, client_id, begins_on);
alter table onboarding add foreign key (provider_id, client_id, contract_id) references contract (provider_id, client_id, id);
alter table onboarding add foreign key (provider_id, begun_by) references person (provider_id, id);
call isolate('onboarding', 'client', 'select, insert');
call append_only('onboarding');

create table onboarding_task (
  provider_id uuid not null,
  id uuid not null,
  client_id uuid not null,
  onboarding_id uuid not null,
  phase text not null check (phase in ('kick-off', 'documentation', 'ongoing')),
  title text not null check (length(title) between 1 and 200),
  owner text not null check (owner in ('csdm', 'cse', 'client')),
  person_id uuid,
  contact_id uuid,
  due_day date not null,
  evidence text not null check (length(evidence) <= 300),
  version integer not null default 1 check (version > 0),
  added_by uuid not null,
  added_at timestamptz not null,
  primary key (provider_id, id),
  unique (provider_id, client_id, id),
  check (person_id is null or owner <> 'client'),
  check (contact_id is null or owner = 'client')
);
comment on table onboarding_task is 'What is to be done in a phase, by whom and until when.';
comment on column onboarding_task.person_id is 'Who of the provider does it; null where nobody is named yet.';
comment on column onboarding_task.contact_id is 'Who of the client does it; null where anybody of the client may.';
comment on column onboarding_task.evidence is 'What shows that it was done; where it is empty, nothing is asked for.';
comment on column onboarding_task.version is 'Counts edits; an edit names the version it was made from.';
create index onboarding_task_onboarding on onboarding_task (provider_id, onboarding_id, due_day, id);
alter table onboarding_task add foreign key (provider_id, client_id, onboarding_id) references onboarding (provider_id, client_id, id);
alter table onboarding_task add foreign key (provider_id, person_id) references person (provider_id, id);
alter table onboarding_task add foreign key (provider_id, client_id, contact_id) references contact (provider_id, client_id, id);
alter table onboarding_task add foreign key (provider_id, added_by) references person (provider_id, id);
call isolate('onboarding_task', 'client', 'select, insert, update');

create table onboarding_task_end (
  provider_id uuid not null,
  onboarding_task_id uuid not null,
  client_id uuid not null,
  outcome text not null check (outcome in ('done', 'dropped')),
  words text not null check (length(words) <= 2000),
  link text not null check (length(link) <= 500),
  ended_by uuid not null,
  ended_at timestamptz not null,
  primary key (provider_id, onboarding_task_id),
  check (outcome = 'done' or words <> '')
);
comment on table onboarding_task_end is 'That a task is done, with what shows it, or dropped for a reason; once.';
comment on column onboarding_task_end.words is 'What shows that it was done, or why it is dropped.';
alter table onboarding_task_end add foreign key (provider_id, client_id, onboarding_task_id) references onboarding_task (provider_id, client_id, id);
alter table onboarding_task_end add foreign key (provider_id, ended_by) references person (provider_id, id);
call isolate('onboarding_task_end', 'client', 'select, insert');
call append_only('onboarding_task_end');

create table onboarding_statement (
  provider_id uuid not null,
  id uuid not null,
  client_id uuid not null,
  onboarding_id uuid not null,
  criterion text not null check (length(criterion) between 1 and 60),
  holds boolean not null,
  words text not null check (length(words) between 1 and 2000),
  link text not null check (length(link) <= 500),
  stated_by uuid not null,
  stated_at timestamptz not null,
  primary key (provider_id, id)
);
comment on table onboarding_statement is 'What somebody stated of an exit criterion that no record shows; the newest of a criterion counts.';
create index onboarding_statement_newest on onboarding_statement (provider_id, onboarding_id, criterion, id);
alter table onboarding_statement add foreign key (provider_id, client_id, onboarding_id) references onboarding (provider_id, client_id, id);
alter table onboarding_statement add foreign key (provider_id, stated_by) references person (provider_id, id);
call isolate('onboarding_statement', 'client', 'select, insert');
call append_only('onboarding_statement');

create table phase_closure (
  provider_id uuid not null,
  id uuid not null,
  client_id uuid not null,
  onboarding_id uuid not null,
  phase text not null check (phase in ('kick-off', 'documentation', 'ongoing')),
  closed_by uuid not null,
  closed_at timestamptz not null,
  primary key (provider_id, id),
  unique (provider_id, client_id, id)
);
comment on table phase_closure is 'That a phase is closed, until it is opened again.';
create index phase_closure_onboarding on phase_closure (provider_id, onboarding_id, id);
alter table phase_closure add foreign key (provider_id, client_id, onboarding_id) references onboarding (provider_id, client_id, id);
alter table phase_closure add foreign key (provider_id, closed_by) references person (provider_id, id);
call isolate('phase_closure', 'client', 'select, insert');
call append_only('phase_closure');

create table phase_reopening (
  provider_id uuid not null,
  phase_closure_id uuid not null,
  client_id uuid not null,
  reason text not null check (length(reason) between 1 and 1000),
  reopened_by uuid not null,
  reopened_at timestamptz not null,
  primary key (provider_id, phase_closure_id)
);
comment on table phase_reopening is 'That a closed phase was opened again, and why.';
alter table phase_reopening add foreign key (provider_id, client_id, phase_closure_id) references phase_closure (provider_id, client_id, id);
alter table phase_reopening add foreign key (provider_id, reopened_by) references person (provider_id, id);
call isolate('phase_reopening', 'client', 'select, insert');
call append_only('phase_reopening');

create table kick_off (
  provider_id uuid not null,
  onboarding_id uuid not null,
  client_id uuid not null,
  current_state text not null check (length(current_state) <= 10000),
  pain_points text not null check (length(pain_points) <= 10000),
  gaps text not null check (length(gaps) <= 10000),
  cadence text not null check (length(cadence) <= 10000),
  checklists text not null check (length(checklists) <= 10000),
  version integer not null check (version > 0),
  edited_by uuid not null,
  edited_at timestamptz not null,
  primary key (provider_id, onboarding_id)
);
comment on table kick_off is 'What was understood and agreed on with a client at the beginning.';
comment on column kick_off.version is 'Counts edits; an edit names the version it was made from, the first names 0.';
alter table kick_off add foreign key (provider_id, client_id, onboarding_id) references onboarding (provider_id, client_id, id);
alter table kick_off add foreign key (provider_id, edited_by) references person (provider_id, id);
call isolate('kick_off', 'client', 'select, insert, update');
