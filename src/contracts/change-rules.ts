import type { TechnologyGroupId } from '../clients/client.ts';
import type { PurchasedService } from '../clients/purchased-service.ts';
import { orderedBy, type ChangePartDraft } from './change-request.ts';
import { feeMax } from './contract-draft.ts';
import { groupsInScope, ratesFor, type Contract } from './contract.ts';
import {
  aheadBreaches,
  baseBreaches,
  eligibilityBreaches,
  groupBreaches,
  tierBreaches,
  unfit,
} from './eligibility.ts';
import { groupsOf, type Package } from './package.ts';
import type { PriceBook } from './price-book.ts';
import { rule, rules, type Breach } from './rule.ts';
import { breachesOfSupplement, changeDayOf, isSupplement } from './supplement.ts';
import { hourlyMax } from './terms.ts';

/** What only a change of a running contract can break. */
export const changeRules = {
  changesNothing: rule('change-nothing', null, 'A change request changes something.'),
  twice: rule('change-twice', null, 'A change request changes each thing once.'),
  unknownPackage: rule(
    'change-unknown-package',
    null,
    'A fee is changed of a package that ends with the contract.',
  ),
  outsideTerm: rule('change-outside-term', null, 'A change begins within the term of its contract.'),
  closedMonth: rule('change-in-closed-month', null, 'A change begins after the months that are closed.', 409),
  outOfOrder: rule(
    'change-out-of-order',
    null,
    'Changes of one thing take effect in the order in which they were agreed.',
    409,
  ),
  withinMonth: rule(
    'change-within-month',
    null,
    'Where months in part count whole, packages change on the first of a month.',
  ),
  endPassed: rule('end-passed', null, 'A contract ends today at the earliest, and after it begins.'),
} as const;

/** What is changed about a contract, from when. */
export interface ChangeOrder {
  readonly parts: readonly ChangePartDraft[];
  readonly effectiveDay: string;
  readonly orderedOn: string;
}

/** A change with all that it is judged by. */
export interface ChangeOffer {
  readonly contract: Contract;
  readonly order: ChangeOrder;
  readonly deviceCount: number;
  readonly services: readonly Pick<PurchasedService, 'kind' | 'from' | 'to'>[];
  /** The book the contract was sold from. */
  readonly book: PriceBook;
  /** The provider's. */
  readonly technologyGroups: readonly TechnologyGroupId[];
  /** The client's other contracts. */
  readonly others: readonly Pick<Contract, 'number' | 'start' | 'end'>[];
  /** The first day after the closed months of the contract; null before the first. */
  readonly openFrom: string | null;
  /** The local date of the contract's time zone. */
  readonly today: string;
}

/**
 * The day a change takes effect unless another is named: for an end alone, the earlier of the two ends; else the day the price book says.
 * Example: ordered on 24 November with 7 days of notice → 1 December; an extension of a contract that ends on 1 January → 1 January.
 */
export function effectiveDayOf(
  { parts, orderedOn }: Pick<ChangeOrder, 'parts' | 'orderedOn'>,
  { end }: Pick<Contract, 'end'>,
  book: Pick<PriceBook, 'changeDay' | 'noticeDays'>,
  today: string,
): string {
  const moved = parts.find((part) => part.kind === 'end')?.end;
  if (moved !== undefined && parts.every(({ kind }) => kind === 'end')) return moved < end ? moved : end;
  return changeDayOf(book, orderedOn, today);
}

/**
 * Every rule that a change breaks: first those of its place in the contract, then those of what it sells, part by part. That availability
 * is acknowledged is asked when the provider agrees. Source: service guide, sections 2, 2.1 and 6.
 * Example: 25 hours for a base package in steps of 10 → `contract.base-off-step` at `/parts/0/hoursPerMonth`.
 */
export function breachesOfChange(offer: ChangeOffer): Breach[] {
  const { order, contract, openFrom, today } = offer;
  return [
    ...aheadBreaches(order.orderedOn, today),
    ...breachesOfStructure(contract, order),
    ...closedBreaches(order, contract, openFrom),
    ...order.parts.flatMap((part, index) => partBreaches(part, offer, `/parts/${index}`)),
    ...groupTierBreaches(offer),
  ];
}

