import type { Day } from '../core/day.ts';
import { minutesOfHours, type Minutes } from '../core/minutes.ts';
import { money, type Currency, type Money } from '../core/money.ts';
import { days, overlap, type Period } from '../core/period.ts';
import { complete, note, readEach, shown, type Fields } from '../core/reading.ts';
import type { Fault } from '../core/refusal.ts';
import { poolKinds, prorations, roles, type Pool, type Proration, type Role } from './pool.ts';

/** What the contract says of rating. */
export interface Terms {
  readonly term: Period;
  readonly proration: Proration;
  /** Minutes to whose multiples each unit is rounded up. */
  readonly roundingIncrement: number;
  readonly afterHours: (typeof afterHoursModes)[number];
  readonly rates: Rates;
  /** Rates that hold from a day on instead, by day; none in a scenario from a file. */
  readonly laterRates: readonly LaterRates[];
  /** One base package; where a change replaced it in the month, one after the other. */
  readonly pools: readonly Pool[];
}

/** Each for an hour. */
export interface Rates {
  readonly overage: Money;
  readonly afterHours: Money;
  readonly afterHoursSurcharge: Money;
  readonly incremental: Money;
}

/** Rates from a local date of the contract's zone on. */
export interface LaterRates {
  readonly from: Day;
  readonly rates: Rates;
}

/**
 * Where a scenario comes from. A `file` says what holds for a whole month. What a `contract` comes to may change within it: base packages
 * follow each other, and later rates take over.
 */
export type Source = 'file' | 'contract';

/**
 * The rates for work of a day: the latest that hold by then.
 * Example: 175.00 and from 16 November 190.00: work of the 15th is at 175.00, of the 16th at 190.00.
 */
export const ratesOn = ({ rates, laterRates }: Pick<Terms, 'rates' | 'laterRates'>, day: Day): Rates =>
  laterRates.findLast(({ from }) => from <= day)?.rates ?? rates;

const roundingIncrements = [1, 6, 15, 30] as const;
const afterHoursModes = ['separate', 'pool-with-surcharge'] as const;

const termsNames = ['start', 'end', 'proration', 'roundingIncrement', 'afterHours', 'rates', 'pools'];
const namesOf: Readonly<Record<Source, readonly string[]>> = {
  file: termsNames,
  contract: [...termsNames, 'laterRates'],
};
const ratesNames = ['overage', 'afterHours', 'afterHoursSurcharge', 'incremental'];
const poolNames = 'id kind roles technologyGroups hoursPerMonth monthlyFee from to'.split(' ');

/** The contract of a scenario; what may be left out and what is refused stands with `readScenario`. */
export function readTerms(
  scenario: Fields,
  currency: Currency | undefined,
  source: Source,
): Terms | undefined {
  const contract = scenario.fields('contract', namesOf[source]);
  if (!contract) return undefined;
  const from = contract.day('start');
  const to = contract.day('end');
  if (from !== undefined && to !== undefined && to <= from) contract.fault('end', 'must be after the start');
  const basesMax = source === 'file' ? 1 : Infinity;
  let bases = 0;
  const read = complete({
    term: complete({ from, to }),
    proration: contract.oneOf('proration', prorations, 'calendar-days'),
    roundingIncrement: contract.oneOf('roundingIncrement', roundingIncrements, 1),
    afterHours: contract.oneOf('afterHours', afterHoursModes, 'separate'),
    rates: readRates(contract, currency),
    laterRates: contract.has('laterRates')
      ? readEach(contract, 'laterRates', ['from', 'rates'], (later) =>
          complete({ from: later.day('from'), rates: readRates(later, currency) }),
        )
      : [],
    pools: readEach(contract, 'pools', poolNames, (pool) => {
      const isBase = pool.has('kind') && pool.value('kind') === 'base';
      if (isBase && ++bases > basesMax)
        pool.fault('kind', 'must not be "base" again: a contract has one base package');
      return readPool(pool, { from, to }, currency);
    }),
  });
  if (source === 'contract' && read && !baseAfterBase(read.pools))
    contract.fault('pools', 'must not have two base packages on one day');
  return read;
}

/** Whether base packages follow each other, so that there is one on any day. */
function baseAfterBase(pools: readonly Pool[]): boolean {
  const bases = pools.filter(({ kind }) => kind === 'base');
  return bases.every((base, index) =>
    bases.slice(index + 1).every((other) => days(overlap(base.validity, other.validity)) === 0),
  );
}

function readRates(contract: Fields, currency: Currency | undefined): Rates | undefined {
  const rates = contract.fields('rates', ratesNames);
  if (!rates) return undefined;
  const overage = rates.amount('overage', currency);
  const given = (name: string, otherwise: Money | undefined): Money | undefined =>
    rates.has(name) ? rates.amount(name, currency) : otherwise;
  return complete({
    overage,
    afterHours: given('afterHours', overage),
    afterHoursSurcharge: given('afterHoursSurcharge', money(0)),
    incremental: given('incremental', overage),
  });
}

interface Dates {
  readonly from: Day | undefined;
  readonly to: Day | undefined;
}

function readPool(pool: Fields, term: Dates, currency: Currency | undefined): Pool | undefined {
  const from = pool.has('from') ? pool.day('from') : term.from;
  const to = pool.has('to') ? pool.day('to') : term.to;
  const isWritten = pool.has('from') && pool.has('to') && from !== undefined && to !== undefined;
  if (isWritten && to <= from) pool.fault('to', 'must be after "from"');
  const poolRoles = pool.list('roles', (role, path) => readRole(role, path, pool.faults));
  const hasGroups = pool.has('technologyGroups') || (poolRoles?.includes('cse') ?? false);
  return complete({
    id: pool.text('id'),
    kind: pool.oneOf('kind', poolKinds),
    roles: poolRoles,
    technologyGroups: hasGroups ? pool.texts('technologyGroups') : [],
    minutesMonthly: readHours(pool, 'hoursPerMonth'),
    feeMonthly: pool.amount('monthlyFee', currency),
    validity: complete({ from, to }),
  });
}

function readRole(value: unknown, path: string, faults: Fault[]): Role | undefined {
  const role = roles.find((known) => known === value);
  return role ?? note(faults, path, `must be "csdm" or "cse", not ${shown(value)}`);
}

/** Hours are the one quantity that may be written as a number; it is read by its decimal digits, never calculated with. */
function readHours(pool: Fields, name: string): Minutes | undefined {
  const value = pool.value(name);
  if (value === undefined) return undefined;
  const hours =
    typeof value === 'number' || typeof value === 'string' ? minutesOfHours(String(value)) : undefined;
  return (
    hours ?? pool.fault(name, `must be hours, zero or more, that are whole minutes, not ${shown(value)}`)
  );
}
