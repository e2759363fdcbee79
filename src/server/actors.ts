import type { FastifyRequest } from 'fastify';
import { known } from '../core/id.ts';
import type { Database } from '../database/transaction.ts';
import type { Actor } from '../people/context.ts';
import type { PersonId, ProviderId } from '../people/person.ts';
import type { SessionId } from '../people/session.ts';
import { findPerson } from '../people/store.ts';
import type { Auth } from './auth.ts';

/** How long what was found out of a session is believed. What ends a session in another process, or changes a role, holds after this at the latest. */
const believedMs = 3000;
const rememberedMax = 10_000;

export interface Actors {
  /** Who asks, by cookie or bearer token; null for nobody, for a session that has ended, and for people who are kept out. */
  of(request: Pick<FastifyRequest, 'headers'>): Promise<Actor | null>;
  /** Looks anew at whatever was remembered of a person's sessions, or of one of them. */
  forget(person: PersonId, session?: SessionId): void;
}

/** Finds out who is asking, and remembers it for a moment. `clock` tells milliseconds. */
export function createActors(
  database: Database,
  auth: () => Promise<Auth>,
  clock: () => number = () => performance.now(),
): Actors {
  const remembered = new Map<string, { actor: Actor; until: number }>();
  return {
    of: async ({ headers }) => {
      const { cookie = '', authorization = '' } = headers;
      if (!cookie.includes('tandem.session_token=') && !authorization) return null;
      const credentials = `${authorization}\n${cookie}`;
      const found = remembered.get(credentials);
      if (found && found.until > clock()) return found.actor;
      remembered.delete(credentials);
      const until = clock() + believedMs;
      const session = await (
        await auth()
      ).api.getSession({ headers: new Headers({ cookie, authorization }) });
      if (!session) return null;
      const person: PersonId = known(session.user.id);
      const actor = await actorOf(database, known(session.user.providerId), person, session.session);
      if (!actor) return null;
      for (const oldest of remembered.keys()) {
        if (remembered.size < rememberedMax) break;
        remembered.delete(oldest);
      }
      remembered.set(credentials, { actor, until });
      return actor;
    },
    forget: (person, session) => {
      for (const [credentials, { actor }] of remembered) {
        if (actor.id === person && (session === undefined || actor.sessionId === session))
          remembered.delete(credentials);
      }
    },
  };
}

/** Somebody as the people of the provider know them, or null where they are kept out. */
export async function actorOf(
  database: Database,
  providerId: ProviderId,
  id: PersonId,
  session: { readonly id: string; readonly ipAddress?: string | null | undefined },
): Promise<Actor | null> {
  const scope = { providerId, clients: '*', actorId: id, requestId: 'sign-in' } as const;
  const person = await database.read(scope, ({ db }) => findPerson(db, providerId, id));
  if (!person?.active) return null;
  return {
    id,
    providerId,
    clientId: person.clientId,
    name: person.name,
    roles: person.roles,
    sessionId: known(session.id),
    ...(session.ipAddress ? { address: session.ipAddress } : {}),
  };
}
