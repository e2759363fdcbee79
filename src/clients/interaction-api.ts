import { z } from 'zod';
import { PageQuery, pageOf } from '../core/page.ts';
import { everyone, lead, route, staff, workers } from '../people/access.ts';
import { ClientId, PersonId } from '../people/person.ts';
import { editedMeanwhile } from './api.ts';
import {
  contactUnknown,
  Interaction,
  InteractionDraft,
  interactionDayOver,
  interactionFuture,
  InteractionId,
  interactionKinds,
  interactionNeverOpen,
  interactionNotYours,
  interactionSettled,
  interactionShared,
  interactionStays,
  SharedInteraction,
} from './interaction.ts';

const ofClient = z.object({ client: ClientId });
const ofInteraction = z.object({ interaction: InteractionId });

export const interactionsApi = {
  listInteractions: route({
    method: 'GET',
    path: '/clients/{client}/interactions',
    command: 'interaction list',
    summary:
      'Lists needs, problems, interventions and conversations on record: open ones first, then the latest first.',
    access: staff,
    params: ofClient,
    query: PageQuery.extend({
      kind: z.enum(interactionKinds).optional(),
      state: z.enum(['open', 'settled']).optional(),
      /** Who put it on record. */
      person: PersonId.optional(),
      /** What its title, its words or its settlement hold, in capitals or not. */
      text: z.string().trim().max(200).optional(),
    }),
    out: pageOf(Interaction),
  }),
  logInteraction: route({
    method: 'POST',
    path: '/clients/{client}/interactions',
    command: 'interaction log',
    summary: 'Puts a need, a problem, an intervention or a conversation on record.',
    access: workers,
    params: ofClient,
    body: InteractionDraft,
    out: Interaction,
    status: 201,
    idempotent: true,
    refusals: [interactionFuture, contactUnknown],
  }),
  editInteraction: route({
    method: 'PUT',
    path: '/interactions/{interaction}',
    command: 'interaction edit',
    summary: 'Edits what you put on record, on the same day; names the version it was made from.',
    access: workers,
    params: ofInteraction,
    body: InteractionDraft.extend({ version: z.int() }),
    out: Interaction,
    refusals: [
      editedMeanwhile,
      interactionNotYours,
      interactionDayOver,
      interactionStays,
      interactionFuture,
      contactUnknown,
    ],
  }),
  settleInteraction: route({
    method: 'POST',
    path: '/interactions/{interaction}/settlement',
    command: 'interaction settle',
    summary: 'Says how a need was answered or a problem settled; once.',
    access: workers,
    params: ofInteraction,
    body: z.object({ words: z.string().trim().min(1, 'say how it was settled').max(5000) }),
    out: Interaction,
    status: 201,
    idempotent: true,
    refusals: [interactionNeverOpen, interactionSettled],
  }),
  shareInteraction: route({
    method: 'POST',
    path: '/interactions/{interaction}/share',
    command: 'interaction share',
    summary: 'Shows an interaction to the client in the portal, as it is now and for good.',
    access: lead,
    params: ofInteraction,
    out: Interaction,
    status: 201,
    idempotent: true,
    refusals: [interactionShared],
  }),
  listSharedInteractions: route({
    method: 'GET',
    path: '/clients/{client}/shared-interactions',
    command: 'interaction shared',
    summary: 'Lists the interactions that the client sees, the latest first.',
    access: everyone,
    params: ofClient,
    query: PageQuery,
    out: pageOf(SharedInteraction),
  }),
};
