import { sql } from 'kysely';
import { z } from 'zod';
import type { CalendarId } from '../calendars/business-week.ts';
import { known } from '../core/id.ts';
import type { Db } from '../database/transaction.ts';
import { PersonId, type ProviderId } from '../people/person.ts';

const Row = z.object({
  person: PersonId,
  calendar: z
    .string()
    .transform(known<'calendar'>)
    .nullable(),
});

/**
 * The calendars that people work by, in one statement: of those that the contracts of their clients follow on some of the days [from, to),
 * one in the person's own zone before others, then the one of most clients, then by name. Without such a contract, any of the provider's in
 * the same order; somebody is left out where there is none.
 */
export async function calendarsOf(
  db: Db,
  provider: ProviderId,
  people: readonly PersonId[],
  from: string,
  to: string,
): Promise<ReadonlyMap<PersonId, CalendarId>> {
  const { rows } = await sql`
    select p.id as person, (
      select c.id from calendar c left join lateral (
        select count(distinct k.client_id) as clients from contract k
          join designation d on d.provider_id = ${provider} and d.client_id = k.client_id
        where k.provider_id = ${provider} and k.calendar_id = c.id and k.start_day < ${to} and k.end_day > ${from}
          and d.person_id = p.id and d.from_day < ${to} and (d.to_day is null or d.to_day > ${from})) followed on true
      where c.provider_id = ${provider}
      order by followed.clients > 0 desc, c.time_zone = p.time_zone desc, followed.clients desc, c.name, c.id limit 1) as calendar
    from person p where p.provider_id = ${provider} and p.id = any (${people}::uuid[])`.execute(db);
  return new Map(
    Row.array()
      .parse(rows)
      .flatMap(({ person, calendar }) => (calendar === null ? [] : [[person, calendar] as const])),
  );
}
