import { describe, expect, test } from 'vitest';
import { contrast, dark, light, pairs } from './tokens.ts';

describe.each([
  ['light', light],
  ['dark', dark],
])('the %s theme', (_, theme) => {
  test.each(pairs)('%s on %s has a contrast of at least %d', (over, under, least) => {
    expect(contrast(theme[over], theme[under])).toBeGreaterThanOrEqual(least);
  });
});

test('contrast is counted as WCAG counts it', () => {
  expect(contrast('#000000', '#FFFFFF')).toBeCloseTo(21, 5);
  expect(contrast('#FFFFFF', '#FFFFFF')).toBe(1);
  expect(contrast('#767676', '#FFFFFF')).toBeCloseTo(4.54, 2);
});
