import { AllowedDays } from './allowed-days.ts';
import { dateOf, day, dayOf, weekday, type Day } from './day.ts';
import { choose, DayTimes } from './day-times.ts';
import type { Recurrence } from './recurrence.ts';
import type { Zone } from './zone.ts';

/** What a clock on the wall shows: a date from 1900 to 9999 and a second of it, 0 to 86,399. */
export interface LocalTime {
  readonly day: Day;
  readonly second: number;
}

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

const secondsOfDay = 86_400;
/** 10000-01-01, before which everything occurs. */
const endOfDays = day(2_932_897);

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

/** Times on the wall by a rule from its start on, in order, as seconds since 1970-01-01T00:00 on that wall. */
class Walls {
  readonly #rule: Recurrence;
  readonly #start: number;
  readonly #end: number;
  readonly #allowed: AllowedDays;
  readonly #dayTimes: DayTimes;
  /** The days that a week has if no part forbids them, from its first on. */
  readonly #weekPlaces: Int32Array;
  /** The period that comes next and how far it is to the one after it: years, months since the year 0, or days. */
  #period: number;
  readonly #step: number;

  /** Room for the days of a week that are allowed. */
  readonly #entered = new Int32Array(7);
  /** Room for what BYSETPOS chooses from a period: places among its times, and those times. */
  readonly #chosen: Int32Array;
  readonly #chosenTimes: Float64Array;

  /** The days of the period: the places from `#at` to before `#to`, counted from `#first`. */
  #first = 0;
  #places: Int32Array = oneDay;
  #at = 0;
  #to = 0;
  /** The times of the day from `#time` to before `#timeCount`, counted from `#midnight`. */
  #midnight = 0;
  #times: Float64Array = new Float64Array(0);
  #time = 0;
  #timeCount = 0;

  /** Periods that are over before `from`, a second of the wall, are passed over; the last time is before `end`. */
  constructor(given: Recurrence, start: LocalTime, from: number, end: number) {
    const rule = completed(given, start);
    this.#rule = rule;
    this.#start = start.day * secondsOfDay + start.second;
    this.#end = Math.min(end, endOfDays * secondsOfDay);
    this.#allowed = new AllowedDays(rule, dateOf(start.day).year);
    this.#dayTimes = new DayTimes(rule, this.#start);
    this.#weekPlaces = Int32Array.from(
      new Set(rule.weekdays.map((one) => (one.weekday - rule.weekStart + 7) % 7)),
    ).sort();
    this.#chosen = new Int32Array(rule.positions.length);
    this.#chosenTimes = new Float64Array(rule.positions.length);
    this.#step =
      rule.frequency === 'WEEKLY' ? 7 * rule.interval : isLong(rule) ? rule.interval : this.#dayTimes.dayStep;
    this.#period = periodOf(rule, start.day);
    if (from > this.#start) {
      const before = periodOf(rule, day(Math.floor(from / secondsOfDay))) - 1 - this.#period;
      this.#period += Math.max(0, Math.floor(before / this.#step)) * this.#step;
    }
  }

  /** The next; `Infinity` at the end. */
  next(): number {
    for (;;) {
      if (this.#time < this.#timeCount) {
        const wall = this.#midnight + this.#times[this.#time++]!;
        if (wall >= this.#end) return Infinity;
        if (wall >= this.#start) return wall;
      } else if (this.#at < this.#to) {
        const day = this.#first + this.#places[this.#at++]!;
        this.#midnight = day * secondsOfDay;
        this.#times = this.#dayTimes.on(day);
        this.#time = 0;
        this.#timeCount = this.#times.length;
      } else if (!this.#nextPeriod()) return Infinity;
    }
  }

  #nextPeriod(): boolean {
    this.#enter(this.#period);
    if (this.#first * secondsOfDay >= this.#end) return false;
    this.#period += this.#step;
    if (this.#rule.positions.length > 0 && isLong(this.#rule)) this.#choose();
    return true;
  }

  #enter(period: number): void {
    switch (this.#rule.frequency) {
      case 'YEARLY':
        return this.#rule.weekNumbers.length > 0 ? this.#enterYearOfWeeks(period) : this.#enterYear(period);
      case 'MONTHLY':
        return this.#enterMonth(period);
      case 'WEEKLY':
        return this.#enterDays(period, this.#weekPlaces);
      default:
        return this.#enterDays(period, oneDay);
    }
  }

  #enterYear(year: number): void {
    this.#places = this.#allowed.turnTo(year).places;
    this.#first = this.#allowed.newYear;
    this.#at = 0;
    this.#to = this.#places.length;
  }

  #enterMonth(period: number): void {
    const year = Math.floor(period / 12);
    const { places, monthStarts } = this.#allowed.turnTo(year);
    this.#places = places;
    this.#first = this.#allowed.newYear;
    this.#at = monthStarts[period - year * 12]!;
    this.#to = monthStarts[period - year * 12 + 1]!;
  }

  #enterYearOfWeeks(year: number): void {
    const { weekStart, weekNumbers } = this.#rule;
    const first = firstOfWeeks(year, weekStart);
    const weeks = (firstOfWeeks(year + 1, weekStart) - first) / 7;
    const places: number[] = [];
    for (let week = 1; week <= weeks; week++) {
      if (!weekNumbers.includes(week) && !weekNumbers.includes(week - weeks - 1)) continue;
      for (let place = (week - 1) * 7; place < week * 7; place++)
        if (this.#allowed.allows(first + place)) places.push(place);
    }
    this.#places = Int32Array.from(places);
    this.#first = first;
    this.#at = 0;
    this.#to = places.length;
  }

  #enterDays(first: number, places: Int32Array): void {
    this.#places = this.#entered;
    this.#first = first;
    this.#at = 0;
    this.#to = 0;
    for (const place of places) if (this.#allowed.allows(first + place)) this.#entered[this.#to++] = place;
  }

  /** Leaves of the period's times those that BYSETPOS means. */
  #choose(): void {
    const times = this.#dayTimes.on(this.#first);
    const count = choose(this.#rule.positions, (this.#to - this.#at) * times.length, this.#chosen);
    for (let index = 0; index < count; index++) {
      const place = this.#chosen[index]!;
      const nthDay = Math.floor(place / times.length);
      const day = this.#first + this.#places[this.#at + nthDay]!;
      this.#chosenTimes[index] = day * secondsOfDay + times[place - nthDay * times.length]!;
    }
    this.#midnight = 0;
    this.#times = this.#chosenTimes;
    this.#time = 0;
    this.#timeCount = count;
    this.#at = this.#to;
  }
}

