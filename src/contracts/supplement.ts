import type { TechnologyGroupId } from '../clients/client.ts';
import { dayFrom, dayInWords } from '../core/day.ts';
import type { PackageDraft } from './package.ts';
import { isSold, soldAs, type PriceBook } from './price-book.ts';
import { rules, type Breach } from './rule.ts';

/** A supplemental package as it is ordered. */
export type Supplement = Extract<PackageDraft, { scope: 'csdm' | 'cse' }>;

/** What a supplement is judged by. */
export interface SupplementTerms {
  /** Of its contract, [start, end). */
  readonly start: string;
  readonly end: string;
  /** Null where there is none; what depends on it is then not judged. */
  readonly book: PriceBook | null;
  /** The provider's. */
  readonly technologyGroups: readonly TechnologyGroupId[];
  readonly orderedOn: string;
  /** Whether who places the order may acknowledge availability. */
  readonly isSupervisor: boolean;
}

export const isSupplement = (ordered: PackageDraft): ordered is Supplement =>
  ordered.scope === 'csdm' || ordered.scope === 'cse';

/**
 * Every rule that a supplement breaks in itself: it is sold, in whole lots, for a technology group of the provider; it begins within the
 * term and ends with it; notice was given; the supervisor has said that people are available. `path` is where it stands in the order.
 *
 * Notice counts from the day of the order: with 7 days, what is ordered on 24 November may begin on 1 December.
 * Source: service guide, section 2.1. Example: 15 hours in lots of 10 → `contract.supplement-off-lot` at `/hoursPerMonth`.
 */
export function breachesOfSupplement(ordered: Supplement, terms: SupplementTerms, path: string): Breach[] {
  return [
    ...saleBreaches(ordered, terms, path),
    ...dayBreaches(ordered, terms, path),
    ...acknowledgementBreaches(ordered, terms, path),
  ];
}

function saleBreaches(
  ordered: Supplement,
  { book, technologyGroups }: SupplementTerms,
  path: string,
): Breach[] {
  const group = ordered.scope === 'cse' ? ordered.technologyGroup : null;
  if (group !== null && !technologyGroups.includes(group))
    return [unknownGroup(group, technologyGroups, `${path}/technologyGroup`)];
  if (!book) return [];
  const sold = soldAs(book, ordered.scope, group);
  if (!sold) {
    const message = `The price book ${book.name} sells no supplement for ${group ?? 'CSDM hours'}.`;
    return [{ rule: rules.notSold, path: `${path}/scope`, message }];
  }
  const { minimumHours, lotHours } = sold;
  if (isSold(sold, ordered.hoursPerMonth)) return [];
  const lots =
    minimumHours > lotHours ? `from ${minimumHours} hours in lots of ${lotHours}` : `in lots of ${lotHours}`;
  const message = `Supplemental hours are sold ${lots}, so not ${ordered.hoursPerMonth}.`;
  return [{ rule: rules.offLot, path: `${path}/hoursPerMonth`, message }];
}

/** A technology group that the provider does not have, and those that it has. */
export const unknownGroup = (
  group: TechnologyGroupId,
  technologyGroups: readonly TechnologyGroupId[],
  path: string,
): Breach => ({
  rule: rules.unknownGroup,
  path,
  message: `${group} is none of the technology groups: ${technologyGroups.join(', ')}.`,
});

function dayBreaches(
  { from: fromSaid, to }: Supplement,
  { start, end, book, orderedOn }: SupplementTerms,
  path: string,
): Breach[] {
  const breaches: Breach[] = [];
  const from = fromSaid ?? start;
  if (to !== undefined && to !== end) {
    const message = `The contract ends on ${end}, so a supplement cannot end on ${to}. Leave its end out.`;
    breaches.push({ rule: rules.notCoTermed, path: `${path}/to`, message });
  }
  if (start < end && (from < start || from >= end)) {
    const message = `The contract runs from ${start} to ${end}, so a supplement cannot begin on ${from}.`;
    breaches.push({ rule: rules.outsideTerm, path: `${path}/from`, message });
  }
  const earliest = book && daysLater(orderedOn, book.noticeDays);
  if (earliest !== null && from < earliest) {
    const message = `Ordered on ${orderedOn} with ${book?.noticeDays} days of notice, it may begin on ${earliest}, not on ${from}.`;
    breaches.push({ rule: rules.noticeTooShort, path: `${path}/from`, message });
  }
  return breaches;
}

function acknowledgementBreaches(
  { availabilityAcknowledged }: Supplement,
  { isSupervisor }: SupplementTerms,
  path: string,
): Breach[] {
  if (availabilityAcknowledged && isSupervisor) return [];
  const message = availabilityAcknowledged
    ? 'Only the service management supervisor can acknowledge availability. Ask them to place this order.'
    : 'Say that people are available for these hours.';
  return [{ rule: rules.notAcknowledged, path: `${path}/availabilityAcknowledged`, message }];
}

/**
 * An order in words, by the name of its technology group; null for hours of the CSDM.
 * Example: "10 h of security added, ordered on 17 August 2026".
 */
export function orderInWords(
  { hoursPerMonth }: Pick<Supplement, 'hoursPerMonth'>,
  groupName: string | null,
  orderedOn: string,
): string {
  // "Security" within a sentence is "security", "VPN" stays.
  const group = groupName?.replace(/^[A-Z](?=[a-z])/, (letter) => letter.toLowerCase()) ?? 'the CSDM';
  return `${hoursPerMonth} h of ${group} added, ordered on ${dayInWords(dayFrom(orderedOn))}`;
}

/**
 * The day a supplement begins unless another is named: the first day after today that the notice allows, or by
 * `first-of-next-month` the first beginning of a month from then on.
 * Example: ordered on 24 November with 7 days of notice → 1 December; ordered on 26 November → 1 January.
 */
export function changeDayOf(
  { changeDay, noticeDays }: Pick<PriceBook, 'changeDay' | 'noticeDays'>,
  orderedOn: string,
  today: string,
): string {
  const [tomorrow, noticed] = [daysLater(today, 1), daysLater(orderedOn, noticeDays)];
  const earliest = Temporal.PlainDate.from(tomorrow > noticed ? tomorrow : noticed);
  if (changeDay === 'earliest' || earliest.day === 1) return earliest.toString();
  return earliest.with({ day: 1 }).add({ months: 1 }).toString();
}

const daysLater = (day: string, days: number): string =>
  Temporal.PlainDate.from(day).add({ days }).toString();
