import { z } from 'zod';
import { everyone, lead, route, workers } from '../people/access.ts';
import { OnboardingId, phaseClosed } from './onboarding.ts';
import { phases } from './phase.ts';
import {
  evidenceMissing,
  Link,
  notYourTask,
  Task,
  TaskDraft,
  taskEdited,
  taskEnded,
  TaskId,
  whoUnknown,
} from './task.ts';

const ofTask = z.object({ task: TaskId });

export const taskApi = {
  addOnboardingTask: route({
    method: 'POST',
    path: '/onboardings/{onboarding}/tasks',
    command: 'onboarding-task add',
    summary: 'Adds a task to a phase of an onboarding.',
    access: workers,
    params: z.object({ onboarding: OnboardingId }),
    body: TaskDraft.extend({ phase: z.enum(phases) }),
    out: Task,
    status: 201,
    idempotent: true,
    refusals: [phaseClosed, whoUnknown],
  }),
  editOnboardingTask: route({
    method: 'PUT',
    path: '/onboarding-tasks/{task}',
    command: 'onboarding-task edit',
    summary:
      'Changes what is to be done, whose it is, by whom and until when; names the version it was made from.',
    access: workers,
    params: ofTask,
    body: TaskDraft.extend({ version: z.int() }),
    out: Task,
    refusals: [taskEnded, taskEdited, whoUnknown],
  }),
  completeOnboardingTask: route({
    method: 'POST',
    path: '/onboarding-tasks/{task}/completion',
    command: 'onboarding-task complete',
    summary:
      'Says that a task is done, with what shows it where it asks for that; people of a client say so of the client’s.',
    access: everyone,
    params: ofTask,
    body: z.object({ words: z.string().trim().max(2000).default(''), link: Link }),
    out: Task,
    idempotent: true,
    refusals: [taskEnded, evidenceMissing, notYourTask],
  }),
  dropOnboardingTask: route({
    method: 'POST',
    path: '/onboarding-tasks/{task}/drop',
    command: 'onboarding-task drop',
    summary: 'Drops a task that is not to be done, with a reason.',
    access: lead,
    params: ofTask,
    body: z.object({ reason: z.string().trim().min(1, 'say why').max(2000) }),
    out: Task,
    idempotent: true,
    refusals: [taskEnded],
  }),
};
