import { sql } from 'kysely';
import type { Db } from '../database/transaction.ts';
import type { ProviderId } from '../people/person.ts';
import type { By } from './decision-store.ts';
import type { Entry, EntryId } from './entry.ts';
import type { Piece } from './piece.ts';

/** A piece as it is kept: the first in the entry's own row, the others in rows of their own. `settled` names its change of billing. */
export interface KeptPiece extends Piece {
  readonly id: EntryId;
  readonly settled: string;
}

/**
 * Keeps an entry in pieces, those after hours as goodwill, each standing where the entry stood: submitted, or approved by the same person
 * at the same moment. The entry must be locked.
 */
export async function keepInPieces(
  db: Db,
  provider: ProviderId,
  { id, version }: Pick<Entry, 'id' | 'version'>,
  [first, ...others]: readonly [KeptPiece, ...KeptPiece[]],
  reason: string,
  { person, at }: By,
): Promise<void> {
  const written = [first, ...others].filter(({ isAfterHours }) => isAfterHours);
  await sql`
    update entry set started_at = ${first.startedAt}, ended_at = ${first.endedAt}, version = ${version + 1}
    where provider_id = ${provider} and id = ${id}`.execute(db);
  if (others.length > 0) await insertPieces(db, provider, id, others);
  await sql`
    insert into reclassification (provider_id, id, entry_id, client_id, from_billing, to_billing, reason, decided_by, decided_at)
    select ${provider}, piece.settled, e.id, e.client_id, e.billing, 'goodwill', ${reason}, ${person}, ${at.toString()}
    from unnest(${written.map((piece) => piece.id)}::uuid[], ${written.map(({ settled }) => settled)}::uuid[]) piece (id, settled)
      join entry e on e.provider_id = ${provider} and e.id = piece.id`.execute(db);
  await sql`
    update entry set billing = 'goodwill'
    where provider_id = ${provider} and id = any(${written.map((piece) => piece.id)}::uuid[])`.execute(db);
}

async function insertPieces(
  db: Db,
  provider: ProviderId,
  entry: EntryId,
  pieces: readonly KeptPiece[],
): Promise<void> {
  const ids = pieces.map(({ id }) => id);
  await sql`
    insert into entry (provider_id, id, client_id, person_id, role, technology_group_id, started_at, ended_at, billing, subject_kind,
      subject, note, booking_id, allowed_by, allowance, created_by)
    select e.provider_id, piece.id, e.client_id, e.person_id, e.role, e.technology_group_id, piece.started_at, piece.ended_at, e.billing,
      e.subject_kind, e.subject, e.note, e.booking_id, e.allowed_by, e.allowance, e.created_by
    from entry e, unnest(${ids}::uuid[], ${pieces.map(({ startedAt }) => startedAt)}::timestamptz[],
      ${pieces.map(({ endedAt }) => endedAt)}::timestamptz[]) piece (id, started_at, ended_at)
    where e.provider_id = ${provider} and e.id = ${entry}`.execute(db);
  await sql`
    with waiting as (
      insert into submission (provider_id, entry_id, client_id, submitted_by, submitted_at)
      select s.provider_id, piece.id, s.client_id, s.submitted_by, s.submitted_at
      from submission s, unnest(${ids}::uuid[]) piece (id) where s.provider_id = ${provider} and s.entry_id = ${entry}
    )
    insert into approval (provider_id, entry_id, client_id, decision, reason, submitted_by, submitted_at, decided_by, decided_at)
    select a.provider_id, piece.id, a.client_id, a.decision, a.reason, a.submitted_by, a.submitted_at, a.decided_by, a.decided_at
    from approval a, unnest(${ids}::uuid[]) piece (id) where a.provider_id = ${provider} and a.entry_id = ${entry}`.execute(
    db,
  );
}
