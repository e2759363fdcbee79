import { listPurchasedServices } from '../clients/store.ts';
import type { Contract, ContractId } from '../contracts/contract.ts';
import { dayFrom } from '../core/day.ts';
import { Refused } from '../core/refusal.ts';
import { todayIn } from '../core/zone.ts';
import type { Context } from '../people/context.ts';
import { designationsOf } from '../team/store.ts';
import { catalogueReader } from './catalogue-handlers.ts';
import { fitOf, type Fit } from './fit.ts';
import { daysAfter } from './occurrence.ts';
import { planMissing, planOutsideTerm, type Plan, type PlannedActivity } from './plan.ts';
import { blockedBecause, minutesMonthly, type Happened, type PlanRow, type PlanRowId } from './plan-row.ts';
import * as store from './plan-store.ts';
import { triggers } from './trigger.ts';

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

/** Rows with what the catalogue says of them, what blocks them, and what they take a month. */
export async function shownRows(
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
export const fitOfRows = (rows: readonly PlannedActivity[], contract: Contract, on: string): Fit =>
  fitOf(
    rows.flatMap(({ owner, technologyGroup, minutesMonthly: minutes, blocked }) =>
      owner === 'client' || blocked !== null ? [] : [{ role: owner, technologyGroup, minutes }],
    ),
    contract,
    on,
  );

/** The plan of a contract without its rows, or "make one first". */
export async function thePlanHead(
  { db, providerId }: Context,
  contract: ContractId,
): Promise<store.PlanHead> {
  const head = await store.findPlanOf(db, providerId, contract);
  if (!head) throw new Refused(planMissing, planMissing.title);
  return head;
}

/** The day on which a plan is looked at: today, or the nearest day of the contract's term. */
export function onFor({ now }: Context, { timeZone, start, end }: Contract): string {
  const today = todayIn(timeZone, now);
  if (today < start) return start;
  return today < end ? today : daysAfter(end, -1);
}

/** Refuses a day on which the contract does not run. */
export function requireWithin({ start, end, number }: Contract, day: string, path: string): void {
  if (day < start || day >= end)
    throw new Refused(planOutsideTerm, `Contract ${number} runs from ${start} to ${end}.`, {}, [
      { path, message: 'choose a day within the term' },
    ]);
}

/** Puts on record what was done to a plan. */
export function record(
  context: Context,
  act: `${string}.${string}`,
  { id, clientId }: Pick<store.PlanHead, 'id' | 'clientId'>,
  detail: Readonly<Record<string, unknown>>,
): void {
  context.record({ act, client: clientId, object: id, detail });
}
