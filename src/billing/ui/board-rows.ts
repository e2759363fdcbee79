import { useQuery } from '@tanstack/react-query';
import { amountOf, minorOf } from '../../core/money.ts';
import { call, type Answer } from '../../web/kit/data.ts';
import type { BoardRow, MissingCount } from '../board.ts';
import { closeApi } from '../close-api.ts';

/** The board of a month, all pages of it: who closes many months at once has to see every one of them. */
export const useBoard = (month: string): Answer<readonly BoardRow[]> =>
  useQuery({
    queryKey: [closeApi.listBoard.command, { month }],
    queryFn: ({ signal }) => wholeBoard(month, signal),
  });

async function wholeBoard(month: string, signal: AbortSignal): Promise<readonly BoardRow[]> {
  const rows: BoardRow[] = [];
  let cursor: string | null = null;
  do {
    const query = { limit: 500, ...(cursor === null ? {} : { cursor }) };
    const page: { items: BoardRow[]; next: string | null } = await call(
      closeApi.listBoard,
      { params: { month }, query },
      { signal },
    );
    rows.push(...page.items);
    cursor = page.next;
  } while (cursor !== null);
  return rows;
}

/** A board by what there is to do about its rows; each row is in one of the four. */
export interface Board {
  /** Somebody has to settle something first. */
  readonly missing: readonly BoardRow[];
  /** Nothing is to be settled: the month has to end, or the month before has to be closed. */
  readonly waiting: readonly BoardRow[];
  readonly ready: readonly BoardRow[];
  readonly closed: readonly BoardRow[];
}

export function boardOf(rows: readonly BoardRow[]): Board {
  const closed = rows.filter(({ state }) => state === 'closed');
  const ready = rows.filter(({ ready }) => ready);
  const open = rows.filter(({ state, ready }) => state !== 'closed' && !ready);
  return {
    missing: open.filter((row) => toSettle(row).length > 0),
    waiting: open.filter((row) => toSettle(row).length === 0),
    ready,
    closed,
  };
}

const isOfTime = (kind: MissingCount['kind']): boolean =>
  kind === 'month-not-over' || kind === 'earlier-month-open';

/** What somebody has to settle in this month, as against what time or another month brings. */
export const toSettle = ({ missing }: BoardRow): readonly MissingCount[] =>
  missing.filter(({ kind }) => !isOfTime(kind));

/** How many rows wait for something of time. */
export const waitingFor = (rows: readonly BoardRow[], kind: MissingCount['kind']): number =>
  rows.filter(({ missing }) => missing.some((one) => one.kind === kind)).length;

/** An amount in a currency. */
export interface Sum {
  readonly currency: string;
  readonly amount: string;
}

/** What rows come to, by currency; the one of most rows first. */
export function sumsOf(rows: readonly BoardRow[]): readonly Sum[] {
  const byCurrency = Map.groupBy(
    rows.filter(({ total }) => total !== null),
    ({ currency }) => currency ?? '',
  );
  return [...byCurrency]
    .toSorted(([, one], [, other]) => other.length - one.length)
    .map(([currency, of]) => ({
      currency,
      amount: amountOf(
        of.reduce((sum, { total }) => sum + minorOf(total ?? '0', currency), 0),
        currency,
      ),
    }));
}

/** How many clients rows are of: a client with two contracts has two. */
export const clientsOf = (rows: readonly BoardRow[]): number =>
  new Set(rows.map(({ clientId }) => clientId)).size;

/** What came to be more, or less, than the month before; null where there is nothing to compare with. */
export function changeOf({ total, totalBefore, currency }: BoardRow): string | null {
  if (total === null || totalBefore === null || currency === null) return null;
  return amountOf(minorOf(total, currency) - minorOf(totalBefore, currency), currency);
}
