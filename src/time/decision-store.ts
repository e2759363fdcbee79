import { sql } from 'kysely';
import { known } from '../core/id.ts';
import type { Db } from '../database/transaction.ts';
import type { ClientId, PersonId, ProviderId } from '../people/person.ts';
import type { Decidable } from './decision.ts';
import type { Billing, EntryId } from './entry.ts';

/** The clients whose CSDM, or CSDM's deputy, a person is on the client's present day. */
export async function clientsLedBy(
  db: Db,
  provider: ProviderId,
  person: PersonId,
  now: Temporal.Instant,
): Promise<ClientId[]> {
  const today = sql<string>`(${now.toString()}::timestamptz at time zone c.time_zone)::date`;
  const rows = await db
    .selectFrom('designation as d')
    .innerJoin('client as c', (join) =>
      join.onRef('c.provider_id', '=', 'd.provider_id').onRef('c.id', '=', 'd.client_id'),
    )
    .select('d.client_id')
    .distinct()
    .where('d.provider_id', '=', provider)
    .where('c.provider_id', '=', provider)
    .where('d.person_id', '=', person)
    .where('d.role', '=', 'csdm')
    .where('d.from_day', '<=', today)
    .where((eb) => eb.or([eb('d.to_day', 'is', null), eb('d.to_day', '>', today)]))
    .execute();
  return rows.map((row) => known<'client'>(row.client_id));
}

/** What a decision on these entries looks at; nobody changes them until the transaction ends. Those that are not there are left out. */
export async function lockEntries(
  db: Db,
  provider: ProviderId,
  ids: readonly EntryId[],
): Promise<ReadonlyMap<EntryId, Decidable>> {
  const rows = await db
    .selectFrom('entry as e')
    .leftJoin('submission as s', (join) =>
      join.on('s.provider_id', '=', provider).onRef('s.entry_id', '=', 'e.id'),
    )
    .leftJoin('approval as a', (join) =>
      join.on('a.provider_id', '=', provider).onRef('a.entry_id', '=', 'e.id'),
    )
    .select(['e.id', 'e.person_id', 'e.client_id', 'e.version', 's.submitted_at', 'a.decision'])
    .where('e.provider_id', '=', provider)
    .where('e.id', '=', anyOf(ids))
    .orderBy('e.id')
    .forShare('e')
    .execute();
  return new Map(
    rows.map((row) => [
      known<'entry'>(row.id),
      {
        id: known<'entry'>(row.id),
        personId: known<'person'>(row.person_id),
        clientId: row.client_id === null ? null : known<'client'>(row.client_id),
        version: row.version,
        state: stateFrom(row.decision, row.submitted_at),
      },
    ]),
  );
}

/** Which of one person's entries that start in [from, to) are drafts or were rejected. */
export async function listUnsubmitted(
  db: Db,
  provider: ProviderId,
  person: PersonId,
  span: { readonly from: string; readonly to: string },
): Promise<EntryId[]> {
  const { rows } = await sql<{ id: string }>`
    select e.id from entry e
    where e.provider_id = ${provider} and e.person_id = ${person} and e.started_at >= ${span.from} and e.started_at < ${span.to}
      and not exists (select from submission s where s.provider_id = ${provider} and s.entry_id = e.id)
      and not exists (select from approval a where a.provider_id = ${provider} and a.entry_id = e.id and a.decision <> 'rejected')
    order by e.started_at`.execute(db);
  return rows.map((row) => known<'entry'>(row.id));
}

/** Who did something, and when. */
export interface By {
  readonly person: PersonId;
  readonly at: Temporal.Instant;
}

/** Submits entries and takes away what was said of those that were rejected; answers those that were not waiting or settled already. */
export async function submit(
  db: Db,
  provider: ProviderId,
  ids: readonly EntryId[],
  { person, at }: By,
): Promise<ReadonlySet<EntryId>> {
  await db
    .deleteFrom('approval')
    .where('provider_id', '=', provider)
    .where('entry_id', '=', anyOf(ids))
    .where('decision', '=', 'rejected')
    .execute();
  const { rows } = await sql<{ entry_id: string }>`
    insert into submission (provider_id, entry_id, client_id, submitted_by, submitted_at)
    select e.provider_id, e.id, e.client_id, ${person}, ${at.toString()} from entry e
    where e.provider_id = ${provider} and e.id = ${anyOf(ids)}
      and not exists (select from approval a where a.provider_id = ${provider} and a.entry_id = e.id)
    on conflict do nothing returning entry_id`.execute(db);
  return new Set(rows.map((row) => known<'entry'>(row.entry_id)));
}

