import { z } from 'zod';
import { TechnologyGroupId } from '../clients/client.ts';
import { idOf, type Id } from '../core/id.ts';
import { refusal } from '../core/refusal.ts';
import { Amount, Day, Moment } from '../core/shape.ts';
import { ClientId, PersonId } from '../people/person.ts';
import { ContractId } from './contract.ts';
import { hoursMax, Package, PackageId, type PackageDraft } from './package.ts';
import { Terms } from './terms.ts';

export type ChangeRequestId = Id<'change-request'>;
export const ChangeRequestId = idOf('change-request');

export const notProposed = refusal(
  409,
  'change-request.not-proposed',
  'A change is agreed to or declined once it was proposed to the client.',
);
export const changeEnded = refusal(
  409,
  'change-request.ended',
  'This change request was agreed, declined or withdrawn already.',
);
export const notYoursToAgree = refusal(
  403,
  'change-request.not-yours',
  'A client’s executives say yes or no for it. For the provider the supervisor agrees to hours, scope and term, finance to rates and fees, the administrator to both.',
);

const Group = z.array(TechnologyGroupId).max(20).default([]);
const Words = z.string().trim().min(1, 'say what is altered').max(2000);
const Rates = z.strictObject(Terms.shape.rates.partial().shape);

/** A base package in place of the one before. */
const BaseDraft = z.strictObject({
  kind: z.literal('base'),
  scope: z.enum(['csdm-only', 'standard']),
  technologyGroups: Group,
  hoursPerMonth: z.int().min(0).max(hoursMax),
  /** Agreed with the client; calculated from the price book unless given. */
  feeMonthly: Amount.optional(),
});
/** More hours of the CSDM, or of a CSE of the one technology group that is named. */
const SupplementDraft = z.strictObject({
  kind: z.literal('supplement'),
  scope: z.enum(['csdm', 'cse']),
  technologyGroups: Group,
  hoursPerMonth: z.int().min(0).max(hoursMax),
  feeMonthly: Amount.optional(),
});
const FeePart = z.strictObject({ kind: z.literal('fee'), package: PackageId, feeMonthly: Amount });
/** Rates that are left out stay as they are. */
const RatesPart = z.strictObject({ kind: z.literal('rates'), rates: Rates });
/**
 * What becomes of a row of the service plan from the effective day on: it is planned so, or it ends. Which rows there are is for plans to
 * check, where such a change is drafted.
 */
export const PlannedChange = z
  .strictObject({
    row: z.int().min(1).max(999),
    owner: z.enum(['csdm', 'cse', 'client']),
    technologyGroup: TechnologyGroupId.nullable(),
    ends: z.boolean(),
    personId: PersonId.nullable(),
    cadence: z.string().max(200).nullable(),
    businessDay: z.enum(['stay', 'earlier', 'later']),
    trigger: z.string().max(60).nullable(),
    timesAYear: z.int().min(0).max(366),
    minutes: z.int().min(0).max(6000),
  })
  .meta({ id: 'PlannedChange' });
export type PlannedChange = z.output<typeof PlannedChange>;

/** A task or an activity that is altered, in words; and what that makes of a row of the plan, where it is about one. */
const ScopePart = z.strictObject({
  kind: z.literal('scope'),
  words: Words,
  activity: PlannedChange.optional(),
});
/** The first day without the contract: a later one extends it with all its packages, an earlier one ends it. */
const EndPart = z.strictObject({ kind: z.literal('end'), end: Day });

export const ChangePartDraft = z
  .discriminatedUnion('kind', [BaseDraft, SupplementDraft, FeePart, RatesPart, ScopePart, EndPart])
  .refine(
    (part) => part.kind !== 'supplement' || part.technologyGroups.length === (part.scope === 'cse' ? 1 : 0),
    {
      path: ['technologyGroups'],
      message: 'CSE hours are for one technology group, CSDM hours for none',
    },
  )
  .refine((part) => part.kind !== 'base' || part.scope === 'standard' || part.technologyGroups.length === 0, {
    path: ['technologyGroups'],
    message: 'a CSDM-only package is for no technology group',
  })
  .refine((part) => part.kind !== 'rates' || Object.values(part.rates).some((rate) => rate !== undefined), {
    path: ['rates'],
    message: 'name at least one rate',
  });
