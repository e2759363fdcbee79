import { loadCalendar } from '../calendars/store.ts';
import { peopleWithAuthority } from '../clients/authority-store.ts';
import { listPurchasedServices, listTechnologyGroups, lockClient } from '../clients/store.ts';
import { draftChange, theContract } from '../contracts/change-request-handlers.ts';
import type { ChangeRequestId } from '../contracts/change-request.ts';
import { groupsInScope, type Contract, type ContractId } from '../contracts/contract.ts';
import { dayFrom } from '../core/day.ts';
import { notFound, Refused } from '../core/refusal.ts';
import type { Handlers } from '../core/route.ts';
import { todayIn } from '../core/zone.ts';
import { refusing } from '../database/refusals.ts';
import { doneBy, type Context } from '../people/context.ts';
import { findPerson } from '../people/store.ts';
import { designationsOf } from '../team/store.ts';
import { moved } from './cadence.ts';
import { catalogueReader, type CatalogueReader } from './catalogue-handlers.ts';
import { fitOf, type Fit } from './fit.ts';
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
  planMissing,
  planNoAuthority,
  planOutsideTerm,
  planPersonUnfit,
  planRowEnded,
  planRowThere,
  planRowUnknown,
  planThere,
  type Plan,
  type PlannedActivity,
} from './plan.ts';
import {
  blockedBecause,
  minutesMonthly,
  preconditionsOf,
  rowsFor,
  sameActivity,
  type Happened,
  type PlanRow,
  type PlanRowDraft,
  type PlanRowId,
} from './plan-row.ts';
import * as store from './plan-store.ts';
import { triggers } from './trigger.ts';

