-- A proof that a client makes of its own coverage names the last seal of the record by its hash. The number of that seal counts everything that
-- goes on at the provider, so clients do not read it: they read the hash alone.

create table chain_tip (
  provider_id uuid primary key,
  hash text not null check (hash ~ '^[0-9a-f]{64}$')
);
comment on table chain_tip is 'The hash of the last seal of each provider, without its number: what clients may know of the end of the chain.';
call isolate('chain_tip', 'readable', 'select, insert, update');
insert into chain_tip (provider_id, hash) select provider_id, hash from chain_head;

drop policy provider on chain_head;
drop policy client_insert on chain_head;
drop policy client_update on chain_head;
drop policy client_delete on chain_head;
call isolate('chain_head', 'staff', 'select, insert, update');
