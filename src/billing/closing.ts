import type { ContractId } from '../contracts/contract.ts';
import { formatDay } from '../core/day.ts';
import { formatInstant } from '../core/instant.ts';
import { known } from '../core/id.ts';
import { formatMoney, sum } from '../core/money.ts';
import { formatMonth, type Month } from '../core/month.ts';
import { failpoint } from '../database/failpoint.ts';
import { detailsOf, minuteOf, ratedMonths } from '../hours/handlers.ts';
import {
  expenseNamesOf,
  openExceptions,
  packageNamesOf,
  type Details,
  type RatedMonth,
} from '../hours/month-hours.ts';
import { writeStatement, type Statement } from '../hours/statement.ts';
import { contractMonthsOf } from '../hours/store.ts';
import type { Context } from '../people/context.ts';
import type { ClientId } from '../people/person.ts';
import type { Adjustment } from './adjustment.ts';
import * as adjustments from './adjustment-store.ts';
import * as closes from './close-store.ts';
import * as invoices from './invoice-store.ts';
import { draftLines, invoiceLine, type DraftLine, type LineWords } from './invoice.ts';
import { missingOf, type Missing, type MonthClose } from './month-close.ts';

/** A month that is not closed: what its invoice would be, and what stands in the way of it. */
export interface OpenMonth {
  readonly rated: RatedMonth;
  readonly missing: readonly Missing[];
  readonly lines: readonly DraftLine[];
  readonly words: LineWords;
}

/** The months of contracts that are not closed, in a fixed number of statements, however many and however much was worked. */
export async function openMonthsOf(
  context: Context,
  month: Month,
  clients: readonly ClientId[] | null,
  only: (contract: ContractId) => boolean = () => true,
): Promise<OpenMonth[]> {
  const { db, providerId, now } = context;
  const months = (await contractMonthsOf(db, providerId, month, clients)).filter(
    ({ contract, state }) => state.kind !== 'closed' && only(contract.id),
  );
  if (months.length === 0) return [];
  const rated = await ratedMonths(db, providerId, months);
  const contracts = months.map(({ contract }) => contract.id);
  const lastClosed = await closes.lastClosedOf(db, providerId, contracts, month);
  const billed = await invoices.feesBilledFor(db, providerId, contracts, month);
  const pending = await adjustments.pendingAdjustmentsOf(
    db,
    providerId,
    months.map(({ contract }) => contract.clientId),
  );
  const details = await detailsOf(db, providerId, spokenOf(rated));
  const told = await adjustments.findAdjustments(
    db,
    providerId,
    pending.map(({ id }) => id),
  );
  const billsAdjustments = firstOfClient(rated);
  return rated.map((one) => {
    const { contract } = one.month;
    const waiting = billsAdjustments.has(contract.id)
      ? pending.filter(
          ({ client, currency }) => client === contract.clientId && currency === contract.currency,
        )
      : [];
    return {
      rated: one,
      missing: missingOf(
        one.month,
        lastClosed.get(contract.id) ?? null,
        openExceptions(one, details),
        minuteOf(now),
      ),
      lines: draftLines(one.month, one.statement, billed.get(contract.id) ?? [], waiting),
      words: lineWords(one, details, told),
    };
  });
}

/** Where a client has two contracts in a month, the first of a currency has the adjustments, so that none is billed twice. */
function firstOfClient(rated: readonly RatedMonth[]): ReadonlySet<ContractId> {
  const byClient = Map.groupBy(
    rated,
    ({ month: { contract } }) => `${contract.clientId} ${contract.currency}`,
  );
  return new Set([...byClient.values()].flatMap(([first]) => (first ? [first.month.contract.id] : [])));
}

/** Only what is held back or spent is told by name; the rest of the entries would only cost. */
const spokenOf = (rated: readonly RatedMonth[]) => ({
  entries: rated.flatMap(({ statement, heldBackAfter }) =>
    [...statement.exceptions, ...heldBackAfter].flatMap((held) => ('entry' in held ? [held.entry] : [])),
  ),
  expenses: rated.flatMap(({ scenario }) => scenario.expenses.map(({ id }) => id)),
});

