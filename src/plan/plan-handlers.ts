import { peopleWithAuthority } from '../clients/authority-store.ts';
import { listTechnologyGroups, lockClient } from '../clients/store.ts';
import { theContract } from '../contracts/change-request-handlers.ts';
import type { Contract } from '../contracts/contract.ts';
import { Refused } from '../core/refusal.ts';
import type { Handlers } from '../core/route.ts';
import { todayIn } from '../core/zone.ts';
import { refusing } from '../database/refusals.ts';
import { doneBy, type Context } from '../people/context.ts';
import { catalogueReader, type CatalogueReader } from './catalogue-handlers.ts';
import { horizonOf } from './generation.ts';
import { generate } from './generation-handlers.ts';
import type { planApi } from './plan-api.ts';
import { planNoAuthority, planRowUnknown, planThere, type Plan } from './plan.ts';
import { rowsFor, type PlanRow } from './plan-row.ts';
import * as store from './plan-store.ts';
import {
  fitOfRows,
  onFor,
  record,
  requireWithin,
  shownRows,
  thePlan,
  thePlanHead,
} from './shown-plan-handlers.ts';

type WholePlanApi = Pick<
  typeof planApi,
  'draftPlan' | 'createPlan' | 'getPlan' | 'getPlanFit' | 'acceptPlan' | 'recordPlanAcceptance'
>;

/** A plan as a whole: made in one step, looked at, accepted. */
export const planHandlers: Handlers<WholePlanApi, Context> = {
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
};

/** The first day of a plan: today or the contract's first day, whichever is later, unless another of its term is named. */
function startOf({ now }: Context, contract: Contract, said: string | undefined): string {
  const today = todayIn(contract.timeZone, now);
  const start = said ?? (today > contract.start ? today : contract.start);
  requireWithin(contract, start, '/start');
  return start;
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
