import { businessHours } from '../calendars/calendar.ts';
import { minutes, type Minutes } from '../core/minutes.ts';
import { price, sum, type Money } from '../core/money.ts';
import { dayCount, daysOf, monthOf } from '../core/month.ts';
import type { Zone } from '../core/zone.ts';
import { allot, chooser, validOn, type Allotment, type Pool } from './pool.ts';
import type { Expense, Scenario } from './scenario.ts';
import {
  hourKinds,
  isHeldBack,
  type Draw,
  type Exception,
  type ExpenseLine,
  type FeeLine,
  type HourLine,
  type Outcome,
  type PoolMonth,
  type RatedUnit,
  type Statement,
} from './statement.ts';
import { ratesOn, type Rates, type Terms } from './terms.ts';
import { unitsOf, type Unit } from './unit.ts';

/** A pool while the month is rated. */
interface Balance extends Allotment {
  left: Minutes;
}

/**
 * Rates a month: what is drawn on which pool, what is billed by the hour, what is held back, and what it all comes to. Service guide,
 * sections 2.2, 2.4 and 5.
 *
 * - Minutes and days are those of the month in the contract's zone; business hours are the calendar's, in its own zone.
 * - Each entry's business and after-hours minutes are a unit each, rounded up to the contract's increment, taken by start, then id.
 * - A unit is asked in this order: rejected, it is ignored; not approved, held back; goodwill or internal, left out; after hours
 *   without approval, held back. After-hours units of a `separate` contract then go on the after-hours line and incremental ones on the
 *   incremental line; all others draw on each supplemental pool that takes them, in contract order, then on the base, and the rest is
 *   overage. What no pool takes is held back.
 * - A pool with an active day in the month takes a unit by role, technology group and the local date on which the entry starts, as long
 *   as the date is in the pool's validity; whether anything is left in the pool plays no part. A package without an active day is no
 *   pool of the month: work that ran on past a contract's end is held back, not billed as overage.
 * - The surcharge of `pool-with-surcharge` is on every after-hours minute that is billed or drawn, incremental ones included.
 * - A line is minutes × rate ÷ 60, half up to a minor unit, once; a line without minutes is left out, a line of 0.00 is not. Where rates
 *   change in the month, the local date on which the entry starts decides, and each rate has its line, by the day it came in. Each active
 *   pool has its fee line. Expenses of other months are ignored, those without an approved visit held back.
 *
 * The same scenario gives the same statement whatever the order of its entries, and nothing is refused: `readScenario` has done that.
 * Example: 20 hours for 3,300.00, of which 22 are used: 1,200 minutes drawn, 120 overage, 3,300.00 + 120 × 175.00 ÷ 60 = 3,650.00.
 */
export function rate(scenario: Scenario): Statement {
  const { month, zone, contract } = scenario;
  const { from, to } = daysOf(month);
  const span = { from: zone.momentAt(from, 0), to: zone.momentAt(to, 0) };
  const balances = contract.pools
    .map((pool) => allot(pool, contract.term, month, contract.proration))
    .filter(({ daysActive }) => daysActive > 0)
    .map((allotment): Balance => ({ ...allotment, left: allotment.minutes }));
  const hours = businessHours(scenario.calendar);
  const units = unitsOf(scenario.entries, span, hours, contract.roundingIncrement);
  const rated = settle(units, contract, zone, balances);
  const lines = [
    ...feeLines(balances),
    ...hourLines(units, rated, contract, zone),
    ...expenseLines(scenario),
  ];
  return {
    month,
    currency: scenario.currency,
    daysInMonth: dayCount(month),
    pools: balances.map(poolMonth),
    units: rated,
    lines,
    exceptions: [...unitsHeldBack(rated), ...expensesHeldBack(scenario)],
    total: sum(lines.map(({ amount }) => amount)),
  };
}

/** Takes the units in turn, each on what the ones before it left in the pools. */
function settle(units: readonly Unit[], terms: Terms, zone: Zone, balances: readonly Balance[]): RatedUnit[] {
  const poolsFor = chooser(balances);
  return units.map((unit) => {
    const { entry, minutes } = unit;
    let outcome = ask(unit, terms);
    let draws = none;
    if (outcome === 'drawn') {
      const pools = validOn(zone.dayAt(entry.start), poolsFor(entry));
      if (pools.length === 0) outcome = 'no-matching-pool';
      else draws = draw(minutes, pools);
    }
    return {
      entry: entry.id,
      class: unit.class,
      start: unit.start,
      minutesWorked: unit.minutesWorked,
      minutes,
      outcome,
      draws,
    };
  });
}

const none: readonly Draw[] = [];

/** What becomes of a unit, before pools are looked at. */
function ask({ entry, class: unitClass }: Unit, terms: Terms): Outcome {
  if (entry.approval === 'rejected') return 'rejected';
  if (entry.approval !== 'approved') return 'not-approved';
  if (entry.billing === 'goodwill' || entry.billing === 'internal') return 'left-out';
  if (unitClass === 'after-hours') {
    if (!entry.afterHoursApproved) return 'after-hours-not-approved';
    if (terms.afterHours === 'separate') return 'after-hours';
  }
  return entry.billing === 'incremental' ? 'incremental' : 'drawn';
}