export const lineWords = (
  { month }: Pick<RatedMonth, 'month'>,
  details: Details,
  told: ReadonlyMap<string, Adjustment>,
): LineWords => ({
  package: packageNamesOf(month.contract, details),
  expense: expenseNamesOf(details),
  adjustment: (id) => {
    const found = told.get(id);
    if (!found) throw new Error(`adjustment ${id} is on a line and nowhere else`);
    const { amount, invoiceNumber, position, reason } = found;
    const about = position === null ? invoiceNumber : `${invoiceNumber}, line ${position}`;
    return `${amount.startsWith('-') ? 'Credit' : 'Debit'} for ${about}: ${reason}`;
  },
});

/** A month that is not closed as it is shown. */
export function shownOpen(
  { rated, missing, lines, words }: OpenMonth,
  review: closes.Review | undefined,
): Exclude<MonthClose, { state: 'closed' }> {
  const { contract, month, frame } = rated.month;
  const shown = {
    contractId: contract.id,
    clientId: contract.clientId,
    contractNumber: contract.number,
    month: formatMonth(month),
    currency: contract.currency,
    missing: [...missing],
    lines: lines.map((line, index) => invoiceLine(line, index + 1, frame.currency, words)),
    total: formatMoney(sum(lines.map(({ amount }) => amount)), frame.currency),
  };
  return review ? { state: 'in-review', ...shown, ...review } : { state: 'open', ...shown };
}

/**
 * Closes the months of some contracts for good: freezes terms, statement and draws, numbers the invoices without a gap and issues them,
 * all within the transaction that is open. Those with something missing are left as they are. The clients are locked first, so that
 * nothing is logged between the rating and the closure; the numbers are taken last, so that others wait for them briefly.
 */
export async function closeContracts(
  context: Context,
  month: Month,
  contracts: readonly ContractId[],
): Promise<readonly OpenMonth[]> {
  const { db, providerId, actor, now } = context;
  const clients = await closes.lockClientsOf(db, providerId, contracts);
  const wanted = new Set<string>(contracts);
  const open = await openMonthsOf(context, month, clients, (id) => wanted.has(id));
  failpoint('after-rate');
  const ready = open.filter(({ missing }) => missing.length === 0);
  if (ready.length === 0) return open;
  const at = now.toString();
  const made = ready.map((one) => ({
    one,
    closure: context.newId<'closure'>(),
    invoice: context.newId<'invoice'>(),
  }));
  await closes.insertReviews(
    db,
    providerId,
    made.map(({ one }) => keyOf(one)),
    month,
    actor.id,
    at,
  );
  await closes.insertClosures(
    db,
    providerId,
    made.map(({ one, closure }) => ({ id: closure, ...keyOf(one), ...frozen(one.rated) })),
    month,
    actor.id,
    at,
  );
  failpoint('after-freeze');
  const { prefix, first } = await invoices.takeNumbers(db, providerId, made.length);
  failpoint('after-number');
  const issued = made.map(({ one, closure, invoice }, index) => ({
    id: known<'invoice'>(invoice),
    closure,
    client: one.rated.month.contract.clientId,
    number: prefix + String(first + index).padStart(5, '0'),
    currency: one.rated.month.contract.currency,
    total: sum(one.lines.map(({ amount }) => amount)),
    lines: one.lines,
  }));
  await invoices.insertInvoices(db, providerId, issued, at);
  failpoint('after-issue');
  for (const { id, client, number, total, closure } of issued) {
    const detail = { month: formatMonth(month), invoice: id, number, total };
    context.record({ act: 'month.closed', client, object: closure, detail });
  }
  return open;
}

const keyOf = ({ rated: { month } }: OpenMonth) => ({
  contract: month.contract.id,
  client: month.contract.clientId,
});

function frozen({ month, statement }: RatedMonth) {
  return {
    period: `[${formatInstant(month.span.from)},${formatInstant(month.span.to)})`,
    days: `[${formatDay(month.days.from)},${formatDay(month.days.to)})`,
    terms: JSON.stringify(month.terms),
    statement: JSON.stringify(writeStatement(statement)),
    draws: drawsOf(statement),
  };
}

const drawsOf = ({ units }: Statement): closes.FrozenDraw[] =>
  units.flatMap(({ entry, class: unitClass, draws }) =>
    draws.map((draw) => ({ entry, class: unitClass, package: draw.pool, minutes: draw.minutes })),
  );
