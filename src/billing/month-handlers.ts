import { listClients } from '../clients/store.ts';
import type { Contract, ContractId } from '../contracts/contract.ts';
import { findContract } from '../contracts/store.ts';
import { amountOf, formatMoney, sum } from '../core/money.ts';
import { formatMonth, monthFrom, monthsLater, type Month } from '../core/month.ts';
import { nextCursor, readCursor } from '../core/page.ts';
import { notFound, Refused } from '../core/refusal.ts';
import type { Handlers } from '../core/route.ts';
import { noContract } from '../hours/api.ts';
import type { ContractMonth } from '../hours/contract-month.ts';
import { detailsOf, minuteOf } from '../hours/handlers.ts';
import { monthInWords } from '../hours/in-words.ts';
import { namesOf } from '../hours/month-hours.ts';
import { contractMonthsOf } from '../hours/store.ts';
import type { Context } from '../people/context.ts';
import { findAdjustments } from './adjustment-store.ts';
import { missingCounts, type BoardRow } from './board.ts';
import type { closeApi } from './close-api.ts';
import { closeMonths, prepareMonths } from './close-handlers.ts';
import * as store from './close-store.ts';
import { explainInvoice } from './explanation.ts';
import { invoiceTax } from './invoice-paper.ts';
import { feesBilledFor, findInvoice } from './invoice-store.ts';
import { invoiceLine, lineWords } from './invoice.ts';
import { closedAlready, notInReview, notOver, refuseUnready, type MonthClose } from './month-close.ts';
import type { PreparedMonth } from './prepared-month.ts';

type MonthApi = Pick<
  typeof closeApi,
  'listBoard' | 'getMonthClose' | 'explainMonthClose' | 'startReview' | 'withdrawReview' | 'closeMonth'
>;

export const monthHandlers: Handlers<MonthApi, Context> = {
  async listBoard(context, { params, query }) {
    const { db, providerId } = context;
    const after = readCursor(query.cursor);
    const clients = await listClients(
      db,
      providerId,
      query.limit + 1,
      after && { name: after[0] ?? '', id: after[1] ?? '' },
    );
    const { items, next } = nextCursor(clients, query.limit, ({ name, id }) => [name, id]);
    return { items: await board(context, monthFrom(params.month), items), next };
  },

  async getMonthClose(context, { params }) {
    return shown(context, await theMonth(context, params));
  },

  async explainMonthClose(context, { params }) {
    const { db, providerId, now } = context;
    const month = await theMonth(context, params);
    const { contract } = month;
    if (month.state.kind === 'closed') throw new Refused(closedAlready, closedAlready.title);
    const [prepared] = await prepareMonths(db, providerId, [month], month.month, minuteOf(now));
    if (!prepared) throw new Error(`${contract.number} was not prepared`);
    const { rated, lines, total, agreed } = prepared;
    const details = await detailsOf(db, providerId, {
      entries: rated.scenario.entries.map(({ id }) => id),
      expenses: rated.scenario.expenses.map(({ id }) => id),
    });
    const adjusted = lines.flatMap(({ adjustment }) => (adjustment === null ? [] : [adjustment]));
    const billed = await feesBilledFor(db, providerId, [contract.id], month.month);
    const { currency } = rated.month.frame;
    return explainInvoice({
      id: null,
      label: `${contract.number}, ${monthInWords(month.month)}, in ${currency}`,
      total,
      lines,
      rated,
      billed: billed.get(contract.id) ?? [],
      names: namesOf(rated, details),
      words: lineWords(contract, details, await findAdjustments(db, providerId, adjusted), agreed),
      currency,
    });
  },

  async startReview(context, { params }) {
    const { db, providerId, actor, now } = context;
    const month = await theMonth(context, params);
    const { contract, frame } = month;
    if (month.state.kind === 'closed') throw new Refused(closedAlready, closedAlready.title);
    const [prepared] = await prepareMonths(db, providerId, [month], month.month, minuteOf(now));
    const early = prepared?.missing.find(({ kind }) => kind === 'month-not-over');
    if (early) throw new Refused(notOver, early.words, { zone: frame.zone.id });
    const about = [{ contract: contract.id, client: contract.clientId }];
    await store.insertReviews(db, providerId, about, month.month, actor.id, now.toString());
    context.record({
      act: 'month-review.started',
      client: contract.clientId,
      object: contract.id,
      detail: { month: params.month },
    });
    return shown(context, await theMonth(context, params));
  },

  async withdrawReview(context, { params }) {
    const month = await theMonth(context, params);
    const { contract } = month;
    if (month.state.kind === 'closed') throw new Refused(closedAlready, closedAlready.title);
    if (!(await store.deleteReview(context.db, context.providerId, contract.id, month.month)))
      throw new Refused(notInReview, `${monthInWords(month.month)} is open.`);
    context.record({
      act: 'month-review.withdrawn',
      client: contract.clientId,
      object: contract.id,
      detail: { month: params.month },
    });
    return shown(context, await theMonth(context, params));
  },

  async closeMonth(context, { params }) {
    const { db, providerId } = context;
    const contract = await theContract(context, params.contract);
    const [outcome] = await closeMonths(context, monthFrom(params.month), [contract.id]);
    if (outcome?.kind === 'not-ready') throw refuseUnready(outcome.missing);
    if (outcome?.kind !== 'closed') throw notActive(contract, params.month);
    if (outcome.again) {
      context.record({
        act: 'month.found-closed',
        client: contract.clientId,
        object: contract.id,
        detail: { month: params.month, number: outcome.number },
      });
    }
    const invoice = await findInvoice(db, providerId, { id: outcome.invoice });
    if (!invoice) throw new Error(`invoice ${outcome.number} was issued and cannot be found`);
    return { invoice, closedBefore: outcome.again };
  },
};

