import Fastify, { type FastifyInstance } from 'fastify';
import { randomUUIDv7 } from 'node:crypto';
import { exampleOf } from '../src/core/example.ts';
import type { Route } from '../src/core/route.ts';
import { anchorsFile, readAnchors } from '../src/database/anchors.ts';
import type { Database } from '../src/database/transaction.ts';
import type { Access } from '../src/people/access.ts';
import type { Actor } from '../src/people/context.ts';
import { areasWith } from '../src/server/areas.ts';
import { proofSecretIn } from '../src/server/kept-secret.ts';
import { answerRefusals, mount } from '../src/server/mount.ts';
import type { World } from '../test/world.ts';
import type { Examples } from './examples.ts';

/** The routes of all areas over a database, for people who are named in the authorization header. */
export function appOver(
  world: World,
  database: Database,
  people: Readonly<Record<string, Actor>>,
): FastifyInstance {
  const app = Fastify({ genReqId: () => randomUUIDv7() });
  const actors = new Map(Object.entries(people));
  const mounting = {
    database,
    actorOf: async (request: { headers: { authorization?: string | undefined } }) =>
      actors.get(request.headers.authorization ?? '') ?? null,
    now: () => world.clock.now,
  };
  answerRefusals(app);
  for (const area of areasWith(
    world.signIn,
    () => readAnchors(anchorsFile(world.dataFolder)),
    proofSecretIn(world.dataFolder),
  ))
    mount(app, mounting, area);
  return app;
}

class TakenBack extends Error {}

/** A database on which every write is done, its answer known, and then taken back: so that no call disturbs the next. */
export function takingBack(database: Database): Database {
  return {
    ...database,
    write: async (scope, _once, work) => {
      const answers: Awaited<ReturnType<typeof work>>[] = [];
      try {
        await database.write(scope, null, async (tx) => {
          let facts = 0;
          answers.push(await work({ ...tx, record: () => void facts++ }));
          if (facts === 0) throw new Error('a write must record what it did');
          throw new TakenBack();
        });
      } catch (error) {
        if (!(error instanceof TakenBack)) throw error;
      }
      const [answer] = answers;
      if (answers.length !== 1 || answer === undefined) throw new Error('a write is done once');
      return { kind: 'done', answer };
    },
  };
}

/** A request of a route, as it is sent. */
export interface Asked {
  readonly url: string;
  readonly payload: string | null;
}

/** The request of a route about a place's examples; `narrowed` also names them where the query may but need not. */
export function requestOf(route: Route<Access>, examples: Examples, body: unknown, narrowed: boolean): Asked {
  const known = (name: string) => examples[name];
  const params = route.params ? parts(exampleOf(route.params, known)) : {};
  const query = route.query ? parts(exampleOf(route.query, narrowed ? known : requiredOf(route, known))) : {};
  const path = route.path.replaceAll(/\{(\w+)\}/g, (_, name: string) =>
    encodeURIComponent(params[name] ?? ''),
  );
  const search = new URLSearchParams(query).toString();
  const payload = route.body ? sent(body ?? exampleOf(route.body, known)) : null;
  return { url: `/api${path}${search ? `?${search}` : ''}`, payload };
}

const sent = (body: unknown): string =>
  body instanceof Uint8Array ? new TextDecoder().decode(body) : JSON.stringify(body);

function requiredOf({ query }: Route<Access>, known: (name: string) => unknown): (name: string) => unknown {
  return (name) => (query?.shape[name]?.safeParse(undefined).success ? undefined : known(name));
}

/** The parts of an address, which are text whatever they mean. */
function parts(example: unknown): Record<string, string> {
  if (typeof example !== 'object' || example === null) return {};
  return Object.fromEntries(Object.entries(example).map(([name, value]) => [name, String(value)]));
}
