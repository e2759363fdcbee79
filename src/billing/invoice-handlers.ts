import { formatDay } from '../core/day.ts';
import { formatMoney, minorOf, money, parseCurrency } from '../core/money.ts';
import { monthFrom } from '../core/month.ts';
import { nextCursor, readCursor } from '../core/page.ts';
import { notFound, Refused } from '../core/refusal.ts';
import type { Handlers } from '../core/route.ts';
import { detailsOf, minuteOf, ratedMonths } from '../hours/handlers.ts';
import { monthInWords } from '../hours/in-words.ts';
import { namesOf } from '../hours/month-hours.ts';
import { writeStatement } from '../hours/statement.ts';
import { contractMonthsOf } from '../hours/store.ts';
import type { Context } from '../people/context.ts';
import { consentsOfInvoice } from './agreed-overage-store.ts';
import * as adjustments from './adjustment-store.ts';
import { findFrozen } from './close-store.ts';
import { explainInvoice } from './explanation.ts';
import { thaw } from './frozen-statement.ts';
import type { invoiceApi } from './invoice-api.ts';
import * as store from './invoice-store.ts';
import { completed, invoiceTax } from './invoice-paper.ts';
import {
  invoiceLine,
  invoiceName,
  lineWords,
  type Invoice,
  type InvoiceKey,
  type InvoiceSummary,
} from './invoice.ts';
import { findPaper, partiesOf } from './paper-store.ts';

export const invoiceHandlers: Handlers<typeof invoiceApi, Context> = {
  async listInvoices({ db, providerId }, { query: { limit, cursor, ...sought } }) {
    const after = readCursor(cursor);
    const invoices = await store.listInvoices(
      db,
      providerId,
      sought,
      limit + 1,
      after && { issuedAt: after[0] ?? '', number: after[1] ?? '' },
    );
    return nextCursor(invoices, limit, ({ issuedAt, number }) => [issuedAt, number]);
  },

  async getInvoice(context, { params }) {
    return wholeInvoice(context, params.invoice);
  },

  async explainInvoice(context, { params }) {
    const { db, providerId } = context;
    const { summary, lines, words, rated, details, currency } = await theWholeInvoice(
      context,
      params.invoice,
    );
    const { month } = rated.month;
    const billed = await store.feesBilledFor(db, providerId, [summary.contractId], month);
    return explainInvoice({
      id: summary.id,
      label: `${invoiceName(summary)} ${summary.number}, ${summary.clientName}, ${monthInWords(monthFrom(summary.month))}, in ${currency}`,
      total: minorOf(summary.total, currency),
      lines,
      rated,
      billed: billed.get(summary.contractId) ?? [],
      names: namesOf(rated, details),
      words,
      currency,
    });
  },

  getInvoiceSeries: ({ db, providerId }) => store.findSeries(db, providerId),

  async setInvoicePrefix(context, { body }) {
    const { db, providerId } = context;
    await store.setPrefix(db, providerId, body.prefix);
    context.record({ act: 'invoice-series.prefixed', client: null, object: null, detail: body });
    return store.findSeries(db, providerId);
  },
};

/** The invoice as it is shown, its paper completed by what is said now. */
export async function wholeInvoice(context: Context, key: InvoiceKey): Promise<Invoice> {
  const { db, providerId } = context;
  const { summary, lines, words, currency, rated } = await theWholeInvoice(context, key);
  const { zone } = rated.month.frame;
  const issued = minuteOf(Temporal.Instant.from(summary.issuedAt));
  const paper = completed(
    await findPaper(db, providerId, summary.id),
    (await partiesOf(db, providerId, [summary.clientId]))(summary.clientId),
    formatDay(zone.dayAt(issued)),
    lines,
  );
  return {
    ...summary,
    issuedOn: paper.issuedOn,
    dueOn: paper.dueOn,
    seller: paper.seller,
    buyer: paper.buyer,
    lines: lines.map((line, index) => ({
      ...invoiceLine(line, index + 1, currency, words),
      taxGroup: paper.taxed.lines[index]?.group ?? 1,
      tax: formatMoney(paper.taxed.lines[index]?.tax ?? money(0), currency),
    })),
    taxes: paper.taxed.groups.map((group) => invoiceTax(group, currency)),
  };
}

export async function theInvoice({ db, providerId }: Context, key: InvoiceKey): Promise<InvoiceSummary> {
  const invoice = await store.findInvoice(db, providerId, key);
  if (!invoice) throw new Refused(notFound, notFound.title);
  return invoice;
}

/**
 * An invoice with its lines and what it was made from: the month is rated again from the terms that were frozen with it and from
 * entries that cannot have changed since. Where that is not the statement that was frozen, something is badly wrong and nothing is shown.
 */
async function theWholeInvoice(context: Context, key: InvoiceKey) {
  const { db, providerId } = context;
  const summary = await theInvoice(context, key);
  const lines = await store.linesOf(db, providerId, summary.id);
  const frozen = await findFrozen(db, providerId, summary.id);
  const months = frozen ? await contractMonthsOf(db, providerId, frozen.month, summary.clientId) : [];
  const [rated] = await ratedMonths(
    db,
    providerId,
    months.filter(({ contract }) => contract.id === summary.contractId),
  );
  if (!rated || !frozen || thaw(frozen) !== JSON.stringify(writeStatement(rated.statement)))
    throw new Error(`invoice ${summary.number} no longer follows from what it was made of`);
  const details = await detailsOf(db, providerId, {
    entries: rated.scenario.entries.map(({ id }) => id),
    expenses: rated.scenario.expenses.map(({ id }) => id),
  });
  const adjusted = lines.flatMap(({ adjustment }) => (adjustment === null ? [] : [adjustment]));
  const words = lineWords(
    rated.month.contract,
    details,
    await adjustments.findAdjustments(db, providerId, adjusted),
    await consentsOfInvoice(db, providerId, summary.id),
  );
  return { summary, lines, words, rated, details, currency: currencyOf(summary) };
}

export function currencyOf({ currency, number }: InvoiceSummary) {
  const known = parseCurrency(currency);
  if (!known) throw new Error(`invoice ${number} is in no currency`);
  return known;
}
