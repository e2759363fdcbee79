import type { Frequency, Recurrence } from './recurrence.ts';

/** The parts of a rule that choose times. */
type TimeParts = Pick<Recurrence, 'frequency' | 'interval' | 'hours' | 'minutes' | 'seconds' | 'positions'>;

/**
 * The times of a day that a rule allows, as seconds from its midnight, in order. The day is made of units: of hours, minutes or seconds
 * where the rule is repeated that often, else it is one. A unit is taken where its number, counted from the start's, is a multiple of the
 * interval; in each the parts shorter than it give the times, of which BYSETPOS chooses if the unit is the rule's period.
 */
export class DayTimes {
  /** How many days it is from one that can have times to the next. */
  readonly dayStep: number;
  readonly #interval: number;
  readonly #unitsPerDay: number;
  /** The start's, counted from 1970-01-01. */
  readonly #startUnit: number;
  readonly #unit: number;
  /** The units of a day that the parts allow and that some day has. */
  readonly #units: readonly number[];
  readonly #isUnit: Uint8Array;
  readonly #timesOfUnit: readonly number[];
  /** Where every day that has times has the same. */
  readonly #always: Float64Array | undefined;

  /** The start in seconds of the wall clock since 1970-01-01T00:00. */
  constructor(parts: TimeParts, start: number) {
    const unit = unitOf(parts.frequency);
    const perDay = secondsOfDay / unit;
    const isOfDays = unit === secondsOfDay && parts.frequency !== 'DAILY';
    const interval = isOfDays ? 1 : parts.interval;
    const shared = greatestDivisor(interval, perDay);
    this.#unit = unit;
    this.#interval = interval;
    this.#unitsPerDay = perDay;
    this.#startUnit = Math.floor(start / unit);
    this.#units = unitsOf(parts, unit).filter((one) => (one - this.#startUnit) % shared === 0);
    this.#isUnit = new Uint8Array(perDay);
    for (const one of this.#units) this.#isUnit[one] = 1;
    const times = timesOf(parts, unit, start);
    this.#timesOfUnit = isOfDays || parts.positions.length === 0 ? times : chosenOf(times, parts.positions);
    this.dayStep = interval % perDay === 0 ? interval / perDay : 1;
    const isSameEachDay = perDay % interval === 0 || interval % perDay === 0;
    this.#always = isSameEachDay ? this.#spelt(this.#units) : undefined;
  }

  /** The times of a day; those of a day that is no multiple of `dayStep` from the start's mean nothing. */
  on(day: number): Float64Array {
    return this.#always ?? this.#spelt(this.#unitsOn(day));
  }

  /** By looking at each allowed unit or at each multiple of the interval, whichever are fewer. */
  #unitsOn(day: number): readonly number[] {
    const passed = (day * this.#unitsPerDay - this.#startUnit) % this.#interval;
    if (this.#units.length <= this.#unitsPerDay / this.#interval)
      return this.#units.filter((unit) => (passed + unit) % this.#interval === 0);
    const units: number[] = [];
    const first = passed === 0 ? 0 : passed > 0 ? this.#interval - passed : -passed;
    for (let unit = first; unit < this.#unitsPerDay; unit += this.#interval)
      if (this.#isUnit[unit] === 1) units.push(unit);
    return units;
  }

  #spelt(units: readonly number[]): Float64Array {
    const times = new Float64Array(units.length * this.#timesOfUnit.length);
    let at = 0;
    for (const unit of units) for (const time of this.#timesOfUnit) times[at++] = unit * this.#unit + time;
    return times;
  }
}

/**
 * Writes the places of so many that BYSETPOS means, 0 for the first, in order and each once, and gives their number; places beyond
 * the first or the last are none. Example: of 4, by `[-1, 1, 4, 9]`: 0 and 3.
 */
export function choose(positions: readonly number[], of: number, into: Int32Array): number {
  let count = 0;
  for (const position of positions) {
    const place = position > 0 ? position - 1 : of + position;
    if (place < 0 || place >= of) continue;
    let at = count;
    while (at > 0 && into[at - 1]! > place) at--;
    if (at > 0 && into[at - 1] === place) continue;
    into.copyWithin(at + 1, at, count++);
    into[at] = place;
  }
  return count;
}

function chosenOf(times: readonly number[], positions: readonly number[]): readonly number[] {
  const places = new Int32Array(positions.length);
  return Array.from(places.subarray(0, choose(positions, times.length, places)), (place) => times[place]!);
}

const secondsOfDay = 86_400;
const secondsOf: Partial<Record<Frequency, number>> = { HOURLY: 3600, MINUTELY: 60, SECONDLY: 1 };
const unitOf = (frequency: Frequency): number => secondsOf[frequency] ?? secondsOfDay;

const greatestDivisor = (a: number, b: number): number => (b === 0 ? a : greatestDivisor(b, a % b));

/** The units of a day that the parts as long as a unit or longer allow. */
function unitsOf({ hours, minutes, seconds }: TimeParts, unit: number): number[] {
  const allows = (list: readonly number[], length: number, second: number, count: number): boolean =>
    unit > length || list.length === 0 || list.includes(Math.floor(second / length) % count);
  return Array.from({ length: secondsOfDay / unit }, (_, index) => index).filter(
    (index) =>
      allows(hours, 3600, index * unit, 24) &&
      allows(minutes, 60, index * unit, 60) &&
      allows(seconds, 1, index * unit, 60),
  );
}

/** What the parts shorter than a unit make of it, in seconds from its begin, in order; what they do not say is as it is at the start. */
function timesOf({ hours, minutes, seconds }: TimeParts, unit: number, start: number): number[] {
  const each = (list: readonly number[], length: number, count: number): readonly number[] => {
    if (unit <= length) return [0];
    return list.length > 0
      ? [...new Set(list)].sort((a, b) => a - b)
      : [Math.floor(start / length) - Math.floor(start / length / count) * count];
  };
  return each(hours, 3600, 24).flatMap((hour) =>
    each(minutes, 60, 60).flatMap((minute) =>
      each(seconds, 1, 60).map((second) => hour * 3600 + minute * 60 + second),
    ),
  );
}
