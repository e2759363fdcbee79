import { sql } from 'kysely';
import { known } from '../core/id.ts';
import { refusalBehind, refusing } from '../database/refusals.ts';
import type { Db } from '../database/transaction.ts';
import type { PersonId, ProviderId } from '../people/person.ts';
import { occurrenceUnknown, overlaps, type Captured } from './capture.ts';
import { entryFrom, entryRows } from './entry-row-store.ts';
import type { Entry, EntryDraft, EntryId } from './entry.ts';

/** `locked` keeps anybody from deciding on the entry or changing it until the transaction ends. */
export async function findEntry(
  db: Db,
  provider: ProviderId,
  id: EntryId,
  mode: 'read' | 'locked' = 'read',
): Promise<Entry | null> {
  const row = await entryRows(db, provider)
    .where('e.id', '=', id)
    .$if(mode === 'locked', (query) => query.forUpdate('e'))
    .executeTakeFirst();
  return row ? entryFrom(row) : null;
}

/** What the constraints say that settle two who are at work at once. */
export const overlapping = {
  entry_overlap: overlaps,
  late_time_overlap: overlaps,
  entry_occurrence_known: occurrenceUnknown,
};

/** Saves an entry; null where another of the same person is in the way, also one that was saved at the same moment. */
export async function insertEntry(
  db: Db,
  provider: ProviderId,
  { id, person, by }: { readonly id: EntryId; readonly person: PersonId; readonly by: PersonId },
  draft: EntryDraft,
  captured: Captured,
): Promise<EntryId | null> {
  const row = await refusing(
    overlapping,
    db
      .insertInto('entry')
      .values({
        provider_id: provider,
        id,
        person_id: person,
        created_by: by,
        ...columnsOf(draft, captured),
      })
      .onConflict((conflict) => conflict.doNothing())
      .returning('id')
      .executeTakeFirst(),
  );
  return row ? known<'entry'>(row.id) : null;
}

/**
 * Saves an edit made from `version` and makes the entry a draft again, unless it has moved on since or was decided on, or another of the
 * same person is in the way, also one that was saved at the same moment.
 */
export async function updateEntry(
  db: Db,
  provider: ProviderId,
  { id, version }: { readonly id: EntryId; readonly version: number },
  draft: EntryDraft,
  captured: Captured,
): Promise<'saved' | 'moved-on' | 'in-the-way'> {
  // The transaction goes on after a collision, so that the entry in the way can be named.
  await sql.raw('savepoint edit').execute(db);
  try {
    const updated = await db
      .updateTable('entry')
      .set({ ...columnsOf(draft, captured), version: version + 1 })
      .where('provider_id', '=', provider)
      .where('id', '=', id)
      .where('version', '=', version)
      .where(notSettled(provider, id))
      .executeTakeFirst();
    if (updated.numUpdatedRows === 0n) return 'moved-on';
  } catch (error) {
    const refused = refusalBehind(error, overlapping);
    if (refused?.kind !== overlaps) throw refused ?? error;
    await sql.raw('rollback to savepoint edit').execute(db);
    return 'in-the-way';
  }
  await forgetDecisions(db, provider, id);
  return 'saved';
}

/** False where it was decided on meanwhile. */
export async function deleteEntry(db: Db, provider: ProviderId, id: EntryId): Promise<boolean> {
  const deleted = await db
    .deleteFrom('entry')
    .where('provider_id', '=', provider)
    .where('id', '=', id)
    .where(notSettled(provider, id))
    .executeTakeFirst();
  return deleted.numDeletedRows > 0n;
}

/** Takes away all that was said about an entry since it was a draft; the facts remember it. */
export async function forgetDecisions(db: Db, provider: ProviderId, id: EntryId): Promise<void> {
  await sql`
    with waited as (delete from submission where provider_id = ${provider} and entry_id = ${id}),
      decided as (delete from approval where provider_id = ${provider} and entry_id = ${id}),
      allowed as (delete from after_hours_approval where provider_id = ${provider} and entry_id = ${id})
    delete from reclassification where provider_id = ${provider} and entry_id = ${id}`.execute(db);
}

const notSettled = (provider: ProviderId, id: EntryId) => sql<boolean>`not exists (
  select from approval settled where settled.provider_id = ${provider} and settled.entry_id = ${id}
    and settled.decision in ('approved', 'referred'))`;

const columnsOf = (draft: EntryDraft, captured: Captured) => ({
  client_id: draft.clientId,
  role: draft.role,
  technology_group_id: draft.technologyGroup,
  started_at: draft.startedAt,
  ended_at: draft.endedAt,
  billing: draft.billing,
  subject_kind: draft.subjectKind,
  subject: draft.subject,
  note: draft.note,
  booking_id: captured.bookingId,
  allowed_by: captured.allowance?.by ?? null,
  allowance: captured.allowance?.reason ?? null,
  scope_decision_id: draft.scopeDecisionId ?? null,
  occurrence_id: draft.occurrenceId ?? null,
});
