import { Button, Group } from '@mantine/core';
import { useState, type FormEvent, type ReactNode } from 'react';
import type { TechnologyGroup } from '../../clients/client.ts';
import { lastDayOf } from '../../web/kit/days.ts';
import { useAnswer } from '../../web/kit/data.ts';
import { dayWords } from '../../web/kit/figures.ts';
import { useActForm } from '../../web/kit/form.tsx';
import { useGo } from '../../web/kit/link.tsx';
import { Panel } from '../../web/kit/panel.tsx';
import { RefusalNotice } from '../../web/kit/refusal-notice.tsx';
import { contractsApi } from '../api.ts';
import { bookInForce, PriceBookId, priceBookFaults, type PriceBookHead } from '../price-book.ts';
import { BookChanges } from './book-changes.tsx';
import { BookFields, PackageRows } from './book-fields.tsx';
import { BandRows, TierRows } from './book-rows.tsx';
import { bookOf, bookValuesOf, type BookValues } from './book-values.ts';
import type { PriceBookDraft } from '../price-book.ts';
import styles from './new-price-book-page.module.css';

interface Props {
  readonly draft: PriceBookDraft;
  readonly books: readonly PriceBookHead[];
  readonly groups: readonly TechnologyGroup[];
}

/** Writes a book, shows what it changes against the one in force before, and only then publishes it. */
export function PriceBookForm({ draft, books, groups }: Props): ReactNode {
  const [reviewed, setReviewed] = useState<{ readonly refused: Error | null } | null>(null);
  const go = useGo();
  const form = useActForm({
    initial: bookValuesOf(draft),
    route: contractsApi.publishPriceBook,
    request: (values: BookValues) => ({ body: bookOf(values) }),
    refreshes: [contractsApi.listPriceBooks, contractsApi.getPriceBookInForce],
    done: ({ name, from }) => `${name} is published, in force from ${dayWords(from)}.`,
    next: ({ id }) => go(`/app/price-books/${id}`),
  });
  const { values, errors } = form.form;
  const book = bookOf(values);
  const before = useBookBefore(books, book);
  const faults = new Map(priceBookFaults(book).map(({ path, message }) => [path, message]));
  const parts = {
    form: form.form,
    groups,
    faultAt: (path: string) =>
      faultWords(faults.get(path)) ?? wordsOf(errors[path.slice(1).replaceAll('/', '.')]),
  };
  // What the server refuses is put right where it was written, so a refusal that came since ends the review.
  const reviewing = reviewed !== null && (form.refused === null || form.refused === reviewed.refused);
  const review = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    setReviewed({ refused: form.refused });
    scrollTo({ top: 0 });
  };
  return (
    <form onSubmit={reviewing ? form.submit : review} noValidate className={styles['stack']}>
      {reviewing ? (
        <Panel
          title={
            before
              ? `What changes against ${before.name}, in force until ${dayWords(lastDayOf(book.from))}`
              : 'The first price book of its currency'
          }
          flush
        >
          <BookChanges before={before} after={book} groups={groups} />
        </Panel>
      ) : (
        <>
          <BookFields {...parts} />
          <PackageRows {...parts} />
          <div className={styles['two']}>
            <TierRows {...parts} />
            <BandRows {...parts} />
          </div>
        </>
      )}
      <RefusalNotice error={form.refused} shown={form.shown} />
      {reviewing && (
        <p className="quiet">
          A book that is published is never edited. From {dayWords(book.from)} on new contracts are sold from
          it; contracts that are signed keep theirs.
        </p>
      )}
      <Group justify="flex-end" gap="sm">
        <Button variant="default" onClick={() => (reviewing ? setReviewed(null) : go('/app/price-books'))}>
          {reviewing ? 'Go on editing' : 'Cancel'}
        </Button>
        <Button type="submit" loading={form.busy} disabled={faults.size > 0}>
          {reviewing ? `Publish ${book.name} from ${dayWords(book.from)}` : 'See what changes'}
        </Button>
      </Group>
      {faults.size > 0 && (
        <p className={styles['faults']} role="status">
          {faults.size === 1 ? 'One thing is' : `${faults.size} things are`} marked above and must be put
          right first.
        </p>
      )}
    </form>
  );
}

/** The book of the currency that is in force until the new one begins; null where there is none. */
function useBookBefore(books: readonly PriceBookHead[], { currency, from }: PriceBookDraft) {
  const head = bookInForce(books, currency, lastDayOf(from));
  const { data } = useAnswer(
    contractsApi.getPriceBook,
    { params: { priceBook: head?.id ?? PriceBookId.parse('') } },
    { when: head !== null },
  );
  return head && data?.id === head.id ? data : null;
}

const faultWords = (message: string | undefined): string | undefined =>
  message && message.charAt(0).toUpperCase() + message.slice(1);

/** The server's words, where there are any. */
const wordsOf = (error: ReactNode): string | undefined => (typeof error === 'string' ? error : undefined);
