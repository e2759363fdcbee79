import { z } from 'zod';
import { Moment } from '../core/shape.ts';
import { Absence } from '../team/absence.ts';
import { Booking } from './booking.ts';
import { BookingFee } from './booking-fee.ts';

/** What ends or begins a person's rest. */
export const restEdges = ['entry', 'booking', 'business-hours'] as const;

/** Time without work beside the window of a booking: how long, and what work is at its other end. */
export const Rest = z.object({ minutes: z.int(), edge: Moment, by: z.enum(restEdges) }).meta({ id: 'Rest' });
export type Rest = z.output<typeof Rest>;

/** How many hours of rest a person should have beside after-hours work. */
export const RestRule = z.object({ hoursMin: z.int().min(0).max(24) }).meta({ id: 'RestRule' });
export type RestRule = z.output<typeof RestRule>;

/** Where a provider has said nothing; as many as European law gives a day. */
export const restRuleUnlessSet: RestRule = { hoursMin: 11 };

/** What a supervisor weighs before deciding on a booking: what it costs the client, and what it asks of the person. */
export const BookingWeighing = z
  .object({
    /** Null where no contract of the client runs when the window begins. */
    fee: BookingFee.nullable(),
    /** The person's zone. */
    timeZone: z.string(),
    /** Null where there is no work within eight days of the window. */
    restBefore: Rest.nullable(),
    restAfter: Rest.nullable(),
    hoursMin: z.int(),
    /** Whether the longer of the two is below the minimum. */
    isRestShort: z.boolean(),
    /** Other bookings of the person that touch the same week, by their start; declined ones are left out. */
    sameWeek: z.array(Booking),
    /** When the person is away while the window is open. */
    absences: z.array(Absence.pick({ id: true, from: true, to: true, part: true })),
  })
  .meta({ id: 'BookingWeighing' });
export type BookingWeighing = z.output<typeof BookingWeighing>;

/** Work of a person, or business hours in which they work: [from, to). */
export interface Busy {
  readonly from: string;
  readonly to: string;
  readonly by: (typeof restEdges)[number];
}

interface Window {
  readonly startsAt: string;
  readonly endsAt: string;
}

/**
 * The rest before and after a window, counted from its edges, because the work may lie anywhere in it. Before is since the last work that
 * began earlier, after is until the first work that ends later; work that reaches into the window leaves no rest on that side. Of works with
 * one edge the first given counts. Null on a side without work. Begun minutes do not count.
 *
 * Example: business hours from 08:00 to 17:00, window from 18:00 to 22:00: one hour before, ten hours after.
 */
export function restBeside(
  { startsAt, endsAt }: Window,
  busy: readonly Busy[],
): { readonly before: Rest | null; readonly after: Rest | null } {
  const [start, end] = [Date.parse(startsAt), Date.parse(endsAt)];
  let before: Rest | null = null;
  let after: Rest | null = null;
  for (const { from, to, by } of busy) {
    if (Date.parse(from) < start) {
      const rest = Math.max(0, wholeMinutes(start - Date.parse(to)));
      if (before === null || rest < before.minutes) before = { minutes: rest, edge: to, by };
    }
    if (Date.parse(to) > end) {
      const rest = Math.max(0, wholeMinutes(Date.parse(from) - end));
      if (after === null || rest < after.minutes) after = { minutes: rest, edge: from, by };
    }
  }
  return { before, after };
}

/**
 * Whether a person rests too little beside a window: the longer of both rests is below the minimum. It warns and forbids nothing: work at
 * the window's edge, or elsewhere, is not known here. A side without work is rest enough.
 * Example: one hour before and ten after, 11 at least: short. One hour before and eleven after: not.
 */
export const isRestShort = (before: Rest | null, after: Rest | null, { hoursMin }: RestRule): boolean =>
  before !== null && after !== null && Math.max(before.minutes, after.minutes) < hoursMin * 60;

const wholeMinutes = (milliseconds: number): number => Math.floor(milliseconds / 60_000);
