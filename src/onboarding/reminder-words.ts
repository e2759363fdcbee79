import { dayFrom, dayInWords } from '../core/day.ts';

/** A task of a client as a mail tells of it. */
export interface ToldTask {
  readonly title: string;
  readonly dueDay: string;
  readonly kind: 'coming' | 'overdue';
  readonly evidence: string;
}

/**
 * What a client is told of a task of its own: once before it is due, once when it is overdue.
 * Example: "Confirm the list of supported devices: due on 20 November 2026".
 */
export function reminderOf({ title, dueDay, kind, evidence }: ToldTask): {
  readonly subject: string;
  readonly text: string;
} {
  const on = dayInWords(dayFrom(dueDay));
  const was = kind === 'coming' ? 'is' : 'was';
  const wanted = evidence === '' ? '' : ` What shows that it was done: ${evidence}.`;
  return {
    subject: `${title}: ${kind === 'coming' ? 'due' : 'was due'} on ${on}`,
    text: `“${title}” is yours to do while you come into the service. It ${was} due on ${on}.${wanted}`,
  };
}
