import type { ContractId } from '../contracts/contract.ts';
import { formatDay } from '../core/day.ts';
import { formatInstant, type Instant } from '../core/instant.ts';
import { formatMonth, type Month } from '../core/month.ts';
import { failpoint } from '../database/failpoint.ts';
import type { Db } from '../database/transaction.ts';
import type { ContractMonth } from '../hours/contract-month.ts';
import { detailsOf, minuteOf, ratedMonths } from '../hours/handlers.ts';
import { openExceptions, type RatedMonth } from '../hours/month-hours.ts';
import { contractMonthsOf } from '../hours/store.ts';
import type { Context } from '../people/context.ts';
import type { PersonId, ProviderId } from '../people/person.ts';
import { overageBases } from '../hours/cap-handlers.ts';
import { pendingAdjustmentsOf } from './adjustment-store.ts';
import { agreedFor } from './agreed-overage.ts';
import { insertInvoiceConsents } from './agreed-overage-store.ts';
import * as store from './close-store.ts';
import { feesBilledFor, insertInvoices, takeNumbers } from './invoice-store.ts';
import { freeze } from './frozen-statement.ts';
import { invoiceNumber, type InvoiceId } from './invoice.ts';
import { paperOf } from './invoice-paper.ts';
import { missingOf, type Missing } from './month-close.ts';
import { insertPapers, partiesOf } from './paper-store.ts';
import { prepare, type PreparedMonth } from './prepared-month.ts';
import { treatmentOn } from './tax.ts';
import { listTaxes, treatmentsOf } from './tax-store.ts';

/** What closing a month came to. Asked again, a closed month answers with the invoice it has. */
export type CloseOutcome =
  | {
      readonly kind: 'closed';
      readonly contract: ContractId;
      readonly invoice: InvoiceId;
      readonly number: string;
      readonly again: boolean;
    }
  | { readonly kind: 'not-ready'; readonly contract: ContractId; readonly missing: readonly Missing[] }
  | { readonly kind: 'not-active'; readonly contract: ContractId };

/** Whoever closes: a handler, or a run that goes on by itself in the name of who started it. */
export type Closer = Pick<Context, 'db' | 'record' | 'providerId' | 'now' | 'newId'> & {
  readonly actor: { readonly id: PersonId };
};

/**
 * Closes a month of some contracts in the transaction that is open: has their clients to itself, rates them, and of those that nothing
 * is missing of freezes terms, statement and draws, takes numbers and issues the invoices. That takes two statements for every ten
 * contracts and a fixed number beside them, however much was worked. The numbers are taken last, because whoever comes after waits for
 * them. One outcome for each contract asked, in their order; invoices are numbered in that order.
 */
export async function closeMonths(
  closer: Closer,
  month: Month,
  contracts: readonly ContractId[],
): Promise<CloseOutcome[]> {
  const { db, providerId, now } = closer;
  const clients = await store.lockClientsOf(db, providerId, contracts);
  const places = new Map(contracts.map((contract, place) => [contract, place]));
  const placeOf = ({ contract }: ContractMonth): number => places.get(contract.id) ?? -1;
  const months = (await contractMonthsOf(db, providerId, month, clients))
    .filter((one) => placeOf(one) >= 0)
    .sort((a, b) => placeOf(a) - placeOf(b));
  const closed = await store.closedMonthsOf(db, providerId, contracts, month);
  const open = months.filter(({ contract }) => !closed.has(contract.id));
  const prepared = await prepareMonths(db, providerId, open, month, minuteOf(now));
  failpoint('after-rate');
  const issued = await issue(
    closer,
    month,
    prepared.filter(({ missing }) => missing.length === 0),
  );
  const missingOfContract = new Map(prepared.map((one) => [one.rated.month.contract.id, one.missing]));
  return contracts.map((contract): CloseOutcome => {
    const before = closed.get(contract);
    if (before)
      return { kind: 'closed', contract, invoice: before.invoice, number: before.number, again: true };
    const invoice = issued.get(contract);
    if (invoice) return { kind: 'closed', contract, ...invoice, again: false };
    const missing = missingOfContract.get(contract);
    return missing ? { kind: 'not-ready', contract, missing } : { kind: 'not-active', contract };
  });
}

/**
 * Months that are not closed, each with what is missing and the invoice it would have, in as many statements as `ratedMonths` and a
 * fixed number beside them; three more where something is held back and must be told in words.
 */
