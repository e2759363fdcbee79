import { loadCalendar } from '../calendars/store.ts';
import { lockClient } from '../clients/store.ts';
import { draftChange, theContract } from '../contracts/change-request-handlers.ts';
import type { ChangeRequestId } from '../contracts/change-request.ts';
import { groupsInScope, type Contract } from '../contracts/contract.ts';
import { notFound, Refused } from '../core/refusal.ts';
import type { Handlers } from '../core/route.ts';
import { todayIn } from '../core/zone.ts';
import { refusing } from '../database/refusals.ts';
import type { Context } from '../people/context.ts';
import { findPerson } from '../people/store.ts';
import { moved } from './cadence.ts';
import { catalogueReader } from './catalogue-handlers.ts';
import { horizonOf, isBusinessDay } from './generation.ts';
import { generate } from './generation-handlers.ts';
import { deleteUnworked, insertCaused } from './generation-store.ts';
import { daysAfter, dueDays, triggerNone } from './occurrence.ts';
import { theOccurrenceOf } from './occurrence-handlers.ts';
import type { planApi } from './plan-api.ts';
import {
  planAccepted,
  planDayPast,
  planGroupUnknown,
  planPersonUnfit,
  planRowEnded,
  planRowThere,
  planRowUnknown,
} from './plan.ts';
import {
  preconditionsOf,
  sameActivity,
  type PlanRow,
  type PlanRowDraft,
  type PlanRowId,
} from './plan-row.ts';
import * as store from './plan-store.ts';
import { onFor, record, requireWithin, thePlan, thePlanHead } from './shown-plan-handlers.ts';

type PlanRowApi = Pick<
  typeof planApi,
  'addPlanRow' | 'changePlanRow' | 'endPlanRow' | 'proposePlanChange' | 'noteTrigger'
>;

/** Rows of a plan that stands: freely while the client has not accepted it, by change request from then on. */
export const planRowHandlers: Handlers<PlanRowApi, Context> = {
  async addPlanRow(context, { params, body: { from, ...draft } }) {
    const contract = await theContract(context, params.contract);
    const { head, day } = await theOpenPlan(context, contract, from);
    await requirePlannable(context, contract, draft, day);
    await replaceRow(context, contract, head, { before: null, draft, day, request: null });
    record(context, 'plan-row.added', head, { ...draft, from: day });
    return thePlan(context, contract, day);
  },

  async changePlanRow(context, { params, body: { from, ...draft } }) {
    const contract = await theContractOfRow(context, params.planRow);
    const { head, day } = await theOpenPlan(context, contract, from);
    const before = await theOpenRow(context, head, params.planRow, day);
    await requirePlannable(context, contract, draft, day);
    await replaceRow(context, contract, head, { before, draft, day, request: null });
    record(context, 'plan-row.changed', head, { before: before.id, ...draft, from: day });
    return thePlan(context, contract, day);
  },

  async endPlanRow(context, { params, body: { to } }) {
    const contract = await theContractOfRow(context, params.planRow);
    const { head, day } = await theOpenPlan(context, contract, to);
    const before = await theOpenRow(context, head, params.planRow, day);
    await replaceRow(context, contract, head, { before, draft: null, day, request: null });
    record(context, 'plan-row.ended', head, { row: before.id, to: day });
    return thePlan(context, contract, day);
  },

  async proposePlanChange(context, { params, body: { reason, effectiveDay, words, row, ends } }) {
    const contract = await theContract(context, params.contract);
    await thePlanHead(context, contract.id);
    const on = effectiveDay ?? onFor(context, contract);
    if (!ends) await requirePlannable(context, contract, row, on);
    const activity = { ...row, ends };
    return draftChange(context, contract.id, {
      reason,
      effectiveDay,
      parts: [{ kind: 'scope', words, activity }],
    });
  },

  async noteTrigger(context, { params, body }) {
    const { db, providerId, now } = context;
    const contract = await theContractOfRow(context, params.planRow);
    const head = await thePlanHead(context, contract.id);
    const today = todayIn(contract.timeZone, now);
    const on = body.on ?? today;
    if (on > today) throw new Refused(planDayPast, `Today is ${today}; a trigger is noted once it came.`);
    const row = await theOpenRow(context, head, params.planRow, on);
    if (row.trigger === null) throw new Refused(triggerNone, triggerNone.title);
    const calendar = await loadCalendar(db, providerId, contract.calendarId);
    const dueDay = moved(
      daysAfter(on, dueDays),
      row.businessDay,
      (date) => calendar === null || isBusinessDay(calendar, date),
    );
    const causeId = context.newId<'trigger'>();
    const caused = { row: row.id, day: on, dueDay, causeId, cause: body.cause };
    await insertCaused(db, providerId, [caused]);
    record(context, 'trigger.noted', head, { ...caused });
    return theOccurrenceOf(context, { row: row.id, causeId });
  },
};

