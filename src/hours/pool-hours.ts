import { z } from 'zod';
import { TechnologyGroupId } from '../clients/client.ts';
import type { Contract } from '../contracts/contract.ts';
import type { Package } from '../contracts/package.ts';
import { PackageId, scopes } from '../contracts/package.ts';
import { day, dayInWords, formatDay } from '../core/day.ts';
import { daysOf, type Month } from '../core/month.ts';
import { overlap, type Period } from '../core/period.ts';
import { Day } from '../core/shape.ts';
import { ClientId } from '../people/person.ts';
import { durationInWords } from './in-words.ts';
import type { PoolMonth, Statement } from './statement.ts';

/** A package's minutes in a month. */
export const PoolHours = z
  .object({
    package: PackageId,
    name: z.string(),
    scope: z.enum(scopes),
    technologyGroups: z.array(TechnologyGroupId),
    daysActive: z.int(),
    minutesAllotted: z.int(),
    /** By all time that is logged, and what of it is not approved yet. */
    minutesUsed: z.int(),
    minutesWaiting: z.int(),
    minutesUnused: z.int(),
    /** What even use would have come to by now. */
    minutesEven: z.int(),
    /** The last local day on which what is unused can be used. */
    expiresAfter: Day,
    words: z.string(),
  })
  .meta({ id: 'PoolHours' });
export type PoolHours = z.output<typeof PoolHours>;

/** What the pools of a client have left in a month, by all time that is logged: those of its contract, of two in the month the later one. */
export const ClientPools = z
  .object({
    clientId: ClientId,
    pools: z.array(
      PoolHours.pick({
        package: true,
        scope: true,
        technologyGroups: true,
        minutesAllotted: true,
        minutesUnused: true,
      }),
    ),
  })
  .meta({ id: 'ClientPools' });
export type ClientPools = z.output<typeof ClientPools>;

/** The pools of a rated month, in the order in which the contract has its packages. */
export const clientPools = (
  { clientId, packages }: Pick<Contract, 'clientId' | 'packages'>,
  { pools }: Pick<Statement, 'pools'>,
): ClientPools => ({
  clientId,
  pools: packages.flatMap(({ id, scope, technologyGroups }) =>
    pools
      .filter(({ pool }) => pool.id === id)
      .map(({ minutesAllotted, minutesUnused }) => ({
        package: id,
        scope,
        technologyGroups,
        minutesAllotted,
        minutesUnused,
      })),
  ),
});

/**
 * A pool as it is shown. Unused minutes expire with the month, or with the package where that ends earlier; nothing carries over.
 * Service guide, section 5.
 * Example: 20 h with 16 h 40 min used: "3 h 20 min are left; what is not used by 30 November 2026 expires."; afterwards "3 h 20 min
 * expired on 30 November 2026.".
 */
export function poolHours(
  found: PoolMonth,
  { waiting: minutesWaiting, even: minutesEven }: { readonly waiting: number; readonly even: number },
  bought: Pick<Package, 'id' | 'scope' | 'technologyGroups'>,
  month: Month,
  term: Period,
  today: number,
  name: string,
): PoolHours {
  const { pool, daysActive, minutesAllotted, minutesUsed, minutesUnused } = found;
  const last = day(overlap(overlap(term, pool.validity), daysOf(month)).to - 1);
  const unused =
    minutesUnused === 0
      ? 'All of it is used.'
      : today > last
        ? `${durationInWords(minutesUnused)} expired on ${dayInWords(last)}.`
        : `${durationInWords(minutesUnused)} are left; what is not used by ${dayInWords(last)} expires.`;
  const waiting = minutesWaiting > 0 ? `, ${durationInWords(minutesWaiting)} of it not approved yet` : '';
  return {
    package: bought.id,
    name,
    scope: bought.scope,
    technologyGroups: bought.technologyGroups,
    daysActive,
    minutesAllotted,
    minutesUsed,
    minutesWaiting,
    minutesUnused,
    minutesEven,
    expiresAfter: formatDay(last),
    words: `${durationInWords(minutesUsed)} of ${durationInWords(minutesAllotted)} used${waiting}. ${unused}`,
  };
}
