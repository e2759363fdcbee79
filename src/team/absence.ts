import { z } from 'zod';
import { dayFrom } from '../core/day.ts';
import { idOf, type Id } from '../core/id.ts';
import { formatInstant } from '../core/instant.ts';
import { refusal } from '../core/refusal.ts';
import { Day, Moment } from '../core/shape.ts';
import type { Zone } from '../core/zone.ts';
import { mayCall, supervisor, type Role } from '../people/access.ts';
import { PersonId } from '../people/person.ts';

export type AbsenceId = Id<'absence'>;
export const AbsenceId = idOf('absence');

export const absenceOverlaps = refusal(
  409,
  'absence.overlap',
  'This person is away then already. End or cancel that absence, or choose other days.',
);
export const absenceNotYours = refusal(
  403,
  'absence.not-yours',
  'Only supervisors enter, end and cancel the absences of others.',
);
export const absenceEnded = refusal(
  409,
  'absence.ended',
  'An absence can end earlier than it was to, not later. Enter another one for further days.',
);
export const absenceOver = refusal(
  409,
  'absence.over',
  'This absence was cancelled; it cannot be cancelled again.',
);

/** Why somebody is away; for the person and supervisors alone. */
export const absenceReasons = ['leave', 'sickness', 'training', 'other'] as const;

const Clock = z
  .string()
  .regex(/^(([01]\d|2[0-3]):[0-5]\d|24:00)$/, 'a time of day is written 13:00')
  .meta({ examples: ['13:00'] });

/** A part of one day, by the person's clock: [from, to). */
const DayPart = z
  .object({ from: Clock, to: Clock })
  .refine(({ from, to }) => from < to, { path: ['to'], message: 'ends before it begins' })
  .meta({ examples: [{ from: '13:00', to: '17:00' }] });
type DayPart = z.output<typeof DayPart>;

const daysMax = 366;

/** The days [from, to) by the person's clock: `to` is the day on which they are back. */
export const AwayDays = z
  .object({ from: Day, to: Day })
  .refine(({ from, to }) => to > from, {
    path: ['to'],
    message: 'the first day back is after the first day away',
  })
  .meta({ examples: [{ from: '2026-12-07', to: '2026-12-10' }] });

/** Who will be away on which whole days, or for a part of one day, and why; oneself where nobody is named. */
export const AbsenceDraft = AwayDays.safeExtend({
  personId: PersonId.optional(),
  part: DayPart.nullable().default(null),
  reason: z.enum(absenceReasons),
  note: z.string().trim().max(1000).default(''),
})
  .refine(({ from, to, part }) => part === null || daysIn(from, to) === 1, {
    path: ['part'],
    message: 'a part is of one day; whole days have none',
  })
  .refine(({ from, to }) => daysIn(from, to) <= daysMax, {
    path: ['to'],
    message: `an absence has ${daysMax} days at most; enter what is beyond by itself`,
  })
  .meta({ examples: [{ from: '2026-12-07', to: '2026-12-10', reason: 'leave' }] });
export type AbsenceDraft = z.output<typeof AbsenceDraft>;

const daysIn = (from: string, to: string): number => dayFrom(to) - dayFrom(from);

/** That somebody is away. Whoever is neither the person nor a supervisor reads neither reason nor note. */
export const Absence = z
  .object({
    id: AbsenceId,
    personId: PersonId,
    personName: z.string(),
    /** The first day away and the first day back; the same day where it was cancelled. */
    from: Day,
    to: Day,
    part: DayPart.nullable(),
    /** The same in moments. */
    startsAt: Moment,
    endsAt: Moment,
    timeZone: z.string(),
    reason: z.enum(absenceReasons).nullable(),
    note: z.string(),
    state: z.enum(['entered', 'cancelled']),
    /** The first day back as it was before it was ended earlier or cancelled, and who did so; null where nobody did. */
    ended: z.object({ toBefore: Day, by: PersonId, at: Moment }).nullable(),
  })
  .meta({ id: 'Absence' });
export type Absence = z.output<typeof Absence>;

/**
 * The moments [startsAt, endsAt) of an absence by a person's clock: midnight to midnight, or the part of its day. A time that the clocks
 * skip is as `Zone.momentAt` reads it.
 * Example: 2026-12-07 to 2026-12-10 in Chicago: from 2026-12-07T06:00Z to 2026-12-10T06:00Z; 13:00 to 17:00 of the 7th: 19:00Z to 23:00Z.
 */
export function momentsAway(
  { from, to, part }: { readonly from: string; readonly to: string; readonly part: DayPart | null },
  zone: Zone,
): { readonly startsAt: string; readonly endsAt: string } {
  const first = dayFrom(from);
  const [start, end] = part
    ? [zone.momentAt(first, minuteOf(part.from)), zone.momentAt(first, minuteOf(part.to))]
    : [zone.momentAt(first, 0), zone.momentAt(dayFrom(to), 0)];
  return { startsAt: formatInstant(start), endsAt: formatInstant(end) };
}

/** Minutes of the day of a time on the clock. Example: `13:30` is 810. */
export const minuteOf = (clock: string): number => Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3));

/** The time on the clock at a minute of the day. Example: 810 is `13:30`. */
export const clockOf = (minute: number): string =>
  `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;

interface Reader {
  readonly id: PersonId;
  readonly roles: readonly Role[];
}

/** Whether somebody may enter, end and cancel a person's absences, and read why: the person, and supervisors. */
export const maySettle = ({ id, roles }: Reader, person: PersonId): boolean =>
  id === person || mayCall(roles, supervisor);

/** An absence as somebody may read it. Example: to a colleague, Marek is away from 7 to 9 December, and that is all. */
export const asReadBy = (absence: Absence, reader: Reader): Absence =>
  maySettle(reader, absence.personId) ? absence : { ...absence, reason: null, note: '' };
