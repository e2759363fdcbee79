import { findContract } from '../contracts/store.ts';
import type { Contract, ContractId } from '../contracts/contract.ts';
import { idOf, known } from '../core/id.ts';
import { amountOf, parseCurrency, parseMoney, sum } from '../core/money.ts';
import { formatMonth, parseMonth, type Month } from '../core/month.ts';
import { nextCursor, readCursor } from '../core/page.ts';
import { notFound, Refused } from '../core/refusal.ts';
import type { Handlers } from '../core/route.ts';
import { theClient } from '../clients/handlers.ts';
import { clientNames } from '../clients/store.ts';
import { noContract } from '../hours/api.ts';
import { detailsOf, ratedMonths } from '../hours/handlers.ts';
import { namesOf } from '../hours/month-hours.ts';
import { monthInWords } from '../hours/in-words.ts';
import { contractMonthsOf } from '../hours/store.ts';
import type { Context } from '../people/context.ts';
import { adjustmentDecimals, requireAdjustable } from './adjustment.ts';
import * as adjustments from './adjustment-store.ts';
import type { billingApi, BoardRow } from './api.ts';
import * as closes from './close-store.ts';
import { closeContracts, lineWords, openMonthsOf, shownOpen } from './closing.ts';
import { explainInvoice } from './explanation.ts';
import * as invoices from './invoice-store.ts';
import { invoiceLine, type InvoiceSummary } from './invoice.ts';
import { closedAlready, notInReview, notOver, refuseUnready, type MonthClose } from './month-close.ts';

export const billingHandlers: Handlers<typeof billingApi, Context> = {
  listMonths: (context, { params }) => board(context, monthNamed(params.month)),

  async getMonth(context, { params }) {
    const contract = await theContract(context, params.contract);
    return theMonth(context, contract, monthNamed(params.month));
  },

  async startReview(context, { params }) {
    const { db, providerId, actor, now } = context;
    const month = monthNamed(params.month);
    const contract = await theContract(context, params.contract);
    const before = await theMonth(context, contract, month);
    if (before.state === 'closed')
      throw new Refused(closedAlready, `Its invoice is ${before.invoiceNumber}.`);
    const early = before.missing.find(({ kind }) => kind === 'month-not-over');
    if (early) throw new Refused(notOver, early.words);
    const key = { contract: contract.id, client: contract.clientId };
    await closes.insertReviews(db, providerId, [key], month, actor.id, now.toString());
    context.record({
      act: 'month-review.started',
      client: contract.clientId,
      object: contract.id,
      detail: params,
    });
    return theMonth(context, contract, month);
  },

  async withdrawReview(context, { params }) {
    const { db, providerId } = context;
    const month = monthNamed(params.month);
    const contract = await theContract(context, params.contract);
    const before = await theMonth(context, contract, month);
    if (before.state === 'closed' || !(await closes.deleteReview(db, providerId, contract.id, month)))
      throw new Refused(notInReview, `${monthInWords(month)} is ${before.state}.`);
    context.record({
      act: 'month-review.withdrawn',
      client: contract.clientId,
      object: contract.id,
      detail: params,
    });
    return theMonth(context, contract, month);
  },

  async closeMonth(context, { params }) {
    const month = monthNamed(params.month);
    const contract = await theContract(context, params.contract);
    const [left] = await closeContracts(context, month, [contract.id]);
    if (left && left.missing.length > 0) throw refuseUnready(left.missing);
    const closed = await theMonth(context, contract, month);
    // Asked again about a month that is closed already, nothing was done but to answer.
    if (!left)
      context.record({
        act: 'month.asked-again',
        client: contract.clientId,
        object: contract.id,
        detail: params,
      });
    return closed;
  },

  async closeMonths(context, { params }) {
    const month = monthNamed(params.month);
    const months = await contractMonthsOf(context.db, context.providerId, month, null);
    const left = await closeContracts(
      context,
      month,
      months.filter(({ state }) => state.kind !== 'closed').map(({ contract }) => contract.id),
    );
    const unready = left.filter(({ missing }) => missing.length > 0).length;
    context.record({
      act: 'months.closed',
      client: null,
      object: null,
      detail: { ...params, left: unready },
    });
    return board(context, month);
  },

  async listInvoices({ db, providerId }, { query }) {
    const after = readCursor(query.cursor);
    const found = await invoices.listInvoices(
      db,
      providerId,
      query,
      query.limit + 1,
      after && { issuedAt: after[0] ?? '', id: after[1] ?? '' },
    );
    return nextCursor(found, query.limit, ({ issuedAt, id }) => [issuedAt, id]);
  },

  async getInvoice(context, { params }) {
    const { invoice, lines, words, currency } = await issued(context, params.invoice);
    return { ...invoice, lines: lines.map((line, index) => invoiceLine(line, index + 1, currency, words)) };
  },

  async explainInvoice(context, { params }) {
    const { invoice, lines, words, currency, rated, billed, names } = await issued(context, params.invoice);
    return explainInvoice({
      id: invoice.id,
      label: `Invoice ${invoice.number}`,
      total: sum(lines.map(({ amount }) => amount)),
      lines,
      rated,
      billed,
      names,
      words,
      currency,
    });
  },

  async listAdjustments(context, { params }) {
    const { id } = await theClient(context, params.client);
    return adjustments.listAdjustments(context.db, context.providerId, id);
  },

  async makeAdjustment(context, { params, body }) {
    const { db, providerId, actor, now } = context;
    const invoice = await theInvoice(context, params.invoice);
    const currency = the(parseCurrency(invoice.currency), invoice.currency);
    const amount = parseMoney(body.amount, currency);
    if (amount === undefined)
      throw new Refused(adjustmentDecimals, `${body.amount} is no amount of ${currency}.`);
    await adjustments.lockClient(db, providerId, invoice.clientId);
    const lines = await invoices.linesOf(db, providerId, invoice.id);
    const earlier = await adjustments.adjustedOf(db, providerId, invoice.id);
    const numbered = lines.map((line, index) => ({ position: index + 1, amount: line.amount }));
    requireAdjustable(amount, body.position, numbered, earlier, currency);
    const id = context.newId<'adjustment'>();
    await adjustments.insertAdjustment(db, providerId, {
      id,
      client: invoice.clientId,
      invoice: invoice.id,
      position: body.position,
      amount,
      reason: body.reason,
      by: actor.id,
      at: now.toString(),
    });
    context.record({
      act: 'adjustment.made',
      client: invoice.clientId,
      object: id,
      detail: { ...body, invoice: invoice.number },
    });
    const made = (await adjustments.findAdjustments(db, providerId, [id])).get(id);
    return the(made, id);
  },
};

