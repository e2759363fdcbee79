import { sql } from 'kysely';
import { z } from 'zod';
import type { Db } from '../database/transaction.ts';
import { Addressee } from '../mail/message.ts';
import type { ClientId, ProviderId } from '../people/person.ts';
import type { Authority } from './contact.ts';

/** Who may decide something for a client and can sign in to say so: its executives, and the contacts who were given this authority. */
export async function peopleWithAuthority(
  db: Db,
  provider: ProviderId,
  client: ClientId,
  authority: Authority,
): Promise<Addressee[]> {
  const rows = await whoCanSignIn(db, provider, client)
    .where((eb) =>
      eb.or([
        sql<boolean>`'client-executive' = any (p.roles)`,
        eb.exists(
          eb
            .selectFrom('contact as k')
            .select('k.id')
            .where('k.provider_id', '=', provider)
            .where('k.client_id', '=', client)
            .where('k.ended_at', 'is', null)
            .where(sql<boolean>`${authority} = any (k.authority)`)
            .where((or) =>
              or.or([or('k.person_id', '=', or.ref('p.id')), or('k.email', '=', or.ref('p.email'))]),
            ),
        ),
      ]),
    )
    .execute();
  return z.array(Addressee).parse(rows);
}

/** The people of a client who can sign in, by name. */
export const peopleOfClient = async (db: Db, provider: ProviderId, client: ClientId): Promise<Addressee[]> =>
  z.array(Addressee).parse(await whoCanSignIn(db, provider, client).execute());

const whoCanSignIn = (db: Db, provider: ProviderId, client: ClientId) =>
  db
    .selectFrom('person as p')
    .select(['p.id', 'p.name', 'p.email'])
    .where('p.provider_id', '=', provider)
    .where('p.client_id', '=', client)
    .where('p.deactivated_at', 'is', null)
    .orderBy('p.name')
    .orderBy('p.id');
