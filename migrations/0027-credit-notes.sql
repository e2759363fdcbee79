-- What was credited or charged to a client that has no invoice to come leaves the house on an invoice of its own.

alter table invoice add column kind text not null default 'month' check (kind in ('month', 'adjustments'));
comment on column invoice.kind is 'Of a month, issued with its closure; or of adjustments alone, where no other was to come: its closure is then the client''s last one.';
alter table invoice drop constraint invoice_provider_id_closure_id_key;
create unique index invoice_of_month on invoice (provider_id, closure_id) where kind = 'month';
create index invoice_closure on invoice (provider_id, closure_id);
