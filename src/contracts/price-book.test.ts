import { describe, expect, test } from 'vitest';
import { TechnologyGroupId } from '../clients/client.ts';
import { rows } from '../core/table.ts';
import { guidePriceBook } from './guide-price-book.ts';
import { bookInForce, isSold, PriceBookDraft } from './price-book.ts';
import { limitsExceeded, tierOf } from './tier.ts';

const groups = ['cloud-server-storage', 'network', 'security', 'collaboration'].map((id) =>
  TechnologyGroupId.parse(id),
);
const guide = guidePriceBook('USD', '2026-01-01', groups);

/** The paths at which a book is refused, with what each says. */
const faultsOf = (changes: object): string[] => {
  const read = PriceBookDraft.safeParse({ ...guide, ...changes });
  return read.error?.issues.map(({ path, message }) => `/${path.join('/')} ${message}`) ?? [];
};

describe('the price book of the service guide', () => {
  test('is a book that can be published', () => {
    expect(faultsOf({})).toEqual([]);
  });

  test('sells what section 6 lists: both base packages from 20 hours by 10, supplements in lots of 10', () => {
    expect(
      guide.packages.map((sold) => [
        sold.scope,
        sold.technologyGroup,
        sold.minimumHours,
        sold.lotHours,
        sold.feePerHour,
      ]),
    ).toEqual([
      ['csdm-only', null, 20, 10, '165.00'],
      ['standard', null, 20, 10, '165.00'],
      ['csdm', null, 10, 10, '165.00'],
      ['cse', 'cloud-server-storage', 10, 10, '165.00'],
      ['cse', 'network', 10, 10, '165.00'],
      ['cse', 'security', 10, 10, '165.00'],
      ['cse', 'collaboration', 10, 10, '165.00'],
    ]);
  });

  test('bills 175.00 an hour of overage and of incremental time', () => {
    expect(guide.rates).toEqual({
      overage: '175.00',
      afterHours: '262.50',
      afterHoursSurcharge: '87.50',
      incremental: '175.00',
    });
  });

  test.each([
    ['JPY', '165', '263', '24000'],
    ['KWD', '165.000', '262.500', '24000.000'],
  ])('is written in %s with the decimals of that currency', (currency, fee, afterHours, spend) => {
    const book = guidePriceBook(currency, '2026-01-01', groups);
    expect(PriceBookDraft.safeParse(book).success).toBe(true);
    expect([book.packages[0]!.feePerHour, book.rates.afterHours, book.bands[2]!.spendFrom]).toEqual([
      fee,
      afterHours,
      spend,
    ]);
  });

  test('names the hours Bronze and Silver', () => {
    const named = [10, 20, 29, 30, 80].map((hours) => tierOf(guide, hours)?.name ?? null);
    expect(named).toEqual([null, 'Bronze', 'Bronze', 'Silver', 'Silver']);
  });

  test.each(
    rows(`
      | groups | devices | exceeds                   |
      | 1      | 0       |                           |
      | 1      | 249     |                           |
      | 1      | 250     | devices                   |
      | 2      | 249     | technology-groups         |
      | 2      | 250     | technology-groups devices |`),
  )(
    'Bronze with $groups technology groups and $devices devices exceeds: $exceeds',
    ({ groups, devices, exceeds }) => {
      const exceeded = limitsExceeded(guide.tiers[0]!, Number(groups), Number(devices));
      expect(exceeded.map(({ because }) => because).join(' ')).toBe(exceeds);
    },
  );
});

describe('hours in which a package is sold', () => {
  test.each(
    rows(`
      | minimum | lot | sold           | not sold          |
      | 20      | 10  | 20 30 40 100   | 0 10 19 21 25     |
      | 10      | 10  | 10 20 30       | 0 5 15            |
      | 40      | 20  | 40 60          | 20 50             |
      | 25      | 10  | 25 35 45       | 30 20             |`),
  )('from $minimum in lots of $lot', (row) => {
    const sold = { minimumHours: Number(row.minimum), lotHours: Number(row.lot) };
    for (const hours of row.sold!.split(' '))
      expect([hours, isSold(sold, Number(hours))]).toEqual([hours, true]);
    for (const hours of row['not sold']!.split(' '))
      expect([hours, isSold(sold, Number(hours))]).toEqual([hours, false]);
  });
});

describe('the book in force', () => {
  const books = rows(`
    | currency | from       | name     |
    | USD      | 2027-01-01 | new      |
    | USD      | 2026-01-01 | old      |
    | CAD      | 2026-06-01 | canadian |`).map(({ currency = '', from = '', name = '' }) => ({
    currency,
    from,
    name,
  }));

  test.each(
    rows(`
      | currency | day        | book     |
      | USD      | 2025-12-31 | none     |
      | USD      | 2026-01-01 | old      |
      | USD      | 2026-12-31 | old      |
      | USD      | 2027-01-01 | new      |
      | USD      | 2031-05-05 | new      |
      | CAD      | 2026-05-31 | none     |
      | CAD      | 2026-06-01 | canadian |
      | EUR      | 2027-01-01 | none     |`),
  )('in $currency on $day is: $book', ({ currency = '', day = '', book }) => {
    expect(bookInForce(books, currency, day)?.name ?? 'none').toBe(book);
  });
});

