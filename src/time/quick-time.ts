import { day, type Day } from '../core/day.ts';
import { instant, type Instant } from '../core/instant.ts';
import { minutes, minutesOfHours, type Minutes } from '../core/minutes.ts';
import type { Zone } from '../core/zone.ts';

/** What somebody meant by a few characters typed into a day: so long, from when to when, or nothing that can be used and why. */
export type QuickTime =
  | { readonly kind: 'duration'; readonly minutes: Minutes }
  | {
      readonly kind: 'interval';
      /** Minutes of the clock since the day's midnight; the end is above 1440 where the work went past midnight. */
      readonly from: number;
      readonly to: number;
    }
  | { readonly kind: 'unclear'; readonly why: string };

/** An entry lasts at most a day. */
const entryMinutesMax = 1440;

/**
 * Reads time as people type it into a timesheet.
 *
 * - A whole number is minutes: `90`. With a point or comma it is hours: `1.5`, `1,5`. `1:30`, `1h30`, `1h 30m`, `2h`, `45m`, `45min`, `1.5h`.
 * - Two times of day with a dash, `to` or `until` between are an interval: `9-10:15`, `9:00-10:15`, `9am-10.15`, `22:00-1:30`, `0900-1015`.
 *   A time is on the 24-hour clock unless `am` or `pm` stands behind it.
 * - Where only the end has `pm`, the start is in the afternoon too if it then comes before the end: `9-10:15pm` is the evening, `9-5pm`
 *   the working day. Where the end would not be after the start, it is in the afternoon if that is after the start and both can be read
 *   on the face of a clock (`9-5` is 9:00 to 17:00, `1pm-2:30` ends at 14:30), and on the next day otherwise (`22-1:30`).
 *
 * Unclear, with the reason: nothing at all, no time, more than 24 hours, hours that are no whole minutes (`0.33`), minutes above 59 behind
 * hours, times that no clock shows. Nothing is rounded.
 * Example: `parseQuickTime('9am-10.15')` is the interval from minute 540 to 615; `parseQuickTime('1h30')` is 90 minutes.
 */
export function parseQuickTime(text: string): QuickTime {
  const typed = text.trim().toLowerCase().replaceAll(/\s+/g, ' ');
  if (typed === '') return unclear('Type a duration such as 1:30, or from when to when, such as 9-10:15.');
  const interval = intervalForm.exec(typed);
  return interval ? readInterval(interval[1] ?? '', interval[2] ?? '') : readDuration(typed);
}

const intervalForm = /^(.+?) ?(?:-|–|—|\bto\b|\buntil\b) ?(.+)$/;
const hoursAndMinutesForm = /^(\d{1,2})(?::| ?h ?)(\d{1,2}) ?(?:m|min)?$/;
const hoursForm = /^(\d{1,2}(?:[.,]\d{1,6})?) ?(?:h|hours?)$/;
const minutesForm = /^(\d{1,4}) ?(?:m|min|minutes?)?$/;
const decimalForm = /^\d{1,2}[.,]\d{1,6}$/;

function readDuration(typed: string): QuickTime {
  const both = hoursAndMinutesForm.exec(typed);
  if (both) {
    if (Number(both[2]) > 59) return unclear(`An hour has 60 minutes: ${both[2]} is too many.`);
    return duration(Number(both[1]) * 60 + Number(both[2]));
  }
  const bare = minutesForm.exec(typed);
  if (bare) return duration(Number(bare[1]));
  const hours = hoursForm.exec(typed)?.[1] ?? decimalForm.exec(typed)?.[0];
  if (hours === undefined) return unclear(`"${typed}" is no time: type 1:30, 90, 1.5, 1h30 or 9-10:15.`);
  const exact = minutesOfHours(hours.replace(',', '.').replace(/^0+(?=\d)/, ''));
  return exact === undefined ? unclear(`${hours} hours are not whole minutes.`) : duration(exact);
}

