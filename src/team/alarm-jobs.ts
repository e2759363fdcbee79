import { randomUUIDv7 } from 'node:crypto';
import { known } from '../core/id.ts';
import type { Job } from '../database/job.ts';
import type { Scope } from '../database/transaction.ts';
import { alarmsUntold, tellAlarms } from './alarm-handlers.ts';

/** Acts that may leave a place without anybody, or need one. */
const acts = [
  'designation.created',
  'designation.ended',
  'absence.entered',
  'absence.ended',
  'absence.cancelled',
  'skill.set',
  'person.deactivated',
  'contract.signed',
];

/**
 * Tells supervisors what teams lack, now or within a month: by time alone every quarter of an hour, and soon after acts that may bring it
 * about. The unique key of what was told sees to it that nobody is told twice, whichever server is first.
 */
export const teamAlarmJob = (now: () => Temporal.Instant): Job => ({
  name: 'team-alarm',
  everySeconds: 900,
  after: acts,
  async run(database, id) {
    const providerId = known<'provider'>(id);
    const scope: Scope = { providerId, clients: '*', actorId: null, requestId: 'team-alarm' };
    const at = now();
    const alarms = await database.read(scope, ({ db }) => alarmsUntold({ db, providerId, now: at }));
    if (alarms.length === 0) return { more: false };
    await database
      .write(scope, null, async (tx) => {
        const newId = <Kind extends string>() => known<Kind>(randomUUIDv7());
        if ((await tellAlarms({ ...tx, providerId, now: at, newId }, alarms)) === 0)
          throw new ToldByAnother();
      })
      .catch((error: unknown) => {
        if (!(error instanceof ToldByAnother)) throw error;
      });
    return { more: false };
  },
});

/** Undoes a transaction in which there was nothing left to tell, because another server told it. */
class ToldByAnother extends Error {}
