import { useMemo, useState, type ReactNode } from 'react';
import { lead } from '../../people/access.ts';
import { useAnswer } from '../../web/kit/data.ts';
import { DataTable, type Column } from '../../web/kit/data-table.tsx';
import { Dialog } from '../../web/kit/dialog.tsx';
import { EmptyState } from '../../web/kit/empty-state.tsx';
import { moneyFigure, thousands } from '../../web/kit/figures.ts';
import { useGo } from '../../web/kit/link.tsx';
import { useMay } from '../../web/kit/me.tsx';
import { PageHeader } from '../../web/kit/page-header.tsx';
import { Panel } from '../../web/kit/panel.tsx';
import { clientsApi } from '../api.ts';
import type { Client, TechnologyGroup } from '../client.ts';
import { groupNames, NewClientForm } from './client-form.tsx';

export function ClientsPage(): ReactNode {
  const clients = useAnswer(clientsApi.listClients, { query: { limit: 500 } });
  const groups = useAnswer(clientsApi.listTechnologyGroups, {});
  const [taking, setTaking] = useState(false);
  const mayTake = useMay(lead);
  const go = useGo();
  const columns = useMemo(() => columnsWith(groups.data), [groups.data]);
  const take = { label: 'New client', keys: 'n', run: () => setTaking(true) };
  const sizes = { label: 'Right size', keys: 'r', run: () => go('/app/right-size') };
  return (
    <>
      <PageHeader title="Clients" actions={mayTake ? [{ ...take, primary: true }, sizes] : []} />
      <Panel title={clients.data ? `${thousands(clients.data.items.length)} clients` : 'Clients'} flush>
        <DataTable
          label="Clients"
          answer={clients}
          rowsOf={itemsOf}
          columns={columns}
          idOf={(client) => client.id}
          to={(client) => `/app/clients/${client.id}`}
          empty={
            <EmptyState title="No clients yet" {...(mayTake ? { act: take } : {})}>
              Everything begins with a client: its contract, its hours and its team. Take on the first one,
              and record which of your services it buys, because that makes it eligible.
            </EmptyState>
          }
        />
      </Panel>
      <Dialog open={taking} title="New client" onClose={() => setTaking(false)} wide>
        <NewClientForm onDone={({ id }) => go(`/app/clients/${id}`)} onCancel={() => setTaking(false)} />
      </Dialog>
    </>
  );
}

const itemsOf = ({ items }: { readonly items: readonly Client[] }): readonly Client[] => items;

const columnsWith = (groups: readonly TechnologyGroup[] | undefined): readonly Column<Client>[] => [
  { head: 'Client', cell: ({ name }) => name, sortBy: ({ name }) => name },
  { head: 'Code', onPhone: 'left-out', cell: ({ code }) => code, sortBy: ({ code }) => code },
  {
    head: 'Technology groups',
    cell: ({ technologyGroups }) => groupNames(groups, technologyGroups) || 'none',
  },
  {
    head: 'Time zone',
    onPhone: 'left-out',
    cell: ({ timeZone }) => timeZone,
    sortBy: ({ timeZone }) => timeZone,
  },
  {
    head: 'Devices',
    figures: true,
    cell: ({ deviceCount }) => thousands(deviceCount),
    sortBy: ({ deviceCount }) => deviceCount,
  },
  {
    head: 'Managed services a month',
    onPhone: 'left-out',
    figures: true,
    cell: ({ managedServicesSpend, currency }) => moneyFigure(managedServicesSpend, currency),
    sortBy: ({ managedServicesSpend }) => Number(managedServicesSpend),
  },
];
