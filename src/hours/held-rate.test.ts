import { expect, test } from 'vitest';
import { parseMonth } from '../core/month.ts';
import { heldRate } from './held-rate.ts';

const month = (text: string, ratios: readonly number[]) => ({ month: parseMonth(text)!, ratios });
const upTo = (n: number): number[] => Array.from({ length: n }, (_, index) => index + 1);

test('a month is foretold from the months before it alone, and counted as what held and what did not', () => {
  const past = [
    month('2026-11', [9, 10, 24, 25, 75, 76, 90, 91]),
    month('2026-09', upTo(50)),
    month('2026-10', upTo(99).slice(50)),
  ];
  // October has only fifty ratios before it; November has 99, whose bands are 10 to 90 and 25 to 75.
  expect(heldRate(past, 12)).toMatchObject({
    months: 1,
    clientMonths: 8,
    held80: 6,
    held50: 2,
    percent80: 75,
    percent50: 25,
    words: 'The 80% band held in 75% of 8 client months, each foretold from the months before it.',
  });
});

test('only the latest months count, and what is too young to be foretold is no rate', () => {
  const past = [month('2026-09', upTo(99)), month('2026-10', [100]), month('2026-11', [50])];
  expect(heldRate(past, 2)).toMatchObject({ months: 2, clientMonths: 2, held80: 1 });
  expect(heldRate(past, 1)).toMatchObject({ months: 1, clientMonths: 1, held80: 1 });
  expect(heldRate(past.slice(0, 1), 12)).toBeNull();
});
