import { z } from 'zod';
import { PageQuery, pageOf } from '../core/page.ts';
import { route, staff, supervisor, workers } from '../people/access.ts';
import { ClientId, PersonId } from '../people/person.ts';
import {
  Booking,
  bookingDecided,
  BookingDraft,
  BookingId,
  bookingLateReason,
  bookingOverlaps,
  bookingStates,
  bookingTooLate,
  bookingWindow,
  Slot,
  slotNotOffered,
  slotTaken,
} from './booking.ts';
import { BookingFee } from './booking-fee.ts';
import { BookingWeighing, RestRule } from './booking-rest.ts';
import { notYours } from './decision.ts';

const ofBooking = z.object({ booking: BookingId });

export const bookingsApi = {
  priceBooking: route({
    method: 'GET',
    path: '/clients/{client}/booking-fee',
    command: 'booking price',
    summary:
      'Says what after-hours work would cost the client before it is asked for; null where no contract runs then.',
    access: staff,
    params: z.object({ client: ClientId }),
    query: BookingDraft.pick({ startsAt: true, endsAt: true }).extend({
      minutesExpected: z.coerce.number().int().min(1),
    }),
    out: z.object({ fee: BookingFee.nullable() }),
    refusals: [bookingTooLate, bookingWindow],
  }),
  requestBooking: route({
    method: 'POST',
    path: '/bookings',
    command: 'booking request',
    summary:
      'Asks for after-hours work beforehand: for whom, in which window, how many minutes, and why then.',
    access: workers,
    body: BookingDraft,
    out: Booking,
    status: 201,
    idempotent: true,
    refusals: [bookingTooLate, bookingWindow, notYours],
  }),
  listBookings: route({
    method: 'GET',
    path: '/bookings',
    command: 'booking list',
    summary: 'Lists bookings of after-hours work, the latest window first.',
    access: staff,
    query: PageQuery.extend({
      client: ClientId.optional(),
      person: PersonId.optional(),
      state: z.enum(bookingStates).optional(),
    }),
    out: pageOf(Booking),
  }),
  getBooking: route({
    method: 'GET',
    path: '/bookings/{booking}',
    command: 'booking show',
    summary: 'Shows one booking.',
    access: staff,
    params: ofBooking,
    out: Booking,
  }),
  approveBooking: route({
    method: 'POST',
    path: '/bookings/{booking}/approval',
    command: 'booking approve',
    summary:
      'Commits to after-hours work. Only work that starts after the approval counts as approved beforehand; once the window has begun, it takes a reason.',
    access: supervisor,
    params: ofBooking,
    body: z.object({ reason: z.string().trim().max(1000).default('') }).default({ reason: '' }),
    out: Booking,
    idempotent: true,
    refusals: [bookingDecided, bookingLateReason, bookingOverlaps],
  }),
  declineBooking: route({
    method: 'POST',
    path: '/bookings/{booking}/decline',
    command: 'booking decline',
    summary: 'Declines after-hours work with a reason, and may offer another slot, or another time in words.',
    access: supervisor,
    params: ofBooking,
    body: z.object({
      reason: z.string().trim().min(1, 'say why').max(1000),
      suggestion: z.string().trim().max(1000).default(''),
      slot: Slot.optional(),
    }),
    out: Booking,
    idempotent: true,
    refusals: [bookingDecided, bookingTooLate, bookingWindow],
  }),
  takeSlot: route({
    method: 'POST',
    path: '/bookings/{booking}/taking',
    command: 'booking take',
    summary: 'Takes the slot that was offered as a booking was declined: asks for the same work in it.',
    access: workers,
    params: ofBooking,
    out: Booking,
    status: 201,
    idempotent: true,
    refusals: [bookingTooLate, notYours, slotNotOffered, slotTaken],
  }),
  weighBooking: route({
    method: 'GET',
    path: '/bookings/{booking}/weighing',
    command: 'booking weigh',
    summary:
      'Says what a booking costs the client, the rest it leaves the person, and what else they are booked for that week.',
    access: supervisor,
    params: ofBooking,
    out: BookingWeighing,
  }),
  showRestRule: route({
    method: 'GET',
    path: '/rest-rule',
    command: 'rest show',
    summary: 'Shows how many hours of rest people should have beside after-hours work.',
    access: staff,
    out: RestRule,
  }),
  changeRestRule: route({
    method: 'PUT',
    path: '/rest-rule',
    command: 'rest change',
    summary: 'Sets how many hours of rest people should have beside after-hours work; less is warned of.',
    access: supervisor,
    body: RestRule,
    out: RestRule,
  }),
};
