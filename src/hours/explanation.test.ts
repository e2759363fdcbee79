import fc from 'fast-check';
import { expect, test } from 'vitest';
import { scenarios } from '../../test/scenario.ts';
import { explainStatement } from './explained-statement.ts';
import { Step } from './explanation.ts';
import { rate } from './rate.ts';
import { recompute } from './recompute.ts';
import { readScenario, type Scenario } from './scenario.ts';

const names = {
  contract: { id: 'k', number: 'K-1' },
  pool: (id: string) => id,
  entry: (id: string) => id,
  expense: (id: string) => id,
};

const explain = (scenario: Scenario): Step =>
  explainStatement({ scenario, statement: rate(scenario), names });

/** Lakeside's November: 20 hours, of which one long day leaves too little for the next. */
const november = readScenario(
  {
    month: '2026-11',
    currency: 'USD',
    timeZone: 'America/Chicago',
    calendar: { timeZone: 'America/Chicago', weekly: { mon: ['08:00-12:00', '13:00-17:00'] } },
    contract: {
      start: '2026-01-01',
      end: '2027-01-01',
      roundingIncrement: 15,
      rates: { overage: '175.00', afterHours: '262.50' },
      pools: [
        {
          id: 'base',
          kind: 'base',
          roles: ['csdm', 'cse'],
          technologyGroups: ['network'],
          hoursPerMonth: 5,
          monthlyFee: '900.00',
          from: '2026-11-16',
        },
      ],
    },
    entries: [
      {
        id: 'a',
        role: 'csdm',
        start: '2026-11-16T14:00:00Z',
        end: '2026-11-16T16:15:00Z',
        billing: 'service',
      },
      {
        id: 'b',
        role: 'csdm',
        start: '2026-11-16T17:40:00Z',
        end: '2026-11-16T19:50:00Z',
        billing: 'service',
        afterHoursApproved: true,
      },
    ],
  },
  [],
)!;

/** The steps of a tree as lines of text, indented. */
const written = (step: Step, indent = ''): string =>
  [
    `${indent}${step.value} ${step.operation} ${step.label}${step.from ? ` ${step.from}..${step.to}` : ''}`,
    ...step.parts.map((part) => written(part, `${indent}  `)),
    ...step.because.map((part) => written(part, `${indent}! `)),
  ].join('\n');

test('an overage line opens into minutes, rate, rounding, draws and the stretches in which the work was done', () => {
  expect(written(explain(november))).toBe(`\
887.50 sum Statement of November 2026
  450.00 share Fee for base
    900.00 given Fee of a whole month
    15 days Days in the contract’s term, the package’s validity and the month 2026-11-16..2026-12-01
    30 days Days of November 2026 2026-11-01..2026-12-01
  ! 150 share Allotted by base
  !   300 given 5 h a month
  !   15 days Days in the contract’s term, the package’s validity and the month 2026-11-16..2026-12-01
  !   30 days Days of November 2026 2026-11-01..2026-12-01
  175.00 share Overage
    60 sum Minutes
      60 rest b: not covered by a pool
        75 rounded-up b, in business hours
          70 sum Worked
            20 elapsed From and to 2026-11-16T17:40:00Z..2026-11-16T18:00:00Z
            50 elapsed From and to 2026-11-16T19:00:00Z..2026-11-16T19:50:00Z
          15 given Rounding increment
        15 given Drawn on base
    175.00 given Rate for an hour
    60 given Minutes of an hour
  ! 0 rest Left of base
  !   150 share Allotted by base
  !     300 given 5 h a month
  !     15 days Days in the contract’s term, the package’s validity and the month 2026-11-16..2026-12-01
  !     30 days Days of November 2026 2026-11-01..2026-12-01
  !   150 sum Used
  !     135 given a
  !     15 given b
  262.50 share After hours
    60 sum Minutes
      60 rounded-up b, after hours
        60 sum Worked
          60 elapsed From and to 2026-11-16T18:00:00Z..2026-11-16T19:00:00Z
        15 given Rounding increment
    262.50 given Rate for an hour
    60 given Minutes of an hour`);
});

test('every figure of every explanation follows from its leaves', () => {
  fc.assert(
    fc.property(scenarios, (document) => {
      const tree = explain(readScenario(document, [])!);
      expect(recompute(tree).differences).toEqual([]);
      expect(Step.parse(tree)).toEqual(tree);
    }),
  );
});

test('a line that was changed by a cent is told, and so is the total above it', () => {
  const tree = explain(november);
  const [fee, overage, ...others] = tree.parts;
  const forged = { ...tree, parts: [fee!, { ...overage!, value: '175.01' }, ...others] };
  expect(recompute(forged).differences).toEqual([{ path: '/1', claimed: '175.01', computed: '175.00' }]);
  const raised = { ...fee!.parts[0]!, value: '901.00' };
  expect(
    recompute({ ...tree, parts: [{ ...fee!, parts: [raised, ...fee!.parts.slice(1)] }, overage!, ...others] })
      .differences,
  ).toEqual([
    { path: '/0', claimed: '450.00', computed: '450.50' },
    { path: '', claimed: '887.50', computed: '888.00' },
  ]);
});
