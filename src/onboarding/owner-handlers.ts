import { listContacts } from '../clients/store.ts';
import { Refused } from '../core/refusal.ts';
import type { Context } from '../people/context.ts';
import { PersonId, type ClientId } from '../people/person.ts';
import { findPerson } from '../people/store.ts';
import { whoUnknown } from './task.ts';

/** Refuses somebody who can answer for nothing: people of the provider are active, contacts are of the client and have not left. */
export async function requireOwner(
  { db, providerId }: Context,
  client: ClientId,
  side: 'provider' | 'client',
  id: string,
  path: string,
): Promise<void> {
  if (side === 'client') {
    const contacts = await listContacts(db, providerId, client);
    if (contacts.some((contact) => contact.id === id && contact.endedAt === null)) return;
  } else {
    const person = await findPerson(db, providerId, PersonId.parse(id));
    if (person?.active && person.clientId === null) return;
  }
  throw new Refused(whoUnknown, whoUnknown.title, {}, [
    { path, message: 'choose somebody who can take it on' },
  ]);
}
