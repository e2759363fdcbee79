import { sql, type RawBuilder } from 'kysely';
import { z } from 'zod';
import type { ContractId } from '../contracts/contract.ts';
import { known } from '../core/id.ts';
import { firstDayOf, formatMonth, monthFrom, type Month } from '../core/month.ts';
import { refusing } from '../database/refusals.ts';
import type { Db } from '../database/transaction.ts';
import type { ClientId, PersonId, ProviderId } from '../people/person.ts';
import { overlapping } from '../time/entry-store.ts';
import { minutesBetween, type EntryId } from '../time/entry.ts';
import { LateTime, type LateTimeId, type lateStates } from './late-time.ts';

/** A closed month of a contract. */
export interface ClosedMonthKey {
  readonly contract: ContractId;
  readonly client: ClientId;
  readonly month: Month;
}

/** The closed months of a client that share a minute with [startedAt, endedAt), and whether all of it lies in that one. */
export async function closedMonthsAround(
  db: Db,
  provider: ProviderId,
  client: ClientId,
  { startedAt, endedAt }: { readonly startedAt: string; readonly endedAt: string },
): Promise<(ClosedMonthKey & { readonly holdsAll: boolean })[]> {
  const { rows } = await sql<{ contract_id: string; month: string; holds_all: boolean }>`
    select c.contract_id, c.month, c.period @> tstzrange(${startedAt}, ${endedAt}) as holds_all from closure c
    where c.provider_id = ${provider} and c.client_id = ${client} and c.period && tstzrange(${startedAt}, ${endedAt})
    order by c.month, c.contract_id`.execute(db);
  return rows.map((row) => ({
    contract: known<'contract'>(row.contract_id),
    client,
    month: monthFrom(row.month),
    holdsAll: row.holds_all,
  }));
}

/** Late time as it is logged. */
export interface NewLateTime extends ClosedMonthKey {
  readonly id: LateTimeId;
  readonly corrects: { readonly entry: EntryId | null; readonly lateTime: LateTimeId | null };
  readonly takenAway: boolean;
  readonly person: PersonId;
  readonly role: LateTime['role'];
  readonly technologyGroup: string | null;
  readonly startedAt: string;
  readonly endedAt: string;
  readonly billing: LateTime['billing'];
  readonly subjectKind: LateTime['subjectKind'];
  readonly subject: string;
  readonly committed: boolean;
  readonly allowance: string | null;
  readonly reason: string;
}

export async function insertLateTime(
  db: Db,
  provider: ProviderId,
  late: NewLateTime,
  by: PersonId,
  at: string,
): Promise<void> {
  await refusing(
    overlapping,
    db
      .insertInto('late_time')
      .values({
        provider_id: provider,
        id: late.id,
        client_id: late.client,
        contract_id: late.contract,
        month: firstDayOf(late.month),
        entry_id: late.corrects.entry,
        late_time_id: late.corrects.lateTime,
        taken_away: late.takenAway,
        person_id: late.person,
        role: late.role,
        technology_group_id: late.technologyGroup,
        started_at: late.startedAt,
        ended_at: late.endedAt,
        billing: late.billing,
        subject_kind: late.subjectKind,
        subject: late.subject,
        committed: late.committed,
        allowance: late.allowance,
        reason: late.reason,
        logged_by: by,
        logged_at: at,
      })
      .execute(),
  );
}

/** What late time is asked for; what is left out restricts nothing. */
export interface Sought {
  readonly client?: ClientId | undefined;
  readonly person?: PersonId | undefined;
  readonly state?: (typeof lateStates)[number] | undefined;
}

