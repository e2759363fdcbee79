import { AllowedDays } from './allowed-days.ts';
import { dateOf, day, dayOf, weekday, type Day } from './day.ts';
import { choose, DayTimes } from './day-times.ts';
import type { Recurrence } from './recurrence.ts';

/** What a clock on the wall shows: a date from 1900 to 9999 and a second of it, 0 to 86,399. */
export interface LocalTime {
  readonly day: Day;
  readonly second: number;
}

export const secondsOfDay = 86_400;
/** 10000-01-01, before which everything occurs. */
export const endOfDays = day(2_932_897);

/**
 * Times on the wall by a rule from its start on, in order and each once, as seconds since 1970-01-01T00:00 on that wall. The rule's periods
 * are gone through one by one: the days that a period has, the times of each day, and of all those what BYSETPOS means.
 */
export class Walls {
  readonly #rule: Recurrence;
  readonly #start: number;
  readonly #end: number;
  readonly #allowed: AllowedDays;
  readonly #dayTimes: DayTimes;
  /** The days of a period that is a week or a day, from its first on, where no part forbids them. */
  readonly #fewPlaces: Int32Array;
  /** The period that comes next and how far it is to the one after it: years, months since the year 0, or days. */
  #period: number;
  readonly #step: number;

  /** The days of the period: the places from `#at` to before `#to`, counted from `#first`. */
  #first = 0;
  #places: Int32Array;
  #at = 0;
  #to = 0;
  /** The times of the day from `#time` to before `#timeCount`, counted from `#midnight`. */
  #midnight = 0;
  #times: Float64Array = new Float64Array(0);
  #time = 0;
  #timeCount = 0;
  /** Room for the days of a short period, and for what BYSETPOS chooses: places among the times of a period, and those times. */
  readonly #few = new Int32Array(7);
  readonly #chosen: Int32Array;
  readonly #chosenTimes: Float64Array;

  /** Periods that are over before `from`, a second of the wall, are passed over; the last time is before `end` and the year 10000. */
  constructor(given: Recurrence, start: LocalTime, from: number, end: number) {
    const rule = completed(given, start.day);
    this.#rule = rule;
    this.#start = start.day * secondsOfDay + start.second;
    this.#end = Math.min(end, endOfDays * secondsOfDay);
    this.#allowed = new AllowedDays(rule, dateOf(start.day).year);
    this.#dayTimes = new DayTimes(rule, this.#start);
    this.#fewPlaces =
      rule.frequency === 'WEEKLY'
        ? Int32Array.from(new Set(rule.weekdays.map((one) => (one.weekday - rule.weekStart + 7) % 7))).sort()
        : Int32Array.of(0);
    this.#places = this.#few;
    this.#chosen = new Int32Array(rule.positions.length);
    this.#chosenTimes = new Float64Array(rule.positions.length);
    this.#step = stepOf(rule) ?? this.#dayTimes.dayStep;
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

  /** Whether there is one before the end. */
  #nextPeriod(): boolean {
    const period = this.#period;
    this.#period += this.#step;
    this.#enter(period);
    if (this.#first * secondsOfDay >= this.#end) return false;
    if (this.#rule.positions.length > 0 && isOfWeeks(this.#rule)) this.#choose();
    return true;
  }

  #enter(period: number): void {
    const { frequency, weekNumbers } = this.#rule;
    if (frequency === 'MONTHLY') return this.#enterMonth(period);
    if (frequency !== 'YEARLY') return this.#enterFew(period);
    return weekNumbers.length > 0 ? this.#enterWeeks(period) : this.#enterYear(period);
  }

  #enterYear(year: number): void {
    const { places } = this.#allowed.turnTo(year);
    this.#take(this.#allowed.newYear, places, 0, places.length);
  }

  #enterMonth(period: number): void {
    const year = Math.floor(period / 12);
    const month = period - year * 12;
    const { places, monthStarts } = this.#allowed.turnTo(year);
    this.#take(this.#allowed.newYear, places, monthStarts[month]!, monthStarts[month + 1]!);
  }

  /** A year from its first week to its last. */
  #enterWeeks(year: number): void {
    const { weekStart, weekNumbers } = this.#rule;
    const first = firstOfWeeks(year, weekStart);
    const weeks = (firstOfWeeks(year + 1, weekStart) - first) / 7;
    const places: number[] = [];
    for (let week = 0; week < weeks; week++) {
      if (!weekNumbers.includes(week + 1) && !weekNumbers.includes(week - weeks)) continue;
      for (let place = week * 7; place < week * 7 + 7; place++)
        if (this.#allowed.allows(first + place)) places.push(place);
    }
    this.#take(first, Int32Array.from(places), 0, places.length);
  }

  /** A week or a day. */
  #enterFew(first: number): void {
    let count = 0;
    for (const place of this.#fewPlaces) if (this.#allowed.allows(first + place)) this.#few[count++] = place;
    this.#take(first, this.#few, 0, count);
    if (count === 0 && this.#allowed.isEmpty) this.#passOverYear();
  }

  /** Goes on with the last period that begins in a year that allows no day: the rule may allow none at all. */
  #passOverYear(): void {
    const periods = Math.floor((this.#allowed.nextNewYear - this.#period) / this.#step);
    this.#period += Math.max(0, periods) * this.#step;
  }

  #take(first: number, places: Int32Array, at: number, to: number): void {
    this.#first = first;
    this.#places = places;
    this.#at = at;
    this.#to = to;
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
    this.#at = this.#to;
    this.#midnight = 0;
    this.#times = this.#chosenTimes;
    this.#time = 0;
    this.#timeCount = count;
  }
}

/** A rule with the days that it does not name as they are at the start. */
function completed(rule: Recurrence, start: Day): Recurrence {
  const { frequency, months, weekNumbers, yearDays, monthDays, weekdays } = rule;
  const namesDays = yearDays.length + monthDays.length + weekdays.length > 0;
  if (namesDays || !isOfWeeks(rule)) return rule;
  if (frequency === 'WEEKLY' || weekNumbers.length > 0)
    return { ...rule, weekdays: [{ weekday: weekday(start), nth: 0 }] };
  const { month, dayOfMonth } = dateOf(start);
  return {
    ...rule,
    months: frequency === 'YEARLY' && months.length === 0 ? [month] : months,
    monthDays: [dayOfMonth],
  };
}

/** Whether a period is a week or longer. */
const isOfWeeks = ({ frequency }: Recurrence): boolean =>
  frequency === 'YEARLY' || frequency === 'MONTHLY' || frequency === 'WEEKLY';

/** How far it is from one period that counts to the next; of days or less, their times say. */
function stepOf(rule: Recurrence): number | undefined {
  if (!isOfWeeks(rule)) return undefined;
  return rule.frequency === 'WEEKLY' ? 7 * rule.interval : rule.interval;
}

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