interface BoardClient {
  readonly id: Contract['clientId'];
  readonly code: string;
  readonly name: string;
}

/** The rows of some clients, in their order. */
async function board(
  { db, providerId, now }: Context,
  month: Month,
  clients: readonly BoardClient[],
): Promise<BoardRow[]> {
  const ids = clients.map(({ id }) => id);
  const months = await contractMonthsOf(db, providerId, month, ids);
  const contracts = months.map(({ contract }) => contract.id);
  const open = months.filter(({ state }) => state.kind !== 'closed');
  const prepared = await prepareMonths(db, providerId, open, month, minuteOf(now));
  const closed = await store.closedMonthsOf(db, providerId, contracts, month);
  const before = await store.closedMonthsOf(db, providerId, contracts, monthsLater(month, -1));
  const strays = await store.entriesWithoutContract(db, providerId, ids, month);
  const byClient = Map.groupBy(months, ({ contract }) => contract.clientId);
  const byContract = new Map(prepared.map((one) => [one.rated.month.contract.id, one]));
  return clients.flatMap((client) => {
    const of = { clientId: client.id, clientCode: client.code, clientName: client.name };
    const rows = (byClient.get(client.id) ?? []).map((one): BoardRow => {
      const { id } = one.contract;
      return { ...of, ...rowOf(one, byContract.get(id), closed.get(id), before.get(id)) };
    });
    const stray = strays.get(client.id) ?? 0;
    return stray === 0 || rows.length > 0 ? rows : [{ ...of, ...strayRow(stray, month) }];
  });
}

type Told = Omit<BoardRow, 'clientId' | 'clientCode' | 'clientName'>;