/** Late time newest first, by the moment it was logged, then by id; `after` is where the page before ended. */
export async function listLateTime(
  db: Db,
  provider: ProviderId,
  { client, person, state }: Sought,
  limit: number,
  after: { readonly at: string; readonly id: string } | null,
): Promise<LateTime[]> {
  const rest = after ? sql`and (t.logged_at, t.id) < (${after.at}::timestamptz, ${after.id}::uuid)` : sql``;
  return selected(
    db,
    provider,
    sql`
    ${client ? sql`and t.client_id = ${client}` : sql``} ${person ? sql`and t.person_id = ${person}` : sql``}
    ${state ? sql`and ${stateOfRow} = ${state}` : sql``} ${rest} order by t.logged_at desc, t.id desc limit ${limit}`,
  );
}

export async function findLateTime(db: Db, provider: ProviderId, id: string): Promise<LateTime | null> {
  const [found] = await selected(db, provider, sql`and t.id = ${id}`);
  return found ?? null;
}

/** All late time of closed months, in the order in which it was logged. */
export function lateTimeOf(
  db: Db,
  provider: ProviderId,
  months: readonly ClosedMonthKey[],
): Promise<LateTime[]> {
  return selected(
    db,
    provider,
    sql`and (t.contract_id, t.month) in (select * from unnest(${months.map(({ contract }) => contract)}::uuid[],
      ${months.map(({ month }) => firstDayOf(month))}::date[])) order by t.logged_at, t.id`,
  );
}

export interface NewDecision {
  readonly lateTime: LateTimeId;
  readonly client: ClientId;
  readonly decision: 'approved' | 'rejected';
  readonly reason: string;
  readonly afterHours: boolean;
}

/** Keeps a decision. An entry whose correction was approved holds its person's time no more. */
export async function insertDecision(
  db: Db,
  provider: ProviderId,
  { lateTime, client, decision, reason, afterHours }: NewDecision,
  by: PersonId,
  at: string,
): Promise<void> {
  await db
    .insertInto('late_time_decision')
    .values({
      provider_id: provider,
      late_time_id: lateTime,
      client_id: client,
      decision,
      reason,
      after_hours: afterHours,
      decided_by: by,
      decided_at: at,
    })
    .execute();
  if (decision === 'rejected') return;
  await sql`
    update entry e set corrected = true from late_time t
    where t.provider_id = ${provider} and t.id = ${lateTime} and e.provider_id = ${provider} and e.id = t.entry_id
      and not e.corrected`.execute(db);
}

/** Where a page of months ended. */
export interface MonthPlace {
  readonly name: string;
  readonly month: string;
  readonly contract: string;
}

/** Closed months with late time that waits for a decision or to be billed, by the name of the client, month and contract. */
export async function unsettledMonths(
  db: Db,
  provider: ProviderId,
  client: ClientId | undefined,
  limit: number,
  after: MonthPlace | null,
): Promise<(ClosedMonthKey & { readonly clientName: string })[]> {
  const rest = after
    ? sql`and (n.name, t.month, t.contract_id) > (${after.name}, ${after.month}::date, ${after.contract}::uuid)`
    : sql``;
  const { rows } = await sql<{ contract_id: string; client_id: string; month: string; name: string }>`
    select distinct n.name, t.month, t.contract_id, t.client_id
    from late_time t
    join client n on n.provider_id = ${provider} and n.id = t.client_id
    left join late_time_decision d on d.provider_id = ${provider} and d.late_time_id = t.id
    left join late_time_billed b on b.provider_id = ${provider} and b.late_time_id = t.id
    where t.provider_id = ${provider} and ${stateOfRow} in ('waiting', 'approved')
      ${client ? sql`and t.client_id = ${client}` : sql``} ${rest}
    order by n.name, t.month, t.contract_id limit ${limit}`.execute(db);
  return rows.map((row) => ({
    clientName: row.name,
    client: known<'client'>(row.client_id),
    contract: known<'contract'>(row.contract_id),
    month: monthFrom(row.month),
  }));
}

const stateOfRow = sql`case when b.late_time_id is not null then 'billed' else coalesce(d.decision, 'waiting') end`;

