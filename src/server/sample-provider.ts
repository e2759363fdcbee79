import { randomUUIDv7 } from 'node:crypto';
import { known } from '../core/id.ts';
import type { Database } from '../database/transaction.ts';
import type { Context } from '../people/context.ts';
import { updateSignsIn } from '../people/store.ts';
import { loadSample, usualSize, type Progress, type SampleSize } from '../sample/load.ts';
import { choosePassword } from './passwords.ts';
import { forgetEverybody, type SignInDb } from './sign-in-store.ts';

export interface Making {
  readonly database: Database;
  readonly signInDb: SignInDb;
  readonly now: Temporal.Instant;
  /** What everybody in it signs in with. */
  readonly password: string;
  readonly size?: SampleSize;
  readonly newId?: Context['newId'];
  readonly progress?: Progress;
}

const randomId = <Kind extends string>() => known<Kind>(randomUUIDv7());

/**
 * Makes the sample provider in an empty database, with people who can sign in. All of it in one transaction, so that one that is broken off
 * leaves nothing and the next begins anew.
 */
export async function makeSample(making: Making): Promise<void> {
  const { database, signInDb, now, password, size = usualSize, newId = randomId, progress } = making;
  const providerId = newId<'provider'>();
  const scope = { providerId, clients: '*', actorId: null, requestId: 'first-start' } as const;
  await database.write(scope, null, async (tx) => {
    const people = await loadSample({ ...tx, providerId, now, newId }, size, progress);
    await updateSignsIn(
      tx.db,
      providerId,
      people.map(({ id }) => id),
      now,
    );
    tx.record({
      act: 'provider.loaded',
      client: null,
      object: providerId,
      detail: { people: people.length, ...size },
    });
    await forgetEverybody(signInDb);
    const signIn = people.map((person) => ({ ...person, providerId }));
    if ((await choosePassword(signInDb, signIn, password, 'sample')) !== 'chosen')
      throw new Error('two of the sample people have one e-mail address');
  });
}
