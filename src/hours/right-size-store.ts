import { sql } from 'kysely';
import { z } from 'zod';
import { TechnologyGroupId } from '../clients/client.ts';
import { serviceKinds } from '../clients/purchased-service.ts';
import { known } from '../core/id.ts';
import { amountOf } from '../core/money.ts';
import { Day } from '../core/shape.ts';
import type { Db } from '../database/transaction.ts';
import type { ContractId } from '../contracts/contract.ts';
import type { ProviderId } from '../people/person.ts';

/** What of a client its contract's size is judged by, and from when on the contract's months are open: by contract, one statement. */
export async function listSizedClients(
  db: Db,
  provider: ProviderId,
  contracts: readonly ContractId[],
): Promise<ReadonlyMap<ContractId, SizedClient>> {
  const { rows } = await sql`
    select k.id as contract, c.id, c.code, c.name, c.device_count, c.managed_services_spend, c.currency,
      array(select g.technology_group_id from client_technology_group g
        where g.provider_id = ${provider} and g.client_id = c.id) as groups,
      (select coalesce(jsonb_agg(jsonb_build_object('kind', s.kind, 'from', s.from_day, 'to', s.to_day)), '[]')
        from purchased_service s where s.provider_id = ${provider} and s.client_id = c.id) as services,
      (select max(upper(m.days)) from closure m where m.provider_id = ${provider} and m.contract_id = k.id) as open_from
    from contract k
    join client c on c.provider_id = ${provider} and c.id = k.client_id
    where k.provider_id = ${provider} and k.id = any (${contracts}::uuid[])`.execute(db);
  return new Map(
    z
      .array(SizedRow)
      .parse(rows)
      .map((row) => [row.contract, clientFrom(row)]),
  );
}

const SizedRow = z.object({
  contract: z.string().transform(known<'contract'>),
  id: z.string().transform(known<'client'>),
  code: z.string(),
  name: z.string(),
  device_count: z.int(),
  managed_services_spend: z.int(),
  currency: z.string(),
  groups: z.array(TechnologyGroupId),
  services: z.array(z.object({ kind: z.enum(serviceKinds), from: Day, to: Day.nullable() })),
  open_from: Day.nullable(),
});

/** A client as its contract's size is judged by it; spend is a month's, in its currency. */
export type SizedClient = ReturnType<typeof clientFrom>;

const clientFrom = (row: z.output<typeof SizedRow>) => ({
  id: row.id,
  code: row.code,
  name: row.name,
  currency: row.currency,
  spend: amountOf(row.managed_services_spend, row.currency),
  deviceCount: row.device_count,
  technologyGroups: row.groups,
  services: row.services,
  openFrom: row.open_from,
});
