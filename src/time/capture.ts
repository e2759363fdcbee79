import { formatDay } from '../core/day.ts';
import { instant, type Instant } from '../core/instant.ts';
import { refusal, Refused } from '../core/refusal.ts';
import { parseZone } from '../core/zone.ts';
import type { Role } from '../people/access.ts';
import type { ClientId, PersonId } from '../people/person.ts';
import { mayWorkFor, type Designation } from '../team/designation.ts';
import { covers, isCommitted, type BookingId, type Commitment } from './booking.ts';
import { roleFitOf } from './role-fit.ts';
import { minutesBetween, type Entry, type EntryDraft, type EntryId } from './entry.ts';

export const overlaps = refusal(409, 'entry.overlap', 'Nobody works at two things at once.');
export const occurrenceUnknown = refusal(
  422,
  'entry.occurrence-unknown',
  'Time hangs on an occurrence of a planned activity of its own client.',
);
export const tooLong = refusal(422, 'entry.too-long', 'An entry is at most 24 hours long.');
export const hasSeconds = refusal(422, 'entry.seconds', 'Time starts and ends on whole minutes.');
export const noTime = refusal(422, 'entry.no-time', 'An entry ends after it starts.');
export const inFuture = refusal(422, 'entry.in-future', 'Time is logged once it was worked.');
export const clientMissing = refusal(
  422,
  'entry.client-missing',
  'Only internal time is for no client; name the client.',
);
export const groupOfRole = refusal(
  422,
  'entry.technology-group',
  'The work of a CSE names its technology group; that of a CSDM has none.',
);
export const roleNotHeld = refusal(422, 'entry.role-not-held', 'Work is logged in a role the person holds.');
export const notDesignated = refusal(
  422,
  'entry.not-designated',
  'Only the team of a client works for it, each in the role they are named for. A supervisor may allow more, with a reason.',
);
export const openEnded = refusal(
  422,
  'entry.open-ended',
  'An additional task is specific and defined, done by one person without project coordination. Refer anything else to Professional Services.',
);
export const bookedOtherwise = refusal(
  422,
  'entry.booked-otherwise',
  'The booking is for other work: its person, client and window must be those of the entry.',
);
export const supervisorAllows = refusal(
  403,
  'entry.supervisor-allows',
  'Only a supervisor lets somebody off the team work for a client.',
);

/** An entry, or late time, that is in the way of another. */
export interface Colliding {
  readonly id: string;
  readonly isLate: boolean;
  readonly clientName: string | null;
  readonly startedAt: string;
  readonly endedAt: string;
  readonly subject: string;
}

/** What the rules must know besides the entry: of the person, of the client, and of what else the person did then. */
export interface Circumstances {
  readonly person: {
    readonly id: PersonId;
    readonly name: string;
    readonly roles: readonly Role[];
    readonly timeZone: string;
  };
  readonly client: { readonly id: ClientId; readonly name: string; readonly timeZone: string } | null;
  /** The person's designations for the client. */
  readonly designations: readonly Pick<Designation, 'role' | 'technologyGroup' | 'from' | 'to'>[];
  readonly colliding: Colliding | null;
  /** The booking named; if none is named, the one that covers the time, if any. */
  readonly booking: Commitment | null;
}

/** What holds of an entry that may be logged. */
export interface Captured {
  readonly bookingId: BookingId | null;
  readonly committed: boolean;
  /** The supervisor's, where the entry needs it. */
  readonly allowance: Allowance | null;
}

/** That a supervisor lets somebody off the team work for a client, and why. */
export interface Allowance {
  readonly by: PersonId;
  readonly byName: string;
  readonly reason: string;
}

/**
 * What can be refused of an entry by itself. Moments are UTC; the minute that is passing counts as worked, so that a timer stopped at
 * 10:14:30 may give 10:15. Service guide, sections 2.4 and 5.
 *
 * Refused, in this order: `entry.seconds`, `entry.no-time`, `entry.too-long`, `entry.in-future`, `entry.client-missing`,
 * `entry.technology-group`, `entry.open-ended`.
 * Example: at 15:00, an entry from 14:00 to 15:01 is in the future; from 14:00 to 15:00 it is not.
 */
export function requireSound(draft: EntryDraft, now: Temporal.Instant): void {
  const [start, end] = [Date.parse(draft.startedAt), Date.parse(draft.endedAt)];
  if (start % minute !== 0 || end % minute !== 0) throw new Refused(hasSeconds, hasSeconds.title);
  if (end <= start) throw new Refused(noTime, noTime.title);
  if (end - start > day)
    throw new Refused(
      tooLong,
      `It lasts ${minutesBetween(draft.startedAt, draft.endedAt)} minutes; log each day by itself.`,
    );
  if (end > Math.ceil(now.epochMilliseconds / minute) * minute)
    throw new Refused(inFuture, `It would end at ${draft.endedAt}, which is still to come.`);
  if (draft.clientId === null && draft.billing !== 'internal')
    throw new Refused(clientMissing, clientMissing.title);
  if ((draft.role === 'cse') !== (draft.technologyGroup !== null))
    throw new Refused(groupOfRole, groupOfRole.title);
  if (draft.billing === 'additional' && !draft.definedTask) throw new Refused(openEnded, openEnded.title);
}

