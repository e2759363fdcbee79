import type { Db } from '../database/transaction.ts';
import type { ClientId, PersonId, ProviderId } from '../people/person.ts';
import {
  Booking,
  isLate,
  type bookingStates,
  type BookingDraft,
  type BookingId,
  type Slot,
} from './booking.ts';

/** Which bookings are asked for; what is left out restricts nothing. */
export interface SoughtBookings {
  readonly client?: ClientId | undefined;
  readonly person?: PersonId | undefined;
  readonly state?: (typeof bookingStates)[number] | undefined;
}

/** Bookings by the start of their window, the latest first, then by id; `after` is where the page before ended. */
export async function listBookings(
  db: Db,
  provider: ProviderId,
  { client, person, state }: SoughtBookings,
  limit: number,
  after: { readonly at: string; readonly id: string } | null,
): Promise<Booking[]> {
  const rows = await bookingRows(db, provider)
    .$if(client !== undefined, (query) => query.where('b.client_id', '=', client ?? ''))
    .$if(person !== undefined, (query) => query.where('b.person_id', '=', person ?? ''))
    .$if(state !== undefined, (query) =>
      state === 'requested'
        ? query.where('d.booking_id', 'is', null)
        : query.where('d.decision', '=', state ?? ''),
    )
    .$if(after !== null, (query) =>
      query.where((eb) =>
        eb(eb.refTuple('b.starts_at', 'b.id'), '<', eb.tuple(after?.at ?? '', after?.id ?? '')),
      ),
    )
    .orderBy('b.starts_at', 'desc')
    .orderBy('b.id', 'desc')
    .limit(limit)
    .execute();
  return rows.map(bookingFrom);
}

export async function findBooking(db: Db, provider: ProviderId, id: BookingId): Promise<Booking | null> {
  const row = await bookingRows(db, provider).where('b.id', '=', id).executeTakeFirst();
  return row ? bookingFrom(row) : null;
}

/** Bookings of a person that touch [from, to), apart from one and those declined, by their start, then by id. */
export async function listOtherBookings(
  db: Db,
  provider: ProviderId,
  { id, personId }: Pick<Booking, 'id' | 'personId'>,
  { from, to }: { readonly from: string; readonly to: string },
): Promise<Booking[]> {
  const rows = await bookingRows(db, provider)
    .where('b.person_id', '=', personId)
    .where('b.id', '<>', id)
    .where('b.starts_at', '<', to)
    .where('b.ends_at', '>', from)
    .where((eb) => eb.or([eb('d.decision', 'is', null), eb('d.decision', '=', 'approved')]))
    .orderBy('b.starts_at')
    .orderBy('b.id')
    .execute();
  return rows.map(bookingFrom);
}

/** Approved bookings of a person that touch [from, to), by their start, then by id. */
export async function listCommittedBookings(
  db: Db,
  provider: ProviderId,
  person: PersonId,
  from: string,
  to: string,
): Promise<Booking[]> {
  const rows = await bookingRows(db, provider)
    .where('b.person_id', '=', person)
    .where('b.starts_at', '<', to)
    .where('b.ends_at', '>', from)
    .where('d.decision', '=', 'approved')
    .orderBy('b.starts_at')
    .orderBy('b.id')
    .execute();
  return rows.map(bookingFrom);
}

/** False where the slot it takes was taken before, also by somebody at the same moment. */
export async function insertBooking(
  db: Db,
  provider: ProviderId,
  request: {
    readonly id: BookingId;
    readonly person: PersonId;
    readonly by: PersonId;
    readonly at: Temporal.Instant;
    readonly follows: BookingId | null;
  },
  draft: BookingDraft,
): Promise<boolean> {
  const row = await db
    .insertInto('booking')
    .values({
      provider_id: provider,
      id: request.id,
      client_id: draft.clientId,
      person_id: request.person,
      starts_at: draft.startsAt,
      ends_at: draft.endsAt,
      reason: draft.reason,
      minutes_expected: draft.minutesExpected,
      requested_by: request.by,
      requested_at: request.at.toString(),
      follows_id: request.follows,
    })
    .onConflict((conflict) => conflict.columns(['provider_id', 'follows_id']).doNothing())
    .returning('id')
    .executeTakeFirst();
  return row !== undefined;
}

