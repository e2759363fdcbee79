import { theClient } from '../clients/handlers.ts';
import { listPurchasedServices } from '../clients/store.ts';
import { nextCursor } from '../core/page.ts';
import type { Handlers } from '../core/route.ts';
import { todayIn } from '../core/zone.ts';
import type { Context } from '../people/context.ts';
import type { ClientId } from '../people/person.ts';
import { holdsOn } from '../team/designation.ts';
import { placeOf } from './entry-handlers.ts';
import type { scopeDecisionsApi } from './scope-decision-api.ts';
import * as store from './scope-decision-store.ts';
import { decidedScope, type ScopeDecision } from './scope-decision.ts';
import { scopeOf, type Scope, type ScopeQuestion } from './scope.ts';

export const scopeDecisionsHandlers: Handlers<typeof scopeDecisionsApi, Context> = {
  checkScope: (context, { params, body }) => scopeToday(context, params.client, body),

  async decideScope(context, { params, body: { asked, refer, reason, ...question } }) {
    const { db, providerId, actor, now } = context;
    const scope = decidedScope(await scopeToday(context, params.client, question), { refer });
    const decision: ScopeDecision = {
      id: context.newId<'scope-decision'>(),
      clientId: params.client,
      asked,
      question,
      scope,
      reason,
      decidedBy: actor.id,
      decidedByName: actor.name,
      decidedAt: now.toString(),
    };
    await store.insertScopeDecision(db, providerId, decision);
    context.record({
      act: 'scope.decided',
      client: decision.clientId,
      object: decision.id,
      detail: decision,
    });
    return decision;
  },

  async listScopeDecisions(context, { params, query: { limit, cursor } }) {
    const { db, providerId } = context;
    const { id } = await theClient(context, params.client);
    const decisions = await store.listScopeDecisions(db, providerId, id, limit + 1, placeOf(cursor));
    return nextCursor(decisions, limit, (decision) => [decision.decidedAt, decision.id]);
  },
};

/** The scope of a request by what the client buys today, by its own clock. */
async function scopeToday(context: Context, client: ClientId, question: ScopeQuestion): Promise<Scope> {
  const { db, providerId, now } = context;
  const { id, timeZone } = await theClient(context, client);
  const today = todayIn(timeZone, now);
  const services = await listPurchasedServices(db, providerId, id);
  const bought = services.filter((service) => holdsOn(service, today)).map(({ kind }) => kind);
  return scopeOf(question, bought);
}
