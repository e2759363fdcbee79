import { eligibleOn, type PurchasedService } from '../clients/purchased-service.ts';
import type { Client, TechnologyGroupId } from '../clients/client.ts';
import { feeMax, type Order } from './contract-draft.ts';
import { groupsInScope, type Contract } from './contract.ts';
import { groupsOf, type PackageDraft } from './package.ts';
import { isSold, soldAs, type PriceBook } from './price-book.ts';
import { rules, type Breach } from './rule.ts';
import { breachesOfSupplement, isSupplement, unknownGroup, type Supplement } from './supplement.ts';
import { chargeable, hourlyMax } from './terms.ts';
import { limitsExceeded, tierOf } from './tier.ts';

/** An order with all that it is judged by. */
export interface Offer {
  readonly order: Order;
  readonly client: Pick<Client, 'deviceCount'>;
  readonly services: readonly Pick<PurchasedService, 'kind' | 'from' | 'to'>[];
  /** The book that was named, or the one in force; null where there is none. */
  readonly book: PriceBook | null;
  /** The provider's. */
  readonly technologyGroups: readonly TechnologyGroupId[];
  /** The client's other contracts. */
  readonly contracts: readonly Pick<Contract, 'number' | 'start' | 'end'>[];
  readonly calendarKnown: boolean;
  readonly numberTaken: boolean;
  /** The local date of the order's time zone. */
  readonly today: string;
  /** Whether who places the order may acknowledge availability. */
  readonly isSupervisor: boolean;
}

/**
 * Every rule that an order for a contract breaks, in this order: term, book, amounts, eligibility, packages.
 * None means that it can be sold. Without a book, what depends on it is not judged.
 *
 * Technology groups in scope are those of all packages together: a supplement for a second technology makes Bronze unavailable.
 * Source: service guide, sections 2, 2.1 and 6.
 * Example: a standard base of 20 hours for network and security → `contract.too-many-technology-groups` at `/packages/0/hoursPerMonth`.
 */
export function breachesOfOrder(offer: Offer): Breach[] {
  return [
    ...termBreaches(offer),
    ...bookBreaches(offer),
    ...amountBreaches(offer),
    ...eligibilityBreaches(offer.services, offer.order.start, '/start'),
    ...packageBreaches(offer),
  ];
}

/** What stands against the term, the number and the calendar of an order. */
export function termBreaches({
  order,
  contracts,
  calendarKnown,
  numberTaken,
}: Omit<Offer, 'book'>): Breach[] {
  const { start, end, number } = order;
  const breaches: Breach[] = [];
  if (end <= start)
    breaches.push({
      rule: rules.termReversed,
      path: '/end',
      message: `The contract starts on ${start}, so it ends on a later day: the first without it.`,
    });
  for (const other of contracts)
    if (other.start < end && start < other.end)
      breaches.push({
        rule: rules.overlap,
        path: '/start',
        message: `Contract ${other.number} runs from ${other.start} to ${other.end}. Start on the day it ends.`,
      });
  if (numberTaken)
    breaches.push({
      rule: rules.numberTaken,
      path: '/number',
      message: `There is a contract ${number}. Choose another number.`,
    });
  if (!calendarKnown)
    breaches.push({
      rule: rules.unknownCalendar,
      path: '/calendar',
      message: 'Choose one of the calendars of business hours.',
    });
  return breaches;
}

function bookBreaches({ order, book }: Offer): Breach[] {
  const breaches: Breach[] = [];
  const { currency, start } = order;
  if (!book)
    breaches.push({
      rule: rules.noPriceBook,
      path: order.priceBook === undefined ? '/start' : '/priceBook',
      message: `No price book in ${currency} is in force on ${start}. Publish one, or start later.`,
    });
  if (book && book.from > start)
    breaches.push({
      rule: rules.noPriceBook,
      path: '/priceBook',
      message: `The price book ${book.name} begins on ${book.from}, after the contract starts on ${start}.`,
    });
  if (book && book.currency !== currency)
    breaches.push({
      rule: rules.otherCurrency,
      path: '/currency',
      message: `The price book ${book.name} is in ${book.currency}, the contract in ${currency}.`,
    });
  return breaches;
}

function amountBreaches({ order }: Offer): Breach[] {
  const rates = Object.entries(order.rates ?? {}).map(([name, rate]) =>
    unfit(rate, order, hourlyMax, `/rates/${name}`),
  );
  const fees = order.packages.map(({ feeMonthly }, i) =>
    unfit(feeMonthly, order, feeMax, `/packages/${i}/feeMonthly`),
  );
  return [...rates, ...fees].flat();
}

/** An agreed amount that its currency cannot be charged in. */
export const unfit = (
  amount: string | undefined,
  { currency }: { currency: string },
  max: number,
  path: string,
): Breach[] =>
  amount === undefined || chargeable(amount, currency, max) !== null
    ? []
    : [{ rule: rules.amountUnfit, path, message: `${amount} cannot be charged in ${currency}.` }];

export function eligibilityBreaches(services: Offer['services'], day: string, path: string): Breach[] {
  if (eligibleOn(services, day)) return [];
  const message = `The client has no active Managed Services or Help Desk service on ${day}.`;
  return [{ rule: rules.notEligible, path, message }];
}

