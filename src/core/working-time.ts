import { day, type Day } from './day.ts';
import { instant, instantMax, type Instant } from './instant.ts';
import { minutes, type Minutes } from './minutes.ts';
import type { Zone } from './zone.ts';

/** Time of a local day during which work goes on, in minutes of the clock: [0, 1440]; 1440 is midnight at the day's end. */
export interface Opening {
  readonly from: number;
  readonly to: number;
}

/**
 * The working time of a calendar as flat tables: each opening's begin and end in minutes of UTC, and the working minutes before it.
 * Openings that touch or overlap (daylight saving can bring that about) are one. A question costs a look into the tables, whatever its
 * span; the tables cover the years that were asked about and grow when other years are.
 */
export class WorkingTime {
  readonly #zone: Zone;
  readonly #openingsOn: (date: Day) => readonly Opening[];
  #from = 0;
  #to = 0;
  #begins = new Int32Array(0);
  #ends = new Int32Array(0);
  #before = new Int32Array(0);
  /** For each day of UTC in range, the first opening that ends after the day has begun. */
  #byDay = new Int32Array(0);
  /** For each `stride` working minutes, the opening in which they are reached. */
  #byMinutes = new Int32Array(0);

  constructor(zone: Zone, openingsOn: (date: Day) => readonly Opening[]) {
    this.#zone = zone;
    this.#openingsOn = openingsOn;
  }

  /** How many intervals the tables hold; their size in memory is 12 bytes each and 4 for each day covered. */
  get size(): number {
    return this.#begins.length;
  }

  /**
   * Working minutes in [from, to), as they passed; `to` is not before `from`.
   * Example: open 08:00 to 17:00 in Chicago, from Friday 2026-11-06T22:00Z (16:00) to Monday 2026-11-09T15:00Z (09:00): 120.
   */
  between(from: Instant, to: Instant): Minutes {
    if (from < this.#from || to > this.#to) this.#cover(from, to);
    return minutes(this.#passed(to) - this.#passed(from));
  }

  /**
   * The first moment at which `count` working minutes (one or more) have passed since `from`; undefined where that would be in the
   * year 3000 or later, which is also the answer of a calendar that never opens.
   * Example: 540 minutes from Monday 08:00, open 08:00 to 17:00: Monday 17:00, not Tuesday 08:00.
   */
  add(from: Instant, count: Minutes): Instant | undefined {
    for (let span = 400 * minutesOfDay; ; span *= 2) {
      const to = Math.min(from + span, instantMax);
      if (from < this.#from || to > this.#to) this.#cover(from, to);
      const target = this.#passed(from) + count;
      if (target <= this.#before[this.#begins.length - 1]!) return this.#reached(target);
      if (to === instantMax) return undefined;
    }
  }

  /** The first working minute at or after a moment before `limit`; the limit where there is none before it. */
  nextOpen(from: Instant, limit: Instant): Instant {
    if (from < this.#from || limit > this.#to) this.#cover(from, limit);
    return instant(Math.min(limit, Math.max(from, this.#begins[this.#openingAt(from)]!)));
  }

  /** The first minute at or after a moment that is not working time; the limit where there is none before it. */
  nextClosed(from: Instant, limit: Instant): Instant {
    if (from < this.#from || limit > this.#to) this.#cover(from, limit);
    const opening = this.#openingAt(from);
    return this.#begins[opening]! > from ? from : instant(Math.min(limit, this.#ends[opening]!));
  }

  /** Working minutes from the beginning of the tables to a moment in their range. */
  #passed(at: number): number {
    const opening = this.#openingAt(at);
    const into = at - this.#begins[opening]!;
    return this.#before[opening]! + (into > 0 ? into : 0);
  }

  /** The first opening that ends after a moment in range. The last in the tables is none: it begins where the range ends. */
  #openingAt(at: number): number {
    const ends = this.#ends;
    let opening = this.#byDay[((at - this.#from) / minutesOfDay) | 0]!;
    while (ends[opening]! <= at) opening++;
    return opening;
  }

  #reached(target: number): Instant {
    const before = this.#before;
    let opening = this.#byMinutes[(target / stride) | 0]!;
    while (before[opening + 1]! < target) opening++;
    return instant(this.#begins[opening]! + target - before[opening]!);
  }

  /** Makes the tables cover a span and the years that it touches, beside what they covered before. */
  #cover(from: number, to: number): void {
    const known = this.#to > this.#from;
    this.#from = startOfStretch(known ? Math.min(from, this.#from) : from);
    this.#to = startOfStretch((known ? Math.max(to, this.#to) : to) + minutesOfStretch);
    const openings = joined(this.#openings(), this.#from, this.#to);
    openings.push({ from: this.#to, to: this.#to + 1 });
    this.#begins = Int32Array.from(openings, (opening) => opening.from);
    this.#ends = Int32Array.from(openings, (opening) => opening.to);
    this.#before = new Int32Array(openings.length);
    for (let i = 1; i < openings.length; i++) {
      this.#before[i] = this.#before[i - 1]! + this.#ends[i - 1]! - this.#begins[i - 1]!;
    }
    this.#byDay = firstReaching(
      (this.#to - this.#from) / minutesOfDay + 1,
      (i) => this.#ends[i]! - this.#from - 1,
      minutesOfDay,
    );
    const total = this.#before[openings.length - 1]!;
    this.#byMinutes = firstReaching(
      Math.floor(total / stride) + 1,
      (i) => this.#before[i + 1] ?? Infinity,
      stride,
    );
  }

  /** The openings of every local day that can reach into the range, in order of their days, edges as moments. */
  #openings(): Opening[] {
    const openings: Opening[] = [];
    const last = this.#zone.dayAt(instant(this.#to)) + 2;
    for (let date = this.#zone.dayAt(instant(this.#from)) - 2; date <= last; date++) {
      for (const { from, to } of this.#openingsOn(day(date))) {
        openings.push({ from: this.#zone.momentAt(day(date), from), to: this.#zone.momentAt(day(date), to) });
      }
    }
    return openings;
  }
}

/** What the openings cover within a range: in order, none empty, none touching another. */
function joined(openings: Opening[], rangeFrom: number, rangeTo: number): Opening[] {
  const result: Opening[] = [];
  let last: { from: number; to: number } | undefined;
  for (const opening of openings.sort((a, b) => a.from - b.from)) {
    const from = Math.max(opening.from, rangeFrom);
    const to = Math.min(opening.to, rangeTo);
    if (from >= to) continue;
    if (last && from <= last.to) last.to = Math.max(last.to, to);
    else result.push((last = { from, to }));
  }
  return result;
}

/** For each multiple of `step`, the first index whose value has reached it; values ascend and the last reaches all. */
function firstReaching(
  count: number,
  valueAt: (index: number) => number,
  step: number,
): Int32Array<ArrayBuffer> {
  const firsts = new Int32Array(count);
  for (let i = 0, index = 0; i < count; i++) {
    while (valueAt(index) < i * step) index++;
    firsts[i] = index;
  }
  return firsts;
}

const minutesOfDay = 1440;
const minutesOfStretch = 366 * minutesOfDay;
/** About a working day, so that the opening sought is the one found or the next. */
const stride = 512;

/** The tables begin and end on multiples of 366 days, so that questions about moments near each other share them. */
const startOfStretch = (at: number): number => Math.floor(at / minutesOfStretch) * minutesOfStretch;
