import { z } from 'zod';
import { PageQuery, pageOf } from '../core/page.ts';
import { lead, route, staff, supervisor, workers } from '../people/access.ts';
import { ClientId, PersonId } from '../people/person.ts';
import { notYours } from '../time/decision.ts';
import { amountDoesNotFit, amountZero, costMeasure } from './cost.ts';
import {
  SiteVisit,
  SiteVisitDraft,
  SiteVisitId,
  SiteVisitReviewDraft,
  siteVisitStates,
  visitDecided,
  visitNotReviewed,
  visitNotYoursToReview,
  visitReviewed,
} from './site-visit.ts';
import { travelRateMissing } from './travel-rate.ts';

const ofVisit = z.object({ visit: SiteVisitId });
const Reason = z.string().trim().min(1, 'say why').max(1000);

/** What may be wrong with what something costs. */
export const costRefusals = [costMeasure, travelRateMissing, amountDoesNotFit, amountZero];

export const siteVisitsApi = {
  requestSiteVisit: route({
    method: 'POST',
    path: '/site-visits',
    command: 'site-visit request',
    summary: 'Asks for a site visit: whose, where, when, what for and what travel should cost.',
    access: workers,
    body: SiteVisitDraft,
    out: SiteVisit,
    status: 201,
    idempotent: true,
    refusals: [notYours, amountDoesNotFit],
  }),
  listSiteVisits: route({
    method: 'GET',
    path: '/site-visits',
    command: 'site-visit list',
    summary: 'Lists site visits, the latest day first.',
    access: staff,
    query: PageQuery.extend({
      client: ClientId.optional(),
      person: PersonId.optional(),
      state: z.enum(siteVisitStates).optional(),
      /** Those that the asker may review. */
      toReview: z.literal('mine').optional(),
    }),
    out: pageOf(SiteVisit),
  }),
  reviewSiteVisit: route({
    method: 'POST',
    path: '/site-visits/{visit}/review',
    command: 'site-visit review',
    summary:
      'Reviews a site visit once: whether it can be done remotely, and what it should cost. What travel comes to follows from the rates.',
    access: lead,
    params: ofVisit,
    body: SiteVisitReviewDraft,
    out: SiteVisit,
    status: 201,
    idempotent: true,
    refusals: [visitNotYoursToReview, visitDecided, visitReviewed, ...costRefusals],
  }),
  approveSiteVisit: route({
    method: 'POST',
    path: '/site-visits/{visit}/approval',
    command: 'site-visit approve',
    summary: 'Approves a reviewed site visit: the client pays for its travel on top of the fees.',
    access: supervisor,
    params: ofVisit,
    body: z.object({ reason: z.string().trim().max(1000).default('') }).default({ reason: '' }),
    out: SiteVisit,
    idempotent: true,
    refusals: [visitDecided, visitNotReviewed],
  }),
  refuseSiteVisit: route({
    method: 'POST',
    path: '/site-visits/{visit}/decline',
    command: 'site-visit refuse',
    summary: 'Refuses a site visit with a reason; its expenses are not billed.',
    access: supervisor,
    params: ofVisit,
    body: z.object({ reason: Reason }),
    out: SiteVisit,
    idempotent: true,
    refusals: [visitDecided],
  }),
};
