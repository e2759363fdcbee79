import type { Booking } from '../time/booking.ts';
import type { Invitee } from './series.ts';
import type { TouchPoint } from './touch-point.ts';

/** An event as calendar programs know it. Moments are in UTC; `changedAt` and `sequence` tell a later version from an earlier one. */
export interface CalendarEvent {
  /** The same as long as the event lives. */
  readonly uid: string;
  readonly sequence: number;
  readonly changedAt: string;
  readonly startsAt: string;
  readonly endsAt: string;
  readonly summary: string;
  readonly description: string;
  readonly place: string;
  readonly cancelled: boolean;
  /** Null where nobody is invited, as in a calendar of one's own. */
  readonly organiser: { readonly name: string; readonly email: string } | null;
  readonly attendees: readonly { readonly name: string; readonly email: string }[];
}

/**
 * A call as an event. Each call has an identity of its own, never one of its series: a move or a cancellation then is about one event that
 * every calendar program follows.
 * Example: "Weekly call" with Lakeside Clinics → "Lakeside Clinics: Weekly call".
 */
export function eventOfCall(
  touchPoint: TouchPoint,
  organiser: CalendarEvent['organiser'],
  invited: readonly Pick<Invitee, 'name' | 'email'>[],
): CalendarEvent {
  const { id, sequence, changedAt, startsAt, endsAt, title, place, clientName, standing } = touchPoint;
  return {
    uid: `${id}.touch-point@tandem`,
    sequence,
    changedAt,
    startsAt,
    endsAt,
    summary: `${clientName}: ${title}`,
    description:
      'reason' in standing ? `${standing.state === 'moved' ? 'Moved' : 'Cancelled'}: ${standing.reason}` : '',
    place,
    cancelled: standing.state === 'cancelled',
    organiser,
    attendees: invited.map(({ name, email }) => ({ name, email })),
  };
}

/** After-hours work that was approved, as an event in the calendar of whoever does it. */
export function eventOfBooking(booking: Booking): CalendarEvent {
  const { id, startsAt, endsAt, clientName, reason, decision, requestedAt } = booking;
  return {
    uid: `${id}.booking@tandem`,
    sequence: 0,
    changedAt: decision.state === 'approved' ? decision.decidedAt : requestedAt,
    startsAt,
    endsAt,
    summary: `${clientName}: after-hours work`,
    description: reason,
    place: '',
    cancelled: false,
    organiser: null,
    attendees: [],
  };
}
