import { closedMonthsIn } from '../billing/close-store.ts';
import { replayOf } from '../billing/replay-handlers.ts';
import type { MonthReplay } from '../billing/replay.ts';
import { known } from '../core/id.ts';
import type { Db } from '../database/transaction.ts';

/** Computes all closed months of a provider again, the oldest first; `tell` hears how many of them are done. */
export async function replayAll(
  db: Db,
  providerId: string,
  tell: (done: number, total: number) => void,
): Promise<MonthReplay[]> {
  const provider = known<'provider'>(providerId);
  const months = await closedMonthsIn(db, provider);
  const replays: MonthReplay[] = [];
  for (const month of months) {
    replays.push(await replayOf(db, provider, month));
    tell(replays.length, months.length);
  }
  return replays;
}
