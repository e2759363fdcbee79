import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { divided, scenarios, type ScenarioDocument } from '../../test/scenario.ts';
import { parseCurrency, formatMoney, money, sum } from '../core/money.ts';
import { rows } from '../core/table.ts';
import { rate } from '../hours/rate.ts';
import { readScenario, type Entry, type Scenario } from '../hours/scenario.ts';
import { lateTimeEffect, type LateAdjusted, type LateChange } from './late-time-effect.ts';

/** What late time does to a month that was closed as it rates. */
const effectOn = (scenario: Scenario, changes: readonly LateChange[], adjusted: readonly LateAdjusted[]) =>
  lateTimeEffect({ scenario, statement: rate(scenario) }, changes, adjusted);

const usd = parseCurrency('USD')!;

/** November 2026 of an hour a month for a CSDM, open from 08:00 to 17:00; entries are the CSDM's, by the clock of UTC. */
const november = (terms: object = {}): ScenarioDocument => ({
  month: '2026-11',
  currency: 'USD',
  timeZone: 'UTC',
  calendar: {
    timeZone: 'UTC',
    weekly: Object.fromEntries(['mon', 'tue', 'wed', 'thu', 'fri'].map((day) => [day, ['08:00-17:00']])),
    holidays: [],
  },
  contract: {
    start: '2026-01-01',
    end: '2027-01-01',
    rates: { overage: '175.00', afterHours: '262.50', afterHoursSurcharge: '87.50', incremental: '175.00' },
    pools: [
      {
        id: 'base',
        kind: 'base',
        roles: ['csdm'],
        technologyGroups: [],
        hoursPerMonth: 1,
        monthlyFee: '165.00',
      },
    ],
    ...terms,
  },
  entries: [],
});

interface WrittenEntry {
  readonly id: string;
  readonly from: string;
  readonly to: string;
  readonly billing: string;
}

const entryOf = ({ id, from, to, billing }: WrittenEntry) => {
  const at = (text: string): string => `2026-11-${text.replace(' ', 'T')}:00Z`;
  return {
    id,
    role: 'csdm',
    technologyGroup: null,
    start: at(from),
    end: at(to),
    billing,
    afterHoursApproved: true,
  };
};

const read = (document: ScenarioDocument): Scenario => readScenario(document, [], 'contract')!;

/** Rates `billed`, then what `late` makes of it, and shows each line. */
function effectOf(
  billed: string,
  late: string,
  adjusted: readonly LateAdjusted[] = [],
  terms: object = {},
): string[] {
  const closed = read({ ...november(terms), entries: rows<keyof WrittenEntry>(billed).map(entryOf) });
  const changes = rows<keyof WrittenEntry | 'of'>(late).map((row): LateChange => {
    const as = row.from === '' ? null : read({ ...november(), entries: [entryOf(row)] }).entries[0]!;
    return { id: row.id, of: row.of === '' ? null : row.of, entry: as };
  });
  const { lines, difference, drawnMinutes } = effectOn(closed, changes, adjusted);
  return [
    ...lines.map(
      (line) =>
        `${line.kind}: billed ${formatMoney(line.billed, usd)}, adjusted ${formatMoney(line.adjusted, usd)}, ` +
        `now ${formatMoney(line.now, usd)}, ${line.minutes} min, ${formatMoney(line.difference, usd)}`,
    ),
    `${formatMoney(difference, usd)}, ${drawnMinutes} min drawn`,
  ];
}

const fifty = `
  | id | from     | to       | billing |
  | t1 | 03 09:00 | 03 09:50 | service |`;

