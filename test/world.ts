import Fastify, { type FastifyInstance } from 'fastify';
import { randomUUIDv7 } from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { beforeAll, afterAll } from 'vitest';
import { caller, type Call } from '../src/core/call.ts';
import { known } from '../src/core/id.ts';
import { anchorsFile, readAnchors } from '../src/database/anchors.ts';
import type { Actor, Context } from '../src/people/context.ts';
import type { Role } from '../src/people/access.ts';
import type { ClientId, ProviderId } from '../src/people/person.ts';
import type { SignIn } from '../src/people/sign-in.ts';
import { areasWith } from '../src/server/areas.ts';
import { proofSecretIn } from '../src/server/kept-secret.ts';
import { signInOver } from '../src/server/passwords.ts';
import { openSignIn } from '../src/server/sign-in-store.ts';
import { answerRefusals, contextOf, mount, scopeOf } from '../src/server/mount.ts';
import { useDatabase, type TestDatabase } from './database.ts';

/** Who works where, in every test: one provider with two clients, and a second provider that must see nothing of the first. */
export interface World extends TestDatabase {
  readonly app: FastifyInstance;
  /** The moment it is; tests may move it. */
  clock: { now: Temporal.Instant };
  /** Where a server keeps what is in no database. */
  readonly dataFolder: string;
  readonly providerId: ProviderId;
  readonly otherProviderId: ProviderId;
  /** Lakeside Clinics, in Chicago: network and security in scope, 120 devices, help desk since 2025. */
  readonly lakeside: ClientId;
  /** Harbor Freight Lines, in London. */
  readonly harbor: ClientId;
  /** A client of the other provider. */
  readonly foreign: ClientId;
  readonly people: Readonly<Record<Name, Actor>>;
  /** Passwords and sessions, as the handlers reach them. */
  readonly signIn: SignIn;
  /** Calls the API as one of them. */
  as(who: Name): Call;
  /** Does what a handler would, as one of them, in one transaction. */
  doing<T>(who: Name, work: (context: Context) => Promise<T>): Promise<T>;
}

const cast = {
  ines: ['csdm'],
  marek: ['cse'],
  priya: ['cse'],
  sofia: ['supervisor'],
  frank: ['finance'],
  ada: ['administrator'],
  lena: ['client-executive'],
  carl: ['client-contact'],
  hugo: ['client-contact'],
  olga: ['administrator'],
} as const satisfies Record<string, readonly Role[]>;
export type Name = keyof typeof cast;

/** Lena and Carl belong to Lakeside, Hugo to Harbor, Olga runs the other provider. */
export function useWorld(): World {
  const db = useDatabase();
  const app = Fastify({ genReqId: () => randomUUIDv7() });
  const dataFolder = fs.mkdtempSync(path.join(os.tmpdir(), 'tandem-world-'));
  const signInDb = openSignIn(db.url('tandem_auth'), 2);
  const signIn = signInOver(signInDb);
  const clock = { now: Temporal.Instant.from('2026-11-24T15:00:00Z') };
  const providerId = known<'provider'>(randomUUIDv7());
  const otherProviderId = known<'provider'>(randomUUIDv7());
  const lakeside = known<'client'>(randomUUIDv7());
  const harbor = known<'client'>(randomUUIDv7());
  const foreign = known<'client'>(randomUUIDv7());
  const clientOf = (name: Name) =>
    name === 'lena' || name === 'carl' ? lakeside : name === 'hugo' ? harbor : null;
  const actorFor = (name: Name): Actor => ({
    id: known(randomUUIDv7()),
    providerId: name === 'olga' ? otherProviderId : providerId,
    clientId: clientOf(name),
    name: name[0]?.toUpperCase() + name.slice(1),
    roles: cast[name],
  });
  const people: Record<Name, Actor> = {
    ines: actorFor('ines'),
    marek: actorFor('marek'),
    priya: actorFor('priya'),
    sofia: actorFor('sofia'),
    frank: actorFor('frank'),
    ada: actorFor('ada'),
    lena: actorFor('lena'),
    carl: actorFor('carl'),
    hugo: actorFor('hugo'),
    olga: actorFor('olga'),
  };
  const byToken = new Map(Object.entries(people));
  const mounting = {
    database: db.database,
    actorOf: async (request: { headers: { authorization?: string | undefined } }) =>
      byToken.get(request.headers.authorization ?? '') ?? null,
    now: () => clock.now,
  };
  answerRefusals(app);
  for (const area of areasWith(signIn, () => readAnchors(anchorsFile(dataFolder)), proofSecretIn(dataFolder)))
    mount(app, mounting, area);

  beforeAll(async () => {
    await seed(db, people, { providerId, otherProviderId, lakeside, harbor, foreign });
    await seedSkills(db, people);
    await app.ready();
  });
  afterAll(async () => {
    await app.close();
    await signInDb.destroy();
    fs.rmSync(dataFolder, { recursive: true });
  });

  return {
    ...db,
    app,
    clock,
    dataFolder,
    providerId,
    otherProviderId,
    lakeside,
    harbor,
    foreign,
    people,
    signIn,
    as: (who) => caller('', sendingTo(app), { authorization: who }),
    doing: async (who, work) => {
      const actor = people[who];
      const written = await db.database.write(scopeOf(actor, 'test'), null, (tx) => {
        tx.record({ act: 'test.prepared', client: actor.clientId, object: null, detail: {} });
        return work(contextOf(tx, actor, clock.now));
      });
      if (written.kind !== 'done') throw new Error('a write without a key is never replayed');
      return written.answer;
    },
  };
}

