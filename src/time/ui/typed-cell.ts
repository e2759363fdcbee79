import { formatInstant, instant } from '../../core/instant.ts';
import type { Request } from '../../core/route.ts';
import type { timeApi } from '../api.ts';
import { draftOf, type Entry } from '../entry.ts';
import { parseQuickTime } from '../quick-time.ts';
import type { Writing } from './entry-values.ts';
import { clockSpan } from './entry-words.ts';
import { typedTime, type TypedTime } from './typed-time.ts';
import type { WeekRow } from './week-rows.ts';

type Body = Omit<Request<typeof timeApi.logEntry>['body'], 'personId'>;

/** From when to when an entry is meant to be. */
export interface Span {
  readonly startedAt: string;
  readonly endedAt: string;
}

/** What typing into a cell asks for: a new entry, another time for the one in it, or nothing yet and why. */
export type TypedCell =
  | Logged
  | Edited
  /** Another time for what is on its way. */
  | {
      readonly kind: 'retype';
      readonly of: Logged | Edited;
      readonly body: Body & Span;
      readonly time: TypedTime;
    }
  /** A row by itself does not say enough: what for, that the task is defined, or a reason. */
  | { readonly kind: 'ask'; readonly typed: string; readonly time: TypedTime }
  | { readonly kind: 'unclear'; readonly why: string };

interface Logged {
  readonly kind: 'log';
  readonly body: Body & Span;
  readonly time: TypedTime;
}
interface Edited {
  readonly kind: 'edit';
  readonly entry: Entry;
  readonly body: Body & Span;
  readonly time: TypedTime;
}

/** What a cell asked for that is to be saved. */
export type Asked = Extract<TypedCell, { kind: 'log' | 'edit' | 'retype' }>;

/** The cell that is typed into; `saving` is what was typed there before and is on its way, unless it stands beside what else is there. */
interface Place {
  readonly row: WeekRow;
  readonly day: string;
  readonly cell: readonly Entry[];
  readonly saving?: Asked | null;
}

/**
 * Reads what was typed into the cell of a row and a day. In an empty cell, and behind `+` in any, it is a new entry; else it is another
 * time of the one entry there, or on its way there, where a bare duration keeps the start. `pending` is time that is being saved.
 * Example: `1:30` into a cell that holds 09:00 to 10:00 is 09:00 to 10:30 of the same entry; `+1:30` is another entry beside it.
 */
export function typedCell(
  text: string,
  { row, day, cell, saving = null }: Place,
  { worker, entries, now }: Writing,
  pending: readonly Span[],
): TypedCell {
  const isMore = text.trimStart().startsWith('+');
  const typed = isMore ? text.trimStart().slice(1) : text;
  const before = isMore ? null : saving;
  const [entry] = isMore ? [] : cell;
  if (entry && cell.length > 1)
    return { kind: 'unclear', why: 'Several entries stand here. Enter lists them; + in front adds another.' };
  const others = pending.filter((span) => span !== before?.body);
  const taken = [...entries.filter(({ id }) => id !== entry?.id), ...others];
  const was = before?.body ?? entry;
  const time =
    (was && lengthened(typed, was)) ?? typedTime(typed, { day, timeZone: worker.timeZone, taken, now });
  if (time.kind === 'unclear') return time;
  const { startedAt, endedAt } = time;
  if (before) {
    const of = before.kind === 'retype' ? before.of : before;
    return { kind: 'retype', of, body: { ...of.body, startedAt, endedAt }, time };
  }
  if (entry) return { kind: 'edit', entry, body: { ...draftOf(entry), startedAt, endedAt }, time };
  if (!row.place) return { kind: 'unclear', why: `Nobody on the team of ${row.clientName} logs time here.` };
  if (row.subject === '' || row.billing === 'additional' || row.place.offTeam)
    return { kind: 'ask', typed, time };
  const { role, technologyGroup } = row.place;
  const { clientId, billing, subjectKind, subject } = row;
  const body = { clientId, role, technologyGroup, billing, subjectKind, subject, startedAt, endedAt };
  return { kind: 'log', body, time };
}

/** A bare duration leaves an entry where it starts. */
function lengthened(typed: string, { startedAt }: Span): TypedTime | null {
  const quick = parseQuickTime(typed);
  if (quick.kind !== 'duration') return null;
  const endedAt = formatInstant(instant(Date.parse(startedAt) / 60_000 + quick.minutes));
  return { kind: 'span', startedAt, endedAt, proposed: false };
}

/** An entry with a time that is on its way. */
export const retimed = (entry: Entry, { startedAt, endedAt }: Span): Entry => ({
  ...entry,
  startedAt,
  endedAt,
  minutes: (Date.parse(endedAt) - Date.parse(startedAt)) / 60_000,
});

/**
 * An entry as it would stand in another row or on another day: at the same times of the clock where they are free and not to come, else
 * where as long a time finds room.
 * Example: 09:00 to 10:00 moved to a day with work from 09:30 to 11:00 is 11:00 to 12:00 there.
 */
export function movedEntry(
  entry: Entry,
  { row, day }: { readonly row: WeekRow; readonly day: string },
  { worker, entries, now }: Writing,
  pending: readonly Span[],
): TypedCell {
  if (!row.place || row.subject === '')
    return { kind: 'unclear', why: 'Nothing can be moved there: say what for first.' };
  const taken = [...entries.filter(({ id }) => id !== entry.id), ...pending];
  const around = { day, timeZone: worker.timeZone, taken, now };
  const kept = typedTime(clockSpan(entry.startedAt, entry.endedAt, worker.timeZone), around);
  const isFree =
    kept.kind === 'span' &&
    kept.endedAt <= now &&
    !taken.some(({ startedAt, endedAt }) => startedAt < kept.endedAt && endedAt > kept.startedAt);
  const time = isFree ? kept : typedTime(`${entry.minutes}m`, around);
  if (time.kind === 'unclear') return time;
  const { clientId, billing, subjectKind, subject } = row;
  const { role, technologyGroup } = row.place;
  const about = { clientId, role, technologyGroup, billing, subjectKind, subject };
  const { startedAt, endedAt } = time;
  return { kind: 'edit', entry, body: { ...draftOf(entry), ...about, startedAt, endedAt }, time };
}
