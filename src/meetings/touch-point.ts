import { z } from 'zod';
import { idOf, type Id } from '../core/id.ts';
import { instant, formatInstant } from '../core/instant.ts';
import { dayFrom } from '../core/day.ts';
import { refusal, Refused } from '../core/refusal.ts';
import { Day, Moment } from '../core/shape.ts';
import { parseZone } from '../core/zone.ts';
import { ClientId, PersonId } from '../people/person.ts';
import { Invitee, SeriesDraft, SeriesId, seriesKinds } from './series.ts';

export type TouchPointId = Id<'touch-point'>;
export const TouchPointId = idOf('touch-point');

export const callOver = refusal(
  409,
  'touch-point.over',
  'A call that was held stays where it was; one that was cancelled stays cancelled.',
);
export const callPast = refusal(
  422,
  'touch-point.past',
  'A call is moved to a moment that is still to come, within a year.',
);

const touchPointStates = ['planned', 'moved', 'cancelled', 'held', 'published'] as const;
export type TouchPointStateName = (typeof touchPointStates)[number];

/** How a call stands. Once its minutes are begun it is held, and with them it is published. */
const TouchPointState = z.discriminatedUnion('state', [
  z.object({ state: z.literal('planned') }),
  z.object({ state: z.literal('moved'), reason: z.string() }),
  z.object({ state: z.literal('cancelled'), reason: z.string() }),
  z.object({ state: z.literal('held') }),
  z.object({ state: z.literal('published') }),
]);
export type TouchPointState = z.output<typeof TouchPointState>;

/** One call of a series, [startsAt, endsAt), with the zone in which people speak of it. */
export const TouchPoint = z
  .object({
    id: TouchPointId,
    clientId: ClientId,
    clientName: z.string(),
    seriesId: SeriesId,
    kind: z.enum(seriesKinds),
    title: z.string(),
    place: z.string(),
    timeZone: z.string(),
    organiserId: PersonId,
    organiserName: z.string(),
    startsAt: Moment,
    endsAt: Moment,
    minutes: z.int(),
    standing: TouchPointState,
    /** How often it was moved or cancelled. */
    sequence: z.int(),
    changedAt: Moment,
    /** Whether somebody of the provider went through the agenda; never told to a client. */
    prepared: z.boolean(),
  })
  .meta({ id: 'TouchPoint' });
export type TouchPoint = z.output<typeof TouchPoint>;

export const InvitedTouchPoint = TouchPoint.extend({ invitees: z.array(Invitee) }).meta({
  id: 'InvitedTouchPoint',
});
export type InvitedTouchPoint = z.output<typeof InvitedTouchPoint>;

/** Where a call is moved, by the clocks of its series' zone; it lasts as long as before unless said. */
export const TouchPointMove = z.object({
  day: Day,
  time: SeriesDraft.shape.time,
  minutes: SeriesDraft.shape.minutes.optional(),
  reason: z.string().trim().min(1, 'say why').max(1000),
});
export type TouchPointMove = z.output<typeof TouchPointMove>;

/**
 * The moment of a local day and time. A time that a change of the clocks skips is moved forward by the gap; of one that happens twice
 * the first is meant. Source: `core/zone.ts`.
 * Example: 2026-11-03 at 09:30 in Chicago → `2026-11-03T15:30:00Z`, a week before it was `14:30Z`.
 */
export function momentOf(day: string, time: string, timeZone: string): string {
  const zone = parseZone(timeZone);
  if (!zone) throw new RangeError(`${timeZone} is no zone`);
  const minute = Number(time.slice(0, 2)) * 60 + Number(time.slice(3));
  return formatInstant(zone.momentAt(dayFrom(day), minute));
}

/** The moment so many whole minutes later, in UTC. Example: 15:30Z and 45 → 16:15Z. */
export const minutesAfter = (moment: string, minutes: number): string =>
  formatInstant(instant(Math.floor(Date.parse(moment) / 60_000) + minutes));

/** Refused: `touch-point.over` where a call was held or cancelled. */
export function requireAhead({ standing }: Pick<TouchPoint, 'standing'>): void {
  if (standing.state === 'planned' || standing.state === 'moved') return;
  throw new Refused(
    callOver,
    standing.state === 'cancelled' ? `It was cancelled: ${standing.reason}` : 'Its minutes were begun.',
    { state: standing.state },
  );
}

/** Refused: `touch-point.past` where a call would begin in the past or more than a year ahead. */
export function requireToCome(startsAt: string, now: Temporal.Instant): void {
  const ahead = Date.parse(startsAt) - now.epochMilliseconds;
  if (ahead > 0 && ahead <= 366 * 86_400_000) return;
  throw new Refused(callPast, callPast.title, {}, [{ path: '/day', message: callPast.title }]);
}
