import type { PersonId, ProviderId } from './person.ts';
import type { Session, SessionId } from './session.ts';

/** Who gets a password. */
export interface SignsIn {
  readonly id: PersonId;
  readonly providerId: ProviderId;
  readonly name: string;
  readonly email: string;
}

/**
 * What people need of sign-in. Passwords and sessions are kept where the application's transactions do not reach, so whatever is done
 * here holds at once and whatever becomes of the transaction around it.
 */
export interface SignIn {
  /** Sessions that have not ended, newest first. */
  sessionsOf(person: PersonId): Promise<readonly Omit<Session, 'current'>[]>;
  /** False where the person has no such session. */
  endSession(person: PersonId, session: SessionId): Promise<boolean>;
  /** How many there were. */
  endSessions(person: PersonId): Promise<number>;
  hasSecondFactor(person: PersonId): Promise<boolean>;
  /** False where there was none. */
  removeSecondFactor(person: PersonId): Promise<boolean>;
  /** Gives somebody a password, the first or a new one, and ends all their sessions. Nothing is done where the address signs in somebody else. */
  choosePassword(who: SignsIn, password: string): Promise<'chosen' | 'address-taken'>;
}
