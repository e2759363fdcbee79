import { z } from 'zod';
import type { Contact } from '../clients/contact.ts';
import { eligibleOn, type PurchasedService } from '../clients/purchased-service.ts';
import type { Contract } from '../contracts/contract.ts';
import { refusal } from '../core/refusal.ts';
import { Moment } from '../core/shape.ts';
import type { Series } from '../meetings/series.ts';
import type { TouchPoint } from '../meetings/touch-point.ts';
import type { PlanAcceptance } from '../plan/plan.ts';
import { groupsContracted, groupsToStaff, teamGaps, type Staffed } from '../team/coverage.ts';
import { holdsOn, type TeamMember } from '../team/designation.ts';
import { unwritten, type KickOff } from './kick-off.ts';
import { phases, phaseWords, type Phase } from './phase.ts';
import type { SuccessCriterion } from './success-criterion.ts';
import type { Task } from './task.ts';

export const tickedByRecords = refusal(
  409,
  'exit-criterion.from-records',
  'This exit criterion is ticked by what Tandem keeps. Put that in order, and it ticks itself.',
);

/** What Tandem keeps of a client that exit criteria are ticked by, on a local day. */
export interface Records {
  readonly today: string;
  readonly contract: Pick<Contract, 'number'> & Staffed;
  readonly services: readonly Pick<PurchasedService, 'kind' | 'from' | 'to'>[];
  readonly contacts: readonly Pick<Contact, 'name' | 'authority' | 'endedAt'>[];
  readonly team: readonly Pick<TeamMember, 'role' | 'technologyGroup' | 'deputy' | 'from' | 'to' | 'name'>[];
  readonly planAcceptance: PlanAcceptance | null;
  readonly series: readonly Pick<Series, 'kind' | 'title' | 'from' | 'to'>[];
  /** Those since the onboarding began, the earliest first. */
  readonly touchPoints: readonly Pick<TouchPoint, 'title' | 'startsAt' | 'standing'>[];
  /** Occurrences of its plans that are done. */
  readonly occurrencesDone: number;
  readonly successCriteria: readonly Pick<SuccessCriterion, 'name' | 'kind' | 'current' | 'drop'>[];
  readonly kickOff: KickOff;
  readonly tasks: readonly Pick<Task, 'phase' | 'title' | 'end'>[];
  readonly closed: readonly Phase[];
}

/** What a record says of a criterion: that it holds, with what shows it, or what is missing. */
interface Finding {
  readonly holds: boolean;
  readonly words: string;
}

interface Criterion {
  readonly key: string;
  readonly phase: Phase;
  readonly title: string;
  /** What finds it in the records; or which part of Tandem will, and until then somebody states it. */
  readonly by: ((records: Records) => Finding) | { readonly waitsFor: string };
}

const holds = (words: string): Finding => ({ holds: true, words });
const lacks = (words: string): Finding => ({ holds: false, words });

const tasksEnded = (phase: Phase): Criterion => ({
  key: `${phase}-tasks`,
  phase,
  title: 'Every task is done or dropped',
  by: ({ tasks }) => {
    const open = tasks.filter((task) => task.phase === phase && task.end === null);
    const [first] = open;
    if (!first) return holds('No task is open');
    return lacks(open.length === 1 ? `Open: ${first.title}` : `${open.length} tasks are open`);
  },
});

const closedBefore = (phase: Phase, before: Phase): Criterion => ({
  key: `${phase}-after-${before}`,
  phase,
  title: `${phaseWords[before]} is closed`,
  by: ({ closed }) =>
    closed.includes(before) ? holds('Closed') : lacks(`${phaseWords[before]} is still open`),
});

