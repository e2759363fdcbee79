import { sql } from 'kysely';
import type { Db } from '../database/transaction.ts';
import type { ClientId, ProviderId } from '../people/person.ts';
import type { By } from './decision-store.ts';
import type { Entry, EntryId } from './entry.ts';

/** Keeps why an entry could not wait; false where that is known. */
export async function insertEmergency(
  db: Db,
  provider: ProviderId,
  { entry, client, reason }: { readonly entry: EntryId; readonly client: ClientId; readonly reason: string },
  { person, at }: By,
): Promise<boolean> {
  const inserted = await db
    .insertInto('entry_emergency')
    .values({
      provider_id: provider,
      entry_id: entry,
      client_id: client,
      reason,
      given_by: person,
      given_at: at.toString(),
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return inserted.numInsertedOrUpdatedRows === 1n;
}

/** Those of some entries that could not wait. */
export async function emergenciesAmong(
  db: Db,
  provider: ProviderId,
  entries: readonly string[],
): Promise<ReadonlySet<string>> {
  if (entries.length === 0) return new Set();
  const rows = await db
    .selectFrom('entry_emergency')
    .select('entry_id')
    .where('provider_id', '=', provider)
    .where('entry_id', '=', sql<string>`any (${entries}::uuid[])`)
    .execute();
  return new Set(rows.map(({ entry_id }) => entry_id));
}

/** Keeps with a part of an entry why the whole could not wait, where both are for one client. */
export async function keepEmergency(
  db: Db,
  provider: ProviderId,
  whole: Pick<Entry, 'id' | 'clientId'>,
  part: Pick<Entry, 'id' | 'clientId'>,
): Promise<void> {
  if (whole.clientId !== part.clientId) return;
  await sql`
    insert into entry_emergency (provider_id, entry_id, client_id, reason, given_by, given_at)
    select provider_id, ${part.id}::uuid, client_id, reason, given_by, given_at from entry_emergency
    where provider_id = ${provider} and entry_id = ${whole.id}`.execute(db);
}
