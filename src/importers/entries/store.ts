import { sql } from 'kysely';
import { z } from 'zod';
import { known } from '../../core/id.ts';
import { Moment } from '../../core/shape.ts';
import type { Db } from '../../database/transaction.ts';
import { Person, type ClientId, type PersonId, type ProviderId } from '../../people/person.ts';
import type { Commitment } from '../../time/booking.ts';
import type { EntryId } from '../../time/entry.ts';
import type { KnownEntry } from './entry-draft.ts';
import type { EntryToSave } from './entry-judgement.ts';

/** Active colleagues who have these e-mail addresses, by address. */
export async function colleaguesByEmail(
  db: Db,
  provider: ProviderId,
  emails: readonly string[],
): Promise<ReadonlyMap<string, Person>> {
  const rows = await db
    .selectFrom('person')
    .select(['id', 'name', 'email', 'roles', 'client_id', 'time_zone'])
    .where('provider_id', '=', provider)
    .where('client_id', 'is', null)
    .where('deactivated_at', 'is', null)
    .where('email', '=', sql<string>`any (${emails})`)
    .execute();
  return new Map(
    rows.map((row) => [
      row.email,
      Person.parse({ ...row, clientId: row.client_id, timeZone: row.time_zone, active: true }),
    ]),
  );
}

/** The clients for which a file's time is, and the moments [from, to) within which it lies, that of entries it changes included. */
export interface Extent {
  readonly clients: readonly ClientId[];
  readonly from: string;
  readonly to: string;
}

/** Bookings of people with a minute in the extent, by person, those begun last first. */
export async function bookingsOf(
  db: Db,
  provider: ProviderId,
  people: readonly PersonId[],
  { from, to }: Extent,
): Promise<ReadonlyMap<PersonId, readonly Commitment[]>> {
  const rows = await db
    .selectFrom('booking as b')
    .leftJoin('booking_decision as d', (join) =>
      join
        .on('d.provider_id', '=', provider)
        .onRef('d.booking_id', '=', 'b.id')
        .on('d.decision', '=', 'approved'),
    )
    .select(['b.id', 'b.client_id', 'b.person_id', 'b.starts_at', 'b.ends_at', 'd.decided_at'])
    .where('b.provider_id', '=', provider)
    .where('b.person_id', '=', sql<string>`any (${people}::uuid[])`)
    .where('b.starts_at', '<', to)
    .where('b.ends_at', '>', from)
    .orderBy('b.starts_at', 'desc')
    .orderBy('b.id')
    .execute();
  const bookings = rows.map((row) => ({
    id: known<'booking'>(row.id),
    clientId: known<'client'>(row.client_id),
    personId: known<'person'>(row.person_id),
    startsAt: row.starts_at,
    endsAt: row.ends_at,
    approvedAt: row.decided_at,
  }));
  return Map.groupBy(bookings, ({ personId }) => personId);
}

/** The closed months of clients that have a minute in the extent, by client. */
export async function closuresOf(
  db: Db,
  provider: ProviderId,
  { clients, from, to }: Extent,
): Promise<ReadonlyMap<ClientId, readonly { from: string; to: string }[]>> {
  const { rows } = await sql`
    select c.client_id, lower(c.period) as "from", upper(c.period) as "to" from closure c
    where c.provider_id = ${provider} and c.client_id = any (${clients}::uuid[]) and c.period && tstzrange(${from}, ${to})`.execute(
    db,
  );
  return Map.groupBy(z.array(ClosureRow).parse(rows), ({ client_id }) => client_id);
}

const ClosureRow = z.object({ client_id: z.string().transform(known<'client'>), from: Moment, to: Moment });

/** What a row claims: a person's time, or the entry of a reference. */
export interface Claim {
  readonly person: PersonId;
  readonly started: string;
  readonly ended: string;
  readonly reference: string | null;
}

/**
 * The entries that share a minute with a claim of their person, or that have its reference; each once. No entry is longer than a day,
 * which lets the index by person and start find them; `offset 0` keeps the planner from comparing all claims of a person with all its time.
 */
export async function entriesAround(
  db: Db,
  provider: ProviderId,
  claims: readonly Claim[],
): Promise<KnownEntry[]> {
  const { rows } = await sql`
    with claim as materialized (
      select * from jsonb_to_recordset(${JSON.stringify(claims)}::jsonb)
        as c (person uuid, started timestamptz, ended timestamptz, reference text)),
    found as (
      select e.id from claim c, lateral (
        select e.id from entry e where e.provider_id = ${provider} and e.person_id = c.person
          and e.started_at > c.started - interval '24 hours' and e.started_at < c.ended and e.ended_at > c.started and not e.corrected
        offset 0) e
      union
      select e.id from claim c join entry e on e.provider_id = ${provider} and e.reference = c.reference)
    select e.id, e.person_id, e.client_id, e.role, e.technology_group_id, e.started_at, e.ended_at, e.billing, e.subject_kind,
      e.subject, e.note, e.reference, e.version, n.name as client_name,
      coalesce(a.decision, case when s.entry_id is null then 'draft' else 'submitted' end) as state
    from found f join entry e on e.provider_id = ${provider} and e.id = f.id
      left join client n on n.provider_id = ${provider} and n.id = e.client_id
      left join approval a on a.provider_id = ${provider} and a.entry_id = e.id
      left join submission s on s.provider_id = ${provider} and s.entry_id = e.id`.execute(db);
  return z.array(EntryRowKept).parse(rows);
}

