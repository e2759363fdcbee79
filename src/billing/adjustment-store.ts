import { sql } from 'kysely';
import { known } from '../core/id.ts';
import { amountOf, money, type Money } from '../core/money.ts';
import { monthFrom } from '../core/month.ts';
import type { Db } from '../database/transaction.ts';
import type { ClientId, PersonId, ProviderId } from '../people/person.ts';
import { Adjustment, type AdjustmentId } from './adjustment.ts';
import type { InvoiceId, PendingAdjustment } from './invoice.ts';

/** The adjustments of clients that wait for their next invoice, by client and currency, in the order in which they were made. */
export async function pendingAdjustmentsOf(
  db: Db,
  provider: ProviderId,
  clients: readonly ClientId[],
): Promise<(PendingAdjustment & { readonly client: ClientId; readonly currency: string })[]> {
  const rows = await db
    .selectFrom('adjustment as a')
    .innerJoin('invoice as i', (join) =>
      join.onRef('i.provider_id', '=', 'a.provider_id').onRef('i.id', '=', 'a.invoice_id'),
    )
    .innerJoin('closure as c', (join) =>
      join.onRef('c.provider_id', '=', 'a.provider_id').onRef('c.id', '=', 'i.closure_id'),
    )
    .leftJoin('invoice_line as l', (join) =>
      join.on('l.provider_id', '=', provider).onRef('l.adjustment_id', '=', 'a.id'),
    )
    .select(['a.id', 'a.client_id', 'a.amount', 'i.currency', 'c.month'])
    .where('a.provider_id', '=', provider)
    .where('i.provider_id', '=', provider)
    .where('c.provider_id', '=', provider)
    .where('a.client_id', '=', sql<string>`any (${clients}::uuid[])`)
    .where('l.adjustment_id', 'is', null)
    .orderBy('a.made_at')
    .orderBy('a.id')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    client: known(row.client_id),
    currency: row.currency,
    month: monthFrom(row.month),
    amount: money(row.amount),
  }));
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
