import { z } from 'zod';
import { PageQuery, pageOf } from '../core/page.ts';
import { Day, Moment } from '../core/shape.ts';
import { everyone, lead, route, staff, workers } from '../people/access.ts';
import { ClientId } from '../people/person.ts';
import {
  ruleUnusable,
  Series,
  SeriesDraft,
  seriesEnded,
  SeriesId,
  seriesReversed,
  strangerInvited,
} from './series.ts';
import {
  callOver,
  callPast,
  InvitedTouchPoint,
  TouchPoint,
  TouchPointId,
  TouchPointMove,
} from './touch-point.ts';

const ofClient = z.object({ client: ClientId });
const ofSeries = z.object({ series: SeriesId });
const ofTouchPoint = z.object({ touchPoint: TouchPointId });
const Reason = z.string().trim().min(1, 'say why').max(1000);
const unfit = [ruleUnusable, seriesReversed, strangerInvited];

export const touchPointApi = {
  listSeries: route({
    method: 'GET',
    path: '/clients/{client}/meeting-series',
    command: 'meeting-series list',
    summary: 'Lists the series of calls with a client, the one that began last first.',
    access: staff,
    params: ofClient,
    out: z.array(Series),
  }),
  beginSeries: route({
    method: 'POST',
    path: '/clients/{client}/meeting-series',
    command: 'meeting-series begin',
    summary:
      'Begins a series of calls with a client, in the client’s zone: its dates are planned six months ahead, and everybody is invited by mail five weeks ahead of each.',
    access: lead,
    params: ofClient,
    body: SeriesDraft,
    out: Series,
    status: 201,
    idempotent: true,
    refusals: unfit,
  }),
  changeSeries: route({
    method: 'POST',
    path: '/meeting-series/{series}/change',
    command: 'meeting-series change',
    summary:
      'Replaces a series by another from a day on; what was before that day stays, and calls that people were told of are cancelled.',
    access: lead,
    params: ofSeries,
    body: SeriesDraft,
    out: Series,
    status: 201,
    idempotent: true,
    refusals: [...unfit, seriesEnded],
  }),
  endSeries: route({
    method: 'POST',
    path: '/meeting-series/{series}/ending',
    command: 'meeting-series end',
    summary: 'Ends a series on a day, its first without; calls that people were told of are cancelled.',
    access: lead,
    params: ofSeries,
    body: z.object({ from: Day, reason: Reason }),
    out: Series,
    idempotent: true,
    refusals: [seriesEnded],
  }),
  listTouchPoints: route({
    method: 'GET',
    path: '/touch-points',
    command: 'touch-point list',
    summary:
      'Lists calls by when they begin: of all clients or of one, all of them or those one is invited to, of a period or from its end backwards.',
    access: everyone,
    query: PageQuery.extend({
      client: ClientId.optional(),
      of: z.enum(['mine', 'all']).default('all'),
      from: Moment.optional(),
      to: Moment.optional(),
      order: z.enum(['earliest-first', 'latest-first']).default('earliest-first'),
    }),
    out: pageOf(TouchPoint),
  }),
  getTouchPoint: route({
    method: 'GET',
    path: '/touch-points/{touchPoint}',
    command: 'touch-point show',
    summary: 'Shows a call: when and where it is, who is invited, and how it stands.',
    access: everyone,
    params: ofTouchPoint,
    out: InvitedTouchPoint,
  }),
  moveTouchPoint: route({
    method: 'POST',
    path: '/touch-points/{touchPoint}/move',
    command: 'touch-point move',
    summary: 'Moves one call; everybody who was invited is told.',
    access: workers,
    params: ofTouchPoint,
    body: TouchPointMove,
    out: TouchPoint,
    idempotent: true,
    refusals: [callOver, callPast],
  }),
  cancelTouchPoint: route({
    method: 'POST',
    path: '/touch-points/{touchPoint}/cancellation',
    command: 'touch-point cancel',
    summary: 'Cancels one call with a reason; everybody who was invited is told.',
    access: workers,
    params: ofTouchPoint,
    body: z.object({ reason: Reason }),
    out: TouchPoint,
    idempotent: true,
    refusals: [callOver],
  }),
  prepareTouchPoint: route({
    method: 'POST',
    path: '/touch-points/{touchPoint}/preparation',
    command: 'touch-point prepare',
    summary: 'Says that somebody went through the agenda of a call; the first time stands.',
    access: workers,
    params: ofTouchPoint,
    out: TouchPoint,
    idempotent: true,
    refusals: [callOver],
  }),
};
