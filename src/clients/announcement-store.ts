import { sql } from 'kysely';
import type { Db } from '../database/transaction.ts';
import type { PersonId, ProviderId } from '../people/person.ts';
import { Announcement, type AnnouncementDraft, type AnnouncementId } from './announcement.ts';

/** Announcements by the moment they were drafted, the latest first, then by id; `after` is where the page before ended. */
export async function listAnnouncements(
  db: Db,
  provider: ProviderId,
  { id, state }: { readonly id?: AnnouncementId; readonly state?: Announcement['state'] | undefined },
  now: string,
  limit: number,
  after: { readonly draftedAt: string; readonly id: string } | null,
): Promise<Announcement[]> {
  const only = id === undefined ? sql`true` : sql`a.id = ${id}::uuid`;
  const inState = state === undefined ? sql`true` : sql`x.state = ${state}`;
  const beyond =
    after === null
      ? sql`true`
      : sql`(a.drafted_at, a.id) < (${after.draftedAt}::timestamptz, ${after.id}::uuid)`;
  const { rows } = await sql<AnnouncementRow>`
    select a.*, dp.name as drafted_by_name, x.state, pp.name as published_by_name, p.published_at,
      w.reason, wp.name as withdrawn_by_name, w.withdrawn_at, o.title as replaces_title, n.id as replaced_by, n.title as replaced_by_title,
      array(select t.technology_group_id from announcement_technology_group t
        where t.provider_id = ${provider} and t.announcement_id = a.id order by 1) as groups,
      array(select k.client_id::text from announcement_client k
        where k.provider_id = ${provider} and k.announcement_id = a.id order by 1) as clients,
      ${figuresOf(provider, now)} as figures
    from announcement a
    join person dp on dp.provider_id = ${provider} and dp.id = a.drafted_by
    left join announcement_publication p on p.provider_id = ${provider} and p.announcement_id = a.id
    left join person pp on pp.provider_id = ${provider} and pp.id = p.published_by
    left join lateral (select * from announcement_withdrawal w
      where w.provider_id = ${provider} and w.announcement_id = a.id limit 1) w on true
    left join person wp on wp.provider_id = ${provider} and wp.id = w.withdrawn_by
    left join announcement o on o.provider_id = ${provider} and o.id = a.replaces
    left join lateral (select n.id, n.title from announcement n
      join announcement_publication np on np.provider_id = ${provider} and np.announcement_id = n.id
      where n.provider_id = ${provider} and n.replaces = a.id limit 1) n on true
    cross join lateral (select case when p.announcement_id is null then 'draft' when w.announcement_id is not null then 'withdrawn'
      when n.id is not null then 'replaced' else 'published' end as state) x
    where a.provider_id = ${provider} and ${only} and ${inState} and ${beyond}
    order by a.drafted_at desc, a.id desc
    limit ${limit}`.execute(db);
  return rows.map(announcementFrom);
}

export async function findAnnouncement(
  db: Db,
  provider: ProviderId,
  id: AnnouncementId,
  now: string,
): Promise<Announcement | null> {
  return (await listAnnouncements(db, provider, { id }, now, 1, null))[0] ?? null;
}

/** Has an announcement to itself until the transaction ends: nobody else edits, publishes, corrects or withdraws it meanwhile. */
export async function lockAnnouncement(db: Db, provider: ProviderId, id: AnnouncementId): Promise<void> {
  await db
    .selectFrom('announcement')
    .select('id')
    .where('provider_id', '=', provider)
    .where('id', '=', id)
    .forUpdate()
    .execute();
}

export async function insertAnnouncement(
  db: Db,
  provider: ProviderId,
  draft: AnnouncementDraft,
  made: {
    readonly id: AnnouncementId;
    readonly replaces: AnnouncementId | null;
    readonly by: PersonId;
    readonly at: string;
  },
): Promise<void> {
  await db
    .insertInto('announcement')
    .values({
      provider_id: provider,
      id: made.id,
      ...columnsOf(draft),
      replaces: made.replaces,
      drafted_by: made.by,
      drafted_at: made.at,
    })
    .execute();
  await insertAudience(db, provider, made.id, draft);
}

/** Saves an edit made from `version`; false where the draft has moved on since. */
export async function updateAnnouncement(
  db: Db,
  provider: ProviderId,
  id: AnnouncementId,
  draft: AnnouncementDraft,
  version: number,
): Promise<boolean> {
  const updated = await db
    .updateTable('announcement')
    .set({ ...columnsOf(draft), version: version + 1 })
    .where('provider_id', '=', provider)
    .where('id', '=', id)
    .where('version', '=', version)
    .executeTakeFirst();
  if (updated.numUpdatedRows === 0n) return false;
  for (const table of ['announcement_technology_group', 'announcement_client'] as const)
    await db
      .deleteFrom(table)
      .where('provider_id', '=', provider)
      .where('announcement_id', '=', id)
      .execute();
  await insertAudience(db, provider, id, draft);
  return true;
}

