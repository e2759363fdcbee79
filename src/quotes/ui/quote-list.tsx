import type { ReactNode } from 'react';
import { moneyFigure } from '../../web/kit/figures.ts';
import { PageLink } from '../../web/kit/link.tsx';
import type { Quote } from '../quote.ts';
import styles from './quote-list.module.css';
import { QuoteStatePill, standing } from './quote-words.tsx';

/** Quotes, the latest first, each with its options and how it stands. `at` is the page above that of a quote. */
export function QuoteList({
  quotes,
  at,
}: {
  readonly quotes: readonly Quote[];
  readonly at: string;
}): ReactNode {
  return (
    <ul className={styles['list']}>
      {quotes.map((quote) => (
        <li key={quote.id}>
          <div>
            <PageLink to={`${at}/${quote.id}`} plain>
              {quote.number}
            </PageLink>
            <p className="note">{standing(quote)}</p>
          </div>
          <QuoteStatePill state={quote.state} />
          <p className={styles['options']}>
            {quote.options.map(({ name, feeMonthly }) => (
              <span key={name}>
                {name}, <span className="figures">{moneyFigure(feeMonthly, quote.currency)}</span> a month
              </span>
            ))}
          </p>
        </li>
      ))}
    </ul>
  );
}
