import type { Adjustment } from '../adjustment.ts';
import type { Invoice } from '../invoice.ts';
import type { Leads } from './figure-tree.tsx';

/** Where the evidence of a figure is kept, for staff: the contract, the hours of the month, another invoice. */
export const staffLeads =
  (
    { clientId, contractId, month }: Pick<Invoice, 'clientId' | 'contractId' | 'month'>,
    adjustments: readonly Adjustment[],
  ): Leads =>
  ({ kind, id }) => {
    switch (kind) {
      case 'contract':
      case 'package':
        return { to: `/app/clients/${clientId}/contract?contract=${contractId}`, label: kind };
      case 'entry':
      case 'expense':
        return { to: `/app/clients/${clientId}/hours?month=${month}`, label: 'hours of the month' };
      default:
        return invoiceLead('/app/invoices', kind, id, adjustments);
    }
  };

/** For the client: its hours and its invoices. */
export const portalLeads =
  ({ month }: Pick<Invoice, 'month'>, adjustments: readonly Adjustment[]): Leads =>
  ({ kind, id }) => {
    if (kind === 'contract' || kind === 'package') return null;
    if (kind === 'entry' || kind === 'expense')
      return { to: `/portal?month=${month}`, label: 'hours of the month' };
    return invoiceLead('/portal/invoices', kind, id, adjustments);
  };

/** An invoice by its id; an adjustment by the invoice that it sets right. */
function invoiceLead(
  at: string,
  kind: 'invoice' | 'adjustment',
  id: string,
  adjustments: readonly Adjustment[],
): ReturnType<Leads> {
  if (kind === 'invoice') return { to: `${at}/${id}`, label: 'invoice' };
  const found = adjustments.find((one) => one.id === id);
  return found ? { to: `${at}/${found.invoiceNumber}`, label: found.invoiceNumber } : null;
}
