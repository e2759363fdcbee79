import { sql } from 'kysely';
import type { ClientDraft } from '../../clients/client.ts';
import { minorOf } from '../../core/money.ts';
import type { Db } from '../../database/transaction.ts';
import type { ClientId, ProviderId } from '../../people/person.ts';

/** A client as it shall be; `version` is the one it was looked at in, null for one that is new. */
export interface ClientToSave {
  readonly id: ClientId;
  readonly version: number | null;
  readonly draft: ClientDraft;
}

/** Saves new and changed clients in a fixed number of statements; false where one has moved on since it was looked at. */
export async function saveClients(
  db: Db,
  provider: ProviderId,
  clients: readonly ClientToSave[],
): Promise<boolean> {
  if (clients.length === 0) return true;
  const changed = clients.filter(({ version }) => version !== null);
  const rows = JSON.stringify(clients.map(rowOf));
  await sql`
    insert into client (provider_id, id, code, name, time_zone, currency, managed_services_spend, device_count)
    select ${provider}::uuid, r.id, r.code, r.name, r.time_zone, r.currency, r.spend, r.devices
    from jsonb_to_recordset(${rows}::jsonb) as ${columns} where r.version is null`.execute(db);
  const updated = await sql`
    update client c set name = r.name, time_zone = r.time_zone, currency = r.currency,
      managed_services_spend = r.spend, device_count = r.devices, version = c.version + 1
    from jsonb_to_recordset(${rows}::jsonb) as ${columns}
    where c.provider_id = ${provider}::uuid and c.id = r.id and c.version = r.version`.execute(db);
  await sql`
    delete from client_technology_group
    where provider_id = ${provider}::uuid and client_id = any (${changed.map(({ id }) => id)}::uuid[])`.execute(
    db,
  );
  await sql`
    insert into client_technology_group (provider_id, client_id, technology_group_id)
    select ${provider}::uuid, r.id, g.technology_group
    from jsonb_to_recordset(${rows}::jsonb) as ${columns}, unnest(r.groups) as g (technology_group)`.execute(
    db,
  );
  return updated.numAffectedRows === BigInt(changed.length);
}

const columns = sql`r (id uuid, version integer, code text, name text, time_zone text, currency text, spend bigint,
  devices integer, groups text[])`;

const rowOf = ({ id, version, draft }: ClientToSave) => ({
  id,
  version,
  code: draft.code,
  name: draft.name,
  time_zone: draft.timeZone,
  currency: draft.currency,
  spend: minorOf(draft.managedServicesSpend, draft.currency),
  devices: draft.deviceCount,
  groups: draft.technologyGroups,
});
