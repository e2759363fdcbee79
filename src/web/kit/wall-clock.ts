import { dateFormat } from './formats.ts';

/**
 * The moment at which the clock of a zone shows a time of a day, as the wire writes it; undefined for what is no time. A time that
 * daylight saving skips is read with the offset before it, of one that it repeats the earlier is meant, as on the server.
 * Example: `momentAt('2026-11-24', '08:00', 'America/Chicago')` is `2026-11-24T14:00:00Z`.
 */
export function momentAt(day: string, time: string, timeZone: string): string | undefined {
  const wall = Date.parse(`${day}T${time.padStart(5, '0')}:00Z`);
  if (Number.isNaN(wall) || !/^\d{1,2}:\d{2}$/.test(time)) return undefined;
  const [before, after] = [wall - dayMs, wall + dayMs].map((at) => offsetMs(at, timeZone));
  const [early, late] = [wall - (before ?? 0), wall - (after ?? 0)];
  const isEarly = offsetMs(early, timeZone) === before || offsetMs(late, timeZone) !== after;
  return new Date(isEarly ? early : late).toISOString().replace('.000Z', 'Z');
}

const dayMs = 86_400_000;

/** How far the clock of a zone is ahead of UTC at a moment. */
function offsetMs(at: number, timeZone: string): number {
  const parts = dateFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  }).formatToParts(at);
  const of = (type: string): number => Number(parts.find((part) => part.type === type)?.value);
  return (
    Date.UTC(of('year'), of('month') - 1, of('day'), of('hour'), of('minute'), of('second')) -
    Math.floor(at / 1000) * 1000
  );
}
