import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { bills, spends } from '../../test/paper.ts';
import { divided, type ScenarioDocument } from '../../test/scenario.ts';
import { explainStatement } from './explained-statement.ts';
import { rate } from './rate.ts';
import { readScenario, type Scenario } from './scenario.ts';
import { recompute } from './recompute.ts';
import { writeStatement } from './statement.ts';

const read = (document: ScenarioDocument): Scenario => readScenario(document, [], 'contract')!;

const total = (amounts: readonly number[]): number => amounts.reduce((sum, amount) => sum + amount, 0);

/** 20 hours up to the 15th, 40 from the 16th on. */
const raised = `
  | pool  | kind | for           | hours | fee     | from       | to         |
  | until | base | csdm, network | 20    | 3300.00 | 2026-01-01 | 2026-11-16 |
  | since | base | csdm, network | 40    | 6600.00 | 2026-11-16 | 2027-01-01 |`;

const dearer = {
  laterRates: [{ from: '2026-11-16', rates: { overage: '190.00', afterHours: '262.50' } }],
};

describe('a month in which the base package changes', () => {
  test('has both of them, each with its share of the days', () => {
    bills({
      source: 'contract',
      pools: raised,
      lines: `
        | line     | of    | minutes | rate | amount  |
        | base-fee | until |         |      | 1650.00 |
        | base-fee | since |         |      | 3300.00 |
        | total    |       |         |      | 4950.00 |`,
    });
  });

  test('gives work to the one that holds on the local date on which its entry starts, and what the first had left expires', () => {
    spends({
      source: 'contract',
      pools: raised,
      work: `
        | entry | for  | from     | to       |
        | t1    | csdm | 13 08:00 | 13 17:00 |
        | t2    | csdm | 16 08:00 | 16 17:00 |`,
      draws: `
        | entry | class    | pool  | minutes | before | after |
        | t1    | business | until | 540     | 600    | 60    |
        | t2    | business | since | 540     | 1200   | 660   |`,
    });
  });
});

describe('a month in which rates change', () => {
  test('bills overage at the rate of the day on which the entry starts, each rate on its own line, in order of the date', () => {
    bills({
      source: 'contract',
      pools: `
        | pool | kind | for  | hours |
        | base | base | csdm | 0     |`,
      terms: dearer,
      work: `
        | entry | for  | from     | to       |
        | t1    | csdm | 17 08:00 | 17 08:50 |
        | t2    | csdm | 13 08:00 | 13 08:20 |
        | t3    | csdm | 12 08:00 | 12 08:20 |`,
      lines: `
        | line     | of   | minutes | rate   | amount |
        | base-fee | base |         |        | 0.00   |
        | overage  |      | 40      | 175.00 | 116.67 |
        | overage  |      | 50      | 190.00 | 158.33 |
        | total    |      |         |        | 275.00 |`,
    });
  });

  test('leaves a kind whose rate stays on one line', () => {
    bills({
      source: 'contract',
      pools: `
        | pool | kind | for  | hours |
        | base | base | csdm | 0     |`,
      terms: dearer,
      work: `
        | entry | for  | from     | to       | after    |
        | t1    | csdm | 13 18:00 | 13 18:10 | approved |
        | t2    | csdm | 17 18:00 | 17 18:10 | approved |`,
      lines: `
        | line        | of   | minutes | rate   | amount |
        | base-fee    | base |         |        | 0.00   |
        | after-hours |      | 20      | 262.50 | 87.50  |
        | total       |      |         |        | 87.50  |`,
    });
  });
});

