import { createHash, randomUUIDv7 } from 'node:crypto';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { RefusalBody } from '../core/call.ts';
import { faultWords } from '../core/fault-words.ts';
import { bytesType, dispositionOf, FileOut } from '../core/file.ts';
import { known } from '../core/id.ts';
import { invalidInput, notFound, Refused, refusal, type Fault } from '../core/refusal.ts';
import { trusted, type Api, type Handlers, type Route } from '../core/route.ts';
import { refusalBehind } from '../database/refusals.ts';
import type { Database, Scope, Transaction } from '../database/transaction.ts';
import { mayCall, type Access } from '../people/access.ts';
import type { Actor, Context } from '../people/context.ts';

/** An area as the server mounts it. Made by `area()`, which holds its handlers to its contract. */
export interface Area {
  readonly name: string;
  readonly api: Readonly<Record<string, Route<Access>>>;
  readonly handlers: Readonly<Record<string, (context: Context, input: never) => Promise<unknown>>>;
}

export const area = <A extends Api & Readonly<Record<string, Route<Access>>>>(
  name: string,
  api: A,
  handlers: Handlers<A, Context>,
): Area => ({
  name,
  api,
  handlers,
});

export interface Mounting {
  readonly database: Database;
  /** Who is asking, or null for nobody. */
  readonly actorOf: (request: FastifyRequest) => Promise<Actor | null>;
  readonly now: () => Temporal.Instant;
}

export const notSignedIn = refusal(401, 'not-signed-in', 'Sign in first.');
export const notAllowed = refusal(403, 'not-allowed', 'Your role does not allow this.');
export const keyMissing = refusal(
  428,
  'idempotency.key-missing',
  'This makes money, time or approvals, so it needs an Idempotency-Key header: a new one for each new request, the same one to ask again.',
);
export const foreignOrigin = refusal(
  403,
  'foreign-origin',
  "Requests that change something must come from Tandem's own pages.",
);

/** Mounts every route of an area under `/api`: access, parsing, one transaction, the answer's shape. */
export function mount(app: FastifyInstance, mounting: Mounting, { api, handlers }: Area): void {
  takeBytes(app);
  for (const [name, route] of Object.entries(api)) {
    const handler = handlers[name];
    if (!handler) throw new Error(`route ${name} has no handler`);
    app.route({
      method: route.method,
      url: '/api' + route.path.replaceAll(/\{(\w+)\}/g, ':$1'),
      ...(route.bodyBytesMax ? { bodyLimit: route.bodyBytesMax } : {}),
      handler: async (request, reply) => {
        const actor = await mounting.actorOf(request);
        if (!actor) throw new Refused(notSignedIn, notSignedIn.title);
        if (!mayCall(actor.roles, route.access))
          throw new Refused(notAllowed, `This is for: ${[route.access].flat().join(', ')}.`);
        const input = parse(route, request);
        const answer = await perform(mounting, route, request, actor, (context) => {
          // The handler's own type is checked where the area is made; here all of them go through one door.
          const handle: (context: Context, input: never) => Promise<unknown> = handler;
          return handle(context, input);
        });
        return route.out === FileOut ? sendFile(reply, answer) : reply.code(route.status ?? 200).send(answer);
      },
    });
  }
}

/** The bytes of a file are taken as they are; the route says how many. */
function takeBytes(app: FastifyInstance): void {
  if (!app.hasContentTypeParser(bytesType))
    app.addContentTypeParser(bytesType, { parseAs: 'buffer' }, (_, bytes, done) => done(null, bytes));
}

/** A file is saved and never shown, so that nothing in it runs as one of our pages. */
function sendFile(reply: FastifyReply, answer: unknown): FastifyReply {
  const { name, mediaType, content } = FileOut.parse(answer);
  return reply
    .type(mediaType)
    .header('content-disposition', dispositionOf(name))
    .header('x-content-type-options', 'nosniff')
    .send(Buffer.from(content.buffer, content.byteOffset, content.byteLength));
}

async function perform(
  mounting: Mounting,
  route: Route<Access>,
  request: FastifyRequest,
  actor: Actor,
  work: (context: Context) => Promise<unknown>,
): Promise<unknown> {
  const scope = scopeOf(actor, request.id);
  const within = async (tx: Transaction) => shaped(route, await work(contextOf(tx, actor, mounting.now())));
  if (route.method === 'GET' || route.reads) return mounting.database.read(scope, within);
  requireOwnOrigin(request);
  const once = route.idempotent ? { key: keyOf(request), fingerprint: fingerprint(request) } : null;
  const written = await mounting.database.write(scope, once, within);
  return written.answer;
}

/** What a person may see: staff every client of their provider, portal users their own. */
export const scopeOf = (actor: Actor, requestId: string): Scope => ({
  providerId: actor.providerId,
  clients: actor.clientId ? [actor.clientId] : '*',
  actorId: actor.id,
  requestId,
});

export const contextOf = (tx: Transaction, actor: Actor, now: Temporal.Instant): Context => ({
  ...tx,
  actor,
  providerId: actor.providerId,
  now,
  newId: <Kind extends string>() => known<Kind>(randomUUIDv7()),
});

