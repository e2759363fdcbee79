import { peopleOfClient } from '../clients/authority-store.ts';
import { randomUUIDv7 } from 'node:crypto';
import { known } from '../core/id.ts';
import { todayIn } from '../core/zone.ts';
import type { Job } from '../database/job.ts';
import type { Database, Scope, Transaction } from '../database/transaction.ts';
import { writeUnlessNothing } from '../database/unless-nothing.ts';
import { insertMail } from '../mail/store.ts';
import type { ProviderId } from '../people/person.ts';
import { catalogueReader } from './catalogue-handlers.ts';
import { finish } from './fact-evidence-handlers.ts';
import { follow, followed } from './following-handlers.ts';
import { horizonOf } from './generation.ts';
import { generate } from './generation-handlers.ts';
import { factsAfter, findCursor, moveCursor, someUnsealed } from './generation-store.ts';
import { insertReminder, untoldDuties } from './reminder-store.ts';
import { reminderOf } from './reminder-words.ts';

/** So many rows of plans are written at once. */
const rowsMax = 2000;
/** So many places of the chain are followed at once. */
const factsMax = 1000;
const remindersMax = 100;

/** Writes the occurrences of the year to come, a batch of rows in a transaction, until all rows reach up to the horizon. */
export const generationJob = (now: () => Temporal.Instant): Job => ({
  name: 'plan-generation',
  everySeconds: 3600,
  after: ['contract.changed', 'plan.followed'],
  async run(database, providerId) {
    const provider = known<'provider'>(providerId);
    // The earliest zone's day: what is missing of a later zone is written with the next visit.
    const horizon = horizonOf(todayIn('UTC', now()));
    const batch = await writing(database, provider, async (tx) => {
      const { db } = tx;
      const generated = await generate(db, provider, horizon, rowsMax);
      if (generated.rows > 0)
        tx.record({ act: 'plan.generated', client: null, object: null, detail: { ...generated, horizon } });
      return generated.rows;
    });
    return { more: (batch ?? 0) === rowsMax };
  },
});

/** Follows the provider's chain of facts: each place of it once, in its order. */
export const followingJob = (now: () => Temporal.Instant): Job => ({
  name: 'plan-following',
  everySeconds: 300,
  after: followed,
  async run(database, providerId) {
    const provider = known<'provider'>(providerId);
    const seq = await database.read(scopeOf(provider), ({ db }) => findCursor(db, provider));
    const { facts, upTo, head } = await database.read(scopeOf(provider), ({ db }) =>
      factsAfter(db, provider, followed, seq, factsMax),
    );
    if (facts.length === 0) {
      if (upTo > seq) await database.maintain(provider, (db) => moveCursor(db, provider, seq, upTo));
    } else
      await writing(database, provider, async (tx) => {
        const { db } = tx;
        const record: typeof tx.record = (fact) => tx.record(fact);
        if (!(await moveCursor(db, provider, seq, upTo))) return;
        const newId = <Kind extends string>() => known<Kind>(randomUUIDv7());
        const done = await follow({ db, record, providerId: provider, newId, now: now() }, facts);
        record({ act: 'plan.followed', client: null, object: null, detail: { from: seq, upTo, ...done } });
      });
    if (upTo < head) return { more: true };
    return { more: await waitsToBeSealed(database, provider) };
  },
});

/** Whether facts to follow are not in the chain yet: they are within a second or so, and worth another look after a moment. */
async function waitsToBeSealed(database: Database, provider: ProviderId): Promise<boolean> {
  const waits = await database.read(scopeOf(provider), ({ db }) => someUnsealed(db, provider, followed));
  if (waits) await new Promise((resolve) => void setTimeout(resolve, 250));
  return waits;
}

/** Ends as done what facts have shown before it could be: what was more than 31 days ahead then, or blocked. */
export const completionJob = (now: () => Temporal.Instant): Job => ({
  name: 'plan-completion',
  everySeconds: 3600,
  async run(database, providerId) {
    const provider = known<'provider'>(providerId);
    await writing(database, provider, (tx) =>
      finish({ db: tx.db, record: (fact) => tx.record(fact), providerId: provider, now: now() }),
    );
    return { more: false };
  },
});

/** Reminds clients of their own duties by mail: once before they are due, once when they are overdue. */
export const reminderJob = (now: () => Temporal.Instant): Job => ({
  name: 'duty-reminders',
  everySeconds: 3600,
  async run(database, providerId) {
    const provider = known<'provider'>(providerId);
    const told = await writing(database, provider, async (tx) => {
      const { db } = tx;
      const at = now().toString();
      const duties = await untoldDuties(db, provider, now(), remindersMax);
      if (duties.length === 0) return 0;
      const catalogue = await catalogueReader({ db, providerId: provider });
      for (const duty of duties) {
        if (!(await insertReminder(db, provider, duty, at))) continue;
        const activity = catalogue.activity(duty.row, duty.dueDay);
        const { subject, text } = reminderOf({ ...activity, ...duty });
        const people = await peopleOfClient(db, provider, duty.clientId);
        for (const { email } of people)
          await insertMail(
            db,
            provider,
            known(randomUUIDv7()),
            {
              kind: `duty-${duty.kind}`,
              key: `duty-${duty.kind} ${duty.id}`,
              client: duty.clientId,
              to: email,
              subject,
              text,
              page: '/portal',
            },
            at,
          );
        tx.record({
          act: 'duty.reminded',
          client: duty.clientId,
          object: duty.id,
          detail: { kind: duty.kind, mails: people.length },
        });
      }
      return duties.length;
    });
    return { more: told === remindersMax };
  },
});

const writing = <T>(
  database: Database,
  provider: ProviderId,
  work: (tx: Transaction) => Promise<T>,
): Promise<T | undefined> => writeUnlessNothing(database, scopeOf(provider), work);

const scopeOf = (providerId: string): Scope => ({
  providerId,
  clients: '*',
  actorId: null,
  requestId: 'plan',
});
