import { known } from '../core/id.ts';
import type { Job } from '../database/job.ts';
import type { Scope, Transaction } from '../database/transaction.ts';
import { afterAttempt, type Post } from './message.ts';
import { saveAttempt, takeDue } from './store.ts';

/**
 * Sends a provider's mail, one at each visit. A mail is taken, sent and noted in one transaction: a server that is killed after the mail
 * server has taken it and before that is noted sends it again, with the same `Message-ID`.
 */
export const mailJob = (post: Post, now: () => Temporal.Instant): Job => ({
  name: 'mail',
  everySeconds: 20,
  after: ['mail.queued'],
  async run(database, providerId) {
    try {
      await database.write(scopeOf(providerId), null, (tx) => sendOne(tx, providerId, post, now));
      return { more: true };
    } catch (error) {
      if (error instanceof NothingDue) return { more: false };
      throw error;
    }
  },
});

/** Undoes a transaction in which there is nothing to do. */
class NothingDue extends Error {}

async function sendOne(
  tx: Transaction,
  providerId: string,
  post: Post,
  now: () => Temporal.Instant,
): Promise<void> {
  const { db } = tx;
  const provider = known<'provider'>(providerId);
  const due = await takeDue(db, provider, now().toString());
  if (!due) throw new NothingDue();
  const nth = due.attempts + 1;
  const { pauseMinutes, ...delivery } = afterAttempt(nth, await post(due.letter));
  const at = now();
  const nextAt = pauseMinutes === null ? null : at.add({ minutes: pauseMinutes }).toString();
  await saveAttempt(db, provider, due, delivery, at.toString(), nextAt);
  const { kind, id } = due.letter;
  tx.record({
    act: `mail.${delivery.outcome}`,
    client: due.client,
    object: id,
    detail: { kind, attempt: nth },
  });
}

const scopeOf = (providerId: string): Scope => ({
  providerId,
  clients: '*',
  actorId: null,
  requestId: 'mail',
});
