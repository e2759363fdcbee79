import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  scenarios,
  type CalendarDocument,
  type EntryDocument,
  type PoolDocument,
  type ScenarioDocument,
} from '../../test/scenario.ts';
import type { Fault } from '../core/refusal.ts';
import { rate } from './rate.ts';
import { readScenario } from './scenario.ts';
import { writeStatement } from './statement.ts';

test('a statement is what a patient clerk works out minute by minute', () => {
  fc.assert(
    fc.property(scenarios, (scenario) => {
      const faults: Fault[] = [];
      const read = readScenario(scenario, faults);
      expect(faults).toEqual([]);
      expect(JSON.stringify(writeStatement(rate(read!)))).toBe(JSON.stringify(clerk(scenario)));
    }),
    { numRuns: 3000 },
  );
});

type Class = 'business' | 'after-hours';
interface Sheet {
  readonly entry: EntryDocument;
  readonly class: Class;
  readonly first: number;
  readonly minutes: bigint;
}

interface PoolSheet {
  readonly pool: PoolDocument;
  readonly active: number;
  readonly allotted: bigint;
  readonly fee: bigint;
  left: bigint;
}

/**
 * The rules once more, slowly, from the written scenario to the written statement: Temporal for every clock, a list of single minutes
 * for every entry, BigInt for every sum. Shares nothing with the code it checks.
 */
function clerk(scenario: ScenarioDocument): unknown {
  const { contract, month, currency } = scenario;
  // A package without an active day is no pool of the month.
  const pools = poolsOf(scenario).filter((pool) => pool.active > 0);
  const inTurn = [
    ...pools.filter(({ pool }) => pool.kind !== 'base'),
    ...pools.filter(({ pool }) => pool.kind === 'base'),
  ];
  const allocations: unknown[] = [];
  const exceptions: unknown[] = [];
  const billed = { overage: 0n, 'after-hours': 0n, 'after-hours-surcharge': 0n, incremental: 0n };
  for (const { entry, class: name, minutes } of sheetsOf(scenario)) {
    const approval = entry.approval ?? 'approved';
    const question = (reason: string): void =>
      void exceptions.push({ entry: entry.id, reason, minutes: Number(minutes) });
    if (approval === 'rejected') continue;
    if (approval !== 'approved') {
      question('not-approved');
      continue;
    }
    if (['goodwill', 'internal'].includes(entry.billing)) continue;
    if (name === 'after-hours' && !entry.afterHoursApproved) {
      question('after-hours-not-approved');
      continue;
    }
    if (name === 'after-hours' && contract.afterHours !== 'pool-with-surcharge') {
      billed['after-hours'] += minutes;
      continue;
    }
    if (entry.billing === 'incremental') {
      billed.incremental += minutes;
      if (name === 'after-hours') billed['after-hours-surcharge'] += minutes;
      continue;
    }
    const accepting = inTurn.filter(({ pool }) => accepts(pool, entry, scenario));
    if (accepting.length === 0) {
      question('no-matching-pool');
      continue;
    }
    if (name === 'after-hours') billed['after-hours-surcharge'] += minutes;
    let wanted = minutes;
    for (const pool of accepting) {
      const taken = wanted < pool.left ? wanted : pool.left;
      if (taken > 0n)
        allocations.push({ entry: entry.id, pool: pool.pool.id, minutes: Number(taken), class: name });
      pool.left -= taken;
      wanted -= taken;
    }
    if (wanted > 0n) allocations.push({ entry: entry.id, pool: null, minutes: Number(wanted), class: name });
    billed.overage += wanted;
  }

  const lines: { readonly [field: string]: unknown; readonly amount: string }[] = [];
  for (const kind of ['base', 'supplemental']) {
    for (const { pool, fee } of pools.filter((one) => one.pool.kind === kind)) {
      lines.push({ kind: `${kind}-fee`, pool: pool.id, amount: decimal(fee, currency) });
    }
  }
  const { overage, afterHours = overage, afterHoursSurcharge = '0', incremental = overage } = contract.rates;
  const rates = {
    overage,
    'after-hours': afterHours,
    'after-hours-surcharge': afterHoursSurcharge,
    incremental,
  };
  for (const kind of ['overage', 'after-hours', 'after-hours-surcharge', 'incremental'] as const) {
    if (billed[kind] === 0n) continue;
    const hourly = minor(rates[kind]);
    const amount = decimal(roundHalfUp(hourly * billed[kind], 60n), currency);
    lines.push({ kind, minutes: Number(billed[kind]), rate: decimal(hourly, currency), amount });
  }
  for (const expense of scenario.expenses ?? []) {
    if (expense.date.slice(0, 7) !== month) continue;
    if (expense.siteVisit === 'approved')
      lines.push({
        kind: 'expense',
        expense: expense.id,
        amount: decimal(minor(expense.amount), currency),
      });
    else exceptions.push({ expense: expense.id, reason: 'site-visit-not-approved' });
  }
  return {
    month,
    pools: pools.map(({ pool, allotted, left }) => ({
      id: pool.id,
      allottedMinutes: Number(allotted),
      usedMinutes: Number(allotted - left),
      unusedMinutes: Number(left),
    })),
    allocations,
    lines,
    exceptions,
    total: decimal(
      lines.reduce((total, { amount }) => total + minor(amount), 0n),
      currency,
    ),
  };
}

