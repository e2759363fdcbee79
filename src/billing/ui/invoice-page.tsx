import type { ReactNode } from 'react';
import { AroundPanel } from './around-panel.tsx';
import { staffLeads } from './evidence.ts';
import { InvoiceView } from './invoice-view.tsx';

export function InvoicePage({ invoice }: { readonly invoice: string }): ReactNode {
  return <InvoiceView invoice={invoice} at="/app/invoices" leadsOf={staffLeads} Around={AroundPanel} />;
}