/**
 * What can be refused of a sound entry in its circumstances, and what follows for one that is not. The team's day is the client's local
 * date on which the entry starts; a deputy is on the team. Internal time needs no designation.
 *
 * Refused, in this order: `entry.role-not-held`, `entry.not-designated` (unless a supervisor allows it), `entry.booked-otherwise`,
 * `entry.overlap` with the entry or late time in the way.
 * Example: Priya is CSE of security for Lakeside from 2026-11-01; two hours as CSE of network on 2026-11-24 are `entry.not-designated`.
 */
export function requireFitting(
  draft: EntryDraft,
  around: Circumstances,
  allowance: Allowance | null,
): Captured {
  const { person, booking, colliding } = around;
  if (!person.roles.includes(draft.role))
    throw new Refused(roleNotHeld, `${person.name} is no ${draft.role.toUpperCase()}.`, { role: draft.role });
  const onTeam = isOnTeam(draft, around);
  if (!onTeam && !allowance) throw offTeam(draft, around);
  const worked = { ...draft, personId: person.id };
  const isForThis = booking !== null && covers(booking, worked);
  if (draft.bookingId !== null && !isForThis) throw new Refused(bookedOtherwise, bookedOtherwise.title);
  if (colliding) throw inTheWay(colliding, person);
  return {
    bookingId: isForThis ? booking.id : null,
    committed: isForThis && isCommitted(booking, worked),
    allowance: onTeam ? null : allowance,
  };
}

function isOnTeam(draft: EntryDraft, { client, designations }: Circumstances): boolean {
  if (!client || draft.billing === 'internal') return true;
  const date = localDay(draft.startedAt, client.timeZone);
  return mayWorkFor(designations, { role: draft.role, technologyGroup: draft.technologyGroup, day: date });
}

function offTeam(draft: EntryDraft, { person, client }: Circumstances): Refused {
  const date = client ? localDay(draft.startedAt, client.timeZone) : '';
  const what = draft.role === 'csdm' ? 'CSDM' : `CSE of ${draft.technologyGroup}`;
  return new Refused(
    notDesignated,
    `${person.name} is not ${what} for ${client?.name ?? 'this client'} on ${date}.`,
    { person: person.id, client: client?.id ?? null, day: date },
  );
}

/** The refusal that names the entry or late time in the way, in the words and the zone of whoever worked; null where it has gone since. */
export function inTheWay(colliding: Colliding | null, person: { name: string; timeZone: string }): Refused {
  if (!colliding) return new Refused(overlaps, 'Another entry was saved for this time just now. Look again.');
  const { id, isLate, startedAt, endedAt, clientName, subject } = colliding;
  const clock = (at: string): string =>
    Temporal.Instant.from(at).toZonedDateTimeISO(person.timeZone).toPlainTime().toString({
      smallestUnit: 'minute',
    });
  return new Refused(
    overlaps,
    `${person.name} worked from ${clock(startedAt)} to ${clock(endedAt)} on ${localDay(startedAt, person.timeZone)}` +
      ` for ${clientName ?? 'the house'}: ${subject}${isLate ? ', logged as late time' : ''}.`,
    { [isLate ? 'lateTime' : 'entry']: id, startedAt, endedAt, clientName, subject },
  );
}

/**
 * The allowance that an edited entry keeps: the one it had, as long as client, role, technology group and the client's local day are the
 * same. Another client or day needs another one.
 */
export const allowanceKept = (before: Entry, draft: EntryDraft, timeZone: string): Allowance | null =>
  before.clientId === draft.clientId &&
  before.role === draft.role &&
  before.technologyGroup === draft.technologyGroup &&
  localDay(before.startedAt, timeZone) === localDay(draft.startedAt, timeZone)
    ? before.allowance
    : null;

/** An entry as it stands once it is logged: a draft, at its first version. */
export function logged(id: EntryId, draft: EntryDraft, around: Circumstances, captured: Captured): Entry {
  const { definedTask: _, allowance: __, ...said } = draft;
  return {
    ...said,
    id,
    clientName: around.client?.name ?? null,
    personId: around.person.id,
    personName: around.person.name,
    minutes: minutesBetween(draft.startedAt, draft.endedAt),
    bookingId: captured.bookingId,
    afterHoursApproved: captured.committed,
    allowance: captured.allowance,
    roleFit: roleFitOf({
      ...said,
      personName: around.person.name,
      isDesignated: captured.allowance === null,
      allowance: captured.allowance,
    }),
    scopeDecisionId: draft.scopeDecisionId ?? null,
    occurrenceId: draft.occurrenceId ?? null,
    approval: { state: 'draft' },
    version: 1,
  };
}

/** The local date at a moment in a zone the database knows. Example: 2026-11-02T04:30Z in Chicago is 2026-11-01. */
export function localDay(at: string, timeZone: string): string {
  const zone = parseZone(timeZone);
  if (!zone) throw new RangeError(`${timeZone} is no time zone`);
  return formatDay(zone.dayAt(minuteOf(at)));
}

/** A moment on a whole minute as the kernel counts them; what was checked on its way in is not checked again. */
export const minuteOf = (at: string): Instant => instant(Date.parse(at) / minute);

const minute = 60_000;
const day = 1440 * minute;
