import { z } from 'zod';
import { PageQuery, pageOf } from '../core/page.ts';
import { refusal } from '../core/refusal.ts';
import { lead, route, staff } from '../people/access.ts';
import { ClientId } from '../people/person.ts';
import { Health, HealthNote, HealthNoteDraft } from './health.ts';

const ofClient = z.object({ client: ClientId });

export const healthUnknown = refusal(
  409,
  'health.unknown',
  'There is nothing to reckon the health of this relationship from yet. Say how the client feels about us.',
);

export const healthApi = {
  listHealth: route({
    method: 'GET',
    path: '/relationship-health',
    command: 'health list',
    summary: 'Lists how the relationship with each client stands, by name, each with its arithmetic.',
    access: staff,
    query: PageQuery.extend({
      /** All clients, or those you are on the team of. */
      of: z.enum(['all', 'mine']).default('all'),
    }),
    out: pageOf(Health),
  }),
  showHealth: route({
    method: 'GET',
    path: '/clients/{client}/health',
    command: 'health show',
    summary:
      'Shows how the relationship with a client stands: the score, and reason by reason how it comes about.',
    access: staff,
    params: ofClient,
    out: Health,
  }),
  noteHealth: route({
    method: 'POST',
    path: '/clients/{client}/health-notes',
    command: 'health note',
    summary: 'Notes how the relationship with a client stands, with its score as it is; it never changes.',
    access: lead,
    params: ofClient,
    body: HealthNoteDraft,
    out: HealthNote,
    status: 201,
    idempotent: true,
    refusals: [healthUnknown],
  }),
  listHealthNotes: route({
    method: 'GET',
    path: '/clients/{client}/health-notes',
    command: 'health notes',
    summary: 'Lists what was noted of the relationship with a client, the latest first.',
    access: staff,
    params: ofClient,
    query: PageQuery,
    out: pageOf(HealthNote),
  }),
};
