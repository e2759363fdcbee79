import { sql } from 'kysely';
import type { CalendarId } from '../calendars/business-week.ts';
import type { ContractId } from '../contracts/contract.ts';
import { known } from '../core/id.ts';
import type { Db } from '../database/transaction.ts';
import type { PersonId, ProviderId } from '../people/person.ts';
import type { BusinessDay } from './cadence.ts';
import type { PlanId } from './plan.ts';
import type { PlanRowId } from './plan-row.ts';
import type { Trigger } from './trigger.ts';

/** A planned row whose occurrences are to be there up to before `to`, and are up to before `from`. */
export interface Ungenerated {
  readonly id: PlanRowId;
  readonly cadence: string;
  readonly businessDay: BusinessDay;
  /** The first day of the row, from which intervals count. */
  readonly start: string;
  readonly from: string;
  readonly to: string;
  readonly calendarId: CalendarId;
}

/**
 * Rows whose occurrences do not reach up to a day yet, each at most up to the end of its contract and its own; until the transaction ends they
 * are this server's alone, those of others are left out. `plan` restricts them to one plan.
 */
export async function takeUngenerated(
  db: Db,
  provider: ProviderId,
  horizon: string,
  limit: number,
  plan: PlanId | null = null,
): Promise<Ungenerated[]> {
  const { rows } = await sql<UngeneratedRow>`
    select r.id, r.cadence, r.business_day, r.from_day as start, coalesce(r.generated_to, r.from_day) as "from",
      least(r.to_day, k.end_day, ${horizon}::date) as "to", k.calendar_id as calendar
    from plan_row r
    join plan n on n.provider_id = ${provider} and n.id = r.plan_id
    join contract k on k.provider_id = ${provider} and k.id = n.contract_id
    where r.provider_id = ${provider} and r.cadence is not null and (${plan}::uuid is null or r.plan_id = ${plan}::uuid)
      and coalesce(r.generated_to, r.from_day) < least(r.to_day, k.end_day, ${horizon}::date)
    order by r.id limit ${limit} for update of r skip locked`.execute(db);
  return rows.map(ungeneratedFrom);
}

interface UngeneratedRow {
  readonly id: string;
  readonly cadence: string;
  readonly business_day: BusinessDay;
  readonly start: string;
  readonly from: string;
  readonly to: string;
  readonly calendar: string;
}

const ungeneratedFrom = (row: UngeneratedRow): Ungenerated => ({
  id: known<'plan-row'>(row.id),
  cadence: row.cadence,
  businessDay: row.business_day,
  start: row.start,
  from: row.from,
  to: row.to,
  calendarId: known<'calendar'>(row.calendar),
});

/** The days of one row, each as its rule has it and as it was moved. */
export interface GeneratedDays {
  readonly id: PlanRowId;
  readonly to: string;
  readonly days: readonly { readonly ruleDay: string; readonly dueDay: string }[];
}

/**
 * Writes the occurrences of rows and up to where they are there: two statements, however many. What is there already, also of the row before in
 * the same place, is not doubled.
 */
export async function insertGenerated(
  db: Db,
  provider: ProviderId,
  rows: readonly GeneratedDays[],
): Promise<number> {
  const inserted = await sql`
    insert into occurrence (provider_id, id, client_id, plan_row_id, rule_day, due_day, minutes)
    select ${provider}::uuid, uuidv7(), r.client_id, r.id, d.rule_day, d.due_day, r.minutes
    from ${daysGiven(rows)}
    join plan_row r on r.provider_id = ${provider} and r.id = g.id
    where r.follows is null or not exists (select from occurrence o where o.provider_id = ${provider} and o.plan_row_id = r.follows
      and o.rule_day = d.rule_day and o.cause_id is null)
    on conflict do nothing`.execute(db);
  await sql`
    update plan_row r set generated_to = g.to_day
    from unnest(${rows.map(({ id }) => id)}::uuid[], ${rows.map(({ to }) => to)}::date[]) as g (id, to_day)
    where r.provider_id = ${provider} and r.id = g.id`.execute(db);
  return Number(inserted.numAffectedRows ?? 0n);
}

