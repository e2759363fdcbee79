import { sql, type RawBuilder } from 'kysely';
import type { TechnologyGroupId } from '../clients/client.ts';
import type { ServiceKind } from '../clients/purchased-service.ts';
import { known } from '../core/id.ts';
import type { Db } from '../database/transaction.ts';
import type { ClientId, PersonId, ProviderId } from '../people/person.ts';
import { dueDays, type OccurrenceState } from './occurrence.ts';
import type { OccurrenceId } from './occurrence-id.ts';
import type { Owner } from './owner.ts';
import type { PlanRowId } from './plan-row.ts';

/** Which occurrences are asked for; what is left out restricts nothing. Days are by when they are due, [from, to). */
export interface Sought {
  readonly id?: OccurrenceId | undefined;
  readonly client?: ClientId | undefined;
  readonly row?: number | undefined;
  readonly owner?: Owner | undefined;
  /** Whose they are to do: the person planned, else who is designated, deputies apart. */
  readonly person?: PersonId | undefined;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly states?: readonly OccurrenceState[] | undefined;
}

/** An occurrence as the database keeps it, the words of the catalogue apart. */
export interface FoundOccurrence {
  readonly id: OccurrenceId;
  readonly clientId: ClientId;
  readonly clientName: string;
  readonly planRowId: PlanRowId;
  readonly row: number;
  readonly owner: Owner;
  readonly technologyGroup: string | null;
  readonly ruleDay: string;
  readonly dueDay: string;
  readonly cause: string | null;
  readonly minutes: number;
  readonly minutesSpent: number;
  readonly evidenced: boolean;
  readonly state: OccurrenceState;
  readonly needs: ServiceKind | null;
  readonly needsGroup: TechnologyGroupId | null;
  readonly responsible: readonly { readonly id: string; readonly name: string }[];
  readonly endKind: 'done' | 'waived' | null;
  readonly endReason: string | null;
  readonly endedBy: string | null;
  readonly endedByName: string | null;
  readonly endedAt: string | null;
  /** Today by the clock of the contract. */
  readonly today: string;
}

/** At which moment occurrences are looked at, and whose time counts: all that was logged or, as clients see it, what was approved. */
export interface Seen {
  readonly now: Temporal.Instant;
  readonly time: 'all' | 'approved';
}

/** Whether entry `w` counts. */
export const counts = (provider: ProviderId, time: Seen['time']): RawBuilder<boolean> =>
  time === 'all'
    ? sql<boolean>`true`
    : sql<boolean>`exists (select from approval a where a.provider_id = ${provider} and a.entry_id = w.id and a.decision = 'approved')`;

