import { sql } from 'kysely';
import type { Db } from '../database/transaction.ts';
import type { ClientId, PersonId, ProviderId } from '../people/person.ts';

/** An entry with what became of it, ready to be written. */
export interface EntryRow {
  readonly id: string;
  readonly client_id: ClientId;
  readonly person_id: PersonId;
  readonly role: string;
  readonly technology_group_id: string | null;
  readonly started_at: string;
  readonly ended_at: string;
  readonly billing: string;
  readonly subject: string;
  readonly note: string;
  readonly booking_id: string | null;
  readonly state: 'draft' | 'submitted' | 'approved';
  readonly submitted_at: string;
  readonly decided_by: PersonId;
  readonly decided_at: string;
}

const rowsAtOnce = 5000;

/** Writes entries with their submissions and approvals, a few thousand with each statement. */
export async function insertEntries(
  db: Db,
  provider: ProviderId,
  rows: readonly EntryRow[],
  written: (done: number) => void,
): Promise<void> {
  for (let from = 0; from < rows.length; from += rowsAtOnce) {
    const some = JSON.stringify(rows.slice(from, from + rowsAtOnce));
    await sql`
      insert into entry (provider_id, id, client_id, person_id, role, technology_group_id, started_at, ended_at, billing, subject_kind,
        subject, note, booking_id, created_by, created_at)
      select ${provider}::uuid, r.id, r.client_id, r.person_id, r.role, r.technology_group_id, r.started_at, r.ended_at, r.billing,
        'activity', r.subject, r.note, r.booking_id, r.person_id, r.ended_at
      from jsonb_to_recordset(${some}::jsonb) as r (id uuid, client_id uuid, person_id uuid, role text, technology_group_id text,
        started_at timestamptz, ended_at timestamptz, billing text, subject text, note text, booking_id uuid)`.execute(
      db,
    );
    await sql`
      insert into submission (provider_id, entry_id, client_id, submitted_by, submitted_at)
      select ${provider}::uuid, r.id, r.client_id, r.person_id, r.submitted_at
      from jsonb_to_recordset(${some}::jsonb) as r (id uuid, client_id uuid, person_id uuid, state text, submitted_at timestamptz)
      where r.state = 'submitted'`.execute(db);
    await sql`
      insert into approval (provider_id, entry_id, client_id, decision, submitted_by, submitted_at, decided_by, decided_at)
      select ${provider}::uuid, r.id, r.client_id, 'approved', r.person_id, r.submitted_at, r.decided_by, r.decided_at
      from jsonb_to_recordset(${some}::jsonb) as r (id uuid, client_id uuid, person_id uuid, state text, submitted_at timestamptz,
        decided_by uuid, decided_at timestamptz)
      where r.state = 'approved'`.execute(db);
    written(Math.min(from + rowsAtOnce, rows.length));
  }
}
