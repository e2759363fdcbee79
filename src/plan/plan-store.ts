import { sql } from 'kysely';
import type { Contract, ContractId } from '../contracts/contract.ts';
import type { ChangeRequestId } from '../contracts/change-request.ts';
import { known } from '../core/id.ts';
import type { Db } from '../database/transaction.ts';
import type { ClientId, PersonId, ProviderId } from '../people/person.ts';
import { PlanAcceptance, type PlanId } from './plan.ts';
import { PlanRow, type PlanRowDraft, type PlanRowId, type Preconditions } from './plan-row.ts';

/** A plan without its rows. */
export interface PlanHead {
  readonly id: PlanId;
  readonly clientId: ClientId;
  readonly contractId: ContractId;
  readonly madeByName: string;
  readonly madeAt: string;
  readonly acceptance: PlanAcceptance | null;
}

/** A row as it is added to a plan. */
export interface NewPlanRow extends PlanRowDraft, Preconditions {
  readonly id: PlanRowId;
  readonly from: string;
  readonly to: string | null;
  readonly follows: PlanRowId | null;
  readonly addedBy: ChangeRequestId | null;
}

export async function findPlanOf(
  db: Db,
  provider: ProviderId,
  contract: ContractId,
): Promise<PlanHead | null> {
  const row = await db
    .selectFrom('plan as n')
    .innerJoin('person as p', (join) =>
      join.onRef('p.provider_id', '=', 'n.provider_id').onRef('p.id', '=', 'n.made_by'),
    )
    .leftJoin('plan_acceptance as a', (join) =>
      join.on('a.provider_id', '=', provider).onRef('a.plan_id', '=', 'n.id'),
    )
    .leftJoin('person as q', (join) =>
      join.on('q.provider_id', '=', provider).onRef('q.id', '=', 'a.accepted_by'),
    )
    .select(['n.id', 'n.client_id', 'n.contract_id', 'n.made_at', 'p.name as made_by_name'])
    .select(['a.by_client', 'a.accepted_by', 'a.accepted_at', 'a.reason', 'q.name as accepted_by_name'])
    .where('n.provider_id', '=', provider)
    .where('p.provider_id', '=', provider)
    .where('n.contract_id', '=', contract)
    .executeTakeFirst();
  if (!row) return null;
  return {
    id: known<'plan'>(row.id),
    clientId: known<'client'>(row.client_id),
    contractId: known<'contract'>(row.contract_id),
    madeByName: row.made_by_name,
    madeAt: row.made_at,
    acceptance:
      row.accepted_at === null
        ? null
        : PlanAcceptance.parse({
            byClient: row.by_client,
            by: row.accepted_by,
            byName: row.accepted_by_name,
            at: row.accepted_at,
            reason: row.reason,
          }),
  };
}

/** The contract of a plan's row; null where there is no such row. */
export async function contractOfRow(db: Db, provider: ProviderId, id: PlanRowId): Promise<ContractId | null> {
  const row = await db
    .selectFrom('plan_row as r')
    .innerJoin('plan as n', (join) =>
      join.onRef('n.provider_id', '=', 'r.provider_id').onRef('n.id', '=', 'r.plan_id'),
    )
    .select('n.contract_id')
    .where('r.provider_id', '=', provider)
    .where('n.provider_id', '=', provider)
    .where('r.id', '=', id)
    .executeTakeFirst();
  return row ? known<'contract'>(row.contract_id) : null;
}

/** Every row that a plan has or had, by row number, owner (CSDM, CSE, client), technology group and first day. */
export async function listPlanRows(db: Db, provider: ProviderId, plan: PlanId): Promise<PlanRow[]> {
  const rows = await db
    .selectFrom('plan_row as r')
    .leftJoin('person as p', (join) =>
      join.on('p.provider_id', '=', provider).onRef('p.id', '=', 'r.person_id'),
    )
    .selectAll('r')
    .select('p.name as person_name')
    .where('r.provider_id', '=', provider)
    .where('r.plan_id', '=', plan)
    .orderBy('r.row_number')
    .orderBy(sql`array_position(array['csdm', 'cse', 'client'], r.owner)`)
    .orderBy('r.technology_group_id', (order) => order.nullsFirst())
    .orderBy('r.from_day')
    .execute();
  return rows.map((row) =>
    PlanRow.parse({
      id: row.id,
      row: row.row_number,
      owner: row.owner,
      technologyGroup: row.technology_group_id,
      personId: row.person_id,
      personName: row.person_name,
      cadence: row.cadence,
      businessDay: row.business_day,
      trigger: row.trigger,
      timesAYear: row.times_a_year,
      minutes: row.minutes,
      needs: row.needs,
      needsGroup: row.needs_group_id,
      from: row.from_day,
      to: row.to_day,
      follows: row.follows,
      addedBy: row.added_by,
      endedBy: row.ended_by,
    }),
  );
}

