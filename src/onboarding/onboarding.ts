import { z } from 'zod';
import { ContractId } from '../contracts/contract.ts';
import { idOf, type Id } from '../core/id.ts';
import { refusal } from '../core/refusal.ts';
import { Day, Moment } from '../core/shape.ts';
import { ClientId } from '../people/person.ts';
import { ExitCriterion } from './criteria.ts';
import { KickOff } from './kick-off.ts';
import { phases, phaseWords, type Phase } from './phase.ts';
import { Task } from './task.ts';
import { templatePackages } from './template.ts';

export type OnboardingId = Id<'onboarding'>;
export const OnboardingId = idOf('onboarding');

export const onboardingThere = refusal(
  409,
  'onboarding.there',
  'This contract has its onboarding, or another one of the client still runs. Go on with that one.',
);
export const contractOver = refusal(
  422,
  'onboarding.contract-over',
  'An onboarding begins before its contract has ended.',
);
export const phaseOpen = refusal(
  409,
  'phase.criteria-missing',
  'A phase is closed when all its exit criteria hold.',
);
export const phaseClosed = refusal(
  409,
  'phase.closed',
  'This phase is closed. Open it again, with a reason, to change what is in it.',
);
export const phaseNotClosed = refusal(409, 'phase.not-closed', 'Only a closed phase is opened again.');
export const laterClosed = refusal(
  409,
  'phase.later-closed',
  'A later phase is closed and rests on this one. Open that one again first.',
);

/** An onboarding as lists have it. */
export const OnboardingSummary = z
  .object({
    id: OnboardingId,
    clientId: ClientId,
    clientName: z.string(),
    contractId: ContractId,
    contractNumber: z.string(),
    package: z.enum(templatePackages),
    beginsOn: Day,
    /** The first phase that is not closed; null once all are. */
    phase: z.enum(phases).nullable(),
    /** The day by which that phase should be closed, the last one's once all are. */
    endsOn: Day,
    /** Until then, by the client's clock; below zero once it is past, null once all phases are closed. */
    daysLeft: z.int().nullable(),
    tasksOpen: z.int(),
    tasksLate: z.int(),
  })
  .meta({ id: 'OnboardingSummary' });
export type OnboardingSummary = z.output<typeof OnboardingSummary>;

export const PhaseStanding = z
  .object({
    phase: z.enum(phases),
    beginsOn: Day,
    endsOn: Day,
    closed: z.object({ byName: z.string(), at: Moment }).nullable(),
    /** Each time it was opened again, the latest first. */
    reopenings: z.array(z.object({ reason: z.string(), byName: z.string(), at: Moment })),
    criteria: z.array(ExitCriterion),
    /** By the day they are due, then as they were added. */
    tasks: z.array(Task),
  })
  .meta({ id: 'PhaseStanding' });
export type PhaseStanding = z.output<typeof PhaseStanding>;

/** An onboarding with everything in it. */
export const Onboarding = OnboardingSummary.extend({
  /** Why the documentation takes as long as it does. */
  lengthReason: z.string(),
  today: Day,
  phases: z.array(PhaseStanding),
  kickOff: KickOff,
}).meta({ id: 'Onboarding' });
export type Onboarding = z.output<typeof Onboarding>;

/**
 * The first phase that is not closed; null once all are. A phase that was opened again comes before those after it.
 * Example: kick-off closed → documentation.
 */
export const phaseNow = (closed: readonly Phase[]): Phase | null =>
  phases.find((phase) => !closed.includes(phase)) ?? null;

/**
 * What keeps a phase from being closed: its exit criteria that do not hold, in their order.
 * Example: of kick-off, "CSDM is designated" where nobody is.
 */
export const missingFor = (phase: Phase, found: readonly ExitCriterion[]): ExitCriterion[] =>
  found.filter((criterion) => criterion.phase === phase && !criterion.holds);

/**
 * The phase after this one that is closed, by its name; null where none is. Example: kick-off and documentation closed, asked of kick-off →
 * Documentation.
 */
export const closedAfter = (phase: Phase, closed: readonly Phase[]): string | null => {
  const later = phases.slice(phases.indexOf(phase) + 1).find((one) => closed.includes(one));
  return later ? phaseWords[later] : null;
};
