import { z } from 'zod';
import { TechnologyGroupId } from '../clients/client.ts';
import type { PurchasedService, ServiceKind } from '../clients/purchased-service.ts';
import { groupsInScope, packagesOn, type Contract } from '../contracts/contract.ts';
import { holdsOn, samePlace, type Designation } from './designation.ts';

/** The technology group whose CSE the security rows of a service plan need. */
export const securityGroup = TechnologyGroupId.parse('security');

/** What a team lacks on a day. */
export const TeamGap = z
  .discriminatedUnion('kind', [
    z.object({ kind: z.literal('no-csdm') }),
    z.object({ kind: z.literal('no-cse'), technologyGroup: TechnologyGroupId }),
  ])
  .meta({ id: 'TeamGap' });
export type TeamGap = z.output<typeof TeamGap>;

/**
 * What a client's team lacks on a local day: a CSDM, and a CSE for each technology group in scope, in the order the groups are given.
 * A deputy stands in for somebody and fills no place. With a package of CSDM time alone, no group is in scope.
 * Source: service guide, section 1 (every client has a CSDM) and section 2 (a CSE for each technology).
 * Example: groups network and security, Ines CSDM, Marek CSE of network → `[{ kind: 'no-cse', technologyGroup: 'security' }]`.
 */
export function teamGaps(
  technologyGroups: readonly TechnologyGroupId[],
  designations: readonly Pick<Designation, 'role' | 'technologyGroup' | 'deputy' | 'from' | 'to'>[],
  day: string,
): TeamGap[] {
  const named = designations.filter((designation) => !designation.deputy && holdsOn(designation, day));
  const gaps: TeamGap[] = named.some(({ role }) => role === 'csdm') ? [] : [{ kind: 'no-csdm' }];
  for (const technologyGroup of new Set(technologyGroups)) {
    if (!named.some((cse) => cse.role === 'cse' && cse.technologyGroup === technologyGroup))
      gaps.push({ kind: 'no-cse', technologyGroup });
  }
  return gaps;
}

const securityServices: readonly ServiceKind[] = [
  'managed-security',
  'vulnerability-scanner',
  'security-awareness-training',
];

/**
 * The technology groups that need a CSE on a day: those in scope, and security where a security service is bought, because its rows
 * are then on the service plan. Source: service guide, section 3 (security rows).
 * Example: network in scope and managed security bought → network and security.
 */
export const groupsToStaff = (
  inScope: readonly TechnologyGroupId[],
  services: readonly Pick<PurchasedService, 'kind' | 'from' | 'to'>[],
  day: string,
): TechnologyGroupId[] => {
  const secured = services.some(
    (service) => securityServices.includes(service.kind) && holdsOn(service, day),
  );
  return [...new Set(secured ? [...inScope, securityGroup] : inScope)];
};

/** A contract as far as it says whom it needs. */
export type Staffed = Pick<Contract, 'start' | 'end'> & {
  readonly packages: readonly Pick<Contract['packages'][number], 'technologyGroups' | 'from' | 'to'>[];
};

/**
 * The technology groups of the packages that a client's contracts have on a local day, or null where no contract runs then: whom it needs
 * is known from what it buys. Source: service guide, section 2 ("multiple technology groups will require multiple CSEs").
 * Example: standard for network until 16 November, with security from then on: network on the 15th, network and security on the 16th. A
 * contract of CSDM time alone: none.
 */
export function groupsContracted(contracts: readonly Staffed[], day: string): TechnologyGroupId[] | null {
  const running = contracts.filter(({ start, end }) => start <= day && day < end);
  if (running.length === 0) return null;
  return [...groupsInScope(running.flatMap((contract) => packagesOn(contract, day)))];
}

/**
 * Whether ending a designation on a day leaves a place that a contract needs on that day without anybody: then it takes a reason. `team` is
 * without the designation that ends; deputies fill no place. A designation that ends by then anyway leaves nothing, and without a contract
 * that runs on the day no place is needed.
 * Example: Marek is the only CSE of network, and Lakeside has network until 2027-07-01: ending him on 2026-12-01 leaves it without.
 */
export function leavesWithout(
  contracts: readonly Staffed[],
  services: readonly Pick<PurchasedService, 'kind' | 'from' | 'to'>[],
  team: readonly Pick<Designation, 'role' | 'technologyGroup' | 'deputy' | 'from' | 'to'>[],
  ended: Pick<Designation, 'role' | 'technologyGroup' | 'deputy' | 'to'>,
  day: string,
): boolean {
  if (ended.deputy || (ended.to !== null && ended.to <= day)) return false;
  const contracted = groupsContracted(contracts, day);
  if (contracted === null) return false;
  const isNeeded =
    ended.role === 'csdm' ||
    groupsToStaff(contracted, services, day).some((group) => group === ended.technologyGroup);
  return isNeeded && !team.some((other) => !other.deputy && samePlace(other, ended) && holdsOn(other, day));
}
