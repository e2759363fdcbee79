import { z } from 'zod';
import { editedMeanwhile } from '../clients/api.ts';
import { PageQuery, pageOf } from '../core/page.ts';
import { lead, route, supervisor, workers } from '../people/access.ts';
import { ClientId, PersonId } from '../people/person.ts';
import { openEnded } from './capture.ts';
import {
  alreadyBilledSo,
  internalStays,
  notDecided,
  nothingDone,
  notWaiting,
  notYours,
  notYoursToDecide,
  Outcome,
} from './decision.ts';
import { ofWeek } from './entry-api.ts';
import { Entry, EntryId } from './entry.ts';

/** Supervisors, and CSDMs for their clients; what is whose is decided by the rules. */
const deciders = lead;
/** Those who clear the exceptions of a month as well. */
const settlers = ['csdm', 'supervisor', 'finance', 'administrator'] as const;

export const ofEntry = z.object({ entry: EntryId });
export const Reason = z.string().trim().min(1, 'say why').max(1000);
const entriesMax = 1000;
/** Entries as they were seen: what somebody approves is what they looked at. */
const Seen = z
  .array(z.object({ id: EntryId, version: z.int() }))
  .min(1)
  .max(entriesMax);

export const decisionsApi = {
  submitEntries: route({
    method: 'POST',
    path: '/submissions',
    command: 'entry submit',
    summary: 'Submits drafts and rejected entries for approval, up to 1,000 at once.',
    access: workers,
    body: z.object({ entries: z.array(EntryId).min(1).max(entriesMax) }),
    out: Outcome,
    idempotent: true,
    refusals: [nothingDone],
  }),
  submitWeek: route({
    method: 'POST',
    path: '/weeks/{day}/submission',
    command: 'week submit',
    summary: 'Submits the drafts and the rejected entries of the week that a day is in.',
    access: workers,
    params: ofWeek,
    body: z.object({ personId: PersonId.optional() }).default({}),
    out: Outcome,
    idempotent: true,
    refusals: [notYours, nothingDone],
  }),
  listApprovals: route({
    method: 'GET',
    path: '/approvals',
    command: 'approval list',
    summary: 'Lists the time that waits for the caller’s decision, the longest first.',
    access: deciders,
    query: PageQuery.extend({ client: ClientId.optional(), person: PersonId.optional() }),
    out: pageOf(Entry),
  }),
  approveEntries: route({
    method: 'POST',
    path: '/approvals',
    command: 'entry approve',
    summary:
      'Approves submitted entries as they were seen, up to 1,000 at once; says which were left and why.',
    access: deciders,
    body: z.object({ entries: Seen }),
    out: Outcome,
    idempotent: true,
    refusals: [nothingDone],
  }),
  rejectEntries: route({
    method: 'POST',
    path: '/rejections',
    command: 'entry reject',
    summary: 'Rejects submitted entries with a reason, up to 1,000 at once; their people put them right.',
    access: deciders,
    body: z.object({ entries: Seen, reason: Reason }),
    out: Outcome,
    idempotent: true,
    refusals: [nothingDone],
  }),
  referEntry: route({
    method: 'POST',
    path: '/entries/{entry}/referral',
    command: 'entry refer',
    summary: 'Refers an entry to Professional Services, with a reason: it is not billed here.',
    access: settlers,
    params: ofEntry,
    body: z.object({ reason: Reason }),
    out: Entry,
    idempotent: true,
    refusals: [notYoursToDecide, notWaiting, internalStays],
  }),
  reopenEntry: route({
    method: 'POST',
    path: '/entries/{entry}/reopening',
    command: 'entry reopen',
    summary: 'Makes an approved or referred entry a draft again, with a reason.',
    access: supervisor,
    params: ofEntry,
    body: z.object({ reason: Reason }),
    out: Entry,
    idempotent: true,
    refusals: [notDecided],
  }),
  reclassifyEntry: route({
    method: 'POST',
    path: '/entries/{entry}/reclassification',
    command: 'entry reclassify',
    summary: 'Bills an entry otherwise than it was logged, with a reason; names the version that was seen.',
    access: settlers,
    params: ofEntry,
    body: z.object({
      billing: z.enum(['service', 'additional', 'incremental', 'goodwill']),
      definedTask: z.boolean().default(false),
      reason: Reason,
      version: z.int(),
    }),
    out: Entry,
    idempotent: true,
    refusals: [notYoursToDecide, notWaiting, internalStays, alreadyBilledSo, openEnded, editedMeanwhile],
  }),
};
