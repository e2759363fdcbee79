import { notFound, Refused } from '../core/refusal.ts';
import type { Handlers } from '../core/route.ts';
import { queueMail } from '../mail/handlers.ts';
import { doneBy, type Context } from '../people/context.ts';
import { canonical } from '../quotes/event-log.ts';
import { listActions } from './action-store.ts';
import { agendaOf } from './agenda-handlers.ts';
import { pageFor, whenInWords } from './invitation-handlers.ts';
import {
  edited,
  minutesEdited,
  minutesFor,
  minutesNotBegun,
  minutesNotPublished,
  minutesPublished,
  published,
  requireAttended,
  requireItsDay,
  type MeetingMinutes,
  type Publication,
  type PublishedMinutes,
} from './meeting-minutes.ts';
import type { minutesApi } from './minutes-api.ts';
import * as store from './minutes-store.ts';
import { inviteesOf, theLockedTouchPoint, theTouchPoint } from './touch-point-handlers.ts';
import { updateState } from './touch-point-store.ts';
import { requireAhead, type TouchPoint, type TouchPointId } from './touch-point.ts';

export const minutesHandlers: Handlers<typeof minutesApi, Context> = {
  async beginMinutes(context, { params }) {
    const { db, providerId } = context;
    const touchPoint = await theLockedTouchPoint(context, params.touchPoint);
    const begun = await store.findMinutes(db, providerId, touchPoint.id);
    if (begun) {
      record(context, 'minutes.found', touchPoint, { version: begun.version });
      return begun;
    }
    requireAhead(touchPoint);
    requireItsDay(touchPoint, context.now);
    const document = minutesFor(await agendaOf(context, touchPoint));
    await store.insertMinutes(db, providerId, touchPoint, document, doneBy(context));
    await updateState(db, providerId, touchPoint, 'held');
    record(context, 'minutes.begun', touchPoint, { items: document.items.map(({ key }) => key) });
    return theMinutes(context, touchPoint.id);
  },

  async showMinutes(context, { params }) {
    const { id } = await theTouchPoint(context, params.touchPoint);
    return theMinutes(context, id);
  },

  async saveMinutes(context, { params, body }) {
    const { db, providerId } = context;
    const touchPoint = await theLockedTouchPoint(context, params.touchPoint);
    const { version, editedByName, editedAt, ...document } = await theMinutes(context, touchPoint.id);
    if (touchPoint.standing.state === 'published')
      throw new Refused(minutesPublished, minutesPublished.title);
    if (version !== body.version)
      throw new Refused(minutesEdited, `${editedByName} saved version ${version} at ${editedAt}.`, {
        version,
      });
    const written = edited(document, body, await inviteesOf(context, touchPoint));
    await store.updateMinutes(db, providerId, touchPoint, written, version, doneBy(context));
    record(context, 'minutes.saved', touchPoint, { version: version + 1 });
    return theMinutes(context, touchPoint.id);
  },

  async publishMinutes(context, { params }) {
    const { db, providerId, actor, now } = context;
    const touchPoint = await theLockedTouchPoint(context, params.touchPoint);
    const before = await store.findPublication(db, providerId, touchPoint.id);
    if (before) {
      record(context, 'minutes.found', touchPoint, { hash: before.hash });
      return before;
    }
    const minutes = await theMinutes(context, touchPoint.id);
    requireAttended(minutes);
    const invited = await inviteesOf(context, touchPoint);
    const actions = await actionsOf(context, touchPoint);
    const at = now.toString();
    const document = canonical(published(minutes, { touchPoint, invited, actions, by: actor.name, at }));
    await store.insertPublication(db, providerId, touchPoint, Buffer.from(document), doneBy(context));
    await updateState(db, providerId, touchPoint, 'published');
    const publication = await thePublication(context, touchPoint.id);
    record(context, 'minutes.published', touchPoint, {
      hash: publication.hash,
      kind: touchPoint.kind,
      title: touchPoint.title,
      startsAt: touchPoint.startsAt,
      publishedAt: at,
      publishedBy: actor.id,
      version: minutes.version,
    });
    await tell(
      context,
      touchPoint,
      `minutes-published ${touchPoint.id}`,
      'Minutes',
      'The minutes are there:',
    );
    return publication;
  },

  async readMinutes(context, { params }) {
    const { id } = await theTouchPoint(context, params.touchPoint);
    return thePublication(context, id);
  },

  async addAddendum(context, { params, body }) {
    const { db, providerId } = context;
    const touchPoint = await theLockedTouchPoint(context, params.touchPoint);
    if (touchPoint.standing.state !== 'published')
      throw new Refused(minutesNotPublished, minutesNotPublished.title);
    const id = context.newId<'minutes-addendum'>();
    await store.insertAddendum(db, providerId, touchPoint, id, body.words, doneBy(context));
    record(context, 'minutes.corrected', touchPoint, { addendum: id, words: body.words });
    await tell(
      context,
      touchPoint,
      `minutes-corrected ${id}`,
      'Addendum to the minutes',
      `${body.words}\n\nThe minutes with all that was put right are here:`,
    );
    return thePublication(context, touchPoint.id);
  },
};

/** The minutes as they are written. Refused: `minutes.not-begun`. */
export async function theMinutes(
  { db, providerId }: Context,
  touchPoint: TouchPointId,
): Promise<MeetingMinutes> {
  const minutes = await store.findMinutes(db, providerId, touchPoint);
  if (!minutes) throw new Refused(minutesNotBegun, minutesNotBegun.title);
  return minutes;
}

async function thePublication({ db, providerId }: Context, touchPoint: TouchPointId): Promise<Publication> {
  const publication = await store.findPublication(db, providerId, touchPoint);
  if (!publication) throw new Refused(notFound, notFound.title);
  return publication;
}

const actionsMax = 500;

/** What was taken on in this call, and what is still open from those before, as the minutes tell it. */
async function actionsOf(
  { db, providerId }: Context,
  { id, clientId }: TouchPoint,
): Promise<PublishedMinutes['actions']> {
  const taken = await listActions(db, providerId, { touchPoint: id }, actionsMax, null);
  const open = await listActions(db, providerId, { client: clientId, open: true }, actionsMax, null);
  return [...taken, ...open.filter(({ touchPointId }) => touchPointId !== id)].map(
    ({ title, owner, dueDay, touchPointId }) => ({
      title,
      owner: owner.name,
      dueDay,
      state: touchPointId === id ? 'new' : 'carried over',
    }),
  );
}

/** Tells everybody who was invited. */
async function tell(
  context: Context,
  touchPoint: TouchPoint,
  key: string,
  what: string,
  words: string,
): Promise<void> {
  for (const invitee of await inviteesOf(context, touchPoint)) {
    if (!invitee.told) continue;
    await queueMail(context, {
      kind: 'minutes',
      key,
      client: touchPoint.clientId,
      to: invitee.email,
      subject: `${what}: ${touchPoint.clientName}, ${touchPoint.title}, ${whenInWords(touchPoint)}`,
      text: `Hello ${invitee.name},\n\n${words}`,
      page: pageFor(invitee, touchPoint),
    });
  }
}

function record(
  context: Context,
  act: `${string}.${string}`,
  { id, clientId }: TouchPoint,
  detail: object,
): void {
  context.record({ act, client: clientId, object: id, detail });
}
