import { theClient } from '../clients/handlers.ts';
import { lockClient } from '../clients/store.ts';
import { nextCursor, readCursor } from '../core/page.ts';
import { notFound, Refused } from '../core/refusal.ts';
import type { Handlers } from '../core/route.ts';
import { todayIn } from '../core/zone.ts';
import { queueMail } from '../mail/handlers.ts';
import { finance, mayCall } from '../people/access.ts';
import { doneBy, type Context } from '../people/context.ts';
import type { disputeApi } from './dispute-api.ts';
import * as store from './dispute-store.ts';
import { disputeOpen, disputeSettled, financeAdjusts, type Dispute, type DisputeId } from './dispute.ts';
import { makeAdjustment } from './adjustment-handlers.ts';
import { theInvoice } from './invoice-handlers.ts';

export const disputeHandlers: Handlers<typeof disputeApi, Context> = {
  async openDispute(context, { params, body: { position, reason } }) {
    const { db, providerId } = context;
    const invoice = await theInvoice(context, params.invoice);
    await lockClient(db, providerId, invoice.clientId);
    const last = await store.lastDisputeOf(db, providerId, invoice.id, position);
    if (last && !last.isSettled) throw new Refused(disputeOpen, disputeOpen.title, { dispute: last.id });
    const id = context.newId<'dispute'>();
    const said = { position, reason, follows: last?.id ?? null };
    await store.insertDispute(db, providerId, id, invoice, said, doneBy(context));
    context.record({
      act: 'dispute.opened',
      client: invoice.clientId,
      object: id,
      detail: { invoice: invoice.number, position, reason },
    });
    const dispute = await theDispute(context, id);
    await tell(context, dispute, `${dispute.clientName} disputes ${lineOf(dispute)}`, reason);
    return dispute;
  },

  async listDisputes({ db, providerId }, { query: { limit, cursor, ...sought } }) {
    const after = readCursor(cursor);
    const found = await store.listDisputes(
      db,
      providerId,
      sought,
      limit + 1,
      after && { openedAt: after[0] ?? '', id: after[1] ?? '' },
    );
    return nextCursor(found, limit, ({ openedAt, id }) => [openedAt, id]);
  },

  getDispute: (context, { params }) => theDispute(context, params.dispute),

  async replyToDispute(context, { params, body: { words } }) {
    const { db, providerId, actor } = context;
    const dispute = await theOpenDispute(context, params.dispute);
    await store.insertMessage(db, providerId, dispute, words, doneBy(context));
    context.record({
      act: 'dispute.replied',
      client: dispute.clientId,
      object: dispute.id,
      detail: { invoice: dispute.invoiceNumber, position: dispute.position, words },
    });
    await tell(context, dispute, `${actor.name} wrote about ${lineOf(dispute)}`, words);
    return theDispute(context, dispute.id);
  },

  async settleDispute(context, { params, body: { words, amount } }) {
    const { db, providerId, actor } = context;
    const dispute = await theOpenDispute(context, params.dispute);
    const { id, clientId, invoiceId, invoiceNumber, position } = dispute;
    if (amount !== null && !mayCall(actor.roles, finance))
      throw new Refused(financeAdjusts, financeAdjusts.title);
    const adjustment =
      amount === null
        ? null
        : await makeAdjustment(context, await theInvoice(context, { id: invoiceId }), {
            position,
            amount,
            reason: words,
          });
    const end = { words, adjustment: adjustment?.id ?? null };
    await store.insertSettlement(db, providerId, dispute, end, doneBy(context));
    context.record({
      act: 'dispute.settled',
      client: clientId,
      object: id,
      detail: { ...end, invoice: invoiceNumber, position, amount },
    });
    await tell(context, dispute, `Settled: ${lineOf(dispute)}`, words);
    return theDispute(context, id);
  },
};

async function theDispute({ db, providerId }: Context, id: DisputeId): Promise<Dispute> {
  const dispute = await store.findDispute(db, providerId, id);
  if (!dispute) throw new Refused(notFound, notFound.title);
  return dispute;
}

/** A dispute that is open, and stays so until the transaction ends: whoever else writes to it or settles it waits. */
async function theOpenDispute(context: Context, id: DisputeId): Promise<Dispute> {
  const { clientId } = await theDispute(context, id);
  await lockClient(context.db, context.providerId, clientId);
  const dispute = await theDispute(context, id);
  if (dispute.state.state === 'settled') throw new Refused(disputeSettled, disputeSettled.title);
  return dispute;
}

/** Tells the other side by mail what was written: what the client wrote the provider's people, and the other way round. */
async function tell(context: Context, dispute: Dispute, subject: string, words: string): Promise<void> {
  const { db, providerId, actor, now } = context;
  const { id, clientId, invoiceNumber } = dispute;
  const { timeZone } = await theClient(context, clientId);
  const today = todayIn(timeZone, now);
  const isClient = actor.clientId !== null;
  const others = isClient
    ? await store.providerSideOf(db, providerId, dispute, today)
    : await store.clientSideOf(db, providerId, id);
  const letter = context.newId<'dispute-letter'>();
  for (const { name, email } of others) {
    await queueMail(context, {
      kind: 'dispute',
      key: `dispute ${letter}`,
      client: clientId,
      to: email,
      subject,
      text: `Hello ${name},\n\n${actor.name} writes about ${lineOf(dispute)}:\n\n${words}\n\nThe whole dispute stands beside the line:`,
      page: `${isClient ? '/app' : '/portal'}/invoices/${invoiceNumber}`,
    });
  }
}

/** Example: `line 2 of INV-000042`. */
const lineOf = ({ position, invoiceNumber }: Pick<Dispute, 'position' | 'invoiceNumber'>): string =>
  `line ${position} of ${invoiceNumber}`;
