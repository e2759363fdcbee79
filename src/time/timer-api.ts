import { z } from 'zod';
import { route, workers } from '../people/access.ts';
import {
  clientMissing,
  groupOfRole,
  inFuture,
  notDesignated,
  openEnded,
  overlaps,
  roleNotHeld,
  tooLong,
} from './capture.ts';
import { decidedOtherwise } from './scope-decision.ts';
import {
  noTimer,
  outsideTimer,
  ranLong,
  Stopped,
  Timer,
  TimerDraft,
  timerRunning,
  TimerStop,
} from './timer.ts';

const mayNot = [clientMissing, groupOfRole, openEnded, roleNotHeld, notDesignated, decidedOtherwise];
const stopping = [
  noTimer,
  ranLong,
  outsideTimer,
  tooLong,
  inFuture,
  notDesignated,
  roleNotHeld,
  overlaps,
  decidedOtherwise,
];

export const timersApi = {
  showTimer: route({
    method: 'GET',
    path: '/timer',
    command: 'timer show',
    summary:
      'Shows what you are working on just now, on whatever device it was started; null where no timer runs.',
    access: workers,
    out: z.object({ timer: Timer.nullable() }),
  }),
  startTimer: route({
    method: 'POST',
    path: '/timer',
    command: 'timer start',
    summary: 'Starts your timer; there is one for each person.',
    access: workers,
    body: TimerDraft,
    out: Timer,
    status: 201,
    idempotent: true,
    refusals: [timerRunning, ...mayNot],
  }),
  stopTimer: route({
    method: 'POST',
    path: '/timer/stop',
    command: 'timer stop',
    summary:
      'Stops your timer and logs what it ran as a draft, in whole minutes; asks when the work ended where it ran for long.',
    access: workers,
    body: TimerStop,
    out: Stopped,
    idempotent: true,
    refusals: stopping,
  }),
  switchTimer: route({
    method: 'POST',
    path: '/timer/switch',
    command: 'timer switch',
    summary: 'Stops your timer as "timer stop" does, and starts it for something else at the same minute.',
    access: workers,
    body: TimerDraft.extend({ stop: TimerStop.default({}) }),
    out: z.object({ stopped: Stopped, timer: Timer }),
    idempotent: true,
    refusals: [...stopping, ...mayNot.filter((kind) => !stopping.includes(kind))],
  }),
  discardTimer: route({
    method: 'DELETE',
    path: '/timer',
    command: 'timer discard',
    summary: 'Takes your timer away without logging anything; the record keeps what it was.',
    access: workers,
    out: Timer,
    idempotent: true,
    refusals: [noTimer],
  }),
};