async function selected(db: Db, provider: ProviderId, where: RawBuilder<unknown>): Promise<LateTime[]> {
  const { rows } = await sql`
    select t.*, n.name as client_name, p.name as person_name, l.name as logged_by_name, ${stateOfRow} as state, d.reason as decision_reason,
      d.after_hours, d.decided_by, d.decided_at, f.name as decided_by_name, w.billed_at,
      coalesce(e.started_at, o.started_at) as was_started_at, coalesce(e.ended_at, o.ended_at) as was_ended_at,
      coalesce(e.billing, o.billing) as was_billing
    from late_time t
    join client n on n.provider_id = ${provider} and n.id = t.client_id
    join person p on p.provider_id = ${provider} and p.id = t.person_id
    join person l on l.provider_id = ${provider} and l.id = t.logged_by
    left join late_time_decision d on d.provider_id = ${provider} and d.late_time_id = t.id
    left join person f on f.provider_id = ${provider} and f.id = d.decided_by
    left join late_time_billed b on b.provider_id = ${provider} and b.late_time_id = t.id
    left join late_time_bill w on w.provider_id = ${provider} and w.id = b.late_time_bill_id
    left join entry e on e.provider_id = ${provider} and e.id = t.entry_id
    left join late_time o on o.provider_id = ${provider} and o.id = t.late_time_id
    where t.provider_id = ${provider} ${where}`.execute(db);
  return rows.map((row) => lateTimeFrom(Row.parse(row)));
}

const Row = z.object({
  id: z.string(),
  client_id: z.string(),
  client_name: z.string(),
  contract_id: z.string(),
  month: z.string(),
  entry_id: z.string().nullable(),
  late_time_id: z.string().nullable(),
  taken_away: z.boolean(),
  person_id: z.string(),
  person_name: z.string(),
  role: z.string(),
  technology_group_id: z.string().nullable(),
  started_at: z.string(),
  ended_at: z.string(),
  billing: z.string(),
  subject_kind: z.string(),
  subject: z.string(),
  committed: z.boolean(),
  allowance: z.string().nullable(),
  reason: z.string(),
  logged_by: z.string(),
  logged_by_name: z.string(),
  logged_at: z.string(),
  state: z.string(),
  decision_reason: z.string().nullable(),
  after_hours: z.boolean().nullable(),
  decided_by: z.string().nullable(),
  decided_by_name: z.string().nullable(),
  decided_at: z.string().nullable(),
  billed_at: z.string().nullable(),
  was_started_at: z.string().nullable(),
  was_ended_at: z.string().nullable(),
  was_billing: z.string().nullable(),
});

const lateTimeFrom = (row: z.output<typeof Row>): LateTime =>
  LateTime.parse({
    id: row.id,
    clientId: row.client_id,
    clientName: row.client_name,
    contractId: row.contract_id,
    month: formatMonth(monthFrom(row.month)),
    corrects:
      row.was_started_at === null
        ? null
        : {
            entry: row.entry_id,
            lateTime: row.late_time_id,
            startedAt: row.was_started_at,
            endedAt: row.was_ended_at,
            minutes: minutesBetween(row.was_started_at, row.was_ended_at ?? ''),
            billing: row.was_billing,
          },
    takenAway: row.taken_away,
    personId: row.person_id,
    personName: row.person_name,
    role: row.role,
    technologyGroup: row.technology_group_id,
    startedAt: row.started_at,
    endedAt: row.ended_at,
    minutes: minutesBetween(row.started_at, row.ended_at),
    billing: row.billing,
    subjectKind: row.subject_kind,
    subject: row.subject,
    afterHoursApproved: row.committed || row.after_hours === true,
    allowance: row.allowance,
    reason: row.reason,
    loggedBy: row.logged_by,
    loggedByName: row.logged_by_name,
    loggedAt: row.logged_at,
    standing: {
      state: row.state,
      decidedBy: row.decided_by,
      decidedByName: row.decided_by_name,
      decidedAt: row.decided_at,
      reason: row.decision_reason,
      billedAt: row.billed_at,
    },
  });
