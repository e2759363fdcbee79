import { sql } from 'kysely';
import type { Db } from '../database/transaction.ts';
import { amountOf, minorOf } from '../core/money.ts';
import type { ClientId, ProviderId } from '../people/person.ts';
import { Client, TechnologyGroup, type ClientDraft } from './client.ts';
import { Contact, type ContactDraft, type ContactId } from './contact.ts';
import {
  PurchasedService,
  type PurchasedServiceDraft,
  type PurchasedServiceId,
} from './purchased-service.ts';

/** Clients by name, then id; `after` is where the page before ended. */
export async function listClients(
  db: Db,
  provider: ProviderId,
  limit: number,
  after: { name: string; id: string } | null,
): Promise<Client[]> {
  const rows = await clientRows(db, provider)
    .$if(after !== null, (query) =>
      query.where((eb) => eb(eb.refTuple('name', 'id'), '>', eb.tuple(after?.name ?? '', after?.id ?? ''))),
    )
    .orderBy('name')
    .orderBy('id')
    .limit(limit)
    .execute();
  return rows.map(clientFrom);
}

export async function findClient(db: Db, provider: ProviderId, client: ClientId): Promise<Client | null> {
  const row = await clientRows(db, provider).where('id', '=', client).executeTakeFirst();
  return row ? clientFrom(row) : null;
}

/** The clients that have these codes, by code. */
export async function clientsByCode(
  db: Db,
  provider: ProviderId,
  codes: readonly string[],
): Promise<ReadonlyMap<string, Client>> {
  const rows = await clientRows(db, provider)
    .where('code', '=', sql<string>`any (${codes})`)
    .execute();
  return new Map(rows.map((row) => [row.code, clientFrom(row)]));
}

export async function insertClient(
  db: Db,
  provider: ProviderId,
  id: ClientId,
  draft: ClientDraft,
): Promise<void> {
  await db
    .insertInto('client')
    .values({ provider_id: provider, id, ...columnsOf(draft) })
    .execute();
  await insertGroups(db, provider, id, draft);
}

/** Saves an edit made from `version`; false where the client has moved on since. */
export async function updateClient(
  db: Db,
  provider: ProviderId,
  id: ClientId,
  draft: ClientDraft,
  version: number,
): Promise<boolean> {
  const updated = await db
    .updateTable('client')
    .set({ ...columnsOf(draft), version: version + 1 })
    .where('provider_id', '=', provider)
    .where('id', '=', id)
    .where('version', '=', version)
    .executeTakeFirst();
  if (updated.numUpdatedRows === 0n) return false;
  await db
    .deleteFrom('client_technology_group')
    .where('provider_id', '=', provider)
    .where('client_id', '=', id)
    .execute();
  await insertGroups(db, provider, id, draft);
  return true;
}

export async function listTechnologyGroups(db: Db, provider: ProviderId): Promise<TechnologyGroup[]> {
  const rows = await db
    .selectFrom('technology_group')
    .select(['id', 'name'])
    .where('provider_id', '=', provider)
    .orderBy('position')
    .orderBy('id')
    .execute();
  return rows.map((row) => TechnologyGroup.parse(row));
}

/** Gives a provider its technology groups, in this order. */
export async function insertTechnologyGroups(
  db: Db,
  provider: ProviderId,
  groups: readonly TechnologyGroup[],
): Promise<void> {
  await db
    .insertInto('technology_group')
    .values(groups.map(({ id, name }, position) => ({ provider_id: provider, id, name, position })))
    .execute();
}

export async function listContacts(db: Db, provider: ProviderId, client: ClientId): Promise<Contact[]> {
  const rows = await db
    .selectFrom('contact')
    .selectAll()
    .where('provider_id', '=', provider)
    .where('client_id', '=', client)
    .orderBy('name')
    .orderBy('id')
    .execute();
  return rows.map(contactFrom);
}

export async function insertContact(
  db: Db,
  provider: ProviderId,
  client: ClientId,
  id: ContactId,
  draft: ContactDraft,
): Promise<Contact> {
  const row = await db
    .insertInto('contact')
    .values({ provider_id: provider, id, client_id: client, ...draft })
    .returningAll()
    .executeTakeFirstOrThrow();
  return contactFrom(row);
}

