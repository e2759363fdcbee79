-- What an invoice needs beyond its lines to be one that tax law and other people's systems take: whose it is, where they are, what tax
-- is on it. Settings are only ever added to; what an invoice was issued with is kept with it.

create table tax (
  provider_id uuid not null,
  id uuid not null,
  name text not null check (length(name) between 1 and 60),
  category text not null check (category in ('S', 'Z', 'E', 'AE', 'O')),
  reason_code text check (length(reason_code) between 1 and 40),
  reason text check (length(reason) between 1 and 300),
  added_by uuid not null,
  added_at timestamptz not null,
  primary key (provider_id, id),
  unique (provider_id, name),
  check ((category in ('S', 'Z')) = (reason is null)),
  check (reason_code is null or reason is not null)
);
comment on table tax is 'A tax the provider charges, or why it charges none.';
comment on column tax.category is 'As EN 16931 has it: S standard, Z zero, E exempt, AE reverse charge, O outside scope.';
comment on column tax.reason_code is 'Why nothing is charged, in the code list VATEX.';
alter table tax add foreign key (provider_id) references provider (provider_id);
alter table tax add foreign key (provider_id, added_by) references person (provider_id, id);
call isolate('tax', 'staff', 'select, insert');
call append_only('tax');

create table tax_rate (
  provider_id uuid not null,
  tax_id uuid not null,
  from_day date not null,
  basis_points integer not null check (basis_points between 1 and 10000),
  set_by uuid not null,
  set_at timestamptz not null,
  primary key (provider_id, tax_id, from_day)
);
comment on table tax_rate is 'How much a standard tax is from a day on, until the next row. Never edited: a new rate is a new row.';
comment on column tax_rate.basis_points is 'Hundredths of a percent: 20 % is 2000.';
alter table tax_rate add foreign key (provider_id, tax_id) references tax (provider_id, id);
alter table tax_rate add foreign key (provider_id, set_by) references person (provider_id, id);
call isolate('tax_rate', 'staff', 'select, insert');
call append_only('tax_rate');

create table tax_treatment (
  provider_id uuid not null,
  client_id uuid not null,
  from_day date not null,
  tax_id uuid not null,
  expense_tax_id uuid not null,
  set_by uuid not null,
  set_at timestamptz not null,
  primary key (provider_id, client_id, from_day)
);
comment on table tax_treatment is 'Which tax is on the invoices of a client from a day on, until the next row. Never edited.';
comment on column tax_treatment.expense_tax_id is 'The tax on expenses passed on; often the same.';
alter table tax_treatment add foreign key (provider_id, client_id) references client (provider_id, id);
alter table tax_treatment add foreign key (provider_id, tax_id) references tax (provider_id, id);
alter table tax_treatment add foreign key (provider_id, expense_tax_id) references tax (provider_id, id);
alter table tax_treatment add foreign key (provider_id, set_by) references person (provider_id, id);
call isolate('tax_treatment', 'staff', 'select, insert');
call append_only('tax_treatment');

create table provider_invoicing (
  provider_id uuid not null,
  version integer not null check (version > 0),
  details jsonb not null check (jsonb_typeof(details) = 'object'),
  changed_by uuid not null,
  changed_at timestamptz not null,
  primary key (provider_id, version)
);
comment on table provider_invoicing is 'What stands on invoices about the provider; the highest version holds for what is issued from then on.';
alter table provider_invoicing add foreign key (provider_id) references provider (provider_id);
alter table provider_invoicing add foreign key (provider_id, changed_by) references person (provider_id, id);
call isolate('provider_invoicing', 'readable', 'select, insert');
call append_only('provider_invoicing');

