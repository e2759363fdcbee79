import { dayFrom, dayInWords } from '../core/day.ts';
import { queueMail, type Sender } from '../mail/handlers.ts';
import { invitationFile } from './calendar-document.ts';
import { eventOfCall } from './calendar-event.ts';
import type { Invitee } from './series.ts';
import { inviteesOf } from './touch-point-handlers.ts';
import * as store from './touch-point-store.ts';
import type { TouchPoint } from './touch-point.ts';

/**
 * Tells everybody who is invited of a call as it stands, once for each time it changes: that they are invited, that it was moved, that it
 * is cancelled. False where they were told before.
 */
export async function invite(sender: Sender, touchPoint: TouchPoint): Promise<boolean> {
  const { db, providerId, now } = sender;
  const method = touchPoint.standing.state === 'cancelled' ? 'cancel' : 'request';
  if (!(await store.insertInvitation(db, providerId, touchPoint, method, now.toString()))) return false;
  const invitees = (await inviteesOf(sender, touchPoint)).filter(({ told }) => told);
  const organiser = invitees.find(({ id }) => id === touchPoint.organiserId) ?? null;
  const file = invitationFile(method, eventOfCall(touchPoint, organiser, invitees));
  for (const invitee of invitees) {
    await queueMail(sender, {
      kind: 'invitation',
      key: `invitation ${touchPoint.id} ${touchPoint.sequence}`,
      client: touchPoint.clientId,
      to: invitee.email,
      subject: subjectOf(touchPoint),
      text: textOf(touchPoint),
      page: pageFor(invitee, touchPoint),
      attachments: [
        {
          name: 'invitation.ics',
          mediaType: `text/calendar; charset=utf-8; method=${method.toUpperCase()}`,
          content: new TextEncoder().encode(file),
        },
      ],
    });
  }
  sender.record({
    act: method === 'cancel' ? 'touch-point.called-off' : 'touch-point.invited',
    client: touchPoint.clientId,
    object: touchPoint.id,
    detail: { sequence: touchPoint.sequence, told: invitees.map(({ id }) => id) },
  });
  return true;
}

/** The page of a call for whoever reads of it. */
export const pageFor = ({ side }: Pick<Invitee, 'side'>, { id }: Pick<TouchPoint, 'id'>): string =>
  side === 'provider' ? `/app/calls/${id}` : `/portal/calls/${id}`;

function subjectOf(touchPoint: TouchPoint): string {
  const what = { planned: 'Invitation', moved: 'Moved', cancelled: 'Cancelled', held: '', published: '' };
  return `${what[touchPoint.standing.state]}: ${touchPoint.clientName}, ${touchPoint.title}, ${whenInWords(touchPoint)}`;
}

function textOf(touchPoint: TouchPoint): string {
  const { standing, title, clientName, place, minutes, organiserName } = touchPoint;
  const when = `${whenInWords(touchPoint)} (${touchPoint.timeZone}), ${minutes} min`;
  if (standing.state === 'cancelled')
    return `${title} of ${clientName} on ${when} is cancelled: ${standing.reason}`;
  const moved = standing.state === 'moved' ? `It was moved: ${standing.reason}\n` : '';
  const where = place === '' ? '' : `Where: ${place}\n`;
  return `${title} of ${clientName}\nWhen: ${when}\n${where}${moved}Led by ${organiserName}.\n\nAgenda and minutes are here:`;
}

/** By the clocks of the client. Example: "3 November 2026, 09:30". */
export function whenInWords({ startsAt, timeZone }: Pick<TouchPoint, 'startsAt' | 'timeZone'>): string {
  const local = Temporal.Instant.from(startsAt).toZonedDateTimeISO(timeZone);
  const time = local.toPlainTime().toString({ smallestUnit: 'minute' });
  return `${dayInWords(dayFrom(local.toPlainDate().toString()))}, ${time}`;
}
