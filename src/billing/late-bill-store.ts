import { sql } from 'kysely';
import { z } from 'zod';
import { money } from '../core/money.ts';
import { firstDayOf } from '../core/month.ts';
import type { Db } from '../database/transaction.ts';
import type { ClientId, PersonId, ProviderId } from '../people/person.ts';
import type { LateAdjusted, LineEffect } from './late-time-effect.ts';
import type { ClosedMonthKey } from './late-time-store.ts';
import type { LateTimeId } from './late-time.ts';

/** What was adjusted about the invoices of closed months: for late time by kind of line, and by hand in all. */
export interface AdjustedMonth {
  readonly forLateTime: readonly LateAdjusted[];
  readonly byHand: number;
}

/** What was adjusted since, by invoice. */
export async function adjustedSince(
  db: Db,
  provider: ProviderId,
  invoices: readonly string[],
): Promise<ReadonlyMap<string, AdjustedMonth>> {
  const rows = await db
    .selectFrom('adjustment as a')
    .leftJoin('late_time_adjustment as l', (join) =>
      join.on('l.provider_id', '=', provider).onRef('l.adjustment_id', '=', 'a.id'),
    )
    .select(['a.invoice_id', 'a.amount', 'l.kind', 'l.rate', 'l.minutes'])
    .where('a.provider_id', '=', provider)
    .where('a.invoice_id', '=', sql<string>`any (${invoices}::uuid[])`)
    .orderBy('a.made_at')
    .orderBy('a.id')
    .execute();
  return new Map(
    [...Map.groupBy(rows, (row) => row.invoice_id)].map(([invoice, ofInvoice]) => [
      invoice,
      {
        forLateTime: ofInvoice.flatMap(({ kind, rate, minutes, amount }) =>
          kind === null
            ? []
            : [
                {
                  kind: LineKind.parse(kind),
                  rate: rate === null ? null : money(rate),
                  minutes: minutes ?? 0,
                  amount: money(amount),
                },
              ],
        ),
        byHand: ofInvoice.reduce((total, { kind, amount }) => total + (kind === null ? amount : 0), 0),
      },
    ]),
  );
}

const LineKind = z.enum(['overage', 'after-hours', 'after-hours-surcharge', 'incremental']);

/** Notes that late time was billed by an act, whether or not it made a difference. */
export async function insertBill(
  db: Db,
  provider: ProviderId,
  bill: string,
  { contract, client, month }: ClosedMonthKey,
  billed: readonly LateTimeId[],
  by: PersonId,
  at: string,
): Promise<void> {
  const of = { provider_id: provider, client_id: client };
  await db
    .insertInto('late_time_bill')
    .values({
      ...of,
      id: bill,
      contract_id: contract,
      month: firstDayOf(month),
      billed_by: by,
      billed_at: at,
    })
    .execute();
  await db
    .insertInto('late_time_billed')
    .values(billed.map((id) => ({ ...of, late_time_id: id, late_time_bill_id: bill })))
    .execute();
}

/** Says which line, by kind and rate, an adjustment for late time is about. */
export async function insertLateAdjustment(
  db: Db,
  provider: ProviderId,
  client: ClientId,
  bill: string,
  { adjustment, kind, rate, minutes }: { adjustment: string } & Pick<LineEffect, 'kind' | 'rate' | 'minutes'>,
): Promise<void> {
  await db
    .insertInto('late_time_adjustment')
    .values({
      provider_id: provider,
      client_id: client,
      late_time_bill_id: bill,
      adjustment_id: adjustment,
      kind,
      rate,
      minutes,
    })
    .execute();
}
