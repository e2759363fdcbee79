import type { FileOut } from '../core/file.ts';
import { nextCursor, readCursor } from '../core/page.ts';
import { notFound, Refused, type RefusalKind } from '../core/refusal.ts';
import type { Handlers } from '../core/route.ts';
import { refusing } from '../database/refusals.ts';
import { queueMail, type Sender } from '../mail/handlers.ts';
import { doneBy, type Context } from '../people/context.ts';
import type { ClientId } from '../people/person.ts';
import type { announcementsApi } from './announcement-api.ts';
import * as deliveries from './announcement-delivery-store.ts';
import { proofCsv } from './announcement-proof.ts';
import * as store from './announcement-store.ts';
import {
  announcementAcknowledged,
  announcementMail,
  announcementPublished,
  announcementReplaced,
  audienceUnknown,
  peopleIn,
  requireAcknowledgeable,
  requireAudience,
  requireDraft,
  requireInForce,
  requireInTime,
  type Announcement,
  type AnnouncementId,
  type ClientAnnouncement,
  type MailedAnnouncement,
  type ProofLine,
  type ReachedClient,
  type Telling,
} from './announcement.ts';
import { editedMeanwhile } from './api.ts';
import { theClient } from './handlers.ts';

const constraints: Readonly<Record<string, RefusalKind>> = {
  announcement_client_known: audienceUnknown,
  announcement_technology_group_known: audienceUnknown,
  announcement_publication_pkey: announcementPublished,
  announcement_replaced_once: announcementReplaced,
};

export const announcementsHandlers: Handlers<typeof announcementsApi, Context> = {
  async listAnnouncements({ db, providerId, now }, { query: { limit, cursor, state } }) {
    const [draftedAt = '', id = ''] = readCursor(cursor) ?? [];
    const after = cursor === undefined ? null : { draftedAt, id };
    const listed = await store.listAnnouncements(db, providerId, { state }, now.toString(), limit + 1, after);
    return nextCursor(listed, limit, (one) => [one.draftedAt, one.id]);
  },

  getAnnouncement: (context, { params }) => theAnnouncement(context, params.announcement),

  async draftAnnouncement(context, { body }) {
    const { db, providerId } = context;
    const id = context.newId<'announcement'>();
    const made = { id, replaces: null, ...doneBy(context) };
    await refusing(constraints, store.insertAnnouncement(db, providerId, body, made));
    return recorded(context, 'announcement.drafted', id);
  },

  async editAnnouncement(context, { params, body: { version, ...draft } }) {
    const { db, providerId } = context;
    const before = await theAnnouncement(context, params.announcement, 'locked');
    requireDraft(before);
    if (!(await refusing(constraints, store.updateAnnouncement(db, providerId, before.id, draft, version))))
      throw new Refused(editedMeanwhile, `It is at version ${before.version} now.`, {
        version: before.version,
      });
    return recorded(context, 'announcement.edited', before.id);
  },

  async discardAnnouncement(context, { params }) {
    const draft = await theAnnouncement(context, params.announcement, 'locked');
    requireDraft(draft);
    await store.deleteAnnouncement(context.db, context.providerId, draft.id);
    context.record({ act: 'announcement.discarded', client: null, object: draft.id, detail: draft });
    return draft;
  },

  async previewAnnouncement(context, { params }) {
    const draft = await theAnnouncement(context, params.announcement);
    requireDraft(draft);
    const reached = await deliveries.reachedBy(context.db, context.providerId, draft.id);
    const first = reached.find(({ people }) => people.length > 0);
    const [recipient] = first?.people ?? [];
    const mail =
      first && recipient ? announcementMail(draft, first, recipient, { kind: 'announcement' }) : null;
    return {
      clients: reached.length,
      people: peopleIn(reached),
      reached,
      mail: mail && { to: mail.to, subject: mail.subject, text: mail.text },
    };
  },

  async publishAnnouncement(context, { params, body }) {
    const { db, providerId, actor, now } = context;
    const draft = await theAnnouncement(context, params.announcement, 'locked');
    requireDraft(draft);
    requireInTime(draft, now);
    if (draft.replaces) requireInForce(await theAnnouncement(context, draft.replaces.id, 'locked'));
    const reached = await deliveries.reachedBy(db, providerId, draft.id);
    requireAudience(reached, body);
    const at = now.toString();
    await refusing(constraints, deliveries.insertPublication(db, providerId, draft.id, actor.id, at));
    const clients = reached.map(({ clientId }) => clientId);
    await refusing(constraints, deliveries.insertDeliveries(db, providerId, draft.id, clients, at));
    const { kind, title } = draft;
    for (const { clientId } of reached)
      context.record({
        act: 'announcement.published',
        client: clientId,
        object: draft.id,
        detail: { kind, title, publishedAt: at, publishedBy: actor.id },
      });
    const told = await tell(context, draft, reached, { kind: 'announcement' });
    await deliveries.insertRecipients(db, providerId, draft.id, told);
    return theAnnouncement(context, draft.id);
  },

  async correctAnnouncement(context, { params }) {
    const { db, providerId } = context;
    const before = await theAnnouncement(context, params.announcement, 'locked');
    requireInForce(before);
    const id = context.newId<'announcement'>();
    const made = { id, replaces: before.id, ...doneBy(context) };
    await store.insertAnnouncement(db, providerId, before, made);
    return recorded(context, 'announcement.drafted', id);
  },

  async withdrawAnnouncement(context, { params, body: { reason } }) {
    const { db, providerId, actor, now } = context;
    const before = await theAnnouncement(context, params.announcement, 'locked');
    requireInForce(before);
    await deliveries.insertWithdrawals(db, providerId, before.id, reason, actor.id, now.toString());
    const told = await deliveries.toldOf(db, providerId, before.id);
    for (const { clientId } of told)
      context.record({
        act: 'announcement.withdrawn',
        client: clientId,
        object: before.id,
        detail: { reason },
      });
    await tell(context, before, told, { kind: 'announcement-withdrawn', reason });
    return theAnnouncement(context, before.id);
  },

  async listProofOfDelivery(context, { params, query: { limit, cursor, only } }) {
    const announcement = await theAnnouncement(context, params.announcement);
    const [clientName = '', client = '', name = '', email = ''] = readCursor(cursor) ?? [];
    const after = cursor === undefined ? null : { clientName, client, name, email };
    const lines = await proofOf(context, announcement, only, limit + 1, after);
    return nextCursor(lines, limit, ({ clientName, clientId, recipient }) => [
      clientName,
      clientId,
      recipient?.name ?? '',
      recipient?.email ?? '',
    ]);
  },

  async saveProofOfDelivery(context, { params }): Promise<FileOut> {
    const announcement = await theAnnouncement(context, params.announcement);
    const lines = await proofOf(context, announcement, undefined, proofLinesMax, null);
    const day = (announcement.publication?.at ?? announcement.draftedAt).slice(0, 10);
    return {
      name: `announcement-proof-${day}.csv`,
      mediaType: 'text/csv',
      content: new TextEncoder().encode(proofCsv(lines)),
    };
  },

  async listClientAnnouncements(context, { params, query: { limit, cursor, waiting } }) {
    const { db, providerId, actor } = context;
    const { id: client } = await theClient(context, params.client);
    const [waits = '', deliveredAt = '', id = ''] = readCursor(cursor) ?? [];
    const after = cursor === undefined ? null : { waits, deliveredAt, id };
    const which = { waiting: waiting === 'only' };
    const told = await deliveries.listTold(db, providerId, client, actor.id, which, limit + 1, after);
    return nextCursor(told, limit, (one) => [String(one.waits), one.deliveredAt, one.id]);
  },

  getClientAnnouncement: (context, { params }) => theTold(context, params.client, params.announcement),

  async readAnnouncement(context, { params }) {
    const { db, providerId, actor, now } = context;
    const told = await theTold(context, params.client, params.announcement);
    await deliveries.insertReading(db, providerId, told, actor.id, now.toString());
    context.record({ act: 'announcement.read', client: told.clientId, object: told.id, detail: {} });
    return theTold(context, told.clientId, told.id);
  },

  async acknowledgeAnnouncement(context, { params }) {
    const { db, providerId, actor, now } = context;
    const told = await theTold(context, params.client, params.announcement);
    requireAcknowledgeable(told);
    if (!(await deliveries.insertAcknowledgement(db, providerId, told, actor.id, now.toString())))
      throw new Refused(announcementAcknowledged, announcementAcknowledged.title);
    await deliveries.insertReading(db, providerId, told, actor.id, now.toString());
    const { kind, title, deliveredAt } = told;
    context.record({
      act: 'announcement.acknowledged',
      client: told.clientId,
      object: told.id,
      detail: { kind, title, deliveredAt, acknowledgedAt: now.toString(), acknowledgedBy: actor.id },
    });
    return theTold(context, told.clientId, told.id);
  },
};

