import { z } from 'zod';
import { CalendarId } from '../calendars/business-week.ts';
import type { TechnologyGroupId } from '../clients/client.ts';
import { idOf, type Id } from '../core/id.ts';
import { Currency, Day, TimeZone } from '../core/shape.ts';
import { ClientId } from '../people/person.ts';
import { Package, type Scope } from './package.ts';
import { PriceBookId } from './price-book.ts';
import { Rates, Terms } from './terms.ts';

export type ContractId = Id<'contract'>;
export const ContractId = idOf('contract');

/**
 * The agreement with a client for the term [start, end), local days of its time zone: what was bought, and how it is rated and
 * invoiced. Packages stand in contract order: the base first, then the supplements as they were ordered, then what changes added. One
 * that a change took back before it began holds on no day: its end is its beginning.
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
    /** Rates that hold from a day on instead, by day. */
    laterRates: z.array(z.object({ from: Day, rates: Rates })),
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

/**
 * The packages that hold on a local day, in contract order.
 * Example: a base that another replaces on 16 November holds on the 15th, the other from the 16th on.
 */
export const packagesOn = <Bought extends Pick<Package, 'from' | 'to'>>(
  { packages }: { readonly packages: readonly Bought[] },
  day: string,
): readonly Bought[] => packages.filter(({ from, to }) => from <= day && day < to);

/** The rates for the work of a local day. Example: from 16 November 190.00; work of the 15th is at the rate the contract was signed with. */
export const ratesFor = ({ rates, laterRates }: Pick<Contract, 'rates' | 'laterRates'>, day: string): Rates =>
  laterRates.findLast(({ from }) => from <= day)?.rates ?? rates;

/** Whose work draws on a package: a standard base takes CSDM and CSE time, every other package that of one role. */
const rolesOf: Readonly<Record<Scope, readonly ('csdm' | 'cse')[]>> = {
  'csdm-only': ['csdm'],
  standard: ['csdm', 'cse'],
  csdm: ['csdm'],
  cse: ['cse'],
};

/**
 * The `contract` of the rating scenario of the month [from, next): terms and pools as plain data, money as decimals, days as text. A
 * pool's id is its package's. `to` is the day up to which fees are billed with the month: `next`, or a month later in advance.
 *
 * What changes of the contract ended by then or began after it is left out, so that a month in which nothing changes is a scenario as
 * anybody may write one. A month that spans a change has a pool for each package and `laterRates`. What was begun before the month counts
 * as begun on its first day: it is taken by the package that then holds, and billed at the rates of that day.
 * Source: service guide, sections 2.1, 2.2 and 5.
 * Example: a standard base of 20 hours for network → `{ id: …, kind: 'base', roles: ['csdm', 'cse'], technologyGroups: ['network'],
 * hoursPerMonth: 20, monthlyFee: '3300.00', from: …, to: … }`.
 */
export function ratingTerms(contract: Contract, { from, next, to }: RatedDays) {
  const laterRates = contract.laterRates.filter((later) => later.from > from && later.from < next);
  const isChanged = ({ follows, endedBy }: Package): boolean => follows !== null || endedBy !== null;
  return {
    start: contract.start,
    end: contract.end,
    proration: contract.proration,
    roundingIncrement: contract.roundingIncrement,
    afterHours: contract.afterHours,
    rates: ratesFor(contract, from),
    ...(laterRates.length === 0 ? {} : { laterRates }),
    pools: contract.packages
      .filter((bought) => bought.from < bought.to)
      .filter((bought) => !isChanged(bought) || (bought.from < to && bought.to > from))
      .map((bought) => ({
        id: bought.id,
        kind: bought.kind,
        roles: rolesOf[bought.scope],
        technologyGroups: bought.technologyGroups,
        hoursPerMonth: bought.hoursPerMonth,
        monthlyFee: bought.feeMonthly,
        from: bought.from === from ? firstDayOf(bought, contract.packages) : bought.from,
        to: bought.to,
      })),
  };
}

/** The days of a month, [from, next), and up to where fees are billed with it. */
export interface RatedDays {
  readonly from: string;
  readonly next: string;
  readonly to: string;
}

/** The first day of a package or of the one whose place it took, and so on. */
function firstDayOf(bought: Package, packages: readonly Package[]): string {
  const before = packages.find(({ id }) => id === bought.follows);
  return before ? firstDayOf(before, packages) : bought.from;
}
