import { theClient } from '../clients/handlers.ts';
import { lockClient } from '../clients/store.ts';
import type { ContractId } from '../contracts/contract.ts';
import { findContract } from '../contracts/store.ts';
import { formatMoney, money } from '../core/money.ts';
import { formatMonth, monthFrom } from '../core/month.ts';
import { notFound, Refused } from '../core/refusal.ts';
import { ratedMonths } from '../hours/handlers.ts';
import { monthInWords } from '../hours/in-words.ts';
import type { RatedMonth } from '../hours/month-hours.ts';
import { contractMonthsOf } from '../hours/store.ts';
import type { Context } from '../people/context.ts';
import { adjustedOf, insertAdjustment } from './adjustment-store.ts';
import { requireAdjustable } from './adjustment.ts';
import { closedMonthsOf, frozenStatementsOf, type ClosedMonth } from './close-store.ts';
import { linesOf } from './invoice-store.ts';
import { lateTimeEffect, type LineEffect } from './late-time-effect.ts';
import { adjustedSince, insertBill, insertLateAdjustment, type AdjustedMonth } from './late-bill-store.ts';
import * as store from './late-time-store.ts';
import {
  adjustmentReason,
  lateChange,
  lateEffect,
  lateHeldBack,
  lateMonthOpen,
  type LateTime,
  type LateTimeMonth,
} from './late-time.ts';
import { parted } from './replay.ts';

/** A closed month with its late time, as it is worked with and as it is shown. */
interface LateMonth {
  readonly key: store.ClosedMonthKey;
  readonly rated: RatedMonth;
  readonly closed: ClosedMonth;
  readonly lateTime: readonly LateTime[];
  readonly adjusted: AdjustedMonth;
  readonly shown: LateTimeMonth;
}

type NamedMonth = store.ClosedMonthKey & { readonly clientName: string };

/**
 * Closed months of contracts with their late time, in their order. A month that its frozen terms and its time no longer come to is a
 * fault of ours, and nothing is told of it.
 */
export async function lateMonths(context: Context, keys: readonly NamedMonth[]): Promise<LateMonth[]> {
  const { db, providerId } = context;
  const found: LateMonth[] = [];
  for (const [month, ofMonth] of Map.groupBy(keys, (key) => key.month)) {
    const contracts = ofMonth.map(({ contract }) => contract);
    const clients = [...new Set(ofMonth.map(({ client }) => client))];
    const months = await contractMonthsOf(db, providerId, month, clients);
    const asked = months.filter(
      ({ contract, state }) => state.kind === 'closed' && contracts.includes(contract.id),
    );
    const rated = await ratedMonths(db, providerId, asked);
    const frozen = await frozenStatementsOf(db, providerId, month, clients);
    const closed = await closedMonthsOf(db, providerId, contracts, month);
    const late = await store.lateTimeOf(db, providerId, ofMonth);
    const invoices = [...closed.values()].map(({ invoice }) => invoice);
    const adjusted = await adjustedSince(db, providerId, invoices);
    for (const one of rated) {
      const { id, number } = one.month.contract;
      const kept = frozen.find(({ contract }) => contract === id);
      const key = ofMonth.find(({ contract }) => contract === id);
      const invoice = closed.get(id);
      if (!kept || !key || !invoice || parted(kept.statement, one.statement))
        throw new Error(`${formatMonth(month)} of ${number} no longer follows from what it was made of`);
      const since = adjusted.get(invoice.invoice) ?? { forLateTime: [], byHand: 0 };
      const lateTime = late.filter(({ contractId }) => contractId === id);
      const shown = shownMonth(key, one, invoice, lateTime, since);
      found.push({ key, rated: one, closed: invoice, lateTime, adjusted: since, shown });
    }
  }
  return keys.flatMap((key) => found.filter((one) => one.key === key));
}

function shownMonth(
  { client, clientName }: NamedMonth,
  rated: RatedMonth,
  { number }: ClosedMonth,
  lateTime: readonly LateTime[],
  { forLateTime, byHand }: AdjustedMonth,
): LateTimeMonth {
  const { contract, frame, month: ofMonth } = rated.month;
  const effectOf = (counted: readonly LateTime[]) =>
    lateEffect(lateTimeEffect(rated, counted.map(lateChange), forLateTime), frame.currency);
  const approved = lateTime.filter(isApproved);
  return {
    clientId: client,
    clientName,
    contractId: contract.id,
    contractNumber: contract.number,
    month: formatMonth(ofMonth),
    timeZone: contract.timeZone,
    currency: frame.currency,
    invoiceNumber: number,
    lateTime: [...lateTime],
    approved: effectOf(approved),
    withWaiting: effectOf(lateTime.filter((late) => isApproved(late) || late.standing.state === 'waiting')),
    adjustedByHand: formatMoney(money(byHand), frame.currency),
  };
}

