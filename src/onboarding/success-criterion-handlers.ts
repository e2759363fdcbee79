import { theClient } from '../clients/handlers.ts';
import { notFound, Refused } from '../core/refusal.ts';
import type { Handlers } from '../core/route.ts';
import { todayIn } from '../core/zone.ts';
import { doneBy, type Context } from '../people/context.ts';
import { requireOwner } from './owner-handlers.ts';
import type { successCriterionApi } from './success-criterion-api.ts';
import * as store from './success-criterion-store.ts';
import {
  correctedAlready,
  criterionDropped,
  isSameFigure,
  measuredAhead,
  noWay,
  type MeasurementDraft,
  type MeasurementId,
  type SuccessCriterion,
  type SuccessCriterionId,
} from './success-criterion.ts';

export const successCriterionHandlers: Handlers<typeof successCriterionApi, Context> = {
  async listSuccessCriteria(context, { params }) {
    const { id } = await theClient(context, params.client);
    return store.listSuccessCriteria(context.db, context.providerId, { client: id }, context.now);
  },

  async recordSuccessCriterion(context, { params, body }) {
    const { db, providerId } = context;
    const client = await theClient(context, params.client);
    if (isSameFigure(body.baseline, body.target))
      throw new Refused(noWay, noWay.title, {}, [{ path: '/target', message: 'write another figure' }]);
    await requireOwner(context, client.id, body.owner.side, body.owner.id, '/owner');
    const id = context.newId<'success-criterion'>();
    const done = doneBy(context);
    await store.insertSuccessCriterion(db, providerId, client.id, id, body, done);
    context.record({ act: 'success-criterion.recorded', client: client.id, object: id, detail: body });
    return theSuccessCriterion(context, id);
  },

  async dropSuccessCriterion(context, { params, body }) {
    const { db, providerId } = context;
    const criterion = await theFollowedCriterion(context, params.successCriterion);
    const done = doneBy(context);
    if (!(await store.insertDrop(db, providerId, criterion, body.reason, done)))
      throw new Refused(criterionDropped, criterionDropped.title);
    context.record({
      act: 'success-criterion.dropped',
      client: criterion.clientId,
      object: criterion.id,
      detail: { name: criterion.name, ...body },
    });
    return theSuccessCriterion(context, criterion.id);
  },

  async recordMeasurement(context, { params, body }) {
    return measure(context, await theFollowedCriterion(context, params.successCriterion), body, null);
  },

  async correctMeasurement(context, { params, body }) {
    const { db, providerId } = context;
    const of = await store.criterionOfMeasurement(db, providerId, params.measurement);
    if (of === null) throw new Refused(notFound, notFound.title);
    return measure(context, await theFollowedCriterion(context, of), body, params.measurement);
  },
};

async function theSuccessCriterion(
  { db, providerId, now }: Context,
  id: SuccessCriterionId,
): Promise<SuccessCriterion> {
  const [criterion] = await store.listSuccessCriteria(db, providerId, { id }, now);
  if (!criterion) throw new Refused(notFound, notFound.title);
  return criterion;
}

async function theFollowedCriterion(context: Context, id: SuccessCriterionId): Promise<SuccessCriterion> {
  const criterion = await theSuccessCriterion(context, id);
  if (criterion.drop)
    throw new Refused(criterionDropped, `${criterion.drop.byName} dropped it: ${criterion.drop.reason}`);
  return criterion;
}

async function measure(
  context: Context,
  criterion: SuccessCriterion,
  draft: MeasurementDraft,
  corrects: MeasurementId | null,
): Promise<SuccessCriterion> {
  const { db, providerId, now } = context;
  const { timeZone } = await theClient(context, criterion.clientId);
  if (draft.day > todayIn(timeZone, now))
    throw new Refused(measuredAhead, measuredAhead.title, {}, [
      { path: '/day', message: 'choose today or a day before' },
    ]);
  const id = context.newId<'measurement'>();
  const done = doneBy(context);
  if (!(await store.insertMeasurement(db, providerId, criterion, id, draft, corrects, done)))
    throw new Refused(correctedAlready, correctedAlready.title);
  context.record({
    act: corrects === null ? 'measurement.recorded' : 'measurement.corrected',
    client: criterion.clientId,
    object: id,
    detail: { criterion: criterion.id, corrects, ...draft },
  });
  return theSuccessCriterion(context, criterion.id);
}