function sheetsOf({ contract, month, timeZone, calendar, entries = [] }: ScenarioDocument): readonly Sheet[] {
  const first = Temporal.PlainDate.from(`${month}-01`);
  const from = minuteAt(first.toPlainDateTime(), timeZone);
  const to = minuteAt(first.add({ months: 1 }).toPlainDateTime(), timeZone);
  const isOpen = openMinutes(calendar, first, from, to);
  const increment = BigInt(contract.roundingIncrement ?? 1);
  const sheets: Sheet[] = [];
  for (const entry of entries) {
    const worked: Record<Class, number[]> = { business: [], 'after-hours': [] };
    const end = epochMinute(entry.end);
    for (let minute = epochMinute(entry.start); minute < end; minute++) {
      if (minute >= from && minute < to)
        worked[isOpen[minute - from] ? 'business' : 'after-hours'].push(minute);
    }
    for (const name of ['business', 'after-hours'] as const) {
      const count = BigInt(worked[name].length);
      if (count === 0n) continue;
      const rounded = ((count + increment - 1n) / increment) * increment;
      sheets.push({ entry, class: name, first: worked[name][0]!, minutes: rounded });
    }
  }
  return sheets.sort((a, b) => a.first - b.first || (a.entry.id < b.entry.id ? -1 : 1));
}

/** For each minute of the month, 1 if business goes on. */
function openMinutes(
  calendar: CalendarDocument,
  first: Temporal.PlainDate,
  from: number,
  to: number,
): Uint8Array {
  const names = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];
  const isOpen = new Uint8Array(to - from);
  for (let day = first.subtract({ days: 4 }), left = 40; left > 0; day = day.add({ days: 1 }), left--) {
    if (calendar.holidays.includes(day.toString())) continue;
    for (const opening of calendar.weekly[names[day.dayOfWeek - 1]!] ?? []) {
      const [begin = '', end = ''] = opening.split('-');
      const begins = minuteAt(day.toPlainDateTime(begin), calendar.timeZone);
      const ends =
        end === '24:00'
          ? minuteAt(day.add({ days: 1 }).toPlainDateTime(), calendar.timeZone)
          : minuteAt(day.toPlainDateTime(end), calendar.timeZone);
      for (let minute = begins; minute < ends; minute++)
        if (minute >= from && minute < to) isOpen[minute - from] = 1;
    }
  }
  return isOpen;
}

function poolsOf({ contract, month }: ScenarioDocument): PoolSheet[] {
  const first = Temporal.PlainDate.from(`${month}-01`);
  const days = Array.from({ length: first.daysInMonth }, (_, index) => first.add({ days: index }).toString());
  return contract.pools.map((pool) => {
    const { from = contract.start, to = contract.end } = pool;
    const active = days.filter(
      (day) => within(day, contract.start, contract.end) && within(day, from, to),
    ).length;
    const share = BigInt(contract.proration !== 'whole-month' ? active : active > 0 ? days.length : 0);
    const allotted = roundHalfUp(hundredths(pool.hoursPerMonth) * 60n * share, 100n * BigInt(days.length));
    const fee = roundHalfUp(minor(pool.monthlyFee) * share, BigInt(days.length));
    return { pool, active, allotted, left: allotted, fee };
  });
}

/** The first minute that begins at or after the moment at which the clock shows this. */
function minuteAt(shown: Temporal.PlainDateTime, zone: string): number {
  return Math.ceil(shown.toZonedDateTime(zone, { disambiguation: 'compatible' }).epochMilliseconds / 60_000);
}

const epochMinute = (text: string): number => Temporal.Instant.from(text).epochMilliseconds / 60_000;

const within = (day: string, from: string, to: string): boolean => day >= from && day < to;

function accepts(
  pool: PoolDocument,
  entry: EntryDocument,
  { contract, timeZone }: ScenarioDocument,
): boolean {
  const day = Temporal.Instant.from(entry.start).toZonedDateTimeISO(timeZone).toPlainDate().toString();
  if (!within(day, pool.from ?? contract.start, pool.to ?? contract.end)) return false;
  if (!pool.roles.includes(entry.role)) return false;
  return entry.role !== 'cse' || pool.technologyGroups.includes(entry.technologyGroup ?? '');
}

const minor = (amount: string): bigint => BigInt(amount.replace('.', ''));

const hundredths = (hours: number | string): bigint => {
  const [whole = '0', fraction = ''] = String(hours).split('.');
  return BigInt(whole + fraction.padEnd(2, '0'));
};

const roundHalfUp = (numerator: bigint, denominator: bigint): bigint =>
  (2n * numerator + denominator) / (2n * denominator);

function decimal(units: bigint, currency: string): string {
  const places = { USD: 2, JPY: 0, KWD: 3 }[currency] ?? 2;
  const text = String(units).padStart(places + 1, '0');
  return places === 0 ? text : `${text.slice(0, -places)}.${text.slice(-places)}`;
}
