import { theClient } from '../clients/handlers.ts';
import { nextCursor } from '../core/page.ts';
import { notFound, Refused } from '../core/refusal.ts';
import type { Handlers } from '../core/route.ts';
import type { Context } from '../people/context.ts';
import type { PersonId } from '../people/person.ts';
import type { bookingsApi } from './booking-api.ts';
import * as store from './booking-store.ts';
import { feeFor, weigh } from './booking-weighing-handlers.ts';
import {
  bookingDecided,
  bookingLateReason,
  bookingOverlaps,
  requireBookable,
  slotNotOffered,
  slotTaken,
  type Booking,
  type BookingDraft,
  type BookingId,
  type Slot,
} from './booking.ts';
import { by } from './decision-handlers.ts';
import { placeOf, theColleague, whose } from './entry-handlers.ts';
import { findRestRule, saveRestRule } from './rest-rule-store.ts';

export const bookingsHandlers: Handlers<typeof bookingsApi, Context> = {
  async priceBooking(context, { params, query }) {
    const { id } = await theClient(context, params.client);
    requireBookable(query, context.now);
    return { fee: await feeFor(context, { ...query, clientId: id }) };
  },

  async requestBooking(context, { body }) {
    const { id: person } = await theColleague(context, whose(context, body.personId));
    await theClient(context, body.clientId);
    return ask(context, person, body, null);
  },

  async listBookings({ db, providerId }, { query: { limit, cursor, ...sought } }) {
    const bookings = await store.listBookings(db, providerId, sought, limit + 1, placeOf(cursor));
    return nextCursor(bookings, limit, (booking) => [booking.startsAt, booking.id]);
  },

  getBooking: (context, { params }) => theBooking(context, params.booking),

  async approveBooking(context, { params, body }) {
    const booking = await decide(context, params.booking, {
      decision: 'approved',
      reason: body.reason,
      suggestion: '',
      slot: null,
    });
    const { decision } = booking;
    if (decision.state === 'approved' && decision.late && decision.reason === '')
      throw new Refused(bookingLateReason, bookingLateReason.title, {}, [
        { path: '/reason', message: 'say why it is approved only now' },
      ]);
    await hold(context, booking);
    return booking;
  },

  async declineBooking(context, { params, body: { slot = null, ...said } }) {
    if (slot) {
      const { minutesExpected } = await theBooking(context, params.booking);
      requireBookable({ ...slot, minutesExpected }, context.now);
    }
    return decide(context, params.booking, { decision: 'declined', ...said, slot });
  },

  async takeSlot(context, { params }) {
    const declined = await theBooking(context, params.booking);
    const { decision, id, clientId, minutesExpected, reason } = declined;
    const { id: person } = await theColleague(context, whose(context, declined.personId));
    if (decision.state !== 'declined' || !decision.slot)
      throw new Refused(slotNotOffered, slotNotOffered.title);
    return ask(context, person, { clientId, minutesExpected, reason, ...decision.slot }, id);
  },

  async weighBooking(context, { params }) {
    return weigh(context, await theBooking(context, params.booking));
  },

  showRestRule: ({ db, providerId }) => findRestRule(db, providerId),

  async changeRestRule(context, { body }) {
    const { db, providerId } = context;
    await saveRestRule(db, providerId, body, by(context));
    context.record({ act: 'rest-rule.changed', client: null, object: providerId, detail: body });
    return body;
  },
};

/** Asks for after-hours work, in the slot that was offered where it follows a booking that was declined. */
async function ask(
  context: Context,
  person: PersonId,
  draft: BookingDraft,
  follows: BookingId | null,
): Promise<Booking> {
  const { db, providerId, actor, now } = context;
  requireBookable(draft, now);
  const id = context.newId<'booking'>();
  const isFirst = await store.insertBooking(
    db,
    providerId,
    { id, person, by: actor.id, at: now, follows },
    draft,
  );
  if (!isFirst) throw new Refused(slotTaken, slotTaken.title);
  const booking = await theBooking(context, id);
  context.record({ act: 'booking.requested', client: booking.clientId, object: id, detail: booking });
  return booking;
}

interface Said {
  readonly decision: 'approved' | 'declined';
  readonly reason: string;
  readonly suggestion: string;
  readonly slot: Slot | null;
}

async function decide(context: Context, id: BookingId, said: Said): Promise<Booking> {
  const { db, providerId, actor, now } = context;
  const before = await theBooking(context, id);
  const isFirst = await store.decideBooking(db, providerId, before, { ...said, by: actor.id, at: now });
  const booking = await theBooking(context, id);
  if (!isFirst) {
    const { state } = booking.decision;
    throw new Refused(bookingDecided, `It was ${state} before.`, { state });
  }
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

async function theBooking({ db, providerId }: Context, id: BookingId): Promise<Booking> {
  const booking = await store.findBooking(db, providerId, id);
  if (!booking) throw new Refused(notFound, notFound.title);
  return booking;
}
