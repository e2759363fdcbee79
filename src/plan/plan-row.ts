import { z } from 'zod';
import { TechnologyGroupId } from '../clients/client.ts';
import { serviceKinds, type PurchasedService, type ServiceKind } from '../clients/purchased-service.ts';
import { packagesOn, type Contract } from '../contracts/contract.ts';
import { dateOf, day, dayFrom, formatDay } from '../core/day.ts';
import { idOf, type Id } from '../core/id.ts';
import { halfUp } from '../core/ratio.ts';
import { Day } from '../core/shape.ts';
import { PersonId } from '../people/person.ts';
import { securityGroup } from '../team/coverage.ts';
import { holdsOn, type Designation } from '../team/designation.ts';
import { businessDays, Cadence, daysOf } from './cadence.ts';
import { RowNumber, type CatalogueActivity } from './catalogue.ts';
import { owners } from './owner.ts';
import { triggerNames } from './trigger.ts';

export type PlanRowId = Id<'plan-row'>;
export const PlanRowId = idOf('plan-row');

const planned = {
  row: RowNumber,
  owner: z.enum(owners),
  /** For a CSE of one group alone; null for the CSEs of the client together. */
  technologyGroup: TechnologyGroupId.nullable().default(null),
  /** Who does it; null for whoever is designated on the day. */
  personId: PersonId.nullable().default(null),
  cadence: Cadence.nullable().default(null),
  businessDay: z.enum(businessDays).default('stay'),
  trigger: z.enum(triggerNames).nullable().default(null),
  timesAYear: z.int().min(0).max(366).default(0),
  /** The estimate for one time. */
  minutes: z.int().min(0).max(6000),
};

/** How an activity is planned. */
export const PlanRowDraft = z
  .strictObject(planned)
  .refine(({ cadence, trigger }) => cadence === null || trigger === null, {
    path: ['trigger'],
    message: 'it comes by a cadence or answers to a trigger, not both',
  })
  .refine(({ trigger, timesAYear }) => trigger !== null || timesAYear === 0, {
    path: ['timesAYear'],
    message: 'only what answers to a trigger is assumed to come so often',
  })
  .refine(({ owner, technologyGroup }) => owner === 'cse' || technologyGroup === null, {
    path: ['technologyGroup'],
    message: 'only CSEs work in technology groups',
  })
  .refine(({ owner, personId }) => owner !== 'client' || personId === null, {
    path: ['personId'],
    message: 'the client says itself who does its duties',
  });
export type PlanRowDraft = z.output<typeof PlanRowDraft>;

/** A row of a plan with what it rests on: on the days [from, to), and what must be there for it. */
export const PlanRow = z
  .object({
    ...planned,
    id: PlanRowId,
    personName: z.string().nullable(),
    needs: z.enum(serviceKinds).nullable(),
    needsGroup: TechnologyGroupId.nullable(),
    from: Day,
    to: Day.nullable(),
    follows: PlanRowId.nullable(),
    addedBy: idOf('change-request').nullable(),
    endedBy: idOf('change-request').nullable(),
  })
  .meta({ id: 'PlanRow' });
export type PlanRow = z.output<typeof PlanRow>;

/** What a row must have to be worked. */
export type Preconditions = Pick<PlanRow, 'needs' | 'needsGroup'>;

export const preconditionsOf = ({
  needs,
  securityCse,
}: Pick<CatalogueActivity, 'needs' | 'securityCse'>): Preconditions => ({
  needs,
  needsGroup: securityCse ? securityGroup : null,
});

/**
 * The rows that apply to a contract on a day, as the catalogue has them: those of the CSDM and the client always, those of a CSE where a
 * package has CSE time, in the order of the catalogue. A row of two owners is planned for each. A row is planned once for the CSEs together;
 * those of security for the CSE of security; and the rows in `eachGroup` once for every technology group in scope.
 * Source: service guide, sections 2.1 (CSDM-only packages) and 3.
 * Example: a CSDM-only contract → no row of a CSE; row 2 on a standard one → for the CSDM, and for the CSEs.
 */
