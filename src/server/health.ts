import type { FastifyInstance, FastifyRequest } from 'fastify';
import { collectDefaultMetrics, Histogram, Registry } from 'prom-client';
import { sql } from 'kysely';
import { notFound, Refused } from '../core/refusal.ts';
import type { Database } from '../database/transaction.ts';
import { isLoopback } from './config.ts';

const pingMs = 2000;

/**
 * `/health/live` says that the process answers, `/health/ready` that it reaches its database as well; a balancer asks the second. `/metrics`
 * is for this machine alone: who looks at it from elsewhere is told that there is nothing.
 */
export function mountHealth(app: FastifyInstance, database: Database): void {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const seconds = new Histogram({
    name: 'http_request_duration_seconds',
    help: 'How long requests took, by route and status.',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.005, 0.02, 0.05, 0.15, 0.25, 0.4, 1, 5],
    registers: [registry],
  });
  app.addHook('onResponse', async (request, reply) => {
    const labels = {
      method: request.method,
      route: request.routeOptions.url ?? 'none',
      status: reply.statusCode,
    };
    seconds.observe(labels, reply.elapsedTime / 1000);
  });

  app.get('/health/live', () => ({ status: 'live' }));
  app.get('/health/ready', async (_, reply) => {
    const ready = await Promise.race([
      sql`select 1`.execute(database.outside).then(
        () => true,
        () => false,
      ),
      new Promise<boolean>((resolve) => {
        setTimeout(resolve, pingMs, false).unref();
      }),
    ]);
    return ready ? { status: 'ready' } : reply.code(503).send({ status: 'no database' });
  });
  app.get('/metrics', async (request, reply) => {
    if (!isFromHere(request)) throw new Refused(notFound, notFound.title);
    return reply.type(registry.contentType).send(await registry.metrics());
  });
}

/** Asked on this machine and of this machine, and not handed on by a proxy that stands on it. */
export const isFromHere = (request: FastifyRequest): boolean =>
  isLoopback(request.socket.remoteAddress?.replace('::ffff:', '') ?? '') &&
  isLoopback(request.hostname) &&
  request.headers['x-forwarded-for'] === undefined &&
  request.headers['forwarded'] === undefined;
