import { z } from 'zod';
import { TechnologyGroupId } from '../clients/client.ts';
import { PackageId } from '../contracts/package.ts';
import { known } from '../core/id.ts';
import { formatInstant } from '../core/instant.ts';
import { Moment } from '../core/shape.ts';
import { billings, EntryId, subjectKinds } from '../time/entry.ts';
import { RoleFit } from '../time/role-fit.ts';
import { roles } from './pool.ts';
import type { Entry } from './scenario.ts';
import type { Draw, RatedUnit } from './statement.ts';

export const workOutcomes = [
  'drawn',
  'after-hours',
  'incremental',
  'rejected',
  'left-out',
  'not-approved',
  'after-hours-not-approved',
  'no-matching-pool',
] as const;

/** Minutes taken from a package and its balance before and after; overage has no package and no balance. */
export const WorkDraw = z
  .object({
    package: PackageId.nullable(),
    minutes: z.int(),
    before: z.int().nullable(),
    after: z.int().nullable(),
  })
  .meta({ id: 'WorkDraw' });
export type WorkDraw = z.output<typeof WorkDraw>;

/** The part of an entry in or out of business hours: who, when, what for, what became of it, and on which packages it drew. */
export const WorkPart = z
  .object({
    entry: EntryId,
    personName: z.string(),
    role: z.enum(roles),
    technologyGroup: TechnologyGroupId.nullable(),
    subjectKind: z.enum(subjectKinds),
    subject: z.string(),
    billing: z.enum(billings),
    /** The first minute of the part. */
    startedAt: Moment,
    class: z.enum(['business', 'after-hours']),
    /** As they passed in the month. */
    minutesWorked: z.int(),
    /** Rounded up to the contract's increment. */
    minutes: z.int(),
    outcome: z.enum(workOutcomes),
    draws: z.array(WorkDraw),
    /** For staff alone; null for internal time as well. */
    roleFit: RoleFit.nullable(),
  })
  .meta({ id: 'WorkPart' });
export type WorkPart = z.output<typeof WorkPart>;

/** What is known of an entry besides what is rated. */
export interface WorkDetail {
  readonly personName: string;
  readonly subjectKind: (typeof subjectKinds)[number];
  readonly subject: string;
  readonly isSubmitted: boolean;
  readonly roleFit: RoleFit | null;
  /** Why the booking that covers it was approved only once the work had begun; null where none was, or no reason is on record. */
  readonly bookedLate: string | null;
}

/** Made once: to make a shape takes longer than all else about a part. */
const GroupOrNone = TechnologyGroupId.nullable();

/** A unit of the statement as it is shown. */
export const workPart = (unit: RatedUnit, entry: Entry, detail: WorkDetail): WorkPart => ({
  entry: known(entry.id),
  personName: detail.personName,
  role: entry.role,
  technologyGroup: GroupOrNone.parse(entry.technologyGroup),
  subjectKind: detail.subjectKind,
  subject: detail.subject,
  billing: entry.billing,
  startedAt: formatInstant(unit.start),
  class: unit.class,
  minutesWorked: unit.minutesWorked,
  minutes: unit.minutes,
  outcome: unit.outcome,
  draws: unit.draws.map(workDraw),
  roleFit: detail.roleFit,
});

export const workDraw = (draw: Draw): WorkDraw =>
  draw.pool === null
    ? { package: null, minutes: draw.minutes, before: null, after: null }
    : { package: known(draw.pool), minutes: draw.minutes, before: draw.before, after: draw.after };

/** What a client sees of the work: what is billed or drawn, and what was done for it as goodwill; nothing unsettled or internal. */
export const isForClient = ({ outcome, billing }: Pick<WorkPart, 'outcome' | 'billing'>): boolean =>
  outcome === 'drawn' ||
  outcome === 'after-hours' ||
  outcome === 'incremental' ||
  (outcome === 'left-out' && billing === 'goodwill');

/** Minutes of the month by people who were not designated for the work, rejected ones left out: allowed ones, and those of before a change. */
export const offTeamMinutes = (
  work: readonly WorkPart[],
): { allowed: number; noLongerDesignated: number } => {
  const minutesOf = (fit: RoleFit['fit']): number =>
    work
      .filter((part) => part.roleFit?.fit === fit && part.outcome !== 'rejected')
      .reduce((sum, { minutes }) => sum + minutes, 0);
  return { allowed: minutesOf('allowed'), noLongerDesignated: minutesOf('no-longer-designated') };
};