/** The input as the route's schemas read it; every fault is told with its place. `never` because only the handler's own type can name it. */
export function parse(route: Route, request: FastifyRequest): never {
  const faults: Fault[] = [];
  const part = (schema: z.ZodType | undefined, value: unknown, prefix: string): unknown => {
    if (!schema) return {};
    const result = schema.safeParse(value, { error: faultWords });
    if (result.success) return result.data;
    for (const issue of result.error.issues)
      faults.push({ path: `${prefix}/${issue.path.join('/')}`, message: issue.message });
    return {};
  };
  const input: unknown = {
    params: part(route.params, request.params, '/path'),
    query: part(route.query, request.query, '/query'),
    body: part(route.body, request.body ?? undefined, ''),
  };
  if (faults.length > 0) {
    // A malformed id in the address is a thing that does not exist, and says no more than that.
    if (faults.every((fault) => fault.path.startsWith('/path'))) throw new Refused(notFound, notFound.title);
    throw new Refused(
      invalidInput,
      faults.map((fault) => `${fault.path}: ${fault.message}`).join(' '),
      {},
      faults,
    );
  }
  return trusted(input);
}

/** An answer that does not fit its declared shape is a fault of ours, never the caller's. */
export function shaped(route: Route, answer: unknown): unknown {
  const result = route.out.safeParse(answer);
  if (!result.success)
    throw new Error(
      `the answer of ${route.method} ${route.path} has the wrong shape: ${z.prettifyError(result.error)}`,
    );
  return result.data;
}

function keyOf(request: FastifyRequest): string {
  const key = request.headers['idempotency-key'];
  if (typeof key !== 'string' || key.length < 8 || key.length > 200)
    throw new Refused(keyMissing, 'Give a key of 8 to 200 characters.');
  return key;
}

const fingerprint = ({ method, url, body }: FastifyRequest): string =>
  `${method} ${url}\n${
    body instanceof Uint8Array
      ? createHash('sha256').update(body).digest('hex')
      : JSON.stringify(body ?? null)
  }`;

export function requireOwnOrigin(request: FastifyRequest): void {
  const origin = request.headers.origin;
  if (origin && URL.canParse(origin) && new URL(origin).host === request.host) return;
  if (!origin && !request.headers['sec-fetch-site']) return;
  if (!origin && request.headers['sec-fetch-site'] === 'same-origin') return;
  throw new Refused(foreignOrigin, 'Open Tandem itself and try again there.');
}

/** One answer for every kind of "no": a refusal says why and what to do, a fault of ours gives a number to quote and nothing more. */
export function answerRefusals(app: FastifyInstance): void {
  app.setErrorHandler((error, request, reply) => {
    const refused = error instanceof Refused ? error : (refusalBehind(error) ?? badRequest(error, request));
    if (refused) return send(reply, request, refused);
    request.log.error({ error }, 'fault');
    const body: RefusalBody = {
      type: 'about:blank',
      title: 'Something went wrong on our side.',
      status: 500,
      code: 'fault',
      detail: 'Nothing was changed. Try again, and quote this number if it happens again.',
      requestId: request.id,
    };
    return reply.code(500).type('application/problem+json').send(JSON.stringify(body));
  });
  app.setNotFoundHandler((request, reply) => send(reply, request, new Refused(notFound, notFound.title)));
}

function send(reply: FastifyReply, request: FastifyRequest, refused: Refused): FastifyReply {
  const body: RefusalBody = {
    type: 'about:blank',
    title: refused.kind.title,
    status: refused.kind.status,
    code: refused.kind.code,
    detail: refused.message,
    requestId: request.id,
    ...(Object.keys(refused.about).length > 0 ? { about: { ...refused.about } } : {}),
    ...(refused.faults.length > 0 ? { errors: [...refused.faults] } : {}),
  };
  const { retryAfterSeconds } = refused.about;
  if (typeof retryAfterSeconds === 'number') reply.header('retry-after', retryAfterSeconds);
  return reply.code(refused.kind.status).type('application/problem+json').send(JSON.stringify(body));
}

const unusable = refusal(400, 'unusable', 'The request could not be read.');
const tooLarge = refusal(413, 'too-large', 'This is larger than is taken here.');
const tooMany = refusal(429, 'too-many', 'Too many attempts. Wait a little and try again.');

function badRequest(error: unknown, { routeOptions }: FastifyRequest): Refused | null {
  if (!(error instanceof Error) || !('statusCode' in error)) return null;
  if (error.statusCode === 413) {
    const megabytes = (routeOptions.bodyLimit ?? 0) / 1024 / 1024;
    return new Refused(tooLarge, `At most ${Number(megabytes.toPrecision(2))} MB are taken here.`);
  }
  if (error.statusCode === 429) return new Refused(tooMany, tooMany.title);
  if (typeof error.statusCode === 'number' && error.statusCode < 500)
    return new Refused(unusable, error.message);
  return null;
}
