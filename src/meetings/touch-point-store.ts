import { sql } from 'kysely';
import type { Db } from '../database/transaction.ts';
import type { ClientId, PersonId, ProviderId } from '../people/person.ts';
import type { Series } from './series.ts';
import { minutesAfter, TouchPoint, type TouchPointId } from './touch-point.ts';

/** Which touch points are asked for; what is left out restricts nothing. Moments are those of their begin, [from, to). */
export interface SoughtTouchPoints {
  readonly client?: ClientId | undefined;
  /** Those that this person is invited to, as somebody of the provider or as a contact. */
  readonly invited?: { readonly id: PersonId } | undefined;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly latestFirst?: boolean;
}

/** Touch points by their begin, then by id; `after` is where the page before ended. */
export async function listTouchPoints(
  db: Db,
  provider: ProviderId,
  { client, invited, from, to, latestFirst = false }: SoughtTouchPoints,
  limit: number,
  after: { readonly at: string; readonly id: string } | null,
): Promise<TouchPoint[]> {
  const order = latestFirst ? 'desc' : 'asc';
  const rows = await touchPointRows(db, provider)
    .$if(client !== undefined, (query) => query.where('t.client_id', '=', client ?? ''))
    .$if(invited !== undefined, (query) => query.where(isInvited(provider, invited?.id ?? '')))
    .$if(from !== undefined, (query) => query.where('t.starts_at', '>=', from ?? ''))
    .$if(to !== undefined, (query) => query.where('t.starts_at', '<', to ?? ''))
    .$if(after !== null, (query) =>
      query.where((eb) =>
        eb(
          eb.refTuple('t.starts_at', 't.id'),
          latestFirst ? '<' : '>',
          eb.tuple(after?.at ?? '', after?.id ?? ''),
        ),
      ),
    )
    .orderBy('t.starts_at', order)
    .orderBy('t.id', order)
    .limit(limit)
    .execute();
  return rows.map(touchPointFrom);
}

const isInvited = (provider: ProviderId, person: string) => sql<boolean>`(
  exists (select from meeting_series_staff i
    where i.provider_id = ${provider} and i.meeting_series_id = t.meeting_series_id and i.person_id = ${person}::uuid)
  or exists (select from meeting_series_contact i
    join contact k on k.provider_id = ${provider} and k.id = i.contact_id and k.ended_at is null
    join person p on p.provider_id = ${provider} and p.id = ${person}::uuid and p.client_id = k.client_id
      and (p.id = k.person_id or p.email = k.email)
    where i.provider_id = ${provider} and i.meeting_series_id = t.meeting_series_id))`;

export async function findTouchPoint(
  db: Db,
  provider: ProviderId,
  id: TouchPointId,
): Promise<TouchPoint | null> {
  const row = await touchPointRows(db, provider).where('t.id', '=', id).executeTakeFirst();
  return row ? touchPointFrom(row) : null;
}

/** Has a touch point to itself until the transaction ends, so that it is moved, held or published by one at a time. */
export async function lockTouchPoint(db: Db, provider: ProviderId, id: TouchPointId): Promise<void> {
  await db
    .selectFrom('touch_point')
    .select('id')
    .where('provider_id', '=', provider)
    .where('id', '=', id)
    .forUpdate()
    .execute();
}

export interface NewTouchPoint {
  readonly id: TouchPointId;
  readonly day: string;
  readonly startsAt: string;
}

/** Plans the dates of a series that are not there; gives how many those were. */
export async function insertTouchPoints(
  db: Db,
  provider: ProviderId,
  { id, clientId, minutes }: Pick<Series, 'id' | 'clientId' | 'minutes'>,
  dates: readonly NewTouchPoint[],
  at: string,
): Promise<number> {
  if (dates.length === 0) return 0;
  const inserted = await db
    .insertInto('touch_point')
    .values(
      dates.map((date) => ({
        provider_id: provider,
        id: date.id,
        client_id: clientId,
        meeting_series_id: id,
        day: date.day,
        starts_at: date.startsAt,
        minutes,
        changed_at: at,
      })),
    )
    .onConflict((conflict) => conflict.columns(['provider_id', 'meeting_series_id', 'day']).doNothing())
    .returning('id')
    .execute();
  return inserted.length;
}

