alter table booking add column follows_id uuid;
comment on column booking.follows_id is 'The declined booking whose offered slot this one takes; taken once.';
alter table booking add unique (provider_id, follows_id);
alter table booking add foreign key (provider_id, follows_id) references booking (provider_id, id);

alter table booking_decision add column slot_from timestamptz;
alter table booking_decision add column slot_to timestamptz;
comment on column booking_decision.slot_from is 'The window [slot_from, slot_to) that is offered instead of the one declined.';
comment on column booking_decision.slot_to is 'The end of the window that is offered.';
alter table booking_decision add check ((slot_from is null) = (slot_to is null));
alter table booking_decision add check (slot_from is null or decision = 'declined' and slot_to > slot_from);

create table rest_rule (
  provider_id uuid primary key,
  hours_min integer not null check (hours_min between 0 and 24),
  set_by uuid not null,
  set_at timestamptz not null
);
comment on table rest_rule is 'How many hours of rest a person should have beside after-hours work; where a provider has set none, it is 11.';
alter table rest_rule add foreign key (provider_id) references provider (provider_id);
alter table rest_rule add foreign key (provider_id, set_by) references person (provider_id, id);
call isolate('rest_rule', 'staff', 'select, insert, update');