/** `fetch` in shape, without a network between. */
export const sendingTo =
  (app: FastifyInstance): typeof fetch =>
  async (address, init) => {
    const answer = await app.inject({
      url: address instanceof Request ? address.url : address.toString(),
      method:
        init?.method === 'POST' ||
        init?.method === 'PUT' ||
        init?.method === 'PATCH' ||
        init?.method === 'DELETE'
          ? init.method
          : 'GET',
      headers: Object.fromEntries(new Headers(init?.headers)),
      ...payloadOf(init?.body),
    });
    return new Response(answer.statusCode === 204 ? null : new Uint8Array(answer.rawPayload), {
      status: answer.statusCode,
      headers: headersOf(answer.headers),
    });
  };

const payloadOf = (body: unknown) =>
  body instanceof Uint8Array
    ? { payload: Buffer.from(body) }
    : typeof body === 'string'
      ? { payload: body }
      : {};

const headersOf = (headers: Readonly<Record<string, unknown>>): Record<string, string> =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]));

type Places = Pick<World, 'providerId' | 'otherProviderId' | 'lakeside' | 'harbor' | 'foreign'>;

/** Rows that everything else refers to, written as the owner of the tables. */
async function seed(
  { owner }: TestDatabase,
  people: Readonly<Record<Name, Actor>>,
  places: Places,
): Promise<void> {
  for (const [provider, name] of [
    [places.providerId, 'Northwind Managed Services'],
    [places.otherProviderId, 'Rival Systems'],
  ] as const) {
    await owner.query('insert into directory (provider_id) values ($1)', [provider]);
    await owner.query(
      'insert into provider (provider_id, name, currency, time_zone) values ($1, $2, $3, $4)',
      [provider, name, 'USD', 'America/Chicago'],
    );
    for (const [position, [id, label]] of Object.entries(technologyGroups).entries()) {
      await owner.query('insert into technology_group values ($1, $2, $3, $4)', [
        provider,
        id,
        label,
        position,
      ]);
    }
  }
  const clients = [
    [places.providerId, places.lakeside, 'LAKE', 'Lakeside Clinics', 'America/Chicago'],
    [places.providerId, places.harbor, 'HARB', 'Harbor Freight Lines', 'Europe/London'],
    [places.otherProviderId, places.foreign, 'FORE', 'Foreign Client', 'America/Chicago'],
  ] as const;
  for (const [provider, id, code, name, zone] of clients) {
    await owner.query(
      `insert into client (provider_id, id, code, name, time_zone, currency, managed_services_spend, device_count)
       values ($1, $2, $3, $4, $5, 'USD', 2500000, 120)`,
      [provider, id, code, name, zone],
    );
    await owner.query(`insert into purchased_service values ($1, $2, $3, 'help-desk', '2025-01-01', null)`, [
      provider,
      randomUUIDv7(),
      id,
    ]);
    for (const group of ['network', 'security'])
      await owner.query('insert into client_technology_group values ($1, $2, $3)', [provider, id, group]);
  }
  for (const [name, actor] of Object.entries(people)) {
    await owner.query(
      `insert into person (provider_id, id, client_id, name, email, roles, time_zone) values ($1, $2, $3, $4, $5, $6, 'America/Chicago')`,
      [actor.providerId, actor.id, actor.clientId, actor.name, `${name}@example.com`, actor.roles],
    );
  }
}

/** What the engineers know of technology groups: network and security, each works alone. */
async function seedSkills(
  { owner }: TestDatabase,
  { marek, priya }: Readonly<Record<Name, Actor>>,
): Promise<void> {
  for (const { id, providerId } of [marek, priya])
    for (const group of ['network', 'security'])
      await owner.query(
        `insert into skill (provider_id, id, person_id, technology_group_id, level, set_at) values ($1, $2, $3, $4, 'works-alone', '2025-01-01')`,
        [providerId, randomUUIDv7(), id, group],
      );
}

const technologyGroups = {
  'cloud-server-storage': 'Cloud, server and storage',
  network: 'Network',
  security: 'Security',
  collaboration: 'Unified communications',
};