create table client_invoicing (
  provider_id uuid not null,
  client_id uuid not null,
  version integer not null check (version > 0),
  details jsonb not null check (jsonb_typeof(details) = 'object'),
  changed_by uuid not null,
  changed_at timestamptz not null,
  primary key (provider_id, client_id, version)
);
comment on table client_invoicing is 'What stands on invoices about the client; the highest version holds for what is issued from then on.';
alter table client_invoicing add foreign key (provider_id, client_id) references client (provider_id, id);
alter table client_invoicing add foreign key (provider_id, changed_by) references person (provider_id, id);
call isolate('client_invoicing', 'client', 'select, insert');
call append_only('client_invoicing');

create table invoice_paper (
  provider_id uuid not null,
  invoice_id uuid not null,
  client_id uuid not null,
  issued_on date not null,
  due_on date not null check (due_on >= issued_on),
  tax bigint not null,
  seller jsonb not null check (jsonb_typeof(seller) = 'object'),
  buyer jsonb not null check (jsonb_typeof(buyer) = 'object'),
  primary key (provider_id, invoice_id)
);
comment on table invoice_paper is 'What stands on an invoice besides its lines, as it was when it was issued. Invoices from before have none: no tax.';
comment on column invoice_paper.issued_on is 'The day of issue in the zone of the contract; rates of tax are those of this day.';
comment on column invoice_paper.tax is 'Minor units of the invoice''s currency, the sum over its groups; on top of the invoice''s total.';
alter table invoice_paper add foreign key (provider_id, invoice_id) references invoice (provider_id, id);
alter table invoice_paper add foreign key (provider_id, client_id) references client (provider_id, id);
call isolate('invoice_paper', 'client', 'select, insert');
call append_only('invoice_paper');

create table invoice_tax (
  provider_id uuid not null,
  invoice_id uuid not null,
  position smallint not null check (position > 0),
  client_id uuid not null,
  name text not null check (length(name) between 1 and 60),
  category text not null check (category in ('S', 'Z', 'E', 'AE', 'O')),
  basis_points integer not null check (basis_points between 0 and 10000),
  reason_code text,
  reason text,
  net bigint not null,
  tax bigint not null,
  primary key (provider_id, invoice_id, position),
  check ((category = 'S') = (basis_points > 0)),
  check (category = 'S' or tax = 0),
  check ((category in ('S', 'Z')) = (reason is null)),
  check (tax = sign(net) * floor((abs(net)::numeric * basis_points * 2 + 10000) / 20000))
);
comment on table invoice_tax is 'One row for each tax and rate on an invoice: the lines it is on together, and the tax on that, half up.';
comment on column invoice_tax.basis_points is 'Hundredths of a percent.';
comment on column invoice_tax.net is 'Minor units of the invoice''s currency.';
comment on column invoice_tax.tax is 'Minor units of the invoice''s currency.';
alter table invoice_tax add foreign key (provider_id, invoice_id) references invoice_paper (provider_id, invoice_id);
alter table invoice_tax add foreign key (provider_id, client_id) references client (provider_id, id);
call isolate('invoice_tax', 'client', 'select, insert');
call append_only('invoice_tax');

create table invoice_line_tax (
  provider_id uuid not null,
  invoice_id uuid not null,
  position integer not null check (position > 0),
  client_id uuid not null,
  tax_position smallint not null,
  tax bigint not null,
  primary key (provider_id, invoice_id, position)
);
comment on table invoice_line_tax is 'Which tax is on a line, and the line''s share of it: shares add up to the tax of the group.';
comment on column invoice_line_tax.tax is 'Minor units of the invoice''s currency.';
create index invoice_line_tax_group on invoice_line_tax (provider_id, invoice_id, tax_position);
alter table invoice_line_tax add foreign key (provider_id, invoice_id, position) references invoice_line (provider_id, invoice_id, position);
alter table invoice_line_tax add foreign key (provider_id, invoice_id, tax_position) references invoice_tax (provider_id, invoice_id, position);
alter table invoice_line_tax add foreign key (provider_id, client_id) references client (provider_id, id);
call isolate('invoice_line_tax', 'client', 'select, insert');
call append_only('invoice_line_tax');
