-- What people are told before a month ends: mail, alerts at the levels a client chose, and the client's consent to overage beyond its cap.

create table mail_message (
  provider_id uuid not null,
  id uuid not null,
  client_id uuid,
  kind text not null check (kind ~ '^[a-z]+(-[a-z]+)*$'),
  recipient text not null check (length(recipient) <= 254 and recipient ~ '^[^@[:space:][:cntrl:]<>,;"]+@[^@[:space:][:cntrl:]<>,;"]+$'),
  subject text not null check (length(subject) between 1 and 300 and subject !~ '[[:cntrl:]]'),
  body text not null check (length(body) between 1 and 20000),
  html text check (length(html) between 1 and 200000),
  page text check (page ~ '^/[^[:space:][:cntrl:]]*$'),
  dedupe_key text not null check (length(dedupe_key) between 1 and 300),
  queued_at timestamptz not null,
  primary key (provider_id, id),
  unique (provider_id, dedupe_key)
);
comment on table mail_message is 'A mail as it was queued with the act that made it; what became of it are its attempts.';
comment on column mail_message.client_id is 'Whom it is about; null where it is about no client.';
comment on column mail_message.page is 'The page of Tandem that it leads to; its address is added when it is sent.';
comment on column mail_message.dedupe_key is 'What is queued twice under one key is one mail.';
create index mail_message_newest on mail_message (provider_id, queued_at, id);
alter table mail_message add foreign key (provider_id) references provider (provider_id);
alter table mail_message add foreign key (provider_id, client_id) references client (provider_id, id);
call isolate('mail_message', 'client', 'select, insert');
call append_only('mail_message');

create table mail_attachment (
  provider_id uuid not null,
  mail_message_id uuid not null,
  position integer not null check (position > 0),
  client_id uuid,
  name text not null check (length(name) between 1 and 200 and name !~ '[[:cntrl:]]'),
  media_type text not null check (length(media_type) between 3 and 200 and media_type !~ '[[:cntrl:]]'),
  content bytea not null check (length(content) <= 10485760),
  primary key (provider_id, mail_message_id, position)
);
alter table mail_attachment add foreign key (provider_id, mail_message_id) references mail_message (provider_id, id);
alter table mail_attachment add foreign key (provider_id, client_id) references client (provider_id, id);
call isolate('mail_attachment', 'client', 'select, insert');
call append_only('mail_attachment');

create table mail_waiting (
  provider_id uuid not null,
  mail_message_id uuid not null,
  client_id uuid,
  next_at timestamptz not null,
  primary key (provider_id, mail_message_id)
);
comment on table mail_waiting is 'Mail that is to be sent, so that what waits is a short list however much was sent.';
create index mail_waiting_next on mail_waiting (provider_id, next_at);
alter table mail_waiting add foreign key (provider_id, mail_message_id) references mail_message (provider_id, id);
alter table mail_waiting add foreign key (provider_id, client_id) references client (provider_id, id);
call isolate('mail_waiting', 'client', 'select, insert, update, delete');

create table mail_attempt (
  provider_id uuid not null,
  mail_message_id uuid not null,
  nth integer not null check (nth > 0),
  client_id uuid,
  outcome text not null check (outcome in ('sent', 'put-off', 'failed')),
  answer text not null check (length(answer) <= 2000),
  at timestamptz not null,
  primary key (provider_id, mail_message_id, nth)
);
comment on column mail_attempt.answer is 'What the mail server said, or why it could not be asked.';
alter table mail_attempt add foreign key (provider_id, mail_message_id) references mail_message (provider_id, id);
alter table mail_attempt add foreign key (provider_id, client_id) references client (provider_id, id);
call isolate('mail_attempt', 'client', 'select, insert');
call append_only('mail_attempt');

