import { sql } from 'kysely';
import type { Db } from '../database/transaction.ts';
import { known } from '../core/id.ts';
import type { Done, ProviderId } from '../people/person.ts';
import type { AgendaItemDraft, AgendaItemId, AgendaWishes } from './agenda.ts';
import {
  MeetingMinutes,
  PublishedMinutes,
  type MinutesDocument,
  type Publication,
} from './meeting-minutes.ts';
import type { TouchPoint, TouchPointId } from './touch-point.ts';

type OfTouchPoint = Pick<TouchPoint, 'id' | 'clientId'>;

/** What people wish for the agenda of a call: three statements. */
export async function findWishes(
  db: Db,
  provider: ProviderId,
  touchPoint: TouchPointId,
): Promise<AgendaWishes> {
  const added = await db
    .selectFrom('agenda_item as a')
    .innerJoin('person as p', (join) =>
      join.on('p.provider_id', '=', provider).onRef('p.id', '=', 'a.added_by'),
    )
    .select(['a.id', 'a.title', 'a.words', 'a.proposed', 'p.name'])
    .where('a.provider_id', '=', provider)
    .where('a.touch_point_id', '=', touchPoint)
    .orderBy('a.id')
    .execute();
  const dropped = await db
    .selectFrom('agenda_drop')
    .select(['key', 'reason'])
    .where('provider_id', '=', provider)
    .where('touch_point_id', '=', touchPoint)
    .execute();
  const order = await db
    .selectFrom('agenda_order')
    .select('keys')
    .where('provider_id', '=', provider)
    .where('touch_point_id', '=', touchPoint)
    .executeTakeFirst();
  return {
    added: added.map(({ id, name, ...item }) => ({ ...item, id: known<'agenda-item'>(id), byName: name })),
    dropped: new Map(dropped.map(({ key, reason }) => [key, reason])),
    order: order?.keys ?? [],
  };
}

export async function insertAgendaItem(
  db: Db,
  provider: ProviderId,
  { id: touchPoint, clientId }: OfTouchPoint,
  id: AgendaItemId,
  { title, words, proposed }: AgendaItemDraft & { readonly proposed: boolean },
  { by, at }: Done,
): Promise<void> {
  await db
    .insertInto('agenda_item')
    .values({
      provider_id: provider,
      id,
      client_id: clientId,
      touch_point_id: touchPoint,
      title,
      words,
      proposed,
      added_by: by,
      added_at: at,
    })
    .execute();
}

/** Leaves an item out; asked again, with the reason that was given last. */
export async function saveDrop(
  db: Db,
  provider: ProviderId,
  { id, clientId }: OfTouchPoint,
  key: string,
  reason: string,
  { by, at }: Done,
): Promise<void> {
  await deleteDrop(db, provider, id, key);
  await db
    .insertInto('agenda_drop')
    .values({
      provider_id: provider,
      touch_point_id: id,
      key,
      client_id: clientId,
      reason,
      dropped_by: by,
      dropped_at: at,
    })
    .execute();
}

export async function deleteDrop(
  db: Db,
  provider: ProviderId,
  touchPoint: TouchPointId,
  key: string,
): Promise<void> {
  await db
    .deleteFrom('agenda_drop')
    .where('provider_id', '=', provider)
    .where('touch_point_id', '=', touchPoint)
    .where('key', '=', key)
    .execute();
}

export async function saveOrder(
  db: Db,
  provider: ProviderId,
  { id, clientId }: OfTouchPoint,
  keys: readonly string[],
): Promise<void> {
  await db
    .insertInto('agenda_order')
    .values({ provider_id: provider, touch_point_id: id, client_id: clientId, keys: [...keys] })
    .onConflict((conflict) =>
      conflict.columns(['provider_id', 'touch_point_id']).doUpdateSet({ keys: [...keys] }),
    )
    .execute();
}

