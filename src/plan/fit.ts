import { z } from 'zod';
import { TechnologyGroupId } from '../clients/client.ts';
import { packagesOn, ratesFor, type Contract } from '../contracts/contract.ts';
import { minutes } from '../core/minutes.ts';
import { amountOf, minorOf, price } from '../core/money.ts';
import { Amount, Currency } from '../core/shape.ts';
import type { ServiceRole } from '../team/designation.ts';
import { serviceRoles } from '../team/designation.ts';

const Figures = {
  /** What the plan takes in a month, in minutes; of it, what pools hold, and what goes beyond them. */
  planned: z.int(),
  covered: z.int(),
  gap: z.int(),
};

/** What the work of a role in a technology group takes against the pools; without a group it is the CSDM's, or that of the CSEs together. */
export const FitLine = z
  .object({ role: z.enum(serviceRoles), technologyGroup: TechnologyGroupId.nullable(), ...Figures })
  .meta({ id: 'FitLine' });
export type FitLine = z.output<typeof FitLine>;

/** A plan's month against the month of the pools; the gap in money is at the overage rate. */
export const Fit = z
  .object({
    ...Figures,
    /** What the pools hold in a month, and what of it the plan leaves for everything else. */
    pooled: z.int(),
    left: z.int(),
    gapAmount: Amount,
    currency: Currency,
    lines: z.array(FitLine),
  })
  .meta({ id: 'Fit' });
export type Fit = z.output<typeof Fit>;

/** Work of a month that draws on pools. */
export interface Load {
  readonly role: ServiceRole;
  readonly technologyGroup: TechnologyGroupId | null;
  readonly minutes: number;
}

/**
 * How a plan's minutes of a month fit the packages of a day. Supplements take the work of their role and technology group first, then the
 * base package what it is for. Lines stand with the CSDM first, then the CSEs by technology group, last what they do together, and are
 * covered in that order; what they do together takes from any pool with CSE time. The gap is priced once, at the overage rate of the day.
 * Source: service guide, sections 2.1 and 2.2.
 * Example: 1,300 minutes of CSDM and 600 of CSEs, a base of 20 hours and 10 more of the CSDM → 1,800 pooled, gap 100, at 175.00 an hour 291.67.
 */
export function fitOf(loads: readonly Load[], contract: Contract, on: string): Fit {
  const pools = packagesOn(contract, on)
    .toSorted((a, b) => Number(a.kind === 'base') - Number(b.kind === 'base'))
    .map(({ scope, technologyGroups, hoursPerMonth }) => ({
      scope,
      technologyGroups,
      left: hoursPerMonth * 60,
    }));
  const pooled = pools.reduce((total, { left }) => total + left, 0);
  const lines = together(loads).map((load): FitLine => {
    let open = load.minutes;
    for (const pool of pools) {
      if (!takes(pool, load)) continue;
      const drawn = Math.min(open, pool.left);
      pool.left -= drawn;
      open -= drawn;
    }
    const { role, technologyGroup, minutes: planned } = load;
    return { role, technologyGroup, planned, covered: planned - open, gap: open };
  });
  const total = (name: 'planned' | 'covered' | 'gap'): number =>
    lines.reduce((all, line) => all + line[name], 0);
  const { currency } = contract;
  const rate = minorOf(ratesFor(contract, on).overage, currency);
  return {
    planned: total('planned'),
    covered: total('covered'),
    gap: total('gap'),
    pooled,
    left: pools.reduce((all, { left }) => all + left, 0),
    gapAmount: amountOf(price(minutes(total('gap')), rate), currency),
    currency,
    lines,
  };
}

function together(loads: readonly Load[]): Load[] {
  const keyOf = ({ role, technologyGroup }: Load): string =>
    role === 'csdm' ? '0' : technologyGroup === null ? '2' : `1 ${technologyGroup}`;
  return [...Map.groupBy(loads, keyOf)]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([, [first, ...more]]) =>
      first ? [{ ...first, minutes: more.reduce((all, load) => all + load.minutes, first.minutes) }] : [],
    );
}

interface Pool {
  readonly scope: Contract['packages'][number]['scope'];
  readonly technologyGroups: readonly TechnologyGroupId[];
}

function takes({ scope, technologyGroups }: Pool, { role, technologyGroup }: Load): boolean {
  if (role === 'csdm') return scope !== 'cse';
  if (scope !== 'standard' && scope !== 'cse') return false;
  return technologyGroup === null || technologyGroups.includes(technologyGroup);
}
