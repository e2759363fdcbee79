import { listContacts } from '../clients/store.ts';
import { nextCursor, readCursor } from '../core/page.ts';
import { notFound, Refused } from '../core/refusal.ts';
import type { Handlers } from '../core/route.ts';
import { doneBy, type Context } from '../people/context.ts';
import { PersonId, type ClientId } from '../people/person.ts';
import { findPerson } from '../people/store.ts';
import type { actionApi } from './action-api.ts';
import * as store from './action-store.ts';
import {
  actionEdited,
  actionEnded,
  notYourAction,
  ownerUnknown,
  type Action,
  type ActionDraft,
  type ActionId,
} from './action.ts';
import { minutesPublished } from './meeting-minutes.ts';
import { theMinutes } from './minutes-handlers.ts';
import { theLockedTouchPoint } from './touch-point-handlers.ts';

export const actionHandlers: Handlers<typeof actionApi, Context> = {
  async listActions({ db, providerId, actor }, { query }) {
    const after = readCursor(query.cursor);
    const found = await store.listActions(
      db,
      providerId,
      {
        client: query.client,
        touchPoint: query.touchPoint,
        owner: query.of === 'mine' ? actor : undefined,
        open: query.state === undefined ? undefined : query.state === 'open',
        published: actor.clientId !== null,
      },
      query.limit + 1,
      after && { dueDay: after[0] ?? '', id: after[1] ?? '' },
    );
    return nextCursor(found, query.limit, ({ dueDay, id }) => [dueDay, id]);
  },

  async addAction(context, { params, body }) {
    const { db, providerId, actor, now } = context;
    const touchPoint = await theLockedTouchPoint(context, params.touchPoint);
    await theMinutes(context, touchPoint.id);
    if (touchPoint.standing.state === 'published')
      throw new Refused(minutesPublished, 'Note it in the next call.');
    await requireOwner(context, touchPoint.clientId, body);
    const id = context.newId<'action'>();
    await store.insertAction(db, providerId, touchPoint, id, body, actor.id, now.toString());
    context.record({ act: 'action.added', client: touchPoint.clientId, object: id, detail: body });
    return theAction(context, id);
  },

  async editAction(context, { params, body }) {
    const { version, ...draft } = body;
    const before = await theOpenAction(context, params.action);
    await requireOwner(context, before.clientId, draft);
    if (!(await store.updateAction(context.db, context.providerId, before, draft, version)))
      throw new Refused(actionEdited, `It is at version ${before.version} now.`, { version: before.version });
    context.record({
      act: 'action.edited',
      client: before.clientId,
      object: before.id,
      detail: { before, after: draft },
    });
    return theAction(context, before.id);
  },

  async completeAction(context, { params, body }) {
    const action = await theOpenAction(context, params.action);
    await requireOwn(context, action);
    return end(context, action, 'done', body.note === '' ? null : body.note);
  },

  async dropAction(context, { params, body }) {
    return end(context, await theOpenAction(context, params.action), 'dropped', body.reason);
  },
};

/** The action as whoever asks may see it: of people of a client, one of published minutes. */
async function theAction({ db, providerId, actor }: Context, id: ActionId): Promise<Action> {
  const [action] = await store.listActions(
    db,
    providerId,
    { id, published: actor.clientId !== null },
    1,
    null,
  );
  if (!action) throw new Refused(notFound, notFound.title);
  return action;
}

async function theOpenAction(context: Context, id: ActionId): Promise<Action> {
  const action = await theAction(context, id);
  if (action.end)
    throw new Refused(actionEnded, `${action.end.byName} said that it is ${action.end.outcome}.`);
  return action;
}

/** People of a client say of their own actions that they are done, its executives of all of the client. */
async function requireOwn({ db, providerId, actor }: Context, { id, owner }: Action): Promise<void> {
  if (actor.clientId === null) return;
  const isExecutive = actor.roles.includes('client-executive') && owner.side === 'client';
  const own = await store.listActions(db, providerId, { id, owner: actor }, 1, null);
  if (!isExecutive && own.length === 0) throw new Refused(notYourAction, `It is ${owner.name}’s to do.`);
}

async function requireOwner(
  { db, providerId }: Context,
  client: ClientId,
  { owner }: ActionDraft,
): Promise<void> {
  if (owner.side === 'client') {
    const contacts = await listContacts(db, providerId, client);
    if (contacts.some(({ id, endedAt }) => id === owner.id && endedAt === null)) return;
  } else {
    const person = await findPerson(db, providerId, PersonId.parse(owner.id));
    if (person?.active && person.clientId === null) return;
  }
  throw new Refused(ownerUnknown, ownerUnknown.title, {}, [
    { path: '/owner', message: 'choose somebody who can take it on' },
  ]);
}

async function end(
  context: Context,
  action: Action,
  outcome: 'done' | 'dropped',
  reason: string | null,
): Promise<Action> {
  const { db, providerId } = context;
  const ended = { outcome, reason, ...doneBy(context) };
  if (!(await store.insertEnd(db, providerId, action, ended)))
    throw new Refused(actionEnded, actionEnded.title);
  context.record({
    act: outcome === 'done' ? 'action.done' : 'action.dropped',
    client: action.clientId,
    object: action.id,
    detail: { title: action.title, reason },
  });
  return theAction(context, action.id);
}
