import { expect, test } from 'vitest';
import { parseMonth } from '../core/month.ts';
import { backTest } from './back-test.ts';

const upTo = (n: number): number[] => Array.from({ length: n }, (_, index) => index + 1);
const past = [
  { month: parseMonth('2026-10')!, ratios: upTo(99) },
  { month: parseMonth('2026-11')!, ratios: [5, 50] },
];

test('months are foretold at every stage, and all stages together are one rate of the same months', () => {
  // Half way, everything in November went as it does in the middle of the past.
  const tested = backTest(20, (mark) =>
    mark === 10 ? [...past.slice(0, 1), { ...past[1]!, ratios: [50, 50] }] : past,
  );
  expect(tested.stages.map(({ percentPassed, held }) => [percentPassed, held.percent80])).toEqual([
    [0, 50],
    [10, 50],
    [25, 50],
    [50, 100],
    [75, 50],
    [90, 50],
  ]);
  expect(tested.all).toMatchObject({ months: 1, clientMonths: 12, held80: 7, percent80: 58 });
});

test('a past of one month foretells nothing', () => {
  expect(backTest(20, () => past.slice(0, 1))).toEqual({ stages: [], all: null });
});
