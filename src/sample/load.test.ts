import { randomUUIDv7 } from 'node:crypto';
import { expect, test } from 'vitest';
import { useDatabase } from '../../test/database.ts';
import { known } from '../core/id.ts';
import { loadSample } from './load.ts';

const { database, owner } = useDatabase();

test('the sample provider has people in every role, twelve clients under contract and months of work', async () => {
  const providerId = known<'provider'>(randomUUIDv7());
  const scope = { providerId, clients: '*', actorId: null, requestId: 'test' } as const;
  await database.write(scope, null, (tx) =>
    loadSample({
      ...tx,
      providerId,
      now: Temporal.Instant.from('2026-11-24T15:00:00Z'),
      newId: <K extends string>() => known<K>(randomUUIDv7()),
    }),
  );
  const count = async (sql: string) =>
    Number((await owner.query(`select count(*) as n from ${sql}`)).rows[0]?.n);
  expect(await count('client')).toBe(12);
  expect(await count('contract')).toBe(12);
  // Twelve clients and seven closed months, one client since the eleventh of the third month before.
  expect(await count('invoice')).toBe(11 * 7 + 2);
  expect(await count("invoice_line where kind = 'overage'")).toBeGreaterThan(0);
  expect(await count('entry')).toBeGreaterThan(2000);
  expect(await count('(select distinct unnest(roles) from person) as held')).toBe(7);
});
