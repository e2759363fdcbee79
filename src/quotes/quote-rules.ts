import { feeTogether, isPriced, priced, termsOf } from '../contracts/contract-draft.ts';
import { groupsInScope } from '../contracts/contract.ts';
import {
  breachesOfOrder,
  eligibilityBreaches,
  termBreaches,
  tierBreaches,
  type Offer,
} from '../contracts/eligibility.ts';
import type { Breach, Rule } from '../contracts/rule.ts';
import { tierOf } from '../contracts/tier.ts';
import { refusal } from '../core/refusal.ts';
import { feesOfTerm } from './quote-fees.ts';
import type { QuoteOption } from './quote.ts';

const own = (code: string, title: string): Rule => ({
  ...refusal(422, `quote.${code}`, title),
  section: null,
});

/** The rules of quotes beside those of what can be sold. */
export const quoteRules = {
  untilPassed: own('until-passed', 'A quote can be accepted today at least.'),
  untilAfterStart: own('until-after-start', 'A quote ends on the first day of what it offers at the latest.'),
  optionTwice: own('option-twice', 'Options are told apart by their names.'),
} as const satisfies Readonly<Record<string, Rule>>;

/** An option as it is offered, with all that it is judged by. */
export interface OfferedOption {
  readonly name: string;
  readonly words: string;
  readonly offer: Offer;
}

/**
 * An option as it would be ordered on the last day of the quote, by somebody who may say that people are available: notice counts from
 * then, and the supervisor's word is asked for when the quote is sent.
 * Example: hours from 1 December with 7 days of notice can be offered until 24 November.
 */
export const onLastDay = (offer: Offer, validUntil: string): Offer => ({
  ...offer,
  order: { ...offer.order, orderedOn: validUntil },
  today: validUntil,
  isSupervisor: true,
});

/** What stands against a quote as a whole, on a day of the client's time zone; its options are judged by themselves. */
export function breachesOfQuote(
  { validUntil, options }: { readonly validUntil: string; readonly options: readonly OfferedOption[] },
  today: string,
): Breach[] {
  const breaches: Breach[] = [];
  if (validUntil < today)
    breaches.push({
      rule: quoteRules.untilPassed,
      path: '/validUntil',
      message: `Today is ${today}, so the quote cannot end on ${validUntil}.`,
    });
  for (const [index, { name, offer }] of options.entries()) {
    const { start } = offer.order;
    if (validUntil > start)
      breaches.push({
        rule: quoteRules.untilAfterStart,
        path: '/validUntil',
        message: `${name} begins on ${start}, so the quote ends on that day at the latest.`,
      });
    if (options.findIndex((other) => other.name.toLowerCase() === name.toLowerCase()) < index)
      breaches.push({
        rule: quoteRules.optionTwice,
        path: `/options/${index}/name`,
        message: `There are two options called ${name}.`,
      });
  }
  return breaches;
}

/** Every rule that a quote and its options break, each with its path in the draft; none means that it can be offered. */
export const allBreaches = (
  quote: { readonly validUntil: string; readonly options: readonly OfferedOption[] },
  today: string,
): Breach[] => [
  ...breachesOfQuote(quote, today),
  ...quote.options.flatMap(({ offer }, index) =>
    breachesOfOrder(offer).map((breach) => ({
      ...breach,
      path: `/options/${index}/contract${breach.path}`,
    })),
  ),
];

/**
 * What may stand against an option by the day it is accepted although nothing did when it was sent: another contract, another number, no
 * service any more, more devices. Its prices, hours and notice rest on a book that never changes and on a last day that has not passed.
 * Example: 20 hours were offered for 240 devices, and there are 250 → `contract.too-many-devices`.
 */
export function breachesSince(offer: Omit<Offer, 'book'>, { tier, packages }: QuoteOption): Breach[] {
  const { order, client, services } = offer;
  const base = packages.find(({ kind }) => kind === 'base');
  const groups = groupsInScope(packages).length;
  const tiers = tier ? [tier] : [];
  return [
    ...termBreaches(offer),
    ...eligibilityBreaches(services, order.start, '/start'),
    ...(base ? tierBreaches({ tiers }, base.hoursPerMonth, groups, client.deviceCount, '/packages') : []),
  ];
}

/** An option that breaks no rule, with its price by the book. */
export function pricedOption({ name, words, offer }: OfferedOption): QuoteOption {
  const { order, book } = offer;
  if (!book) throw new Error('an option without a price book breaks a rule');
  const { orderedOn: _orderedOn, ...contract } = order;
  const packages = order.packages.map((ordered) => priced(ordered, book, order));
  const feeMonthly = feeTogether(packages, order.currency);
  if (feeMonthly === null || !packages.every(isPriced))
    throw new Error('a package without a price breaks a rule');
  const terms = termsOf(order, book);
  const base = packages.find(({ kind }) => kind === 'base');
  return {
    name,
    words,
    contract: { ...contract, priceBook: book.id },
    terms,
    tier: base ? tierOf(book, base.hoursPerMonth) : null,
    packages,
    feeMonthly,
    ...feesOfTerm(packages, { ...order, proration: terms.proration }),
  };
}
