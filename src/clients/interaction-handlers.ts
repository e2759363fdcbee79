import { nextCursor, readCursor } from '../core/page.ts';
import { notFound, Refused, type RefusalKind } from '../core/refusal.ts';
import type { Handlers } from '../core/route.ts';
import { refusing } from '../database/refusals.ts';
import { doneBy, type Context } from '../people/context.ts';
import { editedMeanwhile } from './api.ts';
import { theClient } from './handlers.ts';
import type { interactionsApi } from './interaction-api.ts';
import * as store from './interaction-store.ts';
import {
  contactUnknown,
  interactionShared,
  isOpen,
  requireEditable,
  requireHappened,
  requireOpen,
  type Interaction,
  type InteractionDraft,
  type InteractionId,
} from './interaction.ts';

const constraints: Readonly<Record<string, RefusalKind>> = { interaction_contact_known: contactUnknown };

export const interactionsHandlers: Handlers<typeof interactionsApi, Context> = {
  async listInteractions(context, { params, query: { limit, cursor, ...sought } }) {
    const { id } = await theClient(context, params.client);
    const [open = '', happenedAt = '', last = ''] = readCursor(cursor) ?? [];
    const after = cursor === undefined ? null : { open, happenedAt, id: last };
    const listed = await store.listInteractions(context.db, context.providerId, id, sought, limit + 1, after);
    return nextCursor(listed, limit, (one) => [isOpen(one) ? '1' : '0', one.happenedAt, one.id]);
  },

  async logInteraction(context, { params, body }) {
    const { db, providerId, now } = context;
    const { id: client } = await theClient(context, params.client);
    const id = context.newId<'interaction'>();
    const about = { id, client, ...doneBy(context) };
    await refusing(constraints, store.insertInteraction(db, providerId, about, said(body, now, now)));
    return recorded(context, 'interaction.logged', id);
  },

  async editInteraction(context, { params, body: { version, ...draft } }) {
    const { db, providerId, actor, now } = context;
    const before = await theInteraction(context, params.interaction, 'locked');
    requireEditable(before, actor.id, now, (await theClient(context, before.clientId)).timeZone);
    const words = said(draft, Temporal.Instant.from(before.happenedAt), now);
    if (!(await refusing(constraints, store.updateInteraction(db, providerId, before, words, version))))
      throw new Refused(editedMeanwhile, `It is at version ${before.version} now.`, {
        version: before.version,
      });
    const after = await theInteraction(context, before.id);
    const detail = { before, after };
    context.record({ act: 'interaction.edited', client: before.clientId, object: before.id, detail });
    return after;
  },

  async settleInteraction(context, { params, body }) {
    const { db, providerId, actor, now } = context;
    const before = await theInteraction(context, params.interaction, 'locked');
    requireOpen(before);
    await store.insertSettlement(db, providerId, before, body.words, actor.id, now.toString());
    return recorded(context, 'interaction.settled', before.id);
  },

  async shareInteraction(context, { params }) {
    const { db, providerId, actor, now } = context;
    const before = await theInteraction(context, params.interaction, 'locked');
    if (before.sharedAt !== null) throw new Refused(interactionShared, interactionShared.title);
    await store.insertShare(db, providerId, before, actor.id, now.toString());
    return recorded(context, 'interaction.shared', before.id);
  },

  async listSharedInteractions(context, { params, query: { limit, cursor } }) {
    const { id } = await theClient(context, params.client);
    const [happenedAt = '', last = ''] = readCursor(cursor) ?? [];
    const after = cursor === undefined ? null : { happenedAt, id: last };
    const shares = await store.listShares(context.db, context.providerId, id, limit + 1, after);
    return nextCursor(shares, limit, (one) => [one.happenedAt, one.id]);
  },
};

/** What is put on record, with the moment it happened: `unlessSaid` where none was given. */
function said(draft: InteractionDraft, unlessSaid: Temporal.Instant, now: Temporal.Instant) {
  const happenedAt = draft.happenedAt === undefined ? unlessSaid : Temporal.Instant.from(draft.happenedAt);
  requireHappened(happenedAt, now);
  return { ...draft, happenedAt: happenedAt.toString() };
}

/** The interaction as it is now, which goes on record. */
async function recorded(
  context: Context,
  act: `${string}.${string}`,
  id: InteractionId,
): Promise<Interaction> {
  const interaction = await theInteraction(context, id);
  context.record({ act, client: interaction.clientId, object: id, detail: interaction });
  return interaction;
}

async function theInteraction(
  { db, providerId }: Context,
  id: InteractionId,
  mode: 'read' | 'locked' = 'read',
): Promise<Interaction> {
  // What was settled or shared meanwhile is seen by the statement after the lock alone.
  if (mode === 'locked') await store.lockInteraction(db, providerId, id);
  const interaction = await store.findInteraction(db, providerId, id);
  if (!interaction) throw new Refused(notFound, notFound.title);
  return interaction;
}
