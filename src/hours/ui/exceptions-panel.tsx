import type { ReactNode } from 'react';
import { PageLink } from '../../web/kit/link.tsx';
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

/** What is on no invoice until somebody decides, and what settles it; not there at all when nothing is open. */
export function ExceptionsPanel({
  exceptions,
}: {
  readonly exceptions: readonly OpenException[];
}): ReactNode {
  if (exceptions.length === 0) return null;
  return (
    <Panel
      title={exceptions.length === 1 ? 'One exception' : `${exceptions.length} exceptions`}
      acts={<PageLink to="/app/approvals">Settle them</PageLink>}
      flush
    >
      <ul className={styles['exceptions']}>
        {exceptions.map((exception) => (
          <li key={`${exception.entry ?? exception.expense} ${exception.reason} ${exception.runsOn}`}>
            {exception.words}
            <p className={styles['settles']}>
              To settle it: {exception.settles.map((way) => settling[way]).join(', or ')}.
            </p>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