/** Every rule that a change breaks by its place in the contract as it stands, whoever sold it: asked again when it is agreed. */
export function breachesOfStructure(contract: Contract, order: ChangeOrder): Breach[] {
  const { parts, effectiveDay } = order;
  return [
    ...twiceBreaches(parts),
    ...termBreaches(contract, order),
    ...parts.flatMap((part, index) => {
      const path = `/parts/${index}`;
      return [
        ...nothingBreaches(part, contract, effectiveDay, path),
        ...orderBreaches(part, contract, effectiveDay, path),
      ];
    }),
  ];
}

function twiceBreaches(parts: readonly ChangePartDraft[]): Breach[] {
  const seen = new Set<string>();
  return parts.flatMap((part, index) => {
    if (part.kind === 'supplement' || part.kind === 'scope') return [];
    const what = part.kind === 'fee' ? part.package : part.kind;
    if (!seen.has(what)) {
      seen.add(what);
      return [];
    }
    const message = 'The same is changed by a part before. Say it once.';
    return [{ rule: changeRules.twice, path: `/parts/${index}`, message }];
  });
}

function termBreaches(contract: Contract, { parts, effectiveDay }: ChangeOrder): Breach[] {
  const { start } = contract;
  const end = parts.find((part) => part.kind === 'end')?.end ?? contract.end;
  if (parts.every(({ kind }) => kind === 'end')) return [];
  const breaches: Breach[] = [];
  if (effectiveDay < start || effectiveDay >= end) {
    const message = `The contract runs from ${start} to ${end}, so a change cannot begin on ${effectiveDay}.`;
    breaches.push({ rule: changeRules.outsideTerm, path: '/effectiveDay', message });
  }
  const isWhole = contract.proration === 'whole-month' && !effectiveDay.endsWith('-01');
  if (isWhole && parts.some(({ kind }) => kind === 'base' || kind === 'fee')) {
    const message = `Months in part count whole in this contract: ${effectiveDay} would bill two packages for one month.`;
    breaches.push({ rule: changeRules.withinMonth, path: '/effectiveDay', message });
  }
  return breaches;
}

/** The package that a part puts another in place of. */
const replacedBy = (part: ChangePartDraft, { packages }: Contract): Package | undefined =>
  packages.find(
    ({ id, kind, endedBy }) =>
      endedBy === null &&
      (part.kind === 'base' ? kind === 'base' : part.kind === 'fee' && id === part.package),
  );

function nothingBreaches(
  part: ChangePartDraft,
  contract: Contract,
  effectiveDay: string,
  path: string,
): Breach[] {
  const nothing = (message: string): Breach[] => [{ rule: changeRules.changesNothing, path, message }];
  if (part.kind === 'end' && part.end === contract.end)
    return nothing(`The contract ends on ${part.end} already.`);
  if (part.kind === 'rates') {
    const now = ratesFor(contract, effectiveDay);
    const isSame = Object.entries(part.rates).every(
      ([name, rate]) =>
        rate === undefined || Object.entries(now).some(([is, held]) => is === name && held === rate),
    );
    return isSame ? nothing('The contract has these rates already.') : [];
  }
  const before = replacedBy(part, contract);
  if (part.kind === 'fee') {
    if (!before) {
      const message = 'This package is not in the contract, or another takes its place already.';
      return [{ rule: changeRules.unknownPackage, path: `${path}/package`, message }];
    }
    return before.feeMonthly === part.feeMonthly ? nothing(`Its fee is ${part.feeMonthly} already.`) : [];
  }
  if (part.kind !== 'base' || !before) return [];
  const isSame =
    before.scope === part.scope &&
    before.hoursPerMonth === part.hoursPerMonth &&
    (part.feeMonthly === undefined || part.feeMonthly === before.feeMonthly) &&
    [...before.technologyGroups].sort().join() === [...part.technologyGroups].sort().join();
  return isSame ? nothing('The base package is like that already.') : [];
}

function orderBreaches(
  part: ChangePartDraft,
  contract: Contract,
  effectiveDay: string,
  path: string,
): Breach[] {
  const tooEarly = (from: string): Breach[] => [
    {
      rule: changeRules.outOfOrder,
      path: part.kind === 'rates' || part.kind === 'base' ? '/effectiveDay' : path,
      message: `A change agreed already takes effect on ${from}. Let this one begin ${part.kind === 'rates' ? 'later' : 'then or later'}.`,
    },
  ];
  const before = replacedBy(part, contract);
  if (before && before.from > effectiveDay) return tooEarly(before.from);
  const last = contract.laterRates.at(-1);
  return part.kind === 'rates' && last && last.from >= effectiveDay ? tooEarly(last.from) : [];
}

