import { known } from '../core/id.ts';
import type { Db } from '../database/transaction.ts';
import type { FileId, FileKind } from '../files/file.ts';
import type { PersonId, ProviderId } from '../people/person.ts';
import { Evidence, type EvidenceId, type EvidenceKind } from './evidence.ts';
import type { OccurrenceId } from './occurrence-id.ts';
import type { FoundOccurrence } from './occurrence-store.ts';

/** The evidence of an occurrence, in the order in which it was given. */
export async function listEvidence(db: Db, provider: ProviderId, id: OccurrenceId): Promise<Evidence[]> {
  const rows = await db
    .selectFrom('evidence as v')
    .innerJoin('person as p', (join) =>
      join.onRef('p.provider_id', '=', 'v.provider_id').onRef('p.id', '=', 'v.given_by'),
    )
    .selectAll('v')
    .select(['p.name', 'p.client_id as of_client'])
    .where('v.provider_id', '=', provider)
    .where('p.provider_id', '=', provider)
    .where('v.occurrence_id', '=', id)
    .orderBy('v.given_at')
    .orderBy('v.id')
    .execute();
  return rows.map((row) =>
    Evidence.parse({
      id: row.id,
      kind: row.kind,
      words: row.words,
      link: row.link,
      fileName: row.file_name,
      thing: row.object_kind === null ? null : { kind: row.object_kind, id: row.object_id },
      givenBy: row.given_by,
      givenByName: row.name,
      givenAt: row.given_at,
      byClient: row.of_client !== null,
    }),
  );
}

/** Evidence as it is kept, with the file that it came with. */
export interface NewEvidence {
  readonly id: EvidenceId;
  readonly kind: EvidenceKind;
  readonly words: string;
  readonly link: string | null;
  readonly thing: { readonly kind: string; readonly id: string } | null;
  readonly file: { readonly id: FileId; readonly name: string } | null;
  readonly by: PersonId;
  readonly at: string;
}

export async function insertEvidence(
  db: Db,
  provider: ProviderId,
  { id: occurrence, clientId }: Pick<FoundOccurrence, 'id' | 'clientId'>,
  { id, kind, words, link, thing, file, by, at }: NewEvidence,
): Promise<void> {
  await db
    .insertInto('evidence')
    .values({
      provider_id: provider,
      id,
      client_id: clientId,
      occurrence_id: occurrence,
      kind,
      words,
      link,
      file_id: file?.id ?? null,
      file_name: file?.name ?? null,
      object_kind: thing?.kind ?? null,
      object_id: thing?.id ?? null,
      given_by: by,
      given_at: at,
    })
    .execute();
}

/** The file that came with evidence; null where there is none. */
export async function findEvidenceFile(
  db: Db,
  provider: ProviderId,
  id: EvidenceId,
): Promise<{ file: FileId; name: string; kind: FileKind } | null> {
  const row = await db
    .selectFrom('evidence as v')
    .innerJoin('file as f', (join) =>
      join.onRef('f.provider_id', '=', 'v.provider_id').onRef('f.id', '=', 'v.file_id'),
    )
    .select((eb) => ['f.id', 'v.file_name', eb.ref('f.kind').$castTo<FileKind>().as('kind')])
    .where('v.provider_id', '=', provider)
    .where('f.provider_id', '=', provider)
    .where('v.id', '=', id)
    .executeTakeFirst();
  return row ? { file: known<'file'>(row.id), name: row.file_name ?? '', kind: row.kind } : null;
}
