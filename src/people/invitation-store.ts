import { known } from '../core/id.ts';
import type { Db } from '../database/transaction.ts';
import type { Invitation } from './invitation.ts';
import type { PersonId, ProviderId } from './person.ts';

/** Puts a new link in the place of whatever link a person had. */
export async function saveInvitation(
  db: Db,
  provider: ProviderId,
  person: PersonId,
  made: { tokenHash: string; by: PersonId | null; at: Temporal.Instant; expiresAt: Temporal.Instant },
): Promise<void> {
  const columns = {
    token_hash: made.tokenHash,
    invited_by: made.by,
    invited_at: made.at.toString(),
    expires_at: made.expiresAt.toString(),
    accepted_at: null,
  };
  await db
    .insertInto('invitation')
    .values({ provider_id: provider, person_id: person, ...columns })
    .onConflict((conflict) => conflict.columns(['provider_id', 'person_id']).doUpdateSet(columns))
    .execute();
}

/** The invitation behind a link, locked until the transaction ends where it may write; null where no link has this token. */
export async function findInvitation(
  db: Db,
  provider: ProviderId,
  tokenHash: string,
  lock: boolean,
): Promise<Invitation | null> {
  const row = await db
    .selectFrom('invitation')
    .select(['person_id', 'expires_at', 'accepted_at'])
    .where('provider_id', '=', provider)
    .where('token_hash', '=', tokenHash)
    .$if(lock, (query) => query.forUpdate())
    .executeTakeFirst();
  return row
    ? {
        personId: known(row.person_id),
        expiresAt: Temporal.Instant.from(row.expires_at),
        acceptedAt: row.accepted_at === null ? null : Temporal.Instant.from(row.accepted_at),
      }
    : null;
}

export async function closeInvitation(
  db: Db,
  provider: ProviderId,
  person: PersonId,
  at: Temporal.Instant,
): Promise<void> {
  await db
    .updateTable('invitation')
    .set({ accepted_at: at.toString() })
    .where('provider_id', '=', provider)
    .where('person_id', '=', person)
    .execute();
}
