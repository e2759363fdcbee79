import { sql } from 'kysely';
import type { Db } from '../database/transaction.ts';
import type { ClientId, PersonId, ProviderId } from '../people/person.ts';
import type { EvidenceKind } from './evidence.ts';
import { candidateDays, finishDays, type Candidate } from './fact-evidence.ts';
import type { OccurrenceId } from './occurrence-id.ts';
import { aheadDays } from './occurrence.ts';
import { blockedSql } from './occurrence-store.ts';
import type { PlanRowId } from './plan-row.ts';

/** An occurrence that facts may show, with the planned row it comes of and the clock its days are by. */
export interface FoundCandidate extends Candidate {
  readonly id: OccurrenceId;
  readonly clientId: ClientId;
  readonly planRowId: PlanRowId;
  readonly row: number;
  readonly timeZone: string;
}

/** What facts may show: by whom, in which rows, around which days, and what they set off. */
export interface Around {
  readonly clients: readonly string[];
  readonly rows: readonly number[];
  readonly from: string;
  readonly to: string;
  readonly facts: readonly string[];
}

/** The occurrences that facts may show, ended ones included, by planned row and the day they are due. */
export async function listCandidates(
  db: Db,
  provider: ProviderId,
  { clients, rows, from, to, facts }: Around,
): Promise<FoundCandidate[]> {
  const found = await sql<FoundCandidate>`
    select o.id, o.client_id as "clientId", r.id as "planRowId", r.row_number as row, o.due_day as "dueDay", o.cause_id as "causeId",
      e.kind is not null as ended, k.time_zone as "timeZone"
    from occurrence o
    join plan_row r on r.provider_id = ${provider} and r.id = o.plan_row_id
    join plan n on n.provider_id = ${provider} and n.id = r.plan_id
    join contract k on k.provider_id = ${provider} and k.id = n.contract_id
    left join occurrence_end e on e.provider_id = ${provider} and e.occurrence_id = o.id
    where o.provider_id = ${provider} and o.client_id = any (${clients}::uuid[]) and r.row_number = any (${rows}::int[])
      and o.due_day >= ${from}::date - ${candidateDays.before}::int and o.due_day <= ${to}::date + ${candidateDays.after}::int
      and (o.cause_id is null or o.cause_id = any (${facts}::uuid[]))
    order by r.id, o.due_day, o.id`.execute(db);
  return found.rows;
}

/** Which facts have given evidence before, and to an occurrence of which planned row. */
export async function listGivenBefore(
  db: Db,
  provider: ProviderId,
  facts: readonly string[],
): Promise<readonly { readonly factId: string; readonly planRowId: PlanRowId }[]> {
  const { rows } = await sql<{ factId: string; planRowId: PlanRowId }>`
    select v.fact_id as "factId", o.plan_row_id as "planRowId"
    from evidence v join occurrence o on o.provider_id = ${provider} and o.id = v.occurrence_id
    where v.provider_id = ${provider} and v.fact_id = any (${facts}::uuid[])`.execute(db);
  return rows;
}

/** Evidence that a fact gives to an occurrence. */
export interface GivenByFact {
  readonly occurrence: OccurrenceId;
  readonly client: ClientId;
  readonly fact: string;
  readonly kind: EvidenceKind;
  readonly words: string;
  readonly thingKind: string;
  readonly thing: string;
  readonly by: PersonId;
  readonly at: string;
}

/** Gives what facts show to the occurrences: one statement, however many; what is there is not doubled. */
export async function insertGiven(
  db: Db,
  provider: ProviderId,
  given: readonly GivenByFact[],
): Promise<void> {
  if (given.length === 0) return;
  await sql`
    insert into evidence (provider_id, id, client_id, occurrence_id, kind, words, object_kind, object_id, given_by, given_at, fact_id)
    select ${provider}::uuid, uuidv7(), g.client, g.occurrence, g.kind, g.words, g."thingKind", g.thing, g.by, g.at, g.fact
    from jsonb_to_recordset(${JSON.stringify(given)}::jsonb) as g (client uuid, occurrence uuid, kind text, words text, "thingKind" text,
      thing uuid, by uuid, at timestamptz, fact uuid)
    on conflict do nothing`.execute(db);
}

/** An open occurrence with evidence that came about by itself: who gave it when, and whether it is blocked. */
export interface Finishable {
  readonly id: OccurrenceId;
  readonly clientId: ClientId;
  readonly row: number;
  readonly dueDay: string;
  readonly kind: EvidenceKind;
  readonly by: PersonId;
  readonly at: string;
  readonly blocked: boolean;
  /** Today by the clock of the contract. */
  readonly today: string;
}

/** What is open and was shown by facts, from some weeks past its day to 31 days ahead of it, the earliest evidence of an occurrence first. */
export async function listFinishable(
  db: Db,
  provider: ProviderId,
  now: Temporal.Instant,
): Promise<Finishable[]> {
  const { rows } = await sql<Finishable>`
    select o.id, o.client_id as "clientId", r.row_number as row, o.due_day as "dueDay", v.kind, v.given_by as by, v.given_at as at,
      ${blockedSql(provider)} as blocked, t.today
    from evidence v
    join occurrence o on o.provider_id = ${provider} and o.id = v.occurrence_id
    join plan_row r on r.provider_id = ${provider} and r.id = o.plan_row_id
    join plan n on n.provider_id = ${provider} and n.id = r.plan_id
    join contract k on k.provider_id = ${provider} and k.id = n.contract_id
    cross join lateral (select (${now.toString()}::timestamptz at time zone k.time_zone)::date as today) t
    where v.provider_id = ${provider} and v.fact_id is not null
      and o.due_day >= t.today - ${finishDays}::int and o.due_day <= t.today + ${aheadDays}::int
      and not exists (select from occurrence_end e where e.provider_id = ${provider} and e.occurrence_id = o.id)
    order by v.given_at, v.id`.execute(db);
  return rows;
}

/** Ends occurrences as done with their evidence; gives those that had not ended before. */
export async function insertDone(
  db: Db,
  provider: ProviderId,
  done: readonly Pick<Finishable, 'id' | 'clientId' | 'by' | 'at'>[],
): Promise<ReadonlySet<string>> {
  if (done.length === 0) return new Set();
  const { rows } = await sql<{ id: string }>`
    insert into occurrence_end (provider_id, occurrence_id, client_id, kind, reason, evidenced, ended_by, ended_at)
    select ${provider}::uuid, d.id, d."clientId", 'done', null, true, d.by, d.at
    from jsonb_to_recordset(${JSON.stringify(done)}::jsonb) as d (id uuid, "clientId" uuid, by uuid, at timestamptz)
    on conflict do nothing returning occurrence_id as id`.execute(db);
  return new Set(rows.map(({ id }) => id));
}
