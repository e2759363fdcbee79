create table booking_hold (
  provider_id uuid not null,
  booking_id uuid not null,
  client_id uuid not null,
  person_id uuid not null,
  starts_at timestamptz not null,
  ends_at timestamptz not null check (ends_at > starts_at),
  primary key (provider_id, booking_id),
  constraint booking_hold_overlap exclude using gist (provider_id with =, person_id with =, tstzrange(starts_at, ends_at) with &&)
);
comment on table booking_hold is 'The time [starts_at, ends_at) that an approved booking holds in a person''s calendar: no two of one person at once.';
create index booking_hold_person on booking_hold (provider_id, person_id, starts_at);
alter table booking_hold add foreign key (provider_id, booking_id) references booking (provider_id, id);
alter table booking_hold add foreign key (provider_id, client_id) references client (provider_id, id);
alter table booking_hold add foreign key (provider_id, person_id) references person (provider_id, id);
call isolate('booking_hold', 'client', 'select, insert');
-- Of bookings that were approved before holds were kept and overlap, the one that begins first holds the time.
insert into booking_hold (provider_id, booking_id, client_id, person_id, starts_at, ends_at)
select b.provider_id, b.id, b.client_id, b.person_id, b.starts_at, b.ends_at
from booking b join booking_decision d on d.provider_id = b.provider_id and d.booking_id = b.id and d.decision = 'approved'
order by b.provider_id, b.starts_at, b.id on conflict do nothing;
call append_only('booking_hold');
