import { Select } from '@mantine/core';
import type { ReactNode } from 'react';
import { clientsApi } from '../../clients/api.ts';
import type { TechnologyGroup } from '../../clients/client.ts';
import { useAnswer, type Answer } from '../../web/kit/data.ts';
import { dayWords } from '../../web/kit/figures.ts';
import { CurrencyInput } from '../../web/kit/inputs.tsx';
import { Loaded } from '../../web/kit/loaded.tsx';
import { useMe } from '../../web/kit/me.tsx';
import { useToday } from '../../web/kit/now.ts';
import { PageHeader } from '../../web/kit/page-header.tsx';
import { Panel } from '../../web/kit/panel.tsx';
import { useUrlState } from '../../web/kit/url-state.ts';
import { monthsAfter } from '../../web/kit/days.ts';
import { contractsApi } from '../api.ts';
import { bookInForce, PriceBookId, type PriceBookDraft, type PriceBookHead } from '../price-book.ts';
import styles from './new-price-book-page.module.css';
import { PriceBookForm } from './price-book-form.tsx';

export function NewPriceBookPage(): ReactNode {
  const books = useAnswer(contractsApi.listPriceBooks, {});
  const groups = useAnswer(clientsApi.listTechnologyGroups, {});
  return (
    <>
      <PageHeader title="New price book" crumbs={[{ label: 'Price books', to: '/app/price-books' }]} />
      <Loaded answer={books}>
        {(books) => <Loaded answer={groups}>{(groups) => <Begun books={books} groups={groups} />}</Loaded>}
      </Loaded>
    </>
  );
}

interface Props {
  readonly books: readonly PriceBookHead[];
  readonly groups: readonly TechnologyGroup[];
}

const ofGuide = 'guide';

/** What the new book begins with: one there is, or that of the service guide; choosing another begins anew. */
function Begun({ books, groups }: Props): ReactNode {
  const { provider } = useMe();
  const today = useToday(provider.timeZone);
  const own = bookInForce(books, provider.currency, today) ?? books[0];
  const [like, setLike] = useUrlState('like', own?.id ?? ofGuide);
  const [currency, setCurrency] = useUrlState('currency', provider.currency);
  const from = monthsAfter(`${today.slice(0, 7)}-01`, 1);
  const guide = useAnswer(
    contractsApi.draftPriceBook,
    { query: { currency, from } },
    { when: like === ofGuide },
  );
  const book = useAnswer(
    contractsApi.getPriceBook,
    { params: { priceBook: PriceBookId.parse(like) } },
    { when: like !== ofGuide },
  );
  const beginning: Answer<PriceBookDraft> = like === ofGuide ? guide : book;
  return (
    <div className={styles['stack']}>
      <Panel title="Begin with">
        <div className={styles['pair']}>
          <Select
            label="Price book"
            description="Choosing another one begins anew"
            inputWrapperOrder={['label', 'input', 'description', 'error']}
            data={[
              ...books.map(({ id, name, currency, from }) => ({
                value: id,
                label: `${name}, ${currency}, from ${dayWords(from)}`,
              })),
              { value: ofGuide, label: 'The service guide' },
            ]}
            allowDeselect={false}
            value={like}
            onChange={(value) => setLike(value ?? ofGuide)}
          />
          {like === ofGuide && (
            <CurrencyInput
              label="Currency"
              description="Its figures are those of US dollars in any currency: read them"
              inputWrapperOrder={['label', 'input', 'description', 'error']}
              value={currency}
              onChange={(value) => setCurrency(value ?? provider.currency)}
            />
          )}
        </div>
      </Panel>
      <Loaded answer={beginning} lines={8}>
        {(draft) => (
          <PriceBookForm
            key={`${like} ${currency}`}
            draft={{ ...draft, from }}
            books={books}
            groups={groups}
          />
        )}
      </Loaded>
    </div>
  );
}
