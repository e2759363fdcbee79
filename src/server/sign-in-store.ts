import { Kysely, type Generated } from 'kysely';
import pg from 'pg';
import { known } from '../core/id.ts';
import { RoleDialect } from '../database/role.ts';
import type { PersonId } from '../people/person.ts';
import { SessionId } from '../people/session.ts';
import type { Session } from '../people/session.ts';
import type { SignsIn } from '../people/sign-in.ts';

/** The tables of sign-in by better-auth's names, as far as we ask for them ourselves. */
interface Tables {
  user: {
    id: Generated<string>;
    name: string;
    email: string;
    emailVerified: boolean;
    twoFactorEnabled: boolean | null;
    providerId: string;
    sample: Generated<boolean>;
    updatedAt: Generated<Date>;
  };
  session: {
    id: string;
    userId: string;
    createdAt: Date;
    expiresAt: Date;
    ipAddress: string | null;
    userAgent: string | null;
  };
  account: {
    accountId: string;
    providerId: string;
    userId: string;
    password: string | null;
    updatedAt: Date;
  };
  twoFactor: { userId: string };
  set_up: { token_hash: string; expires_at: Date };
}

export type SignInDb = Kysely<Tables>;

/**
 * Passwords and sessions, under their own role; nothing else is reachable from here. Names are told with their schema, so that no
 * connection needs a search path; moments arrive as `Date`, as better-auth expects them.
 */
export function openSignIn(url: string, max: number): SignInDb {
  const pool = new pg.Pool({ connectionString: url, max, keepAlive: true });
  return new Kysely<Tables>({ dialect: new RoleDialect(pool, 'tandem_auth') }).withSchema('auth');
}

export async function sessionsOf(db: SignInDb, person: PersonId): Promise<Omit<Session, 'current'>[]> {
  const rows = await db
    .selectFrom('session')
    .select(['id', 'createdAt', 'expiresAt', 'ipAddress', 'userAgent'])
    .where('userId', '=', person)
    .where('expiresAt', '>', new Date())
    .orderBy('createdAt', 'desc')
    .orderBy('id')
    .execute();
  return rows.map((row) => ({
    id: SessionId.parse(row.id),
    startedAt: row.createdAt.toISOString(),
    endsAt: row.expiresAt.toISOString(),
    address: row.ipAddress ?? '',
    userAgent: row.userAgent ?? '',
  }));
}

export async function endSession(db: SignInDb, person: PersonId, session: SessionId): Promise<boolean> {
  const ended = await db
    .deleteFrom('session')
    .where('id', '=', session)
    .where('userId', '=', person)
    .executeTakeFirst();
  return ended.numDeletedRows > 0n;
}

export async function endSessions(db: SignInDb, person: PersonId): Promise<number> {
  const ended = await db.deleteFrom('session').where('userId', '=', person).executeTakeFirst();
  return Number(ended.numDeletedRows);
}

export async function hasSecondFactor(db: SignInDb, person: PersonId): Promise<boolean> {
  const user = await db
    .selectFrom('user')
    .select('twoFactorEnabled')
    .where('id', '=', person)
    .executeTakeFirst();
  return user?.twoFactorEnabled === true;
}

/** Takes away a second factor, one that was never confirmed too. */
export async function removeSecondFactor(db: SignInDb, person: PersonId): Promise<boolean> {
  const removed = await db.deleteFrom('twoFactor').where('userId', '=', person).executeTakeFirst();
  await db.updateTable('user').set({ twoFactorEnabled: false }).where('id', '=', person).execute();
  return removed.numDeletedRows > 0n;
}

/** Gives people a password by its hash, the first or another, and ends their sessions. Nothing is changed where an address is somebody else's. */
export async function savePassword(
  db: SignInDb,
  people: readonly SignsIn[],
  hash: string,
  sample: boolean,
): Promise<'chosen' | 'address-taken'> {
  return db.transaction().execute(async (tx) => {
    const ids = people.map(({ id }) => id);
    const emails = people.map(({ email }) => email);
    const taken = await tx
      .selectFrom('user')
      .select('id')
      .where('email', 'in', emails)
      .where('id', 'not in', ids)
      .executeTakeFirst();
    if (taken) return 'address-taken';
    const at = new Date();
    for (const { id, name, email, providerId } of people) {
      await tx
        .insertInto('user')
        .values({ id, name, email, providerId, emailVerified: true, sample })
        .onConflict((conflict) => conflict.column('id').doUpdateSet({ name, email, updatedAt: at }))
        .execute();
    }
    await tx.deleteFrom('account').where('userId', 'in', ids).execute();
    await tx
      .insertInto('account')
      .values(
        ids.map((id) => ({
          accountId: id,
          providerId: 'credential',
          userId: id,
          password: hash,
          updatedAt: at,
        })),
      )
      .execute();
    await tx.deleteFrom('session').where('userId', 'in', ids).execute();
    return 'chosen';
  });
}

/** Forgets everybody: for a database without a provider, where only a start that was broken off can have left somebody behind. */
export async function forgetEverybody(db: SignInDb): Promise<void> {
  await db.deleteFrom('user').execute();
}

/** Made-up people, with whom everybody who knows their one password can sign in, in the order in which they were made. */
export async function samplePeople(db: SignInDb): Promise<SignsIn[]> {
  const rows = await db
    .selectFrom('user')
    .select(['id', 'name', 'email', 'providerId'])
    .where('sample', '=', true)
    .orderBy('id')
    .execute();
  return rows.map((row) => ({ ...row, id: known(row.id), providerId: known(row.providerId) }));
}

/** Puts the link to take over an empty database in the place of the one before. */
export async function offerSetUp(
  db: SignInDb,
  tokenHash: string,
  expiresAt: Temporal.Instant,
): Promise<void> {
  await db.transaction().execute(async (tx) => {
    await tx.deleteFrom('set_up').execute();
    await tx
      .insertInto('set_up')
      .values({ token_hash: tokenHash, expires_at: new Date(expiresAt.epochMilliseconds) })
      .execute();
  });
}

/** Takes the link: the first who comes with its secret gets when it would have expired, everybody else null. */
export async function takeSetUp(
  db: SignInDb,
  tokenHash: string,
  now: Temporal.Instant,
): Promise<Temporal.Instant | null> {
  const taken = await db
    .deleteFrom('set_up')
    .where('token_hash', '=', tokenHash)
    .where('expires_at', '>', new Date(now.epochMilliseconds))
    .returning('expires_at')
    .executeTakeFirst();
  return taken ? Temporal.Instant.fromEpochMilliseconds(taken.expires_at.getTime()) : null;
}
