import { sql } from 'kysely';
import { amountOf, minorOf } from '../core/money.ts';
import type { Db } from '../database/transaction.ts';
import type { ClientId, PersonId, ProviderId } from '../people/person.ts';
import { costColumns, costFrom } from './cost-store.ts';
import { totalOf, type Cost } from './cost.ts';
import {
  SiteVisit,
  type SiteVisitDraft,
  type SiteVisitId,
  type SiteVisitReviewDraft,
  type siteVisitStates,
} from './site-visit.ts';

/** Site visits by day, the latest first, then by id; `after` is where the page before ended. */
export async function listSiteVisits(
  db: Db,
  provider: ProviderId,
  {
    client,
    person,
    state,
    toReview,
  }: {
    readonly client?: ClientId | undefined;
    readonly person?: PersonId | undefined;
    readonly state?: (typeof siteVisitStates)[number] | undefined;
    /** Those alone that nobody reviewed or decided on; with somebody, those for these clients that are not their own. */
    readonly toReview?: 'all' | { readonly by: PersonId; readonly clients: readonly ClientId[] } | undefined;
  },
  limit: number,
  after: { readonly day: string; readonly id: string } | null,
): Promise<SiteVisit[]> {
  const rows = await visitRows(db, provider)
    .$if(client !== undefined, (query) => query.where('v.client_id', '=', client ?? ''))
    .$if(person !== undefined, (query) => query.where('v.person_id', '=', person ?? ''))
    .$if(state !== undefined, (query) =>
      state === 'requested'
        ? query.where('d.site_visit_id', 'is', null)
        : query.where('d.decision', '=', state ?? ''),
    )
    .$if(toReview !== undefined, (query) =>
      query.where('d.site_visit_id', 'is', null).where('r.site_visit_id', 'is', null),
    )
    .$if(typeof toReview === 'object', (query) => {
      const { by, clients } = typeof toReview === 'object' ? toReview : { by: null, clients: [] };
      return query.where('v.person_id', '<>', by).where(sql<boolean>`v.client_id = any (${clients}::uuid[])`);
    })
    .$if(after !== null, (query) =>
      query.where((eb) => eb(eb.refTuple('v.day', 'v.id'), '<', eb.tuple(after?.day ?? '', after?.id ?? ''))),
    )
    .orderBy('v.day', 'desc')
    .orderBy('v.id', 'desc')
    .limit(limit)
    .execute();
  return rows.map(visitFrom);
}

export async function findSiteVisit(
  db: Db,
  provider: ProviderId,
  id: SiteVisitId,
): Promise<SiteVisit | null> {
  const row = await visitRows(db, provider).where('v.id', '=', id).executeTakeFirst();
  return row ? visitFrom(row) : null;
}

export async function insertSiteVisit(
  db: Db,
  provider: ProviderId,
  request: {
    readonly id: SiteVisitId;
    readonly person: PersonId;
    readonly by: PersonId;
    readonly at: Temporal.Instant;
    readonly currency: string;
  },
  draft: SiteVisitDraft,
): Promise<void> {
  await db
    .insertInto('site_visit')
    .values({
      provider_id: provider,
      id: request.id,
      client_id: draft.clientId,
      person_id: request.person,
      day: draft.day,
      purpose: draft.purpose,
      amount_expected: minorOf(draft.amountExpected, request.currency),
      currency: request.currency,
      requested_by: request.by,
      requested_at: request.at.toString(),
    })
    .execute();
}

/** Keeps a review with its estimate; false where it was reviewed before, also by somebody at the same moment. */
export async function reviewSiteVisit(
  db: Db,
  provider: ProviderId,
  { id, clientId, currency }: Pick<SiteVisit, 'id' | 'clientId' | 'currency'>,
  { remotely, words }: Pick<SiteVisitReviewDraft, 'remotely' | 'words'>,
  estimate: readonly Cost[],
  by: { readonly person: PersonId; readonly at: Temporal.Instant },
): Promise<boolean> {
  const of = { provider_id: provider, site_visit_id: id, client_id: clientId };
  const row = await db
    .insertInto('site_visit_review')
    .values({ ...of, remotely, words, reviewed_by: by.person, reviewed_at: by.at.toString() })
    .onConflict((conflict) => conflict.doNothing())
    .returning('site_visit_id')
    .executeTakeFirst();
  if (!row) return false;
  await db
    .insertInto('site_visit_estimate')
    .values(estimate.map((cost) => ({ ...of, ...costColumns(cost, currency) })))
    .execute();
  return true;
}

