import { useState, type ReactNode } from 'react';
import { lead } from '../../people/access.ts';
import { useAnswer } from '../../web/kit/data.ts';
import { Dialog } from '../../web/kit/dialog.tsx';
import { moneyFigure, thousands, timeWords } from '../../web/kit/figures.ts';
import { Loaded } from '../../web/kit/loaded.tsx';
import { useMay } from '../../web/kit/me.tsx';
import { useNow } from '../../web/kit/now.ts';
import { PageHeader } from '../../web/kit/page-header.tsx';
import { Facts, Panel } from '../../web/kit/panel.tsx';
import { clientsApi } from '../api.ts';
import type { Client } from '../client.ts';
import { EditClientForm, groupNames } from './client-form.tsx';
import styles from './client-page.module.css';
import { ContactsPanel } from './contacts-panel.tsx';
import { ServicesPanel } from './services-panel.tsx';

export function ClientPage({ client: id }: { readonly client: string }): ReactNode {
  const client = useAnswer(clientsApi.getClient, { params: { client: id } });
  return <Loaded answer={client}>{(client) => <Overview client={client} />}</Loaded>;
}

function Overview({ client }: { readonly client: Client }): ReactNode {
  const groups = useAnswer(clientsApi.listTechnologyGroups, {});
  const [editing, setEditing] = useState(false);
  const mayEdit = useMay(lead);
  const edit = { label: 'Edit client', keys: 'e', run: () => setEditing(true) };
  return (
    <>
      <PageHeader
        title={client.name}
        crumbs={[{ label: 'Clients', to: '/app/clients' }]}
        actions={mayEdit ? [edit] : []}
      >
        <p className={styles['about']}>
          <code>{client.code}</code>
          <span aria-hidden>·</span>
          <LocalTime zone={client.timeZone} />
        </p>
      </PageHeader>
      <div className={styles['parts']}>
        <div className={styles['wide']}>
          <Panel title="About">
            <Facts
              facts={{
                'Technology groups': groupNames(groups.data, client.technologyGroups) || null,
                Devices: thousands(client.deviceCount),
                'Managed services a month': moneyFigure(client.managedServicesSpend, client.currency),
                'Time zone': client.timeZone,
                Currency: client.currency,
              }}
            />
          </Panel>
        </div>
        <ContactsPanel client={client} />
        <ServicesPanel client={client} />
      </div>
      <Dialog open={editing} title={`Edit ${client.name}`} onClose={() => setEditing(false)} wide>
        <EditClientForm client={client} onDone={() => setEditing(false)} onCancel={() => setEditing(false)} />
      </Dialog>
    </>
  );
}

/** What time it is for the client, by the minute: before a call one wants to know. */
function LocalTime({ zone }: { readonly zone: string }): ReactNode {
  return <span className="figures">{timeWords(useNow().toISOString(), zone)} there now</span>;
}
