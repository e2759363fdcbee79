import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { useDatabase } from '../../test/database.ts';
import { createPool } from '../database/pool.ts';
import { createDatabase, type Database } from '../database/transaction.ts';
import { refuseUnsafeRoles } from './roles.ts';
import { openSignIn, type SignInDb } from './sign-in-store.ts';

const db = useDatabase();
/** As with one DATABASE_URL: everybody logs in as the owner, who may do everything. */
let database: Database;
let signInDb: SignInDb;
beforeAll(() => {
  database = createDatabase(createPool(db.url('tandem'), 2));
  signInDb = openSignIn(db.url('tandem'), 2);
});
afterAll(async () => {
  await database.close();
  await signInDb.destroy();
});

describe('the roles that statements run under', () => {
  test('are bound by isolation although the connection belongs to the owner of everything', async () => {
    await expect(refuseUnsafeRoles(database, signInDb)).resolves.toBeUndefined();
  });

  test.each([
    [
      'may not own a table',
      'alter table entry owner to tandem_app',
      'alter table entry owner to tandem',
      'tandem_app',
    ],
    [
      'may not reach passwords',
      'grant usage on schema auth to tandem_app',
      'revoke usage on schema auth from tandem_app',
      'passwords',
    ],
    [
      'may not reach from sign-in to people',
      'grant select on person to tandem_auth',
      'revoke select on person from tandem_auth',
      'tandem_auth',
    ],
  ])('%s', async (_, spoil, mend, told) => {
    await db.owner.query(spoil);
    await expect(refuseUnsafeRoles(database, signInDb)).rejects.toThrow(told);
    await db.owner.query(mend);
  });
});

describe('sign-in under its role', () => {
  test('keeps together what stands in one transaction, and reaches nothing else', async () => {
    const failing = signInDb.transaction().execute(async (tx) => {
      await tx
        .insertInto('set_up')
        .values({ token_hash: 'a'.repeat(64), expires_at: new Date() })
        .execute();
      await tx
        .insertInto('set_up')
        .values({ token_hash: 'a'.repeat(64), expires_at: new Date() })
        .execute();
    });
    await expect(failing).rejects.toThrow('duplicate key');
    expect(await signInDb.selectFrom('set_up').selectAll().execute()).toEqual([]);
    await expect(sql`select * from public.person`.execute(signInDb)).rejects.toThrow('permission denied');
  });
});
