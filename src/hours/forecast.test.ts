import fc from 'fast-check';
import { expect, test } from 'vitest';
import { scenarios, type ScenarioDocument } from '../../test/scenario.ts';
import { day as dayFrom, formatDay } from '../core/day.ts';
import { instant, parseInstant } from '../core/instant.ts';
import { daysOf } from '../core/month.ts';
import { foresee, markAt, minutesAtMark, ratiosOf } from './course.ts';
import { forecast, type Past } from './forecast.ts';
import { loggedOf } from './logged.ts';
import { rate } from './rate.ts';
import { ratioBand } from './ratio-band.ts';
import { readScenario, type Scenario } from './scenario.ts';

/** Twenty hours for CSDM and network, overage at 175.00, and in November 2026 twenty business days of nine hours. */
const november = (
  entries: readonly (readonly [day: string, hours: number, approval?: string])[],
): ScenarioDocument => ({
  month: '2026-11',
  currency: 'USD',
  timeZone: 'America/Chicago',
  calendar: {
    timeZone: 'America/Chicago',
    weekly: Object.fromEntries(['mon', 'tue', 'wed', 'thu', 'fri'].map((name) => [name, ['08:00-17:00']])),
    holidays: ['2026-11-26'],
  },
  contract: {
    start: '2026-01-01',
    end: '2027-01-01',
    rates: { overage: '175.00' },
    pools: [
      {
        id: 'base',
        kind: 'base',
        roles: ['csdm', 'cse'],
        technologyGroups: ['network'],
        hoursPerMonth: 20,
        monthlyFee: '3300.00',
      },
    ],
  },
  entries: entries.map(([day, hours, approval = 'approved'], index) => ({
    id: `t${index}`,
    role: 'cse',
    technologyGroup: 'network',
    start: `2026-11-${day}T15:00:00Z`,
    end: `2026-11-${day}T${15 + hours}:00:00Z`,
    billing: 'service',
    approval,
  })),
});

const monthOf = (frame: Scenario) => {
  const days = daysOf(frame.month);
  return {
    frame,
    days,
    span: { from: frame.zone.momentAt(days.from, 0), to: frame.zone.momentAt(days.to, 0) },
  };
};
/** A hundred past months, in which what came was 0.804, 0.808 … up to 1.2 times what was foreseen. */
const pastRatios = Array.from({ length: 100 }, (_, index) => 8_000 + (index + 1) * 40);
const past: Past = { ratios: pastRatios, held: null };
const foretold = (document: ScenarioDocument, at: string, known: Past = past) => {
  const scenario = readScenario(document, [])!;
  return forecast(
    monthOf(scenario),
    loggedOf(scenario, rate(scenario)),
    (allotted) => allotted,
    known,
    parseInstant(at)!,
  );
};
const band = (...args: Parameters<typeof foretold>) => {
  const found = foretold(...args);
  if (found.kind !== 'band') throw new Error(found.words);
  return found;
};

/** Half of the business time of November has passed. */
const halfTime = '2026-11-16T14:00:00Z';

test('a month half gone with half of its hours used ends between four fifths and six fifths of what is left', () => {
  const found = band(
    november([
      ['03', 8],
      ['05', 2],
    ]),
    halfTime,
  );
  expect(found).toMatchObject({
    minutesUsed: 600,
    minutesAllotted: 1200,
    median: 1200,
    band50: { from: 1140, to: 1262 },
    band80: { from: 1104, to: 1298 },
    overageFrom: { median: null, upper: '2026-11-27' },
    minutesExpiring: 0,
    words: 'Likely 19 to 22 h of 20 h by 30 November 2026; 50% chance of overage, on average 89.25 USD.',
  });
  expect([found.days[0], found.days.at(-1)].map((day) => [day?.day, day?.median])).toEqual([
    ['2026-11-16', 660],
    ['2026-11-30', 1200],
  ]);
});

test('the chance of overage and what it comes to are those of the past, counted one by one', () => {
  const { overage } = band(
    november([
      ['03', 8],
      ['05', 2],
    ]),
    halfTime,
  );
  // 600 minutes are foreseen. Of the ratios above one, the k-th is 0.004 × k more: 2.4 minutes each, rounded.
  const minutes = Array.from(
    { length: 100 },
    (_, index) => Math.round((600 * pastRatios[index]!) / 10_000) - 600,
  );
  const over = minutes.filter((more) => more > 0);
  const sum = over.reduce((total, more) => total + more, 0);
  expect(overage).toEqual({
    percent: over.length,
    minutes: Math.round(sum / 100),
    amount: (Math.round((17_500 * sum) / 6_000) / 100).toFixed(2),
  });
});

