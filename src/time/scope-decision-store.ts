import type { Db } from '../database/transaction.ts';
import type { ClientId, ProviderId } from '../people/person.ts';
import type { Place } from './entry-list-store.ts';
import { ScopeDecision, type ScopeDecisionId } from './scope-decision.ts';

/** What was decided for a client, newest first, then by id; `after` is where the page before ended. */
export async function listScopeDecisions(
  db: Db,
  provider: ProviderId,
  client: ClientId,
  limit: number,
  after: Place | null,
): Promise<ScopeDecision[]> {
  const rows = await decisionRows(db, provider)
    .where('d.client_id', '=', client)
    .$if(after !== null, (query) =>
      query.where((eb) =>
        eb(eb.refTuple('d.decided_at', 'd.id'), '<', eb.tuple(after?.at ?? '', after?.id ?? '')),
      ),
    )
    .orderBy('d.decided_at', 'desc')
    .orderBy('d.id', 'desc')
    .limit(limit)
    .execute();
  return rows.map(decisionFrom);
}

export async function findScopeDecision(
  db: Db,
  provider: ProviderId,
  id: ScopeDecisionId,
): Promise<ScopeDecision | null> {
  const row = await decisionRows(db, provider).where('d.id', '=', id).executeTakeFirst();
  return row ? decisionFrom(row) : null;
}

export async function insertScopeDecision(
  db: Db,
  provider: ProviderId,
  { id, clientId, asked, question, scope, reason, decidedBy, decidedAt }: ScopeDecision,
): Promise<void> {
  await db
    .insertInto('scope_decision')
    .values({
      provider_id: provider,
      id,
      client_id: clientId,
      asked,
      asked_role: question.role,
      asked_technology_group_id: question.technologyGroup,
      activity: question.activity,
      specific_and_defined: question.specificAndDefined,
      one_person: question.onePerson,
      needs_project_coordination: question.needsProjectCoordination,
      beyond_contract: question.beyondContract,
      kind: scope.kind,
      role: scope.role,
      technology_group_id: scope.technologyGroup,
      clause_section: scope.clause.section,
      clause_words: scope.clause.words,
      reasons: scope.reasons,
      reason,
      decided_by: decidedBy,
      decided_at: decidedAt,
    })
    .execute();
}

const decisionRows = (db: Db, provider: ProviderId) =>
  db
    .selectFrom('scope_decision as d')
    .innerJoin('person as p', (join) =>
      join.onRef('p.provider_id', '=', 'd.provider_id').onRef('p.id', '=', 'd.decided_by'),
    )
    .selectAll('d')
    .select('p.name as decided_by_name')
    .where('d.provider_id', '=', provider)
    .where('p.provider_id', '=', provider);

const decisionFrom = (
  row: Awaited<ReturnType<ReturnType<typeof decisionRows>['executeTakeFirstOrThrow']>>,
): ScopeDecision =>
  ScopeDecision.parse({
    id: row.id,
    clientId: row.client_id,
    asked: row.asked,
    question: {
      role: row.asked_role,
      technologyGroup: row.asked_technology_group_id,
      activity: row.activity,
      specificAndDefined: row.specific_and_defined,
      onePerson: row.one_person,
      needsProjectCoordination: row.needs_project_coordination,
      beyondContract: row.beyond_contract,
    },
    scope: {
      kind: row.kind,
      row: row.activity,
      role: row.role,
      technologyGroup: row.technology_group_id,
      clause: { section: row.clause_section, words: row.clause_words },
      reasons: row.reasons,
    },
    reason: row.reason,
    decidedBy: row.decided_by,
    decidedByName: row.decided_by_name,
    decidedAt: row.decided_at,
  });
