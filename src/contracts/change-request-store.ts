import { sql } from 'kysely';
import { minorOf } from '../core/money.ts';
import type { Db } from '../database/transaction.ts';
import type { ClientId, Done, PersonId, ProviderId } from '../people/person.ts';
import { partFrom, partRow, type PartRow } from './change-part-store.ts';
import type { Change } from './changed-contract.ts';
import { ChangeRequest, type ChangeConsent, type ChangeRequestId, type Side } from './change-request.ts';
import type { Contract, ContractId } from './contract.ts';
import { insertPackages } from './store.ts';

/** A change request as it is drafted, its parts priced. */
export interface NewChangeRequest extends Pick<
  ChangeRequest,
  'id' | 'clientId' | 'contractId' | 'reason' | 'effectiveDay' | 'orderedOn' | 'parts'
> {
  readonly draftedBy: PersonId;
  readonly draftedAt: string;
}

/** Which change requests: of a client, of a contract, or one. */
export type WhichRequests =
  | { readonly client: ClientId }
  | { readonly contract: ContractId }
  | { readonly request: ChangeRequestId };

/** The change requests of a client or a contract, the latest first, each with all that became of it: two statements. */
export async function listChangeRequests(
  db: Db,
  provider: ProviderId,
  which: WhichRequests,
): Promise<ChangeRequest[]> {
  const wanted =
    'client' in which
      ? sql`r.client_id = ${which.client}`
      : 'contract' in which
        ? sql`r.contract_id = ${which.contract}`
        : sql`r.id = ${which.request}`;
  const { rows } = await sql<RequestRow>`
    select r.id, r.client_id, r.contract_id, r.effective_day, r.ordered_on, r.reason, r.drafted_by, d.name as drafted_by_name, r.drafted_at,
      k.currency, p.proposed_by, pp.name as proposed_by_name, p.proposed_at,
      c.given_by as client_by, cp.name as client_by_name, c.given_at as client_at, c.note,
      v.given_by as provider_by, vp.name as provider_by_name, v.given_at as provider_at, v.availability_acknowledged,
      o.outcome, o.decided_by, op.name as decided_by_name, o.decided_at, o.reason as outcome_reason, o.version, o.end_day_before, o.end_day
    from change_request r
    join contract k on k.provider_id = ${provider} and k.id = r.contract_id
    join person d on d.provider_id = ${provider} and d.id = r.drafted_by
    left join change_proposal p on p.provider_id = ${provider} and p.change_request_id = r.id
    left join person pp on pp.provider_id = ${provider} and pp.id = p.proposed_by
    left join change_consent c on c.provider_id = ${provider} and c.change_request_id = r.id and c.side = 'client'
    left join person cp on cp.provider_id = ${provider} and cp.id = c.given_by
    left join change_consent v on v.provider_id = ${provider} and v.change_request_id = r.id and v.side = 'provider'
    left join person vp on vp.provider_id = ${provider} and vp.id = v.given_by
    left join change_outcome o on o.provider_id = ${provider} and o.change_request_id = r.id
    left join person op on op.provider_id = ${provider} and op.id = o.decided_by
    where r.provider_id = ${provider} and ${wanted}
    order by r.drafted_at desc, r.id desc`.execute(db);
  if (rows.length === 0) return [];
  const parts = await db
    .selectFrom('change_request_part')
    .selectAll()
    .where('provider_id', '=', provider)
    .where('change_request_id', '=', sql<string>`any (${rows.map(({ id }) => id)}::uuid[])`)
    .orderBy('position')
    .execute();
  const byRequest = Map.groupBy(parts, ({ change_request_id }) => change_request_id);
  return rows.map((row) => requestFrom(row, byRequest.get(row.id) ?? []));
}

export async function findChangeRequest(
  db: Db,
  provider: ProviderId,
  id: ChangeRequestId,
): Promise<ChangeRequest | null> {
  return (await listChangeRequests(db, provider, { request: id }))[0] ?? null;
}

/** The first day after the closed months of a contract; null where none is closed. */
export async function openFrom(db: Db, provider: ProviderId, contract: ContractId): Promise<string | null> {
  const row = await db
    .selectFrom('closure')
    .select(sql<string | null>`max(upper(days))`.as('first'))
    .where('provider_id', '=', provider)
    .where('contract_id', '=', contract)
    .executeTakeFirst();
  return row?.first ?? null;
}

export async function insertChangeRequest(
  db: Db,
  provider: ProviderId,
  request: NewChangeRequest,
  currency: string,
): Promise<void> {
  const of = { provider_id: provider, client_id: request.clientId };
  await db
    .insertInto('change_request')
    .values({
      ...of,
      id: request.id,
      contract_id: request.contractId,
      effective_day: request.effectiveDay,
      ordered_on: request.orderedOn,
      reason: request.reason,
      drafted_by: request.draftedBy,
      drafted_at: request.draftedAt,
    })
    .execute();
  await db
    .insertInto('change_request_part')
    .values(
      request.parts.map((part, index) => ({
        ...of,
        change_request_id: request.id,
        position: index + 1,
        ...partRow(part, currency),
      })),
    )
    .execute();
}

export async function insertProposal(
  db: Db,
  provider: ProviderId,
  { id, clientId }: Pick<ChangeRequest, 'id' | 'clientId'>,
  { by, at }: Done,
): Promise<void> {
  await db
    .insertInto('change_proposal')
    .values({
      provider_id: provider,
      change_request_id: id,
      client_id: clientId,
      proposed_by: by,
      proposed_at: at,
    })
    .execute();
}

