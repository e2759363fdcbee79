import { setUpCalendar } from '../calendars/handlers.ts';
import { TechnologyGroup } from '../clients/client.ts';
import { insertTechnologyGroups } from '../clients/store.ts';
import { Refused } from '../core/refusal.ts';
import type { Handlers } from '../core/route.ts';
import type { Actor, Context, Visit } from '../people/context.ts';
import { hashOf } from '../people/handlers.ts';
import type { ProviderDraft } from '../people/provider.ts';
import { setUpClosed, type setUpApi } from '../people/sign-in-api.ts';
import { insertPerson, insertProvider, updateSignsIn } from '../people/store.ts';
import { contextOf } from './mount.ts';
import { choosePassword } from './passwords.ts';
import { forgetEverybody, offerSetUp, takeSetUp, type SignInDb } from './sign-in-store.ts';

/** Taking over an empty database: whoever has the link makes the provider, and is its first administrator. */
export const setUpHandlers = (signInDb: SignInDb): Handlers<typeof setUpApi, Visit> => ({
  async setUp(visit, { body: { token, provider, name, email, password } }) {
    const { database, now, requestId } = visit;
    const expiresAt = await takeSetUp(signInDb, hashOf(token), now);
    if (!expiresAt) throw new Refused(setUpClosed, setUpClosed.title);
    const actor: Actor = {
      id: visit.newId(),
      providerId: visit.newId(),
      clientId: null,
      name,
      roles: ['administrator'],
    };
    const { id, providerId } = actor;
    try {
      await database.write({ providerId, clients: '*', actorId: id, requestId }, null, async (tx) => {
        const context = contextOf(tx, actor, now);
        await beginProvider(context, provider);
        const person = { name, email, roles: [...actor.roles], clientId: null, timeZone: provider.timeZone };
        await insertPerson(tx.db, providerId, id, person);
        await updateSignsIn(tx.db, providerId, [id], now);
        await choosePassword(signInDb, [{ id, providerId, name, email }], password, 'own');
      });
    } catch (error) {
      // Nothing was made, so the link must go on working.
      await forgetEverybody(signInDb);
      await offerSetUp(signInDb, hashOf(token), expiresAt);
      throw error;
    }
    return { email };
  },
});

/** The technology groups of the service guide, section 2.1. */
const technologyGroups = TechnologyGroup.array().parse([
  { id: 'cloud-server-storage', name: 'Cloud, server and storage' },
  { id: 'network', name: 'Network' },
  { id: 'security', name: 'Security' },
  { id: 'collaboration', name: 'Unified communications' },
]);

/** What every provider begins with: itself, the guide's technology groups, and a calendar of usual business hours. */
async function beginProvider(context: Context, draft: ProviderDraft): Promise<void> {
  const { db, providerId } = context;
  await insertProvider(db, providerId, draft, false);
  await insertTechnologyGroups(db, providerId, technologyGroups);
  await setUpCalendar(context, draft.timeZone);
  context.record({ act: 'provider.set-up', client: null, object: providerId, detail: draft });
}
