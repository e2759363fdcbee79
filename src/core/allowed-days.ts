import { dayOf, daysInMonth, weekday, type Day } from './day.ts';
import type { Recurrence } from './recurrence.ts';

/** The parts of a rule that choose days; an empty one allows all. */
type DayParts = Pick<Recurrence, 'frequency' | 'months' | 'yearDays' | 'monthDays' | 'weekdays'>;

/** The days of a year by their place in it, 0 for 1 January. */
interface Table {
  /** Those allowed, in order. */
  readonly places: Int32Array;
  /** For each month, 0 for January, how many allowed days are before it; the thirteenth says how many there are. */
  readonly monthStarts: Int32Array;
  /** For each day, 1 where it is allowed. */
  readonly isAllowed: Uint8Array;
}

/**
 * The days that the parts of a rule allow, BYWEEKNO apart, year by year. They depend on nothing but the weekday on which a year begins
 * and whether it has a leap day, so that there are 14 tables at most, each made when it is first asked for.
 *
 * A day must be allowed by every part that is there. A numbered weekday is counted in its month where the rule is monthly or names months,
 * else in its year.
 */
export class AllowedDays {
  readonly #parts: DayParts;
  readonly #tables: (Table | undefined)[] = [];
  /** The year it is turned to, its first day, and how many days it has. */
  year = 0;
  newYear = 0;
  #length = 0;
  #table!: Table;

  constructor(parts: DayParts, year: number) {
    this.#parts = parts;
    this.turnTo(year);
  }

  /** The days of a year, 1 or later, counted from `newYear`. Example: `-1FR`, monthly, in 2026: 29 (30 January), 57, and ten more. */
  turnTo(year: number): Table {
    if (year === this.year) return this.#table;
    this.year = year;
    this.newYear = dayOf(year, 1, 1)!;
    this.#length = daysInMonth(year, 2) + 337;
    const first = weekday(this.newYear as Day);
    const kind = this.#length === 366 ? first + 7 : first;
    return (this.#table = this.#tables[kind] ??= tableOf(this.#parts, first, this.#length));
  }

  get nextNewYear(): number {
    return this.newYear + this.#length;
  }

  /** Whether the year allows no day. */
  get isEmpty(): boolean {
    return this.#table.places.length === 0;
  }

  /** Whether a day is allowed; turns to its year. Fastest for days near each other. */
  allows(day: number): boolean {
    while (day >= this.nextNewYear) this.turnTo(this.year + 1);
    while (day < this.newYear) this.turnTo(this.year - 1);
    return this.#table.isAllowed[day - this.newYear] === 1;
  }
}

function tableOf(parts: DayParts, firstWeekday: number, length: number): Table {
  const isInMonth = parts.frequency === 'MONTHLY' || parts.months.length > 0;
  const places: number[] = [];
  const monthStarts = new Int32Array(13);
  const isAllowed = new Uint8Array(length);
  for (let month = 1, place = 0; month <= 12; month++) {
    const monthLength = daysInMonth(length === 366 ? 2000 : 2001, month);
    for (let date = 0; date < monthLength; date++, place++) {
      const isOne =
        holds(parts.months, month) &&
        holdsPlace(parts.monthDays, date, monthLength) &&
        holdsPlace(parts.yearDays, place, length) &&
        holdsWeekday(
          parts.weekdays,
          (firstWeekday + place) % 7,
          isInMonth ? date : place,
          isInMonth ? monthLength : length,
        );
      if (!isOne) continue;
      places.push(place);
      isAllowed[place] = 1;
    }
    monthStarts[month] = places.length;
  }
  return { places: Int32Array.from(places), monthStarts, isAllowed };
}

const holds = (list: readonly number[], value: number): boolean => list.length === 0 || list.includes(value);

/** Whether a list names a place, 0 for the first of so many, counted from the first (1) or from the last (-1). */
const holdsPlace = (list: readonly number[], place: number, of: number): boolean =>
  holds(list, place + 1) || list.includes(place - of);

const holdsWeekday = (list: DayParts['weekdays'], weekday: number, place: number, of: number): boolean =>
  list.length === 0 ||
  list.some(
    (one) =>
      one.weekday === weekday &&
      (one.nth === 0 ||
        one.nth === Math.floor(place / 7) + 1 ||
        one.nth === -Math.floor((of - 1 - place) / 7) - 1),
  );
