import { z } from 'zod';
import { idOf, type Id } from '../core/id.ts';
import { refusal } from '../core/refusal.ts';
import { Day, Moment } from '../core/shape.ts';
import { phases } from './phase.ts';
import { taskOwners } from './template.ts';

export type TaskId = Id<'onboarding-task'>;
export const TaskId = idOf('onboarding-task');

export const taskEnded = refusal(409, 'onboarding-task.ended', 'This task is done or dropped already.');
export const taskEdited = refusal(
  412,
  'onboarding-task.edited-meanwhile',
  'Somebody else changed this task meanwhile. Look at it again, then make your change.',
);
export const evidenceMissing = refusal(
  422,
  'onboarding-task.no-evidence',
  'This task is done with something that shows it: say it in words, or where it is.',
);
export const notYourTask = refusal(
  403,
  'onboarding-task.not-yours',
  'People of a client say that tasks of the client are done; those of the provider are its own to do.',
);
export const whoUnknown = refusal(
  422,
  'onboarding.unknown-owner',
  'Named is somebody of the provider who is active, or a contact of the client who has not left.',
);

/** A link that a browser may follow. */
export const Link = z
  .string()
  .trim()
  .max(500)
  .regex(/^(https?:\/\/\S+)?$/, 'a link begins with https://')
  .default('')
  .meta({ examples: ['https://docs.example.com/notes'] });

/** What is to be done, by whom and until when. `who` is a person of the provider, or a contact where the client owns it; null for nobody yet. */
export const TaskDraft = z.object({
  title: z.string().trim().min(1, 'say what is to be done').max(200),
  owner: z.enum(taskOwners),
  who: z.uuid().nullable().default(null),
  dueDay: Day,
  evidence: z.string().trim().max(300).default(''),
});
export type TaskDraft = z.output<typeof TaskDraft>;

export const TaskEnd = z.object({
  outcome: z.enum(['done', 'dropped']),
  words: z.string(),
  link: z.string(),
  byName: z.string(),
  at: Moment,
});

export const Task = z
  .object({
    id: TaskId,
    phase: z.enum(phases),
    title: z.string(),
    owner: z.enum(taskOwners),
    who: z.object({ id: z.uuid(), name: z.string() }).nullable(),
    dueDay: Day,
    evidence: z.string(),
    version: z.int(),
    /** Null while it is open. */
    end: TaskEnd.nullable(),
  })
  .meta({ id: 'OnboardingTask' });
export type Task = z.output<typeof Task>;

/**
 * Whether a task is late: open on the day after the one it is due on.
 * Example: due on 2026-11-16 → not on the 16th, late on the 17th.
 */
export const isLate = ({ end, dueDay }: Pick<Task, 'end' | 'dueDay'>, today: string): boolean =>
  end === null && dueDay < today;

/**
 * Whether what shows that a task was done is enough: words or a link where it asks for evidence, else nothing.
 * Example: "Draw the diagrams" asks where they are: a link is enough, and so are words.
 */
export const isShown = (
  { evidence }: Pick<Task, 'evidence'>,
  { words, link }: { readonly words: string; readonly link: string },
): boolean => evidence === '' || words !== '' || link !== '';