/** Every contract of a month by client, then by contract number. */
async function board(context: Context, month: Month): Promise<BoardRow[]> {
  const { db, providerId } = context;
  const months = await contractMonthsOf(db, providerId, month, null);
  const contracts = months.map(({ contract }) => contract);
  const shown = await shownOf(context, month, contracts);
  const names = await clientNames(db, providerId, [...new Set(contracts.map(({ clientId }) => clientId))]);
  return contracts
    .flatMap((contract) => {
      const close = shown.get(contract.id);
      return close ? [{ clientName: names.get(contract.clientId) ?? '', close }] : [];
    })
    .sort(
      (a, b) =>
        a.clientName.localeCompare(b.clientName) ||
        a.close.contractNumber.localeCompare(b.close.contractNumber),
    );
}

async function theMonth(context: Context, contract: Contract, month: Month): Promise<MonthClose> {
  const shown = (await shownOf(context, month, [contract])).get(contract.id);
  if (!shown)
    throw new Refused(noContract, `Contract ${contract.number} has no day in ${monthInWords(month)}.`);
  return shown;
}

async function shownOf(
  context: Context,
  month: Month,
  contracts: readonly Contract[],
): Promise<ReadonlyMap<ContractId, MonthClose>> {
  const { db, providerId } = context;
  const ids = contracts.map(({ id }) => id);
  const closed = await closes.closedMonthsOf(db, providerId, ids, month);
  const reviews = await closes.reviewsOf(db, providerId, ids, month);
  const clients = [...new Set(contracts.map(({ clientId }) => clientId))];
  const wanted = new Set<string>(ids);
  const open = await openMonthsOf(context, month, clients, (id) => wanted.has(id));
  const shown = new Map<ContractId, MonthClose>();
  for (const one of open) {
    const { id } = one.rated.month.contract;
    shown.set(id, shownOpen(one, reviews.get(id)));
  }
  for (const contract of contracts) {
    const found = closed.get(contract.id);
    if (!found) continue;
    shown.set(contract.id, {
      state: 'closed',
      contractId: contract.id,
      clientId: contract.clientId,
      contractNumber: contract.number,
      month: formatMonth(month),
      currency: found.currency,
      closedBy: found.closedBy,
      closedAt: found.closedAt,
      invoiceId: known(found.invoice),
      invoiceNumber: found.number,
      total: amountOf(found.total, found.currency),
    });
  }
  return shown;
}

/** An issued invoice with everything it was made from. */
async function issued(context: Context, asked: string) {
  const { db, providerId } = context;
  const invoice = await theInvoice(context, asked);
  const month = monthNamed(invoice.month);
  const lines = await invoices.linesOf(db, providerId, invoice.id);
  const months = await contractMonthsOf(db, providerId, month, invoice.clientId);
  const [rated] = await ratedMonths(
    db,
    providerId,
    months.filter(({ contract }) => contract.id === invoice.contractId),
  );
  const found = the(rated, invoice.number);
  const details = await detailsOf(db, providerId, {
    entries: found.scenario.entries.map(({ id }) => id),
    expenses: found.scenario.expenses.map(({ id }) => id),
  });
  const told = await adjustments.findAdjustments(
    db,
    providerId,
    lines.flatMap(({ adjustment }) => (adjustment === null ? [] : [adjustment])),
  );
  const billed = await invoices.feesBilledFor(db, providerId, [invoice.contractId], month);
  return {
    invoice,
    lines,
    rated: found,
    billed: billed.get(invoice.contractId) ?? [],
    names: namesOf(found, details),
    words: lineWords(found, details, told),
    currency: found.month.frame.currency,
  };
}

/** By its id or its number; "nothing here" where there is none or it is not the caller's to see. */
async function theInvoice({ db, providerId }: Context, asked: string): Promise<InvoiceSummary> {
  const id = idOf('invoice').safeParse(asked);
  const invoice = await invoices.findInvoice(
    db,
    providerId,
    id.success ? { id: id.data } : { number: asked },
  );
  if (!invoice) throw new Refused(notFound, notFound.title);
  return invoice;
}

async function theContract({ db, providerId }: Context, id: ContractId): Promise<Contract> {
  const contract = await findContract(db, providerId, id);
  if (!contract) throw new Refused(notFound, notFound.title);
  return contract;
}

const monthNamed = (text: string): Month => the(parseMonth(text), text);

function the<T>(found: T | undefined, what: string): T {
  if (found === undefined) throw new Error(`${what} was not found where it must be`);
  return found;
}
