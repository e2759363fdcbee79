import { sql } from 'kysely';
import type { Db } from '../database/transaction.ts';
import { FileKind, type FileId } from '../files/file.ts';
import { known } from '../core/id.ts';
import type { PersonId, ProviderId } from '../people/person.ts';
import type { Expense, ExpenseId } from './expense.ts';
import type { ReceiptId } from './receipt.ts';

/** The receipts of expense `x`, in the order in which they came. */
export const receiptsOf = (provider: ProviderId) => sql<readonly object[]>`
  coalesce((select jsonb_agg(jsonb_build_object('id', r.id, 'name', r.name, 'kind', f.kind, 'bytes', octet_length(f.content),
      'addedAt', to_char(r.added_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')) order by r.added_at, r.id)
    from receipt r join file f on f.provider_id = ${provider} and f.id = r.file_id
    where r.provider_id = ${provider} and r.expense_id = x.id), '[]')`;

/** Where a receipt is kept and whose it is. */
export interface KeptReceipt {
  readonly id: ReceiptId;
  readonly expense: ExpenseId;
  readonly file: FileId;
  readonly name: string;
  readonly kind: FileKind;
}

export async function findReceipt(db: Db, provider: ProviderId, id: ReceiptId): Promise<KeptReceipt | null> {
  const row = await db
    .selectFrom('receipt as r')
    .innerJoin('file as f', (join) =>
      join.onRef('f.provider_id', '=', 'r.provider_id').onRef('f.id', '=', 'r.file_id'),
    )
    .select(['r.expense_id', 'r.file_id', 'r.name', 'f.kind'])
    .where('r.provider_id', '=', provider)
    .where('f.provider_id', '=', provider)
    .where('r.id', '=', id)
    .executeTakeFirst();
  return row
    ? {
        id,
        expense: known(row.expense_id),
        file: known(row.file_id),
        name: row.name,
        kind: FileKind.parse(row.kind),
      }
    : null;
}

export async function insertReceipt(
  db: Db,
  provider: ProviderId,
  receipt: {
    readonly id: ReceiptId;
    readonly expense: Expense;
    readonly file: FileId;
    readonly name: string;
    readonly by: PersonId;
    readonly at: Temporal.Instant;
  },
): Promise<void> {
  await db
    .insertInto('receipt')
    .values({
      provider_id: provider,
      id: receipt.id,
      client_id: receipt.expense.clientId,
      expense_id: receipt.expense.id,
      file_id: receipt.file,
      name: receipt.name,
      added_by: receipt.by,
      added_at: receipt.at.toString(),
    })
    .execute();
}

export async function deleteReceipt(db: Db, provider: ProviderId, id: ReceiptId): Promise<void> {
  await db.deleteFrom('receipt').where('provider_id', '=', provider).where('id', '=', id).execute();
}
