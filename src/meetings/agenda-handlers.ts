import { theClient } from '../clients/handlers.ts';
import { Refused } from '../core/refusal.ts';
import type { Handlers } from '../core/route.ts';
import { todayIn } from '../core/zone.ts';
import { doneBy, type Context } from '../people/context.ts';
import type { agendaApi } from './agenda-api.ts';
import { agendaSources } from './agenda-source-handlers.ts';
import { agendaClosed, arrangeAgenda, requireExplained, theItem, type AgendaItem } from './agenda.ts';
import * as store from './minutes-store.ts';
import { theLockedTouchPoint, theTouchPoint } from './touch-point-handlers.ts';
import type { TouchPoint, TouchPointId } from './touch-point.ts';

export const agendaHandlers: Handlers<typeof agendaApi, Context> = {
  showAgenda: async (context, { params }) => answer(context, await theTouchPoint(context, params.touchPoint)),

  async addAgendaItem(context, { params, body }) {
    const touchPoint = await theOpenTouchPoint(context, params.touchPoint);
    const { db, providerId, actor } = context;
    const id = context.newId<'agenda-item'>();
    const proposed = actor.clientId !== null;
    await store.insertAgendaItem(db, providerId, touchPoint, id, { ...body, proposed }, doneBy(context));
    record(context, proposed ? 'agenda-item.proposed' : 'agenda-item.added', touchPoint, { id, ...body });
    return answer(context, touchPoint);
  },

  async dropAgendaItem(context, { params, body }) {
    const touchPoint = await theOpenTouchPoint(context, params.touchPoint);
    const item = theItem(await agendaOf(context, touchPoint), body.key);
    requireExplained(item, body.reason);
    await store.saveDrop(context.db, context.providerId, touchPoint, body.key, body.reason, doneBy(context));
    record(context, 'agenda-item.dropped', touchPoint, { ...body, title: item.title });
    return answer(context, touchPoint);
  },

  async restoreAgendaItem(context, { params, body }) {
    const touchPoint = await theOpenTouchPoint(context, params.touchPoint);
    theItem(await agendaOf(context, touchPoint), body.key);
    await store.deleteDrop(context.db, context.providerId, touchPoint.id, body.key);
    record(context, 'agenda-item.restored', touchPoint, body);
    return answer(context, touchPoint);
  },

  async orderAgenda(context, { params, body }) {
    const touchPoint = await theOpenTouchPoint(context, params.touchPoint);
    const agenda = await agendaOf(context, touchPoint);
    for (const key of body.keys) theItem(agenda, key);
    await store.saveOrder(context.db, context.providerId, touchPoint, body.keys);
    record(context, 'agenda.ordered', touchPoint, body);
    return answer(context, touchPoint);
  },
};

/** The agenda of a call as it stands at this moment, for whoever asks: of people of a client, what is for both sides. */
export async function agendaOf(context: Context, touchPoint: TouchPoint): Promise<AgendaItem[]> {
  const client = await theClient(context, touchPoint.clientId);
  const asked = { client, today: todayIn(client.timeZone, context.now) };
  const isClient = context.actor.clientId !== null;
  const found = [];
  for (const { find, ...source } of agendaSources)
    if (!isClient || source.audience === 'client')
      found.push({ ...source, lines: await find(context, asked) });
  return arrangeAgenda(found, await store.findWishes(context.db, context.providerId, touchPoint.id));
}

async function answer(context: Context, touchPoint: TouchPoint): Promise<{ items: AgendaItem[] }> {
  const items = await agendaOf(context, touchPoint);
  return { items: context.actor.clientId === null ? items : items.filter(({ dropped }) => dropped === null) };
}

async function theOpenTouchPoint(context: Context, id: TouchPointId): Promise<TouchPoint> {
  const touchPoint = await theLockedTouchPoint(context, id);
  const { state } = touchPoint.standing;
  if (state === 'planned' || state === 'moved') return touchPoint;
  throw new Refused(agendaClosed, agendaClosed.title, { state });
}

function record(
  context: Context,
  act: `${string}.${string}`,
  { id, clientId }: TouchPoint,
  detail: object,
): void {
  context.record({ act, client: clientId, object: id, detail });
}
