import { randomUUIDv7 } from 'node:crypto';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { known } from '../core/id.ts';
import { Refused } from '../core/refusal.ts';
import type { Handlers, Route } from '../core/route.ts';
import { mayCall, type Access } from '../people/access.ts';
import type { Actor, Visit } from '../people/context.ts';
import type { Attempts } from './attempts.ts';
import { notAllowed, notSignedIn, parse, requireOwnOrigin, shaped, type Mounting } from './mount.ts';

/** What a handler of the door gets: the request and the reply themselves, because it reads and writes cookies. */
export interface Door extends Visit {
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
  /** Null where nobody is signed in; never where the route asks for a role. */
  readonly actor: Actor | null;
}

/**
 * Mounts routes that stand outside of one transaction: signing in and out, and what the links open. Where anybody may call, whoever fails
 * too often from one network address is not heard for a while.
 */
export function mountOpen<A extends Readonly<Record<string, Route<Access>>>>(
  app: FastifyInstance,
  mounting: Mounting,
  attempts: Attempts,
  api: A,
  handlers: Handlers<A, Door>,
): void {
  for (const [name, route] of Object.entries(api)) {
    const handler: ((door: Door, input: never) => Promise<unknown>) | undefined = handlers[name];
    if (!handler) throw new Error(`route ${name} has no handler`);
    app.route({
      method: route.method,
      url: '/api' + route.path,
      handler: async (request, reply) => {
        requireOwnOrigin(request);
        const actor = await mounting.actorOf(request);
        if (route.access !== 'public') {
          if (!actor) throw new Refused(notSignedIn, notSignedIn.title);
          if (!mayCall(actor.roles, route.access)) throw new Refused(notAllowed, notAllowed.title);
        }
        const door: Door = {
          request,
          reply,
          actor,
          database: mounting.database,
          requestId: request.id,
          now: mounting.now(),
          newId: <Kind extends string>() => known<Kind>(randomUUIDv7()),
        };
        const input = parse(route, request);
        const by = route.access === 'public' ? { address: request.ip } : {};
        const answer = shaped(route, await attempts.make(by, () => handler(door, input)));
        return reply.code(route.status ?? 200).send(answer);
      },
    });
  }
}
