import { defaultRangeExtractor, useVirtualizer, type Range } from '@tanstack/react-virtual';
import { useCallback, useEffect, useRef, useState, type KeyboardEvent, type ReactNode } from 'react';
import { flushSync } from 'react-dom';
import type { CellState, Counts } from '../coverage.ts';
import styles from './coverage.module.css';
import { cellLooks, countOf, countWords } from './coverage-words.ts';

export interface GridRow {
  readonly row: number;
  readonly section: string;
  readonly name: string;
}

export interface GridColumn {
  readonly id: string;
  /** What stands in the head: `Nov 26`, the name of a client. */
  readonly head: string;
  /** The whole of it, for a reader: `November 2026`. */
  readonly words: string;
  /** Whether it is the one of today. */
  readonly current?: boolean;
}

export interface GridCell extends Counts {
  readonly state: CellState;
}

export interface GridProps {
  readonly label: string;
  readonly rows: readonly GridRow[];
  readonly columns: readonly GridColumn[];
  /** Undefined where the row is not planned. */
  readonly cellAt: (row: number, column: string) => GridCell | undefined;
  /** Heads are long names that stand upright. */
  readonly upright?: boolean;
  /** Cells in another state step back. */
  readonly only?: CellState | null;
  readonly onOpen: (row: GridRow, column: GridColumn) => void;
}

/** A line of the grid: the name of a section, or a row below it. */
type Line = { readonly section: string } | GridRow;
const isRow = (line: Line | undefined): line is GridRow => line !== undefined && 'row' in line;

const [headWidth, columnWidth, rowHeight, pageRows] = [264, 44, 32, 10];

/**
 * The coverage as a grid of ARIA: one cell has the focus, arrows, Home, End, Page Up and Page Down move it, Enter opens it. Only what is in
 * sight is in the document, and the cell that has the focus; all of it while it is printed.
 */
export function CoverageGrid(props: GridProps): ReactNode {
  const { label, rows, columns, cellAt, upright = false, only = null, onOpen } = props;
  const lines = linesOf(rows);
  const first = lines.findIndex(isRow);
  const currentAt = Math.max(
    columns.findIndex(({ current }) => current),
    0,
  );
  const [kept, setActive] = useState({ line: first, column: currentAt });
  const active = {
    line: isRow(lines[kept.line]) ? kept.line : first,
    column: Math.min(kept.column, columns.length - 1),
  };
  const box = useRef<HTMLDivElement>(null);
  const moved = useRef(false);
  const printing = usePrinting();
  const headHeight = upright ? 136 : 40;
  const keeping = (index: number) => (range: Range) =>
    printing
      ? Array.from({ length: range.count }, (_, at) => at)
      : [...new Set([...defaultRangeExtractor(range), index])].sort((a, b) => a - b);
  const vertical = useVirtualizer({
    count: lines.length,
    getScrollElement: () => box.current,
    estimateSize: () => rowHeight,
    paddingStart: headHeight,
    scrollPaddingStart: headHeight,
    overscan: 6,
    rangeExtractor: keeping(active.line),
  });
  const horizontal = useVirtualizer({
    horizontal: true,
    count: columns.length,
    getScrollElement: () => box.current,
    estimateSize: () => columnWidth,
    paddingStart: headWidth,
    scrollPaddingStart: headWidth,
    overscan: 6,
    rangeExtractor: keeping(active.column),
  });
  const columnsThere = horizontal.getVirtualItems();

  const focusActive = useCallback((): void => {
    box.current
      ?.querySelector<HTMLElement>('[role="gridcell"][tabindex="0"]')
      ?.focus({ preventScroll: true });
  }, []);
  useEffect(() => {
    if (!moved.current) return;
    moved.current = false;
    focusActive();
  }, [active.line, active.column, focusActive]);
  // The month of today is what the reader came for, so the grid begins there.
  useEffect(() => {
    horizontal.scrollToIndex(currentAt, { align: 'center' });
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- only when other columns are shown
  }, [columns[0]?.id]);

  const move = (line: number, column: number): void => {
    moved.current = true;
    vertical.scrollToIndex(line);
    horizontal.scrollToIndex(column);
    setActive({ line, column });
  };
  const press = (event: KeyboardEvent): void => {
    const line = lines[active.line];
    const column = columns[active.column];
    if (event.key === 'Enter' || event.key === ' ') {
      event.preventDefault();
      if (isRow(line) && column) onOpen(line, column);
      return;
    }
    const to = target(event, active, lines, columns.length);
    if (!to) return;
    event.preventDefault();
    move(to.line, to.column);
  };

  return (
    <div
      ref={box}
      role="grid"
      aria-label={label}
      aria-rowcount={lines.length + 1}
      aria-colcount={columns.length + 1}
      aria-readonly
      className={styles['grid']}
    >
      <div
        role="presentation"
        className={styles['sheet']}
        style={{ height: vertical.getTotalSize(), width: horizontal.getTotalSize() }}
      >
        <div
          role="row"
          aria-rowindex={1}
          className={styles['heads']}
          style={{ height: headHeight, width: horizontal.getTotalSize() }}
        >
          <div
            role="columnheader"
            aria-colindex={1}
            className={styles['corner']}
            style={{ width: headWidth }}
          >
            Activity
          </div>
          {columnsThere.map(({ index, start }) => {
            const column = columns[index];
            return (
              column && (
                <div
                  key={column.id}
                  role="columnheader"
                  aria-colindex={index + 2}
                  aria-label={column.words}
                  className={styles['head']}
                  data-upright={upright}
                  data-current={column.current === true}
                  style={{ left: start, width: columnWidth }}
                >
                  <span title={column.words}>{column.head}</span>
                </div>
              )
            );
          })}
        </div>
        {vertical.getVirtualItems().map(({ index: at, start }) => {
          const line = lines[at];
          if (!isRow(line))
            return (
              <div
                key={`section ${line?.section}`}
                role="row"
                aria-rowindex={at + 2}
                className={styles['section']}
                style={{ top: start, height: rowHeight, width: horizontal.getTotalSize() }}
              >
                <div role="rowheader" aria-colindex={1} aria-colspan={columns.length + 1}>
                  {line?.section}
                </div>
              </div>
            );
          return (
            <div
              key={line.row}
              role="row"
              aria-rowindex={at + 2}
              className={styles['row']}
              style={{ top: start, height: rowHeight, width: horizontal.getTotalSize() }}
            >
              <div
                role="rowheader"
                aria-colindex={1}
                className={styles['name']}
                style={{ width: headWidth }}
                title={line.name}
              >
                <span className={styles['number']}>{line.row}</span> {line.name}
              </div>
              {columnsThere.map(({ index, start: left }) => {
                const column = columns[index];
                if (!column) return null;
                const cell = cellAt(line.row, column.id);
                const isActive = at === active.line && index === active.column;
                return (
                  <div
                    key={column.id}
                    role="gridcell"
                    aria-colindex={index + 2}
                    aria-label={`${line.row} ${line.name}, ${column.words}: ${cell ? wordsOf(cell) : cellLooks['not-planned'].words}`}
                    tabIndex={isActive ? 0 : -1}
                    className={styles['cell']}
                    data-tone={cellLooks[cell?.state ?? 'not-planned'].tone}
                    data-state={cell?.state ?? 'not-planned'}
                    data-back={only !== null && cell?.state !== only}
                    style={{ left, width: columnWidth }}
                    onKeyDown={press}
                    onClick={() => {
                      move(at, index);
                      onOpen(line, column);
                    }}
                  >
                    {cell && <CellSign cell={cell} />}
                  </div>
                );
              })}
            </div>
          );
        })}
      </div>
    </div>
  );
}