/** By the day they are due, then by id; `after` is where the page before ended. One statement. */
export async function listOccurrences(
  db: Db,
  provider: ProviderId,
  sought: Sought,
  { now, time }: Seen,
  limit: number,
  after: { readonly dueDay: string; readonly id: string } | null = null,
): Promise<FoundOccurrence[]> {
  const { id, client, row, owner, person, from, to, states } = sought;
  const where = sql.join(
    [
      ...(id === undefined ? [] : [sql`o.id = ${id}`]),
      ...(client === undefined ? [] : [sql`o.client_id = ${client}`]),
      ...(row === undefined ? [] : [sql`r.row_number = ${row}`]),
      ...(owner === undefined ? [] : [sql`r.owner = ${owner}`]),
      ...(from === undefined ? [] : [sql`o.due_day >= ${from}::date`]),
      ...(to === undefined ? [] : [sql`o.due_day < ${to}::date`]),
      ...(after === null ? [] : [sql`(o.due_day, o.id) > (${after.dueDay}::date, ${after.id}::uuid)`]),
      ...(person === undefined ? [] : [isFor(provider, person)]),
      ...(states === undefined ? [] : [sql`${stateSql(provider)} = any (${states})`]),
      sql`true`,
    ],
    sql` and `,
  );
  const { rows } = await sql<FoundOccurrence>`
    select o.id, o.client_id as "clientId", c.name as "clientName", o.plan_row_id as "planRowId", r.row_number as row, r.owner,
      r.technology_group_id as "technologyGroup", o.rule_day as "ruleDay", o.due_day as "dueDay", o.cause, o.minutes,
      coalesce((select sum(extract(epoch from w.ended_at - w.started_at) / 60)::int from entry w
        where w.provider_id = ${provider} and w.occurrence_id = o.id and ${counts(provider, time)}), 0) as "minutesSpent",
      coalesce(e.evidenced, exists (select from evidence v where v.provider_id = ${provider} and v.occurrence_id = o.id)) as evidenced,
      ${stateSql(provider)} as state, r.needs, r.needs_group_id as "needsGroup",
      case when r.owner = 'client' then '[]'::json else coalesce((select json_agg(json_build_object('id', p.id, 'name', p.name) order by p.name)
        from person p where p.provider_id = ${provider} and (p.id = r.person_id or r.person_id is null and exists (
          select from designation d where d.provider_id = ${provider} and d.person_id = p.id and ${designated}))), '[]') end as responsible,
      e.kind as "endKind", e.reason as "endReason", e.ended_by as "endedBy", q.name as "endedByName", e.ended_at as "endedAt",
      t.today
    from occurrence o
    join plan_row r on r.provider_id = ${provider} and r.id = o.plan_row_id
    join plan n on n.provider_id = ${provider} and n.id = r.plan_id
    join contract k on k.provider_id = ${provider} and k.id = n.contract_id
    join client c on c.provider_id = ${provider} and c.id = o.client_id
    cross join lateral (select (${now.toString()}::timestamptz at time zone k.time_zone)::date as today) t
    left join occurrence_end e on e.provider_id = ${provider} and e.occurrence_id = o.id
    left join person q on q.provider_id = ${provider} and q.id = e.ended_by
    where o.provider_id = ${provider} and ${where}
    order by o.due_day, o.id limit ${limit}`.execute(db);
  return rows;
}

/** Whether designation `d` makes somebody responsible for occurrence `o` of row `r`: on its day or, while it is open after that, today. */
const designated = sql`d.client_id = o.client_id and d.role = r.owner and not d.deputy
  and (r.technology_group_id is null or d.technology_group_id = r.technology_group_id)
  and d.from_day <= case when e.kind is null then greatest(o.due_day, t.today) else o.due_day end
  and (d.to_day is null or d.to_day > case when e.kind is null then greatest(o.due_day, t.today) else o.due_day end)`;

const isFor = (
  provider: ProviderId,
  person: PersonId,
) => sql`(r.person_id = ${person} or r.person_id is null and exists (
  select from designation d where d.provider_id = ${provider} and d.person_id = ${person} and ${designated}))`;

/** Whether row `r` lacks a precondition on the day on which occurrence `o` is due. */
export const blockedSql = (provider: ProviderId): RawBuilder<boolean> => sql<boolean>`(
  r.needs is not null and not exists (select from purchased_service s where s.provider_id = ${provider} and s.client_id = o.client_id
    and s.kind = r.needs and s.from_day <= o.due_day and (s.to_day is null or s.to_day > o.due_day))
  or r.needs_group_id is not null and not exists (select from designation d where d.provider_id = ${provider} and d.client_id = o.client_id
    and d.role = 'cse' and d.technology_group_id = r.needs_group_id and not d.deputy
    and d.from_day <= o.due_day and (d.to_day is null or d.to_day > o.due_day)))`;

/**
 * How occurrence `o` stands, with its end `e`, its row `r` and the local day `t.today` of its contract. Due on 2026-11-30: `planned` on the 22nd,
 * `due` from the 23rd on, `overdue` on 1 December.
 */
export const stateSql = (provider: ProviderId): RawBuilder<OccurrenceState> => sql<OccurrenceState>`case
  when e.kind is not null then e.kind
  when ${blockedSql(provider)} then 'blocked'
  when o.due_day < t.today then 'overdue'
  when o.due_day <= t.today + ${dueDays}::int then 'due'
  else 'planned' end`;

/** Has an occurrence to itself until the transaction ends; false where there is none. */
export async function lockOccurrence(db: Db, provider: ProviderId, id: OccurrenceId): Promise<boolean> {
  const { rows } =
    await sql`select pg_advisory_xact_lock(hashtextextended(${`occurrence ${provider} ${id}`}, 0))
    from occurrence o where o.provider_id = ${provider} and o.id = ${id}`.execute(db);
  return rows.length > 0;
}

