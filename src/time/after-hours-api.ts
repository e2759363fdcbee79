import { z } from 'zod';
import { editedMeanwhile } from '../clients/api.ts';
import { refusal } from '../core/refusal.ts';
import { route, supervisor } from '../people/access.ts';
import { ofEntry, Reason } from './decision-api.ts';
import { internalStays, notWaiting } from './decision.ts';
import { Entry } from './entry.ts';

export const afterHoursApprovedAlready = refusal(
  409,
  'after-hours.approved-already',
  'After-hours time of this entry may be billed already.',
);
export const nothingAfterHours = refusal(
  409,
  'after-hours.nothing-left',
  'There is no after-hours time here that waits for a decision.',
);

export const afterHoursApi = {
  approveAfterHours: route({
    method: 'POST',
    path: '/entries/{entry}/after-hours-approval',
    command: 'after-hours approve',
    summary: 'Lets after-hours time that was not booked beforehand be billed, with a reason.',
    access: supervisor,
    params: ofEntry,
    body: z.object({ reason: Reason }),
    out: Entry,
    idempotent: true,
    refusals: [afterHoursApprovedAlready, internalStays],
  }),
  writeOffAfterHours: route({
    method: 'POST',
    path: '/entries/{entry}/after-hours-write-off',
    command: 'after-hours write-off',
    summary:
      'Makes the after-hours time of an entry goodwill, with a reason, and leaves its business time as it is; the parts become entries of their own.',
    access: supervisor,
    params: ofEntry,
    body: z.object({ reason: Reason, version: z.int() }),
    out: z.array(Entry),
    idempotent: true,
    refusals: [afterHoursApprovedAlready, internalStays, nothingAfterHours, notWaiting, editedMeanwhile],
  }),
};
