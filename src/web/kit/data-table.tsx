import { Checkbox, Skeleton } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconArrowsSort } from '@tabler/icons-react';
import { useMemo, useRef, useState, type ReactNode } from 'react';
import type { Answer } from './data.ts';
import styles from './data-table.module.css';
import { Fault } from './fault.tsx';
import { PageLink } from './link.tsx';
import { useRowKeys } from './row-keys.ts';
import { useRowsShown } from './rows-shown.ts';

export interface Column<Row> {
  readonly head: string;
  readonly cell: (row: Row) => ReactNode;
  /** What all its figures are in, said once in the head: `h`, `USD`. */
  readonly unit?: string;
  /** Figures stand at the right, one digit under the other. */
  readonly figures?: boolean;
  /** What the column is sorted by; without it, it is not sorted. */
  readonly sortBy?: (row: Row) => string | number;
  readonly width?: string;
  /** On a phone a row is a card: what does not matter there is left out, and what is wide takes a line of its own. */
  readonly onPhone?: 'left-out' | 'whole-line';
}

interface Props<Row, Data> {
  /** What the rows are: `Clients`. */
  readonly label: string;
  readonly answer: Answer<Data>;
  readonly rowsOf: (data: Data) => readonly Row[];
  readonly columns: readonly Column<Row>[];
  readonly idOf: (row: Row) => string;
  /** Where a row leads: its first cell becomes the link, and Enter opens it. */
  readonly to?: (row: Row) => string;
  readonly empty: ReactNode;
  /** Rows that are ticked, by id; with it, each row gets a box, and X ticks it. */
  readonly ticked?: ReadonlySet<string>;
  readonly onTick?: (ids: ReadonlySet<string>) => void;
}

/**
 * A dense table with a head that stays in sight. J and K move, Enter opens, X ticks. On a narrow screen each row becomes a card.
 * Loading, failure and emptiness are shown in its place. Rows come in the order in which they are given until a reader sorts them; of a long
 * list those further down are made as the reader comes near.
 */
export function DataTable<Row, Data>(props: Props<Row, Data>): ReactNode {
  const { label, answer, rowsOf, columns, empty } = props;
  const given = useMemo(() => (answer.data === undefined ? [] : rowsOf(answer.data)), [answer.data, rowsOf]);
  if (answer.data === undefined && answer.error)
    return <Fault error={answer.error} retry={() => void answer.refetch()} />;
  if (answer.data === undefined) return <Waiting label={label} heads={columns.map(({ head }) => head)} />;
  if (given.length === 0) return empty;
  return <Filled {...props} given={given} />;
}

