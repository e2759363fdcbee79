import { weekOf } from '../calendars/business-week.ts';
import type { Calendar } from '../calendars/calendar.ts';
import { ratingTerms, type Contract } from '../contracts/contract.ts';
import { day, dayFrom, formatDay } from '../core/day.ts';
import { formatInstant, instantMax, instantMin, type Instant } from '../core/instant.ts';
import { formatMoney } from '../core/money.ts';
import { daysOf, formatMonth, monthsLater, type Month } from '../core/month.ts';
import { days, overlap, type Period } from '../core/period.ts';
import type { Fault } from '../core/refusal.ts';
import { parseZone, type Zone } from '../core/zone.ts';
import { rate } from './rate.ts';
import { readScenario, type Entry, type Expense, type Scenario } from './scenario.ts';
import type { Exception } from './statement.ts';
import type { Span } from './unit.ts';

/** Open until its review starts, in review until it is closed; a closed month keeps the terms it was rated by. */
export type MonthState =
  | { readonly kind: 'open' }
  | { readonly kind: 'in-review' }
  | { readonly kind: 'closed'; readonly terms: object };

/** One contract in one month: what its statement rests on, before the time and the expenses of the month are looked up. */
export interface ContractMonth {
  readonly contract: Contract;
  readonly month: Month;
  readonly state: MonthState;
  /** The rating scenario without its entries and expenses, as it is written: what a closed month is frozen with. */
  readonly terms: object;
  /** The same as `rate` takes it. */
  readonly frame: Scenario;
  /** The moments of the month that are this contract's, and the same as local days of its zone. */
  readonly span: Span;
  readonly days: Period;
  /** Where another contract of the client hands over to this one, and this one to another; the ends of time where none does. */
  readonly handover: Span;
  /** The contract whose terms hold in the month after, as `rate` takes them: this one's or the next one's; null where none runs on. */
  readonly frameAfter: () => Scenario | null;
}

/**
 * The contracts of one client that have an active day in a month, in the order of their terms. `contracts` are all of the client's that
 * have a day in `daysToLookUp(month)`.
 *
 * Contracts of a client share its time without gap or overlap: each has what was worked from its own first day to the next one's, the
 * first also what came before it and the last what comes after, so that nothing worked is lost; what no pool takes is an exception. An
 * entry across a handover is cut there, and each part belongs to the day on which it begins.
 *
 * Example: contract A to 2026-11-15, B from then on: an entry from 23:30 on the 14th to 00:30 is 30 minutes for A and 30 for B.
 */
export function contractMonths(
  contracts: readonly Contract[],
  calendarOf: (contract: Contract) => Calendar,
  month: Month,
  stateOf: (contract: Contract) => MonthState,
): ContractMonth[] {
  const ordered = contracts.toSorted((a, b) => (a.start < b.start ? -1 : 1));
  const written = (contract: Contract, of: Month): object => termsOf(contract, calendarOf(contract), of);
  return ordered.flatMap((contract, index) => {
    if (!isActive(contract, month)) return [];
    const [before, next] = [ordered[index - 1], ordered[index + 1]];
    // A contract that begins after days without any also has what was worked on those, so that it is not lost.
    const follows = before && (isActive(before, month) || dayFrom(contract.start) === daysOf(month).from);
    const after = [next, contract].find((one) => one && isActive(one, monthsLater(month, 1)));
    const state = stateOf(contract);
    const terms = state.kind === 'closed' ? state.terms : written(contract, month);
    return {
      ...shareOf(contract, terms, month, follows ?? false, next),
      state,
      frameAfter: () => (after ? readFrame(written(after, monthsLater(month, 1))) : null),
    };
  });
}

const isActive = ({ start, end }: Contract, month: Month): boolean =>
  days(overlap({ from: dayFrom(start), to: dayFrom(end) }, daysOf(month))) > 0;

