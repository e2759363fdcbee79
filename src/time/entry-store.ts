import { sql, type Expression } from 'kysely';
import { known } from '../core/id.ts';
import { refusalBehind } from '../database/refusals.ts';
import type { Db } from '../database/transaction.ts';
import type { ClientId, PersonId, ProviderId } from '../people/person.ts';
import { overlaps, type Captured } from './capture.ts';
import {
  Entry,
  minutesBetween,
  WorkDone,
  type Billing,
  type EntryDraft,
  type EntryId,
  type EntryState,
} from './entry.ts';

/** Which entries are asked for; what is left out restricts nothing. Days are [from, to) by the clock of the provider or of the client named. */
export interface Sought {
  readonly client?: ClientId | undefined;
  readonly person?: PersonId | undefined;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly state?: EntryState | undefined;
  readonly billing?: Billing | undefined;
}

/** The place in a list, newest first, where the page before ended. */
export interface Place {
  readonly at: string;
  readonly id: string;
}

/** Entries newest first, those that start together by id. */
export async function listEntries(
  db: Db,
  provider: ProviderId,
  sought: Sought,
  limit: number,
  after: Place | null,
): Promise<Entry[]> {
  const { client, person, from, to, state, billing } = sought;
  const rows = await entryRows(db, provider)
    .$if(client !== undefined, (query) => query.where('e.client_id', '=', client ?? ''))
    .$if(person !== undefined, (query) => query.where('e.person_id', '=', person ?? ''))
    .$if(from !== undefined, (query) =>
      query.where('e.started_at', '>=', midnight(provider, client, from ?? '')),
    )
    .$if(to !== undefined, (query) => query.where('e.started_at', '<', midnight(provider, client, to ?? '')))
    .$if(billing !== undefined, (query) => query.where('e.billing', '=', billing ?? ''))
    .$if(state !== undefined, (query) =>
      state === 'draft' || state === 'submitted'
        ? query.where('a.entry_id', 'is', null).where('s.entry_id', state === 'draft' ? 'is' : 'is not', null)
        : query.where('a.decision', '=', state ?? ''),
    )
    .$if(after !== null, (query) =>
      query.where((eb) =>
        eb(eb.refTuple('e.started_at', 'e.id'), '<', eb.tuple(after?.at ?? '', after?.id ?? '')),
      ),
    )
    .orderBy('e.started_at', 'desc')
    .orderBy('e.id', 'desc')
    .limit(limit)
    .execute();
  return rows.map(entryFrom);
}

/** One person's entries that start in [from, to), in order. */
export async function listEntriesOf(
  db: Db,
  provider: ProviderId,
  person: PersonId,
  span: { readonly from: string; readonly to: string },
): Promise<Entry[]> {
  const rows = await entryRows(db, provider)
    .where('e.person_id', '=', person)
    .where('e.started_at', '>=', span.from)
    .where('e.started_at', '<', span.to)
    .orderBy('e.started_at')
    .execute();
  return rows.map(entryFrom);
}

/** Entries that wait for a decision, the longest first; a CSDM's are those of their clients that are not their own. */
export async function listWaiting(
  db: Db,
  provider: ProviderId,
  {
    deciding,
    client,
    person,
  }: {
    readonly deciding: { readonly person: PersonId; readonly leads: readonly ClientId[] } | null;
    readonly client?: ClientId | undefined;
    readonly person?: PersonId | undefined;
  },
  limit: number,
  after: Place | null,
): Promise<Entry[]> {
  const rows = await entryRows(db, provider)
    .where('s.entry_id', 'is not', null)
    .$if(deciding !== null, (query) =>
      query
        .where('e.client_id', '=', sql<string>`any(${[...(deciding?.leads ?? [])]}::uuid[])`)
        .where('e.person_id', '<>', deciding?.person ?? ''),
    )
    .$if(client !== undefined, (query) => query.where('e.client_id', '=', client ?? ''))
    .$if(person !== undefined, (query) => query.where('e.person_id', '=', person ?? ''))
    .$if(after !== null, (query) =>
      query.where((eb) =>
        eb(eb.refTuple('s.submitted_at', 's.entry_id'), '>', eb.tuple(after?.at ?? '', after?.id ?? '')),
      ),
    )
    .orderBy('s.submitted_at')
    .orderBy('s.entry_id')
    .limit(limit)
    .execute();
  return rows.map(entryFrom);
}

