import { dayIn } from '../../web/kit/figures.ts';
import { daysAfter } from '../../web/kit/days.ts';
import { momentAt } from '../../web/kit/wall-clock.ts';
import { draftOf, type Entry } from '../entry.ts';
import type { Writing } from './entry-values.ts';
import { clockSpan } from './entry-words.ts';
import type { Span, TypedCell } from './typed-cell.ts';
import { rowKey, type WeekRow } from './week-rows.ts';

/** What copying the week before would do: new drafts for cells that are empty, and what is left and why. */
export interface CopiedWeek {
  readonly copies: readonly Copy[];
  readonly left: readonly { readonly entry: Entry; readonly why: string }[];
}

export interface Copy {
  readonly row: WeekRow;
  readonly day: string;
  readonly typed: string;
  readonly asked: Extract<TypedCell, { kind: 'log' }>;
}

/**
 * The entries of the week before on the same weekdays at the same times of the clock, for cells that hold nothing. Left are those that would
 * be in the way of something, end in the future, or need to be said anew: a task that is defined, a reason to work off the team. What has
 * its cell filled already is no part of it.
 * Example: a review last Tuesday from 09:00 to 10:00 is a draft this Tuesday from 09:00 to 10:00, by the clock also where it was changed.
 */
export function copiedWeek(
  before: readonly Entry[],
  rows: readonly WeekRow[],
  days: readonly string[],
  { worker, entries, now }: Writing,
): CopiedWeek {
  const byKey = new Map(rows.map((row) => [row.key, row]));
  const copies: Copy[] = [];
  const left: { entry: Entry; why: string }[] = [];
  for (const entry of before) {
    const day = daysAfter(dayIn(entry.startedAt, worker.timeZone), 7);
    const row = byKey.get(rowKey(entry));
    const span = weekLater(entry, worker.timeZone);
    const cell = row?.cells[days.indexOf(day)];
    if (cell && cell.length > 0) continue;
    const why =
      !row?.place || row.place.offTeam || entry.billing === 'additional'
        ? 'has to be logged by itself'
        : !span || span.endedAt > now
          ? 'is still to come'
          : inTheWay(span, [...entries, ...copies.map(({ asked }) => asked.body)]);
    if (!row || !span || why !== null) {
      left.push({ entry, why: why ?? 'has to be logged by itself' });
      continue;
    }
    const time = { kind: 'span', ...span, proposed: false } as const;
    const asked = { kind: 'log', body: { ...draftOf(entry), ...span, note: '' }, time } as const;
    copies.push({ row, day, typed: clockSpan(span.startedAt, span.endedAt, worker.timeZone), asked });
  }
  return { copies, left };
}

/** The same times of the clock a week later; null for what the clock does not show. */
function weekLater({ startedAt, endedAt }: Entry, timeZone: string): Span | null {
  const later = (moment: string): string | undefined =>
    momentAt(
      daysAfter(dayIn(moment, timeZone), 7),
      clockSpan(moment, moment, timeZone).slice(0, 5),
      timeZone,
    );
  const [start, end] = [later(startedAt), later(endedAt)];
  return start && end && start < end ? { startedAt: start, endedAt: end } : null;
}

function inTheWay({ startedAt, endedAt }: Span, taken: readonly Span[]): string | null {
  const isThere = taken.some((other) => other.startedAt < endedAt && other.endedAt > startedAt);
  return isThere ? 'is in the way of other time' : null;
}