/** Late time that counts, whether or not it was billed. */
const isApproved = ({ standing: { state } }: LateTime): boolean => state === 'approved' || state === 'billed';

/** The closed month of a contract with its late time; refused where it is not closed. */
export async function theLateMonth(
  context: Context,
  params: { readonly contract: ContractId; readonly month: string },
): Promise<LateMonth> {
  const contract = await findContract(context.db, context.providerId, params.contract);
  if (!contract) throw new Refused(notFound, notFound.title);
  const { id, name } = await theClient(context, contract.clientId);
  const month = monthFrom(params.month);
  const [found] = await lateMonths(context, [{ contract: contract.id, client: id, clientName: name, month }]);
  if (!found) throw new Refused(lateMonthOpen, `${monthInWords(month)} of ${contract.number} is not closed.`);
  return found;
}

/** Refuses late time of which something could not be billed as it stands, were it approved: it would stay on no invoice for good. */
export async function requireBillable(context: Context, late: LateTime): Promise<void> {
  const { rated, lateTime } = await theLateMonth(context, { contract: late.contractId, month: late.month });
  const counted = [...lateTime.filter(isApproved), late].map(lateChange);
  const { heldBack } = lateTimeEffect(rated, counted, []);
  const reason = heldBack.find(({ id }) => id === late.id)?.reason;
  if (reason) throw new Refused(lateHeldBack, heldBackWords[reason], { reason });
}

const heldBackWords = {
  'after-hours-not-approved':
    'Some of it is outside business hours and was not booked beforehand: a supervisor approves that with a reason, or rejects it.',
  'no-matching-pool':
    'No package of the contract takes this work: reject it, and have it logged as incremental or as goodwill.',
  'not-approved': 'It is not approved.',
} as const;

/**
 * Bills what approved late time makes of difference to a closed month: an adjustment for each line that differs, which waits for the
 * client's next invoice. Has the client's money to itself meanwhile. Late time is billed once: where there is none left, nothing is made.
 */
export async function billMonth(
  context: Context,
  params: { readonly contract: ContractId; readonly month: string },
): Promise<void> {
  const { db, providerId, actor, now } = context;
  const { key: before } = await theLateMonth(context, params);
  await lockClient(db, providerId, before.client);
  const late = await theLateMonth(context, params);
  const { key, rated, lateTime, adjusted } = late;
  const due = lateTime.filter(({ standing }) => standing.state === 'approved');
  if (due.length === 0) {
    const detail = { month: params.month };
    context.record({ act: 'late-time.found-billed', client: key.client, object: key.contract, detail });
    return;
  }
  const bill = context.newId<'late-time-bill'>();
  const dueIds = due.map(({ id }) => id);
  await insertBill(db, providerId, bill, key, dueIds, actor.id, now.toString());
  const counted = lateTime.filter(isApproved).map(lateChange);
  const { lines, difference } = lateTimeEffect(rated, counted, adjusted.forLateTime);
  for (const line of lines.filter((one) => one.difference !== 0))
    await adjust(context, late, bill, line, due);
  context.record({
    act: 'late-time.billed',
    client: key.client,
    object: key.contract,
    detail: { month: params.month, difference, lateTime: dueIds },
  });
}

async function adjust(
  context: Context,
  { key, rated, closed }: LateMonth,
  bill: string,
  line: LineEffect,
  due: readonly LateTime[],
): Promise<void> {
  const { db, providerId, actor, now } = context;
  const { kind, rate, minutes, difference } = line;
  const lines = (await linesOf(db, providerId, closed.invoice)).map((one, index) => ({
    ...one,
    position: index + 1,
  }));
  const position = lines.find((one) => one.kind === kind && one.rate === rate)?.position ?? null;
  const { currency } = rated.month.frame;
  const earlier = await adjustedOf(db, providerId, closed.invoice);
  requireAdjustable(difference, position, lines, earlier, currency);
  const id = context.newId<'adjustment'>();
  const reason = adjustmentReason(rated.month, line, due);
  const about = { position, amount: difference, reason };
  await insertAdjustment(db, providerId, {
    id,
    client: key.client,
    invoice: closed.invoice,
    ...about,
    by: actor.id,
    at: now.toString(),
  });
  await insertLateAdjustment(db, providerId, key.client, bill, {
    adjustment: id,
    kind,
    rate,
    minutes,
  });
  context.record({
    act: 'adjustment.made',
    client: key.client,
    object: id,
    detail: { position, reason, amount: formatMoney(difference, currency), invoice: closed.number },
  });
}