describe('late time', () => {
  test('draws on what was left in the pool, and makes overage of the rest', () => {
    expect(
      effectOf(
        fifty,
        `
        | id | of | from     | to       | billing |
        | l1 |    | 05 09:00 | 05 09:30 | service |`,
      ),
    ).toEqual(['overage: billed 0.00, adjusted 0.00, now 58.33, 20 min, 58.33', '58.33, 10 min drawn']);
  });

  test('comes to nothing in money while the pool has room, or as goodwill', () => {
    expect(
      effectOf(
        fifty,
        `
        | id | of | from     | to       | billing  |
        | l1 |    | 05 09:00 | 05 09:10 | service  |
        | l2 |    | 06 09:00 | 06 12:00 | goodwill |`,
      ),
    ).toEqual(['0.00, 10 min drawn']);
  });

  test('is billed only so far as it was not adjusted before', () => {
    const late = `
      | id | of | from     | to       | billing |
      | l1 |    | 05 09:00 | 05 09:30 | service |
      | l2 |    | 06 09:00 | 06 09:30 | service |`;
    const once = [{ kind: 'overage', rate: null, minutes: 20, amount: money(58_33) }] as const;
    expect(effectOf(fifty, late, once)).toEqual([
      'overage: billed 0.00, adjusted 58.33, now 145.83, 30 min, 87.50',
      '87.50, 10 min drawn',
    ]);
  });

  test('outside business hours is on the line for it, or on the pool with the surcharge, as the terms of the month have it', () => {
    const night = `
      | id | of | from     | to       | billing |
      | l1 |    | 05 20:00 | 05 21:00 | service |`;
    expect(effectOf(fifty, night)).toEqual([
      'after-hours: billed 0.00, adjusted 0.00, now 262.50, 60 min, 262.50',
      '262.50, 0 min drawn',
    ]);
    expect(effectOf(fifty, night, [], { afterHours: 'pool-with-surcharge' })).toEqual([
      'overage: billed 0.00, adjusted 0.00, now 145.83, 50 min, 145.83',
      'after-hours-surcharge: billed 0.00, adjusted 0.00, now 87.50, 60 min, 87.50',
      '233.33, 10 min drawn',
    ]);
  });
});

describe('a correction', () => {
  const ninety = `
    | id | from     | to       | billing |
    | t1 | 03 09:00 | 03 10:30 | service |`;

  test.each([
    ['of the minutes credits what was too much', 't1 | 03 09:00 | 03 10:10 | service', '-58.33, 0 min drawn'],
    ['to goodwill credits it all', 't1 | 03 09:00 | 03 10:30 | goodwill', '-87.50, -60 min drawn'],
    [
      'to incremental bills by the hour what the pool had',
      't1 | 03 09:00 | 03 10:30 | incremental',
      '175.00, -60 min drawn',
    ],
    ['that takes it away credits it all', 't1 | | | ', '-87.50, -60 min drawn'],
    ['to what it was makes no difference', 't1 | 03 09:00 | 03 10:30 | service', '0.00, 0 min drawn'],
  ])('%s', (_, correction, total) => {
    const effect = effectOf(ninety, `| id | of | from | to | billing |\n| c1 | ${correction} |`);
    expect(effect.at(-1)).toBe(total);
  });

  test('of late time gives back what was adjusted for it', () => {
    const before = [{ kind: 'overage', rate: null, minutes: 30, amount: money(87_50) }] as const;
    expect(
      effectOf(
        `
        | id | from     | to       | billing |
        | t1 | 03 09:00 | 03 10:00 | service |`,
        `
        | id | of | from     | to       | billing |
        | l1 |    | 05 09:00 | 05 09:30 | service |
        | c1 | l1 |          |          |         |`,
        before,
      ),
    ).toEqual(['overage: billed 0.00, adjusted 87.50, now 0.00, -30 min, -87.50', '-87.50, 0 min drawn']);
  });

  test('counts as it was said last', () => {
    expect(
      effectOf(
        ninety,
        `
        | id | of | from     | to       | billing |
        | c1 | t1 |          |          |         |
        | c2 | t1 | 03 09:00 | 03 10:10 | service |`,
      ).at(-1),
    ).toBe('-58.33, 0 min drawn');
  });
});

