import { z } from 'zod';
import { TechnologyGroupId } from '../clients/client.ts';
import { day, dayFrom, formatDay } from '../core/day.ts';
import { idOf, type Id } from '../core/id.ts';
import { refusal, Refused } from '../core/refusal.ts';
import { Day, Moment } from '../core/shape.ts';
import { mayCall, supervisor, type Role } from '../people/access.ts';
import { ClientId, PersonId } from '../people/person.ts';
import { RowNumber } from './catalogue.ts';
import { Evidence, evidenceKinds } from './evidence.ts';
import { owners, type Owner } from './owner.ts';
import { PlanRowId } from './plan-row.ts';

export type OccurrenceId = Id<'occurrence'>;
export const OccurrenceId = idOf('occurrence');

export const occurrenceEnded = refusal(
  409,
  'occurrence.ended',
  'This was done or waived already; how it ended stays on record.',
);
export const occurrenceBlocked = refusal(
  409,
  'occurrence.blocked',
  'What is blocked is not done: its service must be bought and its CSE designated first.',
);
export const occurrenceNotYours = refusal(
  403,
  'occurrence.not-yours',
  'An activity is worked by the team of its client or by a supervisor; a duty of the client is done by the client.',
);
export const occurrenceAhead = refusal(
  422,
  'occurrence.ahead',
  'An activity is done at most a month ahead of its day.',
);
export const waiverNotYours = refusal(
  403,
  'occurrence.waiver-not-yours',
  'A CSDM waives the work of others for their clients; a supervisor waives any.',
);
export const itemUnknown = refusal(422, 'occurrence.item-unknown', 'This is no item of the checklist.');
export const triggerNone = refusal(
  422,
  'plan-row.no-trigger',
  'Only a row that answers to a trigger comes when its trigger does; others come by their cadence.',
);

/**
 * How an occurrence stands. `planned` is more than a week ahead; `due` from a week before its day until its end; `overdue` after it. What
 * lacks a precondition on its day, or today once that is past, is `blocked` instead of any of the three.
 */
export const occurrenceStates = ['done', 'waived', 'blocked', 'overdue', 'due', 'planned'] as const;
export type OccurrenceState = (typeof occurrenceStates)[number];

/** How many days before its day something is due. */
export const dueDays = 7;
/** How many days ahead something may be done. */
export const aheadDays = 31;

const Who = z.object({ id: PersonId, name: z.string() });

/** One time that a planned activity comes: for whom, whose, by when, how it stands, and what was worked for it. */
export const Occurrence = z
  .object({
    id: OccurrenceId,
    clientId: ClientId,
    clientName: z.string(),
    planRowId: PlanRowId,
    row: RowNumber,
    name: z.string(),
    owner: z.enum(owners),
    technologyGroup: TechnologyGroupId.nullable(),
    /** The day its rule says, or its trigger came; and the day by whose end it is to be done. */
    ruleDay: Day,
    dueDay: Day,
    /** What caused it, where it answers to a trigger. */
    cause: z.string().nullable(),
    /** Who is to do it: the person planned, else whoever is designated, deputies apart; empty for a duty of the client. */
    responsible: z.array(Who),
    state: z.enum(occurrenceStates),
    /** Why it is blocked. */
    blocked: z.string().nullable(),
    evidence: z.enum(evidenceKinds).nullable(),
    /** Whether there is some evidence already. */
    evidenced: z.boolean(),
    minutes: z.int(),
    minutesSpent: z.int(),
    end: z
      .object({ kind: z.enum(['done', 'waived']), reason: z.string().nullable(), by: Who, at: Moment })
      .nullable(),
  })
  .meta({ id: 'Occurrence' });
export type Occurrence = z.output<typeof Occurrence>;

/** An item of a checklist, and who ticked it. */
export const ChecklistItem = z.object({
  item: z.string(),
  tickedBy: z.string().nullable(),
  tickedAt: Moment.nullable(),
});
export type ChecklistItem = z.output<typeof ChecklistItem>;

/** Time that was worked for an occurrence. */
export const OccurrenceTime = z.object({
  id: idOf('entry'),
  personName: z.string(),
  startedAt: Moment,
  minutes: z.int(),
  subject: z.string(),
});