export function rowsFor(
  contract: Pick<Contract, 'packages'>,
  on: string,
  activities: readonly CatalogueActivity[],
  knownGroups: readonly TechnologyGroupId[],
  eachGroup: readonly number[] = [],
): (PlanRowDraft & Preconditions)[] {
  const packages = packagesOn(contract, on);
  const hasCse = packages.some(({ scope }) => scope === 'standard' || scope === 'cse');
  const inScope = [...new Set(packages.flatMap(({ technologyGroups }) => technologyGroups))];
  return activities.flatMap((activity) => {
    const { row, cadence, businessDay, trigger, timesAYear, minutes } = activity;
    const common = {
      row,
      personId: null,
      cadence,
      businessDay,
      trigger,
      timesAYear,
      minutes,
      ...preconditionsOf(activity),
    };
    return activity.owners
      .filter((owner) => owner !== 'cse' || hasCse)
      .flatMap((owner) =>
        groupsFor(owner === 'cse' ? activity : null, inScope, knownGroups, eachGroup).map(
          (technologyGroup) => ({
            ...common,
            owner,
            technologyGroup,
          }),
        ),
      );
  });
}

/** The technology groups that a CSE's row is planned for; null is all of them together. */
function groupsFor(
  activity: CatalogueActivity | null,
  inScope: readonly TechnologyGroupId[],
  knownGroups: readonly TechnologyGroupId[],
  eachGroup: readonly number[],
): readonly (TechnologyGroupId | null)[] {
  if (activity?.securityCse) return [knownGroups.includes(securityGroup) ? securityGroup : null];
  return activity && eachGroup.includes(activity.row) && inScope.length > 0 ? inScope : [null];
}

/**
 * Why a row cannot be worked on a day: its service is not bought, or nobody is designated CSE of its technology group, deputies apart; null
 * where it can. What is blocked is never done. Source: service guide, section 3 (security rows).
 * Example: row 47 for a client without managed security → "Managed security is not bought."
 */
export function blockedBecause(
  { needs, needsGroup }: Preconditions,
  services: readonly Pick<PurchasedService, 'kind' | 'from' | 'to'>[],
  designations: readonly Pick<Designation, 'role' | 'technologyGroup' | 'deputy' | 'from' | 'to'>[],
  on: string,
): string | null {
  if (needs !== null && !services.some((service) => service.kind === needs && holdsOn(service, on)))
    return `${capital(serviceNames[needs])} is not bought.`;
  const isStaffed = designations.some(
    (one) => one.role === 'cse' && one.technologyGroup === needsGroup && !one.deputy && holdsOn(one, on),
  );
  return needsGroup === null || isStaffed ? null : `Nobody is designated CSE of ${needsGroup}.`;
}

/** The services as they stand within a sentence. */
export const serviceNames: Readonly<Record<ServiceKind, string>> = {
  'managed-services': 'managed services',
  'help-desk': 'the help desk',
  'managed-security': 'managed security',
  'vulnerability-scanner': 'the vulnerability scanner',
  'security-awareness-training': 'security awareness training',
};

const capital = (words: string): string => words.slice(0, 1).toUpperCase() + words.slice(1);

/** How often the trigger of a row came, and over how many days that was counted. */
export interface Happened {
  readonly times: number;
  readonly days: number;
}

/** Before so many days, what is assumed of a trigger tells more than what happened. */
const daysTelling = 90;

/**
 * What a row takes in a month, in minutes, rounded half up: its estimate times how often it comes in the year from a day on, by twelve. For
 * a trigger that is what happened, once it was counted over 90 days, else what is assumed.
 * Example: weekly at 60 minutes → 260 (52 times a year); a trigger 12 times a year at 45 minutes → 45, or 90 where it came 6 times in 91 days.
 */
export function minutesMonthly(
  row: Pick<PlanRow, 'cadence' | 'timesAYear' | 'minutes' | 'from'>,
  on: string,
  happened: Happened | null = null,
): number {
  if (row.cadence !== null)
    return halfUp(row.minutes, daysOf(row.cadence, row.from, on, yearAfter(on)).length, 12);
  if (happened && happened.days >= daysTelling)
    return halfUp(row.minutes * happened.times, 365, happened.days * 12);
  return halfUp(row.minutes, row.timesAYear, 12);
}

/** The same date a year later. Example: 2028-02-29 → 2029-02-28. */
export function yearAfter(on: string): string {
  const { year, month, dayOfMonth } = dateOf(dayFrom(on));
  const leap = month === 2 && dayOfMonth === 29 ? 1 : 0;
  return formatDay(
    day(dayFrom(`${year + 1}-${on.slice(5, 7)}-${String(dayOfMonth - leap).padStart(2, '0')}`)),
  );
}

type Key = Pick<PlanRowDraft, 'row' | 'owner' | 'technologyGroup'>;

/** Whether two are about the same activity of the same owner, so that one can take the place of the other. */
export const sameActivity = (a: Key, b: Key): boolean =>
  a.row === b.row && a.owner === b.owner && a.technologyGroup === b.technologyGroup;
