import { sql } from 'kysely';
import { known } from '../core/id.ts';
import type { Db } from '../database/transaction.ts';
import type { Role } from './access.ts';
import {
  ListedPerson,
  Person,
  type ClientId,
  type PersonDraft,
  type PersonId,
  type ProviderId,
} from './person.ts';
import { Provider, type ProviderDraft } from './provider.ts';

/** People by name, then id, those deactivated included; `after` is where the page before ended. */
export async function listPeople(
  db: Db,
  provider: ProviderId,
  client: ClientId | null,
  limit: number,
  after: { name: string; id: string } | null,
): Promise<ListedPerson[]> {
  const rows = await listedRows(db, provider)
    .$if(client !== null, (query) => query.where('p.client_id', '=', client))
    .$if(after !== null, (query) =>
      query.where((eb) =>
        eb(eb.refTuple('p.name', 'p.id'), '>', eb.tuple(after?.name ?? '', after?.id ?? '')),
      ),
    )
    .orderBy('p.name')
    .orderBy('p.id')
    .limit(limit)
    .execute();
  return rows.map(listedFrom);
}

export async function findListedPerson(
  db: Db,
  provider: ProviderId,
  id: PersonId,
): Promise<ListedPerson | null> {
  const row = await listedRows(db, provider).where('p.id', '=', id).executeTakeFirst();
  return row ? listedFrom(row) : null;
}

/** People with the link that is open for them, if any. */
const listedRows = (db: Db, provider: ProviderId) =>
  db
    .selectFrom('person as p')
    .leftJoin('invitation as i', (join) =>
      join
        .onRef('i.provider_id', '=', 'p.provider_id')
        .onRef('i.person_id', '=', 'p.id')
        .on('i.provider_id', '=', provider)
        .on('i.accepted_at', 'is', null),
    )
    .select(['p.id', 'p.name', 'p.email', 'p.roles', 'p.client_id', 'p.time_zone', 'p.deactivated_at'])
    .select(['p.signs_in_since', 'i.expires_at'])
    .where('p.provider_id', '=', provider);

type ListedRow = Awaited<ReturnType<ReturnType<typeof listedRows>['executeTakeFirstOrThrow']>>;

const listedFrom = (row: ListedRow): ListedPerson =>
  ListedPerson.parse({
    ...personFrom(row),
    signIn: row.signs_in_since !== null ? 'ready' : row.expires_at !== null ? 'invited' : 'never',
  });

export async function findPerson(db: Db, provider: ProviderId, id: PersonId): Promise<Person | null> {
  const row = await db
    .selectFrom('person')
    .select(['id', 'name', 'email', 'roles', 'client_id', 'time_zone', 'deactivated_at'])
    .where('provider_id', '=', provider)
    .where('id', '=', id)
    .executeTakeFirst();
  return row ? personFrom(row) : null;
}

export async function insertPerson(
  db: Db,
  provider: ProviderId,
  id: PersonId,
  draft: PersonDraft,
): Promise<void> {
  await db
    .insertInto('person')
    .values({
      provider_id: provider,
      id,
      client_id: draft.clientId,
      name: draft.name,
      email: draft.email,
      roles: draft.roles,
      time_zone: draft.timeZone,
    })
    .execute();
}

/**
 * Those who administer: active and able to sign in. They stay locked until the transaction ends, so that of two administrators who take
 * each other's role away at the same moment the second finds out what the first did.
 */
export async function lockAdministrators(db: Db, provider: ProviderId): Promise<PersonId[]> {
  const rows = await db
    .selectFrom('person')
    .select('id')
    .where('provider_id', '=', provider)
    .where('roles', '@>', sql<string[]>`array['administrator']`)
    .where('deactivated_at', 'is', null)
    .where('signs_in_since', 'is not', null)
    .orderBy('id')
    .forUpdate()
    .execute();
  return rows.map(({ id }) => known(id));
}

export async function updateRoles(
  db: Db,
  provider: ProviderId,
  id: PersonId,
  roles: readonly Role[],
): Promise<void> {
  await db
    .updateTable('person')
    .set({ roles: [...roles] })
    .where('provider_id', '=', provider)
    .where('id', '=', id)
    .execute();
}

/** From when on somebody is kept out, or null to let them in again. */
export async function updateDeactivation(
  db: Db,
  provider: ProviderId,
  id: PersonId,
  at: Temporal.Instant | null,
): Promise<void> {
  await db
    .updateTable('person')
    .set({ deactivated_at: at?.toString() ?? null })
    .where('provider_id', '=', provider)
    .where('id', '=', id)
    .execute();
}

/** Says that somebody can sign in from now on; the first time stands. */
export async function updateSignsIn(
  db: Db,
  provider: ProviderId,
  people: readonly PersonId[],
  at: Temporal.Instant,
): Promise<void> {
  await db
    .updateTable('person')
    .set((eb) => ({ signs_in_since: eb.fn.coalesce('signs_in_since', eb.val(at.toString())) }))
    .where('provider_id', '=', provider)
    .where('id', 'in', [...people])
    .execute();
}

export async function findProvider(db: Db, provider: ProviderId): Promise<Provider | null> {
  const row = await db
    .selectFrom('provider')
    .select(['provider_id', 'name', 'time_zone', 'currency', 'sample', 'version'])
    .where('provider_id', '=', provider)
    .executeTakeFirst();
  return row
    ? Provider.parse({
        id: row.provider_id,
        name: row.name,
        timeZone: row.time_zone,
        currency: row.currency,
        sample: row.sample,
        version: row.version,
      })
    : null;
}

/** Makes a provider and enters it in the directory of this database. */
export async function insertProvider(
  db: Db,
  id: ProviderId,
  draft: ProviderDraft,
  sample: boolean,
): Promise<void> {
  await db
    .insertInto('provider')
    .values({
      provider_id: id,
      name: draft.name,
      time_zone: draft.timeZone,
      currency: draft.currency,
      sample,
    })
    .execute();
  await db.insertInto('directory').values({ provider_id: id }).execute();
}

/** Saves an edit made from `version`; false where the provider has moved on since. */
export async function updateProvider(
  db: Db,
  provider: ProviderId,
  draft: ProviderDraft,
  version: number,
): Promise<boolean> {
  const updated = await db
    .updateTable('provider')
    .set({
      name: draft.name,
      time_zone: draft.timeZone,
      currency: draft.currency,
      version: version + 1,
    })
    .where('provider_id', '=', provider)
    .where('version', '=', version)
    .executeTakeFirst();
  return updated.numUpdatedRows === 1n;
}

interface PersonRow {
  id: string;
  name: string;
  email: string;
  roles: string[];
  client_id: string | null;
  time_zone: string;
  deactivated_at: string | null;
}

const personFrom = (row: PersonRow): Person =>
  Person.parse({
    id: row.id,
    name: row.name,
    email: row.email,
    roles: row.roles,
    clientId: row.client_id,
    timeZone: row.time_zone,
    active: row.deactivated_at === null,
  });
