import { useState, type ReactNode } from 'react';
import { lead } from '../../people/access.ts';
import { useAnswer } from '../../web/kit/data.ts';
import { Dialog } from '../../web/kit/dialog.tsx';
import { moneyFigure, thousands } from '../../web/kit/figures.ts';
import { Loaded } from '../../web/kit/loaded.tsx';
import { useMay } from '../../web/kit/me.tsx';
import { Facts, Panel } from '../../web/kit/panel.tsx';
import { clientsApi } from '../api.ts';
import type { Client } from '../client.ts';
import { EditClientForm, groupNames } from './client-form.tsx';
import { ClientHeader } from './client-header.tsx';
import styles from './client-page.module.css';
import { ContactsPanel } from './contacts-panel.tsx';
import { ServiceStrip } from './service-strip.tsx';
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
      <ClientHeader client={client} actions={mayEdit ? [edit] : []} />
      <div className={styles['parts']}>
        <div className={styles['wide']}>
          <ServiceStrip client={client} />
        </div>
        <ContactsPanel client={client} />
        <div className={styles['beside']}>
          <Panel title="About">
            <Facts
              facts={{
                'Technology groups': groupNames(groups.data, client.technologyGroups) || null,
                Devices: thousands(client.deviceCount),
                'Managed services a month': moneyFigure(client.managedServicesSpend, client.currency),
                'Time zone': client.timeZone,
              }}
            />
          </Panel>
          <ServicesPanel client={client} />
        </div>
      </div>
      <Dialog open={editing} title={`Edit ${client.name}`} onClose={() => setEditing(false)} wide>
        <EditClientForm client={client} onDone={() => setEditing(false)} onCancel={() => setEditing(false)} />
      </Dialog>
    </>
  );
}
