import { businessHours, readCalendar } from '../../src/calendars/calendar.ts';
import { instant, parseInstant } from '../../src/core/instant.ts';
import { minutes } from '../../src/core/minutes.ts';
import type { Bench } from '../bench.ts';

const operations = 2_000_000;
const span = 366 * 1440;

export const bench: Bench = {
  goal: 'G3',
  what: 'business minutes between two moments, and the moment when so many have passed, in turn; the floor has a table of every minute',
  unit: 'million operations/s',
  better: 'more',
  target: '20, and 0.15 of the floor',
  prepare: () => {
    const weekly = Object.fromEntries(
      ['mon', 'tue', 'wed', 'thu', 'fri'].map((name) => [name, ['08:00-17:00']]),
    );
    const calendar = readCalendar({ timeZone: 'America/Chicago', weekly, holidays: ['2026-11-26'] }, '', []);
    const origin = parseInstant('2026-01-01T00:00:00Z');
    if (!calendar || origin === undefined) throw new Error('the calendar cannot be read');
    const hours = businessHours(calendar);
    const passed = Int32Array.from({ length: span + 1 }, (_, minute) =>
      hours.between(origin, instant(origin + minute)),
    );
    const reached = new Int32Array((passed[span] ?? 0) + 1);
    for (let minute = span; minute >= 0; minute--) reached[passed[minute] ?? 0] = minute;

    const froms = new Int32Array(operations);
    const lengths = new Int32Array(operations);
    for (let index = 0, state = 7; index < operations; index++) {
      state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
      froms[index] = state % 400_000;
      lengths[index] = 1 + ((state >>> 8) % 20_000);
    }
    const ours = (): number => {
      let sum = 0;
      for (let index = 0; index < operations; index += 2) {
        const from = instant(origin + (froms[index] ?? 0));
        sum += hours.between(from, instant(from + (lengths[index] ?? 0)));
        sum += (hours.add(from, minutes(lengths[index + 1] ?? 1)) ?? 0) - origin;
      }
      return sum;
    };
    const floor = (): number => {
      let sum = 0;
      for (let index = 0; index < operations; index += 2) {
        const from = froms[index] ?? 0;
        sum += (passed[from + (lengths[index] ?? 0)] ?? 0) - (passed[from] ?? 0);
        sum += reached[(passed[from] ?? 0) + (lengths[index + 1] ?? 1)] ?? 0;
      }
      return sum;
    };
    if (ours() !== floor()) throw new Error('the floor does not come to the same moments');
    return { ours: () => speed(ours), floor: () => speed(floor) };
  },
};

function speed(work: () => number): number {
  const from = performance.now();
  work();
  return operations / (performance.now() - from) / 1_000;
}