create table overage_cap (
  provider_id uuid not null,
  id uuid not null,
  client_id uuid not null,
  from_month date not null check (extract(day from from_month) = 1),
  minutes integer check (minutes >= 0),
  amount bigint check (amount >= 0),
  agreed_with text not null default '' check (length(agreed_with) <= 300),
  set_by uuid not null,
  set_at timestamptz not null,
  primary key (provider_id, id),
  check (num_nonnulls(minutes, amount) <= 1)
);
comment on table overage_cap is 'How much overage a client has agreed to in a month, from a month on until a later row; without minutes and amount, any.';
comment on column overage_cap.amount is 'In minor units of the contract''s currency.';
comment on column overage_cap.agreed_with is 'Who of the client agreed, how and when, where the provider sets it.';
create index overage_cap_client on overage_cap (provider_id, client_id, from_month, set_at);
alter table overage_cap add foreign key (provider_id, client_id) references client (provider_id, id);
alter table overage_cap add foreign key (provider_id, set_by) references person (provider_id, id);
call isolate('overage_cap', 'client', 'select, insert');
call append_only('overage_cap');

create table consent_request (
  provider_id uuid not null,
  id uuid not null,
  client_id uuid not null,
  contract_id uuid not null,
  month date not null check (extract(day from month) = 1),
  minutes integer not null check (minutes between 1 and 60000),
  rate bigint not null check (rate >= 0),
  currency text not null check (currency ~ '^[A-Z]{3}$'),
  reason text not null check (length(reason) between 1 and 1000),
  asked_by uuid,
  asked_at timestamptz not null,
  primary key (provider_id, id)
);
comment on table consent_request is 'A client is asked to agree to further overage in a month; asked_by is null where the cap was near and nobody had asked.';
comment on column consent_request.rate is 'For one hour of overage, in minor units of the currency, as the contract had it when the client was asked.';
create index consent_request_month on consent_request (provider_id, contract_id, month);
create index consent_request_client on consent_request (provider_id, client_id, asked_at);
alter table consent_request add foreign key (provider_id, client_id) references client (provider_id, id);
alter table consent_request add foreign key (provider_id, contract_id) references contract (provider_id, id);
alter table consent_request add foreign key (provider_id, asked_by) references person (provider_id, id);
call isolate('consent_request', 'client', 'select, insert');
call append_only('consent_request');

create table consent_answer (
  provider_id uuid not null,
  consent_request_id uuid not null,
  client_id uuid not null,
  answer text not null check (answer in ('agreed', 'declined')),
  note text not null default '' check (length(note) <= 1000),
  answered_by uuid not null,
  answered_at timestamptz not null,
  primary key (provider_id, consent_request_id)
);
comment on table consent_answer is 'What the client answered; made once.';
alter table consent_answer add foreign key (provider_id, consent_request_id) references consent_request (provider_id, id);
alter table consent_answer add foreign key (provider_id, client_id) references client (provider_id, id);
alter table consent_answer add foreign key (provider_id, answered_by) references person (provider_id, id);
call isolate('consent_answer', 'client', 'select, insert');
call append_only('consent_answer');

create table entry_emergency (
  provider_id uuid not null,
  entry_id uuid not null,
  client_id uuid not null,
  reason text not null check (length(reason) between 1 and 1000),
  given_by uuid not null,
  given_at timestamptz not null,
  primary key (provider_id, entry_id)
);
comment on table entry_emergency is 'Why work could not wait for the client''s consent to overage beyond its cap.';
create index entry_emergency_client on entry_emergency (provider_id, client_id, entry_id);
alter table entry_emergency add foreign key (provider_id, entry_id) references entry (provider_id, id) on delete cascade;
alter table entry_emergency add foreign key (provider_id, client_id) references client (provider_id, id);
alter table entry_emergency add foreign key (provider_id, given_by) references person (provider_id, id);
call isolate('entry_emergency', 'client', 'select, insert');
create trigger closed_month before insert or update or delete on entry_emergency for each row execute function guard_entry_row();
create trigger never_truncated before truncate on entry_emergency for each statement execute function refuse_change();

