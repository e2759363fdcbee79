import { z } from 'zod';
import { CalendarId } from '../calendars/business-week.ts';
import type { Client } from '../clients/client.ts';
import { amountOf, minorOf, sum } from '../core/money.ts';
import { Currency, Day, TimeZone } from '../core/shape.ts';
import { todayIn } from '../core/zone.ts';
import { groupsOf, kindOf, Package, PackageDraft } from './package.ts';
import { PriceBookId, soldAs, type PriceBook } from './price-book.ts';
import { chargeable, Terms } from './terms.ts';
import { tierOf } from './tier.ts';

/** The years in which months are counted. */
const TermDay = Day.refine(
  (day) => day >= '1900-01-01' && day < '3000-01-01',
  'a contract lies in the years 1900 to 2999',
);

/** A contract as it is ordered. What is left out comes from the client and from the price book; what is said was agreed. */
export const ContractDraft = z.strictObject({
  /** The client's code and the first day unless said, as in `LAKE-2026-01-01`. */
  number: z.string().trim().min(1).max(40).optional(),
  start: TermDay,
  end: TermDay,
  /** The client's unless said. */
  currency: Currency.optional(),
  /** The client's unless said; months and days are counted in it. */
  timeZone: TimeZone.optional(),
  calendar: CalendarId,
  /** The book in force on the first day unless said. */
  priceBook: PriceBookId.optional(),
  proration: Terms.shape.proration.optional(),
  roundingIncrement: Terms.shape.roundingIncrement.optional(),
  afterHours: Terms.shape.afterHours.optional(),
  invoiceTiming: Terms.shape.invoiceTiming.optional(),
  rates: z.strictObject(Terms.shape.rates.partial().shape).optional(),
  /** The day the client asked for the supplements, from which notice counts; today unless said. */
  orderedOn: Day.optional(),
  packages: z.array(PackageDraft).max(50),
});
export type ContractDraft = z.output<typeof ContractDraft>;

/** A draft with nothing left open but what the price book says. */
export interface Order extends Omit<ContractDraft, 'number' | 'currency' | 'timeZone' | 'orderedOn'> {
  readonly number: string;
  readonly currency: string;
  readonly timeZone: string;
  readonly orderedOn: string;
}

/**
 * The draft with what the client says: its currency, its time zone, a number of its code, and today there as the day of the order.
 * Example: Lakeside's contract from 2026-01-01 gets the number `LAKE-2026-01-01`.
 */
export function orderOf(
  draft: ContractDraft,
  client: Pick<Client, 'code' | 'currency' | 'timeZone'>,
  now: Temporal.Instant,
): Order {
  const timeZone = draft.timeZone ?? client.timeZone;
  return {
    ...draft,
    number: draft.number ?? `${client.code}-${draft.start}`,
    currency: draft.currency ?? client.currency,
    timeZone,
    orderedOn: draft.orderedOn ?? todayIn(timeZone, now),
  };
}

/** A package with its price; null where the book does not sell it and no fee was agreed. */
export const QuotedPackage = Package.pick({
  kind: true,
  scope: true,
  technologyGroups: true,
  hoursPerMonth: true,
  feeAgreed: true,
  tier: true,
  from: true,
  to: true,
}).extend({ feeMonthly: Package.shape.feeMonthly.nullable() });
export type QuotedPackage = z.output<typeof QuotedPackage>;

type SoldFrom = Pick<PriceBook, 'currency' | 'packages' | 'tiers'>;

/**
 * What a package comes to: the agreed fee, or hours a month × the book's fee for an hour, in minor units and so without rounding;
 * its tier; its days, which are the term's unless said.
 * Source: service guide, section 6. Example: 30 hours at 165.00 are 4,950.00 a month.
 */
export function priced(
  ordered: PackageDraft,
  book: SoldFrom,
  term: { readonly currency: string; readonly start: string; readonly end: string },
): QuotedPackage {
  const kind = kindOf(ordered.scope);
  const supplement = ordered.scope === 'csdm' || ordered.scope === 'cse' ? ordered : null;
  return {
    kind,
    scope: ordered.scope,
    technologyGroups: [...groupsOf(ordered)],
    hoursPerMonth: ordered.hoursPerMonth,
    feeMonthly: feeOf(ordered, book, term.currency),
    feeAgreed: ordered.feeMonthly !== undefined,
    tier: kind === 'base' ? (tierOf(book, ordered.hoursPerMonth)?.name ?? null) : null,
    from: supplement?.from ?? term.start,
    to: supplement?.to ?? term.end,
  };
}

/** More than any package costs a month, so that the fees of a contract together stay exact. */
export const feeMax = 100_000_000_000_000;

function feeOf(ordered: PackageDraft, book: SoldFrom, currency: string): string | null {
  if (ordered.feeMonthly !== undefined) {
    const agreed = chargeable(ordered.feeMonthly, currency, feeMax);
    return agreed === null ? null : amountOf(agreed, currency);
  }
  const sold = soldAs(book, ordered.scope, ordered.scope === 'cse' ? ordered.technologyGroup : null);
  if (!sold || book.currency !== currency) return null;
  return amountOf(minorOf(sold.feePerHour, currency) * ordered.hoursPerMonth, currency);
}

export type PricedPackage = QuotedPackage & { readonly feeMonthly: string };

/** Whether a package has a price; one that breaks no rule has. */
export const isPriced = (quoted: QuotedPackage): quoted is PricedPackage => quoted.feeMonthly !== null;

/** The fees of a whole month together, or null where one is not known. */
export function feeTogether(packages: readonly QuotedPackage[], currency: string): string | null {
  if (!packages.every(isPriced)) return null;
  return amountOf(sum(packages.map(({ feeMonthly }) => minorOf(feeMonthly, currency))), currency);
}

type Agreed = Pick<ContractDraft, keyof Terms>;

/**
 * The terms of rating and invoicing: what the draft agrees on, else what the book says.
 * Example: a draft with `rates: { overage: '160.00' }` keeps the book's other rates.
 */
export const termsOf = (draft: Agreed, book: Terms): Terms => ({
  proration: draft.proration ?? book.proration,
  roundingIncrement: draft.roundingIncrement ?? book.roundingIncrement,
  afterHours: draft.afterHours ?? book.afterHours,
  invoiceTiming: draft.invoiceTiming ?? book.invoiceTiming,
  rates: {
    overage: draft.rates?.overage ?? book.rates.overage,
    afterHours: draft.rates?.afterHours ?? book.rates.afterHours,
    afterHoursSurcharge: draft.rates?.afterHoursSurcharge ?? book.rates.afterHoursSurcharge,
    incremental: draft.rates?.incremental ?? book.rates.incremental,
  },
});
