import type { ReactNode } from 'react';
import { portalLeads } from './evidence.ts';
import { InvoiceView } from './invoice-view.tsx';

export function PortalInvoicePage({ invoice }: { readonly invoice: string }): ReactNode {
  return <InvoiceView invoice={invoice} at="/portal/invoices" leadsOf={portalLeads} />;
}
