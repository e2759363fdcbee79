import { Button } from '@mantine/core';
import { useMemo, useRef, type ReactNode } from 'react';
import type { Answer } from '../../web/kit/data.ts';
import { DataTable, type Column } from '../../web/kit/data-table.tsx';
import { moneyFigure } from '../../web/kit/figures.ts';
import { PageLink } from '../../web/kit/link.tsx';
import { KeyHint } from '../../web/kit/page-header.tsx';
import { Panel } from '../../web/kit/panel.tsx';
import { useRowKeys } from '../../web/kit/row-keys.ts';
import { StatePill } from '../../web/kit/state-pill.tsx';
import type { BoardRow } from '../board.ts';
import { Amount } from './amount.tsx';
import styles from './board-panels.module.css';
import { boardOf, changeOf, clientsOf, toSettle } from './board-rows.ts';
import { clientsWords, monthName, rowLeads } from './board-words.ts';
import { SettleLink } from './settle-link.tsx';

interface Props {
  readonly month: string;
  readonly answer: Answer<readonly BoardRow[]>;
  readonly rows: readonly BoardRow[];
  /** Only for who may. */
  readonly closeAll: { readonly label: string; readonly run: () => void } | null;
}

/** The clients of a month by what there is to do: settle what is missing, close what is ready, look at what is closed. Empty parts are not there. */
export function BoardPanels({ month, answer, rows, closeAll }: Props): ReactNode {
  const settling = useMemo(() => missingColumns(month), [month]);
  const panels = useRef<HTMLDivElement>(null);
  // J and K walk from one part into the next.
  useRowKeys(panels, undefined);
  const part = (title: string, rowsOf: RowsOf, columns: readonly Column<BoardRow>[], acts?: ReactNode) =>
    rowsOf(rows).length > 0 && (
      <Panel title={title} flush acts={acts}>
        <div className={styles['board']}>
          <DataTable
            label={title}
            answer={answer}
            rowsOf={rowsOf}
            columns={columns}
            idOf={({ clientId, contractId }) => `${clientId} ${contractId}`}
            to={(row) => rowLeads(row, month)}
            empty={null}
          />
        </div>
      </Panel>
    );
  const count = (rowsOf: RowsOf): string => clientsWords(clientsOf(rowsOf(rows)));
  return (
    <div ref={panels} className={styles['panels']}>
      {part(`${count(missing)} with something to settle`, missing, settling)}
      {part(`${count(waiting)} with nothing to settle yet`, waiting, openColumns)}
      {part(
        `${count(ready)} ready to close`,
        ready,
        openColumns,
        closeAll && (
          <Button size="xs" onClick={closeAll.run} rightSection={<KeyHint keys="c" quiet />}>
            {closeAll.label}
          </Button>
        ),
      )}
      {part(`${monthName(month)} is closed for ${count(closed)}`, closed, closedColumns)}
    </div>
  );
}

type RowsOf = (rows: readonly BoardRow[]) => readonly BoardRow[];
const missing: RowsOf = (rows) => boardOf(rows).missing;
const waiting: RowsOf = (rows) => boardOf(rows).waiting;
const ready: RowsOf = (rows) => boardOf(rows).ready;
const closed: RowsOf = (rows) => boardOf(rows).closed;

const client: Column<BoardRow> = {
  head: 'Client',
  width: '26%',
  cell: ({ clientName, state }) => (
    <span className={styles['client']}>
      {clientName}
      {state === 'in-review' && <StatePill tone="info">in review</StatePill>}
    </span>
  ),
  sortBy: ({ clientName }) => clientName,
};

const contract: Column<BoardRow> = {
  head: 'Contract',
  onPhone: 'left-out',
  cell: ({ contractNumber }) => contractNumber,
  sortBy: ({ contractNumber }) => contractNumber ?? '',
};

const change: Column<BoardRow> = {
  head: 'Against the month before',
  figures: true,
  onPhone: 'left-out',
  width: '20%',
  cell: (row) => <Change row={row} />,
  sortBy: (row) => Number(changeOf(row) ?? 0),
};

const total = (head: string): Column<BoardRow> => ({
  head,
  figures: true,
  width: '18%',
  cell: ({ total, currency }) =>
    total !== null && currency !== null ? <Amount amount={total} currency={currency} /> : null,
  sortBy: ({ total }) => Number(total ?? 0),
});

const missingColumns = (month: string): readonly Column<BoardRow>[] => [
  client,
  {
    head: 'What has to be settled',
    onPhone: 'whole-line',
    cell: (row) => <Missing row={row} month={month} />,
  },
  total('So far'),
];
const openColumns: readonly Column<BoardRow>[] = [client, contract, change, total('Will be invoiced')];
const closedColumns: readonly Column<BoardRow>[] = [
  client,
  {
    head: 'Invoice',
    cell: ({ invoiceNumber }) => invoiceNumber,
    sortBy: ({ invoiceNumber }) => invoiceNumber ?? '',
  },
  change,
  total('Invoiced'),
];

/** Each thing that is missing, and where it is settled. */
function Missing({ row, month }: { readonly row: BoardRow; readonly month: string }): ReactNode {
  const { clientId, contractId } = row;
  const missing = toSettle(row);
  const settled = missing.some(({ kind }) => kind !== 'contract-missing');
  return (
    <div className={styles['missing']}>
      <ul>
        {missing.map(({ kind, words }) => (
          <li key={kind}>{words}</li>
        ))}
      </ul>
      <p>
        {settled && <SettleLink client={clientId} />}
        {contractId === null ? (
          <PageLink to={`/app/clients/${clientId}/contract`}>Sign a contract</PageLink>
        ) : (
          <PageLink to={`/app/clients/${clientId}/hours?month=${month}`}>
            Hours of {monthName(month)}
          </PageLink>
        )}
      </p>
    </div>
  );
}

function Change({ row }: { readonly row: BoardRow }): ReactNode {
  const by = changeOf(row);
  if (by === null) return <span className={styles['quiet']}>first month</span>;
  if (Number(by) === 0) return <span className={styles['quiet']}>same</span>;
  const figure = moneyFigure(by, row.currency ?? '');
  return <span className="figures">{by.startsWith('-') ? figure : `+${figure}`}</span>;
}
