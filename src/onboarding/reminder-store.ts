import { sql } from 'kysely';
import type { Db } from '../database/transaction.ts';
import type { ClientId, ProviderId } from '../people/person.ts';
import type { TaskId } from './task.ts';

/** An open task of a client, of which the client is to be told. */
export interface UntoldTask {
  readonly id: TaskId;
  readonly clientId: ClientId;
  readonly title: string;
  readonly dueDay: string;
  readonly evidence: string;
  readonly kind: 'coming' | 'overdue';
  /** Where the contact is reached who does it; null where nobody is named or they have left. */
  readonly email: string | null;
}

/** Tasks of clients that are open and come due within some days, or are overdue by 60 at most, and of which their clients were not told so yet. */
export async function untoldTasks(
  db: Db,
  provider: ProviderId,
  now: Temporal.Instant,
  days: number,
  limit: number,
): Promise<UntoldTask[]> {
  const { rows } = await sql<UntoldTask>`
    select t.id, t.client_id as "clientId", t.title, t.due_day as "dueDay", t.evidence, w.kind, k.email
    from onboarding_task t
    join client c on c.provider_id = ${provider} and c.id = t.client_id
    left join contact k on k.provider_id = ${provider} and k.id = t.contact_id and k.ended_at is null
    cross join lateral (select (${now.toString()}::timestamptz at time zone c.time_zone)::date as today) d
    cross join lateral (select case when t.due_day < d.today then 'overdue' else 'coming' end as kind) w
    where t.provider_id = ${provider} and t.owner = 'client'
      and t.due_day >= d.today - 60 and t.due_day <= d.today + ${days}::int
      and not exists (select from onboarding_task_end e where e.provider_id = ${provider} and e.onboarding_task_id = t.id)
      and not exists (select from onboarding_task_reminder m where m.provider_id = ${provider} and m.onboarding_task_id = t.id
        and m.kind = w.kind and m.due_day = t.due_day)
    order by t.due_day, t.id limit ${limit}`.execute(db);
  return rows;
}

/** Keeps that a client was reminded; false where it was before. */
export async function insertReminder(
  db: Db,
  provider: ProviderId,
  { id, clientId, kind, dueDay }: UntoldTask,
  at: string,
): Promise<boolean> {
  const inserted = await db
    .insertInto('onboarding_task_reminder')
    .values({
      provider_id: provider,
      onboarding_task_id: id,
      kind,
      due_day: dueDay,
      client_id: clientId,
      told_at: at,
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return inserted.numInsertedOrUpdatedRows === 1n;
}