test('each package is foretold by itself, in the mix of the work so far, with the day it is used up', () => {
  const document = november([
    ['03', 5],
    ['05', 5],
  ]);
  const base = document.contract.pools[0]!;
  const security = {
    id: 'security',
    kind: 'supplemental',
    roles: ['cse'],
    technologyGroups: ['security'],
    hoursPerMonth: 6,
    monthlyFee: '990.00',
  };
  const found = band(
    {
      ...document,
      contract: { ...document.contract, pools: [{ ...base, hoursPerMonth: 14 }, security] },
      // Half of it was for security.
      entries: document.entries!.map((entry, index) =>
        index === 0 ? entry : { ...entry, technologyGroup: 'security' },
      ),
    },
    halfTime,
  );
  // 10 h more are foreseen, 5 of them security: 5 of its 6 h are used.
  expect(found.pools).toEqual([
    {
      package: 'base',
      minutesUsed: 300,
      minutesAllotted: 840,
      median: 600,
      band50: { from: 570, to: 631 },
      band80: { from: 552, to: 649 },
      usedUp: { median: null, upper: null },
    },
    {
      package: 'security',
      minutesUsed: 300,
      minutesAllotted: 360,
      median: 360,
      band50: { from: 360, to: 360 },
      band80: { from: 360, to: 360 },
      usedUp: { median: '2026-11-17', upper: '2026-11-17' },
    },
  ]);
});

test('a package that is used up is told with the day on which that was', () => {
  const found = band(
    november([
      ['03', 8],
      ['04', 8],
      ['05', 4],
    ]),
    halfTime,
  );
  expect(found.pools).toMatchObject([
    { median: 1200, usedUp: { median: '2026-11-05', upper: '2026-11-05' } },
  ]);
});

test('time that waits for approval counts as used, what was rejected does not', () => {
  const found = band(
    november([
      ['03', 4],
      ['04', 4, 'submitted'],
      ['05', 2, 'draft'],
      ['06', 6, 'rejected'],
    ]),
    halfTime,
  );
  expect(found.minutesUsed).toBe(600);
});

test('overage that has begun is told as such, with the day on which it began', () => {
  const found = band(
    november([
      ['03', 8],
      ['04', 8],
      ['05', 8],
    ]),
    halfTime,
  );
  expect(found.overageFrom).toEqual({ median: '2026-11-05', upper: '2026-11-05' });
  expect(found.overage.percent).toBe(100);
  expect(found.words).toMatch(/overage has begun and comes to [\d,.]+ USD on average\.$/);
});

test('hours that will be left are told to expire', () => {
  const found = band(november([['03', 2]]), '2026-11-30T21:00:00Z');
  expect(found).toMatchObject({ overageFrom: { median: null, upper: null }, overage: { percent: 0 } });
  expect(found.minutesExpiring).toBe(1200 - found.median);
  expect(found.words).toContain('hardly any chance of overage');
});

test.each([
  [
    'with too little past',
    november([]),
    halfTime,
    { ...past, ratios: pastRatios.slice(0, 59) },
    'too-little-past',
  ],
  ['once the month is over', november([]), '2026-12-01T06:00:00Z', past, 'month-over'],
  [
    'in a month without business time',
    { ...november([]), calendar: { timeZone: 'UTC', weekly: {}, holidays: [] } },
    halfTime,
    past,
    'no-business-time',
  ],
  [
    'in a month without hours',
    { ...november([]), contract: { ...november([]).contract, pools: [] } },
    halfTime,
    past,
    'no-hours',
  ],
])('only the pace is told %s', (_, document, at, known, reason) => {
  const found = foretold(document, at, known);
  expect(found).toMatchObject({ kind: 'pace', reason, pastClientMonths: known.ratios.length });
  expect(found.words).not.toBe('');
});

const ratios = fc.array(fc.integer({ min: 0, max: 40_000 }), { minLength: 60, maxLength: 120 });

