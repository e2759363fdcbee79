import { z } from 'zod';
import { ContractId } from '../contracts/contract.ts';
import { ChangeRequest } from '../contracts/change-request.ts';
import { changeRules } from '../contracts/change-rules.ts';
import { Day } from '../core/shape.ts';
import { everyone, lead, portal, reviewers, route, staff } from '../people/access.ts';
import { Fit } from './fit.ts';
import { Occurrence, triggerNone } from './occurrence.ts';
import {
  Plan,
  planAccepted,
  planDayPast,
  PlanDraft,
  planGroupUnknown,
  planMissing,
  planNoAuthority,
  planOutsideTerm,
  planPersonUnfit,
  planRowEnded,
  planRowThere,
  planRowUnknown,
  planThere,
  PlannedActivity,
} from './plan.ts';
import { PlanRowDraft, PlanRowId } from './plan-row.ts';

const ofContract = z.object({ contract: ContractId });
const ofRow = z.object({ planRow: PlanRowId });
const Reason = z.string().trim().min(1, 'say why').max(1000);
const rowRefusals = [
  planMissing,
  planAccepted,
  planOutsideTerm,
  planRowThere,
  planRowUnknown,
  planRowEnded,
  planDayPast,
  planPersonUnfit,
  planGroupUnknown,
];

/** How a plan is altered by a change of its contract: a row that is planned so from a day on, or that ends where `plan` is null. */
const PlanAlteration = z.strictObject({
  reason: Reason,
  effectiveDay: Day.optional(),
  words: z.string().trim().min(1, 'say what is altered').max(2000),
  row: PlanRowDraft,
  /** The row ends instead. */
  ends: z.boolean().default(false),
});

export const planApi = {
  draftPlan: route({
    method: 'GET',
    path: '/contracts/{contract}/plan-draft',
    command: 'plan try',
    summary:
      'Shows the plan that would be made for a contract from its packages and the catalogue, with its fit; saves nothing.',
    access: staff,
    params: ofContract,
    query: z.object({ start: Day.optional() }),
    out: z.object({ rows: z.array(PlannedActivity), fit: Fit }),
    refusals: [planOutsideTerm],
  }),
  createPlan: route({
    method: 'POST',
    path: '/contracts/{contract}/plan',
    command: 'plan create',
    summary:
      'Makes the plan of a contract from its packages and the catalogue in one step: all rows that apply, with a year of their occurrences.',
    access: lead,
    params: ofContract,
    body: PlanDraft,
    out: Plan,
    status: 201,
    idempotent: true,
    refusals: [planThere, planOutsideTerm, planRowUnknown],
  }),
  getPlan: route({
    method: 'GET',
    path: '/contracts/{contract}/plan',
    command: 'plan show',
    summary:
      'Shows the plan of a contract as it holds on a day, today unless said; blocked rows with the reason.',
    access: everyone,
    params: ofContract,
    query: z.object({ on: Day.optional() }),
    out: Plan,
    refusals: [planMissing],
  }),
  getPlanFit: route({
    method: 'GET',
    path: '/contracts/{contract}/plan/fit',
    command: 'plan fit',
    summary:
      'Says how the minutes a month of a plan fit the pools of its contract, by role and technology group.',
    access: staff,
    params: ofContract,
    query: z.object({ on: Day.optional() }),
    out: Fit,
    refusals: [planMissing],
  }),
  acceptPlan: route({
    method: 'POST',
    path: '/contracts/{contract}/plan/acceptance',
    command: 'plan accept',
    summary: 'Accepts the plan for the client; from then on it is altered by change requests alone.',
    access: portal,
    params: ofContract,
    out: Plan,
    idempotent: true,
    refusals: [planMissing, planNoAuthority],
  }),
  recordPlanAcceptance: route({
    method: 'POST',
    path: '/contracts/{contract}/plan/recorded-acceptance',
    command: 'plan record-acceptance',
    summary: 'Notes that the client accepted its plan elsewhere, such as with its contract, and how.',
    access: lead,
    params: ofContract,
    body: z.object({ reason: Reason }),
    out: Plan,
    idempotent: true,
    refusals: [planMissing],
  }),
  addPlanRow: route({
    method: 'POST',
    path: '/contracts/{contract}/plan/rows',
    command: 'plan-row add',
    summary:
      'Plans an activity more, from a day on, today unless said, while the client has not accepted the plan.',
    access: lead,
    params: ofContract,
    body: PlanRowDraft.safeExtend({ from: Day.optional() }),
    out: Plan,
    status: 201,
    idempotent: true,
    refusals: rowRefusals,
  }),
  changePlanRow: route({
    method: 'PUT',
    path: '/plan-rows/{planRow}',
    command: 'plan-row change',
    summary:
      'Plans a row otherwise from a day on, today unless said, while the client has not accepted the plan. Only what is not worked yet comes anew.',
    access: lead,
    params: ofRow,
    body: PlanRowDraft.safeExtend({ from: Day.optional() }),
    out: Plan,
    idempotent: true,
    refusals: rowRefusals,
  }),
  endPlanRow: route({
    method: 'POST',
    path: '/plan-rows/{planRow}/end',
    command: 'plan-row end',
    summary:
      'Ends a row on a day, the first without it, today unless said, while the client has not accepted the plan.',
    access: lead,
    params: ofRow,
    body: z.object({ to: Day.optional() }),
    out: Plan,
    idempotent: true,
    refusals: rowRefusals,
  }),
  proposePlanChange: route({
    method: 'POST',
    path: '/contracts/{contract}/plan/change-requests',
    command: 'plan propose-change',
    summary:
      'Drafts a change request that plans a row otherwise, plans one more, or ends one; agreed by both sides, it alters the plan from its effective day.',
    access: reviewers,
    params: ofContract,
    body: PlanAlteration,
    out: ChangeRequest,
    status: 201,
    idempotent: true,
    refusals: [planMissing, planRowUnknown, planGroupUnknown, ...Object.values(changeRules)],
  }),
  noteTrigger: route({
    method: 'POST',
    path: '/plan-rows/{planRow}/occurrences',
    command: 'plan-row note-trigger',
    summary:
      'Notes that the trigger of a planned row came, where no part of Tandem tells it yet; the row is then due within a week.',
    access: ['csdm', 'cse', 'supervisor', 'administrator'],
    params: ofRow,
    body: z.object({ on: Day.optional(), cause: z.string().trim().min(1, 'say what came').max(500) }),
    out: Occurrence,
    status: 201,
    idempotent: true,
    refusals: [triggerNone, planRowEnded, planDayPast],
  }),
};
