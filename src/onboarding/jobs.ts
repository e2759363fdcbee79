import { randomUUIDv7 } from 'node:crypto';
import { known } from '../core/id.ts';
import type { Job } from '../database/job.ts';
import { writeUnlessNothing } from '../database/unless-nothing.ts';
import { insertMail } from '../mail/store.ts';
import { peopleOfClient } from '../clients/authority-store.ts';
import { insertReminder, untoldTasks } from './reminder-store.ts';
import { reminderOf } from './reminder-words.ts';

/** So long before a task is due its client is told of it. */
const aheadDays = 3;
const remindersMax = 100;

/** Reminds clients by mail of what is theirs to do in an onboarding: once before it is due, once when it is overdue. */
export const taskReminderJob = (now: () => Temporal.Instant): Job => ({
  name: 'onboarding-reminders',
  everySeconds: 3600,
  async run(database, providerId) {
    const provider = known<'provider'>(providerId);
    const scope = { providerId, clients: '*', actorId: null, requestId: 'onboarding' } as const;
    const told = await writeUnlessNothing(database, scope, async (tx) => {
      const { db } = tx;
      const at = now().toString();
      const tasks = await untoldTasks(db, provider, now(), aheadDays, remindersMax);
      for (const task of tasks) {
        if (!(await insertReminder(db, provider, task, at))) continue;
        const { id, clientId, kind, dueDay, email } = task;
        const people = email === null ? await peopleOfClient(db, provider, clientId) : [{ email }];
        const name = `onboarding-task-${kind}`;
        for (const { email: to } of people)
          await insertMail(
            db,
            provider,
            known(randomUUIDv7()),
            {
              kind: name,
              key: `${name} ${id} ${dueDay}`,
              client: clientId,
              to,
              page: '/portal/onboarding',
              ...reminderOf(task),
            },
            at,
          );
        tx.record({
          act: 'onboarding-task.reminded',
          client: clientId,
          object: id,
          detail: { kind, dueDay, mails: people.length },
        });
      }
      return tasks.length;
    });
    return { more: told === remindersMax };
  },
});