const EntryRowKept = z
  .object({
    id: z.string().transform(known<'entry'>),
    person_id: z.string().transform(known<'person'>),
    client_id: z
      .string()
      .transform(known<'client'>)
      .nullable(),
    role: z.string(),
    technology_group_id: z.string().nullable(),
    started_at: z.string(),
    ended_at: z.string(),
    billing: z.string(),
    subject_kind: z.string(),
    subject: z.string(),
    note: z.string(),
    reference: z.string().nullable(),
    version: z.int(),
    client_name: z.string().nullable(),
    state: z.enum(['draft', 'submitted', 'approved', 'rejected', 'referred']),
  })
  .transform((row): KnownEntry => ({
    id: row.id,
    isLate: false,
    personId: row.person_id,
    clientId: row.client_id,
    clientName: row.client_name,
    role: row.role,
    technologyGroup: row.technology_group_id,
    startedAt: row.started_at,
    endedAt: row.ended_at,
    billing: row.billing,
    subjectKind: row.subject_kind,
    subject: row.subject,
    note: row.note,
    reference: row.reference,
    state: row.state,
    version: row.version,
  }));

const batchRows = 5000;

export type SavedEntry = EntryToSave & { readonly id: EntryId };

/**
 * Saves new and changed entries, a batch of rows a statement; a changed one starts over with what was said and decided about it. False
 * where one has moved on since it was looked at.
 */
export async function saveEntries(
  db: Db,
  provider: ProviderId,
  { by, at }: { readonly by: PersonId; readonly at: string },
  entries: readonly SavedEntry[],
): Promise<boolean> {
  for (let start = 0; start < entries.length; start += batchRows) {
    const batch = entries.slice(start, start + batchRows);
    const rows = sql`jsonb_to_recordset(${JSON.stringify(batch.map(rowOf))}::jsonb) as ${columns}`;
    const changed = batch.filter(({ before }) => before !== null);
    if (changed.length > 0 && (await updateEntries(db, provider, by, rows)) !== changed.length) return false;
    await sql`
      insert into entry (provider_id, id, client_id, person_id, role, technology_group_id, started_at, ended_at, billing,
        subject_kind, subject, note, booking_id, allowed_by, allowance, reference, created_by)
      select ${provider}::uuid, r.id, r.client, r.person, r.role, r.technology_group, r.started, r.ended, r.billing, r.subject_kind,
        r.subject, r.note, r.booking, case when r.allowance is not null then ${by}::uuid end, r.allowance, r.reference, ${by}::uuid
      from ${rows} where r.version is null`.execute(db);
    await saveStates(db, provider, { by, at }, batch, rows);
  }
  return true;
}

async function updateEntries(
  db: Db,
  provider: ProviderId,
  by: PersonId,
  rows: ReturnType<typeof sql>,
): Promise<number> {
  await sql`
    with changed as materialized (select r.id from ${rows} where r.version is not null),
      waited as (delete from submission where provider_id = ${provider} and entry_id in (select id from changed)),
      decided as (delete from approval where provider_id = ${provider} and entry_id in (select id from changed)),
      allowed as (delete from after_hours_approval where provider_id = ${provider} and entry_id in (select id from changed))
    delete from reclassification where provider_id = ${provider} and entry_id in (select id from changed)`.execute(
    db,
  );
  const updated = await sql`
    update entry e set client_id = r.client, role = r.role, technology_group_id = r.technology_group, started_at = r.started,
      ended_at = r.ended, billing = r.billing, subject_kind = r.subject_kind, subject = r.subject, note = r.note,
      booking_id = r.booking, allowed_by = case when r.allowance is not null then ${by}::uuid end, allowance = r.allowance,
      version = e.version + 1
    from ${rows} where e.provider_id = ${provider} and e.id = r.id and e.version = r.version`.execute(db);
  return Number(updated.numAffectedRows ?? 0n);
}

async function saveStates(
  db: Db,
  provider: ProviderId,
  { by, at }: { readonly by: PersonId; readonly at: string },
  batch: readonly SavedEntry[],
  rows: ReturnType<typeof sql>,
): Promise<void> {
  if (batch.some(({ state }) => state === 'submitted'))
    await sql`
      insert into submission (provider_id, entry_id, client_id, submitted_by, submitted_at)
      select ${provider}::uuid, r.id, r.client, ${by}::uuid, ${at}::timestamptz from ${rows} where r.state = 'submitted'`.execute(
      db,
    );
  if (batch.some(({ state }) => state === 'approved'))
    await sql`
      insert into approval (provider_id, entry_id, client_id, decision, submitted_by, submitted_at, decided_by, decided_at)
      select ${provider}::uuid, r.id, r.client, 'approved', ${by}::uuid, ${at}::timestamptz, ${by}::uuid, ${at}::timestamptz
      from ${rows} where r.state = 'approved'`.execute(db);
}

const columns = sql`r (id uuid, version integer, client uuid, person uuid, role text, technology_group text, started timestamptz,
  ended timestamptz, billing text, subject_kind text, subject text, note text, booking uuid, allowance text, reference text, state text)`;

const rowOf = ({ id, before, personId, draft, captured, reference, state }: SavedEntry) => ({
  id,
  version: before?.version ?? null,
  client: draft.clientId,
  person: personId,
  role: draft.role,
  technology_group: draft.technologyGroup,
  started: draft.startedAt,
  ended: draft.endedAt,
  billing: draft.billing,
  subject_kind: draft.subjectKind,
  subject: draft.subject,
  note: draft.note,
  booking: captured.bookingId,
  allowance: captured.allowance?.reason ?? null,
  reference,
  state,
});
