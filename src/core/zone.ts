import { day, type Day } from './day.ts';
import { instant, type Instant } from './instant.ts';

/**
 * A time zone as a table of its offsets, read once from the platform's zone data for the years that are asked about, so that no
 * conversion of an entry costs more than a look into the table.
 *
 * A minute belongs to the day on which it begins. Of a wall-clock time that daylight saving repeats, the earlier moment is meant; one
 * that it skips is read with the offset that held before, which puts it as long after the gap's begin as it was meant to be: what
 * Temporal calls "compatible". Offsets with seconds in them (Liberia until 1972) are honoured; the moment is then the first whole
 * minute that is not before it.
 */
export class Zone {
  /** As the zone data spells it: `America/Chicago`, `UTC`, `+05:30`. */
  readonly id: string;
  /** All in seconds of UTC: the range that is known, each span's first second in it, and its offset. */
  #from = 0;
  #to = 0;
  #begins: number[] = [];
  #offsets: number[] = [];
  /** The second of the wall clock from which on each span's offset is the one to read it with. */
  #walls: number[] = [];
  #span = 0;

  constructor(id: string) {
    this.id = id;
  }

  /** The local date at a moment. Example: in Chicago, 2026-11-01T04:30Z is on 2026-10-31. */
  dayAt(at: Instant): Day {
    return day(Math.floor((at * 60 + this.offsetAt(at * 60)) / secondsOfDay));
  }

  /**
   * The moment at which the clock shows a minute of a local day; minute 1440 is midnight at its end.
   * Example: in Chicago, minute 150 (02:30) of 2026-03-08 was skipped, and stands for 03:30, 08:30Z.
   */
  momentAt(date: Day, minuteOfDay: number): Instant {
    return instant(Math.ceil(this.secondAt(date * secondsOfDay + minuteOfDay * 60) / 60));
  }

  /**
   * The second of UTC at which the clock shows a second, both since 1970-01-01T00:00.
   * Example: in Chicago, 32,400 (1970-01-01T09:00) is 54,000 (15:00Z).
   */
  secondAt(wall: number): number {
    this.#cover(wall);
    return wall - this.#offsets[this.#spanIn(this.#walls, wall)]!;
  }

  /** By how many seconds the clock is ahead of UTC at a second of UTC. Example: in Chicago, -21,600 at 54,000. */
  offsetAt(second: number): number {
    this.#cover(second);
    return this.#offsets[this.#spanIn(this.#begins, second)]!;
  }

  /** The last span that has begun. Questions about times near each other look at one or two. */
  #spanIn(begins: readonly number[], second: number): number {
    let span = this.#span;
    while (second < begins[span]!) span--;
    while (span + 1 < begins.length && begins[span + 1]! <= second) span++;
    this.#span = span;
    return span;
  }

  /** Has the zone data of a second, on either clock, in the tables. */
  #cover(second: number): void {
    if (second < this.#from + secondsOfDay || second >= this.#to - secondsOfDay) this.#read(second);
  }

  /**
   * Reads the zone data anew for the years known before and the one asked for, and as many more beyond it, so that whoever goes on year
   * by year has it read a few times only.
   */
  #read(second: number): void {
    const known = this.#to > this.#from;
    const more = Math.max(secondsOfYear, this.#to - this.#from);
    this.#from = known && this.#from + secondsOfDay <= second ? this.#from : second - more;
    this.#to = known && second < this.#to - secondsOfDay ? this.#to : second + more;
    let at = new Temporal.ZonedDateTime(BigInt(this.#from) * nanoseconds, this.id);
    this.#begins = [];
    this.#offsets = [];
    this.#walls = [];
    this.#span = 0;
    for (
      let next: Temporal.ZonedDateTime | null = at;
      next !== null;
      next = at.getTimeZoneTransition('next')
    ) {
      at = next;
      const begin = at.epochMilliseconds / 1000;
      if (begin >= this.#to) break;
      const offset = at.offsetNanoseconds / 1e9;
      // What a change of the clocks skips, and the first of what it repeats, is read with the offset from before.
      this.#walls.push(begin + Math.max(offset, this.#offsets.at(-1) ?? offset));
      this.#begins.push(begin);
      this.#offsets.push(offset);
    }
  }
}

const secondsOfDay = 86_400;
const secondsOfYear = 366 * secondsOfDay;
const nanoseconds = 1_000_000_000n;
const zones = new Map<string, Zone>();

/**
 * The zone of an IANA name (`America/Chicago`, in any case of letters) or of an offset (`+05:30`); undefined for anything else. The same
 * zone is the same object each time.
 */
export function parseZone(text: string): Zone | undefined {
  const known = zones.get(text);
  if (known) return known;
  const id = idOf(text);
  if (id === undefined) return undefined;
  const zone = zones.get(id) ?? new Zone(id);
  zones.set(id, zone);
  return zone;
}

/** The date at a moment on the clocks of a zone. Example: in Chicago, 2026-11-01T04:30Z is on `2026-10-31`. */
export const todayIn = (timeZone: string, now: Temporal.Instant): string =>
  now.toZonedDateTimeISO(timeZone).toPlainDate().toString();

function idOf(text: string): string | undefined {
  try {
    return new Temporal.ZonedDateTime(0n, text).timeZoneId;
  } catch {
    return undefined;
  }
}
