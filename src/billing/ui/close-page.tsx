import { useState, type ReactNode } from 'react';
import { formatMonth, monthsLater, parseMonth } from '../../core/month.ts';
import { MonthSwitch } from '../../hours/ui/month-switch.tsx';
import { finance } from '../../people/access.ts';
import { useAct, useAnswer } from '../../web/kit/data.ts';
import { ConfirmDialog } from '../../web/kit/dialog.tsx';
import { EmptyState } from '../../web/kit/empty-state.tsx';
import { monthWords, moneyFigure } from '../../web/kit/figures.ts';
import { useCommands } from '../../web/kit/keys.ts';
import { PageLink, useGo } from '../../web/kit/link.tsx';
import { Loaded } from '../../web/kit/loaded.tsx';
import { useMay, useMe } from '../../web/kit/me.tsx';
import { useToday } from '../../web/kit/now.ts';
import { PageHeader } from '../../web/kit/page-header.tsx';
import { Strip, StripCell } from '../../web/kit/strip.tsx';
import { useUrlState } from '../../web/kit/url-state.ts';
import { adjustmentApi } from '../adjustment-api.ts';
import type { BoardRow } from '../board.ts';
import { closeApi } from '../close-api.ts';
import { BoardPanels } from './board-panels.tsx';
import { boardOf, clientsOf, sumsOf, useBoard, waitingFor, type Sum } from './board-rows.ts';
import { clientsWords, invoicesWords, monthName } from './board-words.ts';
import styles from './close-page.module.css';
import { CloseRunPanel, useCloseRun } from './close-run-panel.tsx';

export function ClosePage(): ReactNode {
  const { provider } = useMe();
  const [month, setMonth] = useUrlState('month', monthBefore(useToday(provider.timeZone).slice(0, 7)));
  const board = useBoard(month);
  const run = useCloseRun(month);
  return (
    <>
      <PageHeader title="Close">
        <MonthSwitch month={month} onMonth={setMonth} />
      </PageHeader>
      <div className={styles['stack']}>
        <Loaded answer={board} lines={12}>
          {(rows) => (
            <>
              {rows.length > 0 && <Totals month={month} rows={rows} />}
              <Waiting month={month} rows={rows} />
              <Unbilled />
              {run && <CloseRunPanel run={run} />}
              {rows.length > 0 ? (
                <Closable month={month} rows={rows} answer={board} isRunning={run?.finishedAt === null} />
              ) : (
                <Nothing month={month} />
              )}
            </>
          )}
        </Loaded>
      </div>
    </>
  );
}

/** Example: `2026-09` for `2026-10`. */
function monthBefore(text: string): string {
  const month = parseMonth(text);
  return month === undefined ? text : formatMonth(monthsLater(month, -1));
}

/** Why nothing of a month can be closed yet that is not in anybody's hands here. */
function Waiting({ month, rows }: { readonly month: string; readonly rows: readonly BoardRow[] }): ReactNode {
  const running = waitingFor(rows, 'month-not-over');
  const behind = waitingFor(rows, 'earlier-month-open');
  if (running + behind === 0) return null;
  const before = monthBefore(month);
  return (
    <p className={styles['waiting']}>
      {running > 0 && `${monthWords(month)} is not over. `}
      {behind > 0 && (
        <>
          Months are closed in order, and an earlier one is still open for {clientsWords(behind)}:{' '}
          <PageLink to={`/app/close?month=${before}`}>go to {monthWords(before)}</PageLink>.
        </>
      )}
    </p>
  );
}

/** What is credited or charged to clients that this board will not have again. */
function Unbilled(): ReactNode {
  const { data } = useAnswer(adjustmentApi.listUnbilledAdjustments, {});
  const clients = new Set((data ?? []).map(({ clientId }) => clientId)).size;
  if (clients === 0) return null;
  return (
    <p className={styles['waiting']}>
      Credits or charges of {clientsWords(clients)} wait with no invoice to come:{' '}
      <PageLink to="/app/invoices">issue them under Invoices</PageLink>.
    </p>
  );
}

