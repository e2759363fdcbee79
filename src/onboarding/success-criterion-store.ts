import { sql } from 'kysely';
import { known } from '../core/id.ts';
import type { Db } from '../database/transaction.ts';
import type { ClientId, Done, ProviderId } from '../people/person.ts';
import {
  Measurement,
  progressOf,
  SuccessCriterion,
  type MeasurementDraft,
  type MeasurementId,
  type SuccessCriterionDraft,
  type SuccessCriterionId,
} from './success-criterion.ts';

/** Success criteria of a client, or one, as they were recorded, with how far they have come by the client's clock: two statements. */
export async function listSuccessCriteria(
  db: Db,
  provider: ProviderId,
  which: { readonly client: ClientId } | { readonly id: SuccessCriterionId },
  now: Temporal.Instant,
): Promise<SuccessCriterion[]> {
  const rows = await criterionRows(db, provider, now)
    .$if('client' in which, (query) => query.where('s.client_id', '=', 'client' in which ? which.client : ''))
    .$if('id' in which, (query) => query.where('s.id', '=', 'id' in which ? which.id : ''))
    .orderBy('s.id')
    .execute();
  const measured = await measurementsOf(
    db,
    provider,
    rows.map(({ id }) => id),
  );
  return rows.map((row) => {
    const criterion = {
      id: row.id,
      clientId: row.client_id,
      kind: row.kind,
      name: row.name,
      unit: row.unit,
      baseline: row.baseline,
      target: row.target,
      direction: row.direction,
      targetDay: row.target_day,
      owner:
        row.owner_person === null
          ? { side: 'client', id: row.owner_contact, name: row.contact_name }
          : { side: 'provider', id: row.owner_person, name: row.person_name },
      drop: row.reason && { reason: row.reason, byName: row.dropped_by_name, at: row.dropped_at },
    };
    const measurements = measured.get(row.id) ?? [];
    const progress = progressOf(
      { baseline: row.baseline, target: row.target, targetDay: row.target_day },
      measurements,
      row.today,
    );
    return SuccessCriterion.parse({ ...criterion, measurements, ...progress });
  });
}

/** What was measured of success criteria, by criterion: by day, then as it was recorded. */
async function measurementsOf(
  db: Db,
  provider: ProviderId,
  criteria: readonly string[],
): Promise<ReadonlyMap<string, Measurement[]>> {
  if (criteria.length === 0) return new Map();
  const rows = await db
    .selectFrom('measurement as m')
    .innerJoin('person as p', (join) =>
      join.on('p.provider_id', '=', provider).onRef('p.id', '=', 'm.measured_by'),
    )
    .leftJoin('measurement as c', (join) =>
      join.on('c.provider_id', '=', provider).onRef('c.corrects', '=', 'm.id'),
    )
    .select(['m.success_criterion_id', 'm.id', 'm.day', 'm.value', 'm.words', 'm.corrects'])
    .select(['m.measured_at', 'p.name', 'c.id as corrected_by'])
    .where('m.provider_id', '=', provider)
    .where('m.success_criterion_id', 'in', criteria)
    .orderBy('m.day')
    .orderBy('m.id')
    .execute();
  const found = new Map<string, Measurement[]>();
  for (const { success_criterion_id: of, measured_at: at, name: byName, corrected_by, ...row } of rows) {
    const measurement = Measurement.parse({ ...row, byName, at, corrected: corrected_by !== null });
    found.set(of, [...(found.get(of) ?? []), measurement]);
  }
  return found;
}

/** The success criterion that a measurement is of; null where there is no such measurement. */
export async function criterionOfMeasurement(
  db: Db,
  provider: ProviderId,
  measurement: MeasurementId,
): Promise<SuccessCriterionId | null> {
  const row = await db
    .selectFrom('measurement')
    .select('success_criterion_id')
    .where('provider_id', '=', provider)
    .where('id', '=', measurement)
    .executeTakeFirst();
  return row ? known<'success-criterion'>(row.success_criterion_id) : null;
}

export async function insertSuccessCriterion(
  db: Db,
  provider: ProviderId,
  client: ClientId,
  id: SuccessCriterionId,
  { kind, name, unit, baseline, target, targetDay, owner }: SuccessCriterionDraft,
  { by, at }: Done,
): Promise<void> {
  await db
    .insertInto('success_criterion')
    .values({
      provider_id: provider,
      id,
      client_id: client,
      kind,
      name,
      unit,
      baseline,
      target,
      target_day: targetDay,
      owner_person: owner.side === 'provider' ? owner.id : null,
      owner_contact: owner.side === 'client' ? owner.id : null,
      added_by: by,
      added_at: at,
    })
    .execute();
}

/** Drops a success criterion, once; false where it was dropped before. */
export async function insertDrop(
  db: Db,
  provider: ProviderId,
  { id, clientId }: Pick<SuccessCriterion, 'id' | 'clientId'>,
  reason: string,
  { by, at }: Done,
): Promise<boolean> {
  const row = await db
    .insertInto('success_criterion_drop')
    .values({
      provider_id: provider,
      success_criterion_id: id,
      client_id: clientId,
      reason,
      dropped_by: by,
      dropped_at: at,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('success_criterion_id')
    .executeTakeFirst();
  return row !== undefined;
}

/** Keeps a measurement; false where it corrects one that another corrected before. */
export async function insertMeasurement(
  db: Db,
  provider: ProviderId,
  { id: criterion, clientId }: Pick<SuccessCriterion, 'id' | 'clientId'>,
  id: MeasurementId,
  { day, value, words }: MeasurementDraft,
  corrects: MeasurementId | null,
  { by, at }: Done,
): Promise<boolean> {
  const row = await db
    .insertInto('measurement')
    .values({
      provider_id: provider,
      id,
      client_id: clientId,
      success_criterion_id: criterion,
      day,
      value,
      words,
      corrects,
      measured_by: by,
      measured_at: at,
    })
    .onConflict((conflict) => conflict.constraint('measurement_corrected_once').doNothing())
    .returning('id')
    .executeTakeFirst();
  return row !== undefined;
}

const criterionRows = (db: Db, provider: ProviderId, now: Temporal.Instant) =>
  db
    .selectFrom('success_criterion as s')
    .innerJoin('client as c', (join) =>
      join.on('c.provider_id', '=', provider).onRef('c.id', '=', 's.client_id'),
    )
    .leftJoin('person as p', (join) =>
      join.on('p.provider_id', '=', provider).onRef('p.id', '=', 's.owner_person'),
    )
    .leftJoin('contact as k', (join) =>
      join.on('k.provider_id', '=', provider).onRef('k.id', '=', 's.owner_contact'),
    )
    .leftJoin('success_criterion_drop as d', (join) =>
      join.on('d.provider_id', '=', provider).onRef('d.success_criterion_id', '=', 's.id'),
    )
    .leftJoin('person as q', (join) =>
      join.on('q.provider_id', '=', provider).onRef('q.id', '=', 'd.dropped_by'),
    )
    .select(['s.id', 's.client_id', 's.kind', 's.name', 's.unit', 's.baseline', 's.target', 's.direction'])
    .select(['s.target_day', 's.owner_person', 's.owner_contact', 'p.name as person_name'])
    .select(['k.name as contact_name', 'd.reason', 'd.dropped_at', 'q.name as dropped_by_name'])
    .select(sql<string>`(${now.toString()}::timestamptz at time zone c.time_zone)::date`.as('today'))
    .where('s.provider_id', '=', provider);
