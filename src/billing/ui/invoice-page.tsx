import type { ReactNode } from 'react';
import { monthWords } from '../../web/kit/figures.ts';
import { PageLink } from '../../web/kit/link.tsx';
import { Panel } from '../../web/kit/panel.tsx';
import type { Adjustment } from '../adjustment.ts';
import type { Invoice } from '../invoice.ts';
import type { Leads } from './figure-tree.tsx';
import styles from './invoice-page.module.css';
import { InvoiceView } from './invoice-view.tsx';

const at = '/app/invoices';

export function InvoicePage({ invoice }: { readonly invoice: string }): ReactNode {
  return <InvoiceView invoice={invoice} at={at} leadsOf={leadsOf} aside={Around} />;
}

/** Where the evidence of a figure is kept. */
const leadsOf =
  ({ clientId, contractId, month }: Invoice, adjustments: readonly Adjustment[]): Leads =>
  ({ kind, id }) => {
    const contract = `/app/clients/${clientId}/contract?contract=${contractId}`;
    const hours = `/app/clients/${clientId}/hours?month=${month}`;
    switch (kind) {
      case 'contract':
        return { to: contract, label: 'contract' };
      case 'package':
        return { to: contract, label: 'package' };
      case 'entry':
        return { to: hours, label: 'hours of the month' };
      case 'expense':
        return { to: hours, label: 'hours of the month' };
      case 'invoice':
        return { to: `${at}/${id}`, label: 'invoice' };
      default: {
        const adjustment = adjustments.find((one) => one.id === id);
        return adjustment
          ? { to: `${at}/${adjustment.invoiceNumber}`, label: adjustment.invoiceNumber }
          : null;
      }
    }
  };

function Around({ clientId, clientName, contractId, contractNumber, month }: Invoice): ReactNode {
  return (
    <Panel title="Goes with it">
      <ul className={styles['around']}>
        <li>
          <PageLink to={`/app/clients/${clientId}`}>{clientName}</PageLink>
        </li>
        <li>
          <PageLink to={`/app/clients/${clientId}/contract?contract=${contractId}`}>
            Contract {contractNumber}
          </PageLink>
        </li>
        <li>
          <PageLink to={`/app/clients/${clientId}/hours?month=${month}`}>
            Hours of {monthWords(month)}
          </PageLink>
        </li>
      </ul>
    </Panel>
  );
}
