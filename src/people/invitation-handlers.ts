import { known } from '../core/id.ts';
import { Refused } from '../core/refusal.ts';
import type { Handlers } from '../core/route.ts';
import type { Scope, Transaction } from '../database/transaction.ts';
import type { Visit } from './context.ts';
import { hashOf, thePerson, theProvider } from './handlers.ts';
import { isOpen } from './invitation.ts';
import { closeInvitation, findInvitation } from './invitation-store.ts';
import type { Person, PersonId, ProviderId } from './person.ts';
import { addressTaken, linkUsed, type invitationApi } from './sign-in-api.ts';
import type { SignIn } from './sign-in.ts';
import { updateSignsIn } from './store.ts';

export const invitationHandlers = (signIn: SignIn): Handlers<typeof invitationApi, Visit> => ({
  async openInvitation(visit, { body: { token } }) {
    const providerId = providerOf(token);
    return visit.database.read(scopeOf(visit, providerId, null), async (tx) => {
      const { name, email } = await theInvited(visit, tx, token, false);
      return { name, email, provider: (await theProvider({ ...tx, providerId })).name };
    });
  },

  async acceptInvitation(visit, { body: { token, password } }) {
    const { database, now } = visit;
    const providerId = providerOf(token);
    const { id } = await database.read(scopeOf(visit, providerId, null), (tx) =>
      theInvited(visit, tx, token, false),
    );
    const written = await database.write(scopeOf(visit, providerId, id), null, async (tx) => {
      const person = await theInvited(visit, tx, token, true);
      const outcome = await signIn.choosePassword({ ...person, providerId }, password);
      if (outcome === 'address-taken') throw new Refused(addressTaken, addressTaken.title);
      await closeInvitation(tx.db, providerId, person.id, now);
      await updateSignsIn(tx.db, providerId, [person.id], now);
      tx.record({ act: 'invitation.accepted', client: person.clientId, object: person.id, detail: {} });
      return { email: person.email };
    });
    if (written.kind !== 'done') throw new Error('a write without a key is never replayed');
    return written.answer;
  },
});

/** Whoever a link invites, while it is open and they are not kept out; every other link is told the same, whatever is wrong with it. */
async function theInvited({ now }: Visit, tx: Transaction, token: string, lock: boolean): Promise<Person> {
  const providerId = providerOf(token);
  const invitation = await findInvitation(tx.db, providerId, hashOf(token), lock);
  if (!invitation || !isOpen(invitation, now)) throw new Refused(linkUsed, linkUsed.title);
  const person = await thePerson({ ...tx, providerId }, invitation.personId);
  if (!person.active) throw new Refused(linkUsed, linkUsed.title);
  return person;
}

/** The link says whose provider it belongs to; that it is true shows when the secret is found there. */
const providerOf = (token: string): ProviderId => known(token.slice(0, 36));

const scopeOf = ({ requestId }: Visit, providerId: ProviderId, actorId: PersonId | null): Scope => ({
  providerId,
  clients: '*',
  actorId,
  requestId,
});
