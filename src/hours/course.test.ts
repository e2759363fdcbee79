import { expect, test } from 'vitest';
import { parseMonth } from '../core/month.ts';
import { foresee, markAt, minutesAtMark, ratiosOf, usualOf } from './course.ts';

/** Ten business hours in the month, so that a tenth of it is an hour. */
const businessMinutes = 600;

test.each([
  ['as a rule before the month has begun', 0, 1200, 0, 1200],
  ['as a rule when so much is used as ever', 300, 1200, 150, 900],
  ['less when the month is slow', 0, 1200, 300, 300],
  ['more when it is fast', 1200, 1200, 150, 1800],
  ['nothing when its business time is over', 900, 1200, 600, 0],
  ['nothing of nothing', 0, 0, 300, 0],
  ['a half minute up', 1, 0, 300, 1],
])(
  'what is still to come is foreseen %s',
  (_, minutesUsed, minutesUsual, businessMinutesPassed, foreseen) => {
    expect(foresee({ minutesUsed, minutesUsual, businessMinutes, businessMinutesPassed })).toBe(foreseen);
  },
);

test('nothing is foreseen in a month without business time', () => {
  expect(foresee({ minutesUsed: 5, minutesUsual: 9, businessMinutes: 0, businessMinutesPassed: 0 })).toBe(0);
});

test('a client uses of its hours what it used of them in the six months before, and all of them where nothing is known', () => {
  const use = (month: string, minutesAllotted: number, minutesUsed: number) => ({
    month: parseMonth(month)!,
    minutesAllotted,
    minutesUsed,
  });
  const november = parseMonth('2026-11')!;
  const uses = [use('2026-10', 1200, 1000), use('2026-05', 1800, 1700)];
  expect(usualOf(1800, november, uses)).toBe(1620);
  expect(usualOf(1800, november, [...uses, use('2026-04', 600, 0), use('2026-11', 600, 0)])).toBe(1620);
  expect(usualOf(1800, november, [])).toBe(1800);
});

test('a month is at the last twentieth of its business time that has passed, and stays at the last one', () => {
  expect([0, 29, 30, 569, 570, 600].map((passed) => markAt(passed, businessMinutes))).toEqual([
    0, 0, 1, 18, 19, 19,
  ]);
  expect([0, 1, 19].map((mark) => minutesAtMark(mark, 610))).toEqual([0, 31, 580]);
});

test('a remainder is measured by what was foreseen at each mark, and by nothing where nothing was', () => {
  const minutesUsedAt = Array.from({ length: 20 }, (_, mark) => mark * 60);
  const even = ratiosOf({ minutesUsual: 1200, businessMinutes, minutesUsedAt, minutesUsed: 1200 });
  expect(even).toEqual(Array.from({ length: 20 }, () => 10_000));
  const busy = ratiosOf({ minutesUsual: 1200, businessMinutes, minutesUsedAt, minutesUsed: 1500 });
  expect([busy[0], busy[10], busy[19]]).toEqual([12_500, 15_000, 60_000]);
  const idle = ratiosOf({
    minutesUsual: 0,
    businessMinutes,
    minutesUsedAt: minutesUsedAt.fill(0),
    minutesUsed: 30,
  });
  expect(idle).toEqual(Array.from({ length: 20 }, () => null));
});
