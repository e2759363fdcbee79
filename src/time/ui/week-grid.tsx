import {
  useEffect,
  useMemo,
  useRef,
  useState,
  type KeyboardEvent,
  type MouseEvent,
  type ReactNode,
} from 'react';
import type { TechnologyGroup } from '../../clients/client.ts';
import { dayWords, hoursFigure, monthWords } from '../../web/kit/figures.ts';
import { Hours } from '../../web/kit/hours.tsx';
import type { Entry } from '../entry.ts';
import type { Week } from '../week.ts';
import type { CellSave } from './cell-saves.ts';
import { moved, type GridPlace } from './grid-place.ts';
import { gridColumns, WeekGridRow } from './week-grid-row.tsx';
import styles from './week-grid.module.css';
import type { WeekRow } from './week-rows.ts';

export interface GridActs {
  /** Reads what was typed into the selected cell and does what it asks for; false keeps the cursor where it is. */
  readonly enter: (text: string) => boolean;
  /** Opens what is in the selected cell, where it cannot be typed over; false where it can. */
  readonly open: () => boolean;
  readonly clear: () => void;
  readonly repeat: () => boolean;
  readonly copyWeek: () => void;
  readonly pickRow: () => void;
  /** Gives up what was refused in the selected cell. */
  readonly forget: () => void;
  /** Moves the entry of the selected cell to another row or day. */
  readonly move: (rows: number, days: number) => void;
}

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
  /** What a cell is opened with: the time in it, as it would be typed. */
  readonly typed: () => string;
  readonly acts: GridActs;
}

/**
 * A week to type into, as an ARIA grid: rows by client and what for, a column for each day, totals on both sides. Arrow keys walk, a figure
 * starts typing, Enter saves and goes down, Tab saves and goes right, Escape gives back what was there.
 */
export function WeekGrid(props: Props): ReactNode {
  const { rows, week, today, groups, isClosed, saves, at, typing, onType } = props;
  const table = useRef<HTMLTableElement>(null);
  const { press, click } = useGridKeys(props, table);
  const days = useMemo(() => week.days.map(({ day }) => day), [week]);
  const month = (days.includes(today) ? today : (days.at(-1) ?? today)).slice(0, 7);
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
          if (!props.acts.open()) onType(props.typed());
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
          {rows.map((row, index) => (
            <WeekGridRow
              key={row.key}
              row={row}
              index={index}
              days={days}
              today={today}
              month={month}
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
        <Totals week={week} rows={rows.length} today={today} />
      </table>
    </div>
  );
}

/** What each day comes to, and below it what the business hours of the day are: a measure, and nothing to be reached. */
function Totals({
  week,
  rows,
  today,
}: {
  readonly week: Week;
  readonly rows: number;
  readonly today: string;
}): ReactNode {
  const open = week.days.reduce((sum, { minutesOpen }) => sum + minutesOpen, 0);
  return (
    <tfoot>
      <tr aria-rowindex={rows + 2}>
        <th scope="row" aria-colindex={1}>
          Total
        </th>
        {week.days.map(({ day, minutes }, position) => (
          <td key={day} aria-colindex={position + 2} data-today={day === today}>
            {minutes > 0 && <Hours minutes={minutes} />}
          </td>
        ))}
        <td aria-colindex={9}>
          <Hours minutes={week.minutes} />
        </td>
      </tr>
      <tr aria-rowindex={rows + 3} className={styles['open']}>
        <th scope="row" aria-colindex={1}>
          Business hours
        </th>
        {week.days.map(({ day, minutesOpen }, position) => (
          <td key={day} aria-colindex={position + 2} data-today={day === today}>
            {minutesOpen > 0 && `of ${hoursFigure(minutesOpen)}`}
          </td>
        ))}
        <td aria-colindex={9}>{open > 0 && `of ${hoursFigure(open)}`}</td>
      </tr>
    </tfoot>
  );
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

const startsTyping = /^[\d.,+]$/;

function useGridKeys(props: Props, table: React.RefObject<HTMLTableElement | null>) {
  const { rows, at, onMove, typing, onType, typed, acts } = props;
  const size = { rows: rows.length, columns: gridColumns };
  /** The column in which a run of Tab began: Enter behind the last of them goes there, one row down. */
  const began = useRef<number | null>(null);
  const follows = useRef(false);
  useEffect(() => {
    if (!follows.current || typing !== null) return;
    follows.current = false;
    const cell = table.current?.querySelector<HTMLElement>(
      `[data-row="${at.row}"][data-column="${at.column}"]`,
    );
    cell?.focus();
  });
  const go = (to: GridPlace): void => {
    follows.current = true;
    onMove(to);
  };
  const by = (rowsOn: number, columnsOn: number): GridPlace => ({
    row: Math.max(0, Math.min(size.rows - 1, at.row + rowsOn)),
    column: Math.max(0, Math.min(7, at.column + columnsOn)),
  });
  const finish = (to: GridPlace): void => {
    if (typing !== null && typing.trim() !== '' && !acts.enter(typing)) return;
    onType(null);
    go(to);
  };
  const pressTyping = (event: KeyboardEvent): void => {
    const { key, shiftKey } = event;
    const next =
      key === 'Enter'
        ? { row: by(shiftKey ? -1 : 1, 0).row, column: began.current ?? at.column }
        : key === 'Tab'
          ? by(0, shiftKey ? -1 : 1)
          : key === 'ArrowDown' || key === 'ArrowUp'
            ? by(key === 'ArrowUp' ? -1 : 1, 0)
            : null;
    event.stopPropagation();
    if (key === 'Escape') {
      event.preventDefault();
      onType(null);
      go(at);
    }
    if (!next) return;
    event.preventDefault();
    began.current = key === 'Tab' && !shiftKey ? (began.current ?? at.column) : null;
    finish(next);
  };
  const press = (event: KeyboardEvent): void => {
    if (typing !== null) return pressTyping(event);
    const far = event.ctrlKey || event.metaKey;
    if (event.altKey || !(event.target instanceof Element) || !event.target.closest('[data-column]')) return;
    const to = moved(event.key, far, at, size);
    if (to && event.shiftKey && event.key.startsWith('Arrow')) {
      acts.move(to.row - at.row, to.column - at.column);
      event.preventDefault();
      return;
    }
    const done = to ? (go(to), true) : far ? pressFar(event.key) : pressPlain(event.key);
    if (!done) return;
    if (to) began.current = null;
    event.preventDefault();
    event.stopPropagation();
  };
  const pressFar = (key: string): boolean => {
    if (key.toLowerCase() !== 'd') return false;
    acts.copyWeek();
    return true;
  };
  const pressPlain = (key: string): boolean => {
    const isDay = at.column >= 1 && at.column <= 7;
    if (key === '/') acts.pickRow();
    else if (!isDay) return false;
    else if (startsTyping.test(key)) onType(key);
    else if (key === '=') {
      if (acts.repeat()) go(by(1, 0));
    } else if (key === 'Enter' || key === 'F2') {
      if (!acts.open()) onType(typed());
    } else if (key === 'Delete' || key === 'Backspace') acts.clear();
    else if (key === 'Escape') acts.forget();
    else return false;
    return true;
  };
  const click = (event: MouseEvent): void => {
    const cell = event.target instanceof Element ? event.target.closest('[data-column]') : null;
    if (!(cell instanceof HTMLElement)) return;
    began.current = null;
    go({ row: Number(cell.dataset['row']), column: Number(cell.dataset['column']) });
  };
  return { press, click };
}