/** Marks a contact as gone; one who left before keeps the first moment. Null where there is none. */
export async function endContact(
  db: Db,
  provider: ProviderId,
  client: ClientId,
  id: ContactId,
  at: Temporal.Instant,
): Promise<Contact | null> {
  const row = await db
    .updateTable('contact')
    .set((eb) => ({ ended_at: eb.fn.coalesce('ended_at', eb.val(at.toString())) }))
    .where('provider_id', '=', provider)
    .where('client_id', '=', client)
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirst();
  return row ? contactFrom(row) : null;
}

export async function listPurchasedServices(
  db: Db,
  provider: ProviderId,
  client: ClientId,
): Promise<PurchasedService[]> {
  const rows = await db
    .selectFrom('purchased_service')
    .selectAll()
    .where('provider_id', '=', provider)
    .where('client_id', '=', client)
    .orderBy('from_day', 'desc')
    .orderBy('kind')
    .execute();
  return rows.map(serviceFrom);
}

export async function insertPurchasedService(
  db: Db,
  provider: ProviderId,
  client: ClientId,
  id: PurchasedServiceId,
  { kind, from, to }: PurchasedServiceDraft,
): Promise<PurchasedService> {
  const row = await db
    .insertInto('purchased_service')
    .values({ provider_id: provider, id, client_id: client, kind, from_day: from, to_day: to })
    .returningAll()
    .executeTakeFirstOrThrow();
  return serviceFrom(row);
}

export async function endPurchasedService(
  db: Db,
  provider: ProviderId,
  client: ClientId,
  id: PurchasedServiceId,
  to: string,
): Promise<PurchasedService | null> {
  const row = await db
    .updateTable('purchased_service')
    .set({ to_day: to })
    .where('provider_id', '=', provider)
    .where('client_id', '=', client)
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirst();
  return row ? serviceFrom(row) : null;
}

function clientRows(db: Db, provider: ProviderId) {
  return db
    .selectFrom('client')
    .select([
      'id',
      'code',
      'name',
      'time_zone',
      'currency',
      'managed_services_spend',
      'device_count',
      'version',
    ])
    .select((eb) =>
      eb
        .selectFrom('client_technology_group as g')
        .select((group) => group.fn<string[]>('array_agg', ['g.technology_group_id']).as('groups'))
        .where('g.provider_id', '=', provider)
        .whereRef('g.client_id', '=', 'client.id')
        .as('groups'),
    )
    .where('provider_id', '=', provider);
}

function clientFrom(
  row: Awaited<ReturnType<ReturnType<typeof clientRows>['executeTakeFirstOrThrow']>>,
): Client {
  return Client.parse({
    id: row.id,
    code: row.code,
    name: row.name,
    timeZone: row.time_zone,
    currency: row.currency,
    managedServicesSpend: amountOf(row.managed_services_spend, row.currency),
    deviceCount: row.device_count,
    technologyGroups: (row.groups ?? []).sort(),
    version: row.version,
  });
}

const columnsOf = (draft: ClientDraft) => ({
  code: draft.code,
  name: draft.name,
  time_zone: draft.timeZone,
  currency: draft.currency,
  managed_services_spend: minorOf(draft.managedServicesSpend, draft.currency),
  device_count: draft.deviceCount,
});

async function insertGroups(
  db: Db,
  provider: ProviderId,
  client: ClientId,
  { technologyGroups }: ClientDraft,
): Promise<void> {
  if (technologyGroups.length === 0) return;
  await db
    .insertInto('client_technology_group')
    .values(
      [...new Set(technologyGroups)].map((group) => ({
        provider_id: provider,
        client_id: client,
        technology_group_id: group,
      })),
    )
    .execute();
}

type ContactRow = {
  id: string;
  client_id: string;
  person_id: string | null;
  name: string;
  title: string;
  email: string;
  phone: string;
  authority: string[];
  ended_at: string | null;
};

const contactFrom = (row: ContactRow): Contact =>
  Contact.parse({ ...row, clientId: row.client_id, personId: row.person_id, endedAt: row.ended_at });

type ServiceRow = { id: string; client_id: string; kind: string; from_day: string; to_day: string | null };

const serviceFrom = (row: ServiceRow): PurchasedService =>
  PurchasedService.parse({
    id: row.id,
    clientId: row.client_id,
    kind: row.kind,
    from: row.from_day,
    to: row.to_day,
  });

/**
 * Has a client to itself until the transaction ends: whoever writes its time or expenses waits, and so does whoever asks the same. Two who
 * consent, credit or close at one moment know of each other by it.
 */
export async function lockClient(db: Db, provider: ProviderId, client: ClientId): Promise<void> {
  await sql`select lock_client(${provider}::uuid, ${client}::uuid, true)`.execute(db);
}
