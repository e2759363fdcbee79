import { sql } from 'kysely';
import { z } from 'zod';
import type { Db } from '../database/transaction.ts';
import type { ClientId, PersonId, ProviderId } from '../people/person.ts';
import { Invitee, Series, type SeriesDraft, type SeriesId } from './series.ts';

/** Which series: those of a client, one, or those that are not over on a day. */
export type WhichSeries =
  | { readonly client: ClientId }
  | { readonly series: SeriesId }
  | { readonly runningOn: string };

/** Series, the one that began last first, then by id; each with whom it invites: two statements. */
export async function listSeries(db: Db, provider: ProviderId, which: WhichSeries): Promise<Series[]> {
  const rows = await db
    .selectFrom('meeting_series')
    .selectAll()
    .where('provider_id', '=', provider)
    .$if('client' in which, (query) => query.where('client_id', '=', 'client' in which ? which.client : ''))
    .$if('series' in which, (query) => query.where('id', '=', 'series' in which ? which.series : ''))
    .$if('runningOn' in which, (query) =>
      query.where((eb) =>
        eb.or([eb('to_day', 'is', null), eb('to_day', '>', 'runningOn' in which ? which.runningOn : '')]),
      ),
    )
    .orderBy('from_day', 'desc')
    .orderBy('id')
    .execute();
  const invited = await inviteesOf(
    db,
    provider,
    rows.map(({ id }) => id),
  );
  return rows.map((row) =>
    Series.parse({
      id: row.id,
      clientId: row.client_id,
      kind: row.kind,
      title: row.title,
      rule: row.rule,
      timeZone: row.time_zone,
      time: row.local_time,
      minutes: row.minutes,
      place: row.place,
      from: row.from_day,
      to: row.to_day,
      organiserId: row.organiser_id,
      invitees: (invited.get(row.id) ?? []).toSorted(
        (a, b) => Number(b.id === row.organiser_id) - Number(a.id === row.organiser_id),
      ),
      followsId: row.follows_id,
    }),
  );
}

/** Whom series invite, by series: people of the provider by name, then contacts by name. */
export async function inviteesOf(
  db: Db,
  provider: ProviderId,
  series: readonly string[],
): Promise<ReadonlyMap<string, Invitee[]>> {
  if (series.length === 0) return new Map();
  const { rows } = await sql`
    select s.meeting_series_id as series, 'provider' as side, p.id, p.id as "personId", p.name, p.email, p.deactivated_at is null as told
    from meeting_series_staff s join person p on p.provider_id = ${provider} and p.id = s.person_id
    where s.provider_id = ${provider} and s.meeting_series_id = any (${series}::uuid[])
    union all
    select s.meeting_series_id, 'client', k.id, coalesce(k.person_id, p.id), k.name, k.email, k.ended_at is null
    from meeting_series_contact s
    join contact k on k.provider_id = ${provider} and k.id = s.contact_id
    left join person p on p.provider_id = ${provider} and p.client_id = k.client_id and p.email = k.email
    where s.provider_id = ${provider} and s.meeting_series_id = any (${series}::uuid[])
    order by side desc, name, id`.execute(db);
  const found = z.array(Invitee.extend({ series: z.string() })).parse(rows);
  return Map.groupBy(found, (row) => row.series);
}

export async function insertSeries(
  db: Db,
  provider: ProviderId,
  { id, client, timeZone, follows }: NewSeries,
  draft: SeriesDraft,
  by: PersonId,
  at: string,
): Promise<void> {
  await db
    .insertInto('meeting_series')
    .values({
      provider_id: provider,
      id,
      client_id: client,
      kind: draft.kind,
      title: draft.title,
      rule: draft.rule,
      time_zone: timeZone,
      local_time: draft.time,
      minutes: draft.minutes,
      place: draft.place,
      from_day: draft.from,
      to_day: draft.to,
      organiser_id: draft.organiserId,
      follows_id: follows,
      begun_by: by,
      begun_at: at,
    })
    .execute();
  const place = { provider_id: provider, meeting_series_id: id, client_id: client };
  await db
    .insertInto('meeting_series_staff')
    .values(
      [...new Set([draft.organiserId, ...draft.staff])].map((person) => ({ ...place, person_id: person })),
    )
    .execute();
  if (draft.contacts.length === 0) return;
  await db
    .insertInto('meeting_series_contact')
    .values([...new Set(draft.contacts)].map((contact) => ({ ...place, contact_id: contact })))
    .execute();
}

export interface NewSeries {
  readonly id: SeriesId;
  readonly client: ClientId;
  readonly timeZone: string;
  readonly follows: SeriesId | null;
}

/** Ends a series on a day, its first without; false where it ends no later already. */
export async function endSeries(
  db: Db,
  provider: ProviderId,
  { id, clientId }: Pick<Series, 'id' | 'clientId'>,
  to: string,
): Promise<boolean> {
  const updated = await db
    .updateTable('meeting_series')
    .set({ to_day: sql<string>`greatest(from_day, ${to}::date)` })
    .where('provider_id', '=', provider)
    .where('client_id', '=', clientId)
    .where('id', '=', id)
    .where((eb) => eb.or([eb('to_day', 'is', null), eb('to_day', '>', to)]))
    .executeTakeFirst();
  return updated.numUpdatedRows === 1n;
}