/** A rule with what it does not say as it is at the start. */
function completed(rule: Recurrence, { day, second }: LocalTime): Recurrence {
  const { month, dayOfMonth } = dateOf(day);
  const { frequency } = rule;
  const onWeekday = { weekdays: [{ weekday: weekday(day), nth: 0 }] };
  const saysWeeks = rule.weekNumbers.length > 0;
  const saysDays = [rule.yearDays, rule.monthDays, rule.weekdays].some((part) => part.length > 0);
  const or = (list: readonly number[], value: number): readonly number[] =>
    list.length > 0 ? list : [value];
  const days =
    saysDays || !isLong(rule)
      ? {}
      : frequency === 'WEEKLY' || saysWeeks
        ? onWeekday
        : { monthDays: [dayOfMonth], ...(frequency === 'YEARLY' && { months: or(rule.months, month) }) };
  return {
    ...rule,
    ...days,
    hours: isLong(rule) || frequency === 'DAILY' ? or(rule.hours, Math.floor(second / 3600)) : rule.hours,
    minutes:
      frequency === 'MINUTELY' || frequency === 'SECONDLY'
        ? rule.minutes
        : or(rule.minutes, Math.floor(second / 60) % 60),
    seconds: frequency === 'SECONDLY' ? rule.seconds : or(rule.seconds, second % 60),
  };
}

const isLong = ({ frequency }: Recurrence): boolean =>
  frequency === 'YEARLY' || frequency === 'MONTHLY' || frequency === 'WEEKLY';

/** The period that holds a day: its year, its month counted from the year 0, the first day of its week, or itself. */
function periodOf({ frequency, weekStart, weekNumbers }: Recurrence, date: Day): number {
  const { year, month } = dateOf(date);
  if (frequency === 'MONTHLY') return year * 12 + month - 1;
  if (frequency === 'WEEKLY') return firstOfWeek(date, weekStart);
  if (frequency !== 'YEARLY') return date;
  if (weekNumbers.length === 0) return year;
  if (date < firstOfWeeks(year, weekStart)) return year - 1;
  return date < firstOfWeeks(year + 1, weekStart) ? year : year + 1;
}

/** The first day of week 1, which is the first that has four days or more in the year. */
const firstOfWeeks = (year: number, weekStart: number): number => firstOfWeek(dayOf(year, 1, 4)!, weekStart);

const firstOfWeek = (date: Day, weekStart: number): number => date - ((weekday(date) - weekStart + 7) % 7);

const oneDay = Int32Array.of(0);
