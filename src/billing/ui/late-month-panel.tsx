import { Button } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import { finance } from '../../people/access.ts';
import { useAct } from '../../web/kit/data.ts';
import { ConfirmDialog } from '../../web/kit/dialog.tsx';
import { hoursWords, moneyFigure, monthWords } from '../../web/kit/figures.ts';
import { PageLink } from '../../web/kit/link.tsx';
import { useMay } from '../../web/kit/me.tsx';
import { Panel } from '../../web/kit/panel.tsx';
import { adjustmentApi } from '../adjustment-api.ts';
import { lateTimeApi } from '../late-time-api.ts';
import type { LateEffect, LateTimeMonth } from '../late-time.ts';
import { LateRow } from './late-row.tsx';
import styles from './late-time.module.css';

/** One closed month: its late time, what it comes to line by line, and the act that bills it. */
export function LateMonthPanel({ month }: { readonly month: LateTimeMonth }): ReactNode {
  const { clientName, lateTime, invoiceNumber, approved, withWaiting, currency, adjustedByHand } = month;
  const shown = lateTime.filter(({ standing: { state } }) => state === 'waiting' || state === 'approved');
  const waits = shown.filter(({ standing }) => standing.state === 'waiting').length;
  const billed = lateTime.filter(({ standing }) => standing.state === 'billed').length;
  return (
    <Panel
      title={`${clientName}, ${monthWords(month.month)}`}
      acts={<PageLink to={`/app/invoices/${invoiceNumber}`}>{`Invoice ${invoiceNumber}`}</PageLink>}
      flush
    >
      <ul className={styles['rows']}>
        {shown.map((late) => (
          <LateRow key={late.id} late={late} timeZone={month.timeZone} />
        ))}
      </ul>
      <div className={styles['effect']}>
        <Effect
          title={waits > 0 ? 'If all of it is approved' : 'What it comes to'}
          effect={waits > 0 ? withWaiting : approved}
          currency={currency}
        />
        {waits > 0 && waits < shown.length && (
          <dl className={styles['lines']}>
            <div className={styles['head']}>
              <dt>Approved so far</dt>
              <dd>{moneyFigure(approved.difference, currency)}</dd>
            </div>
          </dl>
        )}
        {billed > 0 && (
          <p className="note">
            {billed === 1 ? 'One piece' : `${billed} pieces`} of late time for this month{' '}
            {billed === 1 ? 'is' : 'are'} billed already.
          </p>
        )}
        {/[1-9]/.test(adjustedByHand) && (
          <p className="note">
            {moneyFigure(adjustedByHand, currency)} were adjusted by hand on this invoice. Late time leaves
            that alone: if it was for the same work, set it right as well.
          </p>
        )}
        <Bill month={month} due={shown.length - waits} />
      </div>
    </Panel>
  );
}

const lineWords: Readonly<Record<LateEffect['lines'][number]['kind'], string>> = {
  overage: 'Overage',
  'after-hours': 'After hours',
  'after-hours-surcharge': 'Surcharge for after hours',
  incremental: 'Incremental time',
};

/** What changes about the month's lines, each against what was billed and adjusted already. */
function Effect({
  title,
  effect: { lines, difference, drawnMinutes },
  currency,
}: {
  readonly title: string;
  readonly effect: LateEffect;
  readonly currency: string;
}): ReactNode {
  const changed = lines.filter((line) => /[1-9]/.test(line.difference));
  return (
    <dl className={styles['lines']}>
      <div className={styles['head']}>
        <dt>{title}</dt>
        <dd>{moneyFigure(difference, currency)}</dd>
      </div>
      {changed.map((line) => (
        <div key={`${line.kind} ${line.rate}`}>
          <dt>
            {lineWords[line.kind]}, {moreOrLess(line.minutes)}
            <small className="note">
              {moneyFigure(line.now, currency)} instead of {moneyFigure(line.billed, currency)}
              {/[1-9]/.test(line.adjusted) &&
                `, of which ${moneyFigure(line.adjusted, currency)} were adjusted`}
            </small>
          </dt>
          <dd>{moneyFigure(line.difference, currency)}</dd>
        </div>
      ))}
      {drawnMinutes !== 0 && (
        <div>
          <dt>Drawn on the packages, {moreOrLess(drawnMinutes)}</dt>
          <dd>{moneyFigure('0.00', currency)}</dd>
        </div>
      )}
      {changed.length === 0 && drawnMinutes === 0 && (
        <div>
          <dt>Nothing about the month’s lines changes</dt>
        </div>
      )}
    </dl>
  );
}

const moreOrLess = (minutes: number): string =>
  `${hoursWords(Math.abs(minutes))} ${minutes < 0 ? 'less' : 'more'}`;

/** Bills what is approved; not there for who may not, and says what comes first where nothing is approved yet. */
function Bill({ month, due }: { readonly month: LateTimeMonth; readonly due: number }): ReactNode {
  const { clientName, contractId, approved, currency } = month;
  const [asking, setAsking] = useState(false);
  const mayBill = useMay(finance);
  const isNothing = !/[1-9]/.test(approved.difference);
  const isCredit = approved.difference.startsWith('-');
  const figure = moneyFigure(approved.difference.replace('-', ''), currency);
  const act = isNothing
    ? `Settle ${monthWords(month.month)}`
    : `${isCredit ? 'Credit' : 'Bill'} ${figure} to ${clientName}`;
  const {
    act: bill,
    busy,
    refused,
    forget,
  } = useAct(lateTimeApi.billLateTime, {
    refreshes: [lateTimeApi.listLateTimeMonths, adjustmentApi.listAdjustments],
    done: () =>
      isNothing
        ? `Late time of ${monthWords(month.month)} is settled.`
        : `${figure} ${isCredit ? 'are credited' : 'are charged'} with ${clientName}’s next invoice.`,
  });
  if (due === 0) return <p className="note">Nothing is approved yet, so there is nothing to bill.</p>;
  if (!mayBill)
    return (
      <p className="note">
        {isNothing ? 'What is approved changes no amount' : `${figure} are approved`}; finance bills it.
      </p>
    );
  const close = (): void => {
    forget();
    setAsking(false);
  };
  return (
    <div className={styles['bill']}>
      <Button onClick={() => setAsking(true)}>{act}</Button>
      <ConfirmDialog
        open={asking}
        title={`${act}?`}
        act={act}
        busy={busy}
        refused={refused}
        onClose={close}
        onAct={async () => {
          const done = await bill({ params: { contract: contractId, month: month.month } });
          if (done) close();
        }}
      >
        <p>
          {isNothing
            ? `What is approved makes no difference in money. It is noted as settled and is on no invoice.`
            : `It becomes a line of ${clientName}’s next invoice, where the client reads the month, who worked and how long. It cannot be taken back, only set right by a correction.`}
        </p>
      </ConfirmDialog>
    </div>
  );
}
