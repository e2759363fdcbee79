import { z } from 'zod';
import { TechnologyGroupId } from '../clients/client.ts';
import { idOf, type Id } from '../core/id.ts';
import { Amount, Day, Moment } from '../core/shape.ts';
import { PersonId } from '../people/person.ts';

export type PackageId = Id<'package'>;
export const PackageId = idOf('package');

/**
 * What a package is for. Base packages: `csdm-only`, or `standard` with one CSDM and one or more CSEs. Supplements: more hours of the
 * CSDM, or of a CSE of one technology group. Service guide, sections 2.1 and 6.
 */
export const scopes = ['csdm-only', 'standard', 'csdm', 'cse'] as const;
export type Scope = (typeof scopes)[number];

/** What a package is for, in words. */
export const scopeWords: Readonly<Record<Scope, string>> = {
  'csdm-only': 'CSDM only',
  standard: 'CSDM and CSE',
  csdm: 'CSDM',
  cse: 'CSE',
};

export const packageKinds = ['base', 'supplemental'] as const;
export type PackageKind = (typeof packageKinds)[number];

/** Example: `standard` is a base package, `cse` a supplemental one. */
export const kindOf = (scope: Scope): PackageKind =>
  scope === 'csdm-only' || scope === 'standard' ? 'base' : 'supplemental';

/** More hours a month than anybody can be sold, so that every fee stays exact. */
export const hoursMax = 10_000;

/** Hours a month as a price book has them. */
export const Hours = z.int().min(1, 'hours are whole and above zero').max(hoursMax);

const bought = {
  hoursPerMonth: z.int().min(0).max(hoursMax),
  /** Agreed with the client; calculated from the price book unless given. */
  feeMonthly: Amount.optional(),
};
const supplement = {
  ...bought,
  /** The contract's first day unless said, for a supplement added later the day the price book says. */
  from: Day.optional(),
  /** A supplement ends with its contract; another day is refused. */
  to: Day.optional(),
  /** Said by the supervisor who places the order: there are people for these hours. */
  availabilityAcknowledged: z.boolean().default(false),
};

const CsdmSupplement = z.strictObject({ scope: z.literal('csdm'), ...supplement });
const CseSupplement = z.strictObject({
  scope: z.literal('cse'),
  technologyGroup: TechnologyGroupId,
  ...supplement,
});

/** A package as it is ordered with a contract. */
export const PackageDraft = z.discriminatedUnion('scope', [
  z.strictObject({ scope: z.literal('csdm-only'), ...bought }),
  z.strictObject({
    scope: z.literal('standard'),
    technologyGroups: z.array(TechnologyGroupId).max(20),
    ...bought,
  }),
  CsdmSupplement,
  CseSupplement,
]);
export type PackageDraft = z.output<typeof PackageDraft>;

const order = {
  /** The day the client asked for it, from which notice counts; today unless said. */
  orderedOn: Day.optional(),
};

/** A supplemental package as it is ordered for a contract that runs. */
export const SupplementDraft = z.discriminatedUnion('scope', [
  CsdmSupplement.extend(order),
  CseSupplement.extend(order),
]);
export type SupplementDraft = z.output<typeof SupplementDraft>;

/** What was bought: hours a month, for a fee a month in the contract's currency, on the local days [from, to). */
export const Package = z
  .object({
    id: PackageId,
    kind: z.enum(packageKinds),
    scope: z.enum(scopes),
    technologyGroups: z.array(TechnologyGroupId),
    hoursPerMonth: z.int(),
    feeMonthly: Amount,
    /** Whether the fee was agreed instead of calculated from the price book. */
    feeAgreed: z.boolean(),
    /** What the price book called a base package of these hours; null for a supplement. */
    tier: z.string().nullable(),
    from: Day,
    to: Day,
    /** For a supplement: when it was ordered, and who acknowledged availability when. */
    orderedOn: Day.nullable(),
    acknowledgedBy: PersonId.nullable(),
    acknowledgedAt: Moment.nullable(),
    /** The package whose place it took by a change of the contract. */
    follows: PackageId.nullable(),
    /** The change request that added it; null where the contract was signed with it. */
    addedBy: idOf('change-request').nullable(),
    /** The change request that ended it; null where it ends with the contract. */
    endedBy: idOf('change-request').nullable(),
  })
  .meta({ id: 'Package' });
export type Package = z.output<typeof Package>;

/** The technology groups a package is for: those of a standard base, the one of a CSE supplement, none for CSDM time. */
export const groupsOf = (ordered: PackageDraft): readonly TechnologyGroupId[] => {
  if (ordered.scope === 'standard') return [...new Set(ordered.technologyGroups)];
  return ordered.scope === 'cse' ? [ordered.technologyGroup] : [];
};
