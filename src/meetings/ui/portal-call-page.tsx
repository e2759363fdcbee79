import type { ReactNode } from 'react';
import { useAnswer } from '../../web/kit/data.ts';
import { EmptyState } from '../../web/kit/empty-state.tsx';
import { Loaded } from '../../web/kit/loaded.tsx';
import { PageHeader } from '../../web/kit/page-header.tsx';
import { meetingsApi } from '../api.ts';
import type { TouchPoint } from '../touch-point.ts';
import { AgendaPanel } from './agenda-panel.tsx';
import styles from './meetings.module.css';
import { MinutesView } from './minutes-view.tsx';
import { PortalCallFacts } from './portal-call.tsx';

/** A call as its client sees it: the agenda before, the published minutes after. */
export function PortalCallPage({ touchPoint: id }: { readonly touchPoint: string }): ReactNode {
  const call = useAnswer(meetingsApi.getTouchPoint, { params: { touchPoint: id } });
  return (
    <Loaded answer={call} whole>
      {(found) => (
        <>
          <PageHeader title={found.title} crumbs={[{ label: 'Calls', to: '/portal/calls' }]}>
            <p className={styles['facts']}>
              <PortalCallFacts call={found} />
            </p>
          </PageHeader>
          <div className={styles['stack']}>
            <Content call={found} />
          </div>
        </>
      )}
    </Loaded>
  );
}

function Content({ call }: { readonly call: TouchPoint }): ReactNode {
  const { standing } = call;
  if (standing.state === 'published') return <Minutes call={call} />;
  if (standing.state === 'cancelled')
    return <EmptyState title="This call was cancelled">{standing.reason}</EmptyState>;
  if (standing.state === 'held')
    return (
      <EmptyState title="No minutes yet">
        They are being written, and you are told once they are there.
      </EmptyState>
    );
  return <AgendaPanel touchPoint={call} />;
}

function Minutes({ call }: { readonly call: TouchPoint }): ReactNode {
  const publication = useAnswer(meetingsApi.readMinutes, { params: { touchPoint: call.id } });
  return (
    <Loaded answer={publication} lines={8}>
      {(found) => <MinutesView publication={found} />}
    </Loaded>
  );
}