export const planHandlers: Handlers<typeof planApi, Context> = {
  async draftPlan(context, { params, query }) {
    const contract = await theContract(context, params.contract);
    const start = startOf(context, contract, query.start);
    const catalogue = await catalogueReader(context);
    const drafts = await draftRows(context, contract, start, catalogue, []);
    const rows = drafts.map((draft): PlanRow => ({
      ...draft,
      id: context.newId<'plan-row'>(),
      personName: null,
      from: start,
      to: null,
      follows: null,
      addedBy: null,
      endedBy: null,
    }));
    const shown = await shownRows(context, contract, rows, start, new Map());
    return { rows: shown, fit: fitOfRows(shown, contract, start) };
  },

  async createPlan(context, { params, body }) {
    const { db, providerId, actor, now } = context;
    const contract = await theContract(context, params.contract);
    const start = startOf(context, contract, body.start);
    const catalogue = await catalogueReader(context);
    const drafts = await draftRows(context, contract, start, catalogue, body.eachGroup);
    const known = new Set(catalogue.on(start).activities.map(({ row }) => row));
    const unknown = [...body.eachGroup, ...body.without].filter((row) => !known.has(row));
    if (unknown.length > 0)
      throw new Refused(planRowUnknown, `The catalogue has no row ${unknown.join(', ')}.`);
    const id = context.newId<'plan'>();
    await refusing(
      { plan_of_contract: planThere },
      store.insertPlan(db, providerId, id, contract, actor.id, now.toString()),
    );
    const rows = drafts
      .filter(({ row }) => !body.without.includes(row))
      .map((draft) => ({
        ...draft,
        id: context.newId<'plan-row'>(),
        from: start,
        to: null,
        follows: null,
        addedBy: null,
      }));
    await store.insertPlanRows(db, providerId, { id, clientId: contract.clientId }, rows);
    const { occurrences } = await generate(db, providerId, horizonFor(context, contract), 1000, id);
    const detail = { contract: contract.id, start, rows: rows.length, occurrences };
    context.record({ act: 'plan.made', client: contract.clientId, object: id, detail });
    return thePlan(context, contract, start);
  },

  async getPlan(context, { params, query }) {
    const contract = await theContract(context, params.contract);
    return thePlan(context, contract, query.on ?? onFor(context, contract));
  },

  async getPlanFit(context, { params, query }) {
    const contract = await theContract(context, params.contract);
    const on = query.on ?? onFor(context, contract);
    return fitOfRows((await thePlan(context, contract, on)).rows, contract, on);
  },

  async acceptPlan(context, { params }) {
    const { db, providerId, actor } = context;
    const contract = await theContract(context, params.contract);
    const people = await peopleWithAuthority(db, providerId, contract.clientId, 'sign-contract');
    if (!people.some(({ id }) => id === actor.id)) throw new Refused(planNoAuthority, planNoAuthority.title);
    return accept(context, contract, null);
  },

  async recordPlanAcceptance(context, { params, body }) {
    return accept(context, await theContract(context, params.contract), body.reason);
  },

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

/** The first day of a plan: today or the contract's first day, whichever is later, unless another of its term is named. */
function startOf({ now }: Context, contract: Contract, said: string | undefined): string {
  const today = todayIn(contract.timeZone, now);
  const start = said ?? (today > contract.start ? today : contract.start);
  requireWithin(contract, start, '/start');
  return start;
}

function requireWithin({ start, end, number }: Contract, day: string, path: string): void {
  if (day < start || day >= end)
    throw new Refused(planOutsideTerm, `Contract ${number} runs from ${start} to ${end}.`, {}, [
      { path, message: 'choose a day within the term' },
    ]);
}

/** The day on which a plan is looked at: today, or the nearest day of the contract's term. */
function onFor({ now }: Context, { timeZone, start, end }: Contract): string {
  const today = todayIn(timeZone, now);
  if (today < start) return start;
  return today < end ? today : daysAfter(end, -1);
}

const horizonFor = ({ now }: Context, { timeZone }: Contract): string => horizonOf(todayIn(timeZone, now));

async function draftRows(
  { db, providerId }: Context,
  contract: Contract,
  start: string,
  catalogue: CatalogueReader,
  eachGroup: readonly number[],
) {
  const groups = (await listTechnologyGroups(db, providerId)).map(({ id }) => id);
  return rowsFor(contract, start, catalogue.on(start).activities, groups, eachGroup);
}

async function accept(context: Context, contract: Contract, reason: string | null): Promise<Plan> {
  const { db, providerId } = context;
  await lockClient(db, providerId, contract.clientId);
  const head = await thePlanHead(context, contract.id);
  const said = { ...doneBy(context), reason };
  const isFirst = await store.insertPlanAcceptance(db, providerId, head, said);
  record(context, isFirst ? 'plan.accepted' : 'plan.found', head, { byClient: reason === null, reason });
  return thePlan(context, contract, onFor(context, contract));
}

function record(
  context: Context,
  act: `${string}.${string}`,
  { id, clientId }: Pick<store.PlanHead, 'id' | 'clientId'>,
  detail: Readonly<Record<string, unknown>>,
): void {
  context.record({ act, client: clientId, object: id, detail });
}

async function thePlanHead({ db, providerId }: Context, contract: ContractId): Promise<store.PlanHead> {
  const head = await store.findPlanOf(db, providerId, contract);
  if (!head) throw new Refused(planMissing, planMissing.title);
  return head;
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

/** The plan of a contract as it holds on a day, or "make one first". */
export async function thePlan(context: Context, contract: Contract, on: string): Promise<Plan> {
  const { db, providerId } = context;
  const head = await thePlanHead(context, contract.id);
  const all = await store.listPlanRows(db, providerId, head.id);
  const holding = all.filter(({ from, to }) => from <= on && (to === null || on < to));
  const happened = await happenedOf(context, head, holding, on);
  return {
    ...head,
    contractNumber: contract.number,
    on,
    rows: await shownRows(context, contract, holding, on, happened),
  };
}

/** How often the triggers of rows came, over the days since they hold, at most a year. */
async function happenedOf(
  { db, providerId }: Context,
  head: store.PlanHead,
  rows: readonly PlanRow[],
  on: string,
): Promise<ReadonlyMap<PlanRowId, Happened>> {
  const times = await store.countTriggered(db, providerId, head.id, on);
  return new Map(
    rows
      .filter(({ trigger }) => trigger !== null)
      .map(({ id, from }) => [
        id,
        { times: times.get(id) ?? 0, days: Math.min(365, dayFrom(on) - dayFrom(from)) },
      ]),
  );
}

async function shownRows(
  context: Context,
  contract: Contract,
  rows: readonly PlanRow[],
  on: string,
  happened: ReadonlyMap<PlanRowId, Happened>,
): Promise<PlannedActivity[]> {
  const { db, providerId } = context;
  const catalogue = await catalogueReader(context);
  const services = await listPurchasedServices(db, providerId, contract.clientId);
  const team = await designationsOf(db, providerId, { client: contract.clientId });
  return rows.map((row) => {
    const activity = catalogue.activity(row.row, on);
    const { section, name, footnote, evidence, evidenceWords, home, waitsFor } = activity;
    const blocked = blockedBecause(row, services, team, on);
    return {
      ...row,
      section,
      name,
      footnote,
      evidence,
      evidenceWords,
      home,
      waitsFor: waitsFor ?? (row.trigger === null ? null : triggers[row.trigger].waitsFor),
      blocked,
      minutesMonthly: minutesMonthly(row, on, happened.get(row.id) ?? null),
    };
  });
}

/** Duties of the client and blocked rows take nothing of the pools. */
const fitOfRows = (rows: readonly PlannedActivity[], contract: Contract, on: string): Fit =>
  fitOf(
    rows.flatMap(({ owner, technologyGroup, minutesMonthly: minutes, blocked }) =>
      owner === 'client' || blocked !== null ? [] : [{ role: owner, technologyGroup, minutes }],
    ),
    contract,
    on,
  );

/** The row that holds for an activity on a day or begins later; null where there is none. */
export const rowFor = (
  rows: readonly PlanRow[],
  of: Pick<PlanRowDraft, 'row' | 'owner' | 'technologyGroup'>,
  day: string,
): PlanRow | null =>
  rows.find((row) => sameActivity(row, of) && row.from !== row.to && (row.to === null || row.to > day)) ??
  null;
