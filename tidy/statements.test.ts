import { expect, test } from 'vitest';
import { useDatabase } from '../test/database.ts';
import { readsWithoutProvider } from '../test/statements.ts';

const db = useDatabase();

// What the application sends is looked at where it is sent: at the end of every test file that has a database.
test.each([
  ['one table', 'select id from entry where provider_id = $1 and person_id = $2', []],
  [
    'a table whose provider is left to row-level security',
    'select id from entry where person_id = $1',
    ['entry'],
  ],
  [
    'a join by the provider',
    'select e.id from entry e join client c on c.provider_id = e.provider_id and c.id = e.client_id where e.provider_id = $1',
    [],
  ],
  [
    'a join that forgets one side',
    'select e.id from entry e join client c on c.id = e.client_id where e.provider_id = $1',
    ['client'],
  ],
  [
    'a question within a question',
    'select id from client c where c.provider_id = $1 and exists (select from contact where client_id = c.id)',
    ['contact'],
  ],
  [
    'a provider from the connection, which leads to no shard',
    `select id from entry where provider_id = current_setting('app.provider', true)::uuid`,
    ['entry'],
  ],
  ['a change', 'update client set name = $2 where id = $1', ['client']],
  ['a change of one provider', 'update client set name = $3 where provider_id = $1 and id = $2', []],
  ['a deletion', 'delete from entry where id = $1', ['entry']],
  ['a row put in', 'insert into outbox (provider_id, fact_id) values ($1, $2)', []],
  [
    'rows put in from another table',
    'insert into outbox (provider_id, fact_id) select provider_id, id from fact where id = $1',
    ['fact'],
  ],
  ["the directory, which is nobody's own", 'select provider_id from directory', []],
  ['a transaction', 'begin', []],
])('%s', async (_, statement, tables) => {
  const found = await readsWithoutProvider(db.owner, [statement]);
  expect(found).toEqual(tables.map((table) => `${table}: ${statement}`));
});
