import type { ReactNode } from 'react';
import type { ClientId } from '../../people/person.ts';
import { useAnswer } from '../../web/kit/data.ts';
import { PageLink } from '../../web/kit/link.tsx';
import { Panel } from '../../web/kit/panel.tsx';
import { StatePill } from '../../web/kit/state-pill.tsx';
import { onboardingsApi } from '../api.ts';
import styles from './onboarding.module.css';
import { PhaseBars } from './phase-bars.tsx';
import { PhasePill } from './phase-pill.tsx';

/** Where a client is on its way into the service, and what the phase still lacks; silent for all others. */
export function OnboardingNotice({ client }: { readonly client: ClientId }): ReactNode {
  const found = useAnswer(onboardingsApi.listOnboardings, { query: { client, state: 'running', limit: 1 } });
  const running = found.data?.items[0];
  return running ? <Tracker client={client} id={running.id} /> : null;
}

function Tracker({ client, id }: { readonly client: ClientId; readonly id: string }): ReactNode {
  const found = useAnswer(onboardingsApi.showOnboarding, { params: { onboarding: id } });
  const onboarding = found.data;
  if (!onboarding) return null;
  const now = onboarding.phases.find(({ phase }) => phase === onboarding.phase);
  const missing = now?.criteria.filter(({ holds }) => !holds) ?? [];
  return (
    <Panel
      title="Onboarding"
      acts={<PageLink to={`/app/clients/${client}/onboarding`}>Open the onboarding</PageLink>}
    >
      <div className={styles['stack']}>
        <PhaseBars onboarding={onboarding} />
        <p className={styles['facts']}>
          <PhasePill onboarding={onboarding} />
          {onboarding.tasksLate > 0 && (
            <StatePill tone="warn">
              {onboarding.tasksLate === 1 ? '1 task is late' : `${onboarding.tasksLate} tasks are late`}
            </StatePill>
          )}
          <span className="note">
            {missing.length === 0
              ? 'Every exit criterion holds: close the phase.'
              : `Missing: ${missing.map(({ title }) => title).join('; ')}.`}
          </span>
        </p>
      </div>
    </Panel>
  );
}
