import { useMemo, type ReactNode } from 'react';
import { useAnswer } from '../../web/kit/data.ts';
import { monthsAfter } from '../../web/kit/days.ts';
import { EmptyState } from '../../web/kit/empty-state.tsx';
import { monthWords } from '../../web/kit/figures.ts';
import { PageLink } from '../../web/kit/link.tsx';
import { Loaded } from '../../web/kit/loaded.tsx';
import { useMe } from '../../web/kit/me.tsx';
import { useToday } from '../../web/kit/now.ts';
import { PageHeader } from '../../web/kit/page-header.tsx';
import { useUrlState } from '../../web/kit/url-state.ts';
import { plansApi } from '../api.ts';
import type { PortfolioCoverage } from '../coverage.ts';
import { CellPanel } from './cell-panel.tsx';
import { CoverageBoard } from './coverage-board.tsx';
import styles from './coverage.module.css';
import { countWords } from './coverage-words.ts';

/** What became of each activity in a month, client by client. */
export function PortfolioPage(): ReactNode {
  const today = useToday(useMe().provider.timeZone);
  const [month, setMonth] = useUrlState('month', today.slice(0, 7));
  const coverage = useAnswer(plansApi.getPortfolioCoverage, { params: { month } }, { keeps: true });
  const walk = (by: number) => () => setMonth(monthsAfter(`${month}-01`, by).slice(0, 7));
  return (
    <>
      <PageHeader
        title="Coverage"
        actions={[
          { label: 'Month before', keys: '[', run: walk(-1) },
          { label: 'Month after', keys: ']', run: walk(1) },
        ]}
      >
        <p className={styles['total']}>
          {monthWords(month)}
          {coverage.data && `: ${countWords(coverage.data.total)}`}
        </p>
      </PageHeader>
      <Loaded answer={coverage} lines={16}>
        {(coverage) => <Board coverage={coverage} />}
      </Loaded>
    </>
  );
}

function Board({ coverage }: { readonly coverage: PortfolioCoverage }): ReactNode {
  const { month } = coverage;
  const columns = useMemo(
    () => coverage.clients.map(({ id, name }) => ({ id, head: name, words: name })),
    [coverage.clients],
  );
  const cells = useMemo(
    () => coverage.cells.map((cell) => ({ ...cell, column: cell.clientId })),
    [coverage.cells],
  );
  return (
    <CoverageBoard
      title={`Coverage of ${monthWords(month)}`}
      rows={coverage.rows}
      columns={columns}
      cells={cells}
      upright
      empty={
        <EmptyState title="No client has a plan in this month">
          A plan is made for a contract, on the page of its client. From then on each client has a column
          here, and each activity says what became of it.
        </EmptyState>
      }
      renderPanel={({ row, name }, { id: client, words }, onClose) => (
        <CellPanel
          client={client}
          month={month}
          row={row}
          title={`${row} ${name}, ${words}`}
          pageOf={({ id }) => `/app/work/${id}`}
          onClose={onClose}
        >
          <PageLink to={`/app/clients/${client}/coverage`}>{words} month by month</PageLink>
        </CellPanel>
      )}
    />
  );
}
