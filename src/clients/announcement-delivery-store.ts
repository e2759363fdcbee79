import { sql } from 'kysely';
import { z } from 'zod';
import type { Db } from '../database/transaction.ts';
import type { MailId } from '../mail/message.ts';
import { ClientId, type PersonId, type ProviderId } from '../people/person.ts';
import { windowFrom } from './announcement-store.ts';
import {
  AnnouncementId,
  ClientAnnouncement,
  ProofLine,
  ReachedClient,
  type Announcement,
  type Recipient,
} from './announcement.ts';

/**
 * The clients a draft is for, by name, then id, each with whom it would reach by mail, by name: contacts who have not left, and people who
 * may sign in and are no contact; each address once. A correction is for everybody who was told what it replaces as well.
 */
export async function reachedBy(db: Db, provider: ProviderId, id: AnnouncementId): Promise<ReachedClient[]> {
  const { rows } = await sql`
    select c.id as "clientId", c.name, c.time_zone as "timeZone", ${peopleOf(provider)} as people
    from announcement a join client c on c.provider_id = ${provider}
    where a.provider_id = ${provider} and a.id = ${id}::uuid and (
      a.audience = 'all'
      or exists (select from announcement_client k where k.provider_id = ${provider} and k.announcement_id = a.id and k.client_id = c.id)
      or exists (select from announcement_technology_group t
        join client_technology_group g on g.provider_id = ${provider} and g.technology_group_id = t.technology_group_id
        where t.provider_id = ${provider} and t.announcement_id = a.id and g.client_id = c.id)
      or exists (select from announcement_delivery d
        where d.provider_id = ${provider} and d.announcement_id = a.replaces and d.client_id = c.id))
    order by c.name, c.id`.execute(db);
  return z.array(ReachedClient).parse(rows);
}

/** Whom client `c` has to be told by mail. Who has left as a contact is not told as a person either. */
const peopleOf = (provider: ProviderId) => sql`
  coalesce((select jsonb_agg(jsonb_build_object('name', u.name, 'email', u.email, 'contactId', u.contact_id, 'personId', u.person_id)
      order by u.name, u.email)
    from (
      select k.name, k.email, k.id as contact_id, p.id as person_id from contact k
      left join person p on p.provider_id = ${provider} and p.client_id = c.id and p.deactivated_at is null
        and (p.id = k.person_id or (k.person_id is null and p.email = k.email))
      where k.provider_id = ${provider} and k.client_id = c.id and k.ended_at is null
      union all
      select p.name, p.email, null, p.id from person p
      where p.provider_id = ${provider} and p.client_id = c.id and p.deactivated_at is null and not exists (select from contact k
        where k.provider_id = ${provider} and k.client_id = c.id and (k.person_id = p.id or k.email = p.email))) u), '[]')`;

/** Notes that somebody published it. */
export async function insertPublication(
  db: Db,
  provider: ProviderId,
  id: AnnouncementId,
  by: PersonId,
  at: string,
): Promise<void> {
  await db
    .insertInto('announcement_publication')
    .values({ provider_id: provider, announcement_id: id, published_by: by, published_at: at })
    .execute();
}

/** Keeps what each of some clients is told as it is told it. What it replaces is named to those who were told that. */
export async function insertDeliveries(
  db: Db,
  provider: ProviderId,
  id: AnnouncementId,
  clients: readonly ClientId[],
  at: string,
): Promise<void> {
  await sql`
    insert into announcement_delivery (provider_id, announcement_id, client_id, kind, title, words, window_starts_at, window_ends_at,
      acknowledge_by, replaces, delivered_at)
    select a.provider_id, a.id, c.id, a.kind, a.title, a.words, a.window_starts_at, a.window_ends_at, a.acknowledge_by, b.announcement_id,
      ${at}::timestamptz
    from announcement a join client c on c.provider_id = ${provider}
    left join announcement_delivery b on b.provider_id = ${provider} and b.announcement_id = a.replaces and b.client_id = c.id
    where a.provider_id = ${provider} and a.id = ${id}::uuid and c.id = any (${clients}::uuid[])`.execute(db);
}

/** Somebody who got a mail: of which client, and which mail. */
export type ToldRecipient = Recipient & { readonly client: ClientId; readonly mail: MailId };

