import type { Db } from '../database/transaction.ts';
import { known } from '../core/id.ts';
import type { ClientId, PersonId, ProviderId } from '../people/person.ts';

/** When somebody's feed was made; null where there is none. */
export async function findFeed(db: Db, provider: ProviderId, person: PersonId): Promise<string | null> {
  const row = await db
    .selectFrom('calendar_feed')
    .select('made_at')
    .where('provider_id', '=', provider)
    .where('person_id', '=', person)
    .executeTakeFirst();
  return row?.made_at ?? null;
}

/** Whose feed it is that this secret opens; null where it opens none. */
export async function findFeedOwner(
  db: Db,
  provider: ProviderId,
  secretSha256: Buffer,
): Promise<PersonId | null> {
  const row = await db
    .selectFrom('calendar_feed')
    .select('person_id')
    .where('provider_id', '=', provider)
    .where('secret_sha256', '=', secretSha256)
    .executeTakeFirst();
  return row ? known(row.person_id) : null;
}

/** Makes somebody's feed, in place of the one they had. */
export async function saveFeed(
  db: Db,
  provider: ProviderId,
  owner: { readonly person: PersonId; readonly client: ClientId | null },
  secretSha256: Buffer,
  at: string,
): Promise<void> {
  await db
    .insertInto('calendar_feed')
    .values({
      provider_id: provider,
      person_id: owner.person,
      client_id: owner.client,
      secret_sha256: secretSha256,
      made_at: at,
    })
    .onConflict((conflict) =>
      conflict
        .columns(['provider_id', 'person_id'])
        .doUpdateSet({ secret_sha256: secretSha256, made_at: at }),
    )
    .execute();
}

export async function deleteFeed(db: Db, provider: ProviderId, person: PersonId): Promise<void> {
  await db
    .deleteFrom('calendar_feed')
    .where('provider_id', '=', provider)
    .where('person_id', '=', person)
    .execute();
}
