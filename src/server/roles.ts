import { sql, type Kysely } from 'kysely';
import type { Database } from '../database/transaction.ts';
import { CannotStart } from './cannot-start.ts';
import type { SignInDb } from './sign-in-store.ts';

/**
 * Refuses to serve under roles that isolation does not bind. Asked in transactions as requests get them, because what a connection logged
 * in as is not what its statements run under.
 */
export async function refuseUnsafeRoles(database: Database, signInDb: SignInDb): Promise<void> {
  const scope = { providerId: noProvider, clients: [], actorId: null, requestId: 'start' } as const;
  const app = await database.read(scope, ({ db }) => rightsOf(db));
  if (app.isAboveIsolation)
    throw tooMuch(app.role, 'is a superuser, passes row-level security or owns tables');
  if (app.reachesSignIn) throw tooMuch(app.role, 'can reach the schema of passwords');
  const auth = await rightsOf(signInDb);
  if (auth.isAboveIsolation)
    throw tooMuch(auth.role, 'is a superuser, passes row-level security or owns tables');
  if (auth.reachesTables) throw tooMuch(auth.role, 'can reach tables besides those of sign-in');
}

const tooMuch = (role: string, what: string): CannotStart =>
  new CannotStart(
    `The database role ${role} ${what}, so that nothing would keep providers apart. Take that from it, then start again.`,
  );

const noProvider = '00000000-0000-0000-0000-000000000000';

interface Rights {
  readonly role: string;
  readonly isAboveIsolation: boolean;
  readonly reachesSignIn: boolean;
  readonly reachesTables: boolean;
}

async function rightsOf<Tables>(db: Kysely<Tables>): Promise<Rights> {
  const { rows } = await sql<Rights>`
    select rolname as role,
      rolsuper or rolbypassrls or exists (select from pg_class where relowner = r.oid) as "isAboveIsolation",
      has_schema_privilege('auth', 'usage') as "reachesSignIn",
      exists (select from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p', 'v')
        and has_table_privilege(oid, 'select')) as "reachesTables"
    from pg_roles r where rolname = current_user`.execute(db);
  const [rights] = rows;
  if (!rights) throw new Error('the current role is not known to the database');
  return rights;
}
