import { sql } from 'kysely';
import { z } from 'zod';
import type { Db } from '../database/transaction.ts';
import { FileId } from '../files/file.ts';
import { ClientId, type ProviderId } from '../people/person.ts';
import { quoteFileKinds, type QuoteFileKind } from './quote-file.ts';
import { QuoteId, type Quote } from './quote.ts';

const Named = z.object({ file: FileId, name: z.string() });
type Named = z.output<typeof Named>;

export async function insertQuoteFile(
  db: Db,
  provider: ProviderId,
  { id, clientId }: Pick<Quote, 'id' | 'clientId'>,
  { kind, file, name }: Named & { readonly kind: QuoteFileKind },
): Promise<void> {
  await db
    .insertInto('quote_file')
    .values({ provider_id: provider, quote_id: id, kind, client_id: clientId, file_id: file, name })
    .execute();
}

export async function findQuoteFile(
  db: Db,
  provider: ProviderId,
  quote: QuoteId,
  kind: QuoteFileKind,
): Promise<Named | null> {
  const row = await db
    .selectFrom('quote_file')
    .select(['file_id as file', 'name'])
    .where('provider_id', '=', provider)
    .where('quote_id', '=', quote)
    .where('kind', '=', kind)
    .executeTakeFirst();
  return row ? Named.parse(row) : null;
}

const Found = z.object({ quoteId: QuoteId, clientId: ClientId, kind: z.enum(quoteFileKinds) });

/** Which file of which quote has this SHA-256, hexadecimal; of what the asker may see. */
export async function findByHash(
  db: Db,
  provider: ProviderId,
  hash: string,
): Promise<z.output<typeof Found> | null> {
  const row = await db
    .selectFrom('quote_file as q')
    .innerJoin('file as f', (join) => join.onRef('f.id', '=', 'q.file_id').on('f.provider_id', '=', provider))
    .select(['q.quote_id as quoteId', 'q.client_id as clientId', 'q.kind'])
    .where('q.provider_id', '=', provider)
    .where('f.sha256', '=', sql<Buffer>`decode(${hash}, 'hex')`)
    .executeTakeFirst();
  return row ? Found.parse(row) : null;
}
