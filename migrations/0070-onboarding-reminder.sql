-- Clients are reminded by mail of what is theirs to do on the way into the service, as they are of duties.

create table onboarding_task_reminder (
  provider_id uuid not null,
  onboarding_task_id uuid not null,
  kind text not null check (kind in ('coming', 'overdue')),
  due_day date not null,
  client_id uuid not null,
  told_at timestamptz not null,
  primary key (provider_id, onboarding_task_id, kind, due_day)
);
comment on table onboarding_task_reminder is 'That a client was reminded of a task of its own: once before it is due, once when it is overdue, and anew where its day was moved.';
alter table onboarding_task_reminder add foreign key (provider_id, client_id, onboarding_task_id) references onboarding_task (provider_id, client_id, id);
call isolate('onboarding_task_reminder', 'client', 'select, insert');
call append_only('onboarding_task_reminder');
