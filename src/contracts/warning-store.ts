import { sql } from 'kysely';
import { z } from 'zod';
import { TechnologyGroupId } from '../clients/client.ts';
import { serviceKinds } from '../clients/purchased-service.ts';
import { known } from '../core/id.ts';
import { Day } from '../core/shape.ts';
import type { Db } from '../database/transaction.ts';
import type { ClientId, ProviderId } from '../people/person.ts';
import { packageKinds, scopes } from './package.ts';
import { SoldPackage } from './price-book.ts';
import { Tier } from './tier.ts';
import type { Watched } from './warning.ts';

/**
 * The contracts that run at a moment, each on the local day of its time zone, by the client's name: of some clients or of all, with what
 * they are watched by. One statement, however many clients.
 */
export async function listWatched(
  db: Db,
  provider: ProviderId,
  now: Temporal.Instant,
  clients: readonly ClientId[] | null,
): Promise<Watched[]> {
  const { rows } = await sql`
    select c.id, c.code, c.name, c.device_count, k.id as contract_id, k.number, today.day,
      array(select g.technology_group_id from client_technology_group g
        where g.provider_id = ${provider} and g.client_id = c.id order by 1) as groups,
      (select coalesce(jsonb_agg(jsonb_build_object('kind', s.kind, 'from', s.from_day, 'to', s.to_day)), '[]')
        from purchased_service s where s.provider_id = ${provider} and s.client_id = c.id) as services,
      (select coalesce(jsonb_agg(jsonb_build_object('kind', p.kind, 'scope', p.scope, 'technologyGroups', p.technology_groups,
          'hoursPerMonth', p.hours_per_month, 'from', p.from_day, 'to', p.to_day) order by p.position), '[]')
        from package p where p.provider_id = ${provider} and p.contract_id = k.id and p.to_day > today.day) as packages,
      (select coalesce(jsonb_agg(jsonb_build_object('scope', b.scope, 'technologyGroup', b.technology_group_id,
          'minimumHours', b.minimum_hours, 'lotHours', b.lot_hours) order by b.position), '[]')
        from price_book_package b where b.provider_id = ${provider} and b.price_book_id = k.price_book_id) as sold,
      (select coalesce(jsonb_agg(jsonb_build_object('fromHours', t.from_hours, 'name', t.name,
          'technologyGroupsMax', t.technology_groups_max, 'devicesMax', t.devices_max) order by t.from_hours), '[]')
        from price_book_tier t where t.provider_id = ${provider} and t.price_book_id = k.price_book_id) as tiers
    from contract k
    join client c on c.provider_id = ${provider} and c.id = k.client_id
    cross join lateral (select (${now.toString()}::timestamptz at time zone k.time_zone)::date as day) today
    where k.provider_id = ${provider} and k.start_day <= today.day and k.end_day > today.day
      and (${clients === null} or k.client_id = any (${clients ?? []}::uuid[]))
    order by c.name, c.id`.execute(db);
  return z.array(WatchedRow).parse(rows).map(watchedFrom);
}

const WatchedRow = z.object({
  id: z.string().transform(known<'client'>),
  code: z.string(),
  name: z.string(),
  device_count: z.int(),
  groups: z.array(TechnologyGroupId),
  services: z.array(z.object({ kind: z.enum(serviceKinds), from: Day, to: Day.nullable() })),
  contract_id: z.string().transform(known<'contract'>),
  number: z.string(),
  day: Day,
  packages: z.array(
    z.object({
      kind: z.enum(packageKinds),
      scope: z.enum(scopes),
      technologyGroups: z.array(TechnologyGroupId),
      hoursPerMonth: z.int(),
      from: Day,
      to: Day,
    }),
  ),
  sold: z.array(SoldPackage.omit({ feePerHour: true })),
  tiers: z.array(Tier),
});

const watchedFrom = (row: z.output<typeof WatchedRow>): Watched => ({
  client: {
    id: row.id,
    code: row.code,
    name: row.name,
    deviceCount: row.device_count,
    technologyGroups: row.groups,
  },
  services: row.services,
  contract: { id: row.contract_id, number: row.number, packages: row.packages },
  book: { packages: row.sold, tiers: row.tiers },
  day: row.day,
});
