import { dayFrom, dayInWords } from '../core/day.ts';

/** A duty of a client as a mail tells of it. */
export interface ToldDuty {
  readonly name: string;
  readonly dueDay: string;
  readonly kind: 'coming' | 'overdue';
  readonly evidenceWords: string;
  readonly holdsUp: string | null;
}

/**
 * What a client is told of a duty of its own: once before it is due, once when it is overdue, then with what it holds up.
 * Example: "Review of access management policies is due on 30 June 2026".
 */
export function reminderOf({ name, dueDay, kind, evidenceWords, holdsUp }: ToldDuty): {
  readonly subject: string;
  readonly text: string;
} {
  const on = dayInWords(dayFrom(dueDay));
  const subject = kind === 'coming' ? `${name} is due on ${on}` : `${name} was due on ${on}`;
  const wanted = evidenceWords === '' ? '' : ` What it takes: ${evidenceWords}.`;
  const held = kind === 'overdue' && holdsUp !== null ? `\n\nUntil it is done: ${holdsUp}` : '';
  return {
    subject,
    text: `${name} is a duty of your organisation under the service plan. It ${kind === 'coming' ? 'is' : 'was'} due on ${on}.${wanted}${held}`,
  };
}
