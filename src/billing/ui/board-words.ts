import { monthWords } from '../../web/kit/figures.ts';
import type { BoardRow } from '../board.ts';

/** The month alone, for buttons whose page says the year: `October`. */
export const monthName = (month: string): string => monthWords(month).split(' ')[0] ?? month;

export const clientsWords = (count: number): string => `${count} ${count === 1 ? 'client' : 'clients'}`;
export const invoicesWords = (count: number): string => `${count} ${count === 1 ? 'invoice' : 'invoices'}`;

/** Where a row of the board leads: what its invoice will say, the invoice it has, or where a contract can be signed. */
export function rowLeads({ clientId, contractId, invoiceNumber }: BoardRow, month: string): string {
  if (invoiceNumber !== null) return `/app/invoices/${invoiceNumber}`;
  if (contractId === null) return `/app/clients/${clientId}/contract`;
  return `/app/close/${contractId}/${month}`;
}