/** Rows that are moved to business days of some calendars, each from a month before a day up to where its occurrences are there. */
export async function rowsMovedBy(
  db: Db,
  provider: ProviderId,
  calendars: readonly string[],
  after: string,
): Promise<Ungenerated[]> {
  const { rows } = await sql<UngeneratedRow>`
    select r.id, r.cadence, r.business_day, r.from_day as start, greatest(r.from_day, ${after}::date - 31) as "from",
      r.generated_to as "to", k.calendar_id as calendar
    from plan_row r
    join plan n on n.provider_id = ${provider} and n.id = r.plan_id
    join contract k on k.provider_id = ${provider} and k.id = n.contract_id
    where r.provider_id = ${provider} and k.calendar_id = any (${calendars}::uuid[]) and r.cadence is not null
      and r.business_day <> 'stay' and r.generated_to > ${after}::date
    order by r.id for update of r`.execute(db);
  return rows.map(ungeneratedFrom);
}

/** Gives occurrences after a day that have not ended the due day that their rule has now: one statement. How many were moved. */
export async function updateDueDays(
  db: Db,
  provider: ProviderId,
  rows: readonly Pick<GeneratedDays, 'id' | 'days'>[],
  after: string,
): Promise<number> {
  const updated = await sql`
    update occurrence o set due_day = d.due_day
    from ${daysGiven(rows)}
    where o.provider_id = ${provider} and o.plan_row_id = g.id and o.rule_day = d.rule_day and o.cause_id is null
      and o.due_day <> d.due_day and o.due_day > ${after}::date
      and not exists (select from occurrence_end e where e.provider_id = ${provider} and e.occurrence_id = o.id)`.execute(
    db,
  );
  return Number(updated.numAffectedRows ?? 0n);
}

/** Rows `g` by id and each of their days `d`. */
const daysGiven = (rows: readonly Pick<GeneratedDays, 'id' | 'days'>[]) => {
  const list = (days: readonly string[]): string => `{${days.join(',')}}`;
  return sql`unnest(${rows.map(({ id }) => id)}::uuid[], ${rows.map(({ days }) => list(days.map(({ ruleDay }) => ruleDay)))}::text[],
      ${rows.map(({ days }) => list(days.map(({ dueDay }) => dueDay)))}::text[]) as g (id, rule_days, due_days)
    cross join lateral unnest(g.rule_days::date[], g.due_days::date[]) as d (rule_day, due_day)`;
};

/** Takes away what is not worked yet of rows from a day on: neither ended, ticked nor evidenced, and without time. What a trigger caused stays. */
export async function deleteUnworked(
  db: Db,
  provider: ProviderId,
  rows: readonly PlanRowId[],
  from: string,
): Promise<void> {
  await sql`
    delete from occurrence o
    where o.provider_id = ${provider} and o.plan_row_id = any (${rows}::uuid[]) and o.rule_day >= ${from}::date and o.cause_id is null
      and not exists (select from occurrence_end e where e.provider_id = ${provider} and e.occurrence_id = o.id)
      and not exists (select from evidence v where v.provider_id = ${provider} and v.occurrence_id = o.id)
      and not exists (select from occurrence_tick t where t.provider_id = ${provider} and t.occurrence_id = o.id)
      and not exists (select from entry w where w.provider_id = ${provider} and w.occurrence_id = o.id)`.execute(
    db,
  );
}

/** Says that the occurrences of a plan are there up to before a day at most, so that what was taken away after it can come again. */
export async function forgetGenerated(db: Db, provider: ProviderId, plan: PlanId, to: string): Promise<void> {
  await sql`update plan_row set generated_to = greatest(from_day, ${to}::date)
    where provider_id = ${provider} and plan_id = ${plan} and generated_to > ${to}::date`.execute(db);
}

/** A fact of the chain that plans follow. */
export interface SealedFact {
  readonly id: string;
  readonly clientId: string | null;
  readonly objectId: string | null;
  /** Who did it; null where it came about by itself. */
  readonly actorId: PersonId | null;
  readonly act: string;
  readonly at: string;
  readonly detail: Readonly<Record<string, unknown>>;
}

/** Facts of some acts after a place in the provider's chain, in its order, and up to which place they were looked for: two statements. */
export async function factsAfter(
  db: Db,
  provider: ProviderId,
  acts: readonly string[],
  seq: number,
  span: number,
): Promise<{ facts: SealedFact[]; upTo: number; head: number }> {
  const chain = await db
    .selectFrom('chain_head')
    .select('seq')
    .where('provider_id', '=', provider)
    .executeTakeFirst();
  const head = chain?.seq ?? 0;
  const upTo = Math.min(head, seq + span);
  const { rows } = await sql<SealedFact>`
    select f.id, f.client_id as "clientId", f.object_id as "objectId", f.actor_id as "actorId", f.act, f.at, f.detail
    from seal s join fact f on f.provider_id = ${provider} and f.id = s.fact_id
    where s.provider_id = ${provider} and s.seq > ${seq} and s.seq <= ${upTo} and f.act = any (${acts})
    order by s.seq`.execute(db);
  return { facts: rows, upTo, head };
}

