import { Button } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import type { ClientId } from '../../people/person.ts';
import { useAct, useAnswer } from '../../web/kit/data.ts';
import { PageLink } from '../../web/kit/link.tsx';
import { alertsApi } from '../alert-api.ts';
import { bySeriousness, type Alert } from '../alert.ts';
import styles from './alerts-panel.module.css';

interface Props {
  /** Alerts of one client; without it, of all or of those the reader is on the team of, each client named. */
  readonly client?: ClientId;
  readonly of?: 'all' | 'mine';
}

/** The levels that months have reached and the reader has not dismissed: a line for each client; not there when there are none. */
export function Alerts({ client, of = 'all' }: Props): ReactNode {
  const alerts = useAnswer(alertsApi.listAlerts, { query: client === undefined ? { of } : { client } });
  const [all, setAll] = useState(false);
  const clients = bySeriousness(alerts.data ?? []);
  const more = clients.length - shownMost;
  if (clients.length === 0) return null;
  return (
    <section className={styles['alerts']} aria-label="Alerts">
      <ul>
        {(all ? clients : clients.slice(0, shownMost)).map(([first, ...others]) => (
          <ClientAlerts key={first.clientId} first={first} others={others} named={client === undefined} />
        ))}
      </ul>
      {more > 0 && (
        <Fold open={all} onOpen={setAll}>
          {all ? 'Show fewer clients' : `Show ${more} more ${more === 1 ? 'client' : 'clients'}`}
        </Fold>
      )}
    </section>
  );
}

const shownMost = 5;

/** What is most serious of a client, and the rest on a press. */
function ClientAlerts({
  first,
  others,
  named,
}: {
  readonly first: Alert;
  readonly others: readonly Alert[];
  readonly named: boolean;
}): ReactNode {
  const [open, setOpen] = useState(false);
  return (
    <li>
      <Line alert={first} named={named}>
        {others.length > 0 && (
          <Fold open={open} onOpen={setOpen}>
            {open ? 'Show less' : `${others.length} more`}
            <span className="for-reader"> about {first.clientName}</span>
          </Fold>
        )}
      </Line>
      {open && others.map((alert) => <Line key={alert.id} alert={alert} named={false} />)}
    </li>
  );
}

function Line({
  alert: { id, clientId, clientName, words, month },
  named,
  children,
}: {
  readonly alert: Alert;
  readonly named: boolean;
  readonly children?: ReactNode;
}): ReactNode {
  const { act, busy } = useAct(alertsApi.dismissAlert, { refreshes: [alertsApi.listAlerts] });
  return (
    <div className={styles['line']}>
      <span className={styles['words']}>
        {named && (
          <>
            <PageLink to={`/app/clients/${clientId}/hours?month=${month}`}>{clientName}</PageLink>{' '}
          </>
        )}
        {words}
      </span>
      <span className={styles['acts']}>
        {children}
        <Button
          variant="default"
          size="compact-sm"
          disabled={busy}
          onClick={() => void act({ params: { alert: id } })}
        >
          Dismiss<span className="for-reader"> {words}</span>
        </Button>
      </span>
    </div>
  );
}

function Fold({
  open,
  onOpen,
  children,
}: {
  readonly open: boolean;
  readonly onOpen: (open: boolean) => void;
  readonly children: ReactNode;
}): ReactNode {
  return (
    <Button variant="subtle" size="compact-sm" aria-expanded={open} onClick={() => onOpen(!open)}>
      {children}
    </Button>
  );
}
