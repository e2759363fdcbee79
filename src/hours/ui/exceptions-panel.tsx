import type { ReactNode } from 'react';
import { timeApi } from '../../time/api.ts';
import { dayWords } from '../../web/kit/figures.ts';
import { Hours } from '../../web/kit/hours.tsx';
import { PageLink } from '../../web/kit/link.tsx';
import { useMay } from '../../web/kit/me.tsx';
import { Panel } from '../../web/kit/panel.tsx';
import type { OpenException, Settlement } from '../open-exception.ts';
import styles from './month-hours.module.css';

const settling: Readonly<Record<Settlement, string>> = {
  submit: 'the person submits it',
  approve: 'approve it',
  reject: 'reject it with a reason',
  'approve-after-hours': 'the supervisor approves it with a reason',
  'bill-incrementally': 'bill it by the hour',
  'give-as-goodwill': 'give it as goodwill',
  refer: 'refer it to Professional Services',
  'approve-visit': 'the supervisor approves the site visit',
  'write-off': 'write it off',
};

/** What is on no invoice until somebody decides, by why, with what settles it; not there at all when nothing is open. */
export function ExceptionsPanel({
  exceptions,
  client,
  month,
}: {
  readonly exceptions: readonly OpenException[];
  readonly client: string;
  readonly month: string;
}): ReactNode {
  const maySettle = useMay(timeApi.referEntry.access);
  if (exceptions.length === 0) return null;
  const groups = Map.groupBy(exceptions, ({ why }) => why);
  return (
    <Panel
      title={exceptions.length === 1 ? 'One exception' : `${exceptions.length} exceptions`}
      acts={
        maySettle && <PageLink to={`/app/approvals?client=${client}&month=${month}`}>Settle them</PageLink>
      }
      flush
    >
      {[...groups].map(([why, alike]) => (
        <section key={why} className={styles['exceptions']}>
          <h3>
            {why.charAt(0).toUpperCase() + why.slice(1)}
            {alike.length > 1 && <span> ({alike.length})</span>}
          </h3>
          <p>To settle it: {alike[0]?.settles.map((way) => settling[way]).join(', or ')}.</p>
          <ul>
            {alike.map((exception) => (
              <li key={`${exception.entry ?? exception.expense} ${exception.runsOn}`}>
                <span>{dayWords(exception.day, { withYear: false, withWeekday: true })}</span>
                <span>{exception.personName}</span>
                <span>
                  {exception.about}
                  {exception.runsOn && ', the part after the month’s end'}
                </span>
                {exception.minutes !== null && <Hours minutes={exception.minutes} />}
              </li>
            ))}
          </ul>
        </section>
      ))}
    </Panel>
  );
}
