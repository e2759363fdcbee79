import { useState, type ReactNode } from 'react';
import { clientsApi } from '../../clients/api.ts';
import type { Client } from '../../clients/client.ts';
import { finance } from '../../people/access.ts';
import { useAct, useAnswer } from '../../web/kit/data.ts';
import { ConfirmDialog } from '../../web/kit/dialog.tsx';
import { EmptyState } from '../../web/kit/empty-state.tsx';
import { moneyFigure, monthWords } from '../../web/kit/figures.ts';
import { useCommands } from '../../web/kit/keys.ts';
import { useGo } from '../../web/kit/link.tsx';
import { Loaded } from '../../web/kit/loaded.tsx';
import { useMay, useMe } from '../../web/kit/me.tsx';
import { PageHeader, type PageAction } from '../../web/kit/page-header.tsx';
import { VisitCostsPanel } from '../../visits/ui/visit-costs-panel.tsx';
import { RefusalNotice } from '../../web/kit/refusal-notice.tsx';
import { closeApi } from '../close-api.ts';
import { adjustmentApi } from '../adjustment-api.ts';
import { invoiceApi } from '../invoice-api.ts';
import type { MonthClose } from '../month-close.ts';
import { AroundPanel } from './around-panel.tsx';
import { useBoard } from './board-rows.ts';
import { monthName } from './board-words.ts';
import { CheckPanel } from './check-panel.tsx';
import { staffLeads } from './evidence.ts';
import { useExplained } from './explained.ts';
import { InvoiceSheet } from './invoice-sheet.tsx';
import styles from './invoice-view.module.css';
import { MissingPanel } from './missing-panel.tsx';

interface Props {
  readonly contract: string;
  readonly month: string;
}

/** A month of one contract before it is closed: what stands in the way, and what its invoice will say. */
export function MonthReviewPage({ contract, month }: Props): ReactNode {
  const found = useAnswer(closeApi.getMonthClose, { params: { contract, month } });
  useSiblings({ contract, month });
  return (
    <Loaded answer={found} lines={8} whole>
      {(found) => <OfClient found={found} />}
    </Loaded>
  );
}

function OfClient({ found }: { readonly found: MonthClose }): ReactNode {
  const client = useAnswer(clientsApi.getClient, { params: { client: found.clientId } });
  return (
    <Loaded answer={client} lines={8}>
      {(client) =>
        found.state === 'closed' ? (
          <Closed client={client} found={found} />
        ) : (
          <Open client={client} found={found} />
        )
      }
    </Loaded>
  );
}

const crumbsOf = ({ month }: MonthClose) => [{ label: 'Close', to: `/app/close?month=${month}` }];

function Closed({
  client,
  found,
}: {
  readonly client: Client;
  readonly found: Extract<MonthClose, { state: 'closed' }>;
}): ReactNode {
  const go = useGo();
  const { month, invoiceNumber, total, currency } = found;
  return (
    <>
      <PageHeader title={client.name} part={monthWords(month)} crumbs={crumbsOf(found)} />
      <EmptyState
        title={`${monthWords(month)} is closed`}
        act={{ label: `Open ${invoiceNumber}`, run: () => go(`/app/invoices/${invoiceNumber}`) }}
      >
        Its invoice is {invoiceNumber}, for {moneyFigure(total, currency)}.
      </EmptyState>
    </>
  );
}

type OpenMonth = Exclude<MonthClose, { state: 'closed' }>;