/** An end moves the days between the two ends; every other change all days from the effective one on. */
function closedBreaches(
  { parts, effectiveDay }: ChangeOrder,
  contract: Contract,
  openFrom: string | null,
): Breach[] {
  if (openFrom === null) return [];
  return parts.flatMap((part, index) => {
    const first = part.kind === 'end' ? (part.end < contract.end ? part.end : contract.end) : effectiveDay;
    if (first >= openFrom || part.kind === 'scope') return [];
    const path = part.kind === 'end' ? `/parts/${index}/end` : '/effectiveDay';
    const message = `Months are closed up to ${openFrom}, so nothing changes on ${first}.`;
    return [{ rule: changeRules.closedMonth, path, message }];
  });
}

function partBreaches(part: ChangePartDraft, offer: ChangeOffer, path: string): Breach[] {
  const { contract, order, services, book } = offer;
  switch (part.kind) {
    case 'base':
    case 'supplement': {
      const ordered = orderedBy(part, order.effectiveDay);
      const sold = isSupplement(ordered)
        ? breachesOfSupplement(ordered, { ...contract, ...offer, ...order, isSupervisor: true }, path)
        : [
            ...groupBreaches(ordered, offer, path),
            ...baseBreaches(ordered, book, groupsAfter(offer).length, offer.deviceCount, path),
          ];
      return [
        ...unfit(part.feeMonthly, contract, feeMax, `${path}/feeMonthly`),
        ...eligibilityBreaches(services, order.effectiveDay, '/effectiveDay'),
        // What is added begins with the change.
        ...sold
          .filter((breach) => breach.rule.code !== rules.outsideTerm.code)
          .map((breach) => ({ ...breach, path: inChange(breach.path, path) })),
      ];
    }
    case 'fee':
      return unfit(part.feeMonthly, contract, feeMax, `${path}/feeMonthly`);
    case 'rates':
      return Object.entries(part.rates).flatMap(([name, rate]) =>
        unfit(rate, contract, hourlyMax, `${path}/rates/${name}`),
      );
    case 'end':
      return endBreaches(part.end, offer, `${path}/end`);
    default:
      return [];
  }
}

const inChange = (path: string, part: string): string => {
  if (path === `${part}/from`) return '/effectiveDay';
  return path === `${part}/technologyGroup` ? `${part}/technologyGroups` : path;
};

function endBreaches(
  end: string,
  { contract, today, others, services }: ChangeOffer,
  path: string,
): Breach[] {
  const { start } = contract;
  const breaches: Breach[] = [];
  if (end < contract.end && (end < today || end <= start)) {
    const message = `Today is ${today} and the contract begins on ${start}, so it cannot end on ${end}.`;
    breaches.push({ rule: changeRules.endPassed, path, message });
  }
  if (end <= contract.end) return breaches;
  for (const other of others)
    if (other.start < end && contract.end < other.end)
      breaches.push({
        rule: rules.overlap,
        path,
        message: `Contract ${other.number} runs from ${other.start} to ${other.end}. End on the day it starts.`,
      });
  return [...breaches, ...eligibilityBreaches(services, contract.end, path)];
}

/** The technology groups in scope once the change has taken effect. */
const groupsAfter = ({
  contract,
  order,
}: Pick<ChangeOffer, 'contract' | 'order'>): readonly TechnologyGroupId[] => {
  const isReplaced = order.parts.some(({ kind }) => kind === 'base');
  return groupsInScope([
    ...contract.packages.filter(({ endedBy, kind }) => endedBy === null && !(isReplaced && kind === 'base')),
    ...order.parts.flatMap((part) =>
      part.kind === 'base' || part.kind === 'supplement'
        ? [{ technologyGroups: [...groupsOf(orderedBy(part, order.effectiveDay))] }]
        : [],
    ),
  ]);
};

/** A supplement for a further technology asks for a tier that is for so many, where the base package stays. Devices it adds none. */
function groupTierBreaches(offer: ChangeOffer): Breach[] {
  const { contract, order, book } = offer;
  const base = contract.packages.find(({ kind, endedBy }) => kind === 'base' && endedBy === null);
  const at = order.parts.findIndex((part) => part.kind === 'supplement' && part.scope === 'cse');
  if (!base || at < 0 || order.parts.some(({ kind }) => kind === 'base')) return [];
  return tierBreaches(
    book,
    base.hoursPerMonth,
    groupsAfter(offer).length,
    0,
    `/parts/${at}/technologyGroups`,
  );
}
