import { sql } from 'kysely';
import type { Db } from '../database/transaction.ts';
import type { ClientId, ProviderId } from '../people/person.ts';
import { dueDays } from './occurrence.ts';
import type { OccurrenceId } from './occurrence-id.ts';

/** Duties of clients that are open and come due within a week, or are overdue, and of which their clients were not told so yet. */
export async function untoldDuties(
  db: Db,
  provider: ProviderId,
  now: Temporal.Instant,
  limit: number,
): Promise<
  readonly { id: OccurrenceId; clientId: ClientId; row: number; dueDay: string; kind: 'coming' | 'overdue' }[]
> {
  const { rows } = await sql<{
    id: OccurrenceId;
    clientId: ClientId;
    row: number;
    dueDay: string;
    kind: 'coming' | 'overdue';
  }>`
    select o.id, o.client_id as "clientId", r.row_number as row, o.due_day as "dueDay", w.kind
    from occurrence o
    join plan_row r on r.provider_id = ${provider} and r.id = o.plan_row_id
    join plan n on n.provider_id = ${provider} and n.id = r.plan_id
    join contract k on k.provider_id = ${provider} and k.id = n.contract_id
    cross join lateral (select (${now.toString()}::timestamptz at time zone k.time_zone)::date as today) t
    cross join lateral (select case when o.due_day < t.today then 'overdue' else 'coming' end as kind) w
    where o.provider_id = ${provider} and r.owner = 'client'
      and o.due_day >= t.today - 60 and o.due_day <= t.today + ${dueDays}::int
      and not exists (select from occurrence_end e where e.provider_id = ${provider} and e.occurrence_id = o.id)
      and not exists (select from occurrence_reminder m where m.provider_id = ${provider} and m.occurrence_id = o.id and m.kind = w.kind)
    order by o.due_day, o.id limit ${limit}`.execute(db);
  return rows;
}

/** Keeps that a client was reminded; false where it was before. */
export async function insertReminder(
  db: Db,
  provider: ProviderId,
  duty: { readonly id: OccurrenceId; readonly clientId: ClientId; readonly kind: 'coming' | 'overdue' },
  at: string,
): Promise<boolean> {
  const inserted = await db
    .insertInto('occurrence_reminder')
    .values({
      provider_id: provider,
      occurrence_id: duty.id,
      kind: duty.kind,
      client_id: duty.clientId,
      told_at: at,
    })
    .onConflict((conflict) => conflict.columns(['provider_id', 'occurrence_id', 'kind']).doNothing())
    .executeTakeFirst();
  return inserted.numInsertedOrUpdatedRows === 1n;
}
