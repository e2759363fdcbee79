import { randomUUIDv7 } from 'node:crypto';
import { known } from '../core/id.ts';
import type { Job } from '../database/job.ts';
import type { Scope } from '../database/transaction.ts';
import type { Sender } from '../mail/handlers.ts';
import { insertReminder, remindersDue, toldOf, type Reminding } from './announcement-delivery-store.ts';
import { tell } from './announcement-handlers.ts';
import { findAnnouncement } from './announcement-store.ts';

/**
 * Reminds clients once of what they have not acknowledged, on the last day by their clock: each in a transaction of its own that notes the
 * reminder and queues its mail, so that two servers or a killed one remind nobody twice.
 */
export const announcementReminderJob = (now: () => Temporal.Instant): Job => ({
  name: 'announcement-reminder',
  everySeconds: 900,
  async run(database, providerId, signal) {
    const provider = known<'provider'>(providerId);
    const at = now();
    const due = await database.read(scopeOf(providerId), ({ db }) =>
      remindersDue(db, provider, at.toString()),
    );
    for (const reminding of due) {
      if (signal.aborted) break;
      await database
        .write(scopeOf(providerId), null, async (tx) => {
          const newId = <Kind extends string>() => known<Kind>(randomUUIDv7());
          const record: typeof tx.record = (fact) => tx.record(fact);
          await remind({ db: tx.db, record, providerId: provider, now: at, newId }, reminding);
        })
        .catch((error: unknown) => {
          if (!(error instanceof RemindedByAnother)) throw error;
        });
    }
    return { more: due.length > 0 };
  },
});

async function remind(sender: Sender, reminding: Reminding): Promise<void> {
  const { db, providerId, now } = sender;
  const { announcement: id, client } = reminding;
  if (!(await insertReminder(db, providerId, reminding, now.toString()))) throw new RemindedByAnother();
  sender.record({ act: 'announcement.reminded', client, object: id, detail: {} });
  const announcement = await findAnnouncement(db, providerId, id, now.toString());
  const told = (await toldOf(db, providerId, id)).filter(({ clientId }) => clientId === client);
  if (announcement) await tell(sender, announcement, told, { kind: 'announcement-reminder' });
}

/** Undoes a transaction in which there was nothing left to do, because another server did it. */
class RemindedByAnother extends Error {}

const scopeOf = (providerId: string): Scope => ({
  providerId,
  clients: '*',
  actorId: null,
  requestId: 'announcement-reminder',
});