function Nothing({ month }: { readonly month: string }): ReactNode {
  const go = useGo();
  return (
    <EmptyState
      title={`No contract in ${monthWords(month)}`}
      act={{ label: 'Go to the clients', run: () => go('/app/clients') }}
    >
      A client stands here for each month in which it has a contract: what is missing, what its invoice comes
      to, and the invoice once the month is closed.
    </EmptyState>
  );
}

/** How far the month is, and what it comes to. */
function Totals({ month, rows }: { readonly month: string; readonly rows: readonly BoardRow[] }): ReactNode {
  const { missing, waiting, ready, closed } = boardOf(rows);
  const [first, ...others] = sumsOf(rows);
  return (
    <Strip label={`${monthWords(month)} in short`}>
      <StripCell title="Something to settle" figure={clientsOf(missing)}>
        {missing.length === 0 ? 'nobody has to do anything' : sumsWords(sumsOf(missing))}
      </StripCell>
      {waiting.length > 0 && (
        <StripCell title="Nothing to settle yet" figure={clientsOf(waiting)}>
          {sumsWords(sumsOf(waiting))}
        </StripCell>
      )}
      <StripCell title="Ready to close" figure={clientsOf(ready)}>
        {sumsWords(sumsOf(ready))}
      </StripCell>
      <StripCell title="Closed" figure={clientsOf(closed)}>
        {sumsWords(sumsOf(closed))}
      </StripCell>
      <StripCell
        title={`${monthName(month)} comes to`}
        figure={first ? moneyFigure(first.amount, first.currency) : '0'}
      >
        {first?.currency}
        {others.length > 0 && `, and ${sumsWords(others)}`}
      </StripCell>
    </Strip>
  );
}

const sumsWords = (sums: readonly Sum[]): string =>
  sums.map(({ amount, currency }) => `${moneyFigure(amount, currency)} ${currency}`).join(', ');

/** The board, with the act that closes all that is ready. */
function Closable(props: {
  readonly month: string;
  readonly rows: readonly BoardRow[];
  readonly answer: ReturnType<typeof useBoard>;
  /** A run closes them already. */
  readonly isRunning: boolean;
}): ReactNode {
  const { month, rows, isRunning } = props;
  const mayClose = useMay(finance);
  const [asking, setAsking] = useState(false);
  const { ready, missing } = boardOf(rows);
  const start = useAct(closeApi.startCloseRun, {
    refreshes: [closeApi.listCloseRuns, closeApi.listBoard],
  });
  const label = `Close ${monthName(month)} for ${clientsWords(clientsOf(ready))}`;
  const closeAll = mayClose && !isRunning && ready.length > 0 ? { label, run: () => setAsking(true) } : null;
  useCommands(closeAll ? [{ ...closeAll, keys: 'c' }] : []);
  const begin = async (): Promise<void> => {
    const contracts = ready.flatMap(({ contractId }) => (contractId === null ? [] : [contractId]));
    if (await start.act({ body: { month, contracts } })) setAsking(false);
  };
  return (
    <>
      <BoardPanels {...props} closeAll={closeAll} />
      <ConfirmDialog
        open={asking}
        title={`Close ${monthWords(month)} for ${clientsWords(clientsOf(ready))}?`}
        act={label}
        onAct={() => void begin()}
        onClose={() => setAsking(false)}
        busy={start.busy}
        refused={start.refused}
      >
        <p>
          {invoicesWords(ready.length)} will be issued, for {sumsWords(sumsOf(ready))}.{' '}
          {ready.length === 1 ? 'The client sees it at once.' : 'Each client sees its own at once.'}
        </p>
        <p>
          A closed month stays closed: what turns out wrong is credited or charged with the next invoice.
          {missing.length > 0 &&
            ` ${clientsWords(clientsOf(missing))} with something to settle ${clientsOf(missing) === 1 ? 'is' : 'are'} left out.`}
        </p>
      </ConfirmDialog>
    </>
  );
}