/** What is decided about entries. */
export interface Decision extends By {
  readonly decision: 'approved' | 'rejected' | 'referred';
  readonly reason: string;
}

/** Decides on entries that wait; answers those it was done with, which leaves out what somebody else decided at the same moment. */
export async function decide(
  db: Db,
  provider: ProviderId,
  ids: readonly EntryId[],
  { decision, reason, person, at }: Decision,
): Promise<ReadonlySet<EntryId>> {
  const { rows } = await sql<{ entry_id: string }>`
    with waited as (
      delete from submission where provider_id = ${provider} and entry_id = ${anyOf(ids)}
      returning entry_id, client_id, submitted_by, submitted_at
    )
    insert into approval (provider_id, entry_id, client_id, decision, reason, submitted_by, submitted_at, decided_by, decided_at)
    select ${provider}, entry_id, client_id, ${decision}, ${reason}, submitted_by, submitted_at, ${person}, ${at.toString()} from waited
    returning entry_id`.execute(db);
  return new Set(rows.map((row) => known<'entry'>(row.entry_id)));
}

/** Puts another decision in the place of an approval; false where there is none any more. */
export async function redecide(
  db: Db,
  provider: ProviderId,
  id: EntryId,
  { decision, reason, person, at }: Decision,
): Promise<boolean> {
  const { rows } = await sql<{ entry_id: string }>`
    with before as (
      delete from approval where provider_id = ${provider} and entry_id = ${id} and decision = 'approved'
      returning entry_id, client_id, submitted_by, submitted_at
    )
    insert into approval (provider_id, entry_id, client_id, decision, reason, submitted_by, submitted_at, decided_by, decided_at)
    select ${provider}, entry_id, client_id, ${decision}, ${reason}, submitted_by, submitted_at, ${person}, ${at.toString()} from before
    returning entry_id`.execute(db);
  return rows.length > 0;
}

/** Bills an entry otherwise from now on and keeps who said so and why; false where it has moved on from `version`. */
export async function reclassify(
  db: Db,
  provider: ProviderId,
  {
    id,
    entry,
    version,
    to,
    reason,
  }: {
    readonly id: string;
    readonly entry: EntryId;
    readonly version: number;
    readonly to: Billing;
    readonly reason: string;
  },
  { person, at }: By,
): Promise<boolean> {
  const { rows } = await sql<{ entry_id: string }>`
    with before as (
      select e.id, e.client_id, e.billing from entry e
      where e.provider_id = ${provider} and e.id = ${entry} and e.version = ${version}
    ), changed as (
      update entry e set billing = ${to}, version = e.version + 1 from before
      where e.provider_id = ${provider} and e.id = before.id and e.version = ${version} returning e.id
    )
    insert into reclassification (provider_id, id, entry_id, client_id, from_billing, to_billing, reason, decided_by, decided_at)
    select ${provider}, ${id}, before.id, before.client_id, before.billing, ${to}, ${reason}, ${person}, ${at.toString()}
    from before join changed on changed.id = before.id returning entry_id`.execute(db);
  return rows.length > 0;
}

/** Allows after-hours work of an entry to be billed; false where that was done before. */
export async function approveAfterHours(
  db: Db,
  provider: ProviderId,
  { entry, client, reason }: { readonly entry: EntryId; readonly client: ClientId; readonly reason: string },
  { person, at }: By,
): Promise<boolean> {
  const row = await db
    .insertInto('after_hours_approval')
    .values({
      provider_id: provider,
      entry_id: entry,
      client_id: client,
      reason,
      approved_by: person,
      approved_at: at.toString(),
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('entry_id')
    .executeTakeFirst();
  return row !== undefined;
}

const anyOf = (ids: readonly EntryId[]) => sql<string>`any(${[...ids]}::uuid[])`;

const stateFrom = (decision: string | null, submittedAt: string | null): Decidable['state'] =>
  decision === 'approved' || decision === 'rejected' || decision === 'referred'
    ? decision
    : submittedAt === null
      ? 'draft'
      : 'submitted';
