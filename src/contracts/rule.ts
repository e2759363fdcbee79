import { z } from 'zod';
import { refusal, Refused, type RefusalKind } from '../core/refusal.ts';

/** A rule of what can be sold: the refusal that says it, and where the service guide does; null for a rule of the product's own. */
export interface Rule extends RefusalKind {
  readonly section: string | null;
}

export const rule = (
  code: string,
  section: string | null,
  title: string,
  status: RefusalKind['status'] = 422,
): Rule => ({
  ...refusal(
    status,
    `contract.${code}`,
    section === null ? title : `${title} Service guide, section ${section}.`,
  ),
  section,
});

/** Every rule a contract or a supplement can break, in the order in which they are told. */
export const rules = {
  termReversed: rule('term-reversed', null, 'A contract ends after it starts.'),
  overlap: rule('overlap', null, 'A client has one contract at a time.', 409),
  numberTaken: rule('number-taken', null, 'Another contract has this number.', 409),
  unknownCalendar: rule('unknown-calendar', null, 'There is no such calendar of business hours.'),
  noPriceBook: rule(
    'no-price-book',
    null,
    'A contract is sold from a price book that is in force on the day it starts.',
  ),
  otherCurrency: rule('other-currency', null, 'A contract has the currency of its price book.'),
  amountUnfit: rule('amount-unfit', null, 'An amount has no more decimals than its currency.'),
  notEligible: rule(
    'not-eligible',
    '2',
    'Client Service Management is for clients with an active Managed Services or Help Desk service.',
  ),
  oneBase: rule('one-base', '6', 'A contract has exactly one base package.'),
  supplementWithoutBase: rule('supplement-without-base', '2.1', 'Supplemental hours need a base package.'),
  notSold: rule('package-not-sold', '6', 'The price book sells no such package.'),
  belowMinimum: rule('base-below-minimum', '6', 'A base package has at least its minimum of hours a month.'),
  offStep: rule('base-off-step', '6', 'The hours of a base package rise in whole steps.'),
  noGroup: rule(
    'no-technology-group',
    '6',
    'A standard package has at least one technology group, each with a CSE.',
  ),
  unknownGroup: rule(
    'unknown-technology-group',
    '2.1',
    'This is not one of the technology groups of the provider.',
  ),
  tooManyGroups: rule(
    'too-many-technology-groups',
    '6',
    'A tier that is for a single technology is not sold where several are in scope.',
  ),
  tooManyDevices: rule('too-many-devices', '6', 'A tier is not sold for more devices than it supports.'),
  offLot: rule('supplement-off-lot', '2.1', 'Supplemental hours are sold in whole lots.'),
  notCoTermed: rule('not-co-termed', '2.1', 'A supplement ends with its contract.'),
  outsideTerm: rule('supplement-outside-term', '2.1', 'A supplement begins within the term of its contract.'),
  orderedAhead: rule('ordered-ahead', null, 'An order is recorded once it was placed, not before.'),
  noticeTooShort: rule('notice-too-short', '2.1', 'Supplemental hours need advance notice.'),
  notAcknowledged: rule(
    'availability-not-acknowledged',
    '2.1',
    'Supplemental hours need the acknowledgement of the supervisor that people are available.',
  ),
} as const satisfies Readonly<Record<string, Rule>>;

/** A rule that an order breaks: where in it, and what to do in this case. */
export interface Breach {
  readonly rule: Rule;
  readonly path: string;
  readonly message: string;
}

/** A rule that a draft breaks: its code, where the service guide says it, where in the draft, and what to do. */
export const BrokenRule = z
  .object({ code: z.string(), section: z.string().nullable(), path: z.string(), message: z.string() })
  .meta({ id: 'BrokenRule' });

/** A breach as it is told. */
export const brokenRule = ({
  rule: { code, section },
  path,
  message,
}: Breach): z.output<typeof BrokenRule> => ({ code, section, path, message });

/** Refuses an order by the first rule it breaks; every other stands among the faults with its own code. Nothing broken is nothing refused. */
export function requireUnbroken(breaches: readonly Breach[]): void {
  const [first] = breaches;
  if (!first) return;
  const faults = breaches.map(({ rule, path, message }) => ({ path, message, code: rule.code }));
  throw new Refused(first.rule, breaches.map(({ message }) => message).join(' '), {}, faults);
}