export async function insertRecipients(
  db: Db,
  provider: ProviderId,
  id: AnnouncementId,
  recipients: readonly ToldRecipient[],
): Promise<void> {
  if (recipients.length === 0) return;
  await db
    .insertInto('announcement_recipient')
    .values(
      recipients.map(({ client, mail, name, email, contactId, personId }) => ({
        provider_id: provider,
        announcement_id: id,
        client_id: client,
        email,
        name,
        contact_id: contactId,
        person_id: personId,
        mail_message_id: mail,
      })),
    )
    .execute();
}

/** Whom an announcement went to, by client. */
export async function toldOf(db: Db, provider: ProviderId, id: AnnouncementId): Promise<ReachedClient[]> {
  const { rows } = await sql`
    select c.id as "clientId", c.name, c.time_zone as "timeZone", coalesce((select jsonb_agg(jsonb_build_object('name', r.name,
          'email', r.email, 'contactId', r.contact_id, 'personId', r.person_id) order by r.name, r.email)
        from announcement_recipient r
        where r.provider_id = ${provider} and r.announcement_id = d.announcement_id and r.client_id = d.client_id), '[]') as people
    from announcement_delivery d join client c on c.provider_id = ${provider} and c.id = d.client_id
    where d.provider_id = ${provider} and d.announcement_id = ${id}::uuid
    order by c.name, c.id`.execute(db);
  return z.array(ReachedClient).parse(rows);
}

/** Takes it back from every client that was told. */
export async function insertWithdrawals(
  db: Db,
  provider: ProviderId,
  id: AnnouncementId,
  reason: string,
  by: PersonId,
  at: string,
): Promise<void> {
  await sql`
    insert into announcement_withdrawal (provider_id, announcement_id, client_id, reason, withdrawn_by, withdrawn_at)
    select d.provider_id, d.announcement_id, d.client_id, ${reason}, ${by}::uuid, ${at}::timestamptz from announcement_delivery d
    where d.provider_id = ${provider} and d.announcement_id = ${id}::uuid`.execute(db);
}

/** Where a page of proof ended. */
export interface ProofPlace {
  readonly clientName: string;
  readonly client: string;
  readonly name: string;
  readonly email: string;
}

/** What became of an announcement at each recipient, by name of the client, its id, and name and address of the recipient. */
export async function listProof(
  db: Db,
  provider: ProviderId,
  announcement: Pick<Announcement, 'id' | 'state'>,
  only: 'overdue' | 'failed' | 'unread' | undefined,
  now: string,
  limit: number,
  after: ProofPlace | null,
): Promise<ProofLine[]> {
  const inForce = announcement.state === 'published';
  const wanted = {
    all: sql`true`,
    overdue: sql`x.overdue`,
    failed: sql`l.state = 'failed'`,
    unread: sql`l.email is not null and l.read_at is null`,
  }[only ?? 'all'];
  const beyond =
    after === null
      ? sql`true`
      : sql`(c.name, c.id::text, coalesce(l.name, ''), coalesce(l.email, '')) > (${after.clientName}, ${after.client}, ${after.name}, ${after.email})`;
  const { rows } = await sql<ProofRow>`
    select c.id as client, c.name as client_name, l.*, m.reminded_at, k.acknowledged_at, kp.name as acknowledged_by_name, x.overdue
    from announcement_delivery d
    join client c on c.provider_id = ${provider} and c.id = d.client_id
    left join lateral (
      select r.name, r.email, g.read_at, t.at, case when t.outcome = 'sent' then null else t.answer end as reason,
        case when q.mail_message_id is not null then 'queued' when t.outcome = 'sent' then 'sent' else 'failed' end as state
      from announcement_recipient r
      left join mail_waiting q on q.provider_id = ${provider} and q.mail_message_id = r.mail_message_id
      left join lateral (select t.outcome, t.answer, t.at from mail_attempt t
        where t.provider_id = ${provider} and t.mail_message_id = r.mail_message_id order by t.nth desc limit 1) t on true
      left join announcement_reading g on g.provider_id = ${provider} and g.announcement_id = r.announcement_id
        and g.client_id = r.client_id and g.person_id = r.person_id
      where r.provider_id = ${provider} and r.announcement_id = d.announcement_id and r.client_id = d.client_id) l on true
    left join announcement_reminder m on m.provider_id = ${provider} and m.announcement_id = d.announcement_id and m.client_id = d.client_id
    left join announcement_acknowledgement k on k.provider_id = ${provider} and k.announcement_id = d.announcement_id and k.client_id = d.client_id
    left join person kp on kp.provider_id = ${provider} and kp.id = k.person_id
    cross join lateral (select ${inForce} and k.client_id is null
      and coalesce(d.acknowledge_by < (${now}::timestamptz at time zone c.time_zone)::date, false) as overdue) x
    where d.provider_id = ${provider} and d.announcement_id = ${announcement.id}::uuid and ${wanted} and ${beyond}
    order by c.name, c.id::text, coalesce(l.name, ''), coalesce(l.email, '')
    limit ${limit}`.execute(db);
  return rows.map(proofFrom);
}