/** The minutes of a call as they are written; null where they were not begun. */
export async function findMinutes(
  db: Db,
  provider: ProviderId,
  touchPoint: TouchPointId,
): Promise<MeetingMinutes | null> {
  const row = await db
    .selectFrom('meeting_minutes as m')
    .innerJoin('person as p', (join) =>
      join.on('p.provider_id', '=', provider).onRef('p.id', '=', 'm.edited_by'),
    )
    .select(['m.document', 'm.version', 'm.edited_at', 'p.name'])
    .where('m.provider_id', '=', provider)
    .where('m.touch_point_id', '=', touchPoint)
    .executeTakeFirst();
  if (!row) return null;
  const written = { version: row.version, editedByName: row.name, editedAt: row.edited_at };
  return MeetingMinutes.parse(Object.assign({}, row.document, written));
}

/** Begins the minutes of a call; false where they were begun before. */
export async function insertMinutes(
  db: Db,
  provider: ProviderId,
  { id, clientId }: OfTouchPoint,
  document: MinutesDocument,
  { by, at }: Done,
): Promise<boolean> {
  const row = await db
    .insertInto('meeting_minutes')
    .values({
      provider_id: provider,
      touch_point_id: id,
      client_id: clientId,
      document: JSON.stringify(document),
      version: 1,
      edited_by: by,
      edited_at: at,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('touch_point_id')
    .executeTakeFirst();
  return row !== undefined;
}

/** Saves an edit made from `version`; false where somebody wrote since. */
export async function updateMinutes(
  db: Db,
  provider: ProviderId,
  { id, clientId }: OfTouchPoint,
  document: MinutesDocument,
  version: number,
  { by, at }: Done,
): Promise<boolean> {
  const updated = await db
    .updateTable('meeting_minutes')
    .set({ document: JSON.stringify(document), version: version + 1, edited_by: by, edited_at: at })
    .where('provider_id', '=', provider)
    .where('client_id', '=', clientId)
    .where('touch_point_id', '=', id)
    .where('version', '=', version)
    .executeTakeFirst();
  return updated.numUpdatedRows === 1n;
}

export async function insertPublication(
  db: Db,
  provider: ProviderId,
  { id, clientId }: OfTouchPoint,
  document: Buffer,
  { by, at }: Done,
): Promise<void> {
  await db
    .insertInto('minutes_publication')
    .values({
      provider_id: provider,
      touch_point_id: id,
      client_id: clientId,
      document,
      published_by: by,
      published_at: at,
    })
    .execute();
}

/** The minutes of a call as they were published, with what was put right since; null where they were not. */
export async function findPublication(
  db: Db,
  provider: ProviderId,
  touchPoint: TouchPointId,
): Promise<Publication | null> {
  const row = await db
    .selectFrom('minutes_publication')
    .select(['document', sql<string>`encode(sha256, 'hex')`.as('hash')])
    .where('provider_id', '=', provider)
    .where('touch_point_id', '=', touchPoint)
    .executeTakeFirst();
  if (!row) return null;
  const addenda = await db
    .selectFrom('minutes_addendum as a')
    .innerJoin('person as p', (join) =>
      join.on('p.provider_id', '=', provider).onRef('p.id', '=', 'a.added_by'),
    )
    .select(['a.words', 'p.name as byName', 'a.added_at as at'])
    .where('a.provider_id', '=', provider)
    .where('a.touch_point_id', '=', touchPoint)
    .orderBy('a.id')
    .execute();
  return {
    minutes: PublishedMinutes.parse(JSON.parse(row.document.toString('utf8'))),
    hash: row.hash,
    addenda,
  };
}

export async function insertAddendum(
  db: Db,
  provider: ProviderId,
  { id: touchPoint, clientId }: OfTouchPoint,
  id: string,
  words: string,
  { by, at }: Done,
): Promise<void> {
  await db
    .insertInto('minutes_addendum')
    .values({
      provider_id: provider,
      id,
      touch_point_id: touchPoint,
      client_id: clientId,
      words,
      added_by: by,
      added_at: at,
    })
    .execute();
}
