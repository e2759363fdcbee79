import type { Db } from '../database/transaction.ts';
import type { PersonId, ProviderId } from '../people/person.ts';
import { Absence, clockOf, minuteOf, type AbsenceDraft, type AbsenceId } from './absence.ts';

/** Whose absences, and in which time: those that have a moment of [from, to); cancelled ones have none. What is left out restricts nothing. */
export interface SoughtAbsences {
  readonly person?: PersonId | undefined;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

/** Absences by their begin, the latest first, then by id; `after` is where the page before ended. */
export async function listAbsences(
  db: Db,
  provider: ProviderId,
  { person, from }: SoughtAbsences,
  limit: number,
  after: { readonly at: string; readonly id: string } | null,
): Promise<Absence[]> {
  const rows = await absenceRows(db, provider)
    .$if(person !== undefined, (query) => query.where('a.person_id', '=', person ?? ''))
    .$if(from !== undefined, (query) => query.where('a.ends_at', '>', from ?? ''))
    .$if(after !== null, (query) =>
      query.where((eb) =>
        eb(eb.refTuple('a.starts_at', 'a.id'), '<', eb.tuple(after?.at ?? '', after?.id ?? '')),
      ),
    )
    .orderBy('a.starts_at', 'desc')
    .orderBy('a.id', 'desc')
    .limit(limit)
    .execute();
  return rows.map(absenceFrom);
}

/** Absences that hold at some moment of [from, to), in order. */
export async function absencesIn(
  db: Db,
  provider: ProviderId,
  { person, from, to }: SoughtAbsences,
): Promise<Absence[]> {
  const rows = await absenceRows(db, provider)
    .$if(person !== undefined, (query) => query.where('a.person_id', '=', person ?? ''))
    .where('a.ends_at', '>', from ?? '-infinity')
    .where('a.starts_at', '<', to ?? 'infinity')
    .whereRef('a.ends_at', '>', 'a.starts_at')
    .orderBy('a.starts_at')
    .orderBy('a.id')
    .execute();
  return rows.map(absenceFrom);
}

export async function findAbsence(db: Db, provider: ProviderId, id: AbsenceId): Promise<Absence | null> {
  const row = await absenceRows(db, provider).where('a.id', '=', id).executeTakeFirst();
  return row ? absenceFrom(row) : null;
}

/** What somebody enters, with the moments it comes to by the person's clock. */
export interface NewAbsence extends Omit<AbsenceDraft, 'personId'> {
  readonly id: AbsenceId;
  readonly person: PersonId;
  readonly timeZone: string;
  readonly startsAt: string;
  readonly endsAt: string;
}

export async function insertAbsence(
  db: Db,
  provider: ProviderId,
  absence: NewAbsence,
  by: PersonId,
  at: string,
): Promise<void> {
  const { part } = absence;
  await db
    .insertInto('absence')
    .values({
      provider_id: provider,
      id: absence.id,
      person_id: absence.person,
      reason: absence.reason,
      note: absence.note,
      from_day: absence.from,
      to_day: absence.to,
      part_from: part && minuteOf(part.from),
      part_to: part && minuteOf(part.to),
      time_zone: absence.timeZone,
      starts_at: absence.startsAt,
      ends_at: absence.endsAt,
      entered_by: by,
      entered_at: at,
    })
    .execute();
}

/** Lets an absence end earlier, with who did so; on its first day nothing of it is left. False where somebody ended it meanwhile. */
export async function shortenAbsence(
  db: Db,
  provider: ProviderId,
  absence: Absence,
  end: { readonly id: string; readonly to: string; readonly endsAt: string },
  by: PersonId,
  at: string,
): Promise<boolean> {
  const updated = await db
    .updateTable('absence')
    .set({ to_day: end.to, ends_at: end.endsAt })
    .where('provider_id', '=', provider)
    .where('id', '=', absence.id)
    .where('to_day', '=', absence.to)
    .executeTakeFirst();
  if (updated.numUpdatedRows !== 1n) return false;
  await db
    .insertInto('absence_end')
    .values({
      provider_id: provider,
      id: end.id,
      absence_id: absence.id,
      to_day_before: absence.to,
      to_day: end.to,
      ended_by: by,
      ended_at: at,
    })
    .execute();
  return true;
}

const absenceRows = (db: Db, provider: ProviderId) =>
  db
    .selectFrom('absence as a')
    .innerJoin('person as p', (join) =>
      join.onRef('p.provider_id', '=', 'a.provider_id').onRef('p.id', '=', 'a.person_id'),
    )
    .leftJoinLateral(
      (eb) =>
        eb
          .selectFrom('absence_end as e')
          .select(['e.to_day_before', 'e.ended_by', 'e.ended_at'])
          .where('e.provider_id', '=', provider)
          .whereRef('e.absence_id', '=', 'a.id')
          .orderBy('e.ended_at', 'desc')
          .orderBy('e.id', 'desc')
          .limit(1)
          .as('e'),
      (join) => join.onTrue(),
    )
    .select(['a.id', 'a.person_id', 'p.name', 'a.from_day', 'a.to_day', 'a.part_from', 'a.part_to'])
    .select(['a.starts_at', 'a.ends_at', 'a.time_zone', 'a.reason', 'a.note'])
    .select(['e.to_day_before', 'e.ended_by', 'e.ended_at'])
    .where('a.provider_id', '=', provider)
    .where('p.provider_id', '=', provider);

type AbsenceRow = Awaited<ReturnType<ReturnType<typeof absenceRows>['executeTakeFirstOrThrow']>>;

const absenceFrom = (row: AbsenceRow): Absence =>
  Absence.parse({
    id: row.id,
    personId: row.person_id,
    personName: row.name,
    from: row.from_day,
    to: row.to_day,
    part:
      row.part_from === null || row.part_to === null
        ? null
        : { from: clockOf(row.part_from), to: clockOf(row.part_to) },
    startsAt: row.starts_at,
    endsAt: row.ends_at,
    timeZone: row.time_zone,
    reason: row.reason,
    note: row.note,
    state: row.to_day === row.from_day ? 'cancelled' : 'entered',
    ended: row.ended_at === null ? null : { toBefore: row.to_day_before, by: row.ended_by, at: row.ended_at },
  });
