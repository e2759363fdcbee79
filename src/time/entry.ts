import { z } from 'zod';
import { TechnologyGroupId } from '../clients/client.ts';
import { idOf, type Id } from '../core/id.ts';
import { Moment } from '../core/shape.ts';
import { ClientId, PersonId } from '../people/person.ts';
import { serviceRoles } from '../team/designation.ts';
import { RoleFit } from './role-fit.ts';

export type EntryId = Id<'entry'>;
export const EntryId = idOf('entry');

/**
 * How time is billed. `service`: an activity of the responsibility matrix. `additional`: another task that was accepted. `incremental`:
 * by the hour, whatever the pools hold. `goodwill`: for the client, never billed, never drawn. `internal`: the provider's own.
 */
export const billings = ['service', 'additional', 'incremental', 'goodwill', 'internal'] as const;
export type Billing = (typeof billings)[number];

/** What time was spent on; `subject` names it. */
export const subjectKinds = ['activity', 'ticket', 'change', 'other'] as const;

/** An entry is a draft until it is submitted; what was decided about it then. Referred means to Professional Services, not billed here. */
export const entryStates = ['draft', 'submitted', 'approved', 'rejected', 'referred'] as const;
export type EntryState = (typeof entryStates)[number];

const submitted = { submittedBy: PersonId, submittedAt: Moment };
const decided = { ...submitted, decidedBy: PersonId, decidedAt: Moment };

/** Where an entry stands, with what is known there. */
export const EntryApproval = z
  .discriminatedUnion('state', [
    z.object({ state: z.literal('draft') }),
    z.object({ state: z.literal('submitted'), ...submitted }),
    z.object({ state: z.literal('approved'), ...decided }),
    z.object({ state: z.literal('rejected'), ...decided, reason: z.string() }),
    z.object({ state: z.literal('referred'), ...decided, reason: z.string() }),
  ])
  .meta({ id: 'EntryApproval' });
export type EntryApproval = z.output<typeof EntryApproval>;

/**
 * What is said of time when it is logged or edited: [startedAt, endedAt). A CSE names the technology group. `definedTask` says of an
 * additional task that it is specific and defined, for one person, without project coordination. Without `bookingId`, a booking that
 * covers the time is found.
 */
export const EntryDraft = z.object({
  clientId: ClientId.nullable().default(null),
  role: z.enum(serviceRoles),
  technologyGroup: TechnologyGroupId.nullable().default(null),
  startedAt: Moment,
  endedAt: Moment,
  billing: z.enum(billings).default('service'),
  definedTask: z.boolean().default(false),
  subjectKind: z.enum(subjectKinds).default('other'),
  subject: z.string().trim().min(1, 'say what the time was spent on').max(200),
  note: z.string().trim().max(4000).default(''),
  bookingId: idOf('booking').nullable().default(null),
  /** The supervisor's reason for letting somebody off the team work for the client. */
  allowance: z.string().trim().min(1).max(1000).optional(),
  /** The decision on which the work was taken up. An edit that leaves it out keeps the one there was, as long as it follows it. */
  scopeDecisionId: idOf('scope-decision').nullable().optional(),
  /** The occurrence of a planned activity that it was worked for. An edit that leaves it out keeps it, as long as the client stays. */
  occurrenceId: idOf('occurrence').nullable().optional(),
});
export type EntryDraft = z.output<typeof EntryDraft>;

/** Time worked, as the provider's staff see it. `version` counts changes: an edit names the version it was made from. */
export const Entry = EntryDraft.omit({ definedTask: true, allowance: true })
  .extend({
    id: EntryId,
    clientName: z.string().nullable(),
    personId: PersonId,
    personName: z.string(),
    minutes: z.int(),
    /** Whether time of it outside business hours may be billed: booked and approved beforehand, or approved by the supervisor since. */
    afterHoursApproved: z.boolean(),
    allowance: z.object({ by: PersonId, byName: z.string(), reason: z.string() }).nullable(),
    /** Null for internal time, which needs no designation. */
    roleFit: RoleFit.nullable(),
    scopeDecisionId: idOf('scope-decision').nullable(),
    occurrenceId: idOf('occurrence').nullable(),
    approval: EntryApproval,
    version: z.int(),
  })
  .meta({ id: 'Entry' });
export type Entry = z.output<typeof Entry>;

/** Approved time as the client sees it: who did what for them, when and how it is billed. Notes are the provider's own. */
export const WorkDone = Entry.pick({
  id: true,
  personName: true,
  role: true,
  technologyGroup: true,
  startedAt: true,
  endedAt: true,
  minutes: true,
  billing: true,
  subjectKind: true,
  subject: true,
}).meta({ id: 'WorkDone' });
export type WorkDone = z.output<typeof WorkDone>;

/** How long an entry lasts, as it passed. Example: 14:00Z to 15:15Z is 75. */
export const minutesBetween = (startedAt: string, endedAt: string): number =>
  (Date.parse(endedAt) - Date.parse(startedAt)) / 60_000;

/** An entry as it would be asked for again. The task of an additional one was said to be defined when it was logged. */
export const draftOf = ({
  clientId,
  role,
  technologyGroup,
  startedAt,
  endedAt,
  billing,
  subjectKind,
  subject,
  note,
}: Entry): EntryDraft => ({
  clientId,
  role,
  technologyGroup,
  startedAt,
  endedAt,
  billing,
  definedTask: billing === 'additional',
  subjectKind,
  subject,
  note,
  bookingId: null,
});
