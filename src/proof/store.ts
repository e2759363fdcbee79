import { sql } from 'kysely';
import type { Db } from '../database/transaction.ts';
import type { ClientId, ProviderId } from '../people/person.ts';

/** Whose, and of which days: [from, to). */
interface Asked {
  readonly provider: ProviderId;
  readonly client: ClientId;
  readonly from: string;
  readonly to: string;
}

/** The plans of a client whose contracts have days in the period, as the proof has them. */
export async function plansIn(db: Db, { provider, client, from, to }: Asked): Promise<unknown[]> {
  const { rows } = await sql`
    select n.id, n.contract_id as "contractId", k.number as "contractNumber", k.time_zone as "timeZone", n.made_at as "madeAt",
      case when a.plan_id is not null then json_build_object('byClient', a.by_client, 'byName', p.name,
        'at', to_char(a.accepted_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')) end as acceptance
    from plan n
    join contract k on k.provider_id = ${provider} and k.id = n.contract_id
    left join plan_acceptance a on a.provider_id = ${provider} and a.plan_id = n.id
    left join person p on p.provider_id = ${provider} and p.id = a.accepted_by
    where n.provider_id = ${provider} and n.client_id = ${client} and k.start_day < ${to}::date and k.end_day > ${from}::date
    order by k.start_day, n.id`.execute(db);
  return rows;
}

/** The rows of those plans that hold on some day of the period, or of which something is due in it; by row, then day. */
export async function planRowsIn(db: Db, { provider, client, from, to }: Asked): Promise<unknown[]> {
  const { rows } = await sql`
    select r.id, r.plan_id as "planId", r.row_number as row, r.owner, r.technology_group_id as "technologyGroup", r.cadence, r.trigger,
      r.minutes, r.from_day as "from", least(r.to_day, k.end_day) as "to"
    from plan_row r
    join plan n on n.provider_id = ${provider} and n.id = r.plan_id
    join contract k on k.provider_id = ${provider} and k.id = n.contract_id
    where r.provider_id = ${provider} and r.client_id = ${client}
      and (r.from_day < ${to}::date and least(r.to_day, k.end_day) > greatest(${from}::date, r.from_day)
        or exists (select from occurrence o where o.provider_id = ${provider} and o.plan_row_id = r.id
          and o.due_day >= ${from}::date and o.due_day < ${to}::date))
    order by r.row_number, r.from_day, r.id`.execute(db);
  return rows;
}

interface OfOccurrence {
  readonly occurrence: string;
}
interface Tick extends OfOccurrence {
  readonly item: string;
}

/** All evidence of the period, in the order in which it was given; files by their hash. */
export async function evidenceIn(db: Db, { provider, client, from, to }: Asked): Promise<OfOccurrence[]> {
  const { rows } = await sql<OfOccurrence>`
    select v.occurrence_id as occurrence, v.id, v.kind, v.words, v.link, v.given_at as "givenAt", p.name as "givenByName",
      p.client_id is not null as "byClient",
      case when v.object_kind is not null then json_build_object('kind', v.object_kind, 'id', v.object_id) end as thing,
      case when v.file_id is not null then json_build_object('name', v.file_name, 'bytes', octet_length(f.content),
        'sha256', encode(f.sha256, 'hex')) end as file
    from evidence v
    join occurrence o on o.provider_id = ${provider} and o.id = v.occurrence_id
    join person p on p.provider_id = ${provider} and p.id = v.given_by
    left join file f on f.provider_id = ${provider} and f.id = v.file_id
    where v.provider_id = ${provider} and v.client_id = ${client} and o.due_day >= ${from}::date and o.due_day < ${to}::date
    order by v.given_at, v.id`.execute(db);
  return rows;
}

/** All ticks of the period, in their order. */
export async function ticksIn(db: Db, { provider, client, from, to }: Asked): Promise<Tick[]> {
  const { rows } = await sql<Tick>`
    select t.occurrence_id as occurrence, t.item, p.name as "tickedBy", t.ticked_at as "tickedAt"
    from occurrence_tick t
    join occurrence o on o.provider_id = ${provider} and o.id = t.occurrence_id
    join person p on p.provider_id = ${provider} and p.id = t.ticked_by
    where t.provider_id = ${provider} and t.client_id = ${client} and o.due_day >= ${from}::date and o.due_day < ${to}::date
    order by t.ticked_at, t.item`.execute(db);
  return rows;
}
