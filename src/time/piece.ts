import { formatInstant } from '../core/instant.ts';
import type { WorkingTime } from '../core/working-time.ts';
import { minuteOf } from './capture.ts';

/** A part of an entry that is all inside business hours, or all outside. */
export interface Piece {
  readonly startedAt: string;
  readonly endedAt: string;
  readonly isAfterHours: boolean;
}

/**
 * An entry cut at every edge of the business hours, in order; the pieces together are the entry. Service guide, sections 2.4 and 5.
 * Example: open 08:00 to 17:00, an entry from 16:00 to 19:00 is a piece from 16:00 to 17:00 and an after-hours piece from 17:00 to 19:00.
 */
export function piecesOf(
  { startedAt, endedAt }: { readonly startedAt: string; readonly endedAt: string },
  hours: WorkingTime,
): Piece[] {
  const end = minuteOf(endedAt);
  const pieces: Piece[] = [];
  for (let at = minuteOf(startedAt); at < end;) {
    const open = hours.nextOpen(at, end);
    const isAfterHours = open > at;
    const next = isAfterHours ? open : hours.nextClosed(at, end);
    pieces.push({ startedAt: formatInstant(at), endedAt: formatInstant(next), isAfterHours });
    at = next;
  }
  return pieces;
}
