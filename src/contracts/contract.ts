import { z } from 'zod';
import { CalendarId } from '../calendars/business-week.ts';
import type { TechnologyGroupId } from '../clients/client.ts';
import { idOf, type Id } from '../core/id.ts';
import { Currency, Day, TimeZone } from '../core/shape.ts';
import { ClientId } from '../people/person.ts';
import { Package, type Scope } from './package.ts';
import { PriceBookId } from './price-book.ts';
import { Terms } from './terms.ts';

export type ContractId = Id<'contract'>;
export const ContractId = idOf('contract');

/**
 * The agreement with a client for the term [start, end), local days of its time zone: what was bought, and how it is rated and
 * invoiced. Packages stand in contract order: the base first, then the supplements as they were ordered.
 */
export const Contract = z
  .object({
    id: ContractId,
    clientId: ClientId,
    number: z.string(),
    priceBookId: PriceBookId,
    calendarId: CalendarId,
    currency: Currency,
    timeZone: TimeZone,
    start: Day,
    end: Day,
    ...Terms.shape,
    packages: z.array(Package),
  })
  .meta({ id: 'Contract' });
export type Contract = z.output<typeof Contract>;

/**
 * The technology groups that a contract's packages are for, in their order, each once. Each needs a CSE on the team.
 * Source: service guide, section 2 ("multiple technology groups will require multiple CSEs").
 * Example: a standard base for network with a supplement for security → network, security.
 */
export const groupsInScope = (
  packages: readonly Pick<Package, 'technologyGroups'>[],
): readonly TechnologyGroupId[] => [...new Set(packages.flatMap((bought) => bought.technologyGroups))];

/** Whose work draws on a package: a standard base takes CSDM and CSE time, every other package that of one role. */
const rolesOf: Readonly<Record<Scope, readonly ('csdm' | 'cse')[]>> = {
  'csdm-only': ['csdm'],
  standard: ['csdm', 'cse'],
  csdm: ['csdm'],
  cse: ['cse'],
};

/**
 * The `contract` of a rating scenario: terms and pools as plain data, money as decimals, days as text. A pool's id is its package's.
 * Source: service guide, sections 2.1, 2.2 and 5.
 * Example: a standard base of 20 hours for network → `{ id: …, kind: 'base', roles: ['csdm', 'cse'], technologyGroups: ['network'],
 * hoursPerMonth: 20, monthlyFee: '3300.00', from: …, to: … }`.
 */
export const ratingTerms = (contract: Contract) => ({
  start: contract.start,
  end: contract.end,
  proration: contract.proration,
  roundingIncrement: contract.roundingIncrement,
  afterHours: contract.afterHours,
  rates: contract.rates,
  pools: contract.packages.map((bought) => ({
    id: bought.id,
    kind: bought.kind,
    roles: rolesOf[bought.scope],
    technologyGroups: bought.technologyGroups,
    hoursPerMonth: bought.hoursPerMonth,
    monthlyFee: bought.feeMonthly,
    from: bought.from,
    to: bought.to,
  })),
});
