import { expect, test } from 'vitest';
import { minutes, minutesOfHours, roundUp } from './minutes.ts';

test('worked minutes are rounded up to the increment, and never down', () => {
  expect([0, 1, 14, 15, 16, 100].map((worked) => roundUp(minutes(worked), 15))).toEqual([
    0, 15, 15, 15, 30, 105,
  ]);
  expect([1, 7].map((worked) => roundUp(minutes(worked), 1))).toEqual([1, 7]);
});

test('hours are read as whole minutes or not at all', () => {
  expect(['0', '20', '7.5', '0.05', '7.250000', '9999999'].map(minutesOfHours)).toEqual([
    0, 1200, 450, 3, 435, 599_999_940,
  ]);
  for (const text of ['0.33', '-1', '', '1e3', '07', '7.', '.5', '10000000', 'Infinity', '7,5', '20 h']) {
    expect(minutesOfHours(text)).toBeUndefined();
  }
});

test('a fraction of a minute is a bug and stops everything', () => {
  expect(() => minutes(0.5)).toThrow(RangeError);
  expect(() => minutes(-1)).toThrow(RangeError);
});
