import type { ReactNode } from 'react';
import { clientsApi } from '../../clients/api.ts';
import { finance } from '../../people/access.ts';
import { useAnswer } from '../../web/kit/data.ts';
import { dayWords, moneyFigure } from '../../web/kit/figures.ts';
import { useGo } from '../../web/kit/link.tsx';
import { Loaded } from '../../web/kit/loaded.tsx';
import { useMay, useMe } from '../../web/kit/me.tsx';
import { useToday } from '../../web/kit/now.ts';
import { PageHeader } from '../../web/kit/page-header.tsx';
import { Panel } from '../../web/kit/panel.tsx';
import { contractsApi } from '../api.ts';
import { PriceBookId, type PriceBook } from '../price-book.ts';
import { limitWords, soldWords, termLines } from './book-lines.ts';
import { BookState } from './book-state.tsx';
import styles from './price-book-page.module.css';

export function PriceBookPage({ book: id }: { readonly book: string }): ReactNode {
  const book = useAnswer(contractsApi.getPriceBook, { params: { priceBook: PriceBookId.parse(id) } });
  const books = useAnswer(contractsApi.listPriceBooks, {});
  const today = useToday(useMe().provider.timeZone);
  const mayPublish = useMay(finance);
  const go = useGo();
  const change = {
    label: 'Publish a changed one',
    keys: 'e',
    run: () => go(`/app/price-books/new?like=${id}`),
  };
  return (
    <Loaded answer={book} whole>
      {(book) => (
        <>
          <PageHeader
            title={book.name}
            crumbs={[{ label: 'Price books', to: '/app/price-books' }]}
            actions={mayPublish ? [change] : []}
          >
            <p className={styles['about']}>
              {book.currency}, from {dayWords(book.from)}
              {books.data && <BookState book={book} books={books.data} today={today} />}
            </p>
          </PageHeader>
          <Contents book={book} />
        </>
      )}
    </Loaded>
  );
}

function Contents({ book }: { readonly book: PriceBook }): ReactNode {
  const groups = useAnswer(clientsApi.listTechnologyGroups, {});
  const groupName = (id: string): string => groups.data?.find((group) => group.id === id)?.name ?? id;
  const money = (amount: string): string => moneyFigure(amount, book.currency);
  return (
    <div className={styles['parts']}>
      <div className={styles['stack']}>
        <Panel title="Packages" flush>
          <table className={styles['table']}>
            <thead>
              <tr>
                <th scope="col">Package</th>
                <th scope="col">From</th>
                <th scope="col">Steps</th>
                <th scope="col">An hour a month</th>
              </tr>
            </thead>
            <tbody>
              {book.packages.map((sold) => (
                <tr key={`${sold.scope} ${sold.technologyGroup}`}>
                  <th scope="row">{soldWords(sold, groupName)}</th>
                  <td>{sold.minimumHours} h</td>
                  <td>{sold.lotHours} h</td>
                  <td>{money(sold.feePerHour)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </Panel>
        <Panel title="Tiers" flush>
          <table className={styles['table']}>
            <thead>
              <tr>
                <th scope="col">Tier</th>
                <th scope="col" data-words>
                  Sold
                </th>
                <th scope="col">From</th>
              </tr>
            </thead>
            <tbody>
              {book.tiers.map((tier) => (
                <tr key={tier.fromHours}>
                  <th scope="row">{tier.name}</th>
                  <td data-words>{limitWords(tier)}</td>
                  <td>{tier.fromHours} h</td>
                </tr>
              ))}
            </tbody>
          </table>
        </Panel>
      </div>
      <div className={styles['stack']}>
        <Panel title="Recommended hours" flush>
          <table className={styles['table']}>
            <thead>
              <tr>
                <th scope="col">Managed services a month</th>
                <th scope="col">Hours a month</th>
              </tr>
            </thead>
            <tbody>
              {book.bands.map(({ spendFrom, hours }, at) => (
                <tr key={spendFrom}>
                  <th scope="row">{bandWords(spendFrom, book.bands[at + 1]?.spendFrom, money)}</th>
                  <td>{hours} h</td>
                </tr>
              ))}
              <tr>
                <th scope="row">each further technology group</th>
                <td>+ {book.groupSupplementHours} h</td>
              </tr>
            </tbody>
          </table>
        </Panel>
        <Panel title="Rates" flush>
          <table className={styles['table']}>
            <tbody>
              {rates.map(([rate, label]) => (
                <tr key={rate}>
                  <th scope="row">{label}</th>
                  <td>{money(book.rates[rate])} an hour</td>
                </tr>
              ))}
            </tbody>
          </table>
        </Panel>
      </div>
      <div className={styles['whole']}>
        <Panel title="Terms unless a contract agrees otherwise" flush>
          <dl className={styles['terms']}>
            {termLines(book).map(([about, words]) => (
              <div key={about}>
                <dt>{about}</dt>
                <dd>{words}</dd>
              </div>
            ))}
          </dl>
        </Panel>
      </div>
    </div>
  );
}

function bandWords(from: string, to: string | undefined, money: (amount: string) => string): string {
  return to === undefined ? `${money(from)} and more` : `${money(from)} to below ${money(to)}`;
}

const rates = [
  ['overage', 'Overage'],
  ['incremental', 'Incremental time'],
  ['afterHours', 'After hours'],
  ['afterHoursSurcharge', 'After-hours surcharge'],
] as const;
