import { sql } from 'kysely';
import type { ContractId } from '../contracts/contract.ts';
import { known } from '../core/id.ts';
import { firstDayOf, monthFrom, type Month } from '../core/month.ts';
import type { Db } from '../database/transaction.ts';
import type { ClientId, PersonId, ProviderId } from '../people/person.ts';
import type { FrozenStatement } from './frozen-statement.ts';
import type { InvoiceId } from './invoice.ts';

/**
 * Has the clients of some contracts to itself until the transaction ends: whoever writes time or expenses of one of them waits, and so
 * does another close. They are taken in the order of their ids, so that two closes never wait for each other.
 */
export async function lockClientsOf(
  db: Db,
  provider: ProviderId,
  contracts: readonly ContractId[],
): Promise<ClientId[]> {
  const { rows } = await sql<{ client_id: string }>`
    select c.client_id, lock_client(${provider}::uuid, c.client_id, true)
    from (select distinct k.client_id from contract k
      where k.provider_id = ${provider} and k.id = any (${contracts}::uuid[]) order by k.client_id) c`.execute(
    db,
  );
  return rows.map(({ client_id }) => known(client_id));
}

/** The latest month before this one that each contract has closed; contracts that have closed none are left out. */
export async function lastClosedOf(
  db: Db,
  provider: ProviderId,
  contracts: readonly ContractId[],
  before: Month,
): Promise<ReadonlyMap<ContractId, Month>> {
  const { rows } = await sql<{ contract_id: string; last: string }>`
    select c.contract_id, max(c.month)::date as last from closure c
    where c.provider_id = ${provider} and c.contract_id = any (${contracts}::uuid[]) and c.month < ${firstDayOf(before)}::date
    group by c.contract_id`.execute(db);
  return new Map(rows.map((row) => [known<'contract'>(row.contract_id), monthFrom(row.last)]));
}

/** Who closed a month when, and with which invoice. */
export interface ClosedMonth {
  readonly contract: ContractId;
  readonly client: ClientId;
  readonly closedBy: PersonId;
  readonly closedAt: string;
  readonly invoice: InvoiceId;
  readonly number: string;
  readonly currency: string;
  readonly total: number;
}

/** Those of the contracts that have closed the month. */
export async function closedMonthsOf(
  db: Db,
  provider: ProviderId,
  contracts: readonly ContractId[],
  month: Month,
): Promise<ReadonlyMap<ContractId, ClosedMonth>> {
  const rows = await db
    .selectFrom('closure as c')
    .innerJoin('invoice as i', (join) =>
      join.onRef('i.provider_id', '=', 'c.provider_id').onRef('i.closure_id', '=', 'c.id'),
    )
    .select([
      'c.contract_id',
      'c.client_id',
      'c.closed_by',
      'c.closed_at',
      'i.id',
      'i.number',
      'i.currency',
      'i.total',
    ])
    .where('c.provider_id', '=', provider)
    .where('i.provider_id', '=', provider)
    .where('i.kind', '=', 'month')
    .where('c.month', '=', firstDayOf(month))
    .where('c.contract_id', '=', sql<string>`any (${contracts}::uuid[])`)
    .execute();
  return new Map(
    rows.map((row) => [
      known<'contract'>(row.contract_id),
      {
        contract: known<'contract'>(row.contract_id),
        client: known<'client'>(row.client_id),
        closedBy: known<'person'>(row.closed_by),
        closedAt: row.closed_at,
        invoice: known<'invoice'>(row.id),
        number: row.number,
        currency: row.currency,
        total: row.total,
      },
    ]),
  );
}

/** Who began to review a month when. */
export interface Review {
  readonly startedBy: PersonId;
  readonly startedAt: string;
}

