import { expect, test } from 'vitest';
import { TechnologyGroupId } from '../../clients/client.ts';
import { guidePriceBook } from '../guide-price-book.ts';
import { changesBetween } from './book-lines.ts';

const groups = ['network', 'security'].map((id) => TechnologyGroupId.parse(id));
const book = guidePriceBook('USD', '2027-01-01', groups);
const names = (id: string): string => id.toUpperCase();
const changes = (change: Partial<typeof book>) =>
  changesBetween(book, { ...book, ...change }, names).map(({ about, before, after }) => [
    about,
    before,
    after,
  ]);

test('a book changes nothing against one that says the same', () => {
  expect(changes({ name: 'Another', from: '2028-01-01' })).toEqual([]);
});

test('a rate, a fee and a term are told with what was before', () => {
  expect(
    changes({
      rates: { ...book.rates, overage: '180.00' },
      packages: book.packages.map((sold) =>
        sold.technologyGroup === 'network' ? { ...sold, feePerHour: '170.00' } : sold,
      ),
      noticeDays: 14,
    }),
  ).toEqual([
    ['Supplement, CSE, NETWORK', '$165.00 a month for an hour', '$170.00 a month for an hour'],
    ['Overage', '$175.00 an hour', '$180.00 an hour'],
    ['Notice for a supplement', '7 days', '14 days'],
  ]);
});

test('what is new has nothing before, and what is gone nothing after', () => {
  const [first, second, ...others] = book.bands;
  expect(
    changes({
      bands: [first!, { ...second!, spendFrom: '12000.00' }, ...others],
      tiers: book.tiers.slice(1),
    }),
  ).toEqual([
    ['From 20 h', 'Bronze, for 1 technology group and up to 249 devices', null],
    ['From $12,000.00', null, '20 h'],
    ['From $10,000.00', '20 h', null],
  ]);
});

test('the first book of a currency is new as a whole', () => {
  expect(changesBetween(null, book, names).every(({ before }) => before === null)).toBe(true);
});
