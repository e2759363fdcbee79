import { sql } from 'kysely';
import { z } from 'zod';
import { known } from '../core/id.ts';
import { Day, Moment } from '../core/shape.ts';
import type { Db } from '../database/transaction.ts';
import { ClientId, PersonId, type ProviderId } from '../people/person.ts';

const WorkerRow = z.object({ id: PersonId, name: z.string() });

/** Everybody who works here as CSDM or CSE, by name, then id. */
export async function serviceStaff(db: Db, provider: ProviderId): Promise<z.output<typeof WorkerRow>[]> {
  const rows = await db
    .selectFrom('person')
    .select(['id', 'name'])
    .where('provider_id', '=', provider)
    .where('client_id', 'is', null)
    .where('deactivated_at', 'is', null)
    .where('roles', '&&', sql<string[]>`array['csdm', 'cse']`)
    .orderBy('name')
    .orderBy('id')
    .execute();
  return WorkerRow.array().parse(rows);
}

const BookingRow = z.object({
  id: z.string().transform(known<'booking'>),
  person: PersonId,
  clientId: ClientId,
  startsAt: z.string(),
  minutesExpected: z.int(),
});

/** Approved bookings of people whose window begins in [from, to) and is not over, by its begin. */
export async function bookingsHeld(
  db: Db,
  provider: ProviderId,
  people: readonly PersonId[],
  { from, to, now }: { readonly from: string; readonly to: string; readonly now: string },
): Promise<z.output<typeof BookingRow>[]> {
  const rows = await db
    .selectFrom('booking_hold as h')
    .innerJoin('booking as b', (join) =>
      join.onRef('b.provider_id', '=', 'h.provider_id').onRef('b.id', '=', 'h.booking_id'),
    )
    .select(['b.id', 'b.person_id as person', 'b.client_id as clientId', 'b.starts_at as startsAt'])
    .select('b.minutes_expected as minutesExpected')
    .where('h.provider_id', '=', provider)
    .where('b.provider_id', '=', provider)
    .where('h.person_id', '=', sql<string>`any (${people}::uuid[])`)
    .where('h.starts_at', '>=', from)
    .where('h.starts_at', '<', to)
    .where('h.ends_at', '>', now)
    .orderBy('h.starts_at')
    .orderBy('h.booking_id')
    .execute();
  return z.array(BookingRow.extend({ startsAt: Moment })).parse(rows);
}

const LoggedRow = z.object({
  person: PersonId,
  clientId: ClientId.nullable(),
  day: Day,
  minutes: z.coerce.number().int(),
});

/** The minutes that people logged, by client and by the day on which the work began on the clock each of them works by, from one moment to another. */
export async function minutesLogged(
  db: Db,
  provider: ProviderId,
  clocks: ReadonlyMap<PersonId, string>,
  { from, to }: { readonly from: string; readonly to: string },
): Promise<z.output<typeof LoggedRow>[]> {
  const { rows } = await sql`
    select e.person_id as person, e.client_id as "clientId", (e.started_at at time zone k.zone)::date::text as day,
      sum(extract(epoch from e.ended_at - e.started_at) / 60)::bigint as minutes
    from entry e join unnest(${[...clocks.keys()]}::uuid[], ${[...clocks.values()]}::text[]) as k (person, zone) on k.person = e.person_id
    where e.provider_id = ${provider} and e.started_at >= ${from} and e.started_at < ${to}
    group by 1, 2, 3 order by 3, 2, 1`.execute(db);
  return LoggedRow.array().parse(rows);
}
