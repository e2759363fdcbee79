-- A client disputes a line of an issued invoice. The invoice stays as it is: the thread stands beside the line, and ends in an adjustment
-- or in an answer.

create table dispute (
  provider_id uuid not null,
  id uuid not null,
  client_id uuid not null,
  invoice_id uuid not null,
  position integer not null,
  follows uuid,
  reason text not null check (length(reason) between 1 and 2000),
  opened_by uuid not null,
  opened_at timestamptz not null,
  primary key (provider_id, id),
  unique (provider_id, invoice_id, position, id),
  constraint dispute_one_open unique nulls not distinct (provider_id, invoice_id, position, follows)
);
comment on table dispute is 'What a client does not agree to about a line of an invoice. It is open until it is settled.';
comment on column dispute.follows is 'The dispute of the same line that was settled before it; null for the first. As only a settled one is followed, and each once, a line has at most one that is open.';
create index dispute_client on dispute (provider_id, client_id, opened_at);
alter table dispute add foreign key (provider_id, client_id) references client (provider_id, id);
alter table dispute add foreign key (provider_id, invoice_id) references invoice (provider_id, id);
alter table dispute add constraint dispute_line foreign key (provider_id, invoice_id, position)
  references invoice_line (provider_id, invoice_id, position);
alter table dispute add foreign key (provider_id, opened_by) references person (provider_id, id);
call isolate('dispute', 'client', 'select, insert');
call append_only('dispute');

create table dispute_message (
  provider_id uuid not null,
  dispute_id uuid not null,
  nth integer not null check (nth > 0),
  client_id uuid not null,
  words text not null check (length(words) between 1 and 2000),
  written_by uuid not null,
  written_at timestamptz not null,
  primary key (provider_id, dispute_id, nth)
);
comment on table dispute_message is 'What the client and the provider wrote about a dispute after its reason, in their order; both read all of it.';
alter table dispute_message add foreign key (provider_id, dispute_id) references dispute (provider_id, id);
alter table dispute_message add foreign key (provider_id, client_id) references client (provider_id, id);
alter table dispute_message add foreign key (provider_id, written_by) references person (provider_id, id);
call isolate('dispute_message', 'client', 'select, insert');
call append_only('dispute_message');

alter table adjustment add unique (provider_id, invoice_id, position, id);

create table dispute_settlement (
  provider_id uuid not null,
  dispute_id uuid not null,
  client_id uuid not null,
  invoice_id uuid not null,
  position integer not null,
  adjustment_id uuid,
  words text not null check (length(words) between 1 and 1000),
  settled_by uuid not null,
  settled_at timestamptz not null,
  primary key (provider_id, dispute_id),
  unique (provider_id, invoice_id, position, dispute_id),
  unique (provider_id, adjustment_id)
);
comment on table dispute_settlement is 'How a dispute ended; made once.';
comment on column dispute_settlement.adjustment_id is 'The credit or debit of the same line that it ended in; null where it ended in an answer.';
comment on column dispute_settlement.words is 'The closing words; of an adjustment they are its reason as well.';
alter table dispute_settlement add foreign key (provider_id, invoice_id, position, dispute_id)
  references dispute (provider_id, invoice_id, position, id);
alter table dispute_settlement add foreign key (provider_id, invoice_id, position, adjustment_id)
  references adjustment (provider_id, invoice_id, position, id);
alter table dispute_settlement add foreign key (provider_id, client_id) references client (provider_id, id);
alter table dispute_settlement add foreign key (provider_id, settled_by) references person (provider_id, id);
call isolate('dispute_settlement', 'client', 'select, insert');
call append_only('dispute_settlement');
alter table dispute add foreign key (provider_id, invoice_id, position, follows)
  references dispute_settlement (provider_id, invoice_id, position, dispute_id);
