import { sql } from 'kysely';
import { z } from 'zod';
import { Day } from '../core/shape.ts';
import type { Db } from '../database/transaction.ts';
import { PersonId, type ProviderId } from '../people/person.ts';
import { blockedSql } from './occurrence-store.ts';

const PlannedDay = z.object({ person: PersonId, day: Day, minutes: z.coerce.number().int() });
export type PlannedDay = z.output<typeof PlannedDay>;

/**
 * What is planned for people and still to be worked, by the day it is due on, [from, to): the estimate without the time spent, of what has not ended
 * and is not blocked. It is the person's of the row, else divided evenly among those who are designated on that day, deputies apart;
 * minutes that cannot be divided go to the later ones by id. One statement, however many people.
 */
export async function plannedByDay(
  db: Db,
  provider: ProviderId,
  people: readonly PersonId[],
  { from, to }: { readonly from: string; readonly to: string },
): Promise<PlannedDay[]> {
  const { rows } = await sql`
    with open as (
      select o.id, o.due_day, o.client_id, r.owner, r.person_id, r.technology_group_id,
        greatest(0, o.minutes - coalesce((select sum(extract(epoch from w.ended_at - w.started_at) / 60)::int from entry w
          where w.provider_id = ${provider} and w.occurrence_id = o.id), 0)) as minutes
      from occurrence o join plan_row r on r.provider_id = ${provider} and r.id = o.plan_row_id
      where o.provider_id = ${provider} and o.due_day >= ${from}::date and o.due_day < ${to}::date and r.owner <> 'client'
        and not exists (select from occurrence_end e where e.provider_id = ${provider} and e.occurrence_id = o.id)
        and not ${blockedSql(provider)}),
    whose as (
      select distinct o.id, o.due_day, o.minutes, coalesce(o.person_id, d.person_id) as person
      from open o left join designation d on d.provider_id = ${provider} and o.person_id is null and d.client_id = o.client_id
        and d.role = o.owner and not d.deputy and (o.technology_group_id is null or d.technology_group_id = o.technology_group_id)
        and d.from_day <= o.due_day and (d.to_day is null or d.to_day > o.due_day)),
    shares as (
      select person, due_day, minutes, row_number() over (partition by id order by person) as nth, count(*) over (partition by id) as parts
      from whose where person is not null)
    select person, due_day as day, sum(minutes * nth / parts - minutes * (nth - 1) / parts)::bigint as minutes
    from shares where person = any (${people}::uuid[])
    group by person, due_day order by due_day, person`.execute(db);
  return z.array(PlannedDay).parse(rows);
}
