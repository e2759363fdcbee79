import { useEffect, useRef, type KeyboardEvent, type MouseEvent } from 'react';
import type { CellActs } from './cell-acts.ts';
import { moved, type GridPlace } from './grid-place.ts';
import { gridColumns } from './week-grid-row.tsx';

interface Keyed {
  /** How many rows there are. */
  readonly rows: number;
  readonly at: GridPlace;
  readonly onMove: (to: GridPlace) => void;
  /** What is being typed into the selected cell; null while nothing is. */
  readonly typing: string | null;
  readonly onType: (text: string | null) => void;
  readonly acts: CellActs;
}

const startsTyping = /^[\d.,+]$/;

/** The keys and clicks of the grid: arrows walk, a figure starts typing, Enter saves and goes down, Tab saves and goes right. */
export function useGridKeys(
  { rows, at, onMove, typing, onType, acts }: Keyed,
  table: React.RefObject<HTMLTableElement | null>,
) {
  const size = { rows, columns: gridColumns };
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
      if (!acts.open()) onType(acts.typed());
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
