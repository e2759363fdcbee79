import { z } from 'zod';
import { Month } from '../core/shape.ts';
import { everyone, route } from '../people/access.ts';
import { ClientId } from '../people/person.ts';
import { Alert, AlertId, AlertLevels, contactUnknown } from './alert.ts';

const ofClient = z.object({ client: ClientId });

export const alertsApi = {
  showAlertLevels: route({
    method: 'GET',
    path: '/clients/{client}/alert-levels',
    command: 'alert levels',
    summary: 'Shows at which levels of its hours a client is told, and who of it by mail.',
    access: everyone,
    params: ofClient,
    out: AlertLevels,
  }),
  changeAlertLevels: route({
    method: 'PUT',
    path: '/clients/{client}/alert-levels',
    command: 'alert change',
    summary: 'Chooses at which levels of its hours a client is told from now on, and who of it by mail.',
    access: ['csdm', 'supervisor', 'administrator', 'client-executive'],
    params: ofClient,
    body: AlertLevels,
    out: AlertLevels,
    idempotent: true,
    refusals: [contactUnknown],
  }),
  listAlerts: route({
    method: 'GET',
    path: '/alerts',
    command: 'alert list',
    summary:
      'Lists the latest 500 alerts that the asker has not dismissed, newest first; what is foreseen as it holds now.',
    access: everyone,
    query: z.object({
      client: ClientId.optional(),
      month: Month.optional(),
      /** Of all clients, or of those you are on the team of. */
      of: z.enum(['all', 'mine']).default('all'),
    }),
    out: z.array(Alert),
  }),
  dismissAlert: route({
    method: 'POST',
    path: '/alerts/{alert}/dismissal',
    command: 'alert dismiss',
    summary: 'Says that the asker has read an alert; others still see it.',
    access: everyone,
    params: z.object({ alert: AlertId }),
    out: Alert,
  }),
};
