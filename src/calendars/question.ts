import { formatInstant } from '../core/instant.ts';
import { minutes, type Minutes } from '../core/minutes.ts';
import { readFields, shown, type Fields } from '../core/reading.ts';
import type { Fault } from '../core/refusal.ts';
import { businessHours, readCalendar } from './calendar.ts';

export type CalendarAnswer = { readonly minutes: Minutes } | { readonly at: string };

/**
 * Answers one question about a calendar. `{ calendar, from, to }` asks for the business minutes in [from, to);
 * `{ calendar, from, minutes }` for the first moment at which so many (one or more) have passed.
 *
 * Refused, each fault with its path: a calendar that `readCalendar` refuses, moments with seconds or another offset than Z, an end before
 * the start (an end at the start is zero minutes), both or neither of `to` and `minutes`, and minutes that do not pass before the year
 * 3000, as those of a calendar that never opens.
 * Example: open 08:00 to 17:00 in Chicago, from 2026-11-24T14:00Z, 540 minutes: `{ at: "2026-11-24T23:00:00Z" }`.
 */
export function answerQuestion(value: unknown, faults: Fault[]): CalendarAnswer | undefined {
  const question = readFields(value, '', ['calendar', 'from', 'to', 'minutes'], faults);
  if (!question) return undefined;
  const calendar = question.has('calendar')
    ? readCalendar(question.value('calendar'), '/calendar', faults)
    : question.fault('calendar', 'is missing');
  const from = question.instant('from');
  const asksForMoment = question.has('minutes');
  if (asksForMoment && question.has('to')) question.fault('minutes', 'must not stand beside "to"');
  const to = asksForMoment ? undefined : question.instant('to');
  const count = asksForMoment ? readCount(question) : undefined;
  if (from !== undefined && to !== undefined && to < from) question.fault('to', 'must not be before "from"');
  if (faults.length > 0 || !calendar || from === undefined) return undefined;
  const hours = businessHours(calendar);
  if (to !== undefined) return { minutes: hours.between(from, to) };
  if (count === undefined) return undefined;
  const at = hours.add(from, count);
  return at === undefined
    ? question.fault('minutes', `must pass before the year 3000: ${count} never do`)
    : { at: formatInstant(at) };
}

function readCount(question: Fields): Minutes | undefined {
  const count = question.value('minutes');
  if (typeof count === 'number' && Number.isSafeInteger(count) && count >= 1) return minutes(count);
  return question.fault('minutes', `must be a whole number, one or more, not ${shown(count)}`);
}
