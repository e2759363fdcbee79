import type { ReactNode } from 'react';
import { finance } from '../../people/access.ts';
import { useAnswer } from '../../web/kit/data.ts';
import { EmptyState } from '../../web/kit/empty-state.tsx';
import { dayWords } from '../../web/kit/figures.ts';
import { PageLink, useGo } from '../../web/kit/link.tsx';
import { Loaded } from '../../web/kit/loaded.tsx';
import { useMay, useMe } from '../../web/kit/me.tsx';
import { useToday } from '../../web/kit/now.ts';
import { PageHeader } from '../../web/kit/page-header.tsx';
import { Panel } from '../../web/kit/panel.tsx';
import { contractsApi } from '../api.ts';
import type { PriceBookHead } from '../price-book.ts';
import { BookState } from './book-state.tsx';
import styles from './price-book-page.module.css';

export function PriceBooksPage(): ReactNode {
  const books = useAnswer(contractsApi.listPriceBooks, {});
  const mayPublish = useMay(finance);
  const go = useGo();
  const publish = { label: 'New price book', keys: 'n', run: () => go('/app/price-books/new') };
  return (
    <>
      <PageHeader title="Price books" actions={mayPublish ? [{ ...publish, primary: true }] : []} />
      <Loaded answer={books}>
        {(books) =>
          books.length === 0 ? (
            <EmptyState title="No price book yet" {...(mayPublish ? { act: publish } : {})}>
              A price book says what can be sold and for how much, in one currency, from a day on. Contracts
              are sold from it. Begin with the one of the service guide.
            </EmptyState>
          ) : (
            <div className={styles['stack']}>
              {[...Map.groupBy(books, ({ currency }) => currency)].map(([currency, books]) => (
                <OfCurrency key={currency} currency={currency} books={books} all={books} />
              ))}
            </div>
          )
        }
      </Loaded>
    </>
  );
}

interface Props {
  readonly currency: string;
  readonly books: readonly PriceBookHead[];
  readonly all: readonly PriceBookHead[];
}

/** The books of a currency, the latest first; each is in force until the next begins. */
function OfCurrency({ currency, books, all }: Props): ReactNode {
  const today = useToday(useMe().provider.timeZone);
  return (
    <Panel title={`${currency} · ${nameOf(currency)}`} flush>
      <ul className={styles['books']}>
        {books.map((book) => (
          <li key={book.id}>
            <PageLink to={`/app/price-books/${book.id}`} plain>
              {book.name}
            </PageLink>
            <span className={styles['when']}>from {dayWords(book.from)}</span>
            <BookState book={book} books={all} today={today} />
          </li>
        ))}
      </ul>
    </Panel>
  );
}

const currencies = new Intl.DisplayNames('en', { type: 'currency' });
const nameOf = (currency: string): string => currencies.of(currency) ?? currency;
