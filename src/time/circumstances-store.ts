import { sql } from 'kysely';
import { z } from 'zod';
import { TechnologyGroupId } from '../clients/client.ts';
import { known } from '../core/id.ts';
import { Day } from '../core/shape.ts';
import type { Db } from '../database/transaction.ts';
import { roles } from '../people/access.ts';
import type { PersonId, ProviderId } from '../people/person.ts';
import { serviceRoles } from '../team/designation.ts';
import type { Circumstances, Colliding } from './capture.ts';
import type { EntryDraft, EntryId } from './entry.ts';

/** What the rules ask about an entry that is to be saved, in one statement; null where there is no such colleague or client. */
export async function circumstancesOf(
  db: Db,
  provider: ProviderId,
  person: PersonId,
  draft: EntryDraft,
  itself: EntryId | null,
): Promise<Circumstances | null> {
  const { clientId, startedAt, endedAt, bookingId } = draft;
  const { rows } = await sql`
    select p.id, p.name, p.roles, p.time_zone, c.id as client_id, c.name as client_name, c.time_zone as client_time_zone,
      (select jsonb_agg(jsonb_build_object('role', d.role, 'technologyGroup', d.technology_group_id, 'from', d.from_day, 'to', d.to_day))
        from designation d where d.provider_id = ${provider} and d.client_id = ${clientId} and d.person_id = p.id) as designations,
      (${collidingWith(provider, person, startedAt, endedAt, itself)}) as colliding,
      (select jsonb_build_object('id', b.id, 'clientId', b.client_id, 'personId', b.person_id, 'startsAt', b.starts_at,
          'endsAt', b.ends_at, 'approvedAt', case when d.decision = 'approved' then d.decided_at end)
        from booking b left join booking_decision d on d.provider_id = ${provider} and d.booking_id = b.id
        where b.provider_id = ${provider} and b.client_id = ${clientId} and b.person_id = p.id
          and (b.id = ${bookingId}::uuid or ${bookingId}::uuid is null and b.starts_at <= ${startedAt} and b.ends_at >= ${endedAt})
        order by d.decision = 'approved' and d.decided_at < ${startedAt} desc nulls last, b.starts_at desc, b.id limit 1) as booking
    from person p left join client c on c.provider_id = ${provider} and c.id = ${clientId}
    where p.provider_id = ${provider} and p.id = ${person} and p.client_id is null and p.deactivated_at is null`.execute(
    db,
  );
  const row = rows[0] === undefined ? undefined : CircumstancesRow.parse(rows[0]);
  if (!row || (clientId !== null && row.client === null)) return null;
  return row;
}

/**
 * The first entry or late time of a person that shares a minute with [startedAt, endedAt), apart from itself and what corrects it. What an
 * approved correction took the place of is in nobody's way.
 */
export async function findColliding(
  db: Db,
  provider: ProviderId,
  person: PersonId,
  { startedAt, endedAt }: Pick<EntryDraft, 'startedAt' | 'endedAt'>,
  itself: string | null,
): Promise<Colliding | null> {
  const { rows } =
    await sql`select (${collidingWith(provider, person, startedAt, endedAt, itself)}) as colliding`.execute(
      db,
    );
  return z.object({ colliding: CollidingRow.nullable() }).parse(rows[0]).colliding;
}

// Row-level security keeps the operators of ranges from using an index, hence the comparisons: no entry is longer than a day.
const collidingWith = (
  provider: ProviderId,
  person: PersonId,
  startedAt: string,
  endedAt: string,
  itself: string | null,
) => sql`
  select jsonb_build_object('id', o.id, 'isLate', o.is_late, 'startedAt', o.started_at, 'endedAt', o.ended_at, 'subject', o.subject,
    'clientName', (select n.name from client n where n.provider_id = ${provider} and n.id = o.client_id))
  from (
    select e.id, false as is_late, e.started_at, e.ended_at, e.subject, e.client_id from entry e
    where e.provider_id = ${provider} and e.person_id = ${person} and e.id is distinct from ${itself}::uuid and not e.corrected
      and e.started_at > ${startedAt}::timestamptz - interval '24 hours' and e.started_at < ${endedAt} and e.ended_at > ${startedAt}
    union all
    select h.id, true, h.started_at, h.ended_at, h.subject, h.client_id from late_time_held h
    where h.provider_id = ${provider} and h.person_id = ${person} and h.about_id is distinct from ${itself}::uuid
      and h.started_at > ${startedAt}::timestamptz - interval '24 hours' and h.started_at < ${endedAt} and h.ended_at > ${startedAt}
  ) o order by o.started_at limit 1`;

/** Moments inside JSON come as PostgreSQL writes them there. */
const JsonMoment = z.string().transform((text) => new Date(text).toISOString().replace('.000Z', 'Z'));

const CollidingRow = z.object({
  id: z.string(),
  isLate: z.boolean(),
  clientName: z.string().nullable(),
  startedAt: JsonMoment,
  endedAt: JsonMoment,
  subject: z.string(),
});

const CommitmentRow = z.object({
  id: z.string().transform(known<'booking'>),
  clientId: z.string().transform(known<'client'>),
  personId: z.string().transform(known<'person'>),
  startsAt: JsonMoment,
  endsAt: JsonMoment,
  approvedAt: JsonMoment.nullable(),
});

const CircumstancesRow = z
  .object({
    id: z.string().transform(known<'person'>),
    name: z.string(),
    roles: z.array(z.enum(roles)),
    time_zone: z.string(),
    client_id: z
      .string()
      .transform(known<'client'>)
      .nullable(),
    client_name: z.string().nullable(),
    client_time_zone: z.string().nullable(),
    designations: z
      .array(
        z.object({
          role: z.enum(serviceRoles),
          technologyGroup: TechnologyGroupId.nullable(),
          from: Day,
          to: Day.nullable(),
        }),
      )
      .nullable(),
    colliding: CollidingRow.nullable(),
    booking: CommitmentRow.nullable(),
  })
  .transform((row) => ({
    person: { id: row.id, name: row.name, roles: row.roles, timeZone: row.time_zone },
    client:
      row.client_id === null || row.client_name === null || row.client_time_zone === null
        ? null
        : { id: row.client_id, name: row.client_name, timeZone: row.client_time_zone },
    designations: row.designations ?? [],
    colliding: row.colliding,
    booking: row.booking,
  }));