/** All of one occurrence. */
export const OccurrenceDetail = Occurrence.extend({
  section: z.string(),
  evidenceWords: z.string(),
  home: z.string(),
  waitsFor: z.string().nullable(),
  holdsUp: z.string().nullable(),
  checklist: z.array(ChecklistItem),
  evidenceGiven: z.array(Evidence),
  time: z.array(OccurrenceTime),
}).meta({ id: 'OccurrenceDetail' });
export type OccurrenceDetail = z.output<typeof OccurrenceDetail>;

/** A duty of the client as it is shown to it, and what it holds up where it is overdue. */
export const Duty = Occurrence.pick({
  id: true,
  row: true,
  name: true,
  dueDay: true,
  state: true,
  evidence: true,
  evidenced: true,
  end: true,
})
  .extend({ evidenceWords: z.string(), holdsUp: z.string().nullable() })
  .meta({ id: 'Duty' });
export type Duty = z.output<typeof Duty>;

/**
 * The state of an occurrence on a local day of its contract.
 * Example: due on 2026-11-30, seen on the 23rd → `due`; on 1 December → `overdue`; on the 22nd → `planned`.
 */
export function stateOf(
  {
    dueDay,
    end,
    blocked,
  }: { readonly dueDay: string; readonly end: 'done' | 'waived' | null; readonly blocked: boolean },
  today: string,
): OccurrenceState {
  if (end !== null) return end;
  if (blocked) return 'blocked';
  if (dueDay < today) return 'overdue';
  return dueDay <= daysAfter(today, dueDays) ? 'due' : 'planned';
}

/** The day so many days after another, or before it if below zero. */
export const daysAfter = (date: string, count: number): string => formatDay(day(dayFrom(date) + count));

/** Who acts on an occurrence: with which roles, for which client or null for staff, and on whose team they stand today. */
export interface Acting {
  readonly id: PersonId;
  readonly roles: readonly Role[];
  readonly clientId: ClientId | null;
  /** Their designations for the client of the occurrence, deputies included. */
  readonly worksFor: readonly { readonly role: Owner }[];
}

/**
 * Refuses whoever may not work an occurrence. Duties of the client are its own; a lead may note one that the client did elsewhere. All else is
 * for the team of the client, deputies included, for the person planned, and for supervisors.
 * Refused: `occurrence.not-yours`.
 * Example: a CSE of another client's team → refused; its deputy CSDM may.
 */
export function requireWorkable(
  acting: Acting,
  { owner, responsible }: Pick<Occurrence, 'owner' | 'responsible'>,
): void {
  const { roles, clientId, worksFor, id } = acting;
  const may =
    clientId !== null
      ? owner === 'client'
      : mayCall(roles, supervisor) ||
        responsible.some((one) => one.id === id) ||
        (owner === 'client' ? worksFor.some(({ role }) => role === 'csdm') : worksFor.length > 0);
  if (!may) throw new Refused(occurrenceNotYours, occurrenceNotYours.title);
}

/**
 * Refuses what is not open to be done on a day: what has ended, what is blocked, what is more than 31 days ahead.
 * Refused: `occurrence.ended`, `occurrence.blocked`, `occurrence.ahead`.
 */
export function requireDoable(
  { end, state, blocked, dueDay }: Pick<Occurrence, 'end' | 'state' | 'blocked' | 'dueDay'>,
  today: string,
): void {
  if (end) throw new Refused(occurrenceEnded, `It was ${end.kind} by ${end.by.name}.`);
  if (state === 'blocked') throw new Refused(occurrenceBlocked, blocked ?? occurrenceBlocked.title);
  if (dueDay > daysAfter(today, aheadDays))
    throw new Refused(occurrenceAhead, `It is due on ${dueDay}.`, { dueDay });
}

/**
 * Refuses whoever may not waive an occurrence: a lead waives for clients they lead, but their own work only where they are a supervisor too.
 * Refused: `occurrence.waiver-not-yours`.
 * Example: the CSDM waives the CSE's capacity report; the CSDM's own service report is waived by a supervisor.
 */
export function requireWaivable(
  { id, roles, worksFor }: Acting,
  { responsible }: Pick<Occurrence, 'responsible'>,
): void {
  if (mayCall(roles, supervisor)) return;
  const leads = worksFor.some(({ role }) => role === 'csdm');
  if (!leads || responsible.some((one) => one.id === id))
    throw new Refused(waiverNotYours, waiverNotYours.title);
}