function Open({ client, found }: { readonly client: Client; readonly found: OpenMonth }): ReactNode {
  const { provider } = useMe();
  const mayClose = useMay(finance);
  const [asking, setAsking] = useState(false);
  const { contractId, contractNumber, month, state, currency, missing, lines, total, taxes, gross } = found;
  const request = { params: { contract: contractId, month } };
  const answer = useAnswer(closeApi.explainMonthClose, request);
  const adjustments = useAnswer(adjustmentApi.listAdjustments, { params: { client: client.id } });
  const explained = useExplained(answer, client.timeZone, staffLeads(found, adjustments.data ?? []));
  const review = useReview(found, client);
  const isReady = missing.length === 0;
  const label = `Close ${monthName(month)} for ${client.name}`;
  const compute = (): void => void explained.computeAgain(found);
  useCommands([{ label: 'Compute again', keys: 'r', run: compute }]);
  const actions: PageAction[] = [
    {
      label: explained.isAllOpen ? 'Close all figures' : 'Open all figures',
      keys: 'o',
      run: explained.toggleAll,
    },
    ...(review.action ? [review.action] : []),
    ...(mayClose && isReady ? [{ label, keys: 'c', run: () => setAsking(true), primary: true }] : []),
  ];
  return (
    <>
      <PageHeader title={client.name} part={monthWords(month)} crumbs={crumbsOf(found)} actions={actions}>
        <p className={styles['of']}>What its invoice for {monthWords(month)} will say</p>
      </PageHeader>
      <RefusalNotice error={review.refused} />
      <div className={styles['page']}>
        <div className={styles['main']}>
          <MissingPanel client={client} month={month} contract={contractId} missing={missing} />
          <InvoiceSheet
            paper={{
              number: null,
              issued: null,
              state: isReady
                ? {
                    tone: 'ok',
                    words: state === 'in-review' ? 'in review, ready to close' : 'ready to close',
                  }
                : { tone: 'warn', words: state === 'in-review' ? 'in review' : 'not ready' },
              from: provider.name,
              client: client.name,
              contractNumber,
              month,
              currency,
              lines,
              total,
              taxed: { taxes, gross, dueOn: null },
            }}
            explained={explained}
          >
            <p className="note">
              Tax as it is today. An invoice has the tax of the day on which it is issued.
            </p>
          </InvoiceSheet>
          <VisitCostsPanel client={client.id} month={month} />
        </div>
        <aside className={styles['aside']} aria-label="About this month">
          <CheckPanel checked={explained.checked} busy={explained.isComputing} onCompute={compute} />
          <AroundPanel {...found} kind="month" clientName={client.name} />
        </aside>
      </div>
      <CloseDialog
        open={asking}
        onClose={() => setAsking(false)}
        label={label}
        client={client}
        found={found}
      />
    </>
  );
}

/** Beginning a review, or taking the month out of it again, where the month is over. */
function useReview({ contractId, month, state, missing }: OpenMonth, client: Client) {
  const refreshes = [closeApi.getMonthClose, closeApi.listBoard];
  const request = { params: { contract: contractId, month } };
  const begin = useAct(closeApi.startReview, {
    refreshes,
    done: () => `${monthWords(month)} of ${client.name} is in review.`,
  });
  const withdraw = useAct(closeApi.withdrawReview, {
    refreshes,
    done: () => `${monthWords(month)} of ${client.name} is open again.`,
  });
  const isOver = missing.every(({ kind }) => kind !== 'month-not-over');
  const action =
    state === 'in-review'
      ? { label: 'Withdraw the review', keys: 'v', run: () => void withdraw.act(request) }
      : isOver
        ? { label: 'Begin the review', keys: 'v', run: () => void begin.act(request) }
        : null;
  return { action, refused: begin.refused ?? withdraw.refused };
}

/** Asks once more, because a closed month is never opened again; then shows the invoice that the server has issued. */
function CloseDialog({
  open,
  onClose,
  label,
  client,
  found: { contractId, month, gross, currency },
}: {
  readonly open: boolean;
  readonly onClose: () => void;
  readonly label: string;
  readonly client: Client;
  readonly found: OpenMonth;
}): ReactNode {
  const go = useGo();
  const close = useAct(closeApi.closeMonth, {
    refreshes: [closeApi.listBoard, closeApi.getMonthClose, invoiceApi.listInvoices],
    done: ({ invoice }) => `${monthWords(month)} is closed. ${invoice.number} is issued to ${client.name}.`,
  });
  const act = async (): Promise<void> => {
    const closed = await close.act({ params: { contract: contractId, month } });
    if (closed) go(`/app/invoices/${closed.invoice.number}`);
  };
  return (
    <ConfirmDialog
      open={open}
      title={`Close ${monthWords(month)} for ${client.name}?`}
      act={label}
      onAct={() => void act()}
      onClose={onClose}
      busy={close.busy}
      refused={close.refused}
    >
      <p>
        An invoice of {moneyFigure(gross, currency)}, tax included, will be issued, and {client.name} sees it
        at once.
      </p>
      <p>A closed month stays closed: what turns out wrong is credited or charged with the next invoice.</p>
    </ConfirmDialog>
  );
}

/** `[` and `]` go to the client before and after on the board. */
function useSiblings({ contract, month }: Props): void {
  const go = useGo();
  const rows = (useBoard(month).data ?? []).filter(({ contractId }) => contractId !== null);
  const here = rows.findIndex(({ contractId }) => contractId === contract);
  const to = (by: number) => (): void => {
    const next = here === -1 ? undefined : rows[here + by];
    if (next) go(`/app/close/${next.contractId}/${month}`);
  };
  useCommands([
    { label: 'Client before', keys: '[', run: to(-1) },
    { label: 'Client after', keys: ']', run: to(1) },
  ]);
}
