import type { z } from 'zod';
import type { Db } from '../database/transaction.ts';
import { ClientId, type ProviderId } from '../people/person.ts';
import { OnboardingId, type Onboarding } from './onboarding.ts';
import type { Phase } from './phase.ts';
import { Task, type TaskDraft, type TaskId } from './task.ts';
import type { Done } from '../people/person.ts';

/** A task, and of which onboarding and client it is. */
const FoundTask = Task.extend({ onboardingId: OnboardingId, clientId: ClientId });
export type FoundTask = z.output<typeof FoundTask>;

/** The tasks of an onboarding, or one task: by the day they are due, then as they were added. */
export async function listTasks(
  db: Db,
  provider: ProviderId,
  which: { readonly onboarding: OnboardingId } | { readonly task: TaskId },
): Promise<FoundTask[]> {
  const rows = await taskRows(db, provider)
    .$if('onboarding' in which, (query) =>
      query.where('t.onboarding_id', '=', 'onboarding' in which ? which.onboarding : ''),
    )
    .$if('task' in which, (query) => query.where('t.id', '=', 'task' in which ? which.task : ''))
    .orderBy('t.due_day')
    .orderBy('t.id')
    .execute();
  return rows.map(taskFrom);
}

/** A task as it is added. */
export interface NewTask extends TaskDraft {
  readonly id: TaskId;
  readonly phase: Phase;
}

export async function insertTasks(
  db: Db,
  provider: ProviderId,
  { id: onboarding, clientId }: Pick<Onboarding, 'id' | 'clientId'>,
  tasks: readonly NewTask[],
  { by, at }: Done,
): Promise<void> {
  if (tasks.length === 0) return;
  await db
    .insertInto('onboarding_task')
    .values(
      tasks.map(({ id, phase, ...draft }) => ({
        provider_id: provider,
        id,
        client_id: clientId,
        onboarding_id: onboarding,
        phase,
        ...columnsOf(draft),
        added_by: by,
        added_at: at,
      })),
    )
    .execute();
}

/** Saves an edit made from `version`; false where the task has moved on since. */
export async function updateTask(
  db: Db,
  provider: ProviderId,
  { id, clientId }: Pick<FoundTask, 'id' | 'clientId'>,
  draft: TaskDraft,
  version: number,
): Promise<boolean> {
  const updated = await db
    .updateTable('onboarding_task')
    .set({ ...columnsOf(draft), version: version + 1 })
    .where('provider_id', '=', provider)
    .where('client_id', '=', clientId)
    .where('id', '=', id)
    .where('version', '=', version)
    .executeTakeFirst();
  return updated.numUpdatedRows === 1n;
}

/** Ends a task, once; false where it ended before, also by somebody at the same moment. */
export async function insertTaskEnd(
  db: Db,
  provider: ProviderId,
  { id, clientId }: Pick<FoundTask, 'id' | 'clientId'>,
  {
    outcome,
    words,
    link,
  }: { readonly outcome: 'done' | 'dropped'; readonly words: string; readonly link: string },
  { by, at }: Done,
): Promise<boolean> {
  const row = await db
    .insertInto('onboarding_task_end')
    .values({
      provider_id: provider,
      onboarding_task_id: id,
      client_id: clientId,
      outcome,
      words,
      link,
      ended_by: by,
      ended_at: at,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('onboarding_task_id')
    .executeTakeFirst();
  return row !== undefined;
}

const columnsOf = ({ title, owner, who, dueDay, evidence }: TaskDraft) => ({
  title,
  owner,
  person_id: owner === 'client' ? null : who,
  contact_id: owner === 'client' ? who : null,
  due_day: dueDay,
  evidence,
});

const taskRows = (db: Db, provider: ProviderId) =>
  db
    .selectFrom('onboarding_task as t')
    .leftJoin('person as p', (join) =>
      join.on('p.provider_id', '=', provider).onRef('p.id', '=', 't.person_id'),
    )
    .leftJoin('contact as k', (join) =>
      join.on('k.provider_id', '=', provider).onRef('k.id', '=', 't.contact_id'),
    )
    .leftJoin('onboarding_task_end as e', (join) =>
      join.on('e.provider_id', '=', provider).onRef('e.onboarding_task_id', '=', 't.id'),
    )
    .leftJoin('person as q', (join) =>
      join.on('q.provider_id', '=', provider).onRef('q.id', '=', 'e.ended_by'),
    )
    .select(['t.id', 't.onboarding_id', 't.client_id', 't.phase', 't.title', 't.owner', 't.due_day'])
    .select(['t.evidence', 't.version', 't.person_id', 't.contact_id', 'p.name as person_name'])
    .select([
      'k.name as contact_name',
      'e.outcome',
      'e.words',
      'e.link',
      'e.ended_at',
      'q.name as ended_by_name',
    ])
    .where('t.provider_id', '=', provider);

const taskFrom = (
  row: Awaited<ReturnType<ReturnType<typeof taskRows>['executeTakeFirstOrThrow']>>,
): FoundTask => {
  const who = row.person_id ?? row.contact_id;
  return FoundTask.parse({
    id: row.id,
    onboardingId: row.onboarding_id,
    clientId: row.client_id,
    phase: row.phase,
    title: row.title,
    owner: row.owner,
    who: who === null ? null : { id: who, name: row.person_name ?? row.contact_name },
    dueDay: row.due_day,
    evidence: row.evidence,
    version: row.version,
    end: row.outcome && {
      outcome: row.outcome,
      words: row.words,
      link: row.link,
      byName: row.ended_by_name,
      at: row.ended_at,
    },
  });
};