export async function insertConsent(
  db: Db,
  provider: ProviderId,
  { id, clientId }: Pick<ChangeRequest, 'id' | 'clientId'>,
  side: Side,
  { by, at, note, availabilityAcknowledged }: Done & Pick<ChangeConsent, 'note' | 'availabilityAcknowledged'>,
): Promise<void> {
  await db
    .insertInto('change_consent')
    .values({
      provider_id: provider,
      change_request_id: id,
      side,
      client_id: clientId,
      given_by: by,
      given_at: at,
      note,
      availability_acknowledged: availabilityAcknowledged,
    })
    .execute();
}

/** Ends a change request without its having changed anything. */
export async function insertEnding(
  db: Db,
  provider: ProviderId,
  { id, clientId, contractId }: ChangeRequest,
  outcome: 'declined' | 'withdrawn',
  { by, at, reason }: Done & { readonly reason: string },
): Promise<void> {
  await db
    .insertInto('change_outcome')
    .values({
      provider_id: provider,
      change_request_id: id,
      client_id: clientId,
      contract_id: contractId,
      outcome,
      decided_by: by,
      decided_at: at,
      reason,
    })
    .execute();
}

/** Makes an agreed change of a contract: its next version, and the rows that it ends and adds. */
export async function applyChange(
  db: Db,
  provider: ProviderId,
  contract: Contract,
  request: ChangeRequestId,
  change: Change,
  { by, at }: Done,
): Promise<void> {
  const of = { provider_id: provider, client_id: contract.clientId, contract_id: contract.id };
  await db
    .insertInto('change_outcome')
    .values({
      ...of,
      change_request_id: request,
      outcome: 'agreed',
      decided_by: by,
      decided_at: at,
      version: sql<number>`(select coalesce(max(version), 1) + 1 from change_outcome where provider_id = ${provider} and contract_id = ${contract.id})`,
      end_day_before: contract.end,
      end_day: change.end,
    })
    .execute();
  for (const { id, to, endedBy } of change.ended)
    await db
      .updateTable('package')
      .set({ to_day: to, ended_by: endedBy })
      .where('provider_id', '=', provider)
      .where('id', '=', id)
      .execute();
  if (change.end !== contract.end)
    await db
      .updateTable('contract')
      .set({ end_day: change.end })
      .where('provider_id', '=', provider)
      .where('id', '=', contract.id)
      .execute();
  const positioned = change.added.map((bought, index) => ({
    ...bought,
    position: contract.packages.length + index + 1,
  }));
  if (positioned.length > 0) await insertPackages(db, provider, contract, positioned);
  if (change.rates) {
    const { from, rates } = change.rates;
    await db
      .insertInto('contract_rates')
      .values({
        ...of,
        change_request_id: request,
        from_day: from,
        rate_overage: minorOf(rates.overage, contract.currency),
        rate_after_hours: minorOf(rates.afterHours, contract.currency),
        rate_after_hours_surcharge: minorOf(rates.afterHoursSurcharge, contract.currency),
        rate_incremental: minorOf(rates.incremental, contract.currency),
      })
      .execute();
  }
}

interface RequestRow {
  readonly id: string;
  readonly client_id: string;
  readonly contract_id: string;
  readonly effective_day: string;
  readonly ordered_on: string;
  readonly reason: string;
  readonly drafted_by: string;
  readonly drafted_by_name: string;
  readonly drafted_at: string;
  readonly currency: string;
  readonly proposed_by: string | null;
  readonly proposed_by_name: string | null;
  readonly proposed_at: string | null;
  readonly client_by: string | null;
  readonly client_by_name: string | null;
  readonly client_at: string | null;
  readonly note: string | null;
  readonly provider_by: string | null;
  readonly provider_by_name: string | null;
  readonly provider_at: string | null;
  readonly availability_acknowledged: boolean | null;
  readonly outcome: 'agreed' | 'declined' | 'withdrawn' | null;
  readonly decided_by: string | null;
  readonly decided_by_name: string | null;
  readonly decided_at: string | null;
  readonly outcome_reason: string | null;
  readonly version: number | null;
  readonly end_day_before: string | null;
  readonly end_day: string | null;
}

const requestFrom = (row: RequestRow, parts: readonly PartRow[]): ChangeRequest =>
  ChangeRequest.parse({
    id: row.id,
    clientId: row.client_id,
    contractId: row.contract_id,
    state: row.outcome ?? (row.proposed_at === null ? 'drafted' : 'proposed'),
    reason: row.reason,
    effectiveDay: row.effective_day,
    orderedOn: row.ordered_on,
    parts: parts.map((part) => partFrom(part, row.currency)),
    drafted: { by: row.drafted_by, byName: row.drafted_by_name, at: row.drafted_at },
    proposed: row.proposed_at && {
      by: row.proposed_by,
      byName: row.proposed_by_name,
      at: row.proposed_at,
    },
    consents: [
      ...(row.client_at === null
        ? []
        : [
            {
              side: 'client',
              by: row.client_by,
              byName: row.client_by_name,
              at: row.client_at,
              note: row.note,
              availabilityAcknowledged: false,
            },
          ]),
      ...(row.provider_at === null
        ? []
        : [
            {
              side: 'provider',
              by: row.provider_by,
              byName: row.provider_by_name,
              at: row.provider_at,
              note: null,
              availabilityAcknowledged: row.availability_acknowledged,
            },
          ]),
    ],
    outcome: row.outcome && {
      kind: row.outcome,
      by: row.decided_by,
      byName: row.decided_by_name,
      at: row.decided_at,
      reason: row.outcome_reason,
      version: row.version,
      endBefore: row.end_day_before,
      end: row.end_day,
    },
  });
