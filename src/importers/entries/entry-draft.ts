import type { ClientId, PersonId } from '../../people/person.ts';
import type { Colliding } from '../../time/capture.ts';
import { EntryDraft, type EntryId, type EntryState } from '../../time/entry.ts';
import type { Cells } from '../cells.ts';
import type { EntryRow } from './entry-row.ts';

/** An entry that is there already: one that a row is about, or one that is in the way. */
export interface KnownEntry extends Colliding {
  readonly id: EntryId;
  readonly personId: PersonId;
  readonly clientId: ClientId | null;
  readonly role: string;
  readonly technologyGroup: string | null;
  readonly billing: string;
  readonly subjectKind: string;
  readonly note: string;
  readonly reference: string | null;
  readonly state: EntryState;
  readonly version: number;
}

/**
 * The entry a row comes to: what it says, over what the entry is now or what is so unless said; undefined with the faults noted where it
 * cannot be one. A row of a CSDM takes the technology group away.
 */
export function draftOf(
  cells: Cells,
  row: EntryRow,
  before: KnownEntry | null,
  clientId: ClientId | null,
): EntryDraft | undefined {
  const kept = before && {
    technologyGroup: before.technologyGroup,
    billing: before.billing,
    definedTask: before.billing === 'additional',
    subjectKind: before.subjectKind,
    note: before.note,
  };
  const said = row.said['role'] === 'csdm' ? { technologyGroup: null, ...row.said } : row.said;
  const { startedAt, endedAt } = row;
  const parsed = EntryDraft.safeParse({ ...kept, ...said, clientId, startedAt, endedAt });
  if (parsed.success) return parsed.data;
  for (const { path, message } of parsed.error.issues)
    cells.fault(String(path[0] ?? '') || null, 'import.cell', message);
  return undefined;
}

/** An entry in words, by the columns of a file, to tell what is other than before. */
export const wordsOf = (
  entry: Omit<EntryDraft, 'definedTask' | 'bookingId'> | KnownEntry,
): Record<string, string | null> => ({
  client: entry.clientId,
  role: entry.role,
  technologyGroup: entry.technologyGroup,
  start: entry.startedAt,
  end: entry.endedAt,
  billing: entry.billing,
  subjectKind: entry.subjectKind,
  subject: entry.subject,
  note: entry.note,
});