export async function prepareMonths(
  db: Db,
  provider: ProviderId,
  months: readonly ContractMonth[],
  month: Month,
  now: Instant,
): Promise<PreparedMonth[]> {
  if (months.length === 0) return [];
  const contracts = months.map(({ contract }) => contract.id);
  const rated = await ratedMonths(db, provider, months);
  const lastClosed = await store.lastClosedOf(db, provider, contracts, month);
  const billed = await feesBilledFor(db, provider, contracts, month);
  const clients = [...new Set(months.map(({ contract }) => contract.clientId))];
  const waiting = await pendingAdjustmentsOf(db, provider, clients);
  const exceptions = await exceptionsOf(db, provider, rated);
  const treatments = await treatmentsOf(db, provider, clients);
  const taxes = new Map((await listTaxes(db, provider)).map((tax) => [tax.id, tax]));
  const bases = await overageBases(db, provider, rated);
  return prepare(
    rated.map((one, index) => ({
      rated: one,
      missing: missingOf(
        one.month,
        lastClosed.get(one.month.contract.id) ?? null,
        exceptions(one),
        bases[index]?.standing ?? null,
        now,
      ),
      agreed: agreedFor(one, bases[index] ?? null),
      billed: billed.get(one.month.contract.id) ?? [],
      treatment: treatmentOn(
        treatments.get(one.month.contract.clientId) ?? [],
        taxes,
        formatDay(one.month.frame.zone.dayAt(now)),
      ),
    })),
    waiting,
  );
}

/** What is held back in rated months, in words. */
async function exceptionsOf(db: Db, provider: ProviderId, rated: readonly RatedMonth[]) {
  const held = rated.flatMap(({ statement, heldBackAfter }) => [...statement.exceptions, ...heldBackAfter]);
  if (held.length === 0) return () => [];
  const details = await detailsOf(db, provider, {
    entries: held.flatMap((one) => ('entry' in one ? [one.entry] : [])),
    expenses: held.flatMap((one) => ('expense' in one ? [one.expense] : [])),
  });
  return (one: RatedMonth) => openExceptions(one, details);
}

async function issue(
  { db, providerId, actor, now, newId, record }: Closer,
  month: Month,
  ready: readonly PreparedMonth[],
): Promise<ReadonlyMap<ContractId, { invoice: InvoiceId; number: string }>> {
  if (ready.length === 0) return new Map();
  const at = now.toString();
  const closures = ready.map((prepared) => newClosure(prepared, newId<'closure'>()));
  await store.insertReviews(db, providerId, closures, month, actor.id, at);
  await store.insertClosures(db, providerId, closures, month, actor.id, at);
  failpoint('mid-allocation');
  const partiesNow = await partiesOf(
    db,
    providerId,
    closures.map(({ client }) => client),
  );
  const { prefix, first } = await takeNumbers(db, providerId, ready.length);
  failpoint('after-number-before-insert');
  const invoices = ready.map(({ rated: { month: of }, lines, total, taxed, agreed }, index) => ({
    id: newId<'invoice'>(),
    kind: 'month' as const,
    client: of.contract.clientId,
    contract: of.contract.id,
    closure: closures[index]?.id ?? '',
    number: invoiceNumber(prefix, first + index),
    currency: of.contract.currency,
    total,
    lines,
    agreed,
    paper: paperOf(partiesNow(of.contract.clientId), formatDay(of.frame.zone.dayAt(minuteOf(now))), taxed),
  }));
  await insertInvoices(db, providerId, invoices, at);
  await insertPapers(
    db,
    providerId,
    invoices.map(({ id, client, paper }) => ({ invoice: id, client, paper })),
  );
  await insertInvoiceConsents(
    db,
    providerId,
    invoices.flatMap(({ id, client, agreed }) => agreed.map((one) => ({ ...one, invoice: id, client }))),
  );
  failpoint('after-issue-before-post');
  for (const { id, client, contract, number, currency, total, paper } of invoices) {
    const { tax } = paper.taxed;
    const detail = { contract, month: formatMonth(month), number, currency, total, tax };
    record({ act: 'month.closed', client, object: contract, detail });
    record({ act: 'invoice.issued', client, object: id, detail });
  }
  return new Map(invoices.map(({ contract, id, number }) => [contract, { invoice: id, number }]));
}

/** A month as it will stay. */
function newClosure({ rated: { month, statement } }: PreparedMonth, id: string): store.NewClosure {
  return {
    id,
    client: month.contract.clientId,
    contract: month.contract.id,
    period: `[${formatInstant(month.span.from)},${formatInstant(month.span.to)})`,
    days: `[${formatDay(month.days.from)},${formatDay(month.days.to)})`,
    terms: JSON.stringify(month.terms),
    statement: freeze(statement),
  };
}
