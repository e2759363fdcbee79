import { z } from 'zod';
import { dayFrom, dayInWords } from '../core/day.ts';
import { idOf, type Id } from '../core/id.ts';
import { refusal } from '../core/refusal.ts';
import { Day, Moment } from '../core/shape.ts';
import { ClientId } from '../people/person.ts';
import { TouchPointId } from './touch-point.ts';

export type ActionId = Id<'action'>;
export const ActionId = idOf('action');

export const actionEnded = refusal(409, 'action.ended', 'This action is done or dropped already.');
export const actionEdited = refusal(
  412,
  'action.edited-meanwhile',
  'Somebody else changed this action meanwhile. Look at it again, then make your change.',
);
export const ownerUnknown = refusal(
  422,
  'action.owner-unknown',
  'An action is taken on by somebody of the provider who is active, or by a contact of the client who has not left.',
);
export const notYourAction = refusal(
  403,
  'action.not-yours',
  'This action is somebody else’s to do. Its owner says that it is done, or an executive of the client.',
);

/** What somebody takes on, who, and until which day of the client's zone. */
export const ActionDraft = z.object({
  title: z.string().trim().min(1, 'say what is to be done').max(300),
  owner: z.object({ side: z.enum(['provider', 'client']), id: z.uuid() }),
  dueDay: Day,
});
export type ActionDraft = z.output<typeof ActionDraft>;

export const Action = z
  .object({
    id: ActionId,
    clientId: ClientId,
    clientName: z.string(),
    /** The call in which it was taken on. */
    touchPointId: TouchPointId,
    title: z.string(),
    owner: z.object({ side: z.enum(['provider', 'client']), id: z.uuid(), name: z.string() }),
    dueDay: Day,
    version: z.int(),
    addedAt: Moment,
    /** Null while it is open, and so carried over from call to call. */
    end: z
      .object({
        outcome: z.enum(['done', 'dropped']),
        reason: z.string().nullable(),
        byName: z.string(),
        at: Moment,
      })
      .nullable(),
  })
  .meta({ id: 'Action' });
export type Action = z.output<typeof Action>;

/**
 * An action in a sentence, overdue from the day after the one it is due on.
 * Example: on 2026-12-02 → "Marek: send the drawing, due 1 December 2026, overdue".
 */
export function actionInWords(
  { title, owner, dueDay }: Pick<Action, 'title' | 'owner' | 'dueDay'>,
  today: string,
): string {
  const late = dueDay < today ? ', overdue' : '';
  return `${owner.name}: ${title}, due ${dayInWords(dayFrom(dueDay))}${late}`;
}
