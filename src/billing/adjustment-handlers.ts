import { theClient } from '../clients/handlers.ts';
import { lockClient } from '../clients/store.ts';
import { parseMoney, sum } from '../core/money.ts';
import { Refused } from '../core/refusal.ts';
import type { Handlers } from '../core/route.ts';
import type { Context } from '../people/context.ts';
import type { ClientId } from '../people/person.ts';
import type { adjustmentApi } from './adjustment-api.ts';
import * as store from './adjustment-store.ts';
import {
  adjustmentDecimals,
  invoiceToCome,
  noneWaiting,
  requireAdjustable,
  type Adjustment,
  type AdjustmentDraft,
} from './adjustment.ts';
import { currencyOf, theInvoice } from './invoice-handlers.ts';
import { paperOf } from './invoice-paper.ts';
import { findInvoice, insertInvoices, linesOf, takeNumbers } from './invoice-store.ts';
import { adjustmentLine, invoiceNumber, type InvoiceSummary, type PendingAdjustment } from './invoice.ts';
import { insertPapers, partiesOf } from './paper-store.ts';
import { treatmentOn, taxOn } from './tax.ts';
import { listTaxes, treatmentsOf } from './tax-store.ts';

export const adjustmentHandlers: Handlers<typeof adjustmentApi, Context> = {
  async adjustInvoice(context, { params, body }) {
    return makeAdjustment(context, await theInvoice(context, params.invoice), body);
  },

  async listAdjustments(context, { params }) {
    const { id } = await theClient(context, params.client);
    return store.listAdjustments(context.db, context.providerId, id);
  },

  listUnbilledAdjustments: ({ db, providerId }) => store.unbilledAdjustments(db, providerId),

  async billAdjustments(context, { params, body }) {
    const { db, providerId } = context;
    const { id: client, name } = await theClient(context, params.client);
    await lockClient(db, providerId, client);
    const open = await store.openContractOf(db, providerId, client, body.currency);
    if (open !== null)
      throw new Refused(invoiceToCome, `${open} of ${name} has months to close.`, { contract: open });
    const waiting = (await store.pendingAdjustmentsOf(db, providerId, [client])).filter(
      ({ currency }) => currency === body.currency,
    );
    if (waiting.length === 0)
      throw new Refused(noneWaiting, `Nothing in ${body.currency} waits for ${name}.`);
    return issue(context, client, body.currency, waiting);
  },
};

/** Credits or charges a difference to an issued invoice, with the client's money to itself until the transaction ends. */
export async function makeAdjustment(
  context: Context,
  invoice: InvoiceSummary,
  body: AdjustmentDraft,
): Promise<Adjustment> {
  const { db, providerId, actor, now } = context;
  const currency = currencyOf(invoice);
  const amount = parseMoney(body.amount, currency);
  if (amount === undefined)
    throw new Refused(adjustmentDecimals, `${body.amount} is no amount of ${currency}.`);
  await lockClient(db, providerId, invoice.clientId);
  const lines = (await linesOf(db, providerId, invoice.id)).map((line, index) => ({
    position: index + 1,
    amount: line.amount,
  }));
  const adjusted = await store.adjustedOf(db, providerId, invoice.id);
  requireAdjustable(amount, body.position, lines, adjusted, currency);
  const id = context.newId<'adjustment'>();
  await store.insertAdjustment(db, providerId, {
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
  const made = (await store.findAdjustments(db, providerId, [id])).get(id);
  if (!made) throw new Error(`adjustment ${id} was made and cannot be found`);
  return made;
}

/** Issues adjustments of one client and currency after its last closure, with the tax of today in the zone of that contract. */
async function issue(
  context: Context,
  client: ClientId,
  currency: string,
  waiting: readonly PendingAdjustment[],
): Promise<InvoiceSummary> {
  const { db, providerId, now } = context;
  const last = await store.lastClosureOf(db, providerId, client, currency);
  const day = now.toZonedDateTimeISO(last.timeZone).toPlainDate().toString();
  const said = (await treatmentsOf(db, providerId, [client])).get(client) ?? [];
  const taxes = new Map((await listTaxes(db, providerId)).map((tax) => [tax.id, tax]));
  const lines = waiting.map(adjustmentLine);
  const total = sum(lines.map(({ amount }) => amount));
  const taxed = taxOn(lines, treatmentOn(said, taxes, day));
  const paper = paperOf((await partiesOf(db, providerId, [client]))(client), day, taxed);
  const id = context.newId<'invoice'>();
  const { prefix, first } = await takeNumbers(db, providerId, 1);
  const number = invoiceNumber(prefix, first);
  const invoice = {
    id,
    kind: 'adjustments',
    client,
    closure: last.closure,
    number,
    currency,
    total,
    lines,
  } as const;
  await insertInvoices(db, providerId, [invoice], now.toString());
  await insertPapers(db, providerId, [{ invoice: id, client, paper }]);
  const detail = { contract: last.contract, month: day.slice(0, 7), number, currency, total, tax: taxed.tax };
  context.record({ act: 'invoice.issued', client, object: id, detail });
  const issued = await findInvoice(db, providerId, { id });
  if (!issued) throw new Error(`invoice ${number} was issued and cannot be found`);
  return issued;
}
