import { randomBytes, randomInt } from 'node:crypto';
import path from 'node:path';
import type { Database } from '../database/transaction.ts';
import { roles, type Role } from '../people/access.ts';
import { hashOf } from '../people/handlers.ts';
import { setUpHours } from '../people/invitation.ts';
import { findPerson } from '../people/store.ts';
import { writeImportFiles } from '../sample/import-files.ts';
import type { Step } from './console.ts';
import { keptSecret } from './kept-secret.ts';
import { choosePassword } from './passwords.ts';
import { makeSample } from './sample-provider.ts';
import { forgetEverybody, offerSetUp, samplePeople, type SignInDb } from './sign-in-store.ts';

/** How people get in, to be told when the server is up. */
export type WayIn =
  | { readonly kind: 'sign-in' }
  | { readonly kind: 'set-up'; readonly secret: string }
  | { readonly kind: 'sample'; readonly password: string; readonly people: readonly Shown[] };

/** One of the sample people for each role, to sign in as. */
export interface Shown {
  readonly role: Role;
  readonly name: string;
  readonly email: string;
}

export interface Start {
  readonly database: Database;
  readonly signInDb: SignInDb;
  readonly dataFolder: string;
  /** Whether an empty database gets the sample provider. */
  readonly sample: boolean;
  readonly now: Temporal.Instant;
  readonly step: Step;
}

/** An empty database gets the sample provider or a link to take it over; sample people who are there already can sign in. */
export async function findWayIn(start: Start): Promise<WayIn> {
  const { database, signInDb, dataFolder, now, step } = start;
  const isEmpty =
    (await database.outside.selectFrom('directory').select('provider_id').executeTakeFirst()) === undefined;
  if (isEmpty) {
    await forgetEverybody(signInDb);
    if (!start.sample) {
      const secret = randomBytes(32).toString('base64url');
      await offerSetUp(signInDb, hashOf(secret), now.add({ hours: setUpHours }));
      return { kind: 'set-up', secret };
    }
  }
  const password = keptSecret(path.join(dataFolder, 'sample-password'), newPassword);
  if (isEmpty) {
    await step('sample provider loaded', () =>
      makeSample({ database, signInDb, now, password: password.secret }),
    );
    writeImportFiles(path.join(dataFolder, 'samples'), now.toZonedDateTimeISO('UTC').toPlainDate());
  } else if (password.isNew) {
    // Its file was lost, so nobody knows the password before; it is shown to whoever can start the server, who could read the file too.
    const people = await samplePeople(signInDb);
    if (people.length > 0) await choosePassword(signInDb, people, password.secret, 'sample');
  }
  const people = await shown(start);
  return people.length > 0 ? { kind: 'sample', password: password.secret, people } : { kind: 'sign-in' };
}

async function shown({ database, signInDb }: Start): Promise<Shown[]> {
  const byRole = new Map<Role, Shown>();
  for (const { id, providerId } of await samplePeople(signInDb)) {
    const scope = { providerId, clients: '*', actorId: null, requestId: 'start' } as const;
    const person = await database.read(scope, ({ db }) => findPerson(db, providerId, id));
    for (const role of person?.active ? person.roles : []) {
      if (person && !byRole.has(role)) byRole.set(role, { role, name: person.name, email: person.email });
    }
  }
  return roles.flatMap((role) => byRole.get(role) ?? []);
}

/** A password that can be read out and typed: four words without meaning and a number. Example: `bako-luti-sefo-nima-47`. */
export function newPassword(): string {
  const letter = (letters: string) => letters.charAt(randomInt(letters.length));
  const syllable = () => letter('bdfghklmnprstvz') + letter('aeiou');
  const words = Array.from({ length: 4 }, () => syllable() + syllable());
  return `${words.join('-')}-${randomInt(10, 100)}`;
}
