import ical, {
  ICalAttendeeRole,
  ICalAttendeeStatus,
  ICalCalendarMethod,
  ICalEventStatus,
  type ICalCalendar,
} from 'ical-generator';
import type { CalendarEvent } from './calendar-event.ts';

/** The library writes the dash before it. */
const madeBy = '//Tandem//Client service management//EN';

/**
 * An invitation to one call, or its cancellation, as RFC 5546 has them. Everything is in UTC: a zone would have to bring its rules along.
 * Example: an event that was moved once, with `request` → METHOD:REQUEST and SEQUENCE:1.
 */
export function invitationFile(method: 'request' | 'cancel', event: CalendarEvent): string {
  const calendar = ical({
    prodId: madeBy,
    method: method === 'request' ? ICalCalendarMethod.REQUEST : ICalCalendarMethod.CANCEL,
  });
  add(calendar, event);
  return calendar.toString();
}

/** A calendar that programs subscribe to; `ttlSeconds` is how often they are asked to look. */
export function feedFile(name: string, events: readonly CalendarEvent[], ttlSeconds: number): string {
  const calendar = ical({ prodId: madeBy, name, ttl: ttlSeconds });
  for (const event of events) add(calendar, event);
  return calendar.toString();
}

function add(calendar: ICalCalendar, event: CalendarEvent): void {
  calendar.createEvent({
    id: event.uid,
    sequence: event.sequence,
    stamp: new Date(event.changedAt),
    lastModified: new Date(event.changedAt),
    start: new Date(event.startsAt),
    end: new Date(event.endsAt),
    summary: event.summary,
    description: event.description === '' ? null : event.description,
    location: event.place === '' ? null : event.place,
    status: event.cancelled ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
    organizer: event.organiser,
    attendees: event.attendees.map(({ name, email }) => ({
      name,
      email,
      role: ICalAttendeeRole.REQ,
      status: ICalAttendeeStatus.NEEDSACTION,
      rsvp: true,
    })),
  });
}
