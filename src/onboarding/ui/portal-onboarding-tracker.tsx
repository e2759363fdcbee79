import type { ReactNode } from 'react';
import type { ClientId } from '../../people/person.ts';
import { useAnswer } from '../../web/kit/data.ts';
import { dayWords } from '../../web/kit/figures.ts';
import { PageLink } from '../../web/kit/link.tsx';
import { Panel } from '../../web/kit/panel.tsx';
import { StatePill } from '../../web/kit/state-pill.tsx';
import { onboardingsApi } from '../api.ts';
import { isLate } from '../task.ts';
import styles from './onboarding.module.css';
import { PhaseBars } from './phase-bars.tsx';
import { PhasePill } from './phase-pill.tsx';

/** Where a client is on its way into the service, and what is its own to do next; silent once it has arrived. */
export function OnboardingTracker({ client }: { readonly client: ClientId }): ReactNode {
  const found = useAnswer(onboardingsApi.listOnboardings, { query: { client, state: 'running', limit: 1 } });
  const running = found.data?.items[0];
  return running ? <Tracker id={running.id} /> : null;
}

function Tracker({ id }: { readonly id: string }): ReactNode {
  const { data: onboarding } = useAnswer(onboardingsApi.showOnboarding, { params: { onboarding: id } });
  if (!onboarding) return null;
  const own = onboarding.phases
    .flatMap(({ tasks }) => tasks.filter(({ owner, end }) => owner === 'client' && end === null))
    .toSorted((a, b) => (a.dueDay < b.dueDay ? -1 : 1));
  const late = own.filter((task) => isLate(task, onboarding.today)).length;
  const [next] = own;
  return (
    <div className={styles['tracker']}>
      <Panel
        title="Your way into the service"
        acts={<PageLink to="/portal/onboarding">Open the onboarding</PageLink>}
      >
        <div className={styles['stack']}>
          <PhaseBars onboarding={onboarding} />
          <p className={styles['facts']}>
            <PhasePill onboarding={onboarding} />
            {late > 0 && (
              <StatePill tone="warn">
                {late === 1 ? '1 task of yours is late' : `${late} tasks of yours are late`}
              </StatePill>
            )}
            <span className="note">
              {next
                ? `Yours to do next: ${next.title}, due ${dayWords(next.dueDay)}${own.length > 1 ? `, and ${own.length - 1} more` : ''}.`
                : 'Nothing is yours to do just now.'}
            </span>
          </p>
        </div>
      </Panel>
    </div>
  );
}