test('of a month in which rates changed, each line is compared with the one at its own rate', () => {
  const terms = { laterRates: [{ from: '2026-11-16', rates: { overage: '190.00', afterHours: '262.50' } }] };
  const billed = `
    | id | from     | to       | billing |
    | t1 | 03 09:00 | 03 10:00 | service |
    | t2 | 17 09:00 | 17 09:30 | service |`;
  const late = `
    | id | of | from     | to       | billing |
    | l1 |    | 18 09:00 | 18 09:30 | service |
    | l2 |    | 04 09:00 | 04 09:10 | service |`;
  const once = [{ kind: 'overage', rate: money(190_00), minutes: 30, amount: money(95_00) }] as const;
  expect(effectOf(billed, late, once, terms)).toEqual([
    'overage: billed 0.00, adjusted 0.00, now 29.17, 10 min, 29.17',
    'overage: billed 95.00, adjusted 95.00, now 190.00, 0 min, 0.00',
    '29.17, 0 min drawn',
  ]);
});

test('what could not be billed is named by the late time it is of', () => {
  const closed = read({ ...november(), entries: rows<keyof WrittenEntry>(fifty).map(entryOf) });
  const stray: Entry = { ...closed.entries[0]!, id: 'l1', role: 'cse', technologyGroup: 'network' };
  const unbooked = { ...stray, id: 'c1', afterHoursApproved: false, end: closed.entries[0]!.end };
  expect(effectOn(closed, [{ id: 'l1', of: null, entry: stray }], []).heldBack).toEqual([
    { id: 'l1', reason: 'no-matching-pool' },
  ]);
  expect(effectOn(closed, [{ id: 'c1', of: 't1', entry: unbooked }], []).heldBack).toEqual([
    { id: 'c1', reason: 'no-matching-pool' },
  ]);
});

describe('of any month', () => {
  /** A closed month and some late time for it: entries of another month like it, some in place of its own. */
  const late = fc
    .tuple(
      fc.oneof(
        scenarios,
        divided.map(({ parts }) => parts),
      ),
      fc.infiniteStream(fc.constantFrom('new', 'instead', 'away')),
    )
    .map(([document, what]) => {
      const all = read(document);
      const [entries, others] = [all.entries.slice(0, 6), all.entries.slice(6)];
      const changes = others.map((entry, index): LateChange => {
        const of = entries[index]?.id ?? null;
        const how = of === null ? 'new' : what.next().value;
        if (how === 'new') return { id: `l${index}`, of: null, entry };
        return { id: `l${index}`, of, entry: how === 'away' ? null : entry };
      });
      return { closed: { ...all, entries }, changes };
    });

  test('no late time makes no difference', () => {
    fc.assert(
      fc.property(scenarios, (document) => {
        const { lines, difference, drawnMinutes } = effectOn(read(document), [], []);
        expect([difference, drawnMinutes]).toEqual([0, 0]);
        expect(lines.every((line) => line.difference === 0 && line.minutes === 0)).toBe(true);
      }),
    );
  });

  test('the same late time twice is the same as once', () => {
    fc.assert(
      fc.property(late, ({ closed, changes }) => {
        const once = effectOn(closed, changes, []);
        const { lines, difference, drawnMinutes } = effectOn(closed, [...changes, ...changes], []);
        expect({ ...once, lines, difference, drawnMinutes }).toEqual(once);
      }),
    );
  });

  test('however it is billed bit by bit, the adjustments come to the difference of the two statements', () => {
    fc.assert(
      fc.property(late, ({ closed, changes }) => {
        const made: LateAdjusted[] = [];
        for (let upTo = 1; upTo <= changes.length; upTo++) {
          const { lines } = effectOn(closed, changes.slice(0, upTo), made);
          for (const { kind, rate, minutes, difference } of lines)
            made.push({ kind, rate, minutes, amount: difference });
        }
        const replaced = new Map(changes.map(({ id, of, entry }) => [of ?? id, entry]));
        const kept = closed.entries.filter(({ id }) => !replaced.has(id));
        const now = [...replaced].flatMap(([id, entry]) => (entry ? [{ ...entry, id }] : []));
        const restated = rate({ ...closed, entries: [...kept, ...now] });
        expect(sum(made.map(({ amount }) => amount))).toBe(restated.total - rate(closed).total);
        expect(effectOn(closed, changes, made).difference).toBe(0);
      }),
    );
  });
});