/** Which announcements of a client: one, or those that wait for the asker. */
export interface ToldWhich {
  readonly id?: AnnouncementId;
  readonly waiting?: boolean;
}

/** What a client was told: what waits for the asker first, then the latest first, then by id. */
export async function listTold(
  db: Db,
  provider: ProviderId,
  client: ClientId,
  asker: PersonId,
  { id, waiting = false }: ToldWhich,
  limit: number,
  after: { readonly waits: string; readonly deliveredAt: string; readonly id: string } | null,
): Promise<ClientAnnouncement[]> {
  const only = id === undefined ? sql`true` : sql`d.announcement_id = ${id}::uuid`;
  const beyond =
    after === null
      ? sql`true`
      : sql`(x.waits, d.delivered_at, d.announcement_id) < (${after.waits}::boolean, ${after.deliveredAt}::timestamptz, ${after.id}::uuid)`;
  const { rows } = await sql<ToldRow>`
    select d.*, o.title as replaces_title, n.announcement_id as replaced_by, n.title as replaced_by_title, g.read_at, k.acknowledged_at,
      kp.name as acknowledged_by_name, w.reason, w.withdrawn_at, x.waits
    from announcement_delivery d
    left join announcement_delivery o on o.provider_id = ${provider} and o.announcement_id = d.replaces and o.client_id = d.client_id
    left join announcement_delivery n on n.provider_id = ${provider} and n.client_id = d.client_id and n.replaces = d.announcement_id
    left join announcement_reading g on g.provider_id = ${provider} and g.announcement_id = d.announcement_id and g.client_id = d.client_id
      and g.person_id = ${asker}::uuid
    left join announcement_acknowledgement k on k.provider_id = ${provider} and k.announcement_id = d.announcement_id and k.client_id = d.client_id
    left join person kp on kp.provider_id = ${provider} and kp.id = k.person_id
    left join announcement_withdrawal w on w.provider_id = ${provider} and w.announcement_id = d.announcement_id and w.client_id = d.client_id
    cross join lateral (select w.client_id is null and n.client_id is null
      and (g.client_id is null or (d.acknowledge_by is not null and k.client_id is null)) as waits) x
    where d.provider_id = ${provider} and d.client_id = ${client}::uuid and ${only} and (x.waits or not ${waiting}) and ${beyond}
    order by x.waits desc, d.delivered_at desc, d.announcement_id desc
    limit ${limit}`.execute(db);
  return rows.map(toldFrom);
}

