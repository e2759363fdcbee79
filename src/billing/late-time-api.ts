import { z } from 'zod';
import { ContractId } from '../contracts/contract.ts';
import { PageQuery, pageOf } from '../core/page.ts';
import { Month } from '../core/shape.ts';
import { finance, lead, reviewers, route, staff, workers } from '../people/access.ts';
import { ClientId, PersonId } from '../people/person.ts';
import {
  bookedOtherwise,
  clientMissing,
  groupOfRole,
  hasSeconds,
  inFuture,
  notDesignated,
  noTime,
  openEnded,
  overlaps,
  roleNotHeld,
  supervisorAllows,
  tooLong,
} from '../time/capture.ts';
import { internalStays, notYours, notYoursToDecide } from '../time/decision.ts';
import { adjustmentTooLarge } from './adjustment.ts';
import {
  acrossMonths,
  correctsUndecided,
  LateApproval,
  LateCorrection,
  lateAfterHours,
  lateDecided,
  lateHeldBack,
  lateMonthOpen,
  LateRejection,
  lateStates,
  LateTime,
  LateTimeDraft,
  LateTimeId,
  LateTimeMonth,
  monthNotClosed,
} from './late-time.ts';

const ofLateTime = z.object({ lateTime: LateTimeId });
const ofMonth = z.object({ contract: ContractId, month: Month });
const sound = [hasSeconds, noTime, tooLong, inFuture, openEnded, overlaps, notYours];

export const lateTimeApi = {
  logLateTime: route({
    method: 'POST',
    path: '/late-time',
    command: 'late-time log',
    summary:
      'Logs time for a closed month, with the reason why it comes late, and submits it: one’s own or, for a supervisor, that of the person named.',
    access: workers,
    body: LateTimeDraft,
    out: LateTime,
    status: 201,
    idempotent: true,
    refusals: [
      ...sound,
      clientMissing,
      groupOfRole,
      roleNotHeld,
      notDesignated,
      supervisorAllows,
      bookedOtherwise,
      monthNotClosed,
      acrossMonths,
    ],
  }),
  correctTime: route({
    method: 'POST',
    path: '/late-time/corrections',
    command: 'late-time correct',
    summary:
      'Says what an entry of a closed month, or late time that was approved, should have been: other minutes, billed otherwise, or taken away.',
    access: workers,
    body: LateCorrection,
    out: LateTime,
    status: 201,
    idempotent: true,
    refusals: [...sound, internalStays, monthNotClosed, acrossMonths, correctsUndecided],
  }),
  listLateTime: route({
    method: 'GET',
    path: '/late-time',
    command: 'late-time list',
    summary: 'Lists late time newest first: what waits, what was decided, what was billed.',
    access: staff,
    query: PageQuery.extend({
      client: ClientId.optional(),
      person: PersonId.optional(),
      state: z.enum(lateStates).optional(),
    }),
    out: pageOf(LateTime),
  }),
  listLateTimeMonths: route({
    method: 'GET',
    path: '/late-time-months',
    command: 'late-time months',
    summary:
      'Lists the closed months with late time that waits to be decided on or billed, by client and month, each with its effect.',
    access: reviewers,
    query: PageQuery.extend({ client: ClientId.optional() }),
    out: pageOf(LateTimeMonth),
  }),
  getLateTimeMonth: route({
    method: 'GET',
    path: '/contracts/{contract}/months/{month}/late-time',
    command: 'late-time show',
    summary: 'Shows all late time of a closed month, and what it comes to against what was billed.',
    access: reviewers,
    params: ofMonth,
    out: LateTimeMonth,
    refusals: [lateMonthOpen],
  }),
  approveLateTime: route({
    method: 'POST',
    path: '/late-time/{lateTime}/approval',
    command: 'late-time approve',
    summary: 'Approves late time, so that it can be billed.',
    access: lead,
    params: ofLateTime,
    body: LateApproval,
    out: LateTime,
    idempotent: true,
    refusals: [notYoursToDecide, lateDecided, lateAfterHours, lateHeldBack],
  }),
  rejectLateTime: route({
    method: 'POST',
    path: '/late-time/{lateTime}/rejection',
    command: 'late-time reject',
    summary: 'Rejects late time, with a reason.',
    access: lead,
    params: ofLateTime,
    body: LateRejection,
    out: LateTime,
    idempotent: true,
    refusals: [notYoursToDecide, lateDecided],
  }),
  billLateTime: route({
    method: 'POST',
    path: '/contracts/{contract}/months/{month}/late-bill',
    command: 'late-time bill',
    summary:
      'Bills the difference that approved late time makes to a closed month: adjustments, which are lines of the client’s next invoice. What was billed is not billed again.',
    access: finance,
    params: ofMonth,
    out: LateTimeMonth,
    idempotent: true,
    refusals: [lateMonthOpen, adjustmentTooLarge],
  }),
};
