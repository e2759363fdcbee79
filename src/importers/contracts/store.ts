import { sql } from 'kysely';
import { PurchasedService } from '../../clients/purchased-service.ts';
import type { Db } from '../../database/transaction.ts';
import type { ClientId, ProviderId } from '../../people/person.ts';

/** What clients buy besides, by client. */
export async function servicesOf(
  db: Db,
  provider: ProviderId,
  clients: readonly ClientId[],
): Promise<ReadonlyMap<ClientId, readonly PurchasedService[]>> {
  const rows = await db
    .selectFrom('purchased_service')
    .select(['id', 'client_id as clientId', 'kind', 'from_day as from', 'to_day as to'])
    .where('provider_id', '=', provider)
    .where('client_id', '=', sql<string>`any (${clients}::uuid[])`)
    .execute();
  return Map.groupBy(
    rows.map((row) => PurchasedService.parse(row)),
    ({ clientId }) => clientId,
  );
}