/** Takes minutes from the pools in turn, as far as they go; the rest is overage. */
function draw(wanted: Minutes, balances: readonly Balance[]): Draw[] {
  const balance = balances.find(({ left }) => left > 0);
  if (!balance) return [{ pool: null, minutes: wanted }];
  const before = balance.left;
  const taken = minutes(Math.min(wanted, before));
  balance.left = minutes(before - taken);
  const drawn = { pool: balance.pool.id, minutes: taken, before, after: balance.left };
  return taken === wanted ? [drawn] : [drawn, ...draw(minutes(wanted - taken), balances)];
}

const poolMonth = ({ pool, daysActive, minutes: minutesAllotted, left, fee }: Balance): PoolMonth => ({
  pool,
  daysActive,
  minutesAllotted,
  minutesUsed: minutes(minutesAllotted - left),
  minutesUnused: left,
  fee,
});

/** The base package's fee first, then the others as they stand in the contract. */
function feeLines(active: readonly Allotment[]): FeeLine[] {
  const line = ({ pool, fee }: Allotment): FeeLine => ({
    kind: `${pool.kind}-fee`,
    pool: pool.id,
    amount: fee,
  });
  const ofKind = (kind: Pool['kind']): FeeLine[] => active.filter(({ pool }) => pool.kind === kind).map(line);
  return [...ofKind('base'), ...ofKind('supplemental')];
}

function hourLines(
  units: readonly Unit[],
  rated: readonly RatedUnit[],
  terms: Terms,
  zone: Zone,
): HourLine[] {
  const work = new Map(
    [terms.rates, ...terms.laterRates.map(({ rates }) => rates)].map((rates) => [rates, noWork()]),
  );
  for (const [index, { outcome, class: unitClass, minutes, draws }] of rated.entries()) {
    const unit = units[index];
    const worked = unit && work.get(ratesOf(unit, terms, zone));
    if (!worked) continue;
    const last = draws.at(-1);
    if (last?.pool === null) worked.overage += last.minutes;
    if (outcome === 'after-hours') worked.afterHours += minutes;
    if (outcome === 'incremental') worked.incremental += minutes;
    if (unitClass === 'after-hours' && (outcome === 'drawn' || outcome === 'incremental'))
      worked.afterHoursSurcharge += minutes;
  }
  return hourKinds.flatMap(([kind, name]) => hourLinesOf(kind, name, work));
}

/** Minutes by the rate that they are billed at. */
type Worked = Record<keyof Rates, number>;

const noWork = (): Worked => ({ overage: 0, afterHours: 0, afterHoursSurcharge: 0, incremental: 0 });

/** The rates of the day on which a unit's entry starts. */
const ratesOf = ({ entry }: Unit, terms: Terms, zone: Zone): Rates =>
  terms.laterRates.length === 0 ? terms.rates : ratesOn(terms, zone.dayAt(entry.start));

/** The lines of a kind, one for each rate that had work, by the day on which the rate came in; rates that say the same are one. */
function hourLinesOf(
  kind: HourLine['kind'],
  name: keyof Rates,
  work: ReadonlyMap<Rates, Worked>,
): HourLine[] {
  const byRate = new Map<Money, number>();
  for (const [rates, worked] of work) byRate.set(rates[name], (byRate.get(rates[name]) ?? 0) + worked[name]);
  return [...byRate]
    .filter(([, worked]) => worked > 0)
    .map(([ratePerHour, worked]) => hourLine(kind, minutes(worked), ratePerHour));
}

const hourLine = (kind: HourLine['kind'], worked: Minutes, ratePerHour: Money): HourLine => ({
  kind,
  minutes: worked,
  rate: ratePerHour,
  amount: price(worked, ratePerHour),
});

const ofMonth = ({ month, expenses }: Scenario): readonly Expense[] =>
  expenses.filter(({ date }) => monthOf(date) === month);

const expenseLines = (scenario: Scenario): ExpenseLine[] =>
  ofMonth(scenario)
    .filter(({ siteVisit }) => siteVisit === 'approved')
    .map(({ id, amount }) => ({ kind: 'expense', expense: id, amount }));

const expensesHeldBack = (scenario: Scenario): Exception[] =>
  ofMonth(scenario)
    .filter(({ siteVisit }) => siteVisit !== 'approved')
    .map(({ id }) => ({ expense: id, reason: 'site-visit-not-approved' }));

function unitsHeldBack(units: readonly RatedUnit[]): Exception[] {
  const exceptions: Exception[] = [];
  for (const { entry, outcome, minutes } of units) {
    if (isHeldBack(outcome)) exceptions.push({ entry, reason: outcome, minutes });
  }
  return exceptions;
}
