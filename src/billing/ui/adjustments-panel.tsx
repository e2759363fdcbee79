import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { amountOf, minorOf } from '../../core/money.ts';
import { dayIn, dayWords, moneyFigure } from '../../web/kit/figures.ts';
import { PageLink } from '../../web/kit/link.tsx';
import { KeyHint } from '../../web/kit/page-header.tsx';
import { Panel } from '../../web/kit/panel.tsx';
import { StatePill } from '../../web/kit/state-pill.tsx';
import type { Adjustment } from '../adjustment.ts';
import type { Invoice } from '../invoice.ts';
import styles from './adjustments-panel.module.css';

interface Props {
  readonly invoice: Invoice;
  /** Those of this invoice, newest first. */
  readonly adjustments: readonly Adjustment[];
  readonly timeZone: string;
  /** Where invoices are for this reader: `/app/invoices`. */
  readonly at: string;
  /** Only for who may. */
  readonly onAdjust?: () => void;
}

/** What was credited or charged about an invoice after it was issued, and on which invoice it is billed. */
export function AdjustmentsPanel({ invoice, adjustments, timeZone, at, onAdjust }: Props): ReactNode {
  if (adjustments.length === 0 && !onAdjust) return null;
  const { currency, total } = invoice;
  const after = adjustments.reduce(
    (sum, { amount }) => sum + minorOf(amount, currency),
    Number(minorOf(total, currency)),
  );
  return (
    <Panel title="Adjustments">
      {adjustments.length === 0 ? (
        <p className={styles['none']}>
          None. An issued invoice is never edited: what turns out wrong is credited or charged with the next.
        </p>
      ) : (
        <>
          <ul className={styles['list']}>
            {adjustments.map((one) => (
              <li key={one.id}>
                <div className={styles['head']}>
                  <strong>{one.amount.startsWith('-') ? 'Credit' : 'Debit'}</strong>
                  <span className={styles['figure']}>{moneyFigure(one.amount, currency)}</span>
                </div>
                <p className={styles['words']}>{one.reason}</p>
                <p className={styles['note']}>
                  {one.position === null ? 'Whole invoice' : `Line ${one.position}`}, {one.madeByName},{' '}
                  {dayWords(dayIn(one.madeAt, timeZone))}
                </p>
                <Billed adjustment={one} at={at} />
              </li>
            ))}
          </ul>
          <p className={styles['after']}>
            <span>With adjustments</span>
            <strong>{moneyFigure(amountOf(after, currency), currency)}</strong>
          </p>
        </>
      )}
      {onAdjust && (
        <Button variant="default" fullWidth mt="md" onClick={onAdjust} rightSection={<KeyHint keys="c" />}>
          Credit or charge
        </Button>
      )}
    </Panel>
  );
}

function Billed({
  adjustment: { state },
  at,
}: {
  readonly adjustment: Adjustment;
  readonly at: string;
}): ReactNode {
  if (state.state === 'waiting') return <StatePill tone="info">waits for the next invoice</StatePill>;
  return (
    <StatePill tone="ok">
      on <PageLink to={`${at}/${state.invoiceNumber}`}>{state.invoiceNumber}</PageLink>, line {state.line}
    </StatePill>
  );
}