export async function deleteAnnouncement(db: Db, provider: ProviderId, id: AnnouncementId): Promise<void> {
  await db.deleteFrom('announcement').where('provider_id', '=', provider).where('id', '=', id).execute();
}

const columnsOf = ({ kind, title, words, window, acknowledgeBy, audience }: AnnouncementDraft) => ({
  kind,
  title,
  words,
  window_starts_at: window?.startsAt ?? null,
  window_ends_at: window?.endsAt ?? null,
  acknowledge_by: acknowledgeBy,
  audience: audience.to,
});

async function insertAudience(
  db: Db,
  provider: ProviderId,
  id: AnnouncementId,
  { audience }: AnnouncementDraft,
): Promise<void> {
  const of = { provider_id: provider, announcement_id: id };
  if (audience.to === 'technology-groups')
    await db
      .insertInto('announcement_technology_group')
      .values([...new Set(audience.technologyGroups)].map((group) => ({ ...of, technology_group_id: group })))
      .execute();
  if (audience.to === 'picked')
    await db
      .insertInto('announcement_client')
      .values([...new Set(audience.clients)].map((client) => ({ ...of, client_id: client })))
      .execute();
}

/** What became of announcement `a`; a client is overdue once the last day has passed by its clock, while the announcement is in force. */
const figuresOf = (provider: ProviderId, now: string) => sql<Announcement['figures']>`(
  select jsonb_build_object('clients', d.clients, 'acknowledged', d.acknowledged, 'overdue', d.overdue,
    'people', r.people, 'queued', r.queued, 'sent', r.sent, 'failed', r.people - r.queued - r.sent, 'read', r.read)
  from (
    select count(*) as clients, count(k.client_id) as acknowledged,
      count(*) filter (where k.client_id is null and w.announcement_id is null and n.id is null
        and d.acknowledge_by < (${now}::timestamptz at time zone c.time_zone)::date) as overdue
    from announcement_delivery d
    join client c on c.provider_id = ${provider} and c.id = d.client_id
    left join announcement_acknowledgement k on k.provider_id = ${provider} and k.announcement_id = d.announcement_id and k.client_id = d.client_id
    where d.provider_id = ${provider} and d.announcement_id = a.id) d
  cross join (
    select count(*) as people, count(q.mail_message_id) as queued, count(g.read_at) as read,
      count(*) filter (where q.mail_message_id is null and exists (select from mail_attempt t
        where t.provider_id = ${provider} and t.mail_message_id = r.mail_message_id and t.outcome = 'sent')) as sent
    from announcement_recipient r
    left join mail_waiting q on q.provider_id = ${provider} and q.mail_message_id = r.mail_message_id
    left join announcement_reading g on g.provider_id = ${provider} and g.announcement_id = r.announcement_id
      and g.client_id = r.client_id and g.person_id = r.person_id
    where r.provider_id = ${provider} and r.announcement_id = a.id) r)`;

interface AnnouncementRow {
  readonly id: string;
  readonly kind: string;
  readonly title: string;
  readonly words: string;
  readonly window_starts_at: string | null;
  readonly window_ends_at: string | null;
  readonly acknowledge_by: string | null;
  readonly audience: string;
  readonly groups: readonly string[];
  readonly clients: readonly string[];
  readonly state: string;
  readonly replaces: string | null;
  readonly replaces_title: string | null;
  readonly replaced_by: string | null;
  readonly replaced_by_title: string | null;
  readonly drafted_by: string;
  readonly drafted_by_name: string;
  readonly drafted_at: string;
  readonly published_by_name: string | null;
  readonly published_at: string | null;
  readonly reason: string | null;
  readonly withdrawn_by_name: string | null;
  readonly withdrawn_at: string | null;
  readonly figures: object;
  readonly version: number;
}

const announcementFrom = (row: AnnouncementRow): Announcement =>
  Announcement.parse({
    id: row.id,
    kind: row.kind,
    title: row.title,
    words: row.words,
    window: windowFrom(row),
    acknowledgeBy: row.acknowledge_by,
    audience: { to: row.audience, technologyGroups: row.groups, clients: row.clients },
    state: row.state,
    replaces: row.replaces === null ? null : { id: row.replaces, title: row.replaces_title },
    replacedBy: row.replaced_by === null ? null : { id: row.replaced_by, title: row.replaced_by_title },
    draftedBy: row.drafted_by,
    draftedByName: row.drafted_by_name,
    draftedAt: row.drafted_at,
    publication: row.published_at === null ? null : { byName: row.published_by_name, at: row.published_at },
    withdrawal:
      row.withdrawn_at === null
        ? null
        : { reason: row.reason, byName: row.withdrawn_by_name, at: row.withdrawn_at },
    figures: row.figures,
    version: row.version,
  });

/** The window of a row, or null where it has none. */
export const windowFrom = (row: {
  readonly window_starts_at: string | null;
  readonly window_ends_at: string | null;
}) => (row.window_starts_at === null ? null : { startsAt: row.window_starts_at, endsAt: row.window_ends_at });
