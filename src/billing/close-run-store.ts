import { sql } from 'kysely';
import type { ContractId } from '../contracts/contract.ts';
import { known } from '../core/id.ts';
import { firstDayOf, formatMonth, monthFrom, type Month } from '../core/month.ts';
import type { Db } from '../database/transaction.ts';
import type { PersonId, ProviderId } from '../people/person.ts';
import { CloseRun, runStateOf, type CloseRunId } from './close-run.ts';

const failuresMax = 100;

/** Notes a run and its contracts: those active in the month and not closed yet, of those asked for if any are; by client, then number. */
export async function insertRun(
  db: Db,
  provider: ProviderId,
  run: { readonly id: CloseRunId; readonly month: Month; readonly by: PersonId; readonly at: string },
  contracts: readonly ContractId[] | null,
): Promise<number> {
  const first = firstDayOf(run.month);
  await db
    .insertInto('close_run')
    .values({
      provider_id: provider,
      id: run.id,
      month: first,
      requested_by: run.by,
      requested_at: run.at,
    })
    .execute();
  const { numAffectedRows = 0n } = await sql`
    insert into close_run_contract (provider_id, close_run_id, contract_id, position)
    select ${provider}::uuid, ${run.id}::uuid, k.id, row_number() over (order by n.name, n.id, k.number)
    from contract k
    join client n on n.provider_id = ${provider} and n.id = k.client_id
    where k.provider_id = ${provider}
      and k.start_day < ${first}::date + interval '1 month' and k.end_day > ${first}::date
      and (${contracts === null} or k.id = any (${contracts ?? []}::uuid[]))
      and not exists (select from closure c where c.provider_id = ${provider} and c.contract_id = k.id
        and c.month = ${first}::date)`.execute(db);
  return Number(numAffectedRows);
}

/** A run that has not ended, as whoever goes on with it takes it. */
export interface TakenRun {
  readonly id: CloseRunId;
  readonly month: Month;
  readonly isCancelled: boolean;
}

/** The oldest run that has not ended, and in whose name it goes on. */
export async function findUnfinished(
  db: Db,
  provider: ProviderId,
): Promise<{ readonly id: CloseRunId; readonly by: PersonId } | null> {
  const row = await db
    .selectFrom('close_run')
    .select(['id', 'requested_by'])
    .where('provider_id', '=', provider)
    .where('finished_at', 'is', null)
    .orderBy('requested_at')
    .orderBy('id')
    .executeTakeFirst();
  return row ? { id: known(row.id), by: known(row.requested_by) } : null;
}

/** Takes a run until the transaction ends, so that no two servers go on with it at once; null where another has it or it has ended. */
export async function takeRun(db: Db, provider: ProviderId, id: CloseRunId): Promise<TakenRun | null> {
  const row = await db
    .selectFrom('close_run')
    .select(['month', 'cancelled_at'])
    .where('provider_id', '=', provider)
    .where('id', '=', id)
    .where('finished_at', 'is', null)
    .forUpdate()
    .skipLocked()
    .executeTakeFirst();
  return row ? { id, month: monthFrom(row.month), isCancelled: row.cancelled_at !== null } : null;
}

/** The next contracts of a run, in its order. */
export async function nextContracts(
  db: Db,
  provider: ProviderId,
  run: CloseRunId,
  limit: number,
): Promise<ContractId[]> {
  const rows = await db
    .selectFrom('close_run_contract')
    .select('contract_id')
    .where('provider_id', '=', provider)
    .where('close_run_id', '=', run)
    .where('outcome', 'is', null)
    .orderBy('position')
    .limit(limit)
    .execute();
  return rows.map(({ contract_id }) => known(contract_id));
}

/** How a contract of a run ended. */
export interface RunOutcome {
  readonly contract: ContractId;
  readonly outcome: 'closed' | 'failed';
  readonly detail: string | null;
}

export async function saveOutcomes(
  db: Db,
  provider: ProviderId,
  run: CloseRunId,
  outcomes: readonly RunOutcome[],
  at: string,
): Promise<void> {
  await sql`
    update close_run_contract r set outcome = o.outcome, detail = o.detail, ended_at = ${at}::timestamptz
    from jsonb_to_recordset(${JSON.stringify(outcomes)}::jsonb) as o (contract uuid, outcome text, detail text)
    where r.provider_id = ${provider} and r.close_run_id = ${run} and r.contract_id = o.contract`.execute(db);
}

