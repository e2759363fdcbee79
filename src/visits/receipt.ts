import { z } from 'zod';
import { idOf, type Id } from '../core/id.ts';
import { refusal } from '../core/refusal.ts';
import { Moment } from '../core/shape.ts';
import { FileKind } from '../files/file.ts';

export type ReceiptId = Id<'receipt'>;
export const ReceiptId = idOf('receipt');

export const receiptThere = refusal(409, 'receipt.there', 'The expense has this receipt already.');
export const receiptsStay = refusal(
  409,
  'receipt.stays',
  'Its receipts are kept for its client. Remove them before the expense goes to another client.',
);

/** A file that shows what an expense was for. `bytes` is its size. */
export const Receipt = z
  .object({ id: ReceiptId, name: z.string(), kind: FileKind, bytes: z.int(), addedAt: Moment })
  .meta({ id: 'Receipt' });
export type Receipt = z.output<typeof Receipt>;