/** Who ticked which items of an occurrence, and when. */
export async function listTicks(
  db: Db,
  provider: ProviderId,
  id: OccurrenceId,
): Promise<readonly { item: string; tickedBy: string; tickedAt: string }[]> {
  const rows = await db
    .selectFrom('occurrence_tick as t')
    .innerJoin('person as p', (join) =>
      join.onRef('p.provider_id', '=', 't.provider_id').onRef('p.id', '=', 't.ticked_by'),
    )
    .select(['t.item', 'p.name as tickedBy', 't.ticked_at as tickedAt'])
    .where('t.provider_id', '=', provider)
    .where('p.provider_id', '=', provider)
    .where('t.occurrence_id', '=', id)
    .execute();
  return rows;
}

/** Ticks an item; one that is ticked stays with whoever ticked it first. */
export async function insertTick(
  db: Db,
  provider: ProviderId,
  { id, clientId }: Pick<FoundOccurrence, 'id' | 'clientId'>,
  item: string,
  by: PersonId,
  at: string,
): Promise<void> {
  await db
    .insertInto('occurrence_tick')
    .values({
      provider_id: provider,
      occurrence_id: id,
      item,
      client_id: clientId,
      ticked_by: by,
      ticked_at: at,
    })
    .onConflict((conflict) => conflict.columns(['provider_id', 'occurrence_id', 'item']).doNothing())
    .execute();
}

export async function deleteTick(
  db: Db,
  provider: ProviderId,
  { id }: Pick<FoundOccurrence, 'id'>,
  item: string,
): Promise<void> {
  await db
    .deleteFrom('occurrence_tick')
    .where('provider_id', '=', provider)
    .where('occurrence_id', '=', id)
    .where('item', '=', item)
    .execute();
}

/** Ends an occurrence; false where it has ended before. */
export async function insertEnd(
  db: Db,
  provider: ProviderId,
  { id, clientId }: Pick<FoundOccurrence, 'id' | 'clientId'>,
  end: {
    readonly kind: 'done' | 'waived';
    readonly reason: string | null;
    readonly evidenced: boolean;
    readonly by: PersonId;
    readonly at: string;
  },
): Promise<boolean> {
  const inserted = await db
    .insertInto('occurrence_end')
    .values({
      provider_id: provider,
      occurrence_id: id,
      client_id: clientId,
      kind: end.kind,
      reason: end.reason,
      evidenced: end.evidenced,
      ended_by: end.by,
      ended_at: end.at,
    })
    .onConflict((conflict) => conflict.columns(['provider_id', 'occurrence_id']).doNothing())
    .executeTakeFirst();
  return inserted.numInsertedOrUpdatedRows === 1n;
}

/** Time that was logged for an occurrence, in order. */
export async function listTime(
  db: Db,
  provider: ProviderId,
  id: OccurrenceId,
): Promise<
  readonly { id: string; personName: string; startedAt: string; minutes: number; subject: string }[]
> {
  const { rows } = await sql<{
    id: string;
    personName: string;
    startedAt: string;
    minutes: number;
    subject: string;
  }>`
    select w.id, p.name as "personName", w.started_at as "startedAt",
      (extract(epoch from w.ended_at - w.started_at) / 60)::int as minutes, w.subject
    from entry w join person p on p.provider_id = ${provider} and p.id = w.person_id
    where w.provider_id = ${provider} and w.occurrence_id = ${id}
    order by w.started_at, w.id`.execute(db);
  return rows;
}

/** The occurrence that a cause made of a row; null where there is none. */
export async function findCaused(
  db: Db,
  provider: ProviderId,
  row: PlanRowId,
  cause: string,
): Promise<OccurrenceId | null> {
  const found = await db
    .selectFrom('occurrence')
    .select('id')
    .where('provider_id', '=', provider)
    .where('plan_row_id', '=', row)
    .where('cause_id', '=', cause)
    .executeTakeFirst();
  return found ? known<'occurrence'>(found.id) : null;
}
