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
  #span = 0;

  constructor(id: string) {
    this.id = id;
  }

  /** The local date at a moment. Example: in Chicago, 2026-11-01T04:30Z is on 2026-10-31. */
  dayAt(at: Instant): Day {
    return day(Math.floor((at * 60 + this.#offsetAt(at * 60)) / secondsOfDay));
  }

  /**
   * The moment at which the clock shows a minute of a local day; minute 1440 is midnight at its end.
   * Example: in Chicago, minute 150 (02:30) of 2026-03-08 was skipped, and stands for 03:30, 08:30Z.
   */
  momentAt(date: Day, minuteOfDay: number): Instant {
    const wall = date * secondsOfDay + minuteOfDay * 60;
    const before = this.#offsetAt(wall - secondsOfDay);
    const after = this.#offsetAt(wall + secondsOfDay);
    const isAfter =
      before !== after && this.#offsetAt(wall - before) !== before && this.#offsetAt(wall - after) === after;
    return instant(Math.ceil((wall - (isAfter ? after : before)) / 60));
  }

  #offsetAt(second: number): number {
    if (second < this.#from || second >= this.#to) this.#read(second);
    const begins = this.#begins;
    let span = this.#span;
    while (second < begins[span]!) span--;
    while (span + 1 < begins.length && begins[span + 1]! <= second) span++;
    this.#span = span;
    return this.#offsets[span]!;
  }

  /** Reads the zone data anew for the years known before, the one asked for, and one more on either side. */
  #read(second: number): void {
    const known = this.#to > this.#from;
    this.#from = Math.min(second - secondsOfYear, known ? this.#from : second);
    this.#to = Math.max(second + secondsOfYear, known ? this.#to : second);
    let at = new Temporal.ZonedDateTime(BigInt(this.#from) * nanoseconds, this.id);
    this.#begins = [];
    this.#offsets = [];
    this.#span = 0;
    for (
      let next: Temporal.ZonedDateTime | null = at;
      next !== null;
      next = at.getTimeZoneTransition('next')
    ) {
      at = next;
      const begin = at.epochMilliseconds / 1000;
      if (begin >= this.#to) break;
      this.#begins.push(begin);
      this.#offsets.push(at.offsetNanoseconds / 1e9);
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
