import type { ReactNode } from 'react';
import { mayCall } from '../../people/access.ts';
import { timeWords } from '../../web/kit/figures.ts';
import { useMe } from '../../web/kit/me.tsx';
import { useNow } from '../../web/kit/now.ts';
import { PageHeader, type PageAction } from '../../web/kit/page-header.tsx';
import { Tabs } from '../../web/kit/tabs.tsx';
import type { Client } from '../client.ts';
import styles from './client-header.module.css';
import { clientPlaces } from './client-places.ts';

interface Props {
  readonly client: Client;
  /** Which of the client's pages this is, by its label: `Hours`. */
  readonly part?: string;
  readonly actions?: readonly PageAction[];
}

/** The head of every page of a client: its name, what time it is there, and its other pages. */
export function ClientHeader({ client, part, actions = [] }: Props): ReactNode {
  const { roles } = useMe().person;
  const places = clientPlaces.filter(({ access }) => mayCall(roles, access));
  return (
    <>
      <PageHeader
        title={client.name}
        {...(part ? { part } : {})}
        crumbs={[{ label: 'Clients', to: '/app/clients' }]}
        actions={actions}
      >
        <p className={styles['about']}>
          <code>{client.code}</code>
          <LocalTime zone={client.timeZone} />
        </p>
      </PageHeader>
      {places.length > 1 && (
        <Tabs
          label={`Pages of ${client.name}`}
          tabs={places.map(({ label, path }) => ({ label, to: `/app/clients/${client.id}${path}` }))}
        />
      )}
    </>
  );
}

/** What time it is for the client, by the minute: before a call one wants to know. */
function LocalTime({ zone }: { readonly zone: string }): ReactNode {
  return <span className="figures">{timeWords(useNow().toISOString(), zone)} there now</span>;
}
