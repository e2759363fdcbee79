import { z } from 'zod';
import { ContractId, type Contract } from '../contracts/contract.ts';
import { day, dayInWords } from '../core/day.ts';
import type { Instant } from '../core/instant.ts';
import { formatMoney } from '../core/money.ts';
import { formatMonth } from '../core/month.ts';
import { Amount, Month } from '../core/shape.ts';
import { ClientId } from '../people/person.ts';
import { burnDown, BurnDay } from './burn-down.ts';
import type { ContractMonth } from './contract-month.ts';
import type { Names } from './explained-statement.ts';
import { packageInWords, workInWords } from './in-words.ts';
import type { Logged } from './logged.ts';
import { OpenException, openException, type ExpenseDetail } from './open-exception.ts';
import { evenUse, overageOf, Pace, paceOf } from './pace.ts';
import { PoolHours, poolHours } from './pool-hours.ts';
import type { Entry, Scenario } from './scenario.ts';
import { StatementLine, statementLine } from './statement-line.ts';
import type { Exception, Statement } from './statement.ts';
import { ratesOn } from './terms.ts';
import { isForClient, offTeamMinutes, WorkPart, workPart, type WorkDetail } from './work-part.ts';

export const monthStates = ['open', 'in-review', 'closed'] as const;

/** The hours of one contract in one month: pools, work and draws, pace, and the statement as it stands. Money is in the currency given. */
export const MonthHours = z
  .object({
    clientId: ClientId,
    contractId: ContractId,
    contractNumber: z.string(),
    month: Month,
    state: z.enum(monthStates),
    /** Other contracts of the client that are active in the month. */
    otherContracts: z.array(ContractId),
    currency: z.string(),
    timeZone: z.string(),
    pools: z.array(PoolHours),
    /** By all time that is logged, at all rates of the month together, and the rate of today, or of the month's first or last day where today is not in it. */
    overage: z.object({ minutes: z.int(), rate: Amount, amount: Amount }),
    work: z.array(WorkPart),
    burnDown: z.array(BurnDay),
    pace: Pace,
    lines: z.array(StatementLine),
    total: Amount,
    /** What is not settled and so in no figure above. */
    underReview: z.object({ exceptions: z.int(), minutes: z.int() }),
    /** The same one by one; for staff alone. */
    exceptions: z.array(OpenException),
    /** Minutes by people who are not designated for the work; none are told to a client. */
    offTeam: z.object({ allowed: z.int(), noLongerDesignated: z.int() }),
  })
  .meta({ id: 'MonthHours' });
export type MonthHours = z.output<typeof MonthHours>;

/** What a month's hours are told from. */
export interface RatedMonth {
  readonly month: ContractMonth;
  readonly scenario: Scenario;
  readonly statement: Statement;
  /** The same with what waits for approval. */
  readonly logged: Logged;
  /** What will be held back of the part that runs on into the next month. */
  readonly heldBackAfter: readonly Exception[];
}

/** What entries, expenses and technology groups are called. */
export interface Details {
  readonly work: (entry: string) => WorkDetail;
  readonly expense: (id: string) => ExpenseDetail;
  readonly groupName: (id: string) => string;
}

/**
 * The hours of a month as they are shown. Days are the contract's local days. A client sees what is billed, drawn or goodwill; what is
 * not settled it sees as a number alone.
 */
