import type { ReactNode } from 'react';
import { clientsApi } from '../../clients/api.ts';
import { useAnswer } from '../../web/kit/data.ts';
import { EmptyState } from '../../web/kit/empty-state.tsx';
import { Loaded } from '../../web/kit/loaded.tsx';
import { useMe } from '../../web/kit/me.tsx';
import { PageHeader } from '../../web/kit/page-header.tsx';
import { Panel } from '../../web/kit/panel.tsx';
import { invoiceApi } from '../invoice-api.ts';
import styles from './invoices-page.module.css';
import { InvoiceTable } from './invoice-table.tsx';

/** What a client was billed, month by month. */
export function PortalInvoicesPage(): ReactNode {
  const { person, provider } = useMe();
  const client = useAnswer(clientsApi.getClient, { params: { client: person.clientId ?? '' } });
  const invoices = useAnswer(invoiceApi.listInvoices, { query: { limit: 500 } });
  return (
    <Loaded answer={client} lines={8}>
      {({ timeZone }) => (
        <>
          <PageHeader title="Invoices">
            <p className={styles['words']}>Each line opens, down to the minutes it was made of.</p>
          </PageHeader>
          <Panel title={`From ${provider.name}`} flush>
            <InvoiceTable
              answer={invoices}
              at="/portal/invoices"
              timeZone={timeZone}
              clients={false}
              empty={
                <EmptyState title="No invoices yet">
                  The first one stands here once a month of your contract is closed.
                </EmptyState>
              }
            />
          </Panel>
        </>
      )}
    </Loaded>
  );
}
