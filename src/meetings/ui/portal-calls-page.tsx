import type { ReactNode } from 'react';
import { useAnswer } from '../../web/kit/data.ts';
import { EmptyState } from '../../web/kit/empty-state.tsx';
import { Loaded } from '../../web/kit/loaded.tsx';
import { useMe } from '../../web/kit/me.tsx';
import { useToday } from '../../web/kit/now.ts';
import { PageHeader } from '../../web/kit/page-header.tsx';
import { Panel } from '../../web/kit/panel.tsx';
import { meetingsApi } from '../api.ts';
import { ActionsPanel } from './actions-panel.tsx';
import { CallsTable } from './calls-table.tsx';
import styles from './meetings.module.css';
import { NextCall } from './portal-call.tsx';

/** When a client is spoken with next, what it has to do, and what was written down. */
export function PortalCallsPage(): ReactNode {
  const { provider } = useMe();
  const today = `${useToday('UTC')}T00:00:00Z`;
  const coming = useAnswer(meetingsApi.listTouchPoints, { query: { from: today, limit: 8 } });
  const past = useAnswer(meetingsApi.listTouchPoints, {
    query: { to: today, order: 'latest-first', limit: 20 },
  });
  return (
    <>
      <PageHeader title="Calls" />
      <div className={styles['stack']}>
        <Loaded answer={coming} lines={6}>
          {({ items }) => {
            const next = items.find(({ standing: { state } }) => state === 'planned' || state === 'moved');
            return next ? <NextCall call={next} /> : null;
          }}
        </Loaded>
        <ActionsPanel title="Your actions" query={{ of: 'mine', state: 'open' }} />
        <Panel title="Coming" flush>
          <CallsTable
            label="Coming calls"
            answer={coming}
            of="portal"
            empty={
              <EmptyState title="No calls planned">
                When {provider.name} plans calls with you, they are here with their agenda.
              </EmptyState>
            }
          />
        </Panel>
        <Panel title="Before today" flush>
          <CallsTable
            label="Calls before today"
            answer={past}
            of="portal"
            empty={<EmptyState title="No calls yet">Calls stay here with their minutes.</EmptyState>}
          />
        </Panel>
      </div>
    </>
  );
}
