import type { ReactNode } from 'react';
import { monthWords } from '../../web/kit/figures.ts';
import { PageLink } from '../../web/kit/link.tsx';
import { Panel } from '../../web/kit/panel.tsx';
import type { Invoice } from '../invoice.ts';
import styles from './around-panel.module.css';

/** What an invoice, issued or to come, goes back to. */
export function AroundPanel({
  clientId,
  clientName,
  contractId,
  contractNumber,
  month,
  kind,
}: Pick<Invoice, 'clientId' | 'clientName' | 'contractId' | 'contractNumber' | 'month' | 'kind'>): ReactNode {
  return (
    <Panel title="Goes with it">
      <ul className={styles['around']}>
        <li>
          <PageLink to={`/app/clients/${clientId}`}>{clientName}</PageLink>
        </li>
        <li>
          <PageLink to={`/app/clients/${clientId}/contract?contract=${contractId}`}>
            Contract {contractNumber}
          </PageLink>
        </li>
        {kind === 'month' && (
          <li>
            <PageLink to={`/app/clients/${clientId}/hours?month=${month}`}>
              Hours of {monthWords(month)}
            </PageLink>
          </li>
        )}
        <li>
          <PageLink to={`/app/invoices?client=${clientId}`}>All its invoices</PageLink>
        </li>
      </ul>
    </Panel>
  );
}
