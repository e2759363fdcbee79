import type { PersonId } from '../people/person.ts';
import type { SignIn, SignsIn } from '../people/sign-in.ts';
import type { Actors } from './actors.ts';
import * as store from './sign-in-store.ts';
import type { SignInDb } from './sign-in-store.ts';

/** What people need of sign-in, over its tables; `actors` forgets whom it remembers as soon as a session ends here. */
export function signInOver(db: SignInDb, actors: Pick<Actors, 'forget'> = { forget: () => {} }): SignIn {
  const forgetting = async <T>(person: PersonId, ended: Promise<T>): Promise<T> => {
    const result = await ended;
    actors.forget(person);
    return result;
  };
  return {
    sessionsOf: (person) => store.sessionsOf(db, person),
    endSession: (person, session) => forgetting(person, store.endSession(db, person, session)),
    endSessions: (person) => forgetting(person, store.endSessions(db, person)),
    hasSecondFactor: (person) => store.hasSecondFactor(db, person),
    removeSecondFactor: (person) => store.removeSecondFactor(db, person),
    choosePassword: (who, password) => forgetting(who.id, choosePassword(db, [who], password, 'own')),
  };
}

/** Gives people one password; those made up for a sample share theirs, everybody else has their own. */
export async function choosePassword(
  db: SignInDb,
  people: readonly SignsIn[],
  password: string,
  kind: 'own' | 'sample',
): Promise<'chosen' | 'address-taken'> {
  const { hashPassword } = await import('better-auth/crypto');
  return store.savePassword(db, people, await hashPassword(password), kind === 'sample');
}
