import { useMemo, type ReactNode } from 'react';
import { monthsAfter } from '../../web/kit/days.ts';
import { useAnswer } from '../../web/kit/data.ts';
import { monthWords } from '../../web/kit/figures.ts';
import { useCommands } from '../../web/kit/keys.ts';
import { Loaded } from '../../web/kit/loaded.tsx';
import { useToday } from '../../web/kit/now.ts';
import { useUrlState } from '../../web/kit/url-state.ts';
import { plansApi } from '../api.ts';
import type { ClientCoverage } from '../coverage.ts';
import type { Occurrence } from '../occurrence.ts';
import { CellPanel } from './cell-panel.tsx';
import { CoverageBoard } from './coverage-board.tsx';
import { monthHead } from './coverage-words.ts';

interface Props {
  readonly client: string;
  readonly timeZone: string;
  readonly pageOf: (occurrence: Occurrence) => string | null;
  readonly empty: ReactNode;
}

/** Two years: that which was, and that to come, from the month of today on. */
const [monthsBack, monthsShown] = [12, 24];

/** The coverage of a client, rows by months; `[` and `]` go a year back and forth. */
export function ClientBoard({ client, timeZone, pageOf, empty }: Props): ReactNode {
  const current = useToday(timeZone).slice(0, 7);
  const [from, setFrom] = useUrlState('from', monthAfter(current, -monthsBack));
  useCommands([
    { label: 'A year earlier', keys: '[', run: () => setFrom(monthAfter(from, -12)) },
    { label: 'A year later', keys: ']', run: () => setFrom(monthAfter(from, 12)) },
  ]);
  const request = { params: { client }, query: { from, to: monthAfter(from, monthsShown - 1) } };
  const coverage = useAnswer(plansApi.getCoverage, request, { keeps: true });
  return (
    <Loaded answer={coverage} lines={16}>
      {(coverage) => (
        <Board coverage={coverage} current={current} client={client} pageOf={pageOf} empty={empty} />
      )}
    </Loaded>
  );
}

function Board({
  coverage,
  current,
  client,
  pageOf,
  empty,
}: Omit<Props, 'timeZone'> & {
  readonly coverage: ClientCoverage;
  readonly current: string;
}): ReactNode {
  const columns = useMemo(
    () =>
      coverage.months.map((month) => ({
        id: month,
        head: monthHead(month),
        words: monthWords(month),
        current: month === current,
      })),
    [coverage.months, current],
  );
  const cells = useMemo(
    () => coverage.cells.map((cell) => ({ ...cell, column: cell.month })),
    [coverage.cells],
  );
  return (
    <CoverageBoard
      title="Coverage by month"
      rows={coverage.rows}
      columns={columns}
      cells={cells}
      empty={empty}
      renderPanel={({ row, name }, { id: month, words }, onClose) => (
        <CellPanel
          client={client}
          month={month}
          row={row}
          title={`${row} ${name}, ${words}`}
          pageOf={pageOf}
          onClose={onClose}
        />
      )}
    />
  );
}

/** The month so many months later. Example: 2026-11 and 2 is 2027-01. */
const monthAfter = (month: string, count: number): string => monthsAfter(`${month}-01`, count).slice(0, 7);
