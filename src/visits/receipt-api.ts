import { z } from 'zod';
import { FileBody, FileOut } from '../core/file.ts';
import { fileBytesMax, fileKindNotTaken, FileName } from '../files/file.ts';
import { route, staff, workers } from '../people/access.ts';
import { ExpenseId, expenseNotYours, expenseOnInvoice, writtenOffAlready } from './expense.ts';
import { Receipt, ReceiptId, receiptThere } from './receipt.ts';

const ofReceipt = z.object({ receipt: ReceiptId });
const notOpen = [expenseNotYours, writtenOffAlready, expenseOnInvoice];

export const receiptsApi = {
  addReceipt: route({
    method: 'POST',
    path: '/expenses/{expense}/receipts',
    command: 'receipt add',
    summary:
      'Adds a receipt to an expense: a PDF or a picture of at most 10 MB, taken for what its content is.',
    access: workers,
    params: z.object({ expense: ExpenseId }),
    query: z.object({ name: FileName }),
    body: FileBody,
    bodyBytesMax: fileBytesMax,
    out: Receipt,
    status: 201,
    idempotent: true,
    refusals: [...notOpen, fileKindNotTaken, receiptThere],
  }),
  saveReceipt: route({
    method: 'GET',
    path: '/receipts/{receipt}',
    command: 'receipt save',
    summary: 'Saves a receipt as the file it was.',
    access: staff,
    params: ofReceipt,
    out: FileOut,
  }),
  removeReceipt: route({
    method: 'DELETE',
    path: '/receipts/{receipt}',
    command: 'receipt remove',
    summary: 'Removes a receipt from an expense that is on no invoice yet.',
    access: workers,
    params: ofReceipt,
    out: Receipt,
    idempotent: true,
    refusals: notOpen,
  }),
};
