import type { TechnologyGroupId } from '../clients/client.ts';
import type { Id } from '../core/id.ts';
import { minorOf, sum, type Money } from '../core/money.ts';
import type { ChangePartDraft } from './change-request.ts';
import { breachesOfChange, effectiveDayOf, type ChangeOffer } from './change-rules.ts';
import { changed, changeOf } from './changed-contract.ts';
import { groupsInScope, type Contract } from './contract.ts';
import type { Package } from './package.ts';
import { fewestSold, soldAs, type SoldPackage } from './price-book.ts';
import { pricedPart } from './priced-part.ts';
import type { Breach } from './rule.ts';
import { limitsExceeded } from './tier.ts';

/** A contract with all that a change of it would be judged by. */
export type Changeable = Omit<ChangeOffer, 'order'>;

/** What a contract could have instead of its packages, by a change of hours. */
export interface Alternative {
  readonly parts: readonly ChangePartDraft[];
  readonly effectiveDay: string;
  /** The packages that would hold once it has taken effect. */
  readonly packages: readonly Package[];
  /** Every rule that the change would break; none where it can be drafted as it is. */
  readonly breaches: readonly Breach[];
}

/** How far one looks, and how new things are called. */
export interface Reach {
  /** More hours a month than are of use, of all packages together. */
  readonly hours: number;
  /** The client's. */
  readonly technologyGroups: readonly TechnologyGroupId[];
  readonly newId: <Kind extends string>() => Id<Kind>;
}

/**
 * Every other package that a change made today could give a contract, the least dear first: each number of base hours that the book sells
 * up to one step beyond what is of use, for every technology of the client, and a supplement on top.
 *
 * A supplement is thought of only where base hours do not serve as well: where it is less dear by the hour, comes in smaller lots, or is
 * for work that the base package does not take. What supplements the contract has, it keeps: a change takes none away.
 * Source: service guide, sections 2.1 and 6. Example: 30 hours by the guide's book, 38 of use → 20, 40 and 50 hours; of several
 * technologies, 20 hours break the rule of Bronze.
 */
export function alternativesTo(offer: Changeable, reach: Reach): Alternative[] {
  const { contract, book, deviceCount } = offer;
  const current = contract.packages.filter(({ endedBy }) => endedBy === null);
  const base = current.find(({ kind }) => kind === 'base');
  const sold = base && soldAs(book, base.scope, null);
  if (!base || !sold || (base.scope !== 'standard' && base.scope !== 'csdm-only')) return [];
  const { scope } = base;
  const further = scope === 'standard' ? reach.technologyGroups : [];
  const technologyGroups = [...new Set([...base.technologyGroups, ...further])];
  const inScope = groupsInScope([...current, { technologyGroups }]);
  const tier = book.tiers.find((one) => limitsExceeded(one, inScope.length, deviceCount).length === 0);
  const most = Math.max(reach.hours, tier?.fromHours ?? 0, base.hoursPerMonth + sold.lotHours);
  const bases = steps(sold, most).map((hoursPerMonth) => ({
    kind: 'base' as const,
    scope,
    technologyGroups,
    hoursPerMonth,
  }));
  const supplements = supplementsBeside(sold, offer, inScope, reach.hours);
  const changes: ChangePartDraft[][] = [
    ...bases.flatMap((one) => [[one], ...supplements.map((supplement) => [one, supplement])]),
    ...supplements.map((supplement) => [supplement]),
  ];
  return changes
    .filter(([part]) => part?.kind !== 'base' || part.hoursPerMonth !== base.hoursPerMonth)
    .flatMap((parts) => alternative(offer, parts, reach) ?? [])
    .toSorted((a, b) => feeOf(a.packages, contract) - feeOf(b.packages, contract));
}

/** Fees a month of packages together, in minor units. */
export const feeOf = (
  packages: readonly Pick<Package, 'feeMonthly'>[],
  { currency }: Pick<Contract, 'currency'>,
): Money => sum(packages.map(({ feeMonthly }) => minorOf(feeMonthly, currency)));

/** Hours a month of packages together. */
export const hoursOf = (packages: readonly Pick<Package, 'hoursPerMonth'>[]): number =>
  packages.reduce((total, { hoursPerMonth }) => total + hoursPerMonth, 0);

type Sold = Pick<SoldPackage, 'scope' | 'technologyGroup' | 'minimumHours' | 'lotHours' | 'feePerHour'>;

/** The hours in which a package is sold, up to the fewest that are so many or more. */
function steps(sold: Sold, hours: number): number[] {
  const { minimumHours, lotHours } = sold;
  const count = (fewestSold(sold, hours) - minimumHours) / lotHours + 1;
  return Array.from({ length: count }, (_, nth) => minimumHours + nth * lotHours);
}

function supplementsBeside(
  base: Sold,
  { book }: Changeable,
  inScope: readonly TechnologyGroupId[],
  hours: number,
): (ChangePartDraft & { kind: 'supplement' })[] {
  const isOfUse = (sold: Sold): boolean =>
    Number(sold.feePerHour) < Number(base.feePerHour) ||
    sold.lotHours < base.lotHours ||
    (sold.scope === 'cse' && base.scope === 'csdm-only');
  return [null, ...inScope].flatMap((group) => {
    const scope = group === null ? ('csdm' as const) : ('cse' as const);
    const sold = soldAs(book, scope, group);
    if (!sold || !isOfUse(sold)) return [];
    return steps(sold, hours).map((hoursPerMonth) => ({
      kind: 'supplement' as const,
      scope,
      technologyGroups: group === null ? [] : [group],
      hoursPerMonth,
    }));
  });
}

/** A change with what it makes of the contract and the rules it breaks; null where the book does not sell it. */
function alternative(
  offer: Changeable,
  parts: readonly ChangePartDraft[],
  { newId }: Pick<Reach, 'newId'>,
): Alternative | null {
  const { contract, book, today } = offer;
  const effectiveDay = effectiveDayOf({ parts, orderedOn: today }, contract, book, today);
  const order = { parts, effectiveDay, orderedOn: today };
  const priced = parts.flatMap((part) => pricedPart(part, effectiveDay, book, contract) ?? []);
  if (priced.length < parts.length) return null;
  const change = changeOf(contract, { ...order, parts: priced, id: newId(), consents: [] }, newId);
  return {
    parts,
    effectiveDay,
    packages: changed(contract, change).packages.filter(({ endedBy }) => endedBy === null),
    breaches: breachesOfChange({ ...offer, order }),
  };
}
