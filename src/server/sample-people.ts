import { notFound, Refused } from '../core/refusal.ts';
import type { Handlers } from '../core/route.ts';
import type { Database } from '../database/transaction.ts';
import { roles } from '../people/access.ts';
import { SamplePerson, type sampleApi } from '../people/sample-api.ts';
import type { signInApi } from '../people/sign-in-api.ts';
import type { SignsIn } from '../people/sign-in.ts';
import type { Door } from './door.ts';
import { isFromHere } from './health.ts';
import { samplePeople, type SignInDb } from './sign-in-store.ts';

/** Of each role as many as somebody who looks around may want to compare. */
const ofRoleMax = 6;

/**
 * Signing in as the sample people by a click. `password` is the one they share, known to a server that serves them on this machine alone
 * and null on any other, where nobody is listed and nothing is found.
 */
export function sampleHandlers(
  signInDb: SignInDb,
  signIn: Handlers<typeof signInApi, Door>['signIn'],
  password: string | null,
): Handlers<typeof sampleApi, Door> {
  const peopleFor = async ({ request }: Door): Promise<readonly SignsIn[]> =>
    password === null || !isFromHere(request) ? [] : samplePeople(signInDb);
  return {
    async listSamplePeople(door) {
      const people = await peopleFor(door);
      return people.length === 0 ? [] : listed(door.database, people);
    },
    async signInAsSample(door, { body: { person } }) {
      const who = (await peopleFor(door)).find(({ id }) => id === person);
      if (!who || password === null) throw new Refused(notFound, notFound.title);
      return signIn(door, { params: {}, query: {}, body: { email: who.email, password, bearer: false } });
    },
  };
}

/** The first few of each role who are not kept out, by role and then in the order in which they were made. */
async function listed(database: Database, people: readonly SignsIn[]): Promise<SamplePerson[]> {
  const found: SamplePerson[] = [];
  for (const [providerId, of] of Map.groupBy(people, (person) => person.providerId)) {
    const scope = { providerId, clients: '*', actorId: null, requestId: 'sample-people' } as const;
    const rows = await database.read(scope, ({ db }) =>
      db
        .selectFrom('person as p')
        .leftJoin('client as c', (join) =>
          join.onRef('c.id', '=', 'p.client_id').on('c.provider_id', '=', providerId),
        )
        .select(['p.id', 'p.name', 'p.roles', 'c.name as client'])
        .where('p.provider_id', '=', providerId)
        .where('p.deactivated_at', 'is', null)
        .where(
          'p.id',
          'in',
          of.map(({ id }) => id),
        )
        .orderBy('p.id')
        .execute(),
    );
    found.push(...rows.map(({ roles: [role], ...row }) => SamplePerson.parse({ ...row, role })));
  }
  return roles.flatMap((role) => found.filter((person) => person.role === role).slice(0, ofRoleMax));
}
