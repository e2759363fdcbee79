import { Button } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, type ReactNode } from 'react';
import { finance } from '../../people/access.ts';
import { useAct, useAnswer } from '../../web/kit/data.ts';
import { momentWords, monthWords, thousands } from '../../web/kit/figures.ts';
import { PageLink } from '../../web/kit/link.tsx';
import { useMay, useMe } from '../../web/kit/me.tsx';
import { Panel } from '../../web/kit/panel.tsx';
import { RefusalNotice } from '../../web/kit/refusal-notice.tsx';
import { StatePill } from '../../web/kit/state-pill.tsx';
import { toast } from '../../web/kit/toast.ts';
import type { CloseRun } from '../close-run.ts';
import { closeApi } from '../close-api.ts';
import { invoiceApi } from '../invoice-api.ts';
import { clientsWords, monthName } from './board-words.ts';
import styles from './close-run-panel.module.css';

const askEveryMs = 1000;

/** The latest run that closed this month for many, for who may know of runs; asked for again as long as it goes on. */
export function useCloseRun(month: string): CloseRun | undefined {
  const { data, refetch } = useAnswer(closeApi.listCloseRuns, {}, { when: useMay(finance) });
  const run = data?.find((one) => one.month === month);
  const isGoing = run !== undefined && run.finishedAt === null;
  useEffect(() => {
    if (!isGoing) return undefined;
    const clock = setInterval(() => void refetch(), askEveryMs);
    return () => clearInterval(clock);
  }, [isGoing, refetch]);
  useEnd(run);
  return run;
}

/** What a run changes on the page is asked for again as it goes on; when it ends, its count is told. */
function useEnd(run: CloseRun | undefined): void {
  const queries = useQueryClient();
  const before = useRef(run);
  useEffect(() => {
    const last = before.current;
    before.current = run;
    if (!run || last?.id !== run.id || last.finishedAt !== null) return;
    if (last.closed !== run.closed || run.finishedAt !== null)
      for (const { command } of [closeApi.listBoard, closeApi.getMonthClose, invoiceApi.listInvoices])
        void queries.invalidateQueries({ queryKey: [command] });
    if (run.finishedAt !== null && isWhole(run))
      toast(`${monthName(run.month)} is closed for ${clientsWords(run.closed)}.`);
  }, [run, queries]);
}

/** Every contract of the run has an outcome, and one only. */
const isWhole = ({ contracts, closed, failed, cancelled }: CloseRun): boolean =>
  closed + failed + cancelled === contracts;

const states = {
  running: { tone: 'info', words: 'running' },
  stopping: { tone: 'warn', words: 'stopping' },
  finished: { tone: 'ok', words: 'finished' },
  cancelled: { tone: 'neutral', words: 'cancelled' },
} as const;

/** How far a run is, who could not be closed and why. It goes on whether anybody looks or not. */
export function CloseRunPanel({ run }: { readonly run: CloseRun }): ReactNode {
  const { provider } = useMe();
  const { id, month, state, requestedAt, contracts, closed, failed, cancelled, current, failures } = run;
  const cancel = useAct(closeApi.cancelCloseRun, { refreshes: [closeApi.listCloseRuns] });
  const isGoing = run.finishedAt === null;
  const done = closed + failed + cancelled;
  const { tone, words } =
    failed > 0 && !isGoing ? ({ tone: 'warn', words: states[state].words } as const) : states[state];
  return (
    <Panel
      title={`Close of ${monthWords(month)}, begun ${momentWords(requestedAt, provider.timeZone)}`}
      acts={<StatePill tone={tone}>{words}</StatePill>}
    >
      <div className={styles['line']} aria-live="polite">
        <p className={styles['count']}>
          <strong>
            {thousands(done)} of {thousands(contracts)}
          </strong>{' '}
          {isGoing && current !== null ? `next: ${current}` : countWords(run)}
        </p>
        {state === 'running' && (
          <Button
            variant="default"
            size="xs"
            loading={cancel.busy}
            onClick={() => void cancel.act({ params: { run: id } })}
          >
            Stop closing {monthName(month)}
          </Button>
        )}
      </div>
      <div
        role="progressbar"
        aria-label="Clients of this close that are done"
        aria-valuemin={0}
        aria-valuemax={contracts}
        aria-valuenow={done}
        className={styles['track']}
      >
        <span data-kind="closed" style={{ width: `${(100 * closed) / contracts}%` }} />
        <span data-kind="failed" style={{ width: `${(100 * failed) / contracts}%` }} />
      </div>
      <RefusalNotice error={cancel.refused} />
      {failures.length > 0 && (
        <ul className={styles['failures']}>
          {failures.map(({ contractId, clientName, detail }) => (
            <li key={contractId}>
              <PageLink to={`/app/close/${contractId}/${month}`}>{clientName}</PageLink>
              <span>{detail}</span>
            </li>
          ))}
          {failed > failures.length && <li>And {thousands(failed - failures.length)} more.</li>}
        </ul>
      )}
    </Panel>
  );
}

/** `10 closed`, `8 closed, 2 not closed`, `3 closed, 7 left open when it was stopped`. */
const countWords = ({ closed, failed, cancelled }: CloseRun): string =>
  [
    `${thousands(closed)} closed`,
    failed > 0 ? `${thousands(failed)} not closed` : '',
    cancelled > 0 ? `${thousands(cancelled)} left open because it was stopped` : '',
  ]
    .filter(Boolean)
    .join(', ');
