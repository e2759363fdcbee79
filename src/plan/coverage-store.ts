import { sql } from 'kysely';
import { z } from 'zod';
import type { Db } from '../database/transaction.ts';
import type { ClientId, ProviderId } from '../people/person.ts';
import { ClientId as Client } from '../people/person.ts';
import { counts, stateSql, type Seen } from './occurrence-store.ts';

/** What is counted of a cell. */
export interface Counted {
  readonly row: number;
  readonly planned: number;
  readonly due: number;
  readonly overdue: number;
  readonly blocked: number;
  readonly waived: number;
  readonly done: number;
  readonly doneWithEvidence: number;
  readonly minutes: number;
  readonly minutesSpent: number;
}

/** The cells of a client in which a row is planned, by row and month; days are [from, to), firsts of months. One statement. */
export async function countByMonth(
  db: Db,
  provider: ProviderId,
  client: ClientId,
  from: string,
  to: string,
  seen: Seen,
): Promise<readonly (Counted & { readonly month: string })[]> {
  const { rows } = await sql<Counted & { readonly month: string }>`
    with found as (${foundIn(provider, from, to, seen, sql`and o.client_id = ${client}`)}), cells as (
      select r.row_number as row, m::date as month from plan_row r
      join plan n on n.provider_id = ${provider} and n.id = r.plan_id
      join contract k on k.provider_id = ${provider} and k.id = n.contract_id
      cross join generate_series(${from}::date, ${to}::date - 1, interval '1 month') m
      where r.provider_id = ${provider} and r.client_id = ${client}
        and r.from_day < m + interval '1 month' and least(r.to_day, k.end_day) > greatest(m::date, r.from_day)
      union select row, date_trunc('month', due_day)::date from found)
    select c.row, to_char(c.month, 'YYYY-MM') as month, ${counted}
    from cells c left join found f on f.row = c.row and f.due_day >= c.month and f.due_day < c.month + interval '1 month'
    group by c.row, c.month order by c.row, c.month`.execute(db);
  return rows;
}

/** The cells of all clients in a month in which a row is planned, by row and client. One statement. */
export async function countByClient(
  db: Db,
  provider: ProviderId,
  from: string,
  to: string,
  seen: Seen,
): Promise<readonly (Counted & { readonly clientId: string })[]> {
  const { rows } = await sql<Counted & { readonly clientId: string }>`
    with found as (${foundIn(provider, from, to, seen, sql``)}), cells as (
      select r.row_number as row, r.client_id from plan_row r
      join plan n on n.provider_id = ${provider} and n.id = r.plan_id
      join contract k on k.provider_id = ${provider} and k.id = n.contract_id
      where r.provider_id = ${provider} and r.from_day < ${to}::date and least(r.to_day, k.end_day) > greatest(${from}::date, r.from_day)
      union select row, client_id from found)
    select c.row, c.client_id as "clientId", ${counted}
    from cells c left join found f on f.row = c.row and f.client_id = c.client_id
    group by c.row, c.client_id order by c.row, c.client_id`.execute(db);
  return rows;
}

/** Every occurrence that is due in [from, to), with its state and the time that was logged for it. */
const foundIn = (
  provider: ProviderId,
  from: string,
  to: string,
  { now, time }: Seen,
  and: ReturnType<typeof sql>,
) => sql`
  select r.row_number as row, o.client_id, o.due_day, o.minutes, coalesce(w.minutes, 0) as spent, e.evidenced,
    ${stateSql(provider)} as state
  from occurrence o
  join plan_row r on r.provider_id = ${provider} and r.id = o.plan_row_id
  join plan n on n.provider_id = ${provider} and n.id = r.plan_id
  join (select z.id, (${now.toString()}::timestamptz at time zone z.time_zone)::date as today from contract z
    where z.provider_id = ${provider}) t on t.id = n.contract_id
  left join occurrence_end e on e.provider_id = ${provider} and e.occurrence_id = o.id
  left join (select w.occurrence_id, sum(extract(epoch from w.ended_at - w.started_at) / 60)::int as minutes from entry w
    where w.provider_id = ${provider} and w.occurrence_id is not null and ${counts(provider, time)} group by w.occurrence_id) w
    on w.occurrence_id = o.id
  where o.provider_id = ${provider} and o.due_day >= ${from}::date and o.due_day < ${to}::date ${and}`;

const counted = sql`
  count(*) filter (where f.state = 'planned')::int as planned,
  count(*) filter (where f.state = 'due')::int as due,
  count(*) filter (where f.state = 'overdue')::int as overdue,
  count(*) filter (where f.state = 'blocked')::int as blocked,
  count(*) filter (where f.state = 'waived')::int as waived,
  count(*) filter (where f.state = 'done' and not f.evidenced)::int as done,
  count(*) filter (where f.state = 'done' and f.evidenced)::int as "doneWithEvidence",
  coalesce(sum(f.minutes), 0)::int as minutes, coalesce(sum(f.spent), 0)::int as "minutesSpent"`;

/** The clients that have a plan of a contract with days in [from, to), by name. */
export async function plannedClients(
  db: Db,
  provider: ProviderId,
  from: string,
  to: string,
): Promise<{ id: ClientId; name: string }[]> {
  const { rows } = await sql`
    select distinct c.id, c.name from plan n
    join contract k on k.provider_id = ${provider} and k.id = n.contract_id
    join client c on c.provider_id = ${provider} and c.id = n.client_id
    where n.provider_id = ${provider} and k.start_day < ${to}::date and k.end_day > ${from}::date
    order by c.name, c.id`.execute(db);
  return z.array(z.object({ id: Client, name: z.string() })).parse(rows);
}