function packageBreaches(offer: Offer): Breach[] {
  const { order, book } = offer;
  const terms = { ...order, ...offer };
  const groups = groupsInScope(
    order.packages.map((ordered) => ({ technologyGroups: [...groupsOf(ordered)] })),
  );
  return [
    ...compositionBreaches(order),
    ...aheadBreaches(order.orderedOn, offer.today),
    ...order.packages.flatMap((ordered, i) => {
      const path = `/packages/${i}`;
      if (isSupplement(ordered)) return breachesOfSupplement(ordered, terms, path);
      return [
        ...groupBreaches(ordered, offer, path),
        ...(book ? baseBreaches(ordered, book, groups.length, offer.client.deviceCount, path) : []),
      ];
    }),
  ];
}

function compositionBreaches({ packages }: Order): Breach[] {
  const bases = packages.filter((ordered) => !isSupplement(ordered)).length;
  if (bases === 1) return [];
  const rule = bases === 0 && packages.length > 0 ? rules.supplementWithoutBase : rules.oneBase;
  const message = `There are ${bases} base packages. Choose one, csdm-only or standard.`;
  return [{ rule, path: '/packages', message }];
}

export function aheadBreaches(orderedOn: string, today: string): Breach[] {
  if (orderedOn <= today) return [];
  const message = `Today is ${today}, so nothing was ordered on ${orderedOn} yet.`;
  return [{ rule: rules.orderedAhead, path: '/orderedOn', message }];
}

export function groupBreaches(
  base: PackageDraft,
  { technologyGroups }: Pick<Offer, 'technologyGroups'>,
  path: string,
): Breach[] {
  if (base.scope !== 'standard') return [];
  if (base.technologyGroups.length === 0) {
    const message = `Choose at least one technology group: ${technologyGroups.join(', ')}.`;
    return [{ rule: rules.noGroup, path: `${path}/technologyGroups`, message }];
  }
  return base.technologyGroups.flatMap((group, i) =>
    technologyGroups.includes(group)
      ? []
      : unknownGroup(group, technologyGroups, `${path}/technologyGroups/${i}`),
  );
}

/** `groups` are how many technologies are in scope of all packages together. */
export function baseBreaches(
  base: PackageDraft,
  book: PriceBook,
  groups: number,
  devices: number,
  path: string,
): Breach[] {
  const sold = soldAs(book, base.scope, null);
  if (!sold) {
    const message = `The price book ${book.name} sells no ${base.scope} package.`;
    return [{ rule: rules.notSold, path: `${path}/scope`, message }];
  }
  const { hoursPerMonth: hours } = base;
  const at = `${path}/hoursPerMonth`;
  if (hours < sold.minimumHours) {
    const message = `A ${base.scope} package has at least ${sold.minimumHours} hours a month, so not ${hours}.`;
    return [{ rule: rules.belowMinimum, path: at, message }];
  }
  const breaches = tierBreaches(book, hours, groups, devices, at);
  if (!isSold(sold, hours)) {
    const message = `From ${sold.minimumHours} hours the package rises in steps of ${sold.lotHours}, so not ${hours}.`;
    breaches.unshift({ rule: rules.offStep, path: at, message });
  }
  return breaches;
}

/** The limits of the tier of so many hours that are exceeded, and the first tier without such a limit in the way. */
export function tierBreaches(
  book: Pick<PriceBook, 'tiers'>,
  hours: number,
  technologyGroups: number,
  devices: number,
  path: string,
): Breach[] {
  const tier = tierOf(book, hours);
  if (!tier) return [];
  const fitting = book.tiers.find((other) => limitsExceeded(other, technologyGroups, devices).length === 0);
  const way = fitting ? ` Choose ${fitting.name}, from ${fitting.fromHours} hours.` : '';
  return limitsExceeded(tier, technologyGroups, devices).map(({ because, text }) => ({
    rule: because === 'devices' ? rules.tooManyDevices : rules.tooManyGroups,
    path,
    message: `${text}${way}`,
  }));
}

/** A supplement ordered for a contract that runs, with all that it is judged by. */
export interface Addition {
  readonly contract: Pick<Contract, 'start' | 'end' | 'currency' | 'packages'>;
  readonly supplement: Supplement & { readonly from: string };
  readonly orderedOn: string;
  readonly services: Offer['services'];
  /** The book the contract was sold from. */
  readonly book: PriceBook;
  readonly technologyGroups: readonly TechnologyGroupId[];
  /** The local date of the contract's time zone. */
  readonly today: string;
  readonly isSupervisor: boolean;
}

/**
 * Every rule that a supplement for a running contract breaks: those of supplements, and that the client is eligible on its first day and
 * the base package's tier is for so many technologies. Devices are not counted again: a supplement adds none.
 * Source: service guide, sections 2, 2.1 and 6.
 * Example: security hours on a Bronze contract for network → `contract.too-many-technology-groups`.
 */
export function breachesOfAddition(addition: Addition): Breach[] {
  const { contract, supplement, orderedOn, services, book, today } = addition;
  const { from, feeMonthly } = supplement;
  const current = contract.packages.filter(({ endedBy }) => endedBy === null);
  const groups = groupsInScope([...current, { technologyGroups: [...groupsOf(supplement)] }]);
  const base = current.find(({ kind }) => kind === 'base');
  return [
    ...unfit(feeMonthly, contract, feeMax, '/feeMonthly'),
    ...eligibilityBreaches(services, from, '/from'),
    ...(base ? tierBreaches(book, base.hoursPerMonth, groups.length, 0, '/technologyGroup') : []),
    ...aheadBreaches(orderedOn, today),
    ...breachesOfSupplement(supplement, { ...contract, ...addition }, ''),
  ];
}
