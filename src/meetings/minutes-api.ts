import { z } from 'zod';
import { everyone, lead, route, staff, workers } from '../people/access.ts';
import {
  MeetingMinutes,
  minutesEdited,
  minutesEmpty,
  minutesNotBegun,
  minutesNotPublished,
  MinutesEdit,
  minutesPublished,
  minutesTooEarly,
  minutesUnknownPart,
  Publication,
} from './meeting-minutes.ts';
import { callOver, TouchPointId } from './touch-point.ts';

const ofTouchPoint = z.object({ touchPoint: TouchPointId });

export const minutesApi = {
  beginMinutes: route({
    method: 'POST',
    path: '/touch-points/{touchPoint}/minutes',
    command: 'minutes begin',
    summary:
      'Begins the minutes of a call, on its day or later: its agenda is taken as it is at this moment, and the call counts as held.',
    access: workers,
    params: ofTouchPoint,
    out: MeetingMinutes,
    status: 201,
    idempotent: true,
    refusals: [callOver, minutesTooEarly],
  }),
  showMinutes: route({
    method: 'GET',
    path: '/touch-points/{touchPoint}/minutes',
    command: 'minutes show',
    summary: 'Shows the minutes of a call as they are written; a client reads them once they are published.',
    access: staff,
    params: ofTouchPoint,
    out: MeetingMinutes,
    refusals: [minutesNotBegun],
  }),
  saveMinutes: route({
    method: 'PUT',
    path: '/touch-points/{touchPoint}/minutes',
    command: 'minutes save',
    summary: 'Saves notes, decisions and who was there; names the version it was made from.',
    access: workers,
    params: ofTouchPoint,
    body: MinutesEdit,
    out: MeetingMinutes,
    refusals: [minutesNotBegun, minutesPublished, minutesEdited, minutesUnknownPart],
  }),
  publishMinutes: route({
    method: 'POST',
    path: '/touch-points/{touchPoint}/publication',
    command: 'minutes publish',
    summary:
      'Publishes the minutes of a call: they never change again, the client reads them, and everybody who was invited is told by mail, once.',
    access: lead,
    params: ofTouchPoint,
    out: Publication,
    idempotent: true,
    refusals: [minutesNotBegun, minutesEmpty],
  }),
  readMinutes: route({
    method: 'GET',
    path: '/touch-points/{touchPoint}/publication',
    command: 'minutes read',
    summary: 'Shows published minutes with their hash, and what was put right since.',
    access: everyone,
    params: ofTouchPoint,
    out: Publication,
  }),
  addAddendum: route({
    method: 'POST',
    path: '/touch-points/{touchPoint}/addenda',
    command: 'minutes correct',
    summary: 'Puts something right about published minutes; whoever was told of them is told.',
    access: lead,
    params: ofTouchPoint,
    body: z.object({ words: z.string().trim().min(1, 'say what is right').max(5000) }),
    out: Publication,
    status: 201,
    idempotent: true,
    refusals: [minutesNotPublished],
  }),
};
