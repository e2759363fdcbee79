import { z } from 'zod';
import { idOf, type Id } from '../core/id.ts';
import { refusal, Refused } from '../core/refusal.ts';
import { Moment } from '../core/shape.ts';
import { ClientId, PersonId } from '../people/person.ts';

export type BookingId = Id<'booking'>;
export const BookingId = idOf('booking');

export const bookingTooLate = refusal(
  422,
  'booking.too-late',
  'A booking is made beforehand. Log the work and ask for approval after the fact.',
);
export const bookingWindow = refusal(
  422,
  'booking.window',
  'A booking has a window of at most seven days, and the minutes expected fit into it.',
);
export const bookingOverlaps = refusal(
  409,
  'booking.overlap',
  'Another approved booking holds the person’s time then.',
);
export const bookingDecided = refusal(409, 'booking.decided', 'A booking is decided on once.');

export const bookingLateReason = refusal(
  422,
  'booking.late-reason',
  'The window has begun: say why it is approved only now.',
);
export const slotNotOffered = refusal(409, 'booking.no-slot', 'No other slot was offered here.');
export const slotTaken = refusal(409, 'booking.slot-taken', 'The slot offered here was taken before.');

/** After-hours work somebody wants to do: for whom, within which window, how many minutes of it, and why then. */
export const BookingDraft = z.object({
  clientId: ClientId,
  personId: PersonId.optional(),
  startsAt: Moment,
  endsAt: Moment,
  minutesExpected: z.int().min(1),
  reason: z.string().trim().min(1, 'say why this cannot be done in business hours').max(1000),
});
export type BookingDraft = z.output<typeof BookingDraft>;

/** A window [startsAt, endsAt) that is offered instead of one declined. */
export const Slot = z.object({ startsAt: Moment, endsAt: Moment }).meta({ id: 'Slot' });
export type Slot = z.output<typeof Slot>;

/** What the supervisor said. `late` is set where that was not before the window began. */
export const BookingDecision = z.discriminatedUnion('state', [
  z.object({ state: z.literal('requested') }),
  z.object({
    state: z.literal('approved'),
    decidedBy: PersonId,
    decidedAt: Moment,
    late: z.boolean(),
    reason: z.string(),
  }),
  z.object({
    state: z.literal('declined'),
    decidedBy: PersonId,
    decidedAt: Moment,
    reason: z.string(),
    /** Another time that would do, in words; empty where none was offered. */
    suggestion: z.string(),
    /** Another window that would do; null where none was offered. */
    slot: Slot.nullable(),
  }),
]);
export type BookingDecision = z.output<typeof BookingDecision>;
export const bookingStates = ['requested', 'approved', 'declined'] as const;

/** A booking of after-hours work: the window [startsAt, endsAt), who asked for it, and what was decided. */
export const Booking = BookingDraft.extend({
  id: BookingId,
  personId: PersonId,
  clientName: z.string(),
  personName: z.string(),
  requestedBy: PersonId,
  requestedAt: Moment,
  decision: BookingDecision,
  /** The declined booking whose slot this one takes. */
  followsId: BookingId.nullable(),
  /** The booking that takes the slot offered here. */
  takenAs: BookingId.nullable(),
}).meta({ id: 'Booking' });
export type Booking = z.output<typeof Booking>;

const windowMinutesMax = 7 * 1440;

/**
 * What a booking must be to be asked for: in time, which is before its window is over, with a window of at most seven days into which
 * the expected minutes fit. Whether it also comes before the work is seen when it is decided. Service guide, section 5 (prior scheduling).
 *
 * Refused: `booking.too-late`, `booking.window`.
 * Example: from 18:00 to 22:00, 180 minutes: fits. 300 minutes: `booking.window`.
 */
export function requireBookable(
  draft: Pick<BookingDraft, 'startsAt' | 'endsAt' | 'minutesExpected'>,
  now: Temporal.Instant,
): void {
  const [start, end] = [Date.parse(draft.startsAt), Date.parse(draft.endsAt)];
  const minutesOpen = (end - start) / 60_000;
  if (minutesOpen <= 0) throw new Refused(bookingWindow, 'It ends before it begins.');
  if (minutesOpen > windowMinutesMax) throw new Refused(bookingWindow, 'Book each night by itself.');
  if (draft.minutesExpected > minutesOpen)
    throw new Refused(bookingWindow, `Only ${minutesOpen} minutes fit into it.`, { minutesOpen });
  if (end <= now.epochMilliseconds) throw new Refused(bookingTooLate, bookingTooLate.title);
}

/** The decision as it is told; `late` is worked out, never stored. Example: window from 18:00, approved at 18:00 sharp: late. */
export const isLate = (startsAt: string, decidedAt: string): boolean =>
  Date.parse(decidedAt) >= Date.parse(startsAt);

/** What a booking is measured by: whose work for whom, from when to when. */
export interface Worked {
  readonly clientId: string | null;
  readonly personId: string;
  readonly startedAt: string;
  readonly endedAt: string;
}

/** What of a booking commits the provider to work; `approvedAt` is null while it is not approved. */
export interface Commitment extends Pick<Booking, 'id' | 'clientId' | 'personId' | 'startsAt' | 'endsAt'> {
  readonly approvedAt: string | null;
}

/** Whether a booking is for this work: the same person and client, and the window covers all of it, whatever was decided. */
export const covers = (booking: Commitment, worked: Worked): boolean =>
  booking.clientId === worked.clientId &&
  booking.personId === worked.personId &&
  Date.parse(booking.startsAt) <= Date.parse(worked.startedAt) &&
  Date.parse(worked.endedAt) <= Date.parse(booking.endsAt);

/**
 * Whether work outside business hours was committed beforehand: its booking covers it and was approved before its first minute. An
 * approval at the very moment it starts is not before it. Without one, the supervisor may approve the entry itself later, with a reason.
 * Service guide, section 5.
 *
 * Example: window 18:00 to 22:00, approved at 18:30: work from 19:00 to 20:00 is committed, work from 18:00 to 19:00 is not, and
 * neither is work from 21:00 to 22:30.
 */
export const isCommitted = (booking: Commitment, worked: Worked): boolean =>
  covers(booking, worked) &&
  booking.approvedAt !== null &&
  Date.parse(booking.approvedAt) < Date.parse(worked.startedAt);
