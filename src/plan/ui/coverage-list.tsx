import { useState, type ReactNode } from 'react';
import { totalOf } from '../coverage.ts';
import styles from './coverage.module.css';
import { CellSign, wordsOf, type GridProps, type GridRow } from './coverage-grid.tsx';
import { cellLooks, countWords } from './coverage-words.ts';

/** The same as the grid where there is no room for one: a row under the other, each of which opens to its cells. */
export function CoverageList({ label, rows, columns, cellAt, only = null, onOpen }: GridProps): ReactNode {
  return (
    <ul className={styles['list']} aria-label={label}>
      {rows.map((row) => (
        <li key={row.row}>
          <Opening
            row={row}
            summary={countWords(totalOf(columns.flatMap(({ id }) => cellAt(row.row, id) ?? [])))}
          >
            {() => (
              <ul className={styles['cells']}>
                {columns.map((column) => {
                  const cell = cellAt(row.row, column.id);
                  if (!cell || (only !== null && cell.state !== only)) return null;
                  return (
                    <li key={column.id}>
                      <button type="button" onClick={() => onOpen(row, column)}>
                        <span>{column.words}</span>
                        <span className={styles['sign']} data-tone={cellLooks[cell.state].tone}>
                          <CellSign cell={cell} /> {wordsOf(cell)}
                        </span>
                      </button>
                    </li>
                  );
                })}
              </ul>
            )}
          </Opening>
        </li>
      ))}
    </ul>
  );
}

/** What is below is made when it is opened first. */
function Opening({
  row,
  summary,
  children,
}: {
  readonly row: GridRow;
  readonly summary: string;
  readonly children: () => ReactNode;
}): ReactNode {
  const [opened, setOpened] = useState(false);
  return (
    <details onToggle={({ currentTarget }) => setOpened((before) => before || currentTarget.open)}>
      <summary>
        <b>
          {row.row} {row.name}
        </b>
        <span className={styles['summary']}>{summary}</span>
      </summary>
      {opened && children()}
    </details>
  );
}