test('whatever the month, its band holds what is used, widens in order and grows until it ends where the month does', () => {
  fc.assert(
    fc.property(scenarios, ratios, fc.nat({ max: 1000 }), (document, some, share) => {
      const scenario = readScenario(document, [])!;
      const month = monthOf(scenario);
      const logged = loggedOf(scenario, rate(scenario));
      const now = instant(Math.floor(month.span.from + ((month.span.to - month.span.from) * share) / 1000));
      const told = (of: readonly number[]) =>
        forecast(month, logged, (allotted) => allotted, { ratios: of, held: null }, now);
      const found = told(some);
      expect(told(some.toReversed())).toEqual(found);
      if (found.kind === 'pace') return;
      const edges = (at: Pick<typeof found, 'median' | 'band50' | 'band80'>): number[] => [
        found.minutesUsed,
        at.band80.from,
        at.band50.from,
        at.median,
        at.band50.to,
        at.band80.to,
      ];
      for (const day of [found, ...found.days]) {
        expect(edges(day)).toEqual(edges(day).toSorted((a, b) => a - b));
      }
      for (const pool of found.pools) {
        const told = edges({ ...pool }).with(0, pool.minutesUsed);
        expect(told).toEqual(told.toSorted((a, b) => a - b));
        expect(pool.band80.to).toBeLessThanOrEqual(pool.minutesAllotted);
      }
      found.days.slice(1).forEach((day, index) => {
        expect(day.band80.to).toBeGreaterThanOrEqual(found.days[index]!.band80.to);
      });
      expect(found.days.at(-1)).toMatchObject({ median: found.median, band80: found.band80 });
      expect(found.days.at(-1)?.day).toBe(formatDay(dayFrom(month.days.to - 1)));
      expect(found.overage.percent).toBeGreaterThanOrEqual(0);
      expect(found.overage.percent).toBeLessThanOrEqual(100);
    }),
  );
});

test('on made-up months, the bands hold as often as they say, at every stage of the month', () => {
  const seed = Math.floor(Math.random() * 2 ** 31);
  const businessMinutes = 10_800;
  const months = Array.from({ length: 8_000 }, courseOf(randomFrom(seed), businessMinutes));
  const [known, coming] = [months.slice(0, 4_000), months.slice(4_000)];
  for (const mark of [0, 4, 9, 14, 19]) {
    const { lower50, upper50, lower80, upper80 } = ratioBand(
      known.map((course) => ratiosOf(course)[mark] ?? 0),
    );
    const passed = minutesAtMark(mark, businessMinutes);
    expect(markAt(passed, businessMinutes)).toBe(mark);
    const held = (lower: number, upper: number): number =>
      coming.filter((course) => {
        const used = course.minutesUsedAt[mark] ?? 0;
        const foreseen = foresee({ ...course, minutesUsed: used, businessMinutesPassed: passed });
        const rest = course.minutesUsed - used;
        return (
          rest >= Math.floor((foreseen * lower) / 10_000) && rest <= Math.ceil((foreseen * upper) / 10_000)
        );
      }).length / coming.length;
    const off50 = Math.abs(held(lower50, upper50) - 0.5);
    const off80 = Math.abs(held(lower80, upper80) - 0.8);
    expect({ seed, mark, off50, off80, isKept: off50 < 0.05 && off80 < 0.04 }).toMatchObject({
      isKept: true,
    });
  }
});

/** A month of sessions on business days, busier in some weeks than in others, with a long incident now and then. */
const courseOf = (random: () => number, businessMinutes: number) => () => {
  const minutesUsual = 600 + Math.floor(random() * 3_000);
  const level = (minutesUsual / 20) * (0.5 + random());
  const minutesUsedAt: number[] = [];
  let minutesUsed = 0;
  let week = 1;
  for (let day = 0; day < 20; day++) {
    minutesUsedAt.push(minutesUsed);
    if (day % 5 === 0) week = 0.5 * week + 0.5 * (0.3 + 1.4 * random());
    minutesUsed += Math.round(level * week * 2 * random() + (random() < 0.02 ? 300 * random() : 0));
  }
  return { minutesUsual, businessMinutes, minutesUsedAt, minutesUsed };
};

/** Numbers from 0 to below 1 that look random and repeat. */
const randomFrom = (seed: number) => () => {
  seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
  return seed / 2 ** 32;
};
