import { UnstyledButton } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import { portal } from '../../people/access.ts';
import { useAnswer } from '../../web/kit/data.ts';
import { useMay } from '../../web/kit/me.tsx';
import { ReasonDialog } from '../../web/kit/reason-dialog.tsx';
import { disputeApi } from '../dispute-api.ts';
import type { Dispute } from '../dispute.ts';
import type { Invoice, InvoiceLine } from '../invoice.ts';
import { DisputeThread } from './dispute-thread.tsx';
import styles from './disputes.module.css';
import type { Beside } from './figure-tree.tsx';

const most = 500;

/** The disputes of an invoice, each thread beside its line; the client opens one there. */
export function useLineDisputes(invoice: Invoice, timeZone: string): (index: number) => Beside {
  const mayOpen = useMay(portal);
  const { data } = useAnswer(disputeApi.listDisputes, { query: { invoice: invoice.id, limit: most } });
  return (index) => {
    const line = invoice.lines[index];
    const disputes = (data?.items ?? []).filter(({ position }) => position === line?.position);
    const isOpen = disputes.some(({ state }) => state.state === 'open');
    return {
      mark: line && data && mayOpen && !isOpen && <OpenDispute invoice={invoice} line={line} />,
      below: disputes.length > 0 && <Threads disputes={disputes} timeZone={timeZone} />,
    };
  };
}

/** The newest thread of a line; those before it are kept below, closed. */
function Threads({
  disputes: [newest, ...earlier],
  timeZone,
}: {
  readonly disputes: readonly Dispute[];
  readonly timeZone: string;
}): ReactNode {
  return (
    <div className={styles['threads']}>
      {newest && <DisputeThread key={newest.id} dispute={newest} timeZone={timeZone} />}
      {earlier.length > 0 && (
        <details className={styles['earlier']}>
          <summary>
            {earlier.length === 1 ? 'One earlier dispute' : `${earlier.length} earlier disputes`} of this line
          </summary>
          {earlier.map((dispute) => (
            <DisputeThread key={dispute.id} dispute={dispute} timeZone={timeZone} />
          ))}
        </details>
      )}
    </div>
  );
}

function OpenDispute({
  invoice,
  line,
}: {
  readonly invoice: Invoice;
  readonly line: InvoiceLine;
}): ReactNode {
  const [asking, setAsking] = useState(false);
  return (
    <>
      <UnstyledButton className={styles['open']} onClick={() => setAsking(true)}>
        Dispute<span className="for-reader"> line {line.position}</span>
      </UnstyledButton>
      {asking && (
        <ReasonDialog
          title={`Dispute line ${line.position} of ${invoice.number}?`}
          act={`Dispute line ${line.position}`}
          label="What you do not agree to"
          route={disputeApi.openDispute}
          request={(reason) => ({
            params: { invoice: invoice.number },
            body: { position: line.position, reason },
          })}
          refreshes={[disputeApi.listDisputes]}
          stale={[disputeApi.listDisputes]}
          done={() => `Line ${line.position} is disputed.`}
          onClose={() => setAsking(false)}
        >
          <p className={styles['about']}>
            {line.words}. Your CSDM and the provider’s finance are told, and answer here beside the line. The
            invoice stays as it is; a difference is a line of your next one.
          </p>
        </ReasonDialog>
      )}
    </>
  );
}
