import { loadCalendars } from '../calendars/store.ts';
import { failpoint } from '../database/failpoint.ts';
import type { Db } from '../database/transaction.ts';
import type { ProviderId } from '../people/person.ts';
import { dayTable } from './generation.ts';
import {
  insertGenerated,
  rowsMovedBy,
  takeUngenerated,
  updateDueDays,
  type GeneratedDays,
  type Ungenerated,
} from './generation-store.ts';
import type { PlanId } from './plan.ts';

/** What a piece of generation did: how many rows it took, and how many occurrences were not there before. */
export interface Generated {
  readonly rows: number;
  readonly occurrences: number;
}

/**
 * Writes the occurrences of up to `limit` rows that do not reach up to a day yet, of one plan or of all: as many statements however many
 * rows. Asked again, or by two at once, it doubles nothing: rows are taken by one alone, and a day of a row is there once.
 */
export async function generate(
  db: Db,
  provider: ProviderId,
  horizon: string,
  limit: number,
  plan: PlanId | null = null,
): Promise<Generated> {
  const rows = await takeUngenerated(db, provider, horizon, limit, plan);
  if (rows.length === 0) return { rows: 0, occurrences: 0 };
  const occurrences = await insertGenerated(db, provider, await withDays(db, provider, rows));
  failpoint('after-occurrences');
  return { rows: rows.length, occurrences };
}

/**
 * Moves what is due after a day, by the calendars that changed, to where its rule has it now; what has ended, and what a trigger set off, stays.
 * Asked again, it moves nothing. Example: 31 December becomes a holiday, and what is due then, moved earlier, is due on the 30th.
 */
export async function moveDueDays(
  db: Db,
  provider: ProviderId,
  calendars: readonly string[],
  after: string,
): Promise<number> {
  if (calendars.length === 0) return 0;
  const rows = await rowsMovedBy(db, provider, calendars, after);
  return updateDueDays(db, provider, await withDays(db, provider, rows), after);
}

async function withDays(
  db: Db,
  provider: ProviderId,
  rows: readonly Ungenerated[],
): Promise<GeneratedDays[]> {
  const calendars = await loadCalendars(db, provider, [...new Set(rows.map(({ calendarId }) => calendarId))]);
  const daysFor = dayTable();
  return rows.map((row) => ({
    id: row.id,
    to: row.to,
    days: daysFor(row, row.calendarId, calendars.get(row.calendarId)),
  }));
}
