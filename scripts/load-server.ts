// A server for the benches of requests, in a process of its own: `node scripts/load-server.ts ours|floor <database address>`.
import Fastify from 'fastify';
import { randomUUIDv7 } from 'node:crypto';
import pg from 'pg';
import { z } from 'zod';
import { ClientId, PersonId, ProviderId } from '../src/people/person.ts';
import { createPool } from '../src/database/pool.ts';
import { createDatabase } from '../src/database/transaction.ts';
import { answerRefusals, area, mount } from '../src/server/mount.ts';
import { timeApi } from '../src/time/api.ts';
import { timeHandlers } from '../src/time/handlers.ts';

const Setting = z.object({ provider: ProviderId, client: ClientId, person: PersonId });
const [kind, url = '', setting = '{}'] = process.argv.slice(2);
const { provider, client, person } = Setting.parse(JSON.parse(setting));
const app = Fastify({ genReqId: () => randomUUIDv7() });
const connections = 10;

if (kind === 'ours') mountOurs();
else mountFloor();
console.log(await app.listen({ host: '127.0.0.1', port: 0 }));

/** Everything a request meets in the real server but the session's look-up, which is remembered there. */
function mountOurs(): void {
  const supervisor = {
    id: person,
    providerId: provider,
    clientId: null,
    name: 'Bench',
    roles: ['supervisor'] as const,
  };
  const mounting = {
    database: createDatabase(createPool(url, connections)),
    actorOf: async () => supervisor,
    now: () => Temporal.Now.instant(),
  };
  answerRefusals(app);
  mount(app, mounting, area('time', timeApi, timeHandlers));
}

/** The least code that saves an entry, and that answers the same list in the same kind of transaction. */
function mountFloor(): void {
  const pool = new pg.Pool({ connectionString: url, max: connections });
  const Draft = z.object({ personId: PersonId, startedAt: z.string(), endedAt: z.string() });
  app.post('/api/entries', async (request, reply) => {
    const draft = Draft.parse(request.body);
    const { rows } = await pool.query(
      `insert into entry (provider_id, id, client_id, person_id, role, technology_group_id, started_at, ended_at, billing, subject_kind,
         subject, created_by) values ($1, $2, $3, $4, 'cse', 'network', $5, $6, 'service', 'other', 'Patches', $4) returning *`,
      [provider, randomUUIDv7(), client, draft.personId, draft.startedAt, draft.endedAt],
    );
    return reply.code(201).send(rows[0]);
  });
  app.get('/api/entries', async (request) => {
    const { limit } = z.object({ limit: z.coerce.number() }).parse(request.query);
    const connection = await pool.connect();
    await connection.query(
      `begin read only; set local role tandem_app; set local timezone = 'UTC'; set local app.provider = '${provider}'; set local app.clients = '*'`,
    );
    const { rows } = await connection.query(floorList, [provider, client, limit + 1]);
    await connection.query('commit');
    connection.release();
    return { items: rows.slice(0, limit), next: rows.length > limit ? 'more' : null };
  });
}

const floorList = `
  select e.id, e.client_id, c.name as client_name, e.person_id, p.name as person_name, e.role, e.technology_group_id, e.started_at,
    e.ended_at, e.billing, e.subject_kind, e.subject, e.note, e.booking_id, e.version, a.decision, a.decided_by, a.decided_at
  from entry e
    join client c on c.provider_id = e.provider_id and c.id = e.client_id
    join person p on p.provider_id = e.provider_id and p.id = e.person_id
    left join approval a on a.provider_id = e.provider_id and a.entry_id = e.id
  where e.provider_id = $1 and e.client_id = $2 order by e.started_at desc, e.id desc limit $3`;
