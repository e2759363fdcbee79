import { Select } from '@mantine/core';
import type { ReactNode } from 'react';
import { clientsApi } from '../../clients/api.ts';
import { useAnswer } from '../../web/kit/data.ts';
import { EmptyState } from '../../web/kit/empty-state.tsx';
import { useGo } from '../../web/kit/link.tsx';
import { useMe } from '../../web/kit/me.tsx';
import { PageHeader } from '../../web/kit/page-header.tsx';
import { PageTurner } from '../../web/kit/page-turner.tsx';
import { Panel } from '../../web/kit/panel.tsx';
import { useUrlState } from '../../web/kit/url-state.ts';
import { ClientId } from '../../people/person.ts';
import { invoiceApi } from '../invoice-api.ts';
import { DisputesPanel } from './disputes-panel.tsx';
import { InvoiceTable } from './invoice-table.tsx';
import styles from './invoices-page.module.css';
import { UnbilledPanel } from './unbilled-panel.tsx';

export function InvoicesPage(): ReactNode {
  const { provider } = useMe();
  const go = useGo();
  const [client, setClient] = useUrlState('client', '');
  const [after, setAfter] = useUrlState('after', '');
  const clients = useAnswer(clientsApi.listClients, { query: { limit: 500 } });
  const invoices = useAnswer(invoiceApi.listInvoices, {
    query: {
      limit: 100,
      ...(client ? { client: ClientId.parse(client) } : {}),
      ...(after ? { cursor: after } : {}),
    },
  });
  const next = invoices.data?.next ?? null;
  const show = (chosen: string | null): void => {
    setAfter('');
    setClient(chosen ?? '');
  };
  return (
    <>
      <PageHeader title="Invoices" />
      <div className={styles['panels']}>
        <UnbilledPanel client={client} timeZone={provider.timeZone} />
        <DisputesPanel client={client} timeZone={provider.timeZone} />
        <Panel
          title={client ? 'Invoices of one client' : 'All invoices'}
          flush
          acts={
            <Select
              size="xs"
              aria-label="Client"
              placeholder="All clients"
              searchable
              clearable
              data={(clients.data?.items ?? []).map(({ id, name }) => ({ value: id, label: name }))}
              value={client || null}
              onChange={show}
            />
          }
        >
          <InvoiceTable
            answer={invoices}
            at="/app/invoices"
            timeZone={provider.timeZone}
            clients
            empty={
              <EmptyState
                title="No invoices yet"
                act={{ label: 'Go to the close', run: () => go('/app/close') }}
              >
                Closing a client’s month issues its invoice, with everything it was made of behind each line.
              </EmptyState>
            }
          />
          <PageTurner after={after} next={next} onTurn={setAfter} />
        </Panel>
      </div>
    </>
  );
}