create table invoice_consent (
  provider_id uuid not null,
  invoice_id uuid not null,
  consent_request_id uuid not null,
  client_id uuid not null,
  agreed_by text not null,
  agreed_on date not null,
  minutes integer not null check (minutes > 0),
  primary key (provider_id, invoice_id, consent_request_id)
);
comment on table invoice_consent is 'The consents on which the overage of an invoice rests, as they were when the month was closed.';
comment on column invoice_consent.agreed_on is 'By the contract''s clock.';
alter table invoice_consent add foreign key (provider_id, invoice_id) references invoice (provider_id, id);
alter table invoice_consent add foreign key (provider_id, consent_request_id) references consent_request (provider_id, id);
alter table invoice_consent add foreign key (provider_id, client_id) references client (provider_id, id);
call isolate('invoice_consent', 'client', 'select, insert');
call append_only('invoice_consent');

create table alert_setting (
  provider_id uuid not null,
  id uuid not null,
  client_id uuid not null,
  percents integer[] not null check (1 <= all (percents) and 100 >= all (percents) and cardinality(percents) <= 10),
  overage_foreseen boolean not null,
  hours_expiring boolean not null,
  mail_csdm boolean not null,
  set_by uuid not null,
  set_at timestamptz not null,
  primary key (provider_id, id)
);
comment on table alert_setting is 'At which levels of its hours a client wants to be told; the latest row holds.';
comment on column alert_setting.percents is 'Whole percent of the month''s hours that are used.';
create index alert_setting_client on alert_setting (provider_id, client_id, set_at);
alter table alert_setting add foreign key (provider_id, client_id) references client (provider_id, id);
alter table alert_setting add foreign key (provider_id, set_by) references person (provider_id, id);
call isolate('alert_setting', 'client', 'select, insert');
call append_only('alert_setting');

create table alert_setting_contact (
  provider_id uuid not null,
  alert_setting_id uuid not null,
  contact_id uuid not null,
  client_id uuid not null,
  primary key (provider_id, alert_setting_id, contact_id)
);
comment on table alert_setting_contact is 'Contacts of the client who are told by mail.';
alter table alert_setting_contact add foreign key (provider_id, alert_setting_id) references alert_setting (provider_id, id);
alter table alert_setting_contact add foreign key (provider_id, contact_id) references contact (provider_id, id);
alter table alert_setting_contact add foreign key (provider_id, client_id) references client (provider_id, id);
call isolate('alert_setting_contact', 'client', 'select, insert');
call append_only('alert_setting_contact');

create table alert (
  provider_id uuid not null,
  id uuid not null,
  client_id uuid not null,
  contract_id uuid not null,
  month date not null check (extract(day from month) = 1),
  level text not null check (level ~ '^(used-[1-9][0-9]{0,2}|overage-foreseen|hours-expiring|cap-near)$'),
  words text not null check (length(words) between 1 and 1000),
  reached_at timestamptz not null,
  primary key (provider_id, id),
  unique (provider_id, client_id, month, level)
);
comment on table alert is 'A level that a client''s month has reached: told once for each client, month and level.';
create index alert_newest on alert (provider_id, reached_at, id);
alter table alert add foreign key (provider_id, client_id) references client (provider_id, id);
alter table alert add foreign key (provider_id, contract_id) references contract (provider_id, id);
call isolate('alert', 'client', 'select, insert');
call append_only('alert');

create table alert_dismissal (
  provider_id uuid not null,
  alert_id uuid not null,
  person_id uuid not null,
  client_id uuid not null,
  dismissed_at timestamptz not null,
  primary key (provider_id, alert_id, person_id)
);
comment on table alert_dismissal is 'Who has read an alert and wants to see it no more; others still do.';
alter table alert_dismissal add foreign key (provider_id, alert_id) references alert (provider_id, id);
alter table alert_dismissal add foreign key (provider_id, person_id) references person (provider_id, id);
alter table alert_dismissal add foreign key (provider_id, client_id) references client (provider_id, id);
call isolate('alert_dismissal', 'client', 'select, insert');
call append_only('alert_dismissal');
