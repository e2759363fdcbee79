import { lazy, Suspense, type ReactNode } from 'react';
import { clientsApi } from '../../clients/api.ts';
import type { Client } from '../../clients/client.ts';
import { CallRefused } from '../../core/call.ts';
import { teamApi } from '../../team/api.ts';
import { useAnswer } from '../../web/kit/data.ts';
import { EmptyState } from '../../web/kit/empty-state.tsx';
import { monthWords } from '../../web/kit/figures.ts';
import { Loaded } from '../../web/kit/loaded.tsx';
import { useMe } from '../../web/kit/me.tsx';
import { useToday } from '../../web/kit/now.ts';
import { PageHeader } from '../../web/kit/page-header.tsx';
import { Facts, Panel } from '../../web/kit/panel.tsx';
import { useUrlState } from '../../web/kit/url-state.ts';
import { hoursApi, noContract } from '../api.ts';
import { BurnDownPanel } from './burn-down-panel.tsx';
import { Alerts } from './alerts-panel.tsx';
import { ConsentBanner } from './consent-banner.tsx';
import styles from './month-hours.module.css';
import { MonthSwitch } from './month-switch.tsx';
import { OveragePanel } from './overage-panel.tsx';
import { PoolsPanel } from './pools-panel.tsx';

// What is seldom there, and what was done and what it comes to, which stand below, are fetched while the rest is read.
const AnnouncementBanner = lazy(async () => ({
  default: (await import('../../clients/ui/announcement-banner.tsx')).AnnouncementBanner,
}));
const OnboardingTracker = lazy(async () => ({
  default: (await import('../../onboarding/ui/portal-onboarding-tracker.tsx')).OnboardingTracker,
}));
const QuoteBanner = lazy(async () => ({
  default: (await import('../../quotes/ui/portal-quotes-panel.tsx')).QuoteBanner,
}));
const StatementPanel = lazy(async () => ({
  default: (await import('./statement-panel.tsx')).StatementPanel,
}));
const WorkPanel = lazy(async () => ({ default: (await import('./work-panel.tsx')).WorkPanel }));

/** What a client asks first: how many hours are left, what they went to, and who is there for us. */
export function PortalOverviewPage(): ReactNode {
  const { person, provider } = useMe();
  const client = useAnswer(clientsApi.getClient, { params: { client: person.clientId ?? '' } });
  return (
    <Loaded answer={client} whole>
      {(found) => (
        <>
          <PageHeader title="Overview">
            <p className={styles['words']}>
              {found.name}, served by {provider.name}
            </p>
          </PageHeader>
          <Suspense>
            <OnboardingTracker client={found.id} />
          </Suspense>
          <Month client={found} />
        </>
      )}
    </Loaded>
  );
}

function Month({ client }: { readonly client: Client }): ReactNode {
  const today = useToday(client.timeZone);
  const [month, setMonth] = useUrlState('month', today.slice(0, 7));
  const hours = useAnswer(hoursApi.getMonthHours, { params: { client: client.id, month } });
  return (
    <>
      <div className={styles['head']}>
        <MonthSwitch month={month} onMonth={setMonth} />
      </div>
      <div className={styles['stack']}>
        <Suspense>
          <QuoteBanner client={client.id} />
          <AnnouncementBanner client={client.id} />
        </Suspense>
        <ConsentBanner client={client} />
        <Alerts client={client.id} />
        {hours.error instanceof CallRefused && hours.error.code === noContract.code ? (
          <EmptyState title={`No contract in ${monthWords(month)}`}>
            Hours come from the packages of your contract, and none is active in this month.
          </EmptyState>
        ) : (
          <Loaded answer={hours} lines={8}>
            {(found) => (
              <>
                <div className={styles['two']}>
                  <PoolsPanel hours={found} of={client.name} />
                  <BurnDownPanel hours={found} today={today} />
                </div>
                <OveragePanel hours={found} of={client.name} ofClient />
                <Team client={client} today={today} />
                <Suspense>
                  <WorkPanel answer={hours} title="What was done" />
                  <StatementPanel hours={found} />
                </Suspense>
              </>
            )}
          </Loaded>
        )}
      </div>
    </>
  );
}

/** Whom to turn to: the CSDM first, then the engineers by technology group. */
function Team({ client, today }: { readonly client: Client; readonly today: string }): ReactNode {
  const team = useAnswer(teamApi.listTeam, { params: { client: client.id }, query: { day: today } });
  const groups = useAnswer(clientsApi.listTechnologyGroups, {});
  const groupName = (id: string | null): string => groups.data?.find((group) => group.id === id)?.name ?? '';
  return (
    <Panel title="Your team">
      <Loaded answer={team} lines={2}>
        {(members) => (
          <Facts
            facts={Object.fromEntries(
              members.map(({ role, technologyGroup, deputy, name }) => [
                `${role === 'csdm' ? 'Service Delivery Manager' : `Engineer, ${groupName(technologyGroup)}`}${deputy ? ' (deputy)' : ''}`,
                name,
              ]),
            )}
          />
        )}
      </Loaded>
    </Panel>
  );
}