/** As many recipients as the file of proof holds. */
const proofLinesMax = 100_000;

/** Queues one mail for each recipient, and answers who got one. */
export async function tell(
  sender: Sender,
  announcement: MailedAnnouncement,
  clients: readonly ReachedClient[],
  telling: Telling,
): Promise<deliveries.ToldRecipient[]> {
  const told: deliveries.ToldRecipient[] = [];
  for (const client of clients)
    for (const recipient of client.people) {
      const mail = await queueMail(sender, announcementMail(announcement, client, recipient, telling));
      if (mail !== null) told.push({ ...recipient, client: client.clientId, mail });
    }
  return told;
}

const proofOf = (
  { db, providerId, now }: Context,
  announcement: Announcement,
  only: 'overdue' | 'failed' | 'unread' | undefined,
  limit: number,
  after: deliveries.ProofPlace | null,
): Promise<ProofLine[]> =>
  deliveries.listProof(db, providerId, announcement, only, now.toString(), limit, after);

/** The draft as it is now, which goes on record. */
async function recorded(
  context: Context,
  act: `${string}.${string}`,
  id: AnnouncementId,
): Promise<Announcement> {
  const announcement = await theAnnouncement(context, id);
  context.record({ act, client: null, object: id, detail: announcement });
  return announcement;
}

async function theAnnouncement(
  { db, providerId, now }: Context,
  id: AnnouncementId,
  mode: 'read' | 'locked' = 'read',
): Promise<Announcement> {
  // What was published meanwhile is seen by the statement after the lock alone.
  if (mode === 'locked') await store.lockAnnouncement(db, providerId, id);
  const announcement = await store.findAnnouncement(db, providerId, id, now.toString());
  if (!announcement) throw new Refused(notFound, notFound.title);
  return announcement;
}

/** What a client was told, or "nothing here" where it was not told. */
async function theTold(
  { db, providerId, actor }: Context,
  client: ClientId,
  id: AnnouncementId,
): Promise<ClientAnnouncement> {
  const [told] = await deliveries.listTold(db, providerId, client, actor.id, { id }, 1, null);
  if (!told) throw new Refused(notFound, notFound.title);
  return told;
}