/** Approved time of a client newest first, without what is the provider's own: notes, internal time, how it came to be approved. */
export async function listWorkDone(
  db: Db,
  provider: ProviderId,
  client: ClientId,
  { from, to }: Pick<Sought, 'from' | 'to'>,
  limit: number,
  after: Place | null,
): Promise<WorkDone[]> {
  const rows = await db
    .selectFrom('entry as e')
    .innerJoin('approval as a', (join) =>
      join.onRef('a.provider_id', '=', 'e.provider_id').onRef('a.entry_id', '=', 'e.id'),
    )
    .innerJoin('person as p', (join) =>
      join.onRef('p.provider_id', '=', 'e.provider_id').onRef('p.id', '=', 'e.person_id'),
    )
    .select([
      'e.id',
      'p.name as person_name',
      'e.role',
      'e.technology_group_id',
      'e.started_at',
      'e.ended_at',
    ])
    .select(['e.billing', 'e.subject_kind', 'e.subject'])
    .where('e.provider_id', '=', provider)
    .where('a.provider_id', '=', provider)
    .where('p.provider_id', '=', provider)
    .where('e.client_id', '=', client)
    .where('a.decision', '=', 'approved')
    .where('e.billing', '<>', 'internal')
    .$if(from !== undefined, (query) =>
      query.where('e.started_at', '>=', midnight(provider, client, from ?? '')),
    )
    .$if(to !== undefined, (query) => query.where('e.started_at', '<', midnight(provider, client, to ?? '')))
    .$if(after !== null, (query) =>
      query.where((eb) =>
        eb(eb.refTuple('e.started_at', 'e.id'), '<', eb.tuple(after?.at ?? '', after?.id ?? '')),
      ),
    )
    .orderBy('e.started_at', 'desc')
    .orderBy('e.id', 'desc')
    .limit(limit)
    .execute();
  return rows.map((row) =>
    WorkDone.parse({
      id: row.id,
      personName: row.person_name,
      role: row.role,
      technologyGroup: row.technology_group_id,
      startedAt: row.started_at,
      endedAt: row.ended_at,
      minutes: minutesBetween(row.started_at, row.ended_at),
      billing: row.billing,
      subjectKind: row.subject_kind,
      subject: row.subject,
    }),
  );
}

/** `locked` keeps anybody from deciding on the entry or changing it until the transaction ends. */
export async function findEntry(
  db: Db,
  provider: ProviderId,
  id: EntryId,
  mode: 'read' | 'locked' = 'read',
): Promise<Entry | null> {
  const row = await entryRows(db, provider)
    .where('e.id', '=', id)
    .$if(mode === 'locked', (query) => query.forUpdate('e'))
    .executeTakeFirst();
  return row ? entryFrom(row) : null;
}

