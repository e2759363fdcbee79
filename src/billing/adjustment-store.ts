import { sql } from 'kysely';
import type { ContractId } from '../contracts/contract.ts';
import { known } from '../core/id.ts';
import { amountOf, money, type Money } from '../core/money.ts';
import { monthFrom } from '../core/month.ts';
import type { Db } from '../database/transaction.ts';
import type { ClientId, PersonId, ProviderId } from '../people/person.ts';
import { Adjustment, type AdjustmentId, type UnbilledAdjustments } from './adjustment.ts';
import type { InvoiceId, PendingAdjustment } from './invoice.ts';

/**
 * The adjustments of clients that wait for their next invoice, by client and currency, in the order in which they were made. They are
 * found first, because they are few and invoices are many.
 */
export async function pendingAdjustmentsOf(
  db: Db,
  provider: ProviderId,
  clients: readonly ClientId[],
): Promise<(PendingAdjustment & { readonly client: ClientId; readonly currency: string })[]> {
  const { rows } = await sql<{
    id: string;
    client_id: string;
    amount: number;
    currency: string;
    month: string;
  }>`
    with a as materialized (select a.id, a.client_id, a.invoice_id, a.amount, a.made_at from adjustment a
      where a.provider_id = ${provider} and a.client_id = any (${clients}::uuid[])
        and not exists (select from invoice_line l where l.provider_id = ${provider} and l.adjustment_id = a.id))
    select a.id, a.client_id, a.amount, i.currency, c.month
    from a
    join invoice i on i.provider_id = ${provider} and i.id = a.invoice_id
    join closure c on c.provider_id = ${provider} and c.id = i.closure_id
    order by a.made_at, a.id`.execute(db);
  return rows.map((row) => ({
    id: row.id,
    client: known(row.client_id),
    currency: row.currency,
    month: monthFrom(row.month),
    amount: money(row.amount),
  }));
}

/** Whether the last month of contract `k` is still to be closed; months are closed in their order, so that an invoice is to come then. */
const isOpen = (provider: ProviderId) => sql<boolean>`not exists (
  select from closure c where c.provider_id = ${provider} and c.contract_id = k.id
    and c.month = date_trunc('month', (k.end_day - 1)::timestamp)::date)`;

/** What waits for clients that have no invoice to come in its currency, by the client's name. */
export async function unbilledAdjustments(db: Db, provider: ProviderId): Promise<UnbilledAdjustments[]> {
  const { rows } = await sql<{
    client_id: string;
    name: string;
    currency: string;
    amount: number;
    adjustments: number;
    since: string;
  }>`
    select a.client_id, n.name, i.currency, sum(a.amount)::bigint as amount, count(*)::int as adjustments, min(a.made_at) as since
    from adjustment a
    join invoice i on i.provider_id = ${provider} and i.id = a.invoice_id
    join client n on n.provider_id = ${provider} and n.id = a.client_id
    where a.provider_id = ${provider}
      and not exists (select from invoice_line l where l.provider_id = ${provider} and l.adjustment_id = a.id)
      and not exists (select from contract k where k.provider_id = ${provider} and k.client_id = a.client_id
        and k.currency = i.currency and ${isOpen(provider)})
    group by a.client_id, n.name, i.currency
    order by n.name, a.client_id, i.currency`.execute(db);
  return rows.map((row) => ({
    clientId: known(row.client_id),
    clientName: row.name,
    currency: row.currency,
    amount: amountOf(row.amount, row.currency),
    count: row.adjustments,
    since: row.since,
  }));
}

/** The number of a client's contract in a currency that has months to close, the first to end; null where none has. */
export async function openContractOf(
  db: Db,
  provider: ProviderId,
  client: ClientId,
  currency: string,
): Promise<string | null> {
  const row = await db
    .selectFrom('contract as k')
    .select('k.number')
    .where('k.provider_id', '=', provider)
    .where('k.client_id', '=', client)
    .where('k.currency', '=', currency)
    .where(isOpen(provider))
    .orderBy('k.end_day')
    .limit(1)
    .executeTakeFirst();
  return row?.number ?? null;
}

/** The last closure of a client in a currency, with its contract and the contract's zone. */
export async function lastClosureOf(
  db: Db,
  provider: ProviderId,
  client: ClientId,
  currency: string,
): Promise<{ readonly closure: string; readonly contract: ContractId; readonly timeZone: string }> {
  const row = await db
    .selectFrom('closure as c')
    .innerJoin('contract as k', (join) =>
      join.onRef('k.provider_id', '=', 'c.provider_id').onRef('k.id', '=', 'c.contract_id'),
    )
    .select(['c.id', 'c.contract_id', 'k.time_zone'])
    .where('c.provider_id', '=', provider)
    .where('k.provider_id', '=', provider)
    .where('c.client_id', '=', client)
    .where('k.currency', '=', currency)
    .orderBy('c.month', 'desc')
    .orderBy('k.end_day', 'desc')
    .limit(1)
    .executeTakeFirstOrThrow();
  return { closure: row.id, contract: known(row.contract_id), timeZone: row.time_zone };
}