export type ChangePartDraft = z.output<typeof ChangePartDraft>;

/** What somebody wants changed about a contract, and why. */
export const ChangeDraft = z.strictObject({
  reason: z.string().trim().min(1, 'say why').max(1000),
  /** The first local day on which the contract is as changed; the day the price book says unless given, for an end the day it moves. */
  effectiveDay: Day.optional(),
  /** The day the client asked for it, from which notice counts; today unless said. */
  orderedOn: Day.optional(),
  parts: z.array(ChangePartDraft).min(1, 'change at least one thing').max(20),
});
export type ChangeDraft = z.output<typeof ChangeDraft>;

const priced = {
  feeMonthly: Amount,
  feeAgreed: z.boolean(),
  tier: Package.shape.tier,
};

/** A part with its price, as it was when the change was drafted. */
export const ChangePart = z
  .discriminatedUnion('kind', [
    z.object({ ...BaseDraft.shape, ...priced }),
    z.object({ ...SupplementDraft.shape, ...priced }),
    FeePart,
    RatesPart,
    ScopePart,
    EndPart,
  ])
  .meta({ id: 'ChangePart' });
export type ChangePart = z.output<typeof ChangePart>;

const by = { by: PersonId, byName: z.string(), at: Moment };
export const sides = ['client', 'provider'] as const;
export type Side = (typeof sides)[number];

/** That a side agrees. */
export const ChangeConsent = z.object({
  side: z.enum(sides),
  ...by,
  /** How the client agreed, where somebody of the provider recorded it; null where it did so itself. */
  note: z.string().nullable(),
  availabilityAcknowledged: z.boolean(),
});
export type ChangeConsent = z.output<typeof ChangeConsent>;

const changeStates = ['drafted', 'proposed', 'agreed', 'declined', 'withdrawn'] as const;

/** A change request: what it changes, who did what with it, and how it stands. */
export const ChangeRequest = z
  .object({
    id: ChangeRequestId,
    clientId: ClientId,
    contractId: ContractId,
    state: z.enum(changeStates),
    reason: z.string(),
    effectiveDay: Day,
    orderedOn: Day,
    parts: z.array(ChangePart),
    drafted: z.object(by),
    proposed: z.object(by).nullable(),
    consents: z.array(ChangeConsent),
    /** Agreed by both sides, which makes a version of the contract, or declined or withdrawn for a reason. */
    outcome: z
      .object({
        kind: z.enum(['agreed', 'declined', 'withdrawn']),
        ...by,
        reason: z.string().nullable(),
        version: z.int().nullable(),
        /** The contract's end before and by this version. */
        endBefore: Day.nullable(),
        end: Day.nullable(),
      })
      .nullable(),
  })
  .meta({ id: 'ChangeRequest' });
export type ChangeRequest = z.output<typeof ChangeRequest>;

/** Whether a change is one of money alone, hours, scope and term apart: whose consent the provider's side needs. */
export const needsFinance = (parts: readonly Pick<ChangePart, 'kind'>[]): boolean =>
  parts.some(({ kind }) => kind === 'rates' || kind === 'fee');
export const needsSupervisor = (parts: readonly Pick<ChangePart, 'kind'>[]): boolean =>
  parts.some(({ kind }) => kind !== 'rates' && kind !== 'fee');

/** A base package or a supplement of a change, as it is ordered with a contract. */
export function orderedBy(
  part: Extract<ChangePartDraft, { kind: 'base' | 'supplement' }>,
  effectiveDay: string,
): PackageDraft {
  const { hoursPerMonth, feeMonthly, technologyGroups } = part;
  const bought = { hoursPerMonth, feeMonthly };
  if (part.kind === 'base')
    return part.scope === 'standard'
      ? { scope: part.scope, technologyGroups, ...bought }
      : { scope: part.scope, ...bought };
  const supplement = { ...bought, from: effectiveDay, availabilityAcknowledged: true };
  const [technologyGroup] = technologyGroups;
  return part.scope === 'cse' && technologyGroup !== undefined
    ? { scope: 'cse', technologyGroup, ...supplement }
    : { scope: 'csdm', ...supplement };
}
