import { describe, expect, test } from 'vitest';
import { TechnologyGroupId } from '../clients/client.ts';
import { known } from '../core/id.ts';
import { rows } from '../core/table.ts';
import { ContractDraft, feeTogether, orderOf, priced, termsOf } from './contract-draft.ts';
import { groupsInScope, ratingTerms } from './contract.ts';
import { guidePriceBook } from './guide-price-book.ts';
import { PackageDraft } from './package.ts';
import { changeDayOf } from './supplement.ts';

const [network, security] = ['network', 'security'].map((id) => TechnologyGroupId.parse(id));
const book = guidePriceBook('USD', '2026-01-01', [network!, security!]);
const term = { currency: 'USD', start: '2026-01-01', end: '2027-01-01' };
const calendar = '0190a5b0-0000-7000-8000-00000000000c';
const base = { scope: 'standard', technologyGroups: ['network'], hoursPerMonth: 20 };
const quoted = (ordered: object) => priced(PackageDraft.parse(ordered), book, term);

describe('what a package comes to', () => {
  test('is hours a month times the fee for an hour of the price book', () => {
    expect(quoted(base)).toEqual({
      kind: 'base',
      scope: 'standard',
      technologyGroups: ['network'],
      hoursPerMonth: 20,
      feeMonthly: '3300.00',
      feeAgreed: false,
      tier: 'Bronze',
      from: '2026-01-01',
      to: '2027-01-01',
    });
    expect(quoted({ ...base, hoursPerMonth: 30 })).toMatchObject({ feeMonthly: '4950.00', tier: 'Silver' });
    expect(quoted({ scope: 'csdm', hoursPerMonth: 10, from: '2026-11-16' })).toMatchObject({
      kind: 'supplemental',
      feeMonthly: '1650.00',
      tier: null,
      from: '2026-11-16',
      to: '2027-01-01',
    });
  });

  test('is the agreed fee where one was agreed, and says so', () => {
    expect(quoted({ ...base, feeMonthly: '3000' })).toMatchObject({ feeMonthly: '3000.00', feeAgreed: true });
  });

  test('is unknown where the book has another currency, and then the sum is as well', () => {
    const inYen = priced(PackageDraft.parse(base), book, { ...term, currency: 'JPY' });
    expect(inYen.feeMonthly).toBeNull();
    expect(feeTogether([inYen, { ...inYen, feeMonthly: '1' }], 'JPY')).toBeNull();
    expect(feeTogether([quoted(base), quoted({ scope: 'csdm', hoursPerMonth: 10 })], 'USD')).toBe('4950.00');
  });
});

describe('an order', () => {
  test('takes from the client what it leaves open, and from the book the terms it does not agree on', () => {
    const draft = ContractDraft.parse({
      start: '2026-01-01',
      end: '2027-01-01',
      calendar,
      packages: [base],
      roundingIncrement: 15,
      rates: { overage: '160.00' },
    });
    const client = { code: 'LAKE', currency: 'USD', timeZone: 'America/Chicago' };
    expect(orderOf(draft, client, Temporal.Instant.from('2026-11-25T05:59:00Z'))).toMatchObject({
      number: 'LAKE-2026-01-01',
      currency: 'USD',
      timeZone: 'America/Chicago',
      orderedOn: '2026-11-24',
    });
    expect(termsOf(draft, book)).toEqual({
      proration: 'calendar-days',
      roundingIncrement: 15,
      afterHours: 'separate',
      invoiceTiming: 'arrears',
      rates: {
        overage: '160.00',
        afterHours: '262.50',
        afterHoursSurcharge: '87.50',
        incremental: '175.00',
      },
    });
  });

  test('with a misspelt word is refused instead of read without it', () => {
    const draft = {
      start: '2026-01-01',
      end: '2027-01-01',
      calendar,
      packages: [{ ...base, fee: '3000.00' }],
    };
    expect(ContractDraft.safeParse(draft).error?.issues[0]?.message).toBe('Unrecognized key: "fee"');
    const other = { ...draft, packages: [base], rounding: 15 };
    expect(ContractDraft.safeParse(other).error?.issues[0]?.message).toBe('Unrecognized key: "rounding"');
  });
});

