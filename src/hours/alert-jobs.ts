import { randomUUIDv7 } from 'node:crypto';
import type { Client } from '../clients/client.ts';
import { listClients } from '../clients/store.ts';
import { known } from '../core/id.ts';
import { monthFrom } from '../core/month.ts';
import { todayIn } from '../core/zone.ts';
import type { Job } from '../database/job.ts';
import type { Database, Scope } from '../database/transaction.ts';
import type { ClientId, ProviderId } from '../people/person.ts';
import { newlyReached, tell } from './alert-handlers.ts';
import { clientsTouchedSince } from './alert-store.ts';

/** Acts that change what is used of a client's hours, or what it wants to be told. */
const acts = [
  'entry.approved',
  'entry.reclassified',
  'entry.reopened',
  'entry.after-hours-approved',
  'entry.written-off',
  'entry.submitted',
  'overage-cap.set',
  'alert-levels.changed',
  'consent.agreed',
  'contract.signed',
];
/** Acts are followed within a second or so; whoever comes later finds them in the next round by time. */
const lookBackMinutes = 2;
const batchMax = 100;

/** Tells what was reached by what was just done: for the clients it was done for. */
export const alertByActJob = (now: () => Temporal.Instant): Job => ({
  name: 'alert-by-act',
  everySeconds: 3600,
  after: acts,
  async run(database, providerId) {
    const provider = known<'provider'>(providerId);
    const since = now().subtract({ minutes: lookBackMinutes }).toString();
    const clients = await database.read(scopeOf(provider), ({ db }) =>
      clientsTouchedSince(db, provider, acts, since),
    );
    await watch(database, provider, clients, now());
    return { more: false };
  },
});

/** Tells what was reached by time alone, for all clients, a batch after the other. */
export const alertByTimeJob = (now: () => Temporal.Instant): Job => ({
  name: 'alert-by-time',
  everySeconds: 900,
  async run(database, providerId, signal) {
    const provider = known<'provider'>(providerId);
    let after: { name: string; id: string } | null = null;
    while (!signal.aborted) {
      const from: { name: string; id: string } | null = after;
      const clients: readonly Client[] = await database.read(scopeOf(provider), ({ db }) =>
        listClients(db, provider, batchMax, from),
      );
      await watch(
        database,
        provider,
        clients.map(({ id }) => id),
        now(),
      );
      const last = clients.at(-1);
      if (!last || clients.length < batchMax) break;
      after = last;
    }
    return { more: false };
  },
});

/** Looks at the months that run somewhere just now; each client that reached something is told in a transaction of its own. */
async function watch(
  database: Database,
  provider: ProviderId,
  clients: readonly ClientId[],
  now: Temporal.Instant,
): Promise<void> {
  if (clients.length === 0) return;
  const monthAt = (hours: number): string => todayIn('UTC', now.add({ hours })).slice(0, 7);
  for (const text of new Set([monthAt(-12), monthAt(14)])) {
    const month = monthFrom(text);
    const found = await database.read(scopeOf(provider), ({ db }) =>
      newlyReached(db, provider, clients, month, now),
    );
    for (const one of found) {
      await database
        .write(scopeOf(provider), null, async (tx) => {
          let told = 0;
          const record: typeof tx.record = (fact) => {
            told++;
            tx.record(fact);
          };
          const newId = <Kind extends string>() => known<Kind>(randomUUIDv7());
          await tell({ db: tx.db, record, providerId: provider, now, newId }, one);
          if (told === 0) throw new ToldByAnother();
        })
        .catch((error: unknown) => {
          if (!(error instanceof ToldByAnother)) throw error;
        });
    }
  }
}

/** Undoes a transaction in which there was nothing left to tell, because another server told it. */
class ToldByAnother extends Error {}

const scopeOf = (providerId: string): Scope => ({
  providerId,
  clients: '*',
  actorId: null,
  requestId: 'alert',
});
