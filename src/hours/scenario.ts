import { readCalendar, type Calendar } from '../calendars/calendar.ts';
import type { Day } from '../core/day.ts';
import type { Instant } from '../core/instant.ts';
import { parseCurrency, type Currency, type Money } from '../core/money.ts';
import { parseMonth, type Month } from '../core/month.ts';
import { complete, note, readEach, readFields, type Fields } from '../core/reading.ts';
import type { Fault } from '../core/refusal.ts';
import { parseZone, type Zone } from '../core/zone.ts';
import { roles, type Role, type Work } from './pool.ts';
import { readTerms, type Rates, type Source, type Terms } from './terms.ts';

/** All that a month's statement rests on. */
export interface Scenario {
  readonly month: Month;
  readonly currency: Currency;
  /** The contract's zone: it says where the month and each day begin. */
  readonly zone: Zone;
  /** The business hours; their zone may be another. */
  readonly calendar: Calendar;
  readonly contract: Terms;
  readonly entries: readonly Entry[];
  readonly expenses: readonly Expense[];
}

export const billings = ['service', 'additional', 'incremental', 'goodwill', 'internal'] as const;

/** Time worked, [start, end). */
export interface Entry extends Work {
  readonly id: string;
  readonly start: Instant;
  readonly end: Instant;
  readonly billing: (typeof billings)[number];
  /** `approved` and `rejected` have their consequence; any other state, such as `submitted`, is "not approved yet". */
  readonly approval: string;
  readonly afterHoursApproved: boolean;
}

export interface Expense {
  readonly id: string;
  readonly date: Day;
  readonly amount: Money;
  /** Only `approved` is billed; null where there is no site visit. */
  readonly siteVisit: string | null;
}

/**
 * A scenario as it is written in a file, with decimal strings for money and text for dates and moments, made into what `rate` takes.
 *
 * Left out, these hold: `proration` calendar-days, `roundingIncrement` 1, `afterHours` separate, `rates.afterHours` and
 * `rates.incremental` as overage, `rates.afterHoursSurcharge` nothing, a pool's `from` and `to` as the contract's, `technologyGroups`
 * of a pool without CSEs none, `approval` approved, `afterHoursApproved` false, `technologyGroup` of a CSDM and `siteVisit` null,
 * `entries` and `expenses` none. Hours of a package are a number or a decimal string and must be whole minutes: 7.5 is taken, 0.33 not.
 *
 * Refused whole, with the path of each fault: what is missing or of the wrong type, a name that is not known, an unknown zone, currency,
 * role, kind or way of billing, a date or month that is none, moments with seconds or another offset than Z, an end that is not after
 * its start, negative hours or amounts, more decimals than the currency has, an id that two entries, pools or expenses share, a second
 * base package, a CSE's entry without a technology group, a calendar that `readCalendar` refuses, amounts too large to be exact.
 * What a contract comes to may have several base packages, one after the other, and `laterRates`, each with a `from` and `rates`.
 */
export function readScenario(value: unknown, faults: Fault[], source: Source = 'file'): Scenario | undefined {
  const scenario = readFields(value, '', scenarioNames, faults);
  if (!scenario) return undefined;
  const month = scenario.parsed('month', parseMonth, 'a month such as "2026-11"');
  const currency = scenario.parsed('currency', parseCurrency, 'a currency such as "USD"');
  const read = complete({
    month,
    currency,
    zone: scenario.parsed('timeZone', parseZone, 'a time zone such as "America/Chicago"'),
    calendar: scenario.has('calendar')
      ? readCalendar(scenario.value('calendar'), '/calendar', faults)
      : scenario.fault('calendar', 'is missing'),
    contract: readTerms(scenario, currency, source),
    entries: scenario.has('entries') ? readEach(scenario, 'entries', entryNames, readEntry) : [],
    expenses: scenario.has('expenses')
      ? readEach(scenario, 'expenses', expenseNames, (expense) => readExpense(expense, currency))
      : [],
  });
  if (!read || faults.length > 0) return undefined;
  return isExact(read) ? read : note(faults, '', 'comes to amounts that are too large to be exact');
}

const scenarioNames = ['month', 'currency', 'timeZone', 'calendar', 'contract', 'entries', 'expenses'];
const entryNames = 'id role technologyGroup start end billing approval afterHoursApproved'.split(' ');
const expenseNames = ['id', 'date', 'amount', 'siteVisit'];

function readEntry(entry: Fields): Entry | undefined {
  const role = entry.oneOf('role', roles);
  const start = entry.instant('start');
  const end = entry.instant('end');
  if (start !== undefined && end !== undefined && end <= start) entry.fault('end', 'must be after the start');
  return complete({
    id: entry.text('id'),
    role,
    technologyGroup: readTechnologyGroup(entry, role),
    start,
    end,
    billing: entry.oneOf('billing', billings),
    approval: entry.has('approval') ? entry.text('approval') : 'approved',
    afterHoursApproved: entry.flag('afterHoursApproved'),
  });
}

function readTechnologyGroup(entry: Fields, role: Role | undefined): string | null | undefined {
  const isNamed = entry.has('technologyGroup') && entry.value('technologyGroup') !== null;
  if (isNamed) return entry.text('technologyGroup');
  return role === 'cse' ? entry.fault('technologyGroup', 'must be named for the work of a CSE') : null;
}

function readExpense(expense: Fields, currency: Currency | undefined): Expense | undefined {
  const hasVisit = expense.has('siteVisit') && expense.value('siteVisit') !== null;
  return complete({
    id: expense.text('id'),
    date: expense.day('date'),
    amount: expense.amount('amount', currency),
    siteVisit: hasVisit ? expense.text('siteVisit') : null,
  });
}

/**
 * Whether every amount that can come up stays below 2^53 minor units, beyond which whole numbers are no longer exact: all fees and
 * expenses, and all minutes at all rates at once.
 */
function isExact({ contract, entries, expenses }: Scenario): boolean {
  let amounts = 0;
  for (const pool of contract.pools) amounts += pool.feeMonthly;
  for (const expense of expenses) amounts += expense.amount;
  let worked = 0;
  for (const entry of entries) worked += Math.min(entry.end - entry.start, minutesOfMonthMax) + minutesOfDay;
  let ratesTogether = 0;
  for (const { overage, afterHours, afterHoursSurcharge, incremental } of ratesOf(contract))
    ratesTogether += overage + afterHours + afterHoursSurcharge + incremental;
  return amounts + (worked * ratesTogether) / 60 < Number.MAX_SAFE_INTEGER;
}

const ratesOf = ({ rates, laterRates }: Terms): readonly Rates[] => [
  rates,
  ...laterRates.map((later) => later.rates),
];

const minutesOfDay = 1440;
/** The longest month has 31 days, and an hour or a day more where clocks were put back in it. */
const minutesOfMonthMax = 33 * minutesOfDay;
