import { z } from 'zod';
import { formatInstant, instant } from '../core/instant.ts';
import { refusal, Refused } from '../core/refusal.ts';
import { Moment } from '../core/shape.ts';
import { PersonId } from '../people/person.ts';
import { Entry, EntryDraft } from './entry.ts';

export const timerRunning = refusal(
  409,
  'timer.running',
  'One timer runs at a time for each person. Stop it or switch it first.',
);
export const noTimer = refusal(
  409,
  'timer.none',
  'No timer is running: it was stopped or discarded already.',
);
export const ranLong = refusal(
  409,
  'timer.ran-long',
  'The timer ran for more than 4 hours, or past the end of the day. Say when the work ended.',
);
export const outsideTimer = refusal(422, 'timer.outside', 'The work lies within the time the timer ran.');

/** What a timer is started for: all of an entry but its time, which the clock says, and a supervisor's reason. */
export const TimerDraft = EntryDraft.omit({
  startedAt: true,
  endedAt: true,
  bookingId: true,
  allowance: true,
});
export type TimerDraft = z.output<typeof TimerDraft>;

/** What somebody is working on just now. */
export const Timer = TimerDraft.omit({ definedTask: true })
  .extend({ personId: PersonId, clientName: z.string().nullable(), startedAt: Moment })
  .meta({ id: 'Timer' });
export type Timer = z.output<typeof Timer>;

/** When the work ended, and began, if not when the timer was stopped and started. */
export const TimerStop = z.object({ startedAt: Moment.optional(), endedAt: Moment.optional() });
export type TimerStop = z.output<typeof TimerStop>;

/** What a stopped timer left: an entry, or nothing where it ran for less than a minute. */
export const Stopped = z.object({ entry: Entry.nullable(), minutes: z.int() }).meta({ id: 'StoppedTimer' });
export type Stopped = z.output<typeof Stopped>;

const longMinutes = 240;

/** The day around a timer: when the person's business hours end on the day it was started, and midnight after it. */
export interface TimerDay {
  readonly closes: string | null;
  readonly midnight: string;
}

/**
 * From when to when somebody worked whose timer is stopped now; null where that is less than a minute. Both ends are the whole minute
 * that was passing, so an hour on the timer is an hour. What is said when stopping may only make it shorter.
 *
 * Refused, in this order: `timer.ran-long`, unless an end is said, where it ran for more than 4 hours or past the end of the person's day:
 * the close of business hours, or midnight for what began after that; `timer.outside`.
 * Example: started at 14:00:40Z and stopped at 15:30:10Z, it is 14:00 to 15:30, 90 minutes.
 */
export function workTimed(
  { startedAt }: Pick<Timer, 'startedAt'>,
  stop: TimerStop,
  now: Temporal.Instant,
  day: TimerDay,
): { readonly startedAt: string; readonly endedAt: string } | null {
  const present = wholeMinute(now);
  if (stop.endedAt === undefined) requireShort(startedAt, present, day);
  const from = stop.startedAt ?? startedAt;
  const to = stop.endedAt ?? present;
  if (Date.parse(from) < Date.parse(startedAt) || Date.parse(to) > Date.parse(present))
    throw new Refused(outsideTimer, `It ran from ${startedAt} to ${present}.`, {
      startedAt,
      endedAt: present,
    });
  return Date.parse(to) > Date.parse(from) ? { startedAt: from, endedAt: to } : null;
}

function requireShort(startedAt: string, present: string, { closes, midnight }: TimerDay): void {
  const ends = closes !== null && Date.parse(startedAt) < Date.parse(closes) ? closes : midnight;
  const minutes = (Date.parse(present) - Date.parse(startedAt)) / minuteMs;
  if (minutes <= longMinutes && Date.parse(present) <= Date.parse(ends)) return;
  const four = textOf(Date.parse(startedAt) + longMinutes * minuteMs);
  throw new Refused(ranLong, ranLong.title, {
    startedAt,
    now: present,
    fourHours: Date.parse(four) < Date.parse(present) ? four : null,
    endOfDay: Date.parse(ends) < Date.parse(present) ? ends : null,
  });
}

/** The whole minute that is passing. */
export const wholeMinute = (now: Temporal.Instant): string =>
  textOf(Math.floor(now.epochMilliseconds / minuteMs) * minuteMs);

const textOf = (ms: number): string => formatInstant(instant(ms / minuteMs));

const minuteMs = 60_000;
