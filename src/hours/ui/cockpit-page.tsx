import type { ReactNode } from 'react';
import { clientsApi } from '../../clients/api.ts';
import type { Client } from '../../clients/client.ts';
import { useAnswer } from '../../web/kit/data.ts';
import { DataTable, type Column } from '../../web/kit/data-table.tsx';
import { EmptyState } from '../../web/kit/empty-state.tsx';
import { PageHeader } from '../../web/kit/page-header.tsx';
import { Panel } from '../../web/kit/panel.tsx';

export function CockpitPage(): ReactNode {
  const clients = useAnswer(clientsApi.listClients, { query: { limit: 500 } });
  return (
    <>
      <PageHeader title="Cockpit" />
      <Panel title="Clients" flush>
        <DataTable
          label="Clients"
          answer={clients}
          rowsOf={itemsOf}
          columns={columns}
          idOf={({ id }) => id}
          to={({ id }) => `/app/clients/${id}`}
          empty={
            <EmptyState title="No clients yet">Your clients stand here once they are taken on.</EmptyState>
          }
        />
      </Panel>
    </>
  );
}

const itemsOf = ({ items }: { readonly items: readonly Client[] }): readonly Client[] => items;
const columns: readonly Column<Client>[] = [
  { head: 'Client', cell: ({ name }) => name, sortBy: ({ name }) => name },
  { head: 'Code', cell: ({ code }) => code },
];