/** Ends a run; what has no outcome yet was cancelled. */
export async function finishRun(db: Db, provider: ProviderId, run: CloseRunId, at: string): Promise<void> {
  await db
    .updateTable('close_run_contract')
    .set({ outcome: 'cancelled', ended_at: at })
    .where('provider_id', '=', provider)
    .where('close_run_id', '=', run)
    .where('outcome', 'is', null)
    .execute();
  await db
    .updateTable('close_run')
    .set({ finished_at: at })
    .where('provider_id', '=', provider)
    .where('id', '=', run)
    .execute();
}

/** Asks a run to stop; false where it has ended. Waits for the months that are being closed. */
export async function cancelRun(db: Db, provider: ProviderId, run: CloseRunId, at: string): Promise<boolean> {
  const updated = await db
    .updateTable('close_run')
    .set((eb) => ({ cancelled_at: eb.fn.coalesce('cancelled_at', eb.val(at)) }))
    .where('provider_id', '=', provider)
    .where('id', '=', run)
    .where('finished_at', 'is', null)
    .executeTakeFirst();
  return updated.numUpdatedRows > 0n;
}

/** The latest runs, newest first, or one of them. Two statements. */
export async function findRuns(
  db: Db,
  provider: ProviderId,
  id: CloseRunId | null,
  limit: number,
): Promise<CloseRun[]> {
  const runs = await db
    .selectFrom('close_run as r')
    .innerJoin('close_run_contract as k', (join) =>
      join.onRef('k.provider_id', '=', 'r.provider_id').onRef('k.close_run_id', '=', 'r.id'),
    )
    .select(['r.id', 'r.month', 'r.requested_by', 'r.requested_at', 'r.cancelled_at', 'r.finished_at'])
    .select((eb) => {
      const counted = (outcome: string) => eb.fn.countAll<number>().filterWhere('k.outcome', '=', outcome);
      return [
        eb.fn.countAll<number>().as('contracts'),
        counted('closed').as('closed'),
        counted('failed').as('failed'),
        counted('cancelled').as('cancelled'),
      ];
    })
    .where('r.provider_id', '=', provider)
    .where('k.provider_id', '=', provider)
    .$if(id !== null, (query) => query.where('r.id', '=', id ?? ''))
    .groupBy(['r.id', 'r.month', 'r.requested_by', 'r.requested_at', 'r.cancelled_at', 'r.finished_at'])
    .orderBy('r.requested_at', 'desc')
    .orderBy('r.id', 'desc')
    .limit(limit)
    .execute();
  const told = await toldOf(
    db,
    provider,
    runs.map((run) => run.id),
  );
  return runs.map((run) => {
    const ofRun = told.get(run.id) ?? [];
    const waiting = ofRun.find((row) => row.outcome === null);
    return CloseRun.parse({
      id: run.id,
      month: formatMonth(monthFrom(run.month)),
      state: runStateOf({
        finishedAt: run.finished_at,
        cancelledAt: run.cancelled_at,
        cancelled: run.cancelled,
      }),
      requestedBy: run.requested_by,
      requestedAt: run.requested_at,
      finishedAt: run.finished_at,
      contracts: run.contracts,
      closed: run.closed,
      failed: run.failed,
      cancelled: run.cancelled,
      current: waiting?.client_name ?? null,
      failures: ofRun
        .filter((row) => row.outcome === 'failed')
        .map((row) => ({
          contractId: row.contract_id,
          contractNumber: row.number,
          clientName: row.client_name,
          detail: row.detail ?? '',
        })),
    });
  });
}

interface ToldRow {
  readonly close_run_id: string;
  readonly contract_id: string;
  readonly outcome: string | null;
  readonly detail: string | null;
  readonly number: string;
  readonly client_name: string;
}

/** Of each run the failures, a hundred at most, and the contract that is next. */
async function toldOf(
  db: Db,
  provider: ProviderId,
  runs: readonly string[],
): Promise<ReadonlyMap<string, ToldRow[]>> {
  const { rows } = await sql<ToldRow>`
    select t.close_run_id, t.contract_id, t.outcome, t.detail, k.number, n.name as client_name
    from (select r.*, row_number() over (partition by r.close_run_id, r.outcome order by r.position) as nth
      from close_run_contract r where r.provider_id = ${provider} and r.close_run_id = any (${runs}::uuid[])
        and (r.outcome is null or r.outcome = 'failed')) t
    join contract k on k.provider_id = ${provider} and k.id = t.contract_id
    join client n on n.provider_id = ${provider} and n.id = k.client_id
    where t.nth <= case when t.outcome is null then 1 else ${failuresMax} end
    order by t.close_run_id, t.position`.execute(db);
  return Map.groupBy(rows, (row) => row.close_run_id);
}