/** What of a call changes, who changed it, and why. */
export interface TouchPointChange {
  readonly kind: 'moved' | 'cancelled';
  readonly startsAt: string;
  readonly minutes: number;
  readonly reason: string;
  readonly by: PersonId;
  readonly at: string;
}

/** Moves or cancels a call; its sequence rises with it. */
export async function changeTouchPoint(
  db: Db,
  provider: ProviderId,
  { id, clientId, sequence }: Pick<TouchPoint, 'id' | 'clientId' | 'sequence'>,
  { kind, startsAt, minutes, reason, by, at }: TouchPointChange,
): Promise<void> {
  await db
    .updateTable('touch_point')
    .set({ state: kind, starts_at: startsAt, minutes, sequence: sequence + 1, reason, changed_at: at })
    .where('provider_id', '=', provider)
    .where('client_id', '=', clientId)
    .where('id', '=', id)
    .execute();
  await db
    .insertInto('touch_point_change')
    .values({
      provider_id: provider,
      touch_point_id: id,
      sequence: sequence + 1,
      client_id: clientId,
      kind,
      starts_at: startsAt,
      minutes,
      reason,
      changed_by: by,
      changed_at: at,
    })
    .execute();
}

/** Says that a call is held, once its minutes are begun, or that they are published. */
export async function updateState(
  db: Db,
  provider: ProviderId,
  { id, clientId }: Pick<TouchPoint, 'id' | 'clientId'>,
  state: 'held' | 'published',
): Promise<void> {
  await db
    .updateTable('touch_point')
    .set({ state })
    .where('provider_id', '=', provider)
    .where('client_id', '=', clientId)
    .where('id', '=', id)
    .execute();
}

/** The calls of a series from a day on that are still ahead. */
export async function listAhead(
  db: Db,
  provider: ProviderId,
  { id, clientId }: Pick<Series, 'id' | 'clientId'>,
  from: string,
): Promise<TouchPoint[]> {
  const rows = await touchPointRows(db, provider)
    .where('t.client_id', '=', clientId)
    .where('t.meeting_series_id', '=', id)
    .where('t.day', '>=', from)
    .where('t.state', 'in', ['planned', 'moved'])
    .orderBy('t.starts_at')
    .execute();
  return rows.map(touchPointFrom);
}

/** Takes away the calls of a series from a day on that nobody was told of and nobody prepared; gives how many those were. */
export async function deleteUntold(
  db: Db,
  provider: ProviderId,
  { id, clientId }: Pick<Series, 'id' | 'clientId'>,
  from: string,
): Promise<number> {
  const { rows } = await sql`
    delete from touch_point t
    where t.provider_id = ${provider} and t.client_id = ${clientId} and t.meeting_series_id = ${id} and t.day >= ${from}::date
      and t.state = 'planned'
      and not exists (select from touch_point_invitation x where x.provider_id = ${provider} and x.touch_point_id = t.id)
      and not exists (select from touch_point_preparation x where x.provider_id = ${provider} and x.touch_point_id = t.id)
      and not exists (select from agenda_item x where x.provider_id = ${provider} and x.touch_point_id = t.id)
      and not exists (select from agenda_drop x where x.provider_id = ${provider} and x.touch_point_id = t.id)
      and not exists (select from agenda_order x where x.provider_id = ${provider} and x.touch_point_id = t.id)
    returning t.id`.execute(db);
  return rows.length;
}

/**
 * Touch points of which somebody is still to be told by mail, in the order of their begin: those that begin in [from, to) and were not told
 * of as they stand; of one that is cancelled only where it was told of before.
 */
