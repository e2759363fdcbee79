import type { ReactNode } from 'react';
import { clientsApi } from '../../clients/api.ts';
import { useAnswer } from '../../web/kit/data.ts';
import { EmptyState } from '../../web/kit/empty-state.tsx';
import { Loaded } from '../../web/kit/loaded.tsx';
import { useMe } from '../../web/kit/me.tsx';
import { useToday } from '../../web/kit/now.ts';
import { PageHeader } from '../../web/kit/page-header.tsx';
import { Panel } from '../../web/kit/panel.tsx';
import { onboardingsApi } from '../api.ts';
import { KickOffPanel } from './kick-off-panel.tsx';
import styles from './onboarding.module.css';
import { PhaseBars } from './phase-bars.tsx';
import { PhaseLane } from './phase-lane.tsx';
import { SuccessCriteriaPanel } from './success-criteria-panel.tsx';
import { TaskList } from './task-list.tsx';

/** What a client is asked to do on its way into the service, what the provider does, and how success is measured. */
export function PortalOnboardingPage(): ReactNode {
  const { provider, person } = useMe();
  const found = useAnswer(onboardingsApi.listOnboardings, { query: { limit: 1 } });
  const client = useAnswer(clientsApi.getClient, { params: { client: person.clientId ?? '' } });
  const today = useToday(client.data?.timeZone ?? 'UTC');
  return (
    <>
      <PageHeader title="Onboarding" />
      <div className={styles['stack']}>
        <Loaded answer={found} lines={8}>
          {({ items: [latest] }) =>
            latest ? (
              <Whole id={latest.id} />
            ) : (
              <EmptyState title="No onboarding">
                While {provider.name} brings you into the service, what there is to do is here.
              </EmptyState>
            )
          }
        </Loaded>
        <Loaded answer={client} lines={4}>
          {({ id }) => <SuccessCriteriaPanel client={id} today={today} />}
        </Loaded>
      </div>
    </>
  );
}

function Whole({ id }: { readonly id: string }): ReactNode {
  const onboarding = useAnswer(onboardingsApi.showOnboarding, { params: { onboarding: id } });
  return (
    <Loaded answer={onboarding} lines={12}>
      {(found) => {
        const own = found.phases.flatMap(({ tasks }) =>
          tasks.filter(({ owner, end }) => owner === 'client' && end === null),
        );
        return (
          <>
            {own.length > 0 && (
              <Panel title="Yours to do" flush>
                <TaskList tasks={own} client={found.clientId} today={found.today} />
              </Panel>
            )}
            <Panel title="Where we are">
              <PhaseBars onboarding={found} />
            </Panel>
            <div className={styles['lanes']}>
              {found.phases.map((standing) => (
                <PhaseLane key={standing.phase} onboarding={found} standing={standing} />
              ))}
            </div>
            <KickOffPanel onboarding={found} />
          </>
        );
      }}
    </Loaded>
  );
}
