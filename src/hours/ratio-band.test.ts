import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ratioBand } from './ratio-band.ts';

const upTo = (n: number): number[] => Array.from({ length: n }, (_, index) => index + 1);

test.each([
  [60, { lower80: 6, lower50: 15, median: 30, upper50: 46, upper80: 55 }],
  [99, { lower80: 10, lower50: 25, median: 50, upper50: 75, upper80: 90 }],
  [100, { lower80: 10, lower50: 25, median: 50, upper50: 76, upper80: 91 }],
  [4579, { lower80: 458, lower50: 1145, median: 2290, upper50: 3435, upper80: 4122 }],
])('the edges of %i ratios are those in their places', (n, band) => {
  expect(ratioBand(upTo(n))).toEqual(band);
});

test('fewer than sixty ratios are no ground for a band', () => {
  expect(() => ratioBand(upTo(59))).toThrow('59 ratios are too few');
});

const ratios = fc.array(fc.integer({ min: 0, max: 30_000 }), { minLength: 60, maxLength: 200 });

test('a band widens with its share of the past, whatever the order of the past', () => {
  fc.assert(
    fc.property(ratios, fc.infiniteStream(fc.nat()), (some, keys) => {
      const band = ratioBand(some);
      const edges = [band.lower80, band.lower50, band.median, band.upper50, band.upper80];
      expect(edges).toEqual(edges.toSorted((a, b) => a - b));
      const shuffled = some
        .map((ratio) => ({ ratio, key: keys.next().value ?? 0 }))
        .sort((a, b) => a.key - b.key);
      expect(ratioBand(shuffled.map(({ ratio }) => ratio))).toEqual(band);
    }),
  );
});

test('a band holds at least its share of the past it was made from', () => {
  fc.assert(
    fc.property(ratios, (some) => {
      const { lower50, upper50, lower80, upper80 } = ratioBand(some);
      const within = (from: number, to: number): number => some.filter((r) => r >= from && r <= to).length;
      expect(within(lower50, upper50)).toBeGreaterThanOrEqual(some.length * 0.5);
      expect(within(lower80, upper80)).toBeGreaterThanOrEqual(some.length * 0.8);
    }),
  );
});
