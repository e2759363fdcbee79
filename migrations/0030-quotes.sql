-- What a provider offers a client before there is a contract. A draft is the provider's own; what is sent is a row that the client sees, with
-- the document it is shown. Nothing is edited: what became of a quote are rows of their own.

create table quote (
  provider_id uuid not null,
  id uuid not null,
  client_id uuid not null,
  number text not null check (length(number) between 1 and 60),
  offer jsonb not null,
  drafted_by uuid not null,
  drafted_at timestamptz not null,
  primary key (provider_id, id),
  unique (provider_id, number)
);
comment on table quote is 'A quote as it was drafted and priced. No client sees it.';
comment on column quote.offer is 'The options side by side, each a contract with its price, and until which day they can be accepted.';
create index quote_client on quote (provider_id, client_id, id);
alter table quote add foreign key (provider_id, client_id) references client (provider_id, id);
alter table quote add foreign key (provider_id, drafted_by) references person (provider_id, id);
call isolate('quote', 'staff', 'select, insert');
call append_only('quote');

create table quote_file (
  provider_id uuid not null,
  quote_id uuid not null,
  kind text not null check (kind in ('document', 'certificate', 'log')),
  client_id uuid not null,
  file_id uuid not null,
  name text not null check (length(name) between 1 and 200),
  primary key (provider_id, quote_id, kind),
  unique (provider_id, quote_id, file_id)
);
comment on table quote_file is 'The files of a quote: the document that is sent, and with its acceptance the certificate and the log of events.';
create index quote_file_file on quote_file (provider_id, file_id);
alter table quote_file add foreign key (provider_id, quote_id) references quote (provider_id, id);
alter table quote_file add foreign key (provider_id, client_id) references client (provider_id, id);
alter table quote_file add foreign key (provider_id, client_id, file_id) references file (provider_id, client_id, id);
call isolate('quote_file', 'client', 'select, insert');
call append_only('quote_file');
-- Whoever has a file and wants to know what it is asks by what is in it.
create index file_sha256 on file (provider_id, sha256);

create table quote_sending (
  provider_id uuid not null,
  quote_id uuid not null,
  client_id uuid not null,
  number text not null check (length(number) between 1 and 60),
  offer jsonb not null,
  letterhead jsonb not null,
  document_file uuid not null,
  availability_acknowledged boolean not null,
  sent_by uuid not null,
  sent_at timestamptz not null,
  primary key (provider_id, quote_id),
  unique (provider_id, quote_id, document_file)
);
comment on table quote_sending is 'A quote that was sent: what the client sees of it from then on.';
comment on column quote_sending.letterhead is 'The provider as papers named it then.';
comment on column quote_sending.availability_acknowledged is 'The supervisor said that people are available for the supplements of every option.';
create index quote_sending_client on quote_sending (provider_id, client_id, quote_id);
alter table quote_sending add foreign key (provider_id, quote_id) references quote (provider_id, id);
alter table quote_sending add foreign key (provider_id, client_id) references client (provider_id, id);
alter table quote_sending add foreign key (provider_id, sent_by) references person (provider_id, id);
alter table quote_sending add foreign key (provider_id, quote_id, document_file) references quote_file (provider_id, quote_id, file_id);
call isolate('quote_sending', 'client', 'select, insert');
call append_only('quote_sending');

create table quote_outcome (
  provider_id uuid not null,
  quote_id uuid not null,
  client_id uuid not null,
  outcome text not null check (outcome in ('accepted', 'declined', 'withdrawn')),
  decided_by uuid not null,
  decided_at timestamptz not null,
  reason text check (length(reason) between 1 and 1000),
  option_position integer check (option_position > 0),
  document_file uuid,
  signed_name text check (length(signed_name) between 1 and 200),
  authority text check (authority in ('client-executive', 'sign-contract')),
  contract_id uuid,
  sent_quote uuid generated always as (case when outcome <> 'withdrawn' then quote_id end) stored,
  certificate text generated always as (case when outcome = 'accepted' then 'certificate' end) stored,
  log text generated always as (case when outcome = 'accepted' then 'log' end) stored,
  primary key (provider_id, quote_id),
  unique (provider_id, contract_id),
  check ((outcome = 'accepted') = (reason is null)),
  check (num_nonnulls(option_position, document_file, signed_name, authority, contract_id) = case when outcome = 'accepted' then 5 else 0 end)
);
comment on table quote_outcome is 'How a quote ended, once: accepted, which signed a contract, or declined or withdrawn for a reason.';
comment on column quote_outcome.document_file is 'The document that was accepted: the one that was sent.';
comment on column quote_outcome.signed_name is 'As the person who accepted wrote it.';
comment on column quote_outcome.authority is 'Why that person may sign for the client.';
comment on column quote_outcome.sent_quote is 'What is accepted or declined was sent.';
comment on column quote_outcome.certificate is 'With its acceptance a quote has a certificate.';
comment on column quote_outcome.log is 'With its acceptance a quote has a log.';
alter table quote_outcome add foreign key (provider_id, quote_id) references quote (provider_id, id);
alter table quote_outcome add foreign key (provider_id, client_id) references client (provider_id, id);
alter table quote_outcome add foreign key (provider_id, decided_by) references person (provider_id, id);
alter table quote_outcome add foreign key (provider_id, sent_quote) references quote_sending (provider_id, quote_id);
alter table quote_outcome add foreign key (provider_id, quote_id, document_file) references quote_sending (provider_id, quote_id, document_file);
alter table quote_outcome add foreign key (provider_id, client_id, contract_id) references contract (provider_id, client_id, id);
alter table quote_outcome add foreign key (provider_id, quote_id, certificate) references quote_file (provider_id, quote_id, kind);
alter table quote_outcome add foreign key (provider_id, quote_id, log) references quote_file (provider_id, quote_id, kind);
call isolate('quote_outcome', 'client', 'select, insert');
call append_only('quote_outcome');
