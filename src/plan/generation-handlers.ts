import { loadCalendars } from '../calendars/store.ts';
import { failpoint } from '../database/failpoint.ts';
import type { Db } from '../database/transaction.ts';
import type { ProviderId } from '../people/person.ts';
import { dayTable } from './generation.ts';
import { insertGenerated, takeUngenerated } from './generation-store.ts';
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
  const calendars = await loadCalendars(db, provider, [...new Set(rows.map(({ calendarId }) => calendarId))]);
  const daysFor = dayTable();
  const occurrences = await insertGenerated(
    db,
    provider,
    rows.map((row) => ({
      id: row.id,
      to: row.to,
      days: daysFor(row, row.calendarId, calendars.get(row.calendarId)),
    })),
  );
  failpoint('after-occurrences');
  return { rows: rows.length, occurrences };
}