function Filled<Row, Data>(props: Props<Row, Data> & { readonly given: readonly Row[] }): ReactNode {
  const { label, columns, idOf, to, ticked, onTick, given } = props;
  const [order, setOrder] = useState<Order | null>(null);
  const body = useRef<HTMLTableSectionElement>(null);
  const rows = useMemo(() => sorted(given, columns, order), [given, columns, order]);
  const tick = (id: string): void => {
    const next = new Set(ticked);
    if (!next.delete(id)) next.add(id);
    onTick?.(next);
  };
  useRowKeys(body, onTick && tick);
  const shown = useRowsShown(rows.length);
  return (
    <table className={styles['table']} role="table" aria-label={label} aria-rowcount={rows.length + 1}>
      <thead role="rowgroup">
        <tr role="row">
          {ticked && (
            <th role="columnheader" className={styles['box']}>
              <span className="for-reader">Ticked</span>
            </th>
          )}
          {columns.map((column) => {
            const way = order?.head === column.head ? order.way : 'none';
            return (
              <th
                key={column.head}
                role="columnheader"
                scope="col"
                aria-sort={column.sortBy ? way : undefined}
                data-figures={column.figures}
                data-phone={column.onPhone}
                style={{ width: column.width }}
              >
                {column.sortBy ? (
                  <button
                    type="button"
                    className={styles['sort']}
                    onClick={() => setOrder(nextOrder(column, way))}
                  >
                    <span>
                      <Head column={column} />
                    </span>
                    <SortGlyph way={way} />
                  </button>
                ) : (
                  <Head column={column} />
                )}
              </th>
            );
          })}
        </tr>
      </thead>
      <tbody ref={body} role="rowgroup">
        {rows.slice(0, shown.count).map((row, index) => {
          const id = idOf(row);
          return (
            <tr
              key={id}
              role="row"
              data-row={id}
              tabIndex={-1}
              data-leads={to !== undefined}
              aria-rowindex={index + 2}
              ref={index === shown.count - 1 ? shown.lastRef : undefined}
            >
              {ticked && (
                <td role="cell" className={styles['box']}>
                  <Checkbox
                    size="xs"
                    checked={ticked.has(id)}
                    onChange={() => tick(id)}
                    aria-label={`Tick row ${index + 1}`}
                  />
                </td>
              )}
              {columns.map((column, at) => {
                const cell = column.cell(row);
                return at === 0 ? (
                  <th key={column.head} role="rowheader" scope="row">
                    {to ? (
                      <PageLink to={to(row)} plain>
                        {cell}
                      </PageLink>
                    ) : (
                      cell
                    )}
                  </th>
                ) : (
                  <td
                    key={column.head}
                    role="cell"
                    data-figures={column.figures}
                    data-phone={column.onPhone}
                    data-head={headOf(column)}
                  >
                    {cell}
                  </td>
                );
              })}
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

function Head<Row>({ column: { head, unit } }: { readonly column: Column<Row> }): ReactNode {
  return (
    <>
      {head}
      {unit && <span className={styles['unit']}> {unit}</span>}
    </>
  );
}

function SortGlyph({ way }: { readonly way: Way | 'none' }): ReactNode {
  const Glyph = { ascending: IconArrowUp, descending: IconArrowDown, none: IconArrowsSort }[way];
  return <Glyph size={12} aria-hidden className={way === 'none' ? styles['unsorted'] : ''} />;
}

function Waiting({ label, heads }: { readonly label: string; readonly heads: readonly string[] }): ReactNode {
  return (
    <div role="status" aria-label={`${label} are loading`} className={styles['waiting']}>
      {Array.from({ length: 6 }, (_, row) => (
        <div key={row} className={styles['line']}>
          {heads.map((head) => (
            <Skeleton key={head} height={12} data-reduce-motion />
          ))}
        </div>
      ))}
    </div>
  );
}

const headOf = <Row,>({ head, unit }: Column<Row>): string => (unit ? `${head}, ${unit}` : head);

type Way = 'ascending' | 'descending';
interface Order {
  readonly head: string;
  readonly way: Way;
}

/** A first click on a head puts the least on top, or the most where it is figures; a second turns it; a third gives the own order back. */
function nextOrder<Row>({ head, figures }: Column<Row>, now: Way | 'none'): Order | null {
  const usual: Way = figures ? 'descending' : 'ascending';
  if (now === 'none') return { head, way: usual };
  return now === usual ? { head, way: usual === 'ascending' ? 'descending' : 'ascending' } : null;
}

/** Rows in a reader's order; those that are equal in it keep the order in which they came. */
function sorted<Row>(
  rows: readonly Row[],
  columns: readonly Column<Row>[],
  order: Order | null,
): readonly Row[] {
  const by = columns.find(({ head }) => head === order?.head)?.sortBy;
  if (!by) return rows;
  const turn = order?.way === 'descending' ? -1 : 1;
  return rows.toSorted((a, b) => turn * compare(by(a), by(b)));
}

function compare(a: string | number, b: string | number): number {
  return typeof a === 'number' && typeof b === 'number' ? a - b : String(a).localeCompare(String(b), 'en');
}