export async function listUntold(
  db: Db,
  provider: ProviderId,
  { from, to }: { readonly from: string; readonly to: string },
  limit: number,
): Promise<TouchPoint[]> {
  const rows = await touchPointRows(db, provider)
    .where('t.starts_at', '>=', from)
    .where('t.starts_at', '<', to)
    .where('t.state', 'in', ['planned', 'moved', 'cancelled'])
    .where(
      sql<boolean>`not exists (select from touch_point_invitation i
        where i.provider_id = ${provider} and i.touch_point_id = t.id and i.sequence = t.sequence)`,
    )
    .where(
      sql<boolean>`(t.state <> 'cancelled' or exists (select from touch_point_invitation i
        where i.provider_id = ${provider} and i.touch_point_id = t.id))`,
    )
    .orderBy('t.starts_at')
    .orderBy('t.id')
    .limit(limit)
    .execute();
  return rows.map(touchPointFrom);
}

/** Notes that a call was told of as it stands; false where it was before. */
export async function insertInvitation(
  db: Db,
  provider: ProviderId,
  { id, clientId, sequence }: Pick<TouchPoint, 'id' | 'clientId' | 'sequence'>,
  method: 'request' | 'cancel',
  at: string,
): Promise<boolean> {
  const row = await db
    .insertInto('touch_point_invitation')
    .values({
      provider_id: provider,
      touch_point_id: id,
      sequence,
      client_id: clientId,
      method,
      queued_at: at,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('sequence')
    .executeTakeFirst();
  return row !== undefined;
}

/** Says that somebody went through the agenda; the first time stands. */
export async function insertPreparation(
  db: Db,
  provider: ProviderId,
  { id, clientId }: Pick<TouchPoint, 'id' | 'clientId'>,
  by: PersonId,
  at: string,
): Promise<void> {
  await db
    .insertInto('touch_point_preparation')
    .values({
      provider_id: provider,
      touch_point_id: id,
      client_id: clientId,
      prepared_by: by,
      prepared_at: at,
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

const touchPointRows = (db: Db, provider: ProviderId) =>
  db
    .selectFrom('touch_point as t')
    .innerJoin('meeting_series as s', (join) =>
      join.on('s.provider_id', '=', provider).onRef('s.id', '=', 't.meeting_series_id'),
    )
    .innerJoin('client as c', (join) =>
      join.on('c.provider_id', '=', provider).onRef('c.id', '=', 't.client_id'),
    )
    .innerJoin('person as o', (join) =>
      join.on('o.provider_id', '=', provider).onRef('o.id', '=', 's.organiser_id'),
    )
    .leftJoin('touch_point_preparation as p', (join) =>
      join.on('p.provider_id', '=', provider).onRef('p.touch_point_id', '=', 't.id'),
    )
    .select(['t.id', 't.client_id', 't.meeting_series_id', 't.starts_at', 't.minutes', 't.state'])
    .select(['t.sequence', 't.reason', 't.changed_at', 's.kind', 's.title', 's.place', 's.time_zone'])
    .select(['s.organiser_id', 'o.name as organiser_name', 'c.name as client_name', 'p.prepared_at'])
    .where('t.provider_id', '=', provider);

function touchPointFrom(
  row: Awaited<ReturnType<ReturnType<typeof touchPointRows>['executeTakeFirstOrThrow']>>,
): TouchPoint {
  const startsAt = minutesAfter(row.starts_at, 0);
  return TouchPoint.parse({
    id: row.id,
    clientId: row.client_id,
    clientName: row.client_name,
    seriesId: row.meeting_series_id,
    kind: row.kind,
    title: row.title,
    place: row.place,
    timeZone: row.time_zone,
    organiserId: row.organiser_id,
    organiserName: row.organiser_name,
    startsAt,
    endsAt: minutesAfter(startsAt, row.minutes),
    minutes: row.minutes,
    standing: { state: row.state, reason: row.reason },
    sequence: row.sequence,
    changedAt: row.changed_at,
    prepared: row.prepared_at !== null,
  });
}
