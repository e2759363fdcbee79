import { sql } from 'kysely';
import { z } from 'zod';
import { serviceKinds } from '../clients/purchased-service.ts';
import { known } from '../core/id.ts';
import { Day } from '../core/shape.ts';
import type { Db } from '../database/transaction.ts';
import { Addressee } from '../mail/message.ts';
import { PersonId, type ProviderId } from '../people/person.ts';
import type { TeamAlarm } from './alarm.ts';

const ClientRow = z.object({
  id: z.string().transform(known<'client'>),
  name: z.string(),
  timeZone: z.string(),
  services: z.array(z.object({ kind: z.enum(serviceKinds), from: Day, to: Day.nullable() })),
});

/** All clients by name, then id, with what they buy besides. */
export async function clientsWatched(db: Db, provider: ProviderId): Promise<z.output<typeof ClientRow>[]> {
  const { rows } = await sql`
    select c.id, c.name, c.time_zone as "timeZone",
      coalesce((select jsonb_agg(jsonb_build_object('kind', s.kind, 'from', s.from_day, 'to', s.to_day)) from purchased_service s
        where s.provider_id = ${provider} and s.client_id = c.id), '[]') as services
    from client c where c.provider_id = ${provider} order by c.name, c.id`.execute(db);
  return ClientRow.array().parse(rows);
}

/** Everybody of the provider's who no longer works here. */
export async function peopleGone(db: Db, provider: ProviderId): Promise<ReadonlySet<PersonId>> {
  const rows = await db
    .selectFrom('person')
    .select('id')
    .where('provider_id', '=', provider)
    .where('deactivated_at', 'is not', null)
    .execute();
  return new Set(rows.map(({ id }) => PersonId.parse(id)));
}

/** The supervisors who work here, by name. */
export async function supervisorsOf(db: Db, provider: ProviderId): Promise<Addressee[]> {
  const rows = await db
    .selectFrom('person')
    .select(['id', 'name', 'email'])
    .where('provider_id', '=', provider)
    .where('roles', '@>', sql<string[]>`array['supervisor']`)
    .where('deactivated_at', 'is', null)
    .orderBy('name')
    .orderBy('id')
    .execute();
  return Addressee.array().parse(rows);
}

/** Which of these alarms were told before, by key. */
export async function alarmsTold(
  db: Db,
  provider: ProviderId,
  alarms: readonly TeamAlarm[],
): Promise<ReadonlySet<string>> {
  const rows = await db
    .selectFrom('team_alarm')
    .select('key')
    .where('provider_id', '=', provider)
    .where('key', '=', sql<string>`any (${alarms.map(({ key }) => key)}::text[])`)
    .execute();
  return new Set(rows.map(({ key }) => key));
}

/** Keeps an alarm as told; false where another server told it before. */
export async function insertAlarm(
  db: Db,
  provider: ProviderId,
  { key, clientId, words }: TeamAlarm,
  at: string,
): Promise<boolean> {
  const inserted = await db
    .insertInto('team_alarm')
    .values({ provider_id: provider, key, client_id: clientId, words: words.slice(0, 1000), told_at: at })
    .onConflict((conflict) => conflict.columns(['provider_id', 'key']).doNothing())
    .executeTakeFirst();
  return inserted.numInsertedOrUpdatedRows === 1n;
}