export async function insertPlan(
  db: Db,
  provider: ProviderId,
  id: PlanId,
  { id: contract, clientId }: Pick<Contract, 'id' | 'clientId'>,
  by: PersonId,
  at: string,
): Promise<void> {
  await db
    .insertInto('plan')
    .values({
      provider_id: provider,
      id,
      client_id: clientId,
      contract_id: contract,
      made_by: by,
      made_at: at,
    })
    .execute();
}

export async function insertPlanRows(
  db: Db,
  provider: ProviderId,
  { id: plan, clientId }: Pick<PlanHead, 'id' | 'clientId'>,
  rows: readonly NewPlanRow[],
): Promise<void> {
  if (rows.length === 0) return;
  await db
    .insertInto('plan_row')
    .values(
      rows.map((row) => ({
        provider_id: provider,
        id: row.id,
        client_id: clientId,
        plan_id: plan,
        row_number: row.row,
        owner: row.owner,
        technology_group_id: row.technologyGroup,
        person_id: row.personId,
        cadence: row.cadence,
        business_day: row.businessDay,
        trigger: row.trigger,
        times_a_year: row.timesAYear,
        minutes: row.minutes,
        needs: row.needs,
        needs_group_id: row.needsGroup,
        from_day: row.from,
        to_day: row.to,
        follows: row.follows,
        added_by: row.addedBy,
      })),
    )
    .execute();
}

/** Ends rows on a day, the first without them; one that had not begun holds on no day. */
export async function endPlanRows(
  db: Db,
  provider: ProviderId,
  rows: readonly PlanRowId[],
  to: string,
  by: ChangeRequestId | null,
): Promise<void> {
  await db
    .updateTable('plan_row')
    .set({ to_day: sql<string>`greatest(from_day, ${to}::date)`, ended_by: by })
    .where('provider_id', '=', provider)
    .where('id', '=', sql<string>`any (${rows}::uuid[])`)
    .execute();
}

/** Keeps that a plan was accepted; false where it was before. */
export async function insertPlanAcceptance(
  db: Db,
  provider: ProviderId,
  { id, clientId }: Pick<PlanHead, 'id' | 'clientId'>,
  { by, at, reason }: { readonly by: PersonId; readonly at: string; readonly reason: string | null },
): Promise<boolean> {
  const inserted = await db
    .insertInto('plan_acceptance')
    .values({
      provider_id: provider,
      plan_id: id,
      client_id: clientId,
      by_client: reason === null,
      reason,
      accepted_by: by,
      accepted_at: at,
    })
    .onConflict((conflict) => conflict.columns(['provider_id', 'plan_id']).doNothing())
    .executeTakeFirst();
  return inserted.numInsertedOrUpdatedRows === 1n;
}

/** The plans of contracts that run on a day, each with the numbers of the rows that hold then, by the names of their clients. */
export async function listPlannedRows(
  db: Db,
  provider: ProviderId,
  on: string,
): Promise<
  readonly { clientId: ClientId; clientName: string; contract: string; rows: ReadonlySet<number> }[]
> {
  const { rows } = await sql<{ client: string; name: string; contract: string; rows: number[] }>`
    select c.id as client, c.name, k.number as contract, array_agg(distinct r.row_number) as rows
    from plan n
    join contract k on k.provider_id = ${provider} and k.id = n.contract_id
    join client c on c.provider_id = ${provider} and c.id = n.client_id
    join plan_row r on r.provider_id = ${provider} and r.plan_id = n.id
    where n.provider_id = ${provider} and k.end_day > ${on}::date and (r.to_day is null or r.to_day > ${on}::date)
    group by c.id, c.name, k.number
    order by c.name, k.number`.execute(db);
  return rows.map(({ client, name, contract, rows: numbers }) => ({
    clientId: known<'client'>(client),
    clientName: name,
    contract,
    rows: new Set(numbers),
  }));
}

/** How often the triggers of a plan's rows came in the year before a day, by row. */
export async function countTriggered(
  db: Db,
  provider: ProviderId,
  plan: PlanId,
  on: string,
): Promise<ReadonlyMap<string, number>> {
  const { rows } = await sql<{ id: string; times: number }>`
    select r.id, count(*)::int as times from plan_row r
    join occurrence o on o.provider_id = ${provider} and o.plan_row_id = r.id
    where r.provider_id = ${provider} and r.plan_id = ${plan} and r.trigger is not null
      and o.rule_day >= ${on}::date - 365 and o.rule_day < ${on}::date
    group by r.id`.execute(db);
  return new Map(rows.map(({ id, times }) => [id, times]));
}
