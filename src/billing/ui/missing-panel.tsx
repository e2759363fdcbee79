import type { ReactNode } from 'react';
import type { Client } from '../../clients/client.ts';
import { momentWords, monthWords, thousands } from '../../web/kit/figures.ts';
import { PageLink } from '../../web/kit/link.tsx';
import { Panel } from '../../web/kit/panel.tsx';
import type { Missing } from '../month-close.ts';
import styles from './missing-panel.module.css';
import { SettleLink } from './settle-link.tsx';

interface Props {
  readonly client: Client;
  readonly contract: string;
  readonly month: string;
  readonly missing: readonly Missing[];
}

/** So many that the invoice below is not out of sight. */
const shownMost = 10;

/** What stands in the way of closing a month, one by one, and where it is settled; not there when nothing does. */
export function MissingPanel({ client, contract, month, missing }: Props): ReactNode {
  if (missing.length === 0) return null;
  return (
    <Panel
      title={missing.length === 1 ? 'One thing is missing' : `${missing.length} things are missing`}
      acts={missing.some((one) => 'exception' in one) && <SettleLink client={client.id} />}
      flush
    >
      <ul className={styles['missing']}>
        {missing.slice(0, shownMost).map((one, index) => (
          <li key={index}>
            <Told one={one} client={client} contract={contract} month={month} />
          </li>
        ))}
        {missing.length > shownMost && <li>And {thousands(missing.length - shownMost)} more.</li>}
      </ul>
    </Panel>
  );
}

function Told({
  one,
  client,
  contract,
  month,
}: Omit<Props, 'missing'> & { readonly one: Missing }): ReactNode {
  switch (one.kind) {
    case 'month-not-over':
      return `${monthWords(month)} is not over. It can be closed from ${momentWords(one.endsAt, client.timeZone)}.`;
    case 'earlier-month-open':
      return (
        <>
          {one.words}{' '}
          <PageLink to={`/app/close/${contract}/${one.month}`}>Look at {monthWords(one.month)}</PageLink>
        </>
      );
    case 'overage-beyond-cap':
      return (
        <>
          {one.words}{' '}
          <PageLink to={`/app/clients/${client.id}/hours?month=${month}`}>Look at its overage</PageLink>
        </>
      );
    default:
      return one.words;
  }
}
