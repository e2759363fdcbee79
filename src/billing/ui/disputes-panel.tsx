import type { ReactNode } from 'react';
import { useAnswer } from '../../web/kit/data.ts';
import { dayIn, dayWords, moneyFigure } from '../../web/kit/figures.ts';
import { PageLink } from '../../web/kit/link.tsx';
import { Panel } from '../../web/kit/panel.tsx';
import { ClientId } from '../../people/person.ts';
import { disputeApi } from '../dispute-api.ts';
import { Waits } from './dispute-thread.tsx';
import styles from './disputes.module.css';

/** The disputes that are open, of one client or of all, each with whom it waits for; not there where there are none. */
export function DisputesPanel({
  client,
  timeZone,
}: {
  /** Empty for all. */
  readonly client: string;
  readonly timeZone: string;
}): ReactNode {
  const { data } = useAnswer(disputeApi.listDisputes, {
    query: { state: 'open', limit: 100, ...(client ? { client: ClientId.parse(client) } : {}) },
  });
  if (!data || data.items.length === 0) return null;
  return (
    <Panel title="Open disputes" flush>
      <ul className={styles['rows']}>
        {data.items.map(({ id, clientName, invoiceNumber, position, amount, currency, ...dispute }) => (
          <li key={id}>
            <span className={styles['line']}>
              <PageLink to={`/app/invoices/${invoiceNumber}`}>
                {invoiceNumber}, line {position}
              </PageLink>
              <small className="note">{clientName}</small>
            </span>
            <span className={styles['words']}>
              {dispute.messages[0]?.words}
              <small className="note">
                since {dayWords(dayIn(dispute.openedAt, timeZone))}, {messagesWords(dispute.messages.length)}
              </small>
            </span>
            <span className={styles['figure']}>{moneyFigure(amount, currency)}</span>
            <span className={styles['state']}>
              {dispute.state.state === 'open' && <Waits side={dispute.state.waitsFor} />}
            </span>
          </li>
        ))}
      </ul>
      {data.next !== null && <p className="note">These are the newest {data.items.length}.</p>}
    </Panel>
  );
}

const messagesWords = (count: number): string => (count === 1 ? 'not answered yet' : `${count} messages`);