export async function reviewsOf(
  db: Db,
  provider: ProviderId,
  contracts: readonly ContractId[],
  month: Month,
): Promise<ReadonlyMap<ContractId, Review>> {
  const rows = await db
    .selectFrom('month_review')
    .select(['contract_id', 'started_by', 'started_at'])
    .where('provider_id', '=', provider)
    .where('month', '=', firstDayOf(month))
    .where('contract_id', '=', sql<string>`any (${contracts}::uuid[])`)
    .execute();
  return new Map(
    rows.map((row) => [
      known<'contract'>(row.contract_id),
      { startedBy: known<'person'>(row.started_by), startedAt: row.started_at },
    ]),
  );
}

/** Notes that months are in review; those that are already stay as they are. */
export async function insertReviews(
  db: Db,
  provider: ProviderId,
  months: readonly { readonly contract: ContractId; readonly client: ClientId }[],
  month: Month,
  by: PersonId,
  at: string,
): Promise<void> {
  await db
    .insertInto('month_review')
    .values(
      months.map(({ contract, client }) => ({
        provider_id: provider,
        contract_id: contract,
        client_id: client,
        month: firstDayOf(month),
        started_by: by,
        started_at: at,
      })),
    )
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

/** False where the month was not in review. */
export async function deleteReview(
  db: Db,
  provider: ProviderId,
  contract: ContractId,
  month: Month,
): Promise<boolean> {
  const deleted = await db
    .deleteFrom('month_review')
    .where('provider_id', '=', provider)
    .where('contract_id', '=', contract)
    .where('month', '=', firstDayOf(month))
    .executeTakeFirst();
  return deleted.numDeletedRows > 0n;
}

/** How much time was logged for clients in a month by the clock of each: entries that somebody would be billed for, if there were a contract. */
export async function entriesWithoutContract(
  db: Db,
  provider: ProviderId,
  clients: readonly ClientId[],
  month: Month,
): Promise<ReadonlyMap<ClientId, number>> {
  const first = firstDayOf(month);
  const { rows } = await sql<{ client_id: string; entries: number }>`
    select e.client_id, count(*)::int as entries
    from client n
    join entry e on e.provider_id = ${provider} and e.client_id = n.id
      and e.started_at >= ${first}::date::timestamp at time zone n.time_zone
      and e.started_at < (${first}::date + interval '1 month') at time zone n.time_zone
      and e.billing not in ('goodwill', 'internal')
    where n.provider_id = ${provider} and n.id = any (${clients}::uuid[])
      and not exists (select from contract k where k.provider_id = ${provider} and k.client_id = n.id
        and k.start_day < ${first}::date + interval '1 month' and k.end_day > ${first}::date)
    group by e.client_id`.execute(db);
  return new Map(rows.map((row) => [known<'client'>(row.client_id), row.entries]));
}

/** A month as it is frozen. */
export interface NewClosure {
  readonly id: string;
  readonly client: ClientId;
  readonly contract: ContractId;
  /** Moments and local days, [first, next first). */
  readonly period: string;
  readonly days: string;
  readonly terms: string;
  readonly statement: FrozenStatement;
}

export async function insertClosures(
  db: Db,
  provider: ProviderId,
  closures: readonly NewClosure[],
  month: Month,
  by: PersonId,
  at: string,
): Promise<void> {
  await db
    .insertInto('closure')
    .values(
      closures.map(({ id, client, contract, period, days, terms, statement: { text, draws } }) => ({
        provider_id: provider,
        id,
        client_id: client,
        contract_id: contract,
        month: firstDayOf(month),
        period,
        days,
        terms,
        statement: text,
        draw_entry: sql<string[]>`${listed(draws.entry)}::uuid[]`,
        draw_pool: sql<number[]>`${listed(draws.pool)}::smallint[]`,
        draw_after_hours: sql<boolean[]>`${listed(draws.afterHours)}::boolean[]`,
        draw_minutes: sql<number[]>`${listed(draws.minutes)}::integer[]`,
        closed_by: by,
        closed_at: at,
      })),
    )
    .execute();
}

/** Figures as an array of the database is written; the driver takes ten times as long, because it does not know that nothing needs quotes. */
const listed = (figures: readonly (string | number | boolean)[]): string => `{${figures.join(',')}}`;

/** The closure that an invoice was issued with, or after: its month, and the statement that was frozen. */
export async function findFrozen(
  db: Db,
  provider: ProviderId,
  invoice: string,
): Promise<(FrozenStatement & { readonly month: Month }) | null> {
  const row = await db
    .selectFrom('invoice as i')
    .innerJoin('closure as c', (join) =>
      join.onRef('c.provider_id', '=', 'i.provider_id').onRef('c.id', '=', 'i.closure_id'),
    )
    .select('c.month')
    .select(frozenColumns)
    .where('i.provider_id', '=', provider)
    .where('c.provider_id', '=', provider)
    .where('i.id', '=', invoice)
    .executeTakeFirst();
  return row ? { ...frozenFrom(row), month: monthFrom(row.month) } : null;
}

/** The months that any contract has closed, the oldest first. */
export async function closedMonthsIn(db: Db, provider: ProviderId): Promise<Month[]> {
  const rows = await db
    .selectFrom('closure')
    .select('month')
    .distinct()
    .where('provider_id', '=', provider)
    .orderBy('month')
    .execute();
  return rows.map(({ month }) => monthFrom(month));
}

/** The clients that have closed a month, by id. */
export async function closedClientsOf(db: Db, provider: ProviderId, month: Month): Promise<ClientId[]> {
  const rows = await db
    .selectFrom('closure')
    .select('client_id')
    .distinct()
    .where('provider_id', '=', provider)
    .where('month', '=', firstDayOf(month))
    .orderBy('client_id')
    .execute();
  return rows.map(({ client_id }) => known(client_id));
}

/** A closed month's statement as it was frozen. */
export interface ClosedStatement {
  readonly contract: ContractId;
  readonly contractNumber: string;
  readonly client: ClientId;
  readonly statement: FrozenStatement;
}

/** The statements that some clients closed a month with, by the contracts' numbers. */
export async function frozenStatementsOf(
  db: Db,
  provider: ProviderId,
  month: Month,
  clients: readonly ClientId[],
): Promise<ClosedStatement[]> {
  const rows = await db
    .selectFrom('closure as c')
    .innerJoin('contract as k', (join) =>
      join.onRef('k.provider_id', '=', 'c.provider_id').onRef('k.id', '=', 'c.contract_id'),
    )
    .select(['c.contract_id', 'c.client_id', 'k.number'])
    .select(frozenColumns)
    .where('c.provider_id', '=', provider)
    .where('k.provider_id', '=', provider)
    .where('c.month', '=', firstDayOf(month))
    .where('c.client_id', '=', sql<string>`any (${clients}::uuid[])`)
    .orderBy('k.number')
    .execute();
  return rows.map((row) => ({
    contract: known<'contract'>(row.contract_id),
    contractNumber: row.number,
    client: known<'client'>(row.client_id),
    statement: frozenFrom(row),
  }));
}

/** Arrays of ids come as the database writes them. */
const frozenColumns = [
  'c.statement',
  'c.draw_pool',
  'c.draw_after_hours',
  'c.draw_minutes',
  sql<string>`c.draw_entry::text`.as('draw_entry'),
] as const;

const frozenFrom = (row: {
  readonly statement: string;
  readonly draw_entry: string;
  readonly draw_pool: number[];
  readonly draw_after_hours: boolean[];
  readonly draw_minutes: number[];
}): FrozenStatement => ({
  text: row.statement,
  draws: {
    entry: row.draw_entry === '{}' ? [] : row.draw_entry.slice(1, -1).split(','),
    pool: row.draw_pool,
    afterHours: row.draw_after_hours,
    minutes: row.draw_minutes,
  },
});
