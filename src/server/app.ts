import compress from '@fastify/compress';
import helmet, { type FastifyHelmetOptions } from '@fastify/helmet';
import fastify, {
  LogController,
  type FastifyBaseLogger,
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
} from 'fastify';
import { randomUUIDv7 } from 'node:crypto';
import { refusal, Refused } from '../core/refusal.ts';
import { anchorsFile, readAnchors } from '../database/anchors.ts';
import type { Database } from '../database/transaction.ts';
import { invitationHandlers } from '../people/invitation-handlers.ts';
import { sampleApi } from '../people/sample-api.ts';
import { invitationApi, setUpApi, signInApi } from '../people/sign-in-api.ts';
import { createActors } from './actors.ts';
import { mountApiDocs } from './api-docs.ts';
import { areasWith } from './areas.ts';
import { proofSecretIn } from './kept-secret.ts';
import { createAttempts } from './attempts.ts';
import type { Auth } from './auth.ts';
import { feedsAt, mountCalendarFeeds } from './calendar-feed.ts';
import { isLoopback } from './config.ts';
import { mountHealth } from './health.ts';
import { answerRefusals, mount, type Mounting } from './mount.ts';
import { mountOpen } from './door.ts';
import { signInOver } from './passwords.ts';
import { sampleHandlers } from './sample-people.ts';
import { setUpHandlers } from './set-up.ts';
import { signInHandlers } from './sign-in.ts';
import type { SignInDb } from './sign-in-store.ts';
import { mountWeb } from './web.ts';

/** All that the server stands on. Tests bring their own database and clock. */
export interface Serving {
  readonly database: Database;
  readonly signInDb: SignInDb;
  /** Signs cookies and tokens, and encrypts second factors. */
  readonly secret: string;
  /** Where people reach Tandem; requests under any other name are refused. */
  readonly url: string;
  /** Where the anchors of the record lie. */
  readonly dataFolder: string;
  readonly proxies: readonly string[];
  readonly now: () => Temporal.Instant;
  readonly log: FastifyBaseLogger;
  /** Whether a mail server is set; without one mail waits. */
  readonly sending?: boolean;
  /** The folder of the built web. */
  readonly web: string;
  /** What the sample people sign in with, where they are served on this machine alone. */
  readonly samplePassword?: string | null;
}

const warmUpMs = 500;

export async function createApp(serving: Serving): Promise<FastifyInstance> {
  const { database, signInDb, now, log } = serving;
  const app: FastifyInstance = fastify({
    genReqId: () => randomUUIDv7(),
    loggerInstance: log,
    logController: new OneLineEach(),
    trustProxy: serving.proxies.length > 0 ? [...serving.proxies] : false,
    bodyLimit: 1024 * 1024,
    requestTimeout: 60_000,
    routerOptions: { maxParamLength: 200 },
  });
  let loaded: Promise<Auth> | null = null;
  const auth = () =>
    (loaded ??= import('./auth.ts').then(({ createAuth }) =>
      createAuth({ db: signInDb, secret: serving.secret, url: serving.url, warn: (text) => log.warn(text) }),
    ));
  // Loaded soon after the doors have opened, so that neither the start nor the first who signs in waits for it.
  app.addHook('onListen', async () => {
    const warmUp = setTimeout(() => void auth(), warmUpMs);
    app.server.once('close', () => clearTimeout(warmUp));
  });
  const actors = createActors(database, auth);
  const attempts = createAttempts();
  const signIn = signInOver(signInDb, actors);
  const mounting: Mounting = { database, actorOf: (request) => actors.of(request), now };

  answerRefusals(app);
  app.addHook('onRequest', refuseOtherHosts(serving.url));
  await app.register(helmet, helmetOptions(serving.url));
  await app.register(compress, { threshold: 1024, encodings: ['br', 'gzip'] });
  app.addHook('onSend', async (request, reply) => {
    if (request.url.startsWith('/api/')) reply.header('cache-control', 'no-store');
  });
  mountHealth(app, database);
  mountApiDocs(app);
  const signingIn = signInHandlers({ auth, actors, attempts });
  mountOpen(app, mounting, attempts, signInApi, signingIn);
  mountOpen(app, mounting, attempts, invitationApi, invitationHandlers(signIn));
  mountOpen(app, mounting, attempts, setUpApi, setUpHandlers(signInDb));
  const sample = sampleHandlers(signInDb, signingIn.signIn, serving.samplePassword ?? null);
  mountOpen(app, mounting, attempts, sampleApi, sample);
  const anchors = () => readAnchors(anchorsFile(serving.dataFolder));
  for (const area of areasWith(signIn, anchors, proofSecretIn(serving.dataFolder), serving.sending))
    mount(app, mounting, area);
  mountCalendarFeeds(app, mounting, attempts);
  await mountWeb(app, mounting, serving.web);
  return app;
}

/** One line a request instead of two, and nothing of an address that tells a secret: no query, and no calendar's own name. */
class OneLineEach extends LogController {
  override incomingRequest(): void {}

  override requestCompleted(_: Error | null, request: FastifyRequest, reply: FastifyReply): void {
    const line = {
      method: request.method,
      path: request.url.startsWith(feedsAt) ? feedsAt : request.url.split('?')[0],
      status: reply.statusCode,
      ms: Math.round(reply.elapsedTime),
      address: request.ip,
    };
    request.log.info(line, 'request');
  }
}

export const unknownHost = refusal(
  400,
  'unknown-host',
  'Tandem is not reached under this name. Use the address it was set up with.',
);

/**
 * Only the name Tandem was set up with is answered, and on this machine its own names: a page of somebody else whose name is made to point
 * here is told nothing. How it is and how it fares may be asked locally under any set-up.
 */
function refuseOtherHosts(url: string) {
  const own = new URL(url).hostname;
  return async (request: FastifyRequest): Promise<void> => {
    if (request.hostname === own) return;
    const mayBeLocal = isLoopback(own) || /^\/(health|metrics)(\/|$)/.test(request.url);
    if (mayBeLocal && isLoopback(request.hostname)) return;
    throw new Refused(unknownHost, unknownHost.title);
  };
}

/** Scripts come from us alone and never stand in a page; styles may, because the components set them on elements. */
function helmetOptions(url: string): FastifyHelmetOptions {
  const isSecure = url.startsWith('https:');
  return {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        scriptSrc: ["'self'"],
        scriptSrcAttr: ["'none'"],
        styleSrc: ["'self'", "'unsafe-inline'"],
        imgSrc: ["'self'", 'data:', 'blob:'],
        connectSrc: ["'self'"],
        objectSrc: ["'none'"],
        baseUri: ["'none'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
        ...(isSecure ? { upgradeInsecureRequests: [] } : {}),
      },
    },
    referrerPolicy: { policy: 'same-origin' },
    strictTransportSecurity: isSecure ? { maxAge: 31_536_000 } : false,
    xFrameOptions: { action: 'deny' },
  };
}
