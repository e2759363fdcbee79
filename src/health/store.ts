import { sql } from 'kysely';
import { z } from 'zod';
import type { Db } from '../database/transaction.ts';
import type { ClientId, PersonId, ProviderId } from '../people/person.ts';
import { blockedSql } from '../plan/occurrence-store.ts';
import {
  healthDays,
  HealthNote,
  HealthRecord,
  sentiments,
  type HealthNoteId,
  type Known,
  type Sentiment,
} from './health.ts';

const Counts = z.object({ count: z.coerce.number().int(), records: z.array(HealthRecord) });
const KnownRow = z.object({
  client: z.string(),
  overdue: Counts,
  problems: Counts,
  disputes: Counts,
  actionsOverdue: Counts,
  callsPlanned: z.coerce.number().int(),
  callsHeld: z.coerce.number().int(),
  sentiment: z.enum(sentiments).nullable(),
});

/** How many rows a query finds, and the first ten as records, in the order of `at`, then id. */
const countedOf = (kind: HealthRecord['kind'], found: ReturnType<typeof sql>) => sql`(
  select jsonb_build_object('count', count(*), 'records', coalesce(jsonb_agg(jsonb_build_object('kind', ${kind}::text, 'id', f.id,
    'words', f.words) order by f.at, f.id) filter (where f.nth <= 10), '[]'))
  from (select q.*, row_number() over (order by q.at, q.id) as nth from (${found}) q) f)`;

/**
 * What is known of clients, their hours apart: overdue activities of the last 400 days that are not blocked, open problems and disputes, calls of
 * the last 92 days, overdue actions, and the sentiment noted last. One statement, however many clients. `name` tells what a row is called.
 */
export async function knownOf(
  db: Db,
  provider: ProviderId,
  clients: readonly ClientId[],
  now: Temporal.Instant,
): Promise<ReadonlyMap<string, Omit<Known, 'hours'>>> {
  const at = sql`${now.toString()}::timestamptz`;
  const overdue = sql`select o.id, r.row_number::text || ' ' || o.due_day as words, o.due_day as at
    from occurrence o join plan_row r on r.provider_id = ${provider} and r.id = o.plan_row_id
    where o.provider_id = ${provider} and o.client_id = c.id and r.owner <> 'client' and o.due_day < t.today and o.due_day >= t.today - 400
      and not exists (select from occurrence_end e where e.provider_id = ${provider} and e.occurrence_id = o.id)
      and not ${blockedSql(provider)}`;
  const problems = sql`select i.id, i.title as words, i.happened_at as at from interaction i
    where i.provider_id = ${provider} and i.client_id = c.id and i.kind = 'problem'
      and not exists (select from interaction_settlement s where s.provider_id = ${provider} and s.interaction_id = i.id)`;
  const disputes = sql`select d.id, d.reason as words, d.opened_at as at from dispute d
    where d.provider_id = ${provider} and d.client_id = c.id
      and not exists (select from dispute_settlement s where s.provider_id = ${provider} and s.dispute_id = d.id)`;
  const actions = sql`select a.id, a.title as words, a.due_day as at from action a
    where a.provider_id = ${provider} and a.client_id = c.id and a.due_day < t.today
      and not exists (select from action_end e where e.provider_id = ${provider} and e.action_id = a.id)`;
  const { rows } = await sql`
    select c.id as client, ${countedOf('occurrence', overdue)} as overdue, ${countedOf('interaction', problems)} as problems,
      ${countedOf('dispute', disputes)} as disputes, ${countedOf('action', actions)} as "actionsOverdue",
      p.planned as "callsPlanned", p.held as "callsHeld",
      (select n.sentiment from health_note n where n.provider_id = ${provider} and n.client_id = c.id and n.sentiment is not null
        and n.noted_at <= ${at} and n.noted_at > ${at} - make_interval(days => ${healthDays}::int)
        order by n.noted_at desc, n.id desc limit 1) as sentiment
    from client c
    cross join lateral (select (${at} at time zone c.time_zone)::date as today) t
    cross join lateral (select count(*) as planned, count(*) filter (where m.state in ('held', 'published')) as held from touch_point m
      where m.provider_id = ${provider} and m.client_id = c.id and m.state <> 'cancelled' and m.starts_at < ${at}
        and m.starts_at > ${at} - make_interval(days => ${healthDays}::int)) p
    where c.provider_id = ${provider} and c.id = any (${clients}::uuid[])`.execute(db);
  return new Map(
    z
      .array(KnownRow)
      .parse(rows)
      .map(({ client, ...known }) => [client, known]),
  );
}

export interface NewNote {
  readonly id: HealthNoteId;
  readonly client: ClientId;
  readonly words: string;
  readonly sentiment: Sentiment | null;
  readonly score: number;
  readonly reasons: HealthNote['reasons'];
  readonly by: PersonId;
  readonly at: string;
}

export async function insertNote(db: Db, provider: ProviderId, note: NewNote): Promise<void> {
  const { id, client, words, sentiment, score, reasons, by, at } = note;
  await db
    .insertInto('health_note')
    .values({
      provider_id: provider,
      id,
      client_id: client,
      words,
      sentiment,
      score,
      reasons: JSON.stringify(reasons),
      noted_by: by,
      noted_at: at,
    })
    .execute();
}

/** What was noted of a client, the latest first, then by id; `after` is where the page before ended. */
export async function listNotes(
  db: Db,
  provider: ProviderId,
  { client, id }: { readonly client: ClientId; readonly id?: HealthNoteId },
  limit: number,
  after: { readonly notedAt: string; readonly id: string } | null,
): Promise<HealthNote[]> {
  const rows = await db
    .selectFrom('health_note as n')
    .innerJoin('person as p', (join) =>
      join.on('p.provider_id', '=', provider).onRef('p.id', '=', 'n.noted_by'),
    )
    .select(['n.id', 'n.client_id as clientId', 'n.words', 'n.sentiment', 'n.score', 'n.reasons'])
    .select(['p.name as notedByName', 'n.noted_at as notedAt'])
    .where('n.provider_id', '=', provider)
    .where('n.client_id', '=', client)
    .$if(id !== undefined, (query) => query.where('n.id', '=', id ?? ''))
    .$if(after !== null, (query) =>
      query.where((eb) =>
        eb(eb.refTuple('n.noted_at', 'n.id'), '<', eb.tuple(after?.notedAt ?? '', after?.id ?? '')),
      ),
    )
    .orderBy('n.noted_at', 'desc')
    .orderBy('n.id', 'desc')
    .limit(limit)
    .execute();
  return z.array(HealthNote).parse(rows);
}