/** Saves an entry; null where another of the same person is in the way, also one that was saved at the same moment. */
export async function insertEntry(
  db: Db,
  provider: ProviderId,
  { id, person, by }: { readonly id: EntryId; readonly person: PersonId; readonly by: PersonId },
  draft: EntryDraft,
  captured: Captured,
): Promise<EntryId | null> {
  const row = await db
    .insertInto('entry')
    .values({
      provider_id: provider,
      id,
      person_id: person,
      created_by: by,
      ...columnsOf(draft, captured),
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst();
  return row ? known<'entry'>(row.id) : null;
}

/**
 * Saves an edit made from `version` and makes the entry a draft again, unless it has moved on since or was decided on, or another of the
 * same person is in the way, also one that was saved at the same moment.
 */
export async function updateEntry(
  db: Db,
  provider: ProviderId,
  { id, version }: { readonly id: EntryId; readonly version: number },
  draft: EntryDraft,
  captured: Captured,
): Promise<'saved' | 'moved-on' | 'in-the-way'> {
  // The transaction goes on after a collision, so that the entry in the way can be named.
  await sql.raw('savepoint edit').execute(db);
  try {
    const updated = await db
      .updateTable('entry')
      .set({ ...columnsOf(draft, captured), version: version + 1 })
      .where('provider_id', '=', provider)
      .where('id', '=', id)
      .where('version', '=', version)
      .where(notSettled(provider, id))
      .executeTakeFirst();
    if (updated.numUpdatedRows === 0n) return 'moved-on';
  } catch (error) {
    if (refusalBehind(error, { entry_overlap: overlaps })?.kind !== overlaps) throw error;
    await sql.raw('rollback to savepoint edit').execute(db);
    return 'in-the-way';
  }
  await forgetDecisions(db, provider, id);
  return 'saved';
}

/** False where it was decided on meanwhile. */
export async function deleteEntry(db: Db, provider: ProviderId, id: EntryId): Promise<boolean> {
  const deleted = await db
    .deleteFrom('entry')
    .where('provider_id', '=', provider)
    .where('id', '=', id)
    .where(notSettled(provider, id))
    .executeTakeFirst();
  return deleted.numDeletedRows > 0n;
}

/** Takes away all that was said about an entry since it was a draft; the facts remember it. */
export async function forgetDecisions(db: Db, provider: ProviderId, id: EntryId): Promise<void> {
  await sql`
    with waited as (delete from submission where provider_id = ${provider} and entry_id = ${id}),
      decided as (delete from approval where provider_id = ${provider} and entry_id = ${id}),
      allowed as (delete from after_hours_approval where provider_id = ${provider} and entry_id = ${id})
    delete from reclassification where provider_id = ${provider} and entry_id = ${id}`.execute(db);
}

/** Days that are holidays in each of the provider's calendars, in [from, to). */
export async function listCommonHolidays(
  db: Db,
  provider: ProviderId,
  from: string,
  to: string,
): Promise<ReadonlySet<string>> {
  const rows = await db
    .selectFrom('holiday')
    .select('day')
    .where('provider_id', '=', provider)
    .where('day', '>=', from)
    .where('day', '<', to)
    .groupBy('day')
    .having((eb) =>
      eb(
        eb.fn.countAll(),
        '=',
        eb
          .selectFrom('calendar')
          .select((calendar) => calendar.fn.countAll<number>().as('count'))
          .where('provider_id', '=', provider),
      ),
    )
    .execute();
  return new Set(rows.map(({ day }) => day));
}

/** Joined by single look-ups rather than by joins, so that the plan stays short and the list is read in its own order. */
function entryRows(db: Db, provider: ProviderId) {
  return db
    .selectFrom('entry as e')
    .leftJoin('submission as s', (join) =>
      join.on('s.provider_id', '=', provider).onRef('s.entry_id', '=', 'e.id'),
    )
    .leftJoin('approval as a', (join) =>
      join.on('a.provider_id', '=', provider).onRef('a.entry_id', '=', 'e.id'),
    )
    .select([
      'e.id',
      'e.client_id',
      'e.person_id',
      'e.role',
      'e.technology_group_id',
      'e.started_at',
      'e.ended_at',
    ])
    .select([
      'e.billing',
      'e.subject_kind',
      'e.subject',
      'e.note',
      'e.booking_id',
      'e.allowed_by',
      'e.allowance',
    ])
    .select(['e.version', 'a.decision', 'a.reason', 'a.decided_by', 'a.decided_at'])
    .select((eb) => [
      eb.fn.coalesce('a.submitted_by', 's.submitted_by').as('submitted_by'),
      eb.fn.coalesce('a.submitted_at', 's.submitted_at').as('submitted_at'),
      nameOf(provider, 'person', eb.ref('e.person_id')).as('person_name'),
      nameOf(provider, 'client', eb.ref('e.client_id')).as('client_name'),
      afterHoursApproved(provider).as('after_hours_approved'),
    ])
    .where('e.provider_id', '=', provider);
}

const nameOf = (provider: ProviderId, table: 'person' | 'client', id: Expression<string | null>) =>
  sql<
    string | null
  >`(select n.name from ${sql.table(table)} n where n.provider_id = ${provider} and n.id = ${id})`;

/** Whether after-hours time of entry `e` may be billed: what `isCommitted` says of its booking, or the supervisor's approval since. */
export const afterHoursApproved = (provider: ProviderId) => sql<boolean>`(
  exists (select from after_hours_approval h where h.provider_id = ${provider} and h.entry_id = e.id)
  or e.booking_id is not null and exists (
    select from booking b join booking_decision d on d.provider_id = ${provider} and d.booking_id = b.id
    where b.provider_id = ${provider} and b.id = e.booking_id and b.client_id = e.client_id and b.person_id = e.person_id
      and b.starts_at <= e.started_at and b.ends_at >= e.ended_at and d.decision = 'approved' and d.decided_at < e.started_at))`;

/** Midnight at the begin of a local day: the client's where one is named, else the provider's. */
const midnight = (provider: ProviderId, client: ClientId | undefined, day: string) => sql<string>`(
  ${day}::date::timestamp at time zone coalesce(
    (select c.time_zone from client c where c.provider_id = ${provider} and c.id = ${client ?? null}),
    (select p.time_zone from provider p where p.provider_id = ${provider})))`;

const notSettled = (provider: ProviderId, id: EntryId) => sql<boolean>`not exists (
  select from approval settled where settled.provider_id = ${provider} and settled.entry_id = ${id}
    and settled.decision in ('approved', 'referred'))`;

const columnsOf = (draft: EntryDraft, captured: Captured) => ({
  client_id: draft.clientId,
  role: draft.role,
  technology_group_id: draft.technologyGroup,
  started_at: draft.startedAt,
  ended_at: draft.endedAt,
  billing: draft.billing,
  subject_kind: draft.subjectKind,
  subject: draft.subject,
  note: draft.note,
  booking_id: captured.bookingId,
  allowed_by: captured.allowance?.by ?? null,
  allowance: captured.allowance?.reason ?? null,
});

function entryFrom(row: Awaited<ReturnType<ReturnType<typeof entryRows>['executeTakeFirstOrThrow']>>): Entry {
  return Entry.parse({
    id: row.id,
    clientId: row.client_id,
    clientName: row.client_name,
    personId: row.person_id,
    personName: row.person_name,
    role: row.role,
    technologyGroup: row.technology_group_id,
    startedAt: row.started_at,
    endedAt: row.ended_at,
    minutes: minutesBetween(row.started_at, row.ended_at),
    billing: row.billing,
    subjectKind: row.subject_kind,
    subject: row.subject,
    note: row.note,
    bookingId: row.booking_id,
    afterHoursApproved: row.after_hours_approved,
    allowance: row.allowed_by === null ? null : { by: row.allowed_by, reason: row.allowance },
    approval: {
      state: row.decision ?? (row.submitted_at === null ? 'draft' : 'submitted'),
      submittedBy: row.submitted_by ?? undefined,
      submittedAt: row.submitted_at ?? undefined,
      decidedBy: row.decided_by ?? undefined,
      decidedAt: row.decided_at ?? undefined,
      reason: row.reason ?? undefined,
    },
    version: row.version,
  });
}
