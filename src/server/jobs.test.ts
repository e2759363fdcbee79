import { randomUUIDv7 } from 'node:crypto';
import path from 'node:path';
import os from 'node:os';
import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import { useDatabase } from '../../test/database.ts';
import { headOf } from '../database/chain.ts';
import type { Job } from '../database/job.ts';
import { createPool } from '../database/pool.ts';
import { sealJob } from '../database/sealer.ts';
import { createDatabase, type Database } from '../database/transaction.ts';
import { createJobs, type Jobs } from './jobs.ts';

const db = useDatabase();
const [one, other] = [randomUUIDv7(), randomUUIDv7()];
const ends: (() => Promise<void>)[] = [];

beforeAll(async () => {
  await db.owner.query('insert into directory (provider_id) values ($1), ($2)', [one, other]);
});
afterEach(async () => {
  for (const end of ends.splice(0)) await end();
});

describe('jobs', () => {
  test('what was written is sealed within a second', async () => {
    const anchors = path.join(os.tmpdir(), `anchors-${randomUUIDv7()}`);
    const { database } = serving([sealJob(anchors, () => Temporal.Now.instant())]);
    await write(database, one, 'entry.logged');
    await until(async () => (await database.maintain(one, (tx) => headOf(tx, one))).seq === 1);
  });

  test('every provider is visited at the start, so that what a crash cut off goes on', async () => {
    const visits: string[] = [];
    serving([job({ run: async (_, providerId) => (visits.push(providerId), { more: false }) })]);
    await until(async () => visits.length === 2);
    expect(visits.sort()).toEqual([one, other].sort());
  });

  test('a job follows on the acts it names and no others', async () => {
    const visits: string[] = [];
    const { database } = serving([
      job({
        after: ['close-run.started'],
        run: async (_, providerId) => (visits.push(providerId), { more: false }),
      }),
    ]);
    await until(async () => visits.length === 2);
    await write(database, one, 'entry.logged');
    await write(database, other, 'close-run.started');
    await until(async () => visits.length === 3);
    expect(visits[2]).toBe(other);
  });

  test('a provider with much to do does not keep the others waiting', async () => {
    const visits: string[] = [];
    const run: Job['run'] = async (_, providerId) => ({ more: visits.push(providerId) < 20 });
    serving([job({ run })]);
    await until(async () => visits.length >= 20);
    expect(visits.slice(0, 4).filter((visited) => visited === one)).toHaveLength(2);
  });

  test('what fails for one provider is told, and the others are visited all the same', async () => {
    const visits: string[] = [];
    const { failures } = serving([
      job({
        run: async (_, providerId) => {
          if (providerId === one) throw new Error('no paper');
          visits.push(providerId);
          return { more: false };
        },
      }),
    ]);
    await until(async () => visits.length === 1 && failures.length === 1);
    expect(failures).toEqual([['test', one, 'no paper']]);
  });

  test('stopping during the last visit of a sweep does not wait for the next sweep', async () => {
    const visits: string[] = [];
    const { promise: atWork, resolve: begin } = Promise.withResolvers<void>();
    const run: Job['run'] = async (_, providerId, signal) => {
      if (visits.push(providerId) === 2) {
        begin();
        await new Promise((resolve) => signal.addEventListener('abort', () => setTimeout(resolve, 20)));
      }
      return { more: false };
    };
    const { jobs } = serving([job({ run })]);
    await atWork;
    const since = performance.now();
    await jobs.stop();
    expect(performance.now() - since).toBeLessThan(2000);
  });

  test('stopping asks what is under way to end, waits for it, and starts nothing more', async () => {
    const log: string[] = [];
    const { jobs } = serving([
      job({
        run: async (_, providerId, signal) => {
          log.push('begun');
          await new Promise((resolve) => signal.addEventListener('abort', resolve));
          log.push(`ended ${providerId === one || providerId === other}`);
          return { more: true };
        },
      }),
    ]);
    await until(async () => log.length === 1);
    await jobs.stop();
    expect(log).toEqual(['begun', 'ended true']);
  });
});

const job = (some: Partial<Job> & Pick<Job, 'run'>): Job => ({ name: 'test', everySeconds: 60, ...some });

function serving(list: readonly Job[]): { database: Database; jobs: Jobs; failures: unknown[] } {
  const failures: unknown[] = [];
  const jobs = createJobs(list, (name, providerId, error) =>
    failures.push([name, providerId, error instanceof Error ? error.message : error]),
  );
  const database = createDatabase(createPool(db.url('tandem_app'), 4), { written: jobs.written });
  jobs.start(database);
  ends.push(async () => {
    await jobs.stop();
    await database.close();
  });
  return { database, jobs, failures };
}

const write = (database: Database, providerId: string, act: `${string}.${string}`) =>
  database.write({ providerId, clients: '*', actorId: null, requestId: 'test' }, null, async (tx) =>
    tx.record({ act, client: null, object: null, detail: {} }),
  );

/** Waits until something holds, and no longer than a little over the second in which it must. */
async function until(holds: () => Promise<boolean>): Promise<void> {
  const end = performance.now() + 5000;
  while (!(await holds())) {
    if (performance.now() > end) throw new Error('it did not come to be');
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
