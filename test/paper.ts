import { expect } from 'vitest';
import { formatInstant } from '../src/core/instant.ts';
import { rows, table } from '../src/core/table.ts';
import { rate } from '../src/hours/rate.ts';
import { readScenario } from '../src/hours/scenario.ts';
import { writeStatement, type Statement } from '../src/hours/statement.ts';
import type { Source } from '../src/hours/terms.ts';
import type { ScenarioDocument } from './scenario.ts';

/**
 * A month on paper: November 2026 in Chicago, Monday to Friday 08:00 to 17:00, Thanksgiving closed, increments of a minute, 175.00 an
 * hour and 262.50 after hours, unless a case says otherwise. "For" is `csdm` or the technology group of a CSE.
 */
interface Case {
  readonly pools: string;
  readonly work?: string;
  readonly terms?: Partial<ScenarioDocument['contract']>;
  readonly month?: Partial<ScenarioDocument>;
  /** A contract that changes within the month may have base packages one after the other, and later rates. */
  readonly source?: Source;
}

function scenarioOf({ pools, work = '', terms = {}, month = {} }: Case): ScenarioDocument {
  const timeZone = month.timeZone ?? 'America/Chicago';
  const date = month.month ?? '2026-11';
  return {
    month: date,
    currency: 'USD',
    timeZone,
    calendar: {
      timeZone,
      weekly: Object.fromEntries(['mon', 'tue', 'wed', 'thu', 'fri'].map((name) => [name, ['08:00-17:00']])),
      holidays: ['2026-11-26'],
    },
    contract: {
      start: '2026-01-01',
      end: '2027-01-01',
      rates: { overage: '175.00', afterHours: '262.50', afterHoursSurcharge: '87.50' },
      pools: rows(pools).map((row) => ({
        id: row.pool!,
        kind: row.kind!,
        roles: row.for === 'csdm' ? ['csdm'] : row.for!.includes('csdm') ? ['csdm', 'cse'] : ['cse'],
        technologyGroups: row.for!.split(', ').filter((name) => name !== 'csdm'),
        hoursPerMonth: row.hours!,
        monthlyFee: row.fee ?? '0.00',
        ...(row.from ? { from: row.from } : {}),
        ...(row.to ? { to: row.to } : {}),
      })),
      ...terms,
    },
    entries: rows(work).map((row) => ({
      id: row.entry!,
      role: row.for === 'csdm' ? 'csdm' : 'cse',
      technologyGroup: row.for === 'csdm' ? null : row.for!,
      start: momentOf(row.from!, date, timeZone),
      end: momentOf(row.to!, date, timeZone),
      billing: row.billing ?? 'service',
      approval: row.approval ?? 'approved',
      afterHoursApproved: row.after === 'approved',
    })),
    ...month,
  };
}

/** `2 15:00` is the second of the month at 15:00 by the contract's clock; a whole date or a moment stands for itself. */
function momentOf(text: string, month: string, timeZone: string): string {
  if (text.endsWith('Z')) return text;
  const [day = '', clock = ''] = text.split(' ');
  const date = day.length > 2 ? day : `${month}-${day.padStart(2, '0')}`;
  return Temporal.PlainDateTime.from(`${date}T${clock}`).toZonedDateTime(timeZone).toInstant().toString();
}

export function stated(given: Case): Statement {
  const faults: { path: string; message: string }[] = [];
  const scenario = readScenario(scenarioOf(given), faults, given.source);
  expect(faults).toEqual([]);
  return rate(scenario!);
}

const shows = (columns: readonly string[], body: readonly (readonly unknown[])[], expected: string): void => {
  const wanted = rows(expected);
  expect(table(columns, body)).toBe(
    table(
      columns,
      wanted.map((row) => columns.map((name) => row[name])),
    ),
  );
};

/** What is drawn on which pool, and what each draw found and left there. */
export function spends(given: Case & { readonly draws: string }): void {
  const draws = stated(given).units.flatMap((unit) =>
    unit.draws.map((draw) => [
      unit.entry,
      unit.class,
      draw.pool ?? 'overage',
      draw.minutes,
      draw.pool === null ? '' : draw.before,
      draw.pool === null ? '' : draw.after,
    ]),
  );
  shows(['entry', 'class', 'pool', 'minutes', 'before', 'after'], draws, given.draws);
}

/** What becomes of each unit, in the order in which they are taken. */
export function settles(given: Case & { readonly units: string }): void {
  const units = stated(given).units.map((unit) => [
    unit.entry,
    unit.class,
    formatInstant(unit.start),
    unit.minutesWorked,
    unit.minutes,
    unit.outcome,
  ]);
  shows(['entry', 'class', 'start', 'worked', 'minutes', 'outcome'], units, given.units);
}

/** What is billed. */
export function bills(given: Case & { readonly lines: string }): void {
  const { lines, total } = writeStatement(stated(given));
  const body = lines.map((line) => [
    line.kind,
    'pool' in line ? line.pool : 'expense' in line ? line.expense : '',
    'minutes' in line ? line.minutes : '',
    'rate' in line ? line.rate : '',
    line.amount,
  ]);
  shows(['line', 'of', 'minutes', 'rate', 'amount'], [...body, ['total', '', '', '', total]], given.lines);
}

/** Days active and minutes allotted of each pool. */
export function allots(pools: string, terms: Partial<ScenarioDocument['contract']>, expected: string): void {
  const months = stated({ pools, terms }).pools;
  expect(
    months
      .map(({ pool, daysActive, minutesAllotted }) => `${pool.id} ${daysActive} ${minutesAllotted}`)
      .join(', '),
  ).toBe(expected);
}

/** One package as it is usually sold. */
export const base = `
  | pool | kind | for                    | hours | fee     |
  | base | base | csdm, network          | 20    | 3300.00 |`;
