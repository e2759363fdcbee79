import pino from 'pino';
import { afterAll, beforeAll } from 'vitest';
import { createApp } from '../src/server/app.ts';
import { createAuth, type Auth } from '../src/server/auth.ts';
import { openSignIn } from '../src/server/sign-in-store.ts';
import type { Name, World } from './world.ts';

export interface Served {
  /** Where it listens, once the tests run. */
  readonly base: string;
  /** With which everybody signs in who was given a password. */
  readonly password: string;
  /** The library behind sign-in, as the server has it. */
  readonly auth: Auth;
}

const secret = 'f3a91c0d7b5e4826a1d09c3e5f7b2a48';
const password = 'correct horse battery';

/** The whole server over a world's database, reached over HTTP on this machine. These people of the world can sign in. */
export function useServed(world: World, people: readonly Name[]): Served {
  const signInDb = openSignIn(world.url('tandem_auth'), 4);
  let base = '';
  let stop = (): Promise<unknown> => Promise.resolve();
  beforeAll(async () => {
    const app = await createApp({
      database: world.database,
      signInDb,
      secret,
      url: 'http://127.0.0.1',
      proxies: [],
      now: () => world.clock.now,
      log: pino({ level: 'silent' }),
      web: '/nowhere',
      dataFolder: '/nowhere',
    });
    stop = () => app.close();
    base = await app.listen({ host: '127.0.0.1', port: 0 });
    for (const name of people) {
      const { id, providerId } = world.people[name];
      await world.signIn.choosePassword({ id, providerId, name, email: `${name}@example.com` }, password);
    }
  });
  afterAll(async () => {
    await stop();
    await signInDb.destroy();
  });
  return {
    get base() {
      return base;
    },
    password,
    auth: createAuth({ db: signInDb, secret, url: 'http://127.0.0.1', warn: () => {} }),
  };
}
