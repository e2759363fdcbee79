import fc from 'fast-check';
import { expect, test } from 'vitest';
import { halfUp } from './ratio.ts';

test('a quotient is rounded to the nearest whole number, and half goes up', () => {
  expect(halfUp(1200, 17, 31)).toBe(658);
  expect([1, 2, 3, 4, 5].map((value) => halfUp(value, 1, 2))).toEqual([1, 1, 2, 2, 3]);
  expect(halfUp(0, 5, 7)).toBe(0);
});

test('a credit is the mirror of a charge', () => {
  expect(halfUp(-5, 1, 2)).toBe(-3);
  fc.assert(
    fc.property(
      fc.nat(),
      fc.nat(1_000_000),
      fc.integer({ min: 1, max: 9999 }),
      (value, numerator, denominator) => {
        expect(halfUp(-value, numerator, denominator) + halfUp(value, numerator, denominator)).toBe(0);
      },
    ),
  );
});

test('it is exact for products of any size', () => {
  fc.assert(
    fc.property(
      fc.maxSafeNat(),
      fc.integer({ min: 0, max: 31 }),
      fc.integer({ min: 31, max: 60 }),
      (value, numerator, denominator) => {
        const [n, d] = [BigInt(value) * BigInt(numerator), BigInt(denominator)];
        expect(BigInt(halfUp(value, numerator, denominator))).toBe((2n * n + d) / (2n * d));
      },
    ),
  );
  expect(() => halfUp(Number.MAX_SAFE_INTEGER, 2, 1)).toThrow(RangeError);
});