/** False where it was decided on before, also by somebody at the same moment. */
export async function decideSiteVisit(
  db: Db,
  provider: ProviderId,
  { id, clientId }: Pick<SiteVisit, 'id' | 'clientId'>,
  decision: {
    readonly decision: 'approved' | 'refused';
    readonly reason: string;
    readonly by: PersonId;
    readonly at: Temporal.Instant;
  },
): Promise<boolean> {
  const row = await db
    .insertInto('site_visit_decision')
    .values({
      provider_id: provider,
      site_visit_id: id,
      client_id: clientId,
      decision: decision.decision,
      reason: decision.reason,
      decided_by: decision.by,
      decided_at: decision.at.toString(),
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('site_visit_id')
    .executeTakeFirst();
  return row !== undefined;
}

const visitRows = (db: Db, provider: ProviderId) =>
  db
    .selectFrom('site_visit as v')
    .innerJoin('person as p', (join) =>
      join.onRef('p.provider_id', '=', 'v.provider_id').onRef('p.id', '=', 'v.person_id'),
    )
    .innerJoin('client as c', (join) =>
      join.onRef('c.provider_id', '=', 'v.provider_id').onRef('c.id', '=', 'v.client_id'),
    )
    .leftJoin('site_visit_decision as d', (join) =>
      join.on('d.provider_id', '=', provider).onRef('d.site_visit_id', '=', 'v.id'),
    )
    .leftJoin('site_visit_review as r', (join) =>
      join.on('r.provider_id', '=', provider).onRef('r.site_visit_id', '=', 'v.id'),
    )
    .leftJoin('person as w', (join) =>
      join.on('w.provider_id', '=', provider).onRef('w.id', '=', 'r.reviewed_by'),
    )
    .select(['v.id', 'v.client_id', 'v.person_id', 'v.day', 'v.purpose', 'v.amount_expected', 'v.currency'])
    .select(['v.requested_by', 'v.requested_at', 'p.name as person_name', 'c.name as client_name'])
    .select(['d.decision', 'd.reason', 'd.decided_by', 'd.decided_at'])
    .select(['r.remotely', 'r.words', 'r.reviewed_by', 'r.reviewed_at', 'w.name as reviewed_by_name'])
    .select([estimateOf(provider).as('estimate'), spentOn(provider).as('spent')])
    .where('v.provider_id', '=', provider)
    .where('p.provider_id', '=', provider)
    .where('c.provider_id', '=', provider);

/** What visit `v` should cost, the largest first. */
const estimateOf = (provider: ProviderId) => sql<readonly Parameters<typeof costFrom>[0][]>`
  coalesce((select jsonb_agg(to_jsonb(e) order by e.amount desc, e.kind) from site_visit_estimate e
    where e.provider_id = ${provider} and e.site_visit_id = v.id), '[]')`;

/** What visit `v` has cost, in its currency and without what was written off. */
const spentOn = (provider: ProviderId) => sql<number>`
  coalesce((select sum(x.amount)::bigint from expense x
    where x.provider_id = ${provider} and x.site_visit_id = v.id and x.currency = v.currency
      and not exists (select from expense_write_off o where o.provider_id = ${provider} and o.expense_id = x.id)), 0)`;

const visitFrom = (
  row: Awaited<ReturnType<ReturnType<typeof visitRows>['executeTakeFirstOrThrow']>>,
): SiteVisit =>
  SiteVisit.parse({
    id: row.id,
    clientId: row.client_id,
    clientName: row.client_name,
    personId: row.person_id,
    personName: row.person_name,
    day: row.day,
    purpose: row.purpose,
    amountExpected: amountOf(row.amount_expected, row.currency),
    currency: row.currency,
    requestedBy: row.requested_by,
    requestedAt: row.requested_at,
    spent: amountOf(row.spent, row.currency),
    review: row.reviewed_at === null ? null : reviewFrom(row),
    decision:
      row.decided_at === null
        ? { state: 'requested' }
        : { state: row.decision, decidedBy: row.decided_by, decidedAt: row.decided_at, reason: row.reason },
  });

function reviewFrom(row: {
  readonly remotely: boolean | null;
  readonly words: string | null;
  readonly estimate: readonly Parameters<typeof costFrom>[0][];
  readonly currency: string;
  readonly reviewed_by: string | null;
  readonly reviewed_by_name: string | null;
  readonly reviewed_at: string | null;
}) {
  const estimate = row.estimate.map((cost) => costFrom(cost, row.currency));
  return {
    remotely: row.remotely,
    words: row.words,
    estimate,
    total: totalOf(estimate, row.currency),
    reviewedBy: row.reviewed_by,
    reviewedByName: row.reviewed_by_name,
    reviewedAt: row.reviewed_at,
  };
}