describe('a price book is refused with the path of each fault', () => {
  const band = (spendFrom: string, hours: number) => ({ spendFrom, hours });
  const base = { scope: 'standard', minimumHours: 20, lotHours: 10, feePerHour: '165.00' };

  test('where bands do not begin at zero, do not rise, or recommend what is not sold', () => {
    expect(faultsOf({ bands: [band('100.00', 20), band('50.00', 20), band('60.00', 25)] })).toEqual([
      '/bands/0/spendFrom must be zero: every client falls into a band',
      '/bands/1/spendFrom must be above the band before',
      '/bands/2/hours must be hours in which a base package is sold',
    ]);
  });

  test('where a band repeats the spend of the one before', () => {
    expect(faultsOf({ bands: [band('0.00', 20), band('0.00', 30)] })).toEqual([
      '/bands/1/spendFrom must be above the band before',
    ]);
  });

  test('where tiers leave out the smallest package, do not rise, begin between steps or shut somebody out', () => {
    const tier = (fromHours: number, devicesMax: number | null = null) => ({
      fromHours,
      name: 'T',
      devicesMax,
    });
    expect(faultsOf({ tiers: [tier(30), tier(25), tier(25, 10)] })).toEqual([
      '/tiers/0/fromHours must not be above the smallest base package, 20 hours',
      '/tiers/1/fromHours must be above the tier before, 30',
      '/tiers/1/fromHours must be hours in which a base package is sold',
      '/tiers/2/fromHours must be above the tier before, 25',
      '/tiers/2/fromHours must be hours in which a base package is sold',
      '/tiers/2 must be open to every client: it is the last tier',
    ]);
  });

  test('where nothing is a base package, and so nothing can be recommended', () => {
    const csdm = { scope: 'csdm', minimumHours: 10, lotHours: 10, feePerHour: '165.00' };
    expect(
      faultsOf({ packages: [csdm], bands: [band('0.00', 20)], tiers: [{ fromHours: 20, name: 'All' }] }),
    ).toEqual([
      '/packages must have a base package',
      '/bands/0/hours must be hours in which a base package is sold',
    ]);
  });

  test('where a package stands in it twice or a technology group is out of place', () => {
    const cse = { scope: 'cse', minimumHours: 10, lotHours: 10, feePerHour: '165.00' };
    expect(faultsOf({ packages: [base, base, { ...base, technologyGroup: 'network' }, cse] })).toEqual([
      '/packages/1 is in the book twice',
      '/packages/2/technologyGroup must be named for a supplement of CSE hours, and for nothing else',
      '/packages/3/technologyGroup must be named for a supplement of CSE hours, and for nothing else',
    ]);
  });

  test('where lots are not positive', () => {
    expect(
      faultsOf({
        packages: [
          { ...base, lotHours: 0 },
          { ...base, minimumHours: -20 },
        ],
      }),
    ).toEqual([
      '/packages/0/lotHours hours are whole and above zero',
      '/packages/1/minimumHours hours are whole and above zero',
    ]);
  });

  test('where supplements are not whole lots, or are recommended in hours that are not sold', () => {
    const cse = { ...guide.packages[4], minimumHours: 15, lotHours: 10 };
    expect(faultsOf({ packages: [base, cse] })).toEqual([
      '/packages/1/minimumHours must be whole lots of 10 hours',
      '/groupSupplementHours must be hours in which a supplement for network is sold',
    ]);
    expect(faultsOf({ packages: [base, { ...cse, minimumHours: 20 }] })).toEqual([
      '/groupSupplementHours must be hours in which a supplement for network is sold',
    ]);
    expect(faultsOf({ packages: [base, { ...cse, minimumHours: 20 }], groupSupplementHours: 0 })).toEqual([]);
  });

  test('where an amount has more decimals than the currency or is more than can be charged', () => {
    expect(
      faultsOf({
        rates: { ...guide.rates, overage: '175.005' },
        packages: [{ ...base, feePerHour: '100000000.01' }],
        bands: [band('0.00', 20), band('10000.999', 20), band('100000000.00', 20)],
      }),
    ).toEqual([
      '/rates/overage must be an amount of USD, at most 100000000.00',
      '/packages/0/feePerHour must be an amount of USD, at most 100000000.00',
      '/bands/1/spendFrom must be an amount of USD, at most 100000000.00',
    ]);
  });

  test('where it says something that a book does not have, or has an unknown currency', () => {
    expect(faultsOf({ notice: 5 })).toEqual(['/ Unrecognized key: "notice"']);
    expect(faultsOf({ rates: { ...guide.rates, overage: '1,75' } })).toEqual([
      '/rates/overage an amount is written like "175.00"',
    ]);
    expect(faultsOf({ currency: 'XYZ' })).toEqual(['/currency this is not a currency; write it like USD']);
  });
});
