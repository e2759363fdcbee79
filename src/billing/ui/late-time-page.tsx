import { Select } from '@mantine/core';
import type { ReactNode } from 'react';
import { clientsApi } from '../../clients/api.ts';
import { workers } from '../../people/access.ts';
import { ClientId } from '../../people/person.ts';
import { useAnswer } from '../../web/kit/data.ts';
import { EmptyState } from '../../web/kit/empty-state.tsx';
import { useGo } from '../../web/kit/link.tsx';
import { Loaded } from '../../web/kit/loaded.tsx';
import { useMay } from '../../web/kit/me.tsx';
import { PageHeader } from '../../web/kit/page-header.tsx';
import { useUrlState } from '../../web/kit/url-state.ts';
import { lateTimeApi } from '../late-time-api.ts';
import { LateMonthPanel } from './late-month-panel.tsx';
import styles from './late-time.module.css';

/** Late time that waits for a decision or to be billed, by client and month, with what it comes to. */
export function LateTimePage(): ReactNode {
  const go = useGo();
  const logsTime = useMay(workers);
  const [client, setClient] = useUrlState('client', '');
  const clients = useAnswer(clientsApi.listClients, { query: { limit: 500 } });
  const months = useAnswer(
    lateTimeApi.listLateTimeMonths,
    { query: { limit: 50, ...(client ? { client: ClientId.parse(client) } : {}) } },
    { keeps: true },
  );
  return (
    <>
      <PageHeader title="Late time">
        <p className={styles['for']}>
          Time for months that are closed. The months stay as they are; the difference goes on the next
          invoice.
        </p>
      </PageHeader>
      <div className={styles['bar']}>
        <Select
          aria-label="Client"
          size="xs"
          placeholder="All clients"
          searchable
          clearable
          data={(clients.data?.items ?? []).map(({ id, name }) => ({ value: id, label: name }))}
          value={client || null}
          onChange={(chosen) => setClient(chosen ?? '')}
        />
      </div>
      <Loaded answer={months} lines={8}>
        {({ items, next }) =>
          items.length === 0 ? (
            <EmptyState
              title="No late time waits"
              {...(logsTime ? { act: { label: 'Go to the time page', run: () => go('/app/time') } } : {})}
            >
              Time that turns up once its month is closed is logged on the time page, which offers it as late
              time; an entry of a closed month is corrected there. Here both are decided on, with what they
              change about the month, and billed.
            </EmptyState>
          ) : (
            <div className={styles['months']}>
              {items.map((month) => (
                <LateMonthPanel key={`${month.contractId} ${month.month}`} month={month} />
              ))}
              {next !== null && (
                <p className="note">
                  These are the first {items.length} months. Settle some, or choose a client.
                </p>
              )}
            </div>
          )
        }
      </Loaded>
    </>
  );
}
