import { randomUUIDv7 } from 'node:crypto';
import { known } from '../core/id.ts';
import { todayIn } from '../core/zone.ts';
import type { Job } from '../database/job.ts';
import type { Database, Scope, Transaction } from '../database/transaction.ts';
import type { Sender } from '../mail/handlers.ts';
import { invite } from './invitation-handlers.ts';
import { listSeries } from './series-store.ts';
import { planAhead } from './touch-point-handlers.ts';
import { listUntold } from './touch-point-store.ts';

/** People are invited this long before a call: a weekly call fills nobody's mail for half a year ahead. */
const inviteDays = 35;

/** Plans the dates of every series that come into sight, a series in a transaction of its own. Run twice, it plans nothing twice. */
export const planningJob = (now: () => Temporal.Instant): Job => ({
  name: 'touch-points',
  everySeconds: 3600,
  async run(database, providerId, signal) {
    const provider = known<'provider'>(providerId);
    // A day in the earliest zone: what is over there is over everywhere.
    const today = todayIn('Etc/GMT+12', now());
    const running = await database.read(scopeOf(providerId), ({ db }) =>
      listSeries(db, provider, { runningOn: today }),
    );
    for (const series of running) {
      if (signal.aborted) break;
      await unlessNothing(database, providerId, async (tx) => {
        const planned = await planAhead(senderOf(tx, providerId, now()), series);
        if (planned === 0) throw new NothingToDo();
        tx.record({
          act: 'touch-point.planned',
          client: series.clientId,
          object: series.id,
          detail: { planned },
        });
      });
    }
    return { more: false };
  },
});

/** Tells people of the calls they are invited to, one call at each visit: those that come near, and those that were moved or cancelled. */
export const invitingJob = (now: () => Temporal.Instant): Job => ({
  name: 'invitations',
  everySeconds: 900,
  after: [
    'meeting-series.begun',
    'meeting-series.ended',
    'touch-point.planned',
    'touch-point.moved',
    'touch-point.cancelled',
  ],
  async run(database, providerId) {
    const more = await unlessNothing(database, providerId, async (tx) => {
      const at = now();
      const sender = senderOf(tx, providerId, at);
      const near = { from: at.toString(), to: at.add({ hours: inviteDays * 24 }).toString() };
      const [touchPoint] = await listUntold(tx.db, sender.providerId, near, 1);
      if (!touchPoint || !(await invite(sender, touchPoint))) throw new NothingToDo();
    });
    return { more };
  },
});

/** Undoes a transaction in which there was nothing left to do, because another server did it. */
class NothingToDo extends Error {}

async function unlessNothing(
  database: Database,
  providerId: string,
  work: (tx: Transaction) => Promise<void>,
): Promise<boolean> {
  try {
    await database.write(scopeOf(providerId), null, work);
    return true;
  } catch (error) {
    if (error instanceof NothingToDo) return false;
    throw error;
  }
}

const senderOf = (tx: Transaction, providerId: string, now: Temporal.Instant): Sender => ({
  db: tx.db,
  record: (fact) => tx.record(fact),
  providerId: known<'provider'>(providerId),
  now,
  newId: <Kind extends string>() => known<Kind>(randomUUIDv7()),
});

const scopeOf = (providerId: string): Scope => ({
  providerId,
  clients: '*',
  actorId: null,
  requestId: 'meetings',
});
