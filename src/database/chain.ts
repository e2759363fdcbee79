import { hash } from 'node:crypto';
import { sql } from 'kysely';
import type { Db } from './transaction.ts';

/** Where a provider's chain of sealed facts ends. */
export interface Head {
  readonly providerId: string;
  readonly seq: number;
  readonly hash: string;
}

/** How many facts one transaction seals, so that writers of the same provider's chain never wait long for each other. */
const batchMax = 1000;

const genesis = '0'.repeat(64);

/** A fact as it is sealed: every column as text that no setting of the database changes; the moment in seconds since 1970 with six decimals. */
export interface SealedFact {
  readonly id: string;
  readonly client: string | null;
  readonly at: string;
  readonly actor: string | null;
  readonly act: string;
  readonly object: string | null;
  readonly request: string;
  readonly detail: string;
}

/** The columns of a fact `f` that make a `SealedFact`. */
export const factColumns = sql`f.id, f.client_id as client, extract(epoch from f.at)::text as at, f.actor_id as actor, f.act,
  f.object_id as object, f.request_id as request, f.detail::text as detail`;

/** The text that goes into a fact's hash: a JSON array of its provider and its columns. Whoever holds the facts can compute the chain without us. */
export const factText = (providerId: string, fact: SealedFact): string =>
  JSON.stringify([
    providerId,
    fact.id,
    fact.client,
    fact.at,
    fact.actor,
    fact.act,
    fact.object,
    fact.request,
    fact.detail,
  ]);

/** The hash of a link: sha-256 over the hash before it, a line break and the fact's text, hexadecimal. The first link follows 64 zeros. */
export const link = (before: string, fact: string): string => hash('sha256', `${before}\n${fact}`, 'hex');

export const beginning = (providerId: string): Head => ({ providerId, seq: 0, hash: genesis });

/**
 * Seals up to a thousand of the provider's waiting facts in order of their ids and says where the chain ends then, and whether
 * more may wait. The head's row is locked, so that any number of servers may seal at once and the chain never forks.
 */
export async function sealBatch(db: Db, providerId: string): Promise<{ head: Head; more: boolean }> {
  if (!(await waits(db, providerId))) return { head: await headOf(db, providerId), more: false };
  const head = await lockHead(db, providerId);
  const facts = await waitingFacts(db, providerId);
  let last = head;
  const hashes: string[] = [];
  for (const fact of facts) {
    last = { providerId, seq: last.seq + 1, hash: link(last.hash, factText(providerId, fact)) };
    hashes.push(last.hash);
  }
  const ids = facts.map(({ id }) => id);
  if (ids.length > 0) await saveSeals(db, head, last, ids, hashes);
  return { head: last, more: facts.length === batchMax };
}

/** The end of the chain as it is kept beside the seals. */
export async function headOf(db: Db, providerId: string): Promise<Head> {
  const row = await db
    .selectFrom('chain_head')
    .select(['seq', 'hash'])
    .where('provider_id', '=', providerId)
    .executeTakeFirst();
  return { ...beginning(providerId), ...row };
}

/** The hash of the last seal, which clients may know too: it tells nothing of how many there are. */
export async function tipOf(db: Db, providerId: string): Promise<string> {
  const row = await db
    .selectFrom('chain_tip')
    .select('hash')
    .where('provider_id', '=', providerId)
    .executeTakeFirst();
  return row?.hash ?? beginning(providerId).hash;
}

async function waits(db: Db, providerId: string): Promise<boolean> {
  const first = db.selectFrom('outbox').select('fact_id').where('provider_id', '=', providerId).limit(1);
  return (await first.executeTakeFirst()) !== undefined;
}

async function lockHead(db: Db, providerId: string): Promise<Head> {
  await db
    .insertInto('chain_head')
    .values({ provider_id: providerId, seq: 0, hash: genesis })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  const row = await db
    .selectFrom('chain_head')
    .select(['seq', 'hash'])
    .where('provider_id', '=', providerId)
    .forUpdate()
    .executeTakeFirstOrThrow();
  return { providerId, ...row };
}

async function waitingFacts(db: Db, providerId: string): Promise<SealedFact[]> {
  const { rows } = await sql<SealedFact>`
    select ${factColumns}
    from (select fact_id from outbox where provider_id = ${providerId} order by fact_id limit ${batchMax}) o
    join fact f on f.provider_id = ${providerId} and f.id = o.fact_id
    order by f.id`.execute(db);
  return rows;
}

/** One statement: the seals, the facts out of the outbox, the new head, and its hash where clients read it. */
async function saveSeals(
  db: Db,
  from: Head,
  to: Head,
  ids: readonly string[],
  hashes: readonly string[],
): Promise<void> {
  await sql`
    with sealed as (
      insert into seal (provider_id, seq, fact_id, hash)
      select ${from.providerId}::uuid, ${from.seq}::bigint + n, id, hash
      from unnest(${ids}::uuid[], ${hashes}::text[]) with ordinality as s (id, hash, n)
    ), taken as (
      delete from outbox where provider_id = ${from.providerId} and fact_id = any (${ids}::uuid[])
    ), told as (
      insert into chain_tip (provider_id, hash) values (${from.providerId}::uuid, ${to.hash})
      on conflict (provider_id) do update set hash = excluded.hash
    )
    update chain_head set seq = ${to.seq}, hash = ${to.hash} where provider_id = ${from.providerId}`.execute(
    db,
  );
}
