import { nextCursor, readCursor } from '../core/page.ts';
import { notFound, Refused } from '../core/refusal.ts';
import type { Handlers } from '../core/route.ts';
import { amountFits } from '../core/shape.ts';
import type { Context } from '../people/context.ts';
import type { ClientId, PersonId } from '../people/person.ts';
import { isSupervisor } from '../time/decision.ts';
import { by, theDecider } from '../time/decision-handlers.ts';
import { theColleague, whose } from '../time/entry-handlers.ts';
import { amountDoesNotFit, costOf } from './cost.ts';
import { currencyFor, ratesFor } from './cost-handlers.ts';
import type { siteVisitsApi } from './site-visit-api.ts';
import * as visits from './site-visit-store.ts';
import {
  requireReviewable,
  visitDecided,
  visitNotReviewed,
  visitReviewed,
  type SiteVisit,
  type SiteVisitId,
} from './site-visit.ts';

export const siteVisitsHandlers: Handlers<typeof siteVisitsApi, Context> = {
  async requestSiteVisit(context, { body }) {
    const { db, providerId, actor, now } = context;
    const { id: person } = await theColleague(context, whose(context, body.personId));
    const currency = await currencyFor(context, body.clientId, body.day);
    if (!amountFits(body.amountExpected, currency))
      throw new Refused(amountDoesNotFit, `The client pays in ${currency}.`, { currency });
    const id = context.newId<'site-visit'>();
    await visits.insertSiteVisit(db, providerId, { id, person, by: actor.id, at: now, currency }, body);
    return recorded(context, 'site-visit.requested', id);
  },

  async listSiteVisits(context, { query: { limit, cursor, toReview, ...sought } }) {
    const { db, providerId } = context;
    const which = { ...sought, toReview: toReview && (await reviewableBy(context)) };
    const listed = await visits.listSiteVisits(db, providerId, which, limit + 1, placeOf(cursor));
    return nextCursor(listed, limit, (visit) => [visit.day, visit.id]);
  },

  async reviewSiteVisit(context, { params, body }) {
    const { db, providerId } = context;
    const visit = await theVisit(context, params.visit);
    requireReviewable(await theDecider(context), visit);
    const rates = await ratesFor(context, visit.currency, visit.day);
    const estimate = body.estimate.map((cost) => costOf(cost, rates, visit.currency));
    if (!(await visits.reviewSiteVisit(db, providerId, visit, body, estimate, by(context))))
      throw new Refused(visitReviewed, visitReviewed.title);
    return recorded(context, 'site-visit.reviewed', visit.id);
  },

  async approveSiteVisit(context, { params, body }) {
    const visit = await theVisit(context, params.visit);
    if (visit.decision.state === 'requested' && !visit.review)
      throw new Refused(visitNotReviewed, visitNotReviewed.title);
    return decide(context, visit, { decision: 'approved', ...body });
  },

  refuseSiteVisit: async (context, { params, body }) =>
    decide(context, await theVisit(context, params.visit), { decision: 'refused', ...body }),
};

/** Whose visits the asker may review, once somebody asked for them. */
async function reviewableBy(context: Context): Promise<'all' | { by: PersonId; clients: ClientId[] }> {
  const { id, roles, leads } = await theDecider(context);
  return isSupervisor(roles) ? 'all' : { by: id, clients: [...leads] };
}

async function decide(
  context: Context,
  before: SiteVisit,
  said: { readonly decision: 'approved' | 'refused'; readonly reason: string },
): Promise<SiteVisit> {
  const { db, providerId, actor, now } = context;
  const isFirst = await visits.decideSiteVisit(db, providerId, before, { ...said, by: actor.id, at: now });
  if (!isFirst) {
    const { state } = (await theVisit(context, before.id)).decision;
    throw new Refused(visitDecided, `It was ${state} before.`, { state });
  }
  return recorded(context, `site-visit.${said.decision}`, before.id);
}

/** The visit as it is now, which goes on record. */
async function recorded(context: Context, act: `${string}.${string}`, id: SiteVisitId): Promise<SiteVisit> {
  const visit = await theVisit(context, id);
  context.record({ act, client: visit.clientId, object: id, detail: visit });
  return visit;
}

async function theVisit({ db, providerId }: Context, id: SiteVisitId): Promise<SiteVisit> {
  const visit = await visits.findSiteVisit(db, providerId, id);
  if (!visit) throw new Refused(notFound, notFound.title);
  return visit;
}

/** Where a page of visits or expenses ended. */
export function placeOf(cursor: string | undefined): { day: string; id: string } | null {
  const key = readCursor(cursor);
  return key && { day: key[0] ?? '', id: key[1] ?? '' };
}