/** False where it was decided on before, also by somebody at the same moment. */
export async function decideBooking(
  db: Db,
  provider: ProviderId,
  { id, clientId }: Pick<Booking, 'id' | 'clientId'>,
  decision: {
    readonly decision: 'approved' | 'declined';
    readonly reason: string;
    readonly suggestion: string;
    readonly slot: Slot | null;
    readonly by: PersonId;
    readonly at: Temporal.Instant;
  },
): Promise<boolean> {
  const row = await db
    .insertInto('booking_decision')
    .values({
      provider_id: provider,
      booking_id: id,
      client_id: clientId,
      decision: decision.decision,
      reason: decision.reason,
      suggestion: decision.suggestion,
      slot_from: decision.slot?.startsAt ?? null,
      slot_to: decision.slot?.endsAt ?? null,
      decided_by: decision.by,
      decided_at: decision.at.toString(),
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('booking_id')
    .executeTakeFirst();
  return row !== undefined;
}

/** Holds the window of a booking in its person's calendar; the booking that holds some of it already, or null where none does. */
export async function holdTime(db: Db, provider: ProviderId, booking: Booking): Promise<Booking | null> {
  const { id, clientId, personId, startsAt, endsAt } = booking;
  const held = await db
    .insertInto('booking_hold')
    .values({
      provider_id: provider,
      booking_id: id,
      client_id: clientId,
      person_id: personId,
      starts_at: startsAt,
      ends_at: endsAt,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('booking_id')
    .executeTakeFirst();
  if (held) return null;
  const other = await bookingRows(db, provider)
    .innerJoin('booking_hold as h', (join) =>
      join.on('h.provider_id', '=', provider).onRef('h.booking_id', '=', 'b.id'),
    )
    .where('h.person_id', '=', personId)
    .where('h.starts_at', '<', endsAt)
    .where('h.ends_at', '>', startsAt)
    .orderBy('h.starts_at')
    .executeTakeFirstOrThrow();
  return bookingFrom(other);
}

const bookingRows = (db: Db, provider: ProviderId) =>
  db
    .selectFrom('booking as b')
    .innerJoin('person as p', (join) =>
      join.onRef('p.provider_id', '=', 'b.provider_id').onRef('p.id', '=', 'b.person_id'),
    )
    .innerJoin('client as c', (join) =>
      join.onRef('c.provider_id', '=', 'b.provider_id').onRef('c.id', '=', 'b.client_id'),
    )
    .leftJoin('booking_decision as d', (join) =>
      join.on('d.provider_id', '=', provider).onRef('d.booking_id', '=', 'b.id'),
    )
    .leftJoin('booking as n', (join) =>
      join.on('n.provider_id', '=', provider).onRef('n.follows_id', '=', 'b.id'),
    )
    .select(['b.id', 'b.client_id', 'b.person_id', 'b.starts_at', 'b.ends_at', 'b.reason'])
    .select(['b.minutes_expected', 'b.requested_by', 'b.requested_at'])
    .select(['b.follows_id', 'n.id as taken_as', 'd.slot_from', 'd.slot_to'])
    .select(['p.name as person_name', 'c.name as client_name'])
    .select(['d.decision', 'd.reason as decision_reason', 'd.suggestion', 'd.decided_by', 'd.decided_at'])
    .where('b.provider_id', '=', provider)
    .where('p.provider_id', '=', provider)
    .where('c.provider_id', '=', provider);

const bookingFrom = (
  row: Awaited<ReturnType<ReturnType<typeof bookingRows>['executeTakeFirstOrThrow']>>,
): Booking =>
  Booking.parse({
    id: row.id,
    clientId: row.client_id,
    clientName: row.client_name,
    personId: row.person_id,
    personName: row.person_name,
    startsAt: row.starts_at,
    endsAt: row.ends_at,
    minutesExpected: row.minutes_expected,
    reason: row.reason,
    requestedBy: row.requested_by,
    requestedAt: row.requested_at,
    followsId: row.follows_id,
    takenAs: row.taken_as,
    decision:
      row.decided_at === null
        ? { state: 'requested' }
        : {
            state: row.decision,
            decidedBy: row.decided_by,
            decidedAt: row.decided_at,
            reason: row.decision_reason,
            suggestion: row.suggestion,
            slot: row.slot_from === null ? null : { startsAt: row.slot_from, endsAt: row.slot_to },
            late: isLate(row.starts_at, row.decided_at),
          },
  });