/** What becomes of an activity from a day on: another row in place of one, one more, or none. */
export interface Replacement {
  readonly before: PlanRow | null;
  readonly draft: PlanRowDraft | null;
  readonly day: string;
  readonly request: ChangeRequestId | null;
}

/**
 * Plans an activity otherwise from a day on: ends the row before, takes away what of it is not worked yet from that day on, adds the other in
 * its place and writes what comes of it.
 */
export async function replaceRow(
  context: Pick<Context, 'db' | 'providerId' | 'newId' | 'now'>,
  contract: Contract,
  head: Pick<store.PlanHead, 'id' | 'clientId'>,
  { before, draft, day, request }: Replacement,
  preconditions = draft === null ? null : before,
): Promise<void> {
  const { db, providerId, now } = context;
  if (before) {
    await store.endPlanRows(db, providerId, [before.id], day, request);
    await deleteUnworked(db, providerId, [before.id], day);
  }
  if (draft) {
    const { needs, needsGroup } = preconditions ?? (await preconditionsFor(context, draft.row, day));
    const row = {
      ...draft,
      needs,
      needsGroup,
      id: context.newId<'plan-row'>(),
      from: day,
      to: null,
      follows: before?.id ?? null,
      addedBy: request,
    };
    await refusing({ plan_row_once: planRowThere }, store.insertPlanRows(db, providerId, head, [row]));
  }
  await generate(db, providerId, horizonOf(todayIn(contract.timeZone, now)), 1000, head.id);
}

async function preconditionsFor(
  context: Pick<Context, 'db' | 'providerId'>,
  row: number,
  day: string,
): Promise<Pick<PlanRow, 'needs' | 'needsGroup'>> {
  const catalogue = await catalogueReader(context);
  return preconditionsOf(catalogue.activity(row, day));
}

/** The plan of a contract that the client has not accepted, and the day from which it is altered. */
async function theOpenPlan(
  context: Context,
  contract: Contract,
  said: string | undefined,
): Promise<{ head: store.PlanHead; day: string }> {
  await lockClient(context.db, context.providerId, contract.clientId);
  const head = await thePlanHead(context, contract.id);
  if (head.acceptance)
    throw new Refused(planAccepted, `${head.acceptance.byName} accepted it. Propose a change instead.`);
  const today = todayIn(contract.timeZone, context.now);
  const day = said ?? (today > contract.start ? today : contract.start);
  if (day < today) throw new Refused(planDayPast, `Today is ${today}.`);
  requireWithin(contract, day, said === undefined ? '' : '/from');
  return { head, day };
}

async function theContractOfRow(context: Context, row: PlanRowId): Promise<Contract> {
  const id = await store.contractOfRow(context.db, context.providerId, row);
  if (!id) throw new Refused(notFound, notFound.title);
  return theContract(context, id);
}

/** A row of a plan that has not ended by a day. */
async function theOpenRow(
  { db, providerId }: Context,
  { id: plan }: store.PlanHead,
  id: PlanRowId,
  day: string,
): Promise<PlanRow> {
  const row = (await store.listPlanRows(db, providerId, plan)).find((one) => one.id === id);
  if (!row) throw new Refused(notFound, notFound.title);
  if (row.to !== null && row.to <= day) throw new Refused(planRowEnded, `It ended on ${row.to}.`);
  return row;
}

/** Refuses a row that the catalogue does not have for its owner, a group that no package is for, and a person who does not hold the role. */
async function requirePlannable(
  context: Context,
  contract: Contract,
  draft: PlanRowDraft,
  day: string,
): Promise<void> {
  const { row, owner, technologyGroup, personId } = draft;
  const catalogue = await catalogueReader(context);
  const activity = catalogue.on(day).activities.find((one) => one.row === row);
  if (!activity?.owners.includes(owner))
    throw new Refused(
      planRowUnknown,
      activity ? `Row ${row} is for ${activity.owners.join(' and ')}.` : `The catalogue has no row ${row}.`,
      { row },
    );
  const groups = groupsInScope(contract.packages);
  if (technologyGroup !== null && !groups.includes(technologyGroup) && !activity.securityCse)
    throw new Refused(planGroupUnknown, `The contract is for ${groups.join(', ') || 'no group'}.`, {}, [
      { path: '/technologyGroup', message: 'choose a group of the contract' },
    ]);
  if (personId === null) return;
  const person = await findPerson(context.db, context.providerId, personId);
  if (!person || person.clientId !== null || !person.active || !person.roles.some((role) => role === owner))
    throw new Refused(planPersonUnfit, planPersonUnfit.title, {}, [
      { path: '/personId', message: `choose somebody who is ${owner.toUpperCase()}` },
    ]);
}

/** The row that holds for an activity on a day or begins later; null where there is none. */
export const rowFor = (
  rows: readonly PlanRow[],
  of: Pick<PlanRowDraft, 'row' | 'owner' | 'technologyGroup'>,
  day: string,
): PlanRow | null =>
  rows.find((row) => sameActivity(row, of) && row.from !== row.to && (row.to === null || row.to > day)) ??
  null;
