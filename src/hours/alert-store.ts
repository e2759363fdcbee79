import { sql } from 'kysely';
import { z } from 'zod';
import { known } from '../core/id.ts';
import { firstDayOf, type Month } from '../core/month.ts';
import type { Db } from '../database/transaction.ts';
import type { ClientId, PersonId, ProviderId } from '../people/person.ts';
import { Alert, AlertLevels, type AlertId, type Reached } from './alert.ts';

/** What clients chose last, by client; those that chose nothing are left out. */
export async function levelsOf(
  db: Db,
  provider: ProviderId,
  clients: readonly ClientId[],
): Promise<ReadonlyMap<string, AlertLevels>> {
  const { rows } = await sql`
    select distinct on (s.client_id) s.client_id as client, s.percents, s.overage_foreseen as "overageForeseen",
      s.hours_expiring as "hoursExpiring", s.mail_csdm as "mailCsdm",
      array(select c.contact_id::text from alert_setting_contact c
        where c.provider_id = ${provider} and c.alert_setting_id = s.id order by 1) as contacts
    from alert_setting s
    where s.provider_id = ${provider} and s.client_id = any (${clients}::uuid[])
    order by s.client_id, s.set_at desc, s.id desc`.execute(db);
  const Row = z.looseObject({ client: z.string() });
  return new Map(rows.map((row) => [Row.parse(row).client, AlertLevels.parse(row)]));
}

export async function insertLevels(
  db: Db,
  provider: ProviderId,
  client: ClientId,
  id: string,
  levels: AlertLevels,
  by: PersonId,
  at: string,
): Promise<void> {
  await db
    .insertInto('alert_setting')
    .values({
      provider_id: provider,
      id,
      client_id: client,
      percents: levels.percents,
      overage_foreseen: levels.overageForeseen,
      hours_expiring: levels.hoursExpiring,
      mail_csdm: levels.mailCsdm,
      set_by: by,
      set_at: at,
    })
    .execute();
  if (levels.contacts.length === 0) return;
  await db
    .insertInto('alert_setting_contact')
    .values(
      levels.contacts.map((contact) => ({
        provider_id: provider,
        alert_setting_id: id,
        contact_id: contact,
        client_id: client,
      })),
    )
    .execute();
}

/** Keeps a level as told; false where it was told before. */
export async function insertAlert(
  db: Db,
  provider: ProviderId,
  id: AlertId,
  about: { readonly client: ClientId; readonly contract: string; readonly month: Month },
  { level, words }: Reached,
  at: string,
): Promise<boolean> {
  const inserted = await db
    .insertInto('alert')
    .values({
      provider_id: provider,
      id,
      client_id: about.client,
      contract_id: about.contract,
      month: firstDayOf(about.month),
      level,
      words,
      reached_at: at,
    })
    .onConflict((conflict) => conflict.columns(['provider_id', 'client_id', 'month', 'level']).doNothing())
    .executeTakeFirst();
  return inserted.numInsertedOrUpdatedRows === 1n;
}

/** The levels that were told of some clients' months, as `client level`. */
export async function levelsTold(
  db: Db,
  provider: ProviderId,
  clients: readonly ClientId[],
  month: Month,
): Promise<ReadonlySet<string>> {
  const rows = await db
    .selectFrom('alert')
    .select(['client_id', 'level'])
    .where('provider_id', '=', provider)
    .where('client_id', '=', sql<string>`any (${clients}::uuid[])`)
    .where('month', '=', firstDayOf(month))
    .execute();
  return new Set(rows.map(({ client_id, level }) => `${client_id} ${level}`));
}

