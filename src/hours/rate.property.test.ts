import fc from 'fast-check';
import { expect, test } from 'vitest';
import { moment, scenarios, type EntryDocument, type ScenarioDocument } from '../../test/scenario.ts';
import { rate } from './rate.ts';
import { readScenario } from './scenario.ts';
import { writeStatement, type Statement } from './statement.ts';

function stated(scenario: ScenarioDocument): Statement {
  const read = readScenario(scenario, []);
  return rate(read!);
}

const total = (amounts: Iterable<number>): number => [...amounts].reduce((sum, amount) => sum + amount, 0);

test('every minute that is worked and asked about ends in a pool, in overage, on a line or held back, and in one of them only', () => {
  fc.assert(
    fc.property(scenarios, (scenario) => {
      const { units, pools, lines, exceptions } = stated(scenario);
      const asked = units.filter(({ outcome }) => outcome !== 'rejected' && outcome !== 'left-out');
      const onLine = (kind: string): number =>
        total(lines.map((line) => (line.kind === kind && 'minutes' in line ? line.minutes : 0)));
      const held = total(exceptions.map((exception) => ('minutes' in exception ? exception.minutes : 0)));
      expect(total(asked.map(({ minutes }) => minutes))).toBe(
        total(pools.map(({ minutesUsed }) => minutesUsed)) +
          onLine('overage') +
          onLine('after-hours') +
          onLine('incremental') +
          held,
      );
      for (const { minutes, outcome, draws } of units) {
        expect(total(draws.map((draw) => draw.minutes))).toBe(outcome === 'drawn' ? minutes : 0);
      }
    }),
  );
});

test('no pool goes below zero or above what it was allotted, and its draws lead from the one to what is left', () => {
  fc.assert(
    fc.property(scenarios, (scenario) => {
      const { units, pools } = stated(scenario);
      for (const { pool, minutesAllotted, minutesUsed, minutesUnused } of pools) {
        expect(minutesUsed + minutesUnused).toBe(minutesAllotted);
        expect(minutesUnused).toBeGreaterThanOrEqual(0);
        let left: number = minutesAllotted;
        for (const draw of units.flatMap(({ draws }) => draws)) {
          if (draw.pool !== pool.id) continue;
          expect([draw.before, draw.after]).toEqual([left, left - draw.minutes]);
          left = draw.after;
        }
        expect(left).toBe(minutesUnused);
      }
    }),
  );
});

test('overage begins only when every pool that takes the unit is empty', () => {
  fc.assert(
    fc.property(scenarios, (scenario) => {
      const { units, pools } = stated(scenario);
      const left = new Map<string, number>(
        pools.map(({ pool, minutesAllotted }) => [pool.id, minutesAllotted]),
      );
      const { start, end } = scenario.contract;
      for (const unit of units) {
        for (const draw of unit.draws) if (draw.pool !== null) left.set(draw.pool, draw.after);
        if (unit.draws.at(-1)?.pool !== null) continue;
        const {
          role,
          technologyGroup,
          start: started,
        } = scenario.entries!.find(({ id }) => id === unit.entry)!;
        const day = Temporal.Instant.from(started)
          .toZonedDateTimeISO(scenario.timeZone)
          .toPlainDate()
          .toString();
        for (const pool of scenario.contract.pools) {
          const takes =
            pool.roles.includes(role) &&
            (role === 'csdm' || pool.technologyGroups.includes(technologyGroup!)) &&
            day >= (pool.from ?? start) &&
            day < (pool.to ?? end);
          if (takes) expect(left.get(pool.id) ?? 0).toBe(0);
        }
      }
    }),
  );
});

test('a statement is the same, byte for byte, each time and in whatever order the entries come', () => {
  const shuffled = scenarios.chain((scenario) => {
    const { entries = [] } = scenario;
    return fc.tuple(fc.constant(scenario), fc.shuffledSubarray([...entries], { minLength: entries.length }));
  });
  fc.assert(
    fc.property(shuffled, ([scenario, entries]) => {
      const written = JSON.stringify(writeStatement(stated(scenario)));
      expect(JSON.stringify(writeStatement(stated(scenario)))).toBe(written);
      expect(JSON.stringify(writeStatement(stated({ ...scenario, entries })))).toBe(written);
    }),
  );
});

/**
 * Where an entry is written as two, its units are taken as two. Pools, lines, total and the minutes held back for each reason stay,
 * as long as the increment is a minute, nobody else's unit begins in between, and the second part's date is one that the same pools
 * take: here, one entry alone, and pools for the whole term.
 */
test('one entry or two that make it up come to the same pools, lines and total', () => {
  const divided = scenarios
    .filter(({ entries = [] }) => entries.some((entry) => minutesOf(entry) > 1))
    .chain((scenario) => {
      const entry = scenario.entries!.find((one) => minutesOf(one) > 1)!;
      return fc.tuple(
        fc.constant(scenario),
        fc.constant(entry),
        fc.integer({ min: 1, max: minutesOf(entry) - 1 }),
      );
    });
  fc.assert(
    fc.property(divided, ([scenario, entry, at]) => {
      const pools = scenario.contract.pools.map(({ from: _from, to: _to, ...pool }) => pool);
      const term = { start: '1970-01-01', end: '2100-01-01' };
      const contract = { ...scenario.contract, ...term, roundingIncrement: 1, pools };
      const middle = moment(Date.parse(entry.start) / 60_000 + at);
      const parts = [
        { ...entry, id: 'one', end: middle },
        { ...entry, id: 'two', start: middle },
      ];
      const whole = stated({ ...scenario, contract, entries: [entry] });
      const inTwo = stated({ ...scenario, contract, entries: parts });
      expect(inTwo.pools).toEqual(whole.pools);
      expect(inTwo.lines).toEqual(whole.lines);
      expect(inTwo.total).toBe(whole.total);
      expect(heldBack(inTwo)).toEqual(heldBack(whole));
    }),
  );
});

const minutesOf = ({ start, end }: EntryDocument): number => (Date.parse(end) - Date.parse(start)) / 60_000;

function heldBack({ exceptions }: Statement): Record<string, number> {
  const held: Record<string, number> = {};
  for (const exception of exceptions) {
    if ('minutes' in exception) held[exception.reason] = (held[exception.reason] ?? 0) + exception.minutes;
  }
  return held;
}

test('the total is the sum of the lines, and each fee its share of the month', () => {
  fc.assert(
    fc.property(scenarios, (scenario) => {
      const { lines, total: stands, pools, daysInMonth } = stated(scenario);
      expect(stands).toBe(total(lines.map(({ amount }) => amount)));
      for (const { pool, daysActive, fee } of pools) {
        const share = scenario.contract.proration === 'whole-month' ? 1 : daysActive / daysInMonth;
        expect(Math.abs(fee - pool.feeMonthly * share)).toBeLessThanOrEqual(0.5 + 1e-6);
      }
    }),
  );
});
