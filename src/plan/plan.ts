import { z } from 'zod';
import { ContractId } from '../contracts/contract.ts';
import { idOf, type Id } from '../core/id.ts';
import { refusal } from '../core/refusal.ts';
import { Day, Moment } from '../core/shape.ts';
import { ClientId, PersonId } from '../people/person.ts';
import { RowNumber } from './catalogue.ts';
import { evidenceKinds } from './evidence.ts';
import { PlanRow } from './plan-row.ts';

export type PlanId = Id<'plan'>;
export const PlanId = idOf('plan');

export const planThere = refusal(
  409,
  'plan.there',
  'The contract has its plan. Alter its rows; once the client has accepted it, by a change request.',
);
export const planMissing = refusal(409, 'plan.missing', 'The contract has no plan yet. Make one first.');
export const planAccepted = refusal(
  409,
  'plan.accepted',
  'The client accepted this plan. It is altered by a change request that both sides agree to.',
);
export const planNoAuthority = refusal(
  403,
  'plan.no-authority',
  'A plan is accepted by an executive of the client or a contact who may sign contracts.',
);
export const planOutsideTerm = refusal(
  422,
  'plan.outside-term',
  'A plan begins, and its rows hold, within the term of its contract.',
);
export const planRowThere = refusal(
  409,
  'plan.row-there',
  'This activity is planned already for this owner and technology group on some of these days.',
);
export const planRowUnknown = refusal(
  422,
  'plan.row-unknown',
  'The catalogue in force has no such row for this owner.',
);
export const planRowEnded = refusal(409, 'plan.row-ended', 'This row of the plan has ended already.');
export const planDayPast = refusal(
  422,
  'plan.day-past',
  'A plan is altered from today on; what was planned before stays on record.',
);
export const planPersonUnfit = refusal(
  422,
  'plan.person-unfit',
  'A row is for an active person who holds the role of its owner.',
);
export const planGroupUnknown = refusal(
  422,
  'plan.group-unknown',
  'A row is planned for technology groups that a package of the contract is for.',
);

/** A row of a plan as it is shown: with its words of the catalogue, what it takes, and why it cannot be worked where that is so. */
export const PlannedActivity = PlanRow.extend({
  section: z.string(),
  name: z.string(),
  footnote: z.string().nullable(),
  evidence: z.enum(evidenceKinds).nullable(),
  evidenceWords: z.string(),
  home: z.string(),
  /** The part of Tandem that its work, or its trigger, waits for; null where there is nothing to wait for. */
  waitsFor: z.string().nullable(),
  /** Null where it can be worked. */
  blocked: z.string().nullable(),
  minutesMonthly: z.int(),
}).meta({ id: 'PlannedActivity' });
export type PlannedActivity = z.output<typeof PlannedActivity>;

/** That the client accepted: itself, or as somebody of the provider recorded with a reason. */
export const PlanAcceptance = z
  .object({
    byClient: z.boolean(),
    by: PersonId,
    byName: z.string(),
    at: Moment,
    reason: z.string().nullable(),
  })
  .meta({ id: 'PlanAcceptance' });
export type PlanAcceptance = z.output<typeof PlanAcceptance>;

/** A contract's plan as it holds on a day. */
export const Plan = z
  .object({
    id: PlanId,
    clientId: ClientId,
    contractId: ContractId,
    contractNumber: z.string(),
    on: Day,
    madeByName: z.string(),
    madeAt: Moment,
    acceptance: PlanAcceptance.nullable(),
    rows: z.array(PlannedActivity),
  })
  .meta({ id: 'Plan' });
export type Plan = z.output<typeof Plan>;

/** What is said when a plan is made: from when it holds, and which rows are planned once for each technology group in scope. */
export const PlanDraft = z.strictObject({
  start: Day.optional(),
  eachGroup: z.array(RowNumber).max(100).default([]),
  /** Rows that are not planned. */
  without: z.array(RowNumber).max(100).default([]),
});
export type PlanDraft = z.output<typeof PlanDraft>;
