import { z } from 'zod';
import { PageQuery, pageOf } from '../core/page.ts';
import { everyone, route, workers } from '../people/access.ts';
import { ClientId } from '../people/person.ts';
import {
  Action,
  ActionDraft,
  actionEdited,
  actionEnded,
  ActionId,
  notYourAction,
  ownerUnknown,
} from './action.ts';
import { minutesNotBegun, minutesPublished } from './meeting-minutes.ts';
import { TouchPointId } from './touch-point.ts';

const ofAction = z.object({ action: ActionId });

export const actionApi = {
  listActions: route({
    method: 'GET',
    path: '/actions',
    command: 'action list',
    summary:
      'Lists actions by the day they are due: of all clients, of one or of one call, all of them or one’s own. A client sees those of published minutes.',
    access: everyone,
    query: PageQuery.extend({
      client: ClientId.optional(),
      touchPoint: TouchPointId.optional(),
      of: z.enum(['mine', 'all']).default('all'),
      state: z.enum(['open', 'ended']).optional(),
    }),
    out: pageOf(Action),
  }),
  addAction: route({
    method: 'POST',
    path: '/touch-points/{touchPoint}/actions',
    command: 'action add',
    summary: 'Notes in a call what somebody takes on, and until when.',
    access: workers,
    params: z.object({ touchPoint: TouchPointId }),
    body: ActionDraft,
    out: Action,
    status: 201,
    idempotent: true,
    refusals: [minutesNotBegun, minutesPublished, ownerUnknown],
  }),
  editAction: route({
    method: 'PUT',
    path: '/actions/{action}',
    command: 'action edit',
    summary: 'Changes what is to be done, by whom or until when; names the version it was made from.',
    access: workers,
    params: ofAction,
    body: ActionDraft.extend({ version: z.int() }),
    out: Action,
    refusals: [actionEnded, actionEdited, ownerUnknown],
  }),
  completeAction: route({
    method: 'POST',
    path: '/actions/{action}/completion',
    command: 'action complete',
    summary: 'Says that an action is done; people of a client say so of their own.',
    access: everyone,
    params: ofAction,
    body: z.object({ note: z.string().trim().max(1000).default('') }),
    out: Action,
    idempotent: true,
    refusals: [actionEnded, notYourAction],
  }),
  dropAction: route({
    method: 'POST',
    path: '/actions/{action}/drop',
    command: 'action drop',
    summary: 'Drops an action that is no longer to be done, with a reason.',
    access: workers,
    params: ofAction,
    body: z.object({ reason: z.string().trim().min(1, 'say why').max(1000) }),
    out: Action,
    idempotent: true,
    refusals: [actionEnded],
  }),
};
