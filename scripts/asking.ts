import Fastify from 'fastify';
import { randomUUIDv7 } from 'node:crypto';
import http from 'node:http';
import { billingApi } from '../src/billing/api.ts';
import { billingHandlers } from '../src/billing/handlers.ts';
import { clientsApi } from '../src/clients/api.ts';
import { clientsHandlers } from '../src/clients/handlers.ts';
import { known } from '../src/core/id.ts';
import { createPool } from '../src/database/pool.ts';
import { createDatabase, type Database } from '../src/database/transaction.ts';
import { alertsApi } from '../src/hours/alert-api.ts';
import { alertsHandlers } from '../src/hours/alert-handlers.ts';
import { hoursApi } from '../src/hours/api.ts';
import { consentApi } from '../src/hours/consent-api.ts';
import { consentHandlers } from '../src/hours/consent-handlers.ts';
import { hoursHandlers } from '../src/hours/handlers.ts';
import { plansApi } from '../src/plan/api.ts';
import { plansHandlers } from '../src/plan/handlers.ts';
import { answerRefusals, area, mount } from '../src/server/mount.ts';
import type { Months } from './months.ts';

/** Our routes of clients, plans, hours and billing over HTTP, asked one after the other by somebody of all roles of staff at a moment. */
export interface Asking {
  readonly database: Database;
  /** The milliseconds until the whole answer is there, and the answer. */
  readonly get: (path: string) => Promise<{ readonly ms: number; readonly answer: unknown }>;
  readonly close: () => Promise<void>;
}

/** Requests meet everything that they meet in the real server but the session's look-up, which is remembered there. */
export async function startAsking(
  url: string,
  { provider, person }: Pick<Months, 'provider' | 'person'>,
  now: Temporal.Instant,
): Promise<Asking> {
  const database = createDatabase(createPool(url, 4));
  const actor = {
    id: known<'person'>(person),
    providerId: known<'provider'>(provider),
    clientId: null,
    name: 'Bench',
    roles: ['csdm', 'supervisor', 'finance', 'administrator'] as const,
  };
  const app = Fastify({ genReqId: () => randomUUIDv7() });
  const mounting = { database, actorOf: async () => actor, now: () => now };
  answerRefusals(app);
  mount(app, mounting, area('clients', clientsApi, clientsHandlers));
  mount(app, mounting, area('hours', hoursApi, hoursHandlers));
  mount(app, mounting, area('consent', consentApi, consentHandlers));
  mount(app, mounting, area('alerts', alertsApi, alertsHandlers));
  mount(app, mounting, area('plan', plansApi, plansHandlers));
  mount(app, mounting, area('billing', billingApi, billingHandlers));
  const address = await app.listen({ host: '127.0.0.1', port: 0 });
  const agent = new http.Agent({ keepAlive: true, maxSockets: 1 });
  return {
    database,
    get: async (path) => {
      const from = performance.now();
      const text = await textOf(agent, `${address}/api${path}`);
      return { ms: performance.now() - from, answer: JSON.parse(text) };
    },
    close: async () => {
      agent.destroy();
      await app.close();
      await database.close();
    },
  };
}

function textOf(agent: http.Agent, url: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const request = http.get(url, { agent }, (answer) => {
      let text = '';
      answer.setEncoding('utf8');
      answer.on('data', (part: string) => (text += part));
      answer.on('end', () => {
        if (answer.statusCode === 200) resolve(text);
        else reject(new Error(`${url} was answered ${answer.statusCode}: ${text}`));
      });
    });
    request.on('error', reject);
  });
}

/** The median of asking so many times, one after the other. */
export async function medianOf(times: number, measure: (nth: number) => Promise<number>): Promise<number> {
  const values: number[] = [];
  for (let nth = 0; nth < times; nth++) values.push(await measure(nth));
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;
}