function shareOf(
  contract: Contract,
  terms: object,
  month: Month,
  follows: boolean,
  next: Contract | undefined,
): Omit<ContractMonth, 'state' | 'frameAfter'> {
  const frame = readFrame(terms);
  const whole = daysOf(month);
  const own = { from: follows ? dayFrom(contract.start) : null, to: next ? dayFrom(next.start) : null };
  const handover = {
    from: own.from === null ? instantMin : frame.zone.momentAt(own.from, 0),
    to: own.to === null || !next ? instantMax : zoneOf(next.timeZone).momentAt(own.to, 0),
  };
  return {
    contract,
    month,
    terms,
    frame,
    span: {
      from: later(handover.from, frame.zone.momentAt(whole.from, 0)),
      to: earlier(handover.to, frame.zone.momentAt(whole.to, 0)),
    },
    days: overlap({ from: own.from ?? whole.from, to: own.to ?? whole.to }, whole),
    handover,
  };
}

/**
 * The terms of a contract in a month as a rating scenario without entries and expenses. Of the calendar's holidays, those of the month
 * and of the two days around it, because only those can matter.
 */
export function termsOf(contract: Contract, calendar: Calendar, month: Month): object {
  const whole = daysOf(month);
  const near = { from: whole.from - 2, to: whole.to + 2 };
  return {
    month: formatMonth(month),
    currency: contract.currency,
    timeZone: contract.timeZone,
    calendar: {
      timeZone: calendar.zone.id,
      weekly: weekOf(calendar.weekly),
      holidays: [...calendar.holidays]
        .filter((holiday) => holiday >= near.from && holiday < near.to)
        .sort((a, b) => a - b)
        .map(formatDay),
    },
    contract: ratingTerms(contract, {
      from: formatDay(whole.from),
      next: formatDay(whole.to),
      to: formatDay(contract.invoiceTiming === 'advance' ? daysOf(monthsLater(month, 1)).to : whole.to),
    }),
  };
}

/** Terms that were written by `termsOf`; anything else is a bug of ours and throws. */
export function readFrame(terms: unknown): Scenario {
  const faults: Fault[] = [];
  const frame = readScenario(terms, faults, 'contract');
  if (!frame) throw new Error(`the terms of a month cannot be rated: ${JSON.stringify(faults)}`);
  return frame;
}

/** The scenario of a month with its time and expenses; entries across a handover are cut to the contract's part. */
export function scenarioOf(
  { frame, handover }: Pick<ContractMonth, 'frame' | 'handover'>,
  entries: readonly Entry[],
  expenses: readonly Expense[],
): Scenario {
  const isWhole = ({ start, end }: Entry): boolean => start >= handover.from && end <= handover.to;
  return {
    ...frame,
    entries: entries.every(isWhole)
      ? entries
      : entries.map((entry) => ({
          ...entry,
          start: later(entry.start, handover.from),
          end: earlier(entry.end, handover.to),
        })),
    expenses,
  };
}

/** A scenario as a file for `tandem rate`, so that anybody can rate the month again. */
export const scenarioDocument = (terms: object, { entries, expenses, currency }: Scenario): object => ({
  ...terms,
  entries: entries.map((entry) => ({
    ...entry,
    start: formatInstant(entry.start),
    end: formatInstant(entry.end),
  })),
  expenses: expenses.map((expense) => ({
    ...expense,
    date: formatDay(expense.date),
    amount: formatMoney(expense.amount, currency),
  })),
});

/** The local days [from, to) whose contracts have a say in a month's time: from the day before it to the end of the month after. */
export function daysToLookUp(month: Month): { readonly from: string; readonly to: string } {
  return {
    from: formatDay(day(daysOf(month).from - 1)),
    to: formatDay(daysOf(monthsLater(month, 1)).to),
  };
}

/**
 * What of the entries that run on past the month's end will be held back in the month after. It is settled with the month in which the
 * entry begins: once that is closed, the entry cannot be decided on any more.
 * Example: 23:30 to 00:30 on the last night, booked for nobody, where Saturday is open all day and Sunday is not.
 */
export function heldBackAfter(
  { span, frameAfter }: ContractMonth,
  entries: readonly Entry[],
): readonly Exception[] {
  const runningOn = entries.filter(({ start, end }) => start < span.to && end > span.to);
  const frame = runningOn.length > 0 ? frameAfter() : null;
  return frame ? rate({ ...frame, entries: runningOn }).exceptions : [];
}

const later = (a: Instant, b: Instant): Instant => (a > b ? a : b);
const earlier = (a: Instant, b: Instant): Instant => (a < b ? a : b);

function zoneOf(text: string): Zone {
  const found = parseZone(text);
  if (!found) throw new RangeError(`${text} is no time zone`);
  return found;
}
