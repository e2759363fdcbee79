import { z } from 'zod';
import { PageQuery, pageOf } from '../core/page.ts';
import { route, staff, workers } from '../people/access.ts';
import { ClientId } from '../people/person.ts';
import { coveredByMatrix, ScopeDecision, ScopeDecisionDraft } from './scope-decision.ts';
import { Scope, ScopeQuestion } from './scope.ts';

const ofClient = z.object({ client: ClientId });

export const scopeDecisionsApi = {
  checkScope: route({
    method: 'POST',
    path: '/clients/{client}/scope',
    command: 'scope check',
    summary:
      'Says whether something a client asks for is in scope, additional, incremental or for Professional Services, by which clause; keeps nothing.',
    access: staff,
    params: ofClient,
    body: ScopeQuestion,
    out: Scope,
    reads: true,
  }),
  decideScope: route({
    method: 'POST',
    path: '/clients/{client}/scope-decisions',
    command: 'scope decide',
    summary:
      'Decides whether something a client asks for is in scope, and keeps the answers, the clause, the reason and who decided.',
    access: workers,
    params: ofClient,
    body: ScopeDecisionDraft,
    out: ScopeDecision,
    status: 201,
    idempotent: true,
    refusals: [coveredByMatrix],
  }),
  listScopeDecisions: route({
    method: 'GET',
    path: '/clients/{client}/scope-decisions',
    command: 'scope list',
    summary: 'Lists what was decided about the scope of what a client asked for, newest first.',
    access: staff,
    params: ofClient,
    query: PageQuery,
    out: pageOf(ScopeDecision),
  }),
};
