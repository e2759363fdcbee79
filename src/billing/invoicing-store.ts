import { sql } from 'kysely';
import type { Db } from '../database/transaction.ts';
import type { ClientId, PersonId, ProviderId } from '../people/person.ts';
import {
  ClientInvoicing,
  ProviderInvoicing,
  type ClientInvoicingDraft,
  type ProviderInvoicingDraft,
} from './invoicing-details.ts';

/** What stands on invoices about the provider now; version 0 and nothing said before the first change. */
export async function providerInvoicing(db: Db, provider: ProviderId): Promise<ProviderInvoicing> {
  const row = await db
    .selectFrom('provider_invoicing')
    .select(['version', 'details'])
    .where('provider_id', '=', provider)
    .orderBy('version', 'desc')
    .limit(1)
    .executeTakeFirst();
  return ProviderInvoicing.parse(row ? { ...objectFrom(row.details), version: row.version } : { version: 0 });
}

/** What stands on invoices about some clients now, by client; of whom nothing was said is left out. */
export async function clientInvoicings(
  db: Db,
  provider: ProviderId,
  clients: readonly ClientId[],
): Promise<ReadonlyMap<string, ClientInvoicing>> {
  const rows = await db
    .selectFrom('client_invoicing')
    .select(['client_id', 'version', 'details'])
    .distinctOn('client_id')
    .where('provider_id', '=', provider)
    .where('client_id', '=', sql<string>`any (${clients}::uuid[])`)
    .orderBy('client_id')
    .orderBy('version', 'desc')
    .execute();
  return new Map(
    rows.map((row) => [
      row.client_id,
      ClientInvoicing.parse({ ...objectFrom(row.details), version: row.version }),
    ]),
  );
}

/** What is said of a client of whom nothing was said yet. */
export const nothingSaid: ClientInvoicing = ClientInvoicing.parse({ version: 0 });

/** Adds a version; one that is there already breaks the key. */
export async function insertProviderInvoicing(
  db: Db,
  provider: ProviderId,
  version: number,
  details: ProviderInvoicingDraft,
  by: PersonId,
  at: string,
): Promise<void> {
  await db
    .insertInto('provider_invoicing')
    .values({
      provider_id: provider,
      version,
      details: JSON.stringify(details),
      changed_by: by,
      changed_at: at,
    })
    .execute();
}

export async function insertClientInvoicing(
  db: Db,
  provider: ProviderId,
  client: ClientId,
  version: number,
  details: ClientInvoicingDraft,
  by: PersonId,
  at: string,
): Promise<void> {
  await db
    .insertInto('client_invoicing')
    .values({
      provider_id: provider,
      client_id: client,
      version,
      details: JSON.stringify(details),
      changed_by: by,
      changed_at: at,
    })
    .execute();
}

const objectFrom = (details: unknown): object =>
  typeof details === 'object' && details !== null ? details : {};
