-- A change of a task or an activity may say what becomes of a row of the plan.

alter table change_request_part add column activity jsonb;
comment on column change_request_part.activity is 'What becomes of a row of the plan from the effective day on: which row, and how it is planned, or that it ends.';
alter table change_request_part add check (activity is null or kind = 'scope');