/** The adjustments of a client, newest first, each with the invoice that billed it. */
export async function listAdjustments(db: Db, provider: ProviderId, client: ClientId): Promise<Adjustment[]> {
  const rows = await adjustmentRows(db, provider)
    .where('a.client_id', '=', client)
    .orderBy('a.made_at', 'desc')
    .orderBy('a.id', 'desc')
    .execute();
  return rows.map(adjustmentFrom);
}

/** Adjustments by id, for whoever shows lines of them. */
export async function findAdjustments(
  db: Db,
  provider: ProviderId,
  ids: readonly string[],
): Promise<ReadonlyMap<string, Adjustment>> {
  if (ids.length === 0) return new Map();
  const rows = await adjustmentRows(db, provider)
    .where('a.id', '=', sql<string>`any (${ids}::uuid[])`)
    .execute();
  return new Map(rows.map((row) => [row.id, adjustmentFrom(row)]));
}

/** What was adjusted about an invoice, in minor units of its currency. */
export async function adjustedOf(
  db: Db,
  provider: ProviderId,
  invoice: InvoiceId,
): Promise<{ readonly position: number | null; readonly amount: Money }[]> {
  const rows = await db
    .selectFrom('adjustment')
    .select(['position', 'amount'])
    .where('provider_id', '=', provider)
    .where('invoice_id', '=', invoice)
    .execute();
  return rows.map(({ position, amount }) => ({ position, amount: money(amount) }));
}

export interface NewAdjustment {
  readonly id: AdjustmentId;
  readonly client: ClientId;
  readonly invoice: InvoiceId;
  readonly position: number | null;
  readonly amount: Money;
  readonly reason: string;
  readonly by: PersonId;
  readonly at: string;
}

export async function insertAdjustment(
  db: Db,
  provider: ProviderId,
  { id, client, invoice, position, amount, reason, by, at }: NewAdjustment,
): Promise<void> {
  await db
    .insertInto('adjustment')
    .values({
      provider_id: provider,
      id,
      client_id: client,
      invoice_id: invoice,
      position,
      amount,
      reason,
      made_by: by,
      made_at: at,
    })
    .execute();
}

const adjustmentRows = (db: Db, provider: ProviderId) =>
  db
    .selectFrom('adjustment as a')
    .innerJoin('invoice as i', (join) =>
      join.onRef('i.provider_id', '=', 'a.provider_id').onRef('i.id', '=', 'a.invoice_id'),
    )
    .innerJoin('person as p', (join) =>
      join.onRef('p.provider_id', '=', 'a.provider_id').onRef('p.id', '=', 'a.made_by'),
    )
    .leftJoin('invoice_line as l', (join) =>
      join.on('l.provider_id', '=', provider).onRef('l.adjustment_id', '=', 'a.id'),
    )
    .leftJoin('invoice as b', (join) =>
      join.on('b.provider_id', '=', provider).onRef('b.id', '=', 'l.invoice_id'),
    )
    .select([
      'a.id',
      'a.client_id',
      'a.invoice_id',
      'i.number',
      'i.currency',
      'a.position',
      'a.amount',
      'a.reason',
      'a.made_by',
      'p.name as made_by_name',
      'a.made_at',
      'b.id as billed_id',
      'b.number as billed_number',
      'l.position as billed_line',
    ])
    .where('a.provider_id', '=', provider)
    .where('i.provider_id', '=', provider)
    .where('p.provider_id', '=', provider);

const adjustmentFrom = (
  row: Awaited<ReturnType<ReturnType<typeof adjustmentRows>['executeTakeFirstOrThrow']>>,
): Adjustment =>
  Adjustment.parse({
    id: row.id,
    clientId: row.client_id,
    invoiceId: row.invoice_id,
    invoiceNumber: row.number,
    position: row.position,
    currency: row.currency,
    amount: amountOf(row.amount, row.currency),
    reason: row.reason,
    madeBy: row.made_by,
    madeByName: row.made_by_name,
    madeAt: row.made_at,
    state:
      row.billed_id === null
        ? { state: 'waiting' }
        : {
            state: 'billed',
            invoiceId: row.billed_id,
            invoiceNumber: row.billed_number,
            line: row.billed_line,
          },
  });
