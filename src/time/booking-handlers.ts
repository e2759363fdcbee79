import { theClient } from '../clients/handlers.ts';
import { nextCursor } from '../core/page.ts';
import { notFound, Refused } from '../core/refusal.ts';
import type { Handlers } from '../core/route.ts';
import type { Context } from '../people/context.ts';
import { contractAt } from './after-hours-handlers.ts';
import type { bookingsApi } from './booking-api.ts';
import { bookingFee, type BookingFee } from './booking-fee.ts';
import * as store from './booking-store.ts';
import { bookingDecided, bookingOverlaps, requireBookable, type Booking, type BookingId } from './booking.ts';
import { placeOf, theColleague, whose } from './entry-handlers.ts';

export const bookingsHandlers: Handlers<typeof bookingsApi, Context> = {
  async priceBooking(context, { params, query }) {
    const { id } = await theClient(context, params.client);
    requireBookable(query, context.now);
    return { fee: await feeFor(context, { ...query, clientId: id }) };
  },

  async requestBooking(context, { body }) {
    const { db, providerId, actor, now } = context;
    const { id: person } = await theColleague(context, whose(context, body.personId));
    await theClient(context, body.clientId);
    requireBookable(body, now);
    const id = context.newId<'booking'>();
    await store.insertBooking(db, providerId, { id, person, by: actor.id, at: now }, body);
    const booking = await theBooking(context, id);
    context.record({ act: 'booking.requested', client: booking.clientId, object: id, detail: booking });
    return booking;
  },

  async listBookings({ db, providerId }, { query: { limit, cursor, ...sought } }) {
    const bookings = await store.listBookings(db, providerId, sought, limit + 1, placeOf(cursor));
    return nextCursor(bookings, limit, (booking) => [booking.startsAt, booking.id]);
  },

  getBooking: (context, { params }) => theBooking(context, params.booking),

  approveBooking: (context, { params, body }) =>
    decide(context, params.booking, { decision: 'approved', reason: body.reason, suggestion: '' }),

  declineBooking: (context, { params, body }) =>
    decide(context, params.booking, { decision: 'declined', ...body }),
};

async function decide(
  context: Context,
  id: BookingId,
  said: { readonly decision: 'approved' | 'declined'; readonly reason: string; readonly suggestion: string },
): Promise<Booking> {
  const { db, providerId, actor, now } = context;
  const before = await theBooking(context, id);
  const isFirst = await store.decideBooking(db, providerId, before, { ...said, by: actor.id, at: now });
  const booking = await theBooking(context, id);
  if (!isFirst) {
    const { state } = booking.decision;
    throw new Refused(bookingDecided, `It was ${state} before.`, { state });
  }
  if (said.decision === 'approved') await hold(context, booking);
  context.record({
    act: `booking.${said.decision}`,
    client: booking.clientId,
    object: id,
    detail: booking.decision,
  });
  return booking;
}

async function hold({ db, providerId }: Context, booking: Booking): Promise<void> {
  const other = await store.holdTime(db, providerId, booking);
  if (!other) return;
  const { id, clientName, startsAt, endsAt } = other;
  throw new Refused(
    bookingOverlaps,
    `${other.personName} is booked for ${clientName} from ${startsAt} to ${endsAt}.`,
    { booking: id, clientName, startsAt, endsAt },
  );
}

async function feeFor(
  context: Context,
  asked: Pick<Booking, 'clientId' | 'startsAt' | 'endsAt' | 'minutesExpected'>,
): Promise<BookingFee | null> {
  const agreed = await contractAt(context, asked.clientId, asked.startsAt);
  return agreed && bookingFee(asked, agreed.contract, agreed.hours);
}

async function theBooking({ db, providerId }: Context, id: BookingId): Promise<Booking> {
  const booking = await store.findBooking(db, providerId, id);
  if (!booking) throw new Refused(notFound, notFound.title);
  return booking;
}
