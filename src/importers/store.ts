import type { Db } from '../database/transaction.ts';
import { known } from '../core/id.ts';
import type { PersonId, ProviderId } from '../people/person.ts';
import type { Counts } from './judgement.ts';
import { Mapping, SavedMapping, type ImportId, type ImportKind, type MappingId } from './mapping.ts';

/** A file that was brought in, as it is kept. */
export interface KeptImport {
  readonly id: ImportId;
  readonly kind: ImportKind;
  readonly fileName: string;
  readonly fileHash: string;
  readonly mapping: Mapping;
  readonly importedBy: PersonId;
  readonly importedAt: string;
}

export async function insertImport(
  db: Db,
  provider: ProviderId,
  kept: KeptImport,
  { created, changed, unchanged }: Counts,
): Promise<void> {
  await db
    .insertInto('import')
    .values({
      provider_id: provider,
      id: kept.id,
      kind: kept.kind,
      file_name: kept.fileName,
      file_hash: kept.fileHash,
      mapping: JSON.stringify(kept.mapping),
      rows_created: created,
      rows_changed: changed,
      rows_unchanged: unchanged,
      imported_by: kept.importedBy,
      imported_at: kept.importedAt,
    })
    .execute();
}

/** Files brought in, the latest first; `after` is the id at which the page before ended. */
export async function listImports(db: Db, provider: ProviderId, limit: number, after: string | null) {
  const rows = await db
    .selectFrom('import')
    .selectAll()
    .where('provider_id', '=', provider)
    .$if(after !== null, (query) => query.where('id', '<', after ?? ''))
    .orderBy('id', 'desc')
    .limit(limit)
    .execute();
  return rows.map((row) => ({
    id: known<'import'>(row.id),
    kind: kindFrom(row.kind),
    fileName: row.file_name,
    fileHash: row.file_hash,
    mapping: Mapping.parse(row.mapping),
    created: row.rows_created,
    changed: row.rows_changed,
    unchanged: row.rows_unchanged,
    importedBy: known<'person'>(row.imported_by),
    importedAt: row.imported_at,
  }));
}

export async function listMappings(db: Db, provider: ProviderId): Promise<SavedMapping[]> {
  const rows = await mappingRows(db, provider).orderBy('kind').orderBy('name').execute();
  return rows.map(mappingFrom);
}

export async function findMapping(
  db: Db,
  provider: ProviderId,
  kind: ImportKind,
  name: string,
): Promise<SavedMapping | null> {
  const row = await mappingRows(db, provider)
    .where('kind', '=', kind)
    .where('name', '=', name)
    .executeTakeFirst();
  return row ? mappingFrom(row) : null;
}

/** Keeps a mapping; one of the same kind and name is replaced and keeps its id. */
export async function saveMapping(
  db: Db,
  provider: ProviderId,
  {
    id,
    kind,
    name,
    mapping,
    by,
  }: Pick<SavedMapping, 'kind' | 'name' | 'mapping'> & { id: MappingId; by: PersonId },
): Promise<SavedMapping> {
  const row = await db
    .insertInto('import_mapping')
    .values({ provider_id: provider, id, kind, name, mapping: JSON.stringify(mapping), created_by: by })
    .onConflict((conflict) =>
      conflict
        .columns(['provider_id', 'kind', 'name'])
        .doUpdateSet({ mapping: JSON.stringify(mapping), created_by: by }),
    )
    .returning(['id', 'kind', 'name', 'mapping', 'created_by', 'created_at'])
    .executeTakeFirstOrThrow();
  return mappingFrom(row);
}

export async function deleteMapping(
  db: Db,
  provider: ProviderId,
  kind: ImportKind,
  name: string,
): Promise<SavedMapping | null> {
  const row = await db
    .deleteFrom('import_mapping')
    .where('provider_id', '=', provider)
    .where('kind', '=', kind)
    .where('name', '=', name)
    .returning(['id', 'kind', 'name', 'mapping', 'created_by', 'created_at'])
    .executeTakeFirst();
  return row ? mappingFrom(row) : null;
}

const kindFrom = (kind: string): ImportKind => SavedMapping.shape.kind.parse(kind);

const mappingRows = (db: Db, provider: ProviderId) =>
  db
    .selectFrom('import_mapping')
    .select(['id', 'kind', 'name', 'mapping', 'created_by', 'created_at'])
    .where('provider_id', '=', provider);

const mappingFrom = (
  row: Awaited<ReturnType<ReturnType<typeof mappingRows>['executeTakeFirstOrThrow']>>,
): SavedMapping =>
  SavedMapping.parse({
    id: row.id,
    kind: row.kind,
    name: row.name,
    mapping: row.mapping,
    createdBy: row.created_by,
    createdAt: row.created_at,
  });
