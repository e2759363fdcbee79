import { Select } from '@mantine/core';
import { useMemo, type ReactNode } from 'react';
import { clientsApi } from '../../clients/api.ts';
import type { Client } from '../../clients/client.ts';
import { ClientId } from '../../people/person.ts';
import { lead, supervisor } from '../../people/access.ts';
import { Choice } from '../../web/kit/choice.tsx';
import { useAnswer } from '../../web/kit/data.ts';
import { hoursWords } from '../../web/kit/figures.ts';
import { Loaded } from '../../web/kit/loaded.tsx';
import { useMay, useMe } from '../../web/kit/me.tsx';
import { useToday } from '../../web/kit/now.ts';
import { useUrlState } from '../../web/kit/url-state.ts';
import { TeamAlarms } from '../../team/ui/alarms-panel.tsx';
import { timeApi } from '../api.ts';
import { visitsApi } from '../../visits/api.ts';
import { TravelRatesAct } from '../../visits/ui/travel-rates-act.tsx';
import type { Entry } from '../entry.ts';
import styles from './approvals-page.module.css';
import { RequestsPanel } from './requests-panel.tsx';
import { SettlePanel } from './settle-panel.tsx';
import { WaitingList } from './waiting-list.tsx';

/** What waits for the reader's decision: requests for work still to be done, submitted time, and for one client what else is on no invoice. */
export function ApprovalsPage(): ReactNode {
  const { provider } = useMe();
  const thisMonth = useToday(provider.timeZone).slice(0, 7);
  const [client, setClient] = useUrlState('client', '');
  const [month] = useUrlState('month', thisMonth);
  const [by, setBy] = useUrlState('by', 'client');
  const decidesRequests = useMay(supervisor);
  const asked = { query: { state: 'requested', limit: 500 } } as const;
  const bookings = useAnswer(timeApi.listBookings, asked, { when: decidesRequests });
  const decidesTime = useMay(lead);
  const visits = useAnswer(
    visitsApi.listSiteVisits,
    decidesRequests ? asked : { query: { toReview: 'mine', limit: 500 } },
    { when: decidesTime },
  );
  const waiting = useAnswer(timeApi.listApprovals, { query: { limit: 500 } }, { when: decidesTime });
  const clients = useAnswer(clientsApi.listClients, { query: { limit: 500 } });
  const byId = useMemo(
    () => new Map<string, Client>(clients.data?.items.map((one) => [one.id, one])),
    [clients.data],
  );
  const shown = (waiting.data?.items ?? noEntries).filter(
    ({ clientId }) => client === '' || clientId === client,
  );
  const requests = [...(bookings.data?.items ?? []), ...(visits.data?.items ?? [])].filter(
    ({ clientId }) => client === '' || clientId === client,
  );
  const list = (isMore: boolean): ReactNode => (
    <WaitingList
      entries={shown}
      clients={byId}
      by={by === 'person' ? 'person' : 'client'}
      isPart={client !== '' || isMore}
      summary={summaryOf(shown, requests.length, isMore)}
      bar={
        <div className={styles['bar']}>
          <Select
            aria-label="Client"
            size="xs"
            data={[
              { value: '', label: 'All clients' },
              ...(clients.data?.items ?? []).map(({ id, name }) => ({ value: id, label: name })),
            ]}
            value={client}
            onChange={(value) => setClient(value ?? '')}
            searchable
            openOnFocus={false}
            allowDeselect={false}
            className={styles['client'] ?? ''}
          />
          <Choice
            label="Grouped by"
            value={by}
            onChange={setBy}
            choices={{ client: 'By client', person: 'By person' }}
          />
          <TravelRatesAct />
        </div>
      }
      before={
        <>
          <TeamAlarms />
          <RequestsPanel
            bookings={bookings.data?.items ?? []}
            visits={visits.data?.items ?? []}
            clients={byId}
            client={client}
          />
        </>
      }
      after={
        byId.has(client) ? (
          <SettlePanel client={ClientId.parse(client)} month={month} name={byId.get(client)?.name ?? ''} />
        ) : null
      }
      isEmpty={decidesTime && shown.length + requests.length === 0}
    />
  );
  return decidesTime ? (
    <Loaded answer={waiting} lines={8}>
      {({ next }) => list(next !== null)}
    </Loaded>
  ) : (
    list(false)
  );
}

const noEntries: readonly Entry[] = [];

/** How much waits, in words; nothing of what there is none of. */
function summaryOf(entries: readonly Entry[], requests: number, isMore: boolean): string {
  const minutes = entries.reduce((sum, entry) => sum + entry.minutes, 0);
  const parts = [
    entries.length === 0
      ? ''
      : `${isMore ? 'the oldest ' : ''}${entries.length === 1 ? 'one entry' : `${entries.length} entries`}, ${hoursWords(minutes)}`,
    requests === 0 ? '' : requests === 1 ? 'one request' : `${requests} requests`,
  ].filter(Boolean);
  return parts.length === 0 ? 'Nothing waits for you' : `Waiting for you: ${parts.join(' · ')}`;
}