/** Whether facts of some acts wait to be sealed. */
export async function someUnsealed(db: Db, provider: ProviderId, acts: readonly string[]): Promise<boolean> {
  const { rows } = await sql`
    select 1 from outbox o join fact f on f.provider_id = ${provider} and f.id = o.fact_id
    where o.provider_id = ${provider} and f.act = any (${acts}) limit 1`.execute(db);
  return rows.length > 0;
}

/** Up to which place of the chain plans have followed; 0 before the first. */
export async function findCursor(db: Db, provider: ProviderId): Promise<number> {
  const row = await db
    .selectFrom('plan_cursor')
    .select('seq')
    .where('provider_id', '=', provider)
    .executeTakeFirst();
  return row?.seq ?? 0;
}

/** Moves the cursor from a place to another; false where somebody has moved it meanwhile. */
export async function moveCursor(db: Db, provider: ProviderId, from: number, to: number): Promise<boolean> {
  await db
    .insertInto('plan_cursor')
    .values({ provider_id: provider, seq: 0 })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  const moved = await db
    .updateTable('plan_cursor')
    .set({ seq: to })
    .where('provider_id', '=', provider)
    .where('seq', '=', from)
    .executeTakeFirst();
  return moved.numUpdatedRows === 1n;
}

/** A planned row that answers to a trigger, with where and how its days are reckoned. */
export interface TriggeredRow {
  readonly id: PlanRowId;
  readonly clientId: string;
  readonly row: number;
  readonly trigger: Trigger;
  readonly businessDay: BusinessDay;
  readonly from: string;
  /** The first day without it, by its own end or that of its contract. */
  readonly to: string;
  readonly timeZone: string;
  readonly calendarId: CalendarId;
}

/** The rows of some clients that answer to triggers. */
export async function triggeredRows(
  db: Db,
  provider: ProviderId,
  clients: readonly string[],
): Promise<TriggeredRow[]> {
  const { rows } = await sql<TriggeredRow>`
    select r.id, r.client_id as "clientId", r.row_number as row, r.trigger, r.business_day as "businessDay", r.from_day as "from",
      least(r.to_day, k.end_day) as "to", k.time_zone as "timeZone", k.calendar_id as "calendarId"
    from plan_row r
    join plan n on n.provider_id = ${provider} and n.id = r.plan_id
    join contract k on k.provider_id = ${provider} and k.id = n.contract_id
    where r.provider_id = ${provider} and r.client_id = any (${clients}::uuid[]) and r.trigger is not null
    order by r.id`.execute(db);
  return rows;
}

/** What a trigger caused: each once for a row and its cause. */
export interface Caused {
  readonly row: PlanRowId;
  readonly day: string;
  readonly dueDay: string;
  readonly causeId: string;
  readonly cause: string;
}

/** How many were not there before. */
export async function insertCaused(db: Db, provider: ProviderId, caused: readonly Caused[]): Promise<number> {
  if (caused.length === 0) return 0;
  const inserted = await sql`
    insert into occurrence (provider_id, id, client_id, plan_row_id, rule_day, due_day, minutes, cause_id, cause)
    select ${provider}::uuid, uuidv7(), r.client_id, r.id, c.day, c."dueDay", r.minutes, c."causeId", c.cause
    from jsonb_to_recordset(${JSON.stringify(caused)}::jsonb) as c (row uuid, day date, "dueDay" date, "causeId" uuid, cause text)
    join plan_row r on r.provider_id = ${provider} and r.id = c.row
    on conflict do nothing`.execute(db);
  return Number(inserted.numAffectedRows ?? 0n);
}

/** The contract of a plan whose change was agreed, or null where it has no plan. */
export async function planOfContract(
  db: Db,
  provider: ProviderId,
  contract: ContractId,
): Promise<PlanId | null> {
  const row = await db
    .selectFrom('plan')
    .select('id')
    .where('provider_id', '=', provider)
    .where('contract_id', '=', contract)
    .executeTakeFirst();
  return row ? known<'plan'>(row.id) : null;
}