function duration(count: number): QuickTime {
  if (count === 0) return unclear('That is no time at all.');
  if (count > entryMinutesMax) return unclear('An entry is at most 24 hours long.');
  return { kind: 'duration', minutes: minutes(count) };
}

interface Clock {
  /** 0 to 1440 on the 24-hour clock, if `half` says nothing else. */
  readonly minute: number;
  readonly half: 'am' | 'pm' | null;
}

function readInterval(first: string, second: string): QuickTime {
  const start = readClock(first);
  const end = readClock(second);
  if (!start || !end) return unclear(`"${start ? second : first}" is no time of day.`);
  const from = startOf(start, end);
  const to = endOf(from, start, end);
  return to - from > entryMinutesMax
    ? unclear('An entry is at most 24 hours long.')
    : { kind: 'interval', from, to };
}

const clockForm = /^(\d{1,2})(?:[:.h](\d{2})?)? ?(?:([ap])\.?m?\.?)?$/;
const railwayForm = /^(\d{2})(\d{2})$/;

function readClock(text: string): Clock | undefined {
  const parts = railwayForm.exec(text) ?? clockForm.exec(text);
  if (!parts) return undefined;
  const hour = Number(parts[1]);
  const minute = Number(parts[2] ?? 0);
  const half = parts[3] === 'a' ? 'am' : parts[3] === 'p' ? 'pm' : null;
  if (minute > 59 || hour > 24 || (hour === 24 && minute > 0)) return undefined;
  if (half !== null && (hour < 1 || hour > 12)) return undefined;
  return { minute: half === null ? hour * 60 + minute : onClock(hour, minute, half), half };
}

const onClock = (hour: number, minute: number, half: 'am' | 'pm'): number =>
  (hour % 12) * 60 + minute + (half === 'pm' ? halfDay : 0);

/** The start is in the half of the day that the end names, if it then comes first. */
function startOf(start: Clock, end: Clock): number {
  const isOnFace = start.minute >= 60 && start.minute < 13 * 60;
  if (start.half !== null || end.half !== 'pm' || !isOnFace) return start.minute;
  const afternoon = (start.minute % halfDay) + halfDay;
  return afternoon < end.minute ? afternoon : start.minute;
}

function endOf(from: number, start: Clock, end: Clock): number {
  if (end.minute > from) return end.minute;
  const isOnFace = end.half === null && end.minute >= 60 && end.minute < 13 * 60;
  const afternoon = (end.minute % halfDay) + halfDay;
  const isTwelveHour = start.half !== null || start.minute < 13 * 60;
  if (isOnFace && isTwelveHour && afternoon > from) return afternoon;
  return end.minute + entryMinutesMax;
}

/** The moments of an interval typed into a day of a zone; clocks that daylight saving changed are read as `Zone.momentAt` reads them. */
export function momentsOn(
  date: Day,
  { from, to }: Extract<QuickTime, { kind: 'interval' }>,
  zone: Zone,
): { start: Instant; end: Instant } {
  const momentAt = (minute: number): Instant =>
    minute > entryMinutesMax
      ? zone.momentAt(day(date + 1), minute - entryMinutesMax)
      : zone.momentAt(date, minute);
  return { start: momentAt(from), end: momentAt(to) };
}

/** Time that is taken, in moments; any order. */
export interface Taken {
  readonly start: Instant;
  readonly end: Instant;
}

/**
 * Where a duration finds room: the first moment at or after `earliest` from which that many minutes touch nothing that is taken. It is a
 * proposal; whoever typed the duration sees it and may move it.
 * Example: 60 minutes from 08:00, taken from 08:00 to 09:00 and 09:30 to 10:00, go to 10:00.
 */
export function firstGap(length: Minutes, earliest: Instant, taken: readonly Taken[]): Instant {
  let from: number = earliest;
  for (const { start, end } of [...taken].sort((a, b) => a.start - b.start)) {
    if (start >= from + length) break;
    if (end > from) from = end;
  }
  return instant(from);
}

const halfDay = 720;

const unclear = (why: string): QuickTime => ({ kind: 'unclear', why });
