import { z } from 'zod';
import { Hours } from './package.ts';

/** What base packages are called from so many hours a month on, up to the next tier, and whom they may be sold to; null is no limit. */
export const Tier = z.strictObject({
  fromHours: Hours,
  name: z.string().trim().min(1, 'a tier needs a name').max(60),
  technologyGroupsMax: z.int().min(1).max(1000).nullable().default(null),
  devicesMax: z.int().min(1).max(10_000_000).nullable().default(null),
});
export type Tier = z.output<typeof Tier>;

/**
 * The tier of a base package by its hours a month: the last that begins at these hours or below. Null below the first.
 * Source: service guide, section 6. Example: in the guide's book 20 hours are Bronze, 30 and above Silver.
 */
export const tierOf = ({ tiers }: { readonly tiers: readonly Tier[] }, hours: number): Tier | null =>
  tiers.findLast((tier) => tier.fromHours <= hours) ?? null;

export interface Limit {
  readonly because: 'technology-groups' | 'devices';
  readonly limit: number;
  readonly found: number;
  readonly text: string;
}

/**
 * The limits of a tier that a client exceeds, technology groups first; reaching a limit does not exceed it, and devices that are not
 * counted are none.
 * Source: service guide, section 6 ("1-249 devices", "a single technology").
 * Example: Bronze with 2 technology groups and 250 devices → both limits, of 1 and of 249.
 */
export function limitsExceeded(
  { name, technologyGroupsMax, devicesMax }: Tier,
  technologyGroups: number,
  devices: number,
): Limit[] {
  const exceeded: Limit[] = [];
  if (technologyGroupsMax !== null && technologyGroups > technologyGroupsMax) {
    const groups =
      technologyGroupsMax === 1 ? '1 technology group' : `${technologyGroupsMax} technology groups`;
    const text = `${name} is for at most ${groups}, and ${technologyGroups} are in scope.`;
    exceeded.push({
      because: 'technology-groups',
      limit: technologyGroupsMax,
      found: technologyGroups,
      text,
    });
  }
  if (devicesMax !== null && devices > devicesMax) {
    const text = `${name} is for at most ${devicesMax} devices, and ${devices} are covered.`;
    exceeded.push({ because: 'devices', limit: devicesMax, found: devices, text });
  }
  return exceeded;
}
