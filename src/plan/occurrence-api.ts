import { z } from 'zod';
import { FileBody, FileOut } from '../core/file.ts';
import { PageQuery, pageOf } from '../core/page.ts';
import { Day } from '../core/shape.ts';
import { fileBytesMax, fileKindNotTaken, FileName } from '../files/file.ts';
import { everyone, lead, portal, route, staff, workers } from '../people/access.ts';
import { ClientId } from '../people/person.ts';
import {
  attestedByClient,
  EvidenceDraft,
  EvidenceId,
  evidenceKinds,
  evidenceMissing,
  evidenceUnfit,
} from './evidence.ts';
import {
  Duty,
  itemUnknown,
  Occurrence,
  occurrenceAhead,
  occurrenceBlocked,
  OccurrenceDetail,
  occurrenceEnded,
  occurrenceNotYours,
  occurrenceStates,
  waiverNotYours,
} from './occurrence.ts';
import { OccurrenceId } from './occurrence-id.ts';
import { owners } from './owner.ts';

const ofOccurrence = z.object({ occurrence: OccurrenceId });
/** The team, and the people of the client for its own duties. */
const doers = [...workers, ...portal] as const;
const open = [occurrenceEnded, occurrenceNotYours];
const given = [evidenceUnfit, attestedByClient];

/** States in an address: `overdue,due`. */
const States = z
  .string()
  .max(100)
  .transform((text) => text.split(',').filter((state) => state !== ''))
  .pipe(z.array(z.enum(occurrenceStates)))
  .meta({ examples: ['overdue,due'] });

export const occurrenceApi = {
  listOccurrences: route({
    method: 'GET',
    path: '/occurrences',
    command: 'occurrence list',
    summary:
      'Lists occurrences of planned activities by the day they are due; `whose=mine` are those that the asker is to do.',
    access: staff,
    query: PageQuery.extend({
      client: ClientId.optional(),
      row: z.coerce.number().int().min(1).max(999).optional(),
      owner: z.enum(owners).optional(),
      whose: z.literal('mine').optional(),
      from: Day.optional(),
      to: Day.optional(),
      states: States.optional(),
    }),
    out: pageOf(Occurrence),
  }),
  getOccurrence: route({
    method: 'GET',
    path: '/occurrences/{occurrence}',
    command: 'occurrence show',
    summary: 'Shows an occurrence: what was planned, its checklist, evidence and time, and how it ended.',
    access: everyone,
    params: ofOccurrence,
    out: OccurrenceDetail,
  }),
  tickItem: route({
    method: 'PUT',
    path: '/occurrences/{occurrence}/checklist',
    command: 'occurrence tick',
    summary: 'Ticks an item of the checklist of an occurrence, or takes the tick away.',
    access: doers,
    params: ofOccurrence,
    body: z.object({ item: z.string().trim().min(1).max(200), ticked: z.boolean() }),
    out: OccurrenceDetail,
    idempotent: true,
    refusals: [...open, itemUnknown],
  }),
  giveEvidence: route({
    method: 'POST',
    path: '/occurrences/{occurrence}/evidence',
    command: 'evidence give',
    summary:
      'Gives evidence for an occurrence: words, and a link or a thing of Tandem. An attestation is given by the client.',
    access: doers,
    params: ofOccurrence,
    body: EvidenceDraft,
    out: OccurrenceDetail,
    status: 201,
    idempotent: true,
    refusals: [...open, ...given],
  }),
  giveEvidenceFile: route({
    method: 'POST',
    path: '/occurrences/{occurrence}/evidence-files',
    command: 'evidence give-file',
    summary: 'Gives a file as evidence for an occurrence: at most 10 MB, taken for what its content is.',
    access: doers,
    params: ofOccurrence,
    query: z.object({
      name: FileName,
      kind: z.enum(evidenceKinds),
      words: z.string().trim().min(1, 'say what it shows').max(4000),
    }),
    body: FileBody,
    bodyBytesMax: fileBytesMax,
    out: OccurrenceDetail,
    status: 201,
    idempotent: true,
    refusals: [...open, ...given, fileKindNotTaken],
  }),
  saveEvidenceFile: route({
    method: 'GET',
    path: '/evidence/{evidence}/file',
    command: 'evidence save',
    summary: 'Saves the file that came with evidence as it was.',
    access: everyone,
    params: z.object({ evidence: EvidenceId }),
    out: FileOut,
  }),
  completeOccurrence: route({
    method: 'POST',
    path: '/occurrences/{occurrence}/completion',
    command: 'occurrence complete',
    summary:
      'Says that an occurrence is done; refused without the evidence that its row demands, which may be given with it.',
    access: doers,
    params: ofOccurrence,
    body: z.object({ evidence: EvidenceDraft.nullable().default(null) }).default({ evidence: null }),
    out: OccurrenceDetail,
    idempotent: true,
    refusals: [...open, ...given, occurrenceBlocked, occurrenceAhead, evidenceMissing],
  }),
  waiveOccurrence: route({
    method: 'POST',
    path: '/occurrences/{occurrence}/waiver',
    command: 'occurrence waive',
    summary:
      'Waives an occurrence for a reason: a CSDM for their clients, but not their own work; a supervisor any.',
    access: lead,
    params: ofOccurrence,
    body: z.object({ reason: z.string().trim().min(1, 'say why').max(1000) }),
    out: OccurrenceDetail,
    idempotent: true,
    refusals: [occurrenceEnded, waiverNotYours],
  }),
  listDuties: route({
    method: 'GET',
    path: '/clients/{client}/duties',
    command: 'duty list',
    summary:
      'Lists the duties of a client and what it attests to: those open, with what an overdue one holds up, or those of a year that have ended.',
    access: everyone,
    params: z.object({ client: ClientId }),
    query: z.object({ which: z.enum(['open', 'ended']).default('open') }),
    out: z.array(Duty),
  }),
};
