import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import type { ClientId } from '../../people/person.ts';
import { useAct, useAnswer } from '../../web/kit/data.ts';
import { PageLink } from '../../web/kit/link.tsx';
import { alertsApi } from '../alert-api.ts';
import type { Alert } from '../alert.ts';
import styles from './overage-panel.module.css';

/** The levels that months have reached and the reader has not dismissed: of one client, or of all; not there when there are none. */
export function Alerts({ client }: { readonly client?: ClientId }): ReactNode {
  const alerts = useAnswer(alertsApi.listAlerts, { query: client === undefined ? {} : { client } });
  const { act, busy } = useAct(alertsApi.dismissAlert, { refreshes: [alertsApi.listAlerts] });
  const found: readonly Alert[] = alerts.data ?? [];
  if (found.length === 0) return null;
  return (
    <section className={styles['alerts']} aria-label="Alerts">
      <ul>
        {found.slice(0, shownMost).map(({ id, clientId, clientName, words, month }) => (
          <li key={id}>
            <span className={styles['grow']}>
              {client === undefined && (
                <PageLink to={`/app/clients/${clientId}/hours?month=${month}`}>{clientName}</PageLink>
              )}{' '}
              {words}
            </span>
            <Button
              variant="default"
              size="compact-sm"
              disabled={busy}
              onClick={() => void act({ params: { alert: id } })}
            >
              Dismiss<span className="for-reader"> {words}</span>
            </Button>
          </li>
        ))}
        {found.length > shownMost && <li>And {found.length - shownMost} more.</li>}
      </ul>
    </section>
  );
}

const shownMost = 5;
