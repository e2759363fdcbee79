import { sql } from 'kysely';
import type { Db } from '../database/transaction.ts';
import type { ClientId, PersonId, ProviderId } from '../people/person.ts';
import type { OccurrenceId } from '../plan/occurrence-id.ts';
import { entryFrom, entryRows } from './entry-row-store.ts';
import { minutesBetween, WorkDone, type Billing, type Entry, type EntryState } from './entry.ts';

/** Which entries are asked for; what is left out restricts nothing. Days are [from, to) by the clock of the provider or of the client named. */
export interface Sought {
  readonly client?: ClientId | undefined;
  readonly person?: PersonId | undefined;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly state?: EntryState | undefined;
  readonly billing?: Billing | undefined;
  readonly occurrence?: OccurrenceId | undefined;
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
  const { client, person, from, to, state, billing, occurrence } = sought;
  const rows = await entryRows(db, provider)
    .$if(client !== undefined, (query) => query.where('e.client_id', '=', client ?? ''))
    .$if(person !== undefined, (query) => query.where('e.person_id', '=', person ?? ''))
    .$if(from !== undefined, (query) =>
      query.where('e.started_at', '>=', midnight(provider, client, from ?? '')),
    )
    .$if(to !== undefined, (query) => query.where('e.started_at', '<', midnight(provider, client, to ?? '')))
    .$if(billing !== undefined, (query) => query.where('e.billing', '=', billing ?? ''))
    .$if(occurrence !== undefined, (query) => query.where('e.occurrence_id', '=', occurrence ?? ''))
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

/** Midnight at the begin of a local day: the client's where one is named, else the provider's. */
const midnight = (provider: ProviderId, client: ClientId | undefined, day: string) => sql<string>`(
  ${day}::date::timestamp at time zone coalesce(
    (select c.time_zone from client c where c.provider_id = ${provider} and c.id = ${client ?? null}),
    (select p.time_zone from provider p where p.provider_id = ${provider})))`;
