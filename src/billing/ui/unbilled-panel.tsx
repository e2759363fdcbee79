import { Button } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import { finance } from '../../people/access.ts';
import { useAct, useAnswer } from '../../web/kit/data.ts';
import { ConfirmDialog } from '../../web/kit/dialog.tsx';
import { dayIn, dayWords, moneyFigure } from '../../web/kit/figures.ts';
import { PageLink, useGo } from '../../web/kit/link.tsx';
import { useMay } from '../../web/kit/me.tsx';
import { Panel } from '../../web/kit/panel.tsx';
import type { UnbilledAdjustments } from '../adjustment.ts';
import { adjustmentApi } from '../adjustment-api.ts';
import { invoiceApi } from '../invoice-api.ts';
import styles from './disputes.module.css';

/** What waits for clients that have no invoice to come, to be issued by itself; not there where nothing does. */
export function UnbilledPanel({
  client,
  timeZone,
}: {
  /** Empty for all. */
  readonly client: string;
  readonly timeZone: string;
}): ReactNode {
  const { data } = useAnswer(adjustmentApi.listUnbilledAdjustments, {});
  const mayIssue = useMay(finance);
  const [issuing, setIssuing] = useState<UnbilledAdjustments | null>(null);
  const rows = (data ?? []).filter(({ clientId }) => client === '' || clientId === client);
  if (rows.length === 0) return null;
  return (
    <Panel title="Waiting with no invoice to come" flush>
      <ul className={styles['rows']}>
        {rows.map((row) => (
          <li key={`${row.clientId} ${row.currency}`}>
            <span className={styles['line']}>
              <PageLink to={`/app/invoices?client=${row.clientId}`}>{row.clientName}</PageLink>
            </span>
            <span className={styles['words']}>
              {row.count === 1 ? 'One adjustment' : `${row.count} adjustments`}. Every month of its contracts
              is closed.
              <small className="note">since {dayWords(dayIn(row.since, timeZone))}</small>
            </span>
            <span className={styles['figure']}>
              {moneyFigure(row.amount, row.currency)} {row.currency}
            </span>
            <span className={styles['state']}>
              {mayIssue && (
                <Button size="xs" variant="default" onClick={() => setIssuing(row)}>
                  {issueWords(row)}
                </Button>
              )}
            </span>
          </li>
        ))}
      </ul>
      {issuing && <IssueDialog {...issuing} onClose={() => setIssuing(null)} />}
    </Panel>
  );
}

const isCredit = ({ amount }: Pick<UnbilledAdjustments, 'amount'>): boolean => amount.startsWith('-');
const issueWords = (row: UnbilledAdjustments): string =>
  isCredit(row) ? 'Issue a credit note' : 'Issue an invoice';

function IssueDialog({ onClose, ...row }: UnbilledAdjustments & { readonly onClose: () => void }): ReactNode {
  const { clientId, clientName, amount, currency } = row;
  const go = useGo();
  const issue = useAct(adjustmentApi.billAdjustments, {
    refreshes: [
      adjustmentApi.listUnbilledAdjustments,
      adjustmentApi.listAdjustments,
      invoiceApi.listInvoices,
    ],
  });
  const begin = async (): Promise<void> => {
    const issued = await issue.act({ params: { client: clientId }, body: { currency } });
    if (issued) go(`/app/invoices/${issued.number}`);
  };
  return (
    <ConfirmDialog
      open
      title={`${issueWords(row)} for ${clientName}?`}
      act={issueWords(row)}
      onAct={() => void begin()}
      onClose={onClose}
      busy={issue.busy}
      refused={issue.refused}
    >
      <p>
        {moneyFigure(amount.replace('-', ''), currency)} {currency}{' '}
        {isCredit(row) ? 'in its favour' : 'to pay'}, before tax. It takes the next number, and the client
        sees it at once.
      </p>
      <p>It is never edited. If another contract is to follow, wait: its first invoice has this by itself.</p>
    </ConfirmDialog>
  );
}
