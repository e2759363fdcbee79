import type { Db } from '../database/transaction.ts';
import type { ProviderId } from '../people/person.ts';
import { Fact, type FactFilter } from './fact.ts';

/** Facts newest first, with who did it and the place in the chain; `before` is the last fact of the page before. */
export async function listFacts(
  db: Db,
  provider: ProviderId,
  { client, object, actor, act, from, to }: FactFilter,
  limit: number,
  before: string | null,
): Promise<Fact[]> {
  const rows = await db
    .selectFrom('fact as f')
    .leftJoin('person as p', (join) =>
      join.onRef('p.id', '=', 'f.actor_id').on('p.provider_id', '=', provider),
    )
    .leftJoin('seal as s', (join) => join.onRef('s.fact_id', '=', 'f.id').on('s.provider_id', '=', provider))
    .select(['f.id', 'f.at', 'f.act', 'f.actor_id', 'p.name', 'f.client_id', 'f.object_id', 'f.request_id'])
    .select(['f.detail', 's.seq', 's.hash'])
    .where('f.provider_id', '=', provider)
    .$if(before !== null, (query) => query.where('f.id', '<', before ?? ''))
    .$if(client !== undefined, (query) => query.where('f.client_id', '=', client ?? null))
    .$if(object !== undefined, (query) => query.where('f.object_id', '=', object ?? null))
    .$if(actor !== undefined, (query) => query.where('f.actor_id', '=', actor ?? null))
    .$if(act !== undefined, (query) =>
      act?.includes('.') ? query.where('f.act', '=', act) : query.where('f.act', 'like', `${act}.%`),
    )
    .$if(from !== undefined, (query) => query.where('f.at', '>=', from ?? ''))
    .$if(to !== undefined, (query) => query.where('f.at', '<', to ?? ''))
    .orderBy('f.id', 'desc')
    .limit(limit)
    .execute();
  return rows.map((row) =>
    Fact.parse({
      id: row.id,
      at: row.at,
      act: row.act,
      actorId: row.actor_id,
      actorName: row.name,
      clientId: row.client_id,
      objectId: row.object_id,
      requestId: row.request_id,
      detail: row.detail,
      seal: row.seq === null ? null : { seq: row.seq, hash: row.hash },
    }),
  );
}