describe('the day a supplement begins unless another is named', () => {
  test.each(
    rows(`
      | change day          | notice | ordered    | today      | begins     |
      | first-of-next-month | 7      | 2026-11-24 | 2026-11-24 | 2026-12-01 |
      | first-of-next-month | 7      | 2026-11-25 | 2026-11-25 | 2027-01-01 |
      | first-of-next-month | 7      | 2026-10-05 | 2026-11-24 | 2026-12-01 |
      | first-of-next-month | 0      | 2026-11-01 | 2026-11-01 | 2026-12-01 |
      | first-of-next-month | 0      | 2026-11-30 | 2026-11-30 | 2026-12-01 |
      | earliest            | 7      | 2026-11-24 | 2026-11-24 | 2026-12-01 |
      | earliest            | 7      | 2026-11-10 | 2026-11-24 | 2026-11-25 |
      | earliest            | 0      | 2026-12-31 | 2026-12-31 | 2027-01-01 |`),
  )('by $change day with $notice days of notice, ordered on $ordered: $begins', (row) => {
    const { ordered = '', today = '', begins, notice } = row;
    const changeDay = row['change day'] === 'earliest' ? 'earliest' : 'first-of-next-month';
    expect(changeDayOf({ changeDay, noticeDays: Number(notice) }, ordered, today)).toBe(begins);
  });
});

describe('a contract', () => {
  const bought = (ordered: object, id: string) => ({
    ...quoted(ordered),
    id: known<'package'>(id),
    feeMonthly: quoted(ordered).feeMonthly!,
    orderedOn: null,
    acknowledgedBy: null,
    acknowledgedAt: null,
    follows: null,
    addedBy: null,
    endedBy: null,
  });
  const contract = {
    id: known<'contract'>('c'),
    clientId: known<'client'>('l'),
    number: 'LAKE-1',
    priceBookId: known<'price-book'>('b'),
    calendarId: known<'calendar'>('k'),
    timeZone: 'America/Chicago',
    ...term,
    ...termsOf({ roundingIncrement: 15 }, book),
    laterRates: [],
    packages: [
      bought(base, 'base'),
      bought(
        { scope: 'cse', technologyGroup: 'security', hoursPerMonth: 10, from: '2026-11-16' },
        'security',
      ),
      bought({ scope: 'csdm', hoursPerMonth: 10 }, 'csdm'),
      bought({ scope: 'csdm-only', hoursPerMonth: 20 }, 'other'),
    ],
  };

  const november = { from: '2026-11-01', next: '2026-12-01', to: '2026-12-01' };

  test('is rated by its terms, each package a pool of the roles and technology groups it is for', () => {
    expect(ratingTerms(contract, november)).toEqual({
      start: '2026-01-01',
      end: '2027-01-01',
      proration: 'calendar-days',
      roundingIncrement: 15,
      afterHours: 'separate',
      rates: { overage: '175.00', afterHours: '262.50', afterHoursSurcharge: '87.50', incremental: '175.00' },
      pools: [
        {
          id: 'base',
          kind: 'base',
          roles: ['csdm', 'cse'],
          technologyGroups: ['network'],
          hoursPerMonth: 20,
          monthlyFee: '3300.00',
          from: '2026-01-01',
          to: '2027-01-01',
        },
        {
          id: 'security',
          kind: 'supplemental',
          roles: ['cse'],
          technologyGroups: ['security'],
          hoursPerMonth: 10,
          monthlyFee: '1650.00',
          from: '2026-11-16',
          to: '2027-01-01',
        },
        expect.objectContaining({ id: 'csdm', kind: 'supplemental', roles: ['csdm'], technologyGroups: [] }),
        expect.objectContaining({ id: 'other', kind: 'base', roles: ['csdm'], technologyGroups: [] }),
      ],
    });
  });

  test('has every technology group of its packages in scope, once', () => {
    expect(groupsInScope(contract.packages)).toEqual(['network', 'security']);
    expect(groupsInScope([...contract.packages, ...contract.packages])).toEqual(['network', 'security']);
  });
});
