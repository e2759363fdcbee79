import { startTransition, useEffect, useMemo, useRef, useState, type ReactNode } from 'react';
import type { TechnologyGroup } from '../../clients/client.ts';
import { dayWords, monthWords } from '../../web/kit/figures.ts';
import type { Entry } from '../entry.ts';
import type { Week } from '../week.ts';
import type { CellActs } from './cell-acts.ts';
import type { CellSave } from './cell-saves.ts';
import { useGridKeys } from './grid-keys.ts';
import type { GridPlace } from './grid-place.ts';
import { usePoolsLeft } from './pools-left.ts';
import { gridColumns, WeekGridRow } from './week-grid-row.tsx';
import styles from './week-grid.module.css';
import type { WeekRow } from './week-rows.ts';
import { WeekTotals } from './week-totals.tsx';

interface Props {
  readonly rows: readonly WeekRow[];
  readonly week: Week;
  readonly today: string;
  readonly groups: readonly TechnologyGroup[];
  readonly isClosed: (entry: Entry) => boolean;
  readonly saves: ReadonlyMap<string, CellSave>;
  readonly at: GridPlace;
  readonly onMove: (to: GridPlace) => void;
  /** What is being typed into the selected cell; null while nothing is. */
  readonly typing: string | null;
  readonly onType: (text: string | null) => void;
  readonly acts: CellActs;
}

/**
 * A week to type into, as an ARIA grid: rows by client and what for, a column for each day, totals on both sides. Arrow keys walk, a figure
 * starts typing, Enter saves and goes down, Tab saves and goes right, Escape gives back what was there.
 */
export function WeekGrid(props: Props): ReactNode {
  const { rows, week, today, groups, isClosed, saves, at, typing, onType } = props;
  const table = useRef<HTMLTableElement>(null);
  const { press, click } = useGridKeys({ ...props, rows: rows.length }, table);
  const days = useMemo(() => week.days.map(({ day }) => day), [week]);
  const month = (days.includes(today) ? today : (days.at(-1) ?? today)).slice(0, 7);
  const leftFor = usePoolsLeft(rows, month);
  const drawn = useRowsDrawn(rows.length, at.row);
  const leave = (): void => {
    if (typing !== null && typing.trim() !== '') props.acts.enter(typing);
    onType(null);
  };
  const steady = useSteady({ onType, leave });
  return (
    <div className={styles['scroll']}>
      <table
        ref={table}
        role="grid"
        aria-label="Time of the week"
        aria-rowcount={rows.length + 3}
        aria-colcount={gridColumns}
        className={styles['grid']}
        onKeyDown={press}
        onClick={click}
        onDoubleClick={() => {
          if (!props.acts.open()) onType(props.acts.typed());
        }}
      >
        <thead>
          <tr aria-rowindex={1}>
            <th scope="col" aria-colindex={1}>
              For
            </th>
            {days.map((day, position) => (
              <th
                key={day}
                scope="col"
                aria-colindex={position + 2}
                data-today={day === today}
                {...(day === today ? { 'aria-current': 'date' as const } : {})}
              >
                <span aria-hidden>{dayWords(day, { withWeekday: true }).slice(0, 6).trim()}</span>
                <span className="for-reader">{dayWords(day, { withWeekday: true, withYear: false })}</span>
              </th>
            ))}
            <th scope="col" aria-colindex={9}>
              Week
            </th>
            <th
              scope="col"
              aria-colindex={10}
              title={`Left in ${monthWords(month)} in the packages that take this work`}
            >
              Left
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.slice(0, drawn).map((row, index) => (
            <WeekGridRow
              key={row.key}
              row={row}
              index={index}
              days={days}
              today={today}
              left={leftFor(row)}
              groups={groups}
              isClosed={isClosed}
              selected={at.row === index ? at.column : null}
              typing={at.row === index ? typing : null}
              onType={steady.onType}
              onLeave={steady.leave}
              saves={savesOf(saves, row)}
            />
          ))}
        </tbody>
        <WeekTotals week={week} rows={rows.length} today={today} />
      </table>
    </div>
  );
}

/** More rows than any screen shows. */
const screenful = 40;

/** How many rows are drawn: a screenful and the selected one at first, all of them right after, so that a long week is there at once. */
function useRowsDrawn(rows: number, selected: number): number {
  const [isWhole, setIsWhole] = useState(false);
  useEffect(() => startTransition(() => setIsWhole(true)), []);
  return isWhole ? rows : Math.min(rows, Math.max(screenful, selected + 1));
}

const noSaves: ReadonlyMap<string, CellSave> = new Map();

function savesOf(saves: ReadonlyMap<string, CellSave>, row: WeekRow): ReadonlyMap<string, CellSave> {
  const own = [...saves].filter(([key]) => key.startsWith(`${row.key}@`));
  return own.length === 0 ? noSaves : new Map(own);
}

/** Handlers that stay the same from one drawing to the next, so that rows that did not change are left alone. */
function useSteady(acts: { readonly onType: (text: string) => void; readonly leave: () => void }) {
  const latest = useRef(acts);
  useEffect(() => {
    latest.current = acts;
  });
  const [steady] = useState(() => ({
    onType: (text: string) => latest.current.onType(text),
    leave: () => latest.current.leave(),
  }));
  return steady;
}
