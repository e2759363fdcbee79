import { instant, type Instant, formatInstant } from '../../core/instant.ts';
import { daysAfter } from '../../web/kit/days.ts';
import { momentAt } from '../../web/kit/wall-clock.ts';
import { firstGap, parseQuickTime, type QuickTime } from '../quick-time.ts';

/** What was typed into a day as moments on the wire; `proposed` where a bare duration was put where it finds room. */
export type TypedTime =
  | {
      readonly kind: 'span';
      readonly startedAt: string;
      readonly endedAt: string;
      readonly proposed: boolean;
    }
  | { readonly kind: 'unclear'; readonly why: string };

/** Where the day stands: its date, whose clock it is, what was worked on it, and the present moment. */
export interface DayAround {
  readonly day: string;
  readonly timeZone: string;
  readonly taken: readonly { readonly startedAt: string; readonly endedAt: string }[];
  readonly now: string;
}

/**
 * Reads what was typed into a day by the person's clock. From when to when is taken as it is. A bare duration goes into the first gap
 * from nine in the morning on; where it would end in the future, it goes as late as it fits until now.
 * Example: `1:30` on a day with work from 09:00 to 10:00 is 10:00 to 11:30; typed at 10:45, it is 07:30 to 09:00.
 */
export function typedTime(text: string, around: DayAround): TypedTime {
  const quick = parseQuickTime(text);
  if (quick.kind === 'unclear') return quick;
  const span = quick.kind === 'interval' ? ofInterval(quick, around) : ofDuration(quick, around);
  return span
    ? { kind: 'span', ...span, proposed: quick.kind === 'duration' }
    : { kind: 'unclear', why: 'There is no such day.' };
}

interface Span {
  readonly startedAt: string;
  readonly endedAt: string;
}

function ofInterval(
  { from, to }: Extract<QuickTime, { kind: 'interval' }>,
  { day, timeZone }: DayAround,
): Span | null {
  const startedAt = clockAt(day, from, timeZone);
  const endedAt = clockAt(day, to, timeZone);
  return startedAt && endedAt ? { startedAt, endedAt } : null;
}

const morning = 9 * 60;

function ofDuration(
  { minutes }: Extract<QuickTime, { kind: 'duration' }>,
  { day, timeZone, taken, now }: DayAround,
): Span | null {
  const nine = clockAt(day, morning, timeZone);
  if (!nine) return null;
  const present = minuteOf(now);
  const held = taken.map(({ startedAt, endedAt }) => ({
    start: minuteOf(startedAt),
    end: minuteOf(endedAt),
  }));
  const gap = firstGap(minutes, minuteOf(nine), held);
  const start = gap + minutes <= present || minuteOf(nine) > present ? gap : lastGap(minutes, present, held);
  return { startedAt: formatInstant(instant(start)), endedAt: formatInstant(instant(start + minutes)) };
}

/** The latest start from which so many minutes end by `until` and touch nothing that is taken. */
function lastGap(
  length: number,
  until: number,
  taken: readonly { readonly start: Instant; readonly end: Instant }[],
): number {
  let end = until;
  for (const { start, end: over } of [...taken].sort((a, b) => b.start - a.start)) {
    if (over <= end - length) break;
    if (start < end) end = start;
  }
  return end - length;
}

/** The moment at which the clock shows a minute of a day, counted on beyond midnight. */
function clockAt(day: string, minute: number, timeZone: string): string | undefined {
  const late = Math.floor(minute / 1440);
  const rest = minute % 1440;
  const two = (part: number): string => String(part).padStart(2, '0');
  return momentAt(daysAfter(day, late), `${two(Math.floor(rest / 60))}:${two(rest % 60)}`, timeZone);
}

const minuteOf = (moment: string): Instant => instant(Math.floor(Date.parse(moment) / 60_000));
