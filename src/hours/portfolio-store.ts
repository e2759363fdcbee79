import { sql } from 'kysely';
import { z } from 'zod';
import { TechnologyGroupId } from '../clients/client.ts';
import { serviceKinds } from '../clients/purchased-service.ts';
import { known } from '../core/id.ts';
import { Day } from '../core/shape.ts';
import type { Db } from '../database/transaction.ts';
import type { PersonId, ProviderId } from '../people/person.ts';
import { groupsContracted, groupsToStaff, teamGaps } from '../team/coverage.ts';
import { holdsOn, serviceRoles } from '../team/designation.ts';
import type { PortfolioClient } from './portfolio.ts';

/**
 * A page of clients by name, then id, each with who leads it and what its team lacks on a day: one statement. `designated` restricts
 * them to the clients that somebody is on the team of; `after` is where the page before ended.
 */
export async function listPortfolio(
  db: Db,
  provider: ProviderId,
  day: string,
  designated: PersonId | null,
  limit: number,
  after: { readonly name: string; readonly id: string } | null,
): Promise<PortfolioClient[]> {
  const { rows } = await sql`
    select c.id, c.code, c.name,
      array(select g.technology_group_id from client_technology_group g
        where g.provider_id = ${provider} and g.client_id = c.id order by 1) as groups,
      (select jsonb_agg(jsonb_build_object('start', k.start_day, 'end', k.end_day, 'packages',
          (select coalesce(jsonb_agg(jsonb_build_object('technologyGroups', b.technology_groups, 'from', b.from_day, 'to', b.to_day)
            order by b.position), '[]') from package b where b.provider_id = ${provider} and b.contract_id = k.id)))
        from contract k where k.provider_id = ${provider} and k.client_id = c.id and k.start_day <= ${day}::date
          and k.end_day > ${day}::date) as contracts,
      (select jsonb_agg(jsonb_build_object('kind', s.kind, 'from', s.from_day, 'to', s.to_day)) from purchased_service s
        where s.provider_id = ${provider} and s.client_id = c.id) as services,
      (select jsonb_agg(jsonb_build_object('person', d.person_id, 'name', p.name, 'role', d.role, 'deputy', d.deputy,
          'technologyGroup', d.technology_group_id, 'from', d.from_day, 'to', d.to_day))
        from designation d join person p on p.provider_id = ${provider} and p.id = d.person_id
        where d.provider_id = ${provider} and d.client_id = c.id and d.from_day <= ${day}::date
          and (d.to_day is null or d.to_day > ${day}::date)) as team
    from client c
    where c.provider_id = ${provider}
      and (${after === null} or (c.name, c.id) > (${after?.name ?? ''}, ${after?.id ?? noId}::uuid))
      and (${designated === null} or exists (select from designation d where d.provider_id = ${provider} and d.client_id = c.id
        and d.person_id = ${designated ?? noId}::uuid and d.from_day <= ${day}::date
        and (d.to_day is null or d.to_day > ${day}::date)))
    order by c.name, c.id
    limit ${limit}`.execute(db);
  return z
    .array(PortfolioClientRow)
    .parse(rows)
    .map((row) => clientFrom(row, day));
}

const noId = '00000000-0000-0000-0000-000000000000';

const PortfolioClientRow = z.object({
  id: z.string().transform(known<'client'>),
  code: z.string(),
  name: z.string(),
  groups: z.array(TechnologyGroupId),
  contracts: z
    .array(
      z.object({
        start: Day,
        end: Day,
        packages: z.array(z.object({ technologyGroups: z.array(TechnologyGroupId), from: Day, to: Day })),
      }),
    )
    .nullable(),
  services: z.array(z.object({ kind: z.enum(serviceKinds), from: Day, to: Day.nullable() })).nullable(),
  team: z
    .array(
      z.object({
        name: z.string(),
        role: z.enum(serviceRoles),
        deputy: z.boolean(),
        technologyGroup: TechnologyGroupId.nullable(),
        from: Day,
        to: Day.nullable(),
      }),
    )
    .nullable(),
});

function clientFrom(row: z.output<typeof PortfolioClientRow>, day: string): PortfolioClient {
  const team = row.team ?? [];
  const csdm = team.find((member) => member.role === 'csdm' && !member.deputy && holdsOn(member, day));
  const groups = groupsContracted(row.contracts ?? [], day) ?? row.groups;
  return {
    id: row.id,
    code: row.code,
    name: row.name,
    csdmName: csdm?.name ?? null,
    teamGaps: teamGaps(groupsToStaff(groups, row.services ?? [], day), team, day),
  };
}
