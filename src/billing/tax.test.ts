import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { rows } from '../core/table.ts';
import { money } from '../core/money.ts';
import { basisPointsOf, percentOf, taxOn, untaxed, TaxDraft, type ChargedTax } from './tax.ts';

const standard = (percent: string): ChargedTax => ({
  name: 'VAT',
  category: 'S',
  basisPoints: basisPointsOf(percent),
  reasonCode: null,
  reason: null,
});
const exempt: ChargedTax = { ...standard('0'), category: 'E', reason: 'Passed on at cost' };

/** Lines as `fee 100.00` and `expense 12.50`, in hundredths. */
const lines = (text: string) =>
  text.split(', ').map((one) => {
    const [kind = '', amount = ''] = one.split(' ');
    return {
      kind: kind === 'expense' ? ('expense' as const) : ('base-fee' as const),
      amount: money(Math.round(Number(amount) * 100)),
    };
  });

describe('the tax on lines', () => {
  test.each(
    rows<'lines' | 'rate' | 'tax' | 'shares'>(`
    | lines                             | rate  | tax    | shares           |
    | fee 3300.00, fee 350.00           | 20    | 73000  | 66000 7000       |
    | fee 33.33, fee 33.33, fee 33.34   | 8.25  | 825    | 275 275 275      |
    | fee 0.02, fee 0.02, fee 0.02      | 25    | 2      | 1 1 0            |
    | fee 0.10                          | 5     | 1      | 1                |
    | fee -0.10                         | 5     | -1     | -1               |
    | fee 100.00, fee -100.00           | 8.25  | 0      | 825 -825         |
    | fee 100.01, fee -40.00, fee 0.00  | 6.25  | 375    | 625 -250 0       |
    | fee 9999999999.99                 | 99.99 | 999899999999 | 999899999999 |
  `),
  )('of $lines at $rate % is $tax and is shared as $shares', ({ lines: text, rate, tax, shares }) => {
    const taxed = taxOn(lines(text), { tax: standard(rate), expenseTax: standard(rate) });
    expect(taxed.groups.map((group) => group.tax)).toEqual([Number(tax)]);
    expect(taxed.lines.map((line) => line.tax)).toEqual(shares.split(' ').map(Number));
  });

  test('is reckoned once for each category and rate, on the sum of its lines', () => {
    const taxed = taxOn(lines('fee 100.00, expense 80.00, fee 50.00'), {
      tax: standard('20'),
      expenseTax: exempt,
    });
    expect(taxed.groups.map(({ category, net, tax }) => [category, net, tax])).toEqual([
      ['S', 15_000, 3000],
      ['E', 8000, 0],
    ]);
    expect(taxed.lines.map(({ group }) => group)).toEqual([1, 2, 1]);
  });

  test('is none where nothing is set, and of no lines there are no groups', () => {
    expect(taxOn(lines('fee 100.00'), untaxed)).toMatchObject({
      tax: 0,
      groups: [{ category: 'O', reason: 'Not subject to tax' }],
    });
    expect(taxOn([], untaxed)).toEqual({ groups: [], lines: [], tax: 0 });
  });

  test('shared over any lines adds up to the tax of the group, each share within a minor unit of its exact part', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: -10_000_000, max: 10_000_000 }), { minLength: 1, maxLength: 40 }),
        fc.integer({ min: 1, max: 10_000 }),
        (amounts, basisPoints) => {
          const tax = { ...standard('1'), basisPoints };
          const taxed = taxOn(
            amounts.map((amount) => ({ kind: 'overage', amount: money(amount) })),
            { tax, expenseTax: tax },
          );
          const total = amounts.reduce((all, one) => all + one, 0) * basisPoints;
          expect(Math.abs(taxed.tax - total / 10_000)).toBeLessThanOrEqual(0.5);
          expect(taxed.lines.reduce((all, line) => all + line.tax, 0)).toBe(taxed.tax);
          taxed.lines.forEach((line, place) =>
            expect(Math.abs(line.tax - (amounts[place]! * basisPoints) / 10_000)).toBeLessThan(1),
          );
        },
      ),
      { numRuns: 500 },
    );
  });
});

test.each(['0.01', '8.25', '20', '7.5', '100', '10'])('%s percent is kept as it was said', (percent) => {
  expect(percentOf(basisPointsOf(percent))).toBe(percent);
});

describe('a tax', () => {
  test.each(
    rows<'category' | 'rate' | 'from' | 'code' | 'reason' | 'fault'>(`
    | category | rate  | from       | code         | reason         | fault      |
    | S        | 20    | 2026-01-01 |              |                |            |
    | S        |       | 2026-01-01 |              |                | rate       |
    | S        | 20    |            |              |                | from       |
    | S        | 0     | 2026-01-01 |              |                | rate       |
    | S        | 8.255 | 2026-01-01 |              |                | rate       |
    | S        | 20    | 2026-01-01 |              | Because        | reason     |
    | Z        |       |            |              |                |            |
    | Z        | 5     |            |              |                | rate       |
    | E        |       |            |              | Education      |            |
    | E        |       |            | VATEX-EU-132 | Education      |            |
    | E        |       |            | VATEX-EU-AE  | Education      | reasonCode |
    | E        |       |            |              |                | reason     |
    | AE       |       |            | VATEX-EU-AE  | Reverse charge |            |
    | AE       |       |            |              |                | reason     |
    | O        |       |            | VATEX-EU-O   | Not subject    |            |
  `),
  )('$category at $rate from $from because $reason ($code): $fault', (said) => {
    const read = TaxDraft.safeParse({
      name: 'One',
      category: said.category,
      rate: said.rate || null,
      from: said.from || null,
      reasonCode: said.code || null,
      reason: said.reason || null,
    });
    expect(read.error?.issues.map(({ path }) => path[0]) ?? []).toEqual(said.fault ? [said.fault] : []);
  });
});
