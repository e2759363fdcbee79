import { z } from 'zod';
import { refusal } from '../core/refusal.ts';
import { lead, route } from '../people/access.ts';
import { ofEntry, Reason } from './decision-api.ts';
import { internalStays, notYours } from './decision.ts';
import { Entry } from './entry.ts';

export const emergencyAlready = refusal(
  409,
  'emergency.given-already',
  'Why this could not wait is on record already.',
);

export const emergencyApi = {
  giveEmergency: route({
    method: 'POST',
    path: '/entries/{entry}/emergency',
    command: 'entry emergency',
    summary:
      'Says why work could not wait for the client’s consent to overage beyond its cap; the reason stays with the entry.',
    access: lead,
    params: ofEntry,
    body: z.object({ reason: Reason }),
    out: Entry,
    idempotent: true,
    refusals: [emergencyAlready, internalStays, notYours],
  }),
};