/** The glyph of a cell, and how many there are where there are several. */
export function CellSign({ cell }: { readonly cell: GridCell }): ReactNode {
  const { Glyph } = cellLooks[cell.state];
  const count = countOf(cell);
  return (
    <>
      {Glyph && <Glyph size={14} stroke={2.25} aria-hidden />}
      {count > 1 && <span aria-hidden>{count}</span>}
    </>
  );
}

/** What a cell says: its word and, where it holds several, how many and what became of each. Example: "overdue, 3 in all: 1 overdue, 2 planned". */
export function wordsOf(cell: GridCell): string {
  const count = countOf(cell);
  const { words } = cellLooks[cell.state];
  if (count <= 1) return words;
  const each = countWords(cell);
  return each === `${count} ${words}` ? each : `${words}, ${count} in all: ${each}`;
}

/** Rows of a section follow its name, sections in the order of their first rows. */
function linesOf(rows: readonly GridRow[]): readonly Line[] {
  const sections = Map.groupBy(rows, ({ section }) => section);
  return [...sections].flatMap(([section, rows]) => [{ section }, ...rows]);
}

interface Place {
  readonly line: number;
  readonly column: number;
}

/** Where a key leads from a cell; undefined for keys that lead nowhere. Names of sections are passed over. */
function target(
  { key, ctrlKey }: KeyboardEvent,
  { line, column }: Place,
  lines: readonly Line[],
  columns: number,
): Place | undefined {
  const places = lines.flatMap((one, index) => (isRow(one) ? [index] : []));
  const at = places.indexOf(line);
  const lineBy = (by: number): number => places[Math.min(Math.max(at + by, 0), places.length - 1)] ?? line;
  const columnBy = (by: number): number => Math.min(Math.max(column + by, 0), columns - 1);
  switch (key) {
    case 'ArrowUp':
      return { line: lineBy(-1), column };
    case 'ArrowDown':
      return { line: lineBy(1), column };
    case 'ArrowLeft':
      return { line, column: columnBy(-1) };
    case 'ArrowRight':
      return { line, column: columnBy(1) };
    case 'PageUp':
      return { line: lineBy(-pageRows), column };
    case 'PageDown':
      return { line: lineBy(pageRows), column };
    case 'Home':
      return { line: ctrlKey ? lineBy(-places.length) : line, column: 0 };
    case 'End':
      return { line: ctrlKey ? lineBy(places.length) : line, column: columns - 1 };
    default:
      return undefined;
  }
}

/** Whether the page is about to be printed. */
function usePrinting(): boolean {
  const [printing, setPrinting] = useState(false);
  useEffect(() => {
    const begin = (): void => flushSync(() => setPrinting(true));
    const end = (): void => setPrinting(false);
    addEventListener('beforeprint', begin);
    addEventListener('afterprint', end);
    return () => {
      removeEventListener('beforeprint', begin);
      removeEventListener('afterprint', end);
    };
  }, []);
  return printing;
}