/** Notes that somebody opened it; who did before keeps the first moment. */
export async function insertReading(
  db: Db,
  provider: ProviderId,
  { id, clientId }: ClientAnnouncement,
  person: PersonId,
  at: string,
): Promise<void> {
  await db
    .insertInto('announcement_reading')
    .values({
      provider_id: provider,
      announcement_id: id,
      client_id: clientId,
      person_id: person,
      read_at: at,
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

/** False where the client acknowledged it before, also somebody at the same moment. */
export async function insertAcknowledgement(
  db: Db,
  provider: ProviderId,
  { id, clientId }: ClientAnnouncement,
  person: PersonId,
  at: string,
): Promise<boolean> {
  const row = await db
    .insertInto('announcement_acknowledgement')
    .values({
      provider_id: provider,
      announcement_id: id,
      client_id: clientId,
      person_id: person,
      acknowledged_at: at,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('client_id')
    .executeTakeFirst();
  return row !== undefined;
}

/** A client that is to be reminded of an announcement. */
export const Reminding = z.object({ announcement: AnnouncementId, client: ClientId });
export type Reminding = z.output<typeof Reminding>;

/** Who is to be reminded: on the last day by the client's clock and after, where nobody acknowledged it and nobody was reminded; 100 at most. */
export async function remindersDue(db: Db, provider: ProviderId, now: string): Promise<Reminding[]> {
  const { rows } = await sql`
    select d.announcement_id as announcement, d.client_id as client
    from announcement_delivery d join client c on c.provider_id = ${provider} and c.id = d.client_id
    where d.provider_id = ${provider} and d.acknowledge_by <= (${now}::timestamptz at time zone c.time_zone)::date
      and not exists (select from announcement_acknowledgement k
        where k.provider_id = ${provider} and k.announcement_id = d.announcement_id and k.client_id = d.client_id)
      and not exists (select from announcement_reminder m
        where m.provider_id = ${provider} and m.announcement_id = d.announcement_id and m.client_id = d.client_id)
      and not exists (select from announcement_withdrawal w
        where w.provider_id = ${provider} and w.announcement_id = d.announcement_id and w.client_id = d.client_id)
      and not exists (select from announcement_delivery n
        where n.provider_id = ${provider} and n.client_id = d.client_id and n.replaces = d.announcement_id)
    order by d.announcement_id, d.client_id
    limit 100`.execute(db);
  return z.array(Reminding).parse(rows);
}

/** False where it was reminded before, also by another server at the same moment. */
export async function insertReminder(
  db: Db,
  provider: ProviderId,
  { announcement, client }: Reminding,
  at: string,
): Promise<boolean> {
  const row = await db
    .insertInto('announcement_reminder')
    .values({ provider_id: provider, announcement_id: announcement, client_id: client, reminded_at: at })
    .onConflict((conflict) => conflict.doNothing())
    .returning('client_id')
    .executeTakeFirst();
  return row !== undefined;
}

interface ProofRow {
  readonly client: string;
  readonly client_name: string;
  readonly name: string | null;
  readonly email: string | null;
  readonly state: string | null;
  readonly at: string | null;
  readonly reason: string | null;
  readonly read_at: string | null;
  readonly reminded_at: string | null;
  readonly acknowledged_at: string | null;
  readonly acknowledged_by_name: string | null;
  readonly overdue: boolean;
}

const proofFrom = (row: ProofRow): ProofLine =>
  ProofLine.parse({
    clientId: row.client,
    clientName: row.client_name,
    recipient:
      row.email === null
        ? null
        : {
            name: row.name,
            email: row.email,
            state: row.state,
            at: row.at,
            reason: row.reason,
            readAt: row.read_at,
          },
    remindedAt: row.reminded_at,
    acknowledgement: acknowledgementFrom(row),
    overdue: row.overdue,
  });

interface ToldRow {
  readonly announcement_id: string;
  readonly client_id: string;
  readonly kind: string;
  readonly title: string;
  readonly words: string;
  readonly window_starts_at: string | null;
  readonly window_ends_at: string | null;
  readonly acknowledge_by: string | null;
  readonly replaces: string | null;
  readonly replaces_title: string | null;
  readonly replaced_by: string | null;
  readonly replaced_by_title: string | null;
  readonly delivered_at: string;
  readonly read_at: string | null;
  readonly acknowledged_at: string | null;
  readonly acknowledged_by_name: string | null;
  readonly reason: string | null;
  readonly withdrawn_at: string | null;
  readonly waits: boolean;
}

const toldFrom = (row: ToldRow): ClientAnnouncement =>
  ClientAnnouncement.parse({
    id: row.announcement_id,
    clientId: row.client_id,
    kind: row.kind,
    title: row.title,
    words: row.words,
    window: windowFrom(row),
    acknowledgeBy: row.acknowledge_by,
    state: row.withdrawn_at !== null ? 'withdrawn' : row.replaced_by !== null ? 'replaced' : 'current',
    replaces: row.replaces === null ? null : { id: row.replaces, title: row.replaces_title },
    replacedBy: row.replaced_by === null ? null : { id: row.replaced_by, title: row.replaced_by_title },
    deliveredAt: row.delivered_at,
    readAt: row.read_at,
    acknowledgement: acknowledgementFrom(row),
    withdrawal: row.withdrawn_at === null ? null : { reason: row.reason, at: row.withdrawn_at },
    waits: row.waits,
  });

const acknowledgementFrom = (row: {
  readonly acknowledged_at: string | null;
  readonly acknowledged_by_name: string | null;
}) => (row.acknowledged_at === null ? null : { byName: row.acknowledged_by_name, at: row.acknowledged_at });
