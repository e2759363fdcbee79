import { notFound, Refused } from '../core/refusal.ts';
import type { Handlers } from '../core/route.ts';
import { refusing } from '../database/refusals.ts';
import { fileOut, paperKinds, requireKind, safeName } from '../files/file.ts';
import { bytesOf, keepFile } from '../files/store.ts';
import type { Context } from '../people/context.ts';
import { theExpense } from './expense-handlers.ts';
import { requireOpen, type Expense } from './expense.ts';
import type { receiptsApi } from './receipt-api.ts';
import { deleteReceipt, findReceipt, insertReceipt, type KeptReceipt } from './receipt-store.ts';
import { receiptThere, type Receipt, type ReceiptId } from './receipt.ts';

export const receiptsHandlers: Handlers<typeof receiptsApi, Context> = {
  async addReceipt(context, { params, query, body }) {
    const { db, providerId, actor, now } = context;
    const expense = await theExpense(context, params.expense, 'locked');
    requireOpen(actor, expense);
    const kind = requireKind(body, paperKinds);
    const by = { by: actor.id, at: now };
    const kept = { id: context.newId<'file'>(), client: expense.clientId, kind, content: body, ...by };
    const file = await keepFile(db, providerId, kept);
    const id = context.newId<'receipt'>();
    const receipt = { id, expense, file: file.id, name: safeName(query.name, kind), ...by };
    await refusing(
      { receipt_provider_id_expense_id_file_id_key: receiptThere },
      insertReceipt(db, providerId, receipt),
    );
    return recorded(context, 'receipt.added', await theExpense(context, expense.id), id, file.sha256);
  },

  async saveReceipt(context, { params }) {
    const { file, name, kind } = await theReceipt(context, params.receipt);
    return fileOut(name, kind, await bytesOf(context.db, context.providerId, file));
  },

  async removeReceipt(context, { params }) {
    const { id, expense } = await theReceipt(context, params.receipt);
    const before = await theExpense(context, expense, 'locked');
    requireOpen(context.actor, before);
    await deleteReceipt(context.db, context.providerId, id);
    return recorded(context, 'receipt.removed', before, id);
  },
};

/** A receipt of an expense; what happened to it goes on record, as it is added with the hash of its bytes. */
function recorded(
  context: Context,
  act: `${string}.${string}`,
  expense: Expense,
  id: ReceiptId,
  sha256?: string,
): Receipt {
  const receipt = expense.receipts.find((one) => one.id === id);
  if (!receipt) throw new Refused(notFound, notFound.title);
  const detail = { expense: expense.id, ...receipt, sha256 };
  context.record({ act, client: expense.clientId, object: id, detail });
  return receipt;
}

async function theReceipt({ db, providerId }: Context, id: ReceiptId): Promise<KeptReceipt> {
  const receipt = await findReceipt(db, providerId, id);
  if (!receipt) throw new Refused(notFound, notFound.title);
  return receipt;
}
