import { notFound, Refused } from '../core/refusal.ts';
import type { Handlers } from '../core/route.ts';
import { doneBy, type Context } from '../people/context.ts';
import type { ClientId } from '../people/person.ts';
import { theLockedOnboarding } from './onboarding-handlers.ts';
import { phaseClosed } from './onboarding.ts';
import { requireOwner } from './owner-handlers.ts';
import type { taskApi } from './task-api.ts';
import * as store from './task-store.ts';
import {
  evidenceMissing,
  isShown,
  notYourTask,
  taskEdited,
  taskEnded,
  type Task,
  type TaskDraft,
  type TaskId,
} from './task.ts';

export const taskHandlers: Handlers<typeof taskApi, Context> = {
  async addOnboardingTask(context, { params, body }) {
    const { db, providerId } = context;
    const onboarding = await theLockedOnboarding(context, params.onboarding);
    if (onboarding.closed.includes(body.phase)) throw new Refused(phaseClosed, phaseClosed.title);
    await requireWho(context, onboarding.clientId, body);
    const id = context.newId<'onboarding-task'>();
    const done = doneBy(context);
    await store.insertTasks(db, providerId, onboarding, [{ ...body, id }], done);
    context.record({
      act: 'onboarding-task.added',
      client: onboarding.clientId,
      object: id,
      detail: { onboarding: onboarding.id, ...body },
    });
    return theTask(context, id);
  },

  async editOnboardingTask(context, { params, body }) {
    const { version, ...draft } = body;
    const before = await theOpenTask(context, params.task);
    await requireWho(context, before.clientId, draft);
    if (!(await store.updateTask(context.db, context.providerId, before, draft, version)))
      throw new Refused(taskEdited, `It is at version ${before.version} now.`, { version: before.version });
    context.record({
      act: 'onboarding-task.edited',
      client: before.clientId,
      object: before.id,
      detail: { before: detailOf(before), after: draft },
    });
    return theTask(context, before.id);
  },

  async completeOnboardingTask(context, { params, body }) {
    const task = await theOpenTask(context, params.task);
    if (context.actor.clientId !== null && task.owner !== 'client')
      throw new Refused(notYourTask, notYourTask.title);
    if (!isShown(task, body))
      throw new Refused(evidenceMissing, `It asks for: ${task.evidence}.`, {}, [
        { path: '/words', message: `say it here or give a link: ${task.evidence}` },
      ]);
    return end(context, task, { outcome: 'done', ...body });
  },

  async dropOnboardingTask(context, { params, body }) {
    const task = await theOpenTask(context, params.task);
    return end(context, task, { outcome: 'dropped', words: body.reason, link: '' });
  },
};

async function theTask({ db, providerId }: Context, id: TaskId): Promise<store.FoundTask> {
  const [task] = await store.listTasks(db, providerId, { task: id });
  if (!task) throw new Refused(notFound, notFound.title);
  return task;
}

async function theOpenTask(context: Context, id: TaskId): Promise<store.FoundTask> {
  const task = await theTask(context, id);
  if (task.end) throw new Refused(taskEnded, `${task.end.byName} said that it is ${task.end.outcome}.`);
  return task;
}

async function requireWho(context: Context, client: ClientId, { owner, who }: TaskDraft): Promise<void> {
  if (who !== null)
    await requireOwner(context, client, owner === 'client' ? 'client' : 'provider', who, '/who');
}

async function end(
  context: Context,
  task: store.FoundTask,
  how: { readonly outcome: 'done' | 'dropped'; readonly words: string; readonly link: string },
): Promise<Task> {
  const { db, providerId } = context;
  if (!(await store.insertTaskEnd(db, providerId, task, how, doneBy(context))))
    throw new Refused(taskEnded, taskEnded.title);
  context.record({
    act: `onboarding-task.${how.outcome}`,
    client: task.clientId,
    object: task.id,
    detail: { title: task.title, words: how.words, link: how.link },
  });
  return theTask(context, task.id);
}

const detailOf = ({ title, owner, who, dueDay, evidence }: Task): TaskDraft => ({
  title,
  owner,
  who: who?.id ?? null,
  dueDay,
  evidence,
});
