import { day, type Day } from './day.ts';
import type { Recurrence } from './recurrence.ts';
import { endOfDays, secondsOfDay, Walls, type LocalTime } from './walls.ts';
import type { Zone } from './zone.ts';

/**
 * When a rule makes something occur that starts at a local time of a zone, in seconds of UTC since 1970, in order and each once: the first
 * so many, at most, of those in [from, to), which are seconds of UTC as well.
 *
 * Source: RFC 5545, 3.3.10 and 3.8.5.3. The rule is worked out on the clock of the wall, for hours, minutes and seconds too. A time that
 * daylight saving skips is moved forward by the gap, one that it repeats is the first of the two; two times that come to the same moment
 * are one occurrence. What the rule does not say is as it is at the start, which is an occurrence only if the rule meets it. COUNT counts
 * from the start on, whatever `from` is; UNTIL holds its last second or day.
 *
 * What RFC 5545 leaves open: a yearly BYMONTHDAY without BYMONTH means every month, and BYWEEKNO without a day means the weekday of
 * the start; years with BYWEEKNO begin and end with their weeks, for INTERVAL and BYSETPOS too.
 *
 * The year 9999 is the last, so that a rule that nothing meets ends too; that takes some 20 milliseconds, and a second for the worst.
 * Example: `FREQ=MONTHLY;BYDAY=-1FR` from 2026-01-30T09:00 in Chicago: 1,769,785,200 (15:00Z), then 1,772,204,400 (2026-02-27T15:00Z).
 */
export function occurrences(
  rule: Recurrence,
  start: LocalTime,
  zone: Zone,
  most: number,
  from = -Infinity,
  to = Infinity,
): number[] {
  const end = Math.min(to, endOf(rule, zone));
  const moments = new Moments(new Walls(rule, start, passedOver(rule, from), end + 2 * secondsOfDay), zone);
  const found: number[] = [];
  let left = rule.count ?? Infinity;
  for (let at = moments.next(); at < end && left > 0 && found.length < most; at = moments.next(), left--)
    if (at >= from) found.push(at);
  return found;
}

/**
 * The days on which a rule makes something occur that starts on a day, in order: the first so many, at most, of those in [from, to). Which
 * zone they are local to is known from elsewhere. As for `occurrences`, but for a date without a time: the parts of the rule for hours,
 * minutes and seconds mean nothing, and of an UNTIL that has a time only the date does. A rule that is repeated within the day has each
 * of its days once.
 * Example: `FREQ=MONTHLY;BYMONTHDAY=31` from 2026-01-31, the first three: 2026-01-31, 2026-03-31, 2026-05-31.
 */
export function occurrenceDays(
  rule: Recurrence,
  start: Day,
  most: number,
  from: Day = start,
  to: Day = endOfDays,
): Day[] {
  const end = Math.min(to, (rule.until?.day ?? endOfDays) + 1) * secondsOfDay;
  const ofDays = { ...rule, hours: [], minutes: [], seconds: [] };
  const walls = new Walls(ofDays, { day: start, second: 0 }, passedOver(rule, from * secondsOfDay), end);
  const found: Day[] = [];
  let left = rule.count ?? Infinity;
  let last = -1;
  for (let wall = walls.next(); wall < end && left > 0 && found.length < most; wall = walls.next()) {
    const date = Math.floor(wall / secondsOfDay);
    if (date === last) continue;
    last = date;
    left--;
    if (date >= from) found.push(day(date));
  }
  return found;
}

/** The first second of UTC that UNTIL rules out. */
function endOf({ until }: Recurrence, zone: Zone): number {
  if (until === undefined) return Infinity;
  if (until.second === undefined) return zone.secondAt((until.day + 1) * secondsOfDay);
  const wall = until.day * secondsOfDay + until.second;
  return (until.isUtc ? wall : zone.secondAt(wall)) + 1;
}

/**
 * The second of the wall before which a rule need not be walked so that nothing from a second of UTC on is missed: no clock and no gap is
 * further off than a day. COUNT has to count from the start.
 */
const passedOver = (rule: Recurrence, second: number): number =>
  rule.count === undefined ? second - 2 * secondsOfDay : -Infinity;

/** Moments in UTC of times on the wall, in order and each once. */
class Moments {
  readonly #walls: Walls;
  readonly #zone: Zone;
  /** What was worked out ahead, because times that were skipped come to moments among those that follow; the next is the last. */
  #ahead: number[] = [];
  /** The wall time that comes after those. */
  #after: number | undefined;

  constructor(walls: Walls, zone: Zone) {
    this.#walls = walls;
    this.#zone = zone;
  }

  /** The next; `Infinity` at the end. */
  next(): number {
    const ahead = this.#ahead.pop();
    if (ahead !== undefined) return ahead;
    const wall = this.#after ?? this.#walls.next();
    this.#after = undefined;
    if (wall === Infinity) return Infinity;
    const at = this.#zone.secondAt(wall);
    const shown = at + this.#zone.offsetAt(at);
    return shown === wall ? at : this.#acrossGap(wall, shown - wall);
  }

  /** Works out all that a gap can put out of order: what is skipped lands among the times after it, up to twice its length on. */
  #acrossGap(skipped: number, gap: number): number {
    const moments = new Set<number>();
    let wall = skipped;
    for (; wall < skipped + 2 * gap; wall = this.#walls.next()) moments.add(this.#zone.secondAt(wall));
    this.#after = wall;
    this.#ahead = [...moments].sort((a, b) => b - a);
    return this.next();
  }
}
