import type { FileOut } from '../core/file.ts';
import { notFound, Refused } from '../core/refusal.ts';
import { fileOut, safeName, type KeptFile } from '../files/file.ts';
import { bytesOf, findFile, keepFile } from '../files/store.ts';
import type { Context } from '../people/context.ts';
import { findQuoteFile, insertQuoteFile } from './quote-file-store.ts';
import type { QuoteFileKind } from './quote-file.ts';
import type { Quote } from './quote.ts';

/** What each file of a quote is, and how it is called after the number of the quote. */
const kinds = {
  document: { kind: 'pdf', called: '' },
  certificate: { kind: 'pdf', called: '-certificate' },
  log: { kind: 'json', called: '-log' },
} as const;

/** Keeps a file of a quote, once for each kind. */
export async function keep(
  context: Context,
  { id, clientId, number }: Pick<Quote, 'id' | 'clientId' | 'number'>,
  which: QuoteFileKind,
  content: Uint8Array,
): Promise<KeptFile> {
  const { db, providerId, actor, now } = context;
  const { kind, called } = kinds[which];
  const kept = await keepFile(db, providerId, {
    id: context.newId<'file'>(),
    client: clientId,
    kind,
    content,
    by: actor.id,
    at: now,
  });
  const file = { kind: which, file: kept.id, name: safeName(`${number}${called}`, kind) };
  await insertQuoteFile(db, providerId, { id, clientId }, file);
  return kept;
}

/** A file of a quote on its way out, or "nothing here" where the quote has none of this kind. */
export async function quoteFile(
  { db, providerId }: Context,
  { id }: Pick<Quote, 'id'>,
  which: QuoteFileKind,
): Promise<FileOut> {
  const found = await findQuoteFile(db, providerId, id, which);
  const kept = found && (await findFile(db, providerId, found.file));
  if (!found || !kept) throw new Refused(notFound, notFound.title);
  return fileOut(found.name, kept.kind, await bytesOf(db, providerId, kept.id));
}