export function monthHours(
  rated: RatedMonth,
  others: readonly ContractId[],
  details: Details,
  now: Instant,
  forClient: boolean,
): MonthHours {
  const { month, scenario, statement, logged } = rated;
  const { contract, frame } = month;
  const entries = new Map(scenario.entries.map((entry) => [entry.id, entry]));
  const entryOf = (id: string): Entry => the(entries.get(id), id);
  const names = namesOf(rated, details);
  const overage = overageOf(logged.statement);
  const approved = new Map(statement.pools.map(({ pool, minutesUsed }) => [pool.id, minutesUsed]));
  const today = frame.zone.dayAt(now);
  const rateDay = day(Math.max(month.days.from, Math.min(today, month.days.to - 1)));
  const exceptions = openExceptions(rated, details);
  const work = statement.units
    .map((unit) => workPart(unit, entryOf(unit.entry), details.work(unit.entry)))
    .filter((part) => !forClient || isForClient(part))
    .map((part) => (forClient ? { ...part, roleFit: null } : part));
  return {
    clientId: contract.clientId,
    contractId: contract.id,
    contractNumber: contract.number,
    month: formatMonth(month.month),
    state: month.state.kind,
    otherContracts: [...others],
    currency: contract.currency,
    timeZone: contract.timeZone,
    pools: logged.statement.pools.map((pool) => {
      const bought = the(
        contract.packages.find(({ id }) => id === pool.pool.id),
        pool.pool.id,
      );
      const waiting = pool.minutesUsed - (approved.get(pool.pool.id) ?? 0);
      const even = evenUse(month, pool, now);
      return poolHours(
        pool,
        { waiting, even },
        bought,
        month.month,
        frame.contract.term,
        today,
        names.pool(bought.id),
      );
    }),
    overage: {
      minutes: overage.minutes,
      rate: formatMoney(ratesOn(frame.contract, rateDay).overage, frame.currency),
      amount: formatMoney(overage.amount, frame.currency),
    },
    work,
    burnDown: burnDown(month, logged.statement, entryOf),
    pace: paceOf(month, logged, now),
    lines: statement.lines.map((line) => statementLine(line, frame.currency, names)),
    total: formatMoney(statement.total, frame.currency),
    underReview: {
      exceptions: exceptions.length,
      minutes: exceptions.reduce((sum, { minutes }) => sum + (minutes ?? 0), 0),
    },
    offTeam: offTeamMinutes(work),
    exceptions: forClient ? [] : exceptions,
  };
}

/** What packages, entries and expenses are called in lines and explanations. */
export function namesOf({ month, scenario }: RatedMonth, details: Details): Names {
  const entries = new Map(scenario.entries.map((entry) => [entry.id, entry]));
  return {
    contract: { id: month.contract.id, number: month.contract.number },
    pool: packageNamesOf(month.contract, details),
    entry: (id) => {
      const { start } = the(entries.get(id), id);
      const { personName, subject } = details.work(id);
      return `${personName} on ${dayInWords(scenario.zone.dayAt(start))} (${subject})`;
    },
    expense: expenseNamesOf(details),
  };
}

/** Example: "Supplement, CSE (Security)". */
export const packageNamesOf =
  ({ packages }: Contract, { groupName }: Pick<Details, 'groupName'>) =>
  (id: string): string =>
    packageInWords(
      the(
        packages.find((bought) => bought.id === id),
        id,
      ),
      groupName,
    );

/** Example: "Expense of 12 November 2026: transport, Train to Joliet". */
export const expenseNamesOf =
  ({ expense }: Pick<Details, 'expense'>) =>
  (id: string): string =>
    `Expense of ${dayInWords(expense(id).day)}: ${expense(id).about}`;

/** What is not settled, in words: the month's own first, then what runs on into the next one. */
export function openExceptions(
  { scenario, statement, heldBackAfter }: RatedMonth,
  details: Details,
): OpenException[] {
  const entries = new Map(scenario.entries.map((entry) => [entry.id, entry]));
  const speaking = {
    entry: (id: string) => {
      const { start, role, technologyGroup } = the(entries.get(id), id);
      const work = workInWords(role, technologyGroup, details.groupName);
      return { ...details.work(id), day: scenario.zone.dayAt(start), work };
    },
    expense: (id: string) => {
      const spent = the(
        scenario.expenses.find((expense) => expense.id === id),
        id,
      );
      return { ...details.expense(id), siteVisit: spent.siteVisit };
    },
  };
  return [
    ...statement.exceptions.map((exception) => openException(exception, false, speaking)),
    ...heldBackAfter.map((exception) => openException(exception, true, speaking)),
  ];
}

function the<T>(found: T | undefined, id: string): T {
  if (found === undefined) throw new Error(`${id} is not part of the month it is told from`);
  return found;
}
