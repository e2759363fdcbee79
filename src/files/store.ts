import { sql } from 'kysely';
import type { Db } from '../database/transaction.ts';
import type { ClientId, PersonId, ProviderId } from '../people/person.ts';
import { KeptFile, type FileId, type FileKind } from './file.ts';

/** Keeps the bytes of a file for a client, or with null for the provider itself; the same bytes are kept once, and found again. */
export async function keepFile(
  db: Db,
  provider: ProviderId,
  file: {
    readonly id: FileId;
    readonly client: ClientId | null;
    readonly kind: FileKind;
    readonly content: Uint8Array;
    readonly by: PersonId;
    readonly at: Temporal.Instant;
  },
): Promise<KeptFile> {
  const content = Buffer.from(file.content);
  await db
    .insertInto('file')
    .values({
      provider_id: provider,
      id: file.id,
      client_id: file.client,
      kind: file.kind,
      content,
      kept_by: file.by,
      kept_at: file.at.toString(),
    })
    .onConflict((conflict) => conflict.columns(['provider_id', 'client_id', 'sha256']).doNothing())
    .execute();
  const row = await fileRows(db, provider)
    .where('client_id', 'is not distinct from', file.client)
    .where('sha256', '=', sql<Buffer>`sha256(${content})`)
    .executeTakeFirstOrThrow();
  return fileFrom(row);
}

/** Null where there is no such file, or it is of a client that is not in scope. */
export async function findFile(db: Db, provider: ProviderId, id: FileId): Promise<KeptFile | null> {
  const row = await fileRows(db, provider).where('id', '=', id).executeTakeFirst();
  return row ? fileFrom(row) : null;
}

export async function bytesOf(db: Db, provider: ProviderId, id: FileId): Promise<Uint8Array> {
  const { content } = await db
    .selectFrom('file')
    .select('content')
    .where('provider_id', '=', provider)
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
  return content;
}

const fileRows = (db: Db, provider: ProviderId) =>
  db
    .selectFrom('file')
    .select(['id', 'client_id', 'kind', 'kept_by', 'kept_at'])
    .select(sql<string>`encode(sha256, 'hex')`.as('sha256'))
    .select(sql<number>`octet_length(content)`.as('bytes'))
    .where('provider_id', '=', provider);

const fileFrom = (
  row: Awaited<ReturnType<ReturnType<typeof fileRows>['executeTakeFirstOrThrow']>>,
): KeptFile =>
  KeptFile.parse({
    id: row.id,
    clientId: row.client_id,
    sha256: row.sha256,
    kind: row.kind,
    bytes: row.bytes,
    keptBy: row.kept_by,
    keptAt: row.kept_at,
  });