/** Alerts that somebody has not dismissed, newest first. `teamOn` restricts them to the clients that the reader is on the team of on a day. */
export async function listAlerts(
  db: Db,
  provider: ProviderId,
  reader: PersonId,
  {
    client,
    month,
    teamOn,
    id,
  }: {
    readonly client?: ClientId | undefined;
    readonly month?: string | undefined;
    readonly teamOn?: string | null;
    readonly id?: AlertId;
  },
): Promise<Alert[]> {
  const rows = await db
    .selectFrom('alert as a')
    .innerJoin('client as c', (join) =>
      join.onRef('c.provider_id', '=', 'a.provider_id').onRef('c.id', '=', 'a.client_id'),
    )
    .select(['a.id', 'a.client_id', 'c.name', 'a.month', 'a.level', 'a.words', 'a.reached_at'])
    .where('a.provider_id', '=', provider)
    .where('c.provider_id', '=', provider)
    .$if(client !== undefined, (query) => query.where('a.client_id', '=', client ?? ''))
    .$if(month !== undefined, (query) => query.where('a.month', '=', `${month}-01`))
    .$if(id !== undefined, (query) => query.where('a.id', '=', id ?? ''))
    .$if(typeof teamOn === 'string', (query) => query.where(isOnTeam(provider, reader, teamOn ?? '')))
    .$if(id === undefined, (query) =>
      query.where((eb) =>
        eb.not(
          eb.exists(
            eb
              .selectFrom('alert_dismissal as d')
              .select('d.alert_id')
              .where('d.provider_id', '=', provider)
              .whereRef('d.alert_id', '=', 'a.id')
              .where('d.person_id', '=', reader),
          ),
        ),
      ),
    )
    .orderBy('a.reached_at', 'desc')
    .orderBy('a.id', 'desc')
    .limit(500)
    .execute();
  return rows.map((row) =>
    Alert.parse({
      id: row.id,
      clientId: row.client_id,
      clientName: row.name,
      month: row.month.slice(0, 7),
      level: row.level,
      words: row.words,
      reachedAt: row.reached_at,
    }),
  );
}

const isOnTeam = (
  provider: ProviderId,
  person: PersonId,
  day: string,
) => sql<boolean>`exists (select from designation d
  where d.provider_id = ${provider} and d.client_id = a.client_id and d.person_id = ${person} and d.from_day <= ${day}::date
    and (d.to_day is null or d.to_day > ${day}::date))`;

export async function insertDismissal(
  db: Db,
  provider: ProviderId,
  { id, clientId }: Alert,
  person: PersonId,
  at: string,
): Promise<void> {
  await db
    .insertInto('alert_dismissal')
    .values({ provider_id: provider, alert_id: id, person_id: person, client_id: clientId, dismissed_at: at })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

/** Whom alerts of a client go to by mail: contacts who have not left, and its CSDM on a day where that is wanted. */
export async function addressesOf(
  db: Db,
  provider: ProviderId,
  client: ClientId,
  { contacts, mailCsdm }: AlertLevels,
  day: string,
): Promise<string[]> {
  const { rows } = await sql<{ email: string }>`
    select k.email from contact k
    where k.provider_id = ${provider} and k.client_id = ${client} and k.id = any (${contacts}::uuid[]) and k.ended_at is null
    union
    select p.email from designation d
    join person p on p.provider_id = ${provider} and p.id = d.person_id
    where ${mailCsdm} and d.provider_id = ${provider} and d.client_id = ${client} and d.role = 'csdm' and not d.deputy
      and d.from_day <= ${day}::date and (d.to_day is null or d.to_day > ${day}::date)
    order by email`.execute(db);
  return rows.map(({ email }) => email);
}

/** Clients of whom something was done lately that changes hours. */
export async function clientsTouchedSince(
  db: Db,
  provider: ProviderId,
  acts: readonly string[],
  since: string,
): Promise<ClientId[]> {
  // Facts are in the order of their ids, which begin with the millisecond: so the search does not go through all of them.
  const { rows } = await sql<{ client: string }>`
    select distinct f.client_id as client from fact f
    where f.provider_id = ${provider} and f.client_id is not null and f.act = any (${acts})
      and f.id > (lpad(to_hex((extract(epoch from ${since}::timestamptz) * 1000)::bigint), 12, '0') || repeat('0', 20))::uuid`.execute(
    db,
  );
  return rows.map(({ client }) => known<'client'>(client));
}