/** The exit criteria of all phases, in order. To add one: an object here. */
export const criteria: readonly Criterion[] = [
  {
    key: 'contract-signed',
    phase: 'kick-off',
    title: 'Contract is signed',
    by: ({ contract: { number, start, end }, today }) =>
      today < end ? holds(`${number}, from ${start}`) : lacks(`${number} ended on ${end}`),
  },
  {
    key: 'services-recorded',
    phase: 'kick-off',
    title: 'Purchased services are recorded',
    by: ({ services, today }) =>
      eligibleOn(services, today)
        ? holds(`${services.filter((service) => holdsOn(service, today)).length} on record`)
        : lacks('Neither managed services nor help desk is on record'),
  },
  {
    key: 'csdm-designated',
    phase: 'kick-off',
    title: 'CSDM is designated',
    by: ({ team, today }) => {
      const csdm = team.find((member) => member.role === 'csdm' && !member.deputy && holdsOn(member, today));
      return csdm ? holds(csdm.name) : lacks('Nobody is designated');
    },
  },
  {
    key: 'cses-designated',
    phase: 'kick-off',
    title: 'CSE is designated for every technology group',
    by: ({ contract, services, team, today }) => {
      const begun = contract.start > today ? contract.start : today;
      const groups = groupsToStaff(groupsContracted([contract], begun) ?? [], services, today);
      const without = teamGaps(groups, team, today).flatMap((gap) =>
        gap.kind === 'no-cse' ? [gap.technologyGroup] : [],
      );
      if (groups.length === 0) return holds('CSDM time alone: none is needed');
      return without.length === 0 ? holds(groups.join(', ')) : lacks(`Nobody for ${without.join(', ')}`);
    },
  },
  {
    key: 'authority-named',
    phase: 'kick-off',
    title: 'Contacts with authority are named',
    by: ({ contacts }) => {
      const named = contacts.filter(({ authority, endedAt }) => endedAt === null && authority.length > 0);
      return named.length > 0
        ? holds(named.map(({ name }) => name).join(', '))
        : lacks('No contact may decide anything');
    },
  },
  {
    key: 'kick-off-written',
    phase: 'kick-off',
    title: 'Kick-off is written down',
    by: ({ kickOff }) => {
      const missing = unwritten(kickOff);
      return missing.length === 0
        ? holds(`Version ${kickOff.version}`)
        : lacks(`Not written: ${missing.join(', ')}`);
    },
  },
  {
    key: 'success-criteria',
    phase: 'kick-off',
    title: 'Success criteria are recorded, a KPI among them',
    by: ({ successCriteria }) => {
      const followed = successCriteria.filter(({ drop }) => drop === null);
      return followed.some(({ kind }) => kind === 'kpi')
        ? holds(followed.map(({ name }) => name).join(', '))
        : lacks('No KPI is recorded');
    },
  },
  {
    key: 'touch-points-run',
    phase: 'kick-off',
    title: 'A series of operational calls runs',
    by: ({ series, today }) => {
      const running = series.find(
        ({ kind, to }) => kind === 'operational-call' && (to === null || today < to),
      );
      return running ? holds(running.title) : lacks('No such series runs');
    },
  },
  tasksEnded('kick-off'),
  closedBefore('documentation', 'kick-off'),
  {
    key: 'plan-accepted',
    phase: 'documentation',
    title: 'Plan is accepted',
    by: ({ planAcceptance }) =>
      planAcceptance ? holds(`By ${planAcceptance.byName}`) : lacks('The client has not accepted a plan'),
  },
  {
    key: 'minutes-published',
    phase: 'documentation',
    title: 'First minutes are published',
    by: ({ touchPoints }) => {
      const first = touchPoints.find(({ standing }) => standing.state === 'published');
      return first
        ? holds(`${first.title}, ${first.startsAt.slice(0, 10)}`)
        : lacks('No minutes since it began');
    },
  },
  {
    key: 'true-up',
    phase: 'documentation',
    title: 'Supported devices are trued up',
    by: { waitsFor: 'devices and true-up' },
  },
  {
    key: 'play-book',
    phase: 'documentation',
    title: 'Play book is complete: device impact, diagrams, standards, checks and audits',
    by: { waitsFor: 'documents' },
  },
  {
    key: 'baselines',
    phase: 'documentation',
    title: 'Technical baselines are established',
    by: { waitsFor: 'performance and capacity' },
  },
  {
    key: 'current-state-summary',
    phase: 'documentation',
    title: 'Executives have the summary of the current state',
    by: { waitsFor: 'reports' },
  },
  tasksEnded('documentation'),
  closedBefore('ongoing', 'documentation'),
  {
    key: 'plan-worked',
    phase: 'ongoing',
    title: 'Plan is worked',
    by: ({ occurrencesDone }) =>
      occurrencesDone > 0 ? holds('The first of its work is done') : lacks('Nothing of the plan is done yet'),
  },
  {
    key: 'kpis-measured',
    phase: 'ongoing',
    title: 'Every success criterion is measured',
    by: ({ successCriteria }) => {
      const followed = successCriteria.filter(({ drop }) => drop === null);
      const without = followed.filter(({ current }) => current === null);
      if (followed.length === 0) return lacks('No success criterion is recorded');
      return without.length === 0
        ? holds(`${followed.length} measured`)
        : lacks(`Not measured: ${without.map(({ name }) => name).join(', ')}`);
    },
  },
  {
    key: 'monthly-summary',
    phase: 'ongoing',
    title: 'Executives have the first monthly summary',
    by: { waitsFor: 'reports' },
  },
  tasksEnded('ongoing'),
];

/** What somebody stated of a criterion that no record shows. */
export const Statement = z.object({
  holds: z.boolean(),
  words: z.string(),
  link: z.string(),
  byName: z.string(),
  at: Moment,
});
export type Statement = z.output<typeof Statement>;

/** An exit criterion as it stands. */
export const ExitCriterion = z
  .object({
    key: z.string(),
    phase: z.enum(phases),
    title: z.string(),
    holds: z.boolean(),
    /** What shows that it holds, or what is missing. */
    words: z.string(),
    /** The part of Tandem that will tick it; until that exists, somebody states it. Null where records tick it. */
    waitsFor: z.string().nullable(),
    statement: Statement.nullable(),
  })
  .meta({ id: 'ExitCriterion' });
export type ExitCriterion = z.output<typeof ExitCriterion>;

/**
 * The exit criteria of all phases as they stand: ticked by the records where there are any, else by the newest statement of somebody.
 * Example: no KPI is recorded → "Success criteria are recorded" does not hold, "No KPI is recorded"; nobody stated the true-up → it does not
 * hold, "Nobody has stated it; devices and true-up will tick it".
 */
export function exitCriteria(records: Records, statements: ReadonlyMap<string, Statement>): ExitCriterion[] {
  return criteria.map(({ key, phase, title, by }) => {
    const head = { key, phase, title };
    if (typeof by === 'function') return { ...head, ...by(records), waitsFor: null, statement: null };
    const statement = statements.get(key) ?? null;
    return {
      ...head,
      holds: statement?.holds ?? false,
      words: statement?.words ?? `Nobody has stated it; ${by.waitsFor} will tick it`,
      waitsFor: by.waitsFor,
      statement,
    };
  });
}
