import { z } from 'zod';
import { editedMeanwhile } from '../clients/api.ts';
import { PageQuery, pageOf } from '../core/page.ts';
import { Day } from '../core/shape.ts';
import { everyone, route, staff, workers } from '../people/access.ts';
import { ClientId, PersonId } from '../people/person.ts';
import { OccurrenceId } from '../plan/occurrence-id.ts';
import {
  bookedOtherwise,
  clientMissing,
  groupOfRole,
  hasSeconds,
  inFuture,
  notDesignated,
  noTime,
  occurrenceUnknown,
  openEnded,
  overlaps,
  roleNotHeld,
  supervisorAllows,
  tooLong,
} from './capture.ts';
import { decidedAlready, notYours } from './decision.ts';
import { billings, Entry, EntryDraft, EntryId, entryStates, WorkDone } from './entry.ts';
import { decidedOtherwise } from './scope-decision.ts';
import { Week } from './week.ts';

export const ofEntry = z.object({ entry: EntryId });
export const ofWeek = z.object({ day: Day });
/** Whose time it is: one's own unless said. */
const ofPerson = z.object({ person: PersonId.optional() });

/** What can be refused of time that is logged or changed. */
export const capture = [
  hasSeconds,
  noTime,
  tooLong,
  inFuture,
  clientMissing,
  groupOfRole,
  openEnded,
  roleNotHeld,
  notDesignated,
  supervisorAllows,
  bookedOtherwise,
  overlaps,
  notYours,
  decidedOtherwise,
  occurrenceUnknown,
];

export const entriesApi = {
  logEntry: route({
    method: 'POST',
    path: '/entries',
    command: 'entry log',
    summary: 'Logs time as a draft: one’s own or, for a supervisor, that of the person named.',
    access: workers,
    body: EntryDraft.extend({
      personId: PersonId.optional(),
      /** Why it could not wait for the client's consent, where it is overage beyond the client's cap. */
      emergency: z.string().trim().min(1).max(1000).optional(),
    }),
    out: Entry,
    status: 201,
    idempotent: true,
    refusals: capture,
  }),
  listEntries: route({
    method: 'GET',
    path: '/entries',
    command: 'entry list',
    summary:
      'Lists time newest first. Days are from the first to before the last, by the clock of the client if one is named, else of the provider.',
    access: staff,
    query: PageQuery.extend({
      client: ClientId.optional(),
      person: PersonId.optional(),
      from: Day.optional(),
      to: Day.optional(),
      state: z.enum(entryStates).optional(),
      billing: z.enum(billings).optional(),
      /** The occurrence of a planned activity that it was worked for. */
      occurrence: OccurrenceId.optional(),
    }),
    out: pageOf(Entry),
  }),
  getEntry: route({
    method: 'GET',
    path: '/entries/{entry}',
    command: 'entry show',
    summary: 'Shows one entry.',
    access: staff,
    params: ofEntry,
    out: Entry,
  }),
  editEntry: route({
    method: 'PUT',
    path: '/entries/{entry}',
    command: 'entry edit',
    summary:
      'Changes an entry that was not approved, and makes it a draft again; names the version it was made from.',
    access: workers,
    params: ofEntry,
    body: EntryDraft.extend({ version: z.int() }),
    out: Entry,
    idempotent: true,
    refusals: [...capture, decidedAlready, editedMeanwhile],
  }),
  deleteEntry: route({
    method: 'DELETE',
    path: '/entries/{entry}',
    command: 'entry delete',
    summary: 'Deletes an entry that was not approved; the record keeps what it said.',
    access: workers,
    params: ofEntry,
    out: Entry,
    idempotent: true,
    refusals: [notYours, decidedAlready, editedMeanwhile],
  }),
  listWorkDone: route({
    method: 'GET',
    path: '/clients/{client}/work',
    command: 'work list',
    summary:
      'Lists the approved time of a client newest first, as the client sees it. Days are from the first to before the last.',
    access: everyone,
    params: z.object({ client: ClientId }),
    query: PageQuery.extend({ from: Day.optional(), to: Day.optional() }),
    out: pageOf(WorkDone),
  }),
  getWeek: route({
    method: 'GET',
    path: '/weeks/{day}',
    command: 'week show',
    summary:
      'Shows the week that a day is in, one’s own unless a person is named, with totals and what is missing.',
    access: staff,
    params: ofWeek,
    query: ofPerson,
    out: Week,
  }),
};
