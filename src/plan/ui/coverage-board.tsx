import { Select } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { useEffect, useMemo, useRef, useState, type ReactNode } from 'react';
import { EmptyState } from '../../web/kit/empty-state.tsx';
import { Panel } from '../../web/kit/panel.tsx';
import { useUrlState } from '../../web/kit/url-state.ts';
import { cellStates, type CellState, type ClientCoverage } from '../coverage.ts';
import { CoverageGrid, type GridCell, type GridColumn, type GridRow } from './coverage-grid.tsx';
import { CoverageList } from './coverage-list.tsx';
import styles from './coverage.module.css';
import { cellLooks, ownerChoices, stateChoices } from './coverage-words.ts';

interface Props {
  readonly title: string;
  readonly rows: ClientCoverage['rows'];
  readonly columns: readonly GridColumn[];
  readonly cells: readonly (GridCell & { readonly row: number; readonly column: string })[];
  readonly upright?: boolean;
  /** What is said where nothing is planned at all. */
  readonly empty: ReactNode;
  /** What a cell opens to. */
  readonly renderPanel: (row: GridRow, column: GridColumn, onClose: () => void) => ReactNode;
}

const all = '';

/** Coverage with its filters and its legend: as a grid or, on a phone, as a list of rows. */
export function CoverageBoard(props: Props): ReactNode {
  const { title, rows, columns, cells, upright = false, empty, renderPanel } = props;
  const [section, setSection] = useUrlState('section', all);
  const [owner, setOwner] = useUrlState('owner', all);
  const [state, setState] = useUrlState('state', all);
  const [opened, setOpened] = useState<{ row: GridRow; column: GridColumn } | null>(null);
  const opener = useRef<Element | null>(null);
  useEffect(() => {
    if (opened === null && opener.current instanceof HTMLElement) opener.current.focus();
  }, [opened]);
  const open = (row: GridRow, column: GridColumn): void => {
    opener.current = document.activeElement;
    setOpened({ row, column });
  };
  const isPhone = useMediaQuery('(max-width: 800px)') ?? false;
  const only = cellStates.find((one) => one === state) ?? null;
  const byPlace = useMemo(() => new Map(cells.map((cell) => [`${cell.row} ${cell.column}`, cell])), [cells]);
  const shown = useMemo(
    () => shownRows(rows, cells, { section, owner, only }),
    [rows, cells, section, owner, only],
  );
  const sections = [...new Set(rows.map((row) => row.section))];
  const Shape = isPhone ? CoverageList : CoverageGrid;
  return (
    <Panel
      title={title}
      flush
      acts={
        <div className={styles['filters']}>
          <Filter label="Section" every="All sections" value={section} set={setSection} choices={sections} />
          <Filter label="Owner" every="All owners" value={owner} set={setOwner} choices={ownerChoices} />
          <Filter label="State" every="All states" value={state} set={setState} choices={stateChoices} />
        </div>
      }
    >
      {cells.length === 0 || columns.length === 0 ? (
        empty
      ) : shown.length === 0 ? (
        <EmptyState title="No row is so">
          No activity matches these filters. Choose all sections, owners or states to see the others.
        </EmptyState>
      ) : (
        <>
          <Shape
            label={title}
            rows={shown}
            columns={columns}
            cellAt={(row, column) => byPlace.get(`${row} ${column}`)}
            upright={upright}
            only={only}
            onOpen={open}
          />
          <Legend />
        </>
      )}
      {opened && renderPanel(opened.row, opened.column, () => setOpened(null))}
    </Panel>
  );
}

interface Filters {
  readonly section: string;
  readonly owner: string;
  readonly only: CellState | null;
}

/** The rows that filters leave: of the section, of the owner, and with some cell in the state. */
function shownRows(
  rows: Props['rows'],
  cells: Props['cells'],
  { section, owner, only }: Filters,
): Props['rows'] {
  const inState = new Set(cells.filter((cell) => cell.state === only).map(({ row }) => row));
  return rows.filter(
    (row) =>
      (section === all || row.section === section) &&
      (owner === all || row.owners.some((one) => one === owner)) &&
      (only === null || inState.has(row.row)),
  );
}

interface FilterProps {
  readonly label: string;
  readonly every: string;
  readonly value: string;
  readonly set: (value: string) => void;
  readonly choices: readonly (string | { readonly value: string; readonly label: string })[];
}

function Filter({ label, every, value, set, choices }: FilterProps): ReactNode {
  return (
    <Select
      aria-label={label}
      size="xs"
      data={[{ value: all, label: every }, ...choices]}
      value={value}
      onChange={(chosen) => set(chosen ?? all)}
      allowDeselect={false}
    />
  );
}

/** What the glyphs mean; it is printed below the board too. */
function Legend(): ReactNode {
  return (
    <ul className={styles['legend']} aria-label="Legend">
      {cellStates.map((state) => {
        const { words, tone, Glyph } = cellLooks[state];
        return (
          <li key={state}>
            {Glyph ? (
              <span className={styles['sign']} data-tone={tone} data-state={state}>
                <Glyph size={14} stroke={2.25} aria-hidden />
              </span>
            ) : (
              <span aria-hidden>empty</span>
            )}
            {words}
          </li>
        );
      })}
      <li>A number says how many there are of one.</li>
    </ul>
  );
}