function rowOf(
  { contract, state }: ContractMonth,
  prepared: PreparedMonth | undefined,
  closed: store.ClosedMonth | undefined,
  before: store.ClosedMonth | undefined,
): Told {
  const { frame } = prepared?.rated.month ?? {};
  const missing = missingCounts(prepared?.missing ?? []);
  return {
    contractId: contract.id,
    contractNumber: contract.number,
    state: state.kind,
    ready: prepared !== undefined && missing.length === 0,
    missing,
    currency: contract.currency,
    total: closed
      ? amountOf(closed.total, closed.currency)
      : prepared && frame
        ? formatMoney(prepared.total, frame.currency)
        : null,
    totalBefore: before ? amountOf(before.total, before.currency) : null,
    invoiceId: closed?.invoice ?? null,
    invoiceNumber: closed?.number ?? null,
  };
}

/** A client for whom time was worked in a month in which it has no contract. */
const strayRow = (entries: number, month: Month): Told => ({
  contractId: null,
  contractNumber: null,
  state: null,
  ready: false,
  missing: [
    {
      kind: 'contract-missing',
      count: entries,
      words: `${entries === 1 ? 'An entry is' : `${entries} entries are`} for ${monthInWords(month)}, and there is no contract.`,
    },
  ],
  currency: null,
  total: null,
  totalBefore: null,
  invoiceId: null,
  invoiceNumber: null,
});

/** A month as it is shown by itself. */
async function shown({ db, providerId, now }: Context, month: ContractMonth): Promise<MonthClose> {
  const { contract } = month;
  const of = {
    contractId: contract.id,
    clientId: contract.clientId,
    contractNumber: contract.number,
    month: formatMonth(month.month),
    currency: contract.currency,
  };
  const closed = (await store.closedMonthsOf(db, providerId, [contract.id], month.month)).get(contract.id);
  if (closed) {
    const { closedBy, closedAt, invoice, number, total, currency } = closed;
    return {
      state: 'closed',
      ...of,
      closedBy,
      closedAt,
      invoiceId: invoice,
      invoiceNumber: number,
      total: amountOf(total, currency),
    };
  }
  const [prepared] = await prepareMonths(db, providerId, [month], month.month, minuteOf(now));
  if (!prepared) throw new Error(`${contract.number} was not prepared`);
  const { lines, missing, agreed, total, taxed, rated } = prepared;
  const { currency } = rated.month.frame;
  const idsOf = (key: 'expense' | 'adjustment') =>
    lines.flatMap((line) => (line[key] === null ? [] : [line[key]]));
  const details = await detailsOf(db, providerId, { entries: [], expenses: idsOf('expense') });
  const words = lineWords(
    contract,
    details,
    await findAdjustments(db, providerId, idsOf('adjustment')),
    agreed,
  );
  const unclosed = {
    ...of,
    missing: [...missing],
    lines: lines.map((line, index) => invoiceLine(line, index + 1, currency, words)),
    total: formatMoney(total, currency),
    taxes: taxed.groups.map((group) => invoiceTax(group, currency)),
    gross: formatMoney(sum([total, taxed.tax]), currency),
  };
  const review = (await store.reviewsOf(db, providerId, [contract.id], month.month)).get(contract.id);
  return review ? { state: 'in-review', ...unclosed, ...review } : { state: 'open', ...unclosed };
}

async function theContract({ db, providerId }: Context, id: ContractId): Promise<Contract> {
  const contract = await findContract(db, providerId, id);
  if (!contract) throw new Refused(notFound, notFound.title);
  return contract;
}

/** A month in which a contract is active. */
async function theMonth(
  context: Context,
  params: { readonly contract: ContractId; readonly month: string },
): Promise<ContractMonth> {
  const contract = await theContract(context, params.contract);
  const { db, providerId } = context;
  const months = await contractMonthsOf(db, providerId, monthFrom(params.month), contract.clientId);
  const month = months.find((one) => one.contract.id === contract.id);
  if (!month) throw notActive(contract, params.month);
  return month;
}

const notActive = ({ number }: Contract, month: string): Refused =>
  new Refused(noContract, `Contract ${number} has no day in ${month}.`);
