import { useState, type ReactNode } from 'react';
import type { Client } from '../../clients/client.ts';
import { ClientFrame } from '../../clients/ui/client-frame.tsx';
import { lead } from '../../people/access.ts';
import { useAnswer } from '../../web/kit/data.ts';
import { Dialog } from '../../web/kit/dialog.tsx';
import { EmptyState } from '../../web/kit/empty-state.tsx';
import { useMay } from '../../web/kit/me.tsx';
import { useToday } from '../../web/kit/now.ts';
import { Panel } from '../../web/kit/panel.tsx';
import { meetingsApi } from '../api.ts';
import { ActionsPanel } from './actions-panel.tsx';
import { CallsTable } from './calls-table.tsx';
import styles from './meetings.module.css';
import { SeriesForm } from './series-form.tsx';
import { SeriesPanel } from './series-panel.tsx';

const shownMost = 8;

/** When a client is spoken with: what comes, what was, and what is open from it. */
export function ClientCallsPage({ client: id }: { readonly client: string }): ReactNode {
  const [beginning, setBeginning] = useState(false);
  const mayBegin = useMay(lead);
  const begin = { label: 'New series', keys: 'n', primary: true, run: () => setBeginning(true) };
  return (
    <ClientFrame client={id} part="Calls" actions={mayBegin ? [begin] : []}>
      {(client) => (
        <div className={styles['stack']}>
          <Calls client={client} />
          <ActionsPanel title="Open actions" query={{ client: client.id, state: 'open' }} />
          <SeriesPanel client={client} />
          {beginning && (
            <Dialog
              open
              wide
              title={`Begin a series with ${client.name}`}
              onClose={() => setBeginning(false)}
            >
              <SeriesForm client={client} before={null} onDone={() => setBeginning(false)} />
            </Dialog>
          )}
        </div>
      )}
    </ClientFrame>
  );
}

function Calls({ client }: { readonly client: Client }): ReactNode {
  const today = `${useToday('UTC')}T00:00:00Z`;
  const coming = useAnswer(meetingsApi.listTouchPoints, {
    query: { client: client.id, from: today, limit: shownMost },
  });
  const past = useAnswer(meetingsApi.listTouchPoints, {
    query: { client: client.id, to: today, order: 'latest-first', limit: shownMost },
  });
  return (
    <>
      <Panel title="Coming" flush>
        <CallsTable
          label="Coming calls"
          answer={coming}
          of="client"
          empty={
            <EmptyState title="No calls planned">
              Begin a series, and its calls are planned half a year ahead.
            </EmptyState>
          }
        />
      </Panel>
      <Panel title="Before today" flush>
        <CallsTable
          label="Calls before today"
          answer={past}
          of="client"
          empty={<EmptyState title="No calls yet">Calls stay here with their minutes.</EmptyState>}
        />
      </Panel>
    </>
  );
}