describe('whatever the month', () => {
  test('rates that change into the same change nothing, byte for byte', () => {
    fc.assert(
      fc.property(divided, ({ whole }) => {
        const { contract } = whole;
        const later = [{ from: `${whole.month}-16`, rates: contract.rates }];
        const changed = { ...whole, contract: { ...contract, laterRates: later } };
        expect(writeStatement(rate(read(changed)))).toEqual(writeStatement(rate(read(whole))));
      }),
    );
  });

  test('no minute is lost or counted twice where base package and rates change', () => {
    fc.assert(
      fc.property(divided, ({ parts }) => {
        const { units, pools, lines, exceptions } = rate(read(parts));
        const asked = units.filter(({ outcome }) => outcome !== 'rejected' && outcome !== 'left-out');
        const onLines = lines.map((line) =>
          'minutes' in line && line.kind !== 'after-hours-surcharge' ? line.minutes : 0,
        );
        const held = exceptions.map((exception) => ('minutes' in exception ? exception.minutes : 0));
        expect(total(asked.map(({ minutes }) => minutes))).toBe(
          total(pools.map(({ minutesUsed }) => minutesUsed)) + total(onLines) + total(held),
        );
      }),
    );
  });

  test('by calendar days, the fees of two like packages are that of one to a minor unit, and their hours to a minute', () => {
    fc.assert(
      fc.property(divided, ({ whole, parts }) => {
        const byDays = (document: ScenarioDocument) => {
          const contract = { ...document.contract, proration: 'calendar-days' };
          return rate(read({ ...document, contract })).pools.filter(({ pool }) => pool.kind === 'base');
        };
        const [one, two] = [byDays(whole), byDays(parts)];
        const fees = total(two.map(({ fee }) => fee)) - total(one.map(({ fee }) => fee));
        const minutes =
          total(two.map(({ minutesAllotted }) => minutesAllotted)) -
          total(one.map(({ minutesAllotted }) => minutesAllotted));
        expect(Math.abs(fees)).toBeLessThanOrEqual(1);
        expect(Math.abs(minutes)).toBeLessThanOrEqual(1);
      }),
    );
  });

  test('every figure of the explanation follows from its leaves', () => {
    const names = {
      contract: { id: 'k', number: 'K-1' },
      pool: (id: string) => id,
      entry: (id: string) => id,
      expense: (id: string) => id,
    };
    fc.assert(
      fc.property(divided, ({ parts }) => {
        const scenario = read(parts);
        const tree = explainStatement({ scenario, statement: rate(scenario), names });
        expect(recompute(tree).differences).toEqual([]);
      }),
    );
  });
});

describe('what may change within a month', () => {
  const document: ScenarioDocument = {
    month: '2026-11',
    currency: 'USD',
    timeZone: 'America/Chicago',
    calendar: { timeZone: 'America/Chicago', weekly: {}, holidays: [] },
    contract: { start: '2026-01-01', end: '2027-01-01', rates: { overage: '175.00' }, pools: [] },
  };
  const base = {
    kind: 'base',
    roles: ['csdm'],
    technologyGroups: [],
    hoursPerMonth: 20,
    monthlyFee: '3300.00',
  };
  const [until, since] = [
    { ...base, id: 'until', to: '2026-11-16' },
    { ...base, id: 'since', from: '2026-11-16' },
  ];
  const faultsOf = (contract: object, source: 'file' | 'contract') => {
    const faults: { path: string; message: string }[] = [];
    readScenario({ ...document, contract: { ...document.contract, ...contract } }, faults, source);
    return faults.map(({ path, message }) => `${path} ${message}`);
  };

  test('is no matter of a file: it has one base package, and rates for all of the month', () => {
    expect(faultsOf({ pools: [until, since] }, 'file')).toEqual([
      '/contract/pools/1/kind must not be "base" again: a contract has one base package',
    ]);
    expect(faultsOf(dearer, 'file')).toEqual(['/contract/laterRates is not known here']);
    expect(faultsOf({ pools: [until, since], ...dearer }, 'contract')).toEqual([]);
  });

  test('is never two base packages on one day', () => {
    expect(faultsOf({ pools: [until, { ...since, from: '2026-11-15' }] }, 'contract')).toEqual([
      '/contract/pools must not have two base packages on one day',
    ]);
  });
});
