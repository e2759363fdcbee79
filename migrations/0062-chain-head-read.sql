-- A proof that a client makes of its own coverage names where the record of facts ended, as one made by the provider does. The head tells how
-- many facts are sealed and a hash that nothing can be read from; only staff and jobs move it.

drop policy provider on chain_head;
drop policy client_scope on chain_head;
call isolate('chain_head', 'readable', 'select, insert, update');
