import { z } from 'zod';
import type { Entry } from './entry.ts';

/**
 * Whether whoever worked was the client's designated person for it on that day, by what the team is on record as now. `allowed`: a
 * supervisor let them, with a reason. `no-longer-designated`: they were when it was logged, and the designation was changed since.
 */
export const RoleFit = z
  .discriminatedUnion('fit', [
    z.object({ fit: z.literal('designated') }),
    z.object({ fit: z.literal('allowed'), byName: z.string(), reason: z.string() }),
    z.object({ fit: z.literal('no-longer-designated'), reason: z.string() }),
  ])
  .meta({ id: 'RoleFit' });
export type RoleFit = z.output<typeof RoleFit>;

/** What role fit is told from; `isDesignated` says it of the client's local day on which the work starts. */
export interface Fitting {
  readonly personName: string;
  readonly role: Entry['role'];
  readonly technologyGroup: string | null;
  readonly clientId: string | null;
  readonly billing: Entry['billing'];
  readonly isDesignated: boolean;
  /** The supervisor's, with their name; null where there is none. */
  readonly allowance: { readonly byName: string; readonly reason: string } | null;
}

/**
 * The role fit of an entry; null for time that needs no designation, which is internal time. A designation that covers the day goes before
 * an allowance, so that somebody who was put on the team afterwards is designated.
 * Source: service guide, sections 1, 2.3 and 2.4 (designated personnel).
 * Example: Marek logs as CSE of network on 24 November; his designation is then ended on the 20th → `no-longer-designated`.
 */
export function roleFitOf(entry: Fitting): RoleFit | null {
  const { clientId, billing, isDesignated, allowance } = entry;
  if (clientId === null || billing === 'internal') return null;
  if (isDesignated) return { fit: 'designated' };
  if (allowance) return { fit: 'allowed', byName: allowance.byName, reason: allowance.reason };
  const place = entry.role === 'csdm' ? 'CSDM' : `CSE of ${entry.technologyGroup}`;
  return {
    fit: 'no-longer-designated',
    reason: `${entry.personName} is not on the team as ${place} on that day any more.`,
  };
}
