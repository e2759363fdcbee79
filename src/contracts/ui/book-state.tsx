import type { ReactNode } from 'react';
import { StatePill } from '../../web/kit/state-pill.tsx';
import { bookInForce, type PriceBookHead } from '../price-book.ts';

interface Props {
  readonly book: PriceBookHead;
  readonly books: readonly PriceBookHead[];
  readonly today: string;
}

/** Whether contracts are sold from a book today, later, or no more. */
export function BookState({ book, books, today }: Props): ReactNode {
  if (book.from > today) return <StatePill tone="info">to come</StatePill>;
  return bookInForce(books, book.currency, today)?.id === book.id ? (
    <StatePill tone="ok">in force</StatePill>
  ) : (
    <StatePill tone="neutral">replaced</StatePill>
  );
}
