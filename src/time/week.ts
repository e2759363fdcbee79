import { z } from 'zod';
import { day, dayFrom, formatDay, parseDay, weekday, type Day } from '../core/day.ts';
import { formatInstant } from '../core/instant.ts';
import { Day as DayText, Moment } from '../core/shape.ts';
import type { WorkingTime } from '../core/working-time.ts';
import { parseZone, type Zone } from '../core/zone.ts';
import { ClientId, PersonId } from '../people/person.ts';
import { localDay } from './capture.ts';
import { billings, Entry } from './entry.ts';

/** A person's week, Monday to Sunday in their zone. An entry stands on the day it starts. Totals are minutes. */
export const Week = z
  .object({
    personId: PersonId,
    personName: z.string(),
    timeZone: z.string(),
    /** Monday, and the Monday after. */
    from: DayText,
    to: DayText,
    minutes: z.int(),
    days: z.array(
      z.object({
        day: DayText,
        minutes: z.int(),
        entries: z.array(Entry),
        /** The business hours of the day by the person's calendar, and what they come to; a measure, never a target. */
        open: z.array(z.object({ from: Moment, to: Moment })),
        minutesOpen: z.int(),
      }),
    ),
    byClient: z.array(
      z.object({ clientId: ClientId.nullable(), clientName: z.string().nullable(), minutes: z.int() }),
    ),
    byBilling: z.array(z.object({ billing: z.enum(billings), minutes: z.int() })),
    missing: z.object({
      /** Working days before today without any time. */
      days: z.array(DayText),
      /** How many entries wait to be submitted, and how many were rejected and wait to be put right. */
      drafts: z.int(),
      rejected: z.int(),
    }),
  })
  .meta({ id: 'Week' });
export type Week = z.output<typeof Week>;

/** The Monday of the week that a day is in. Example: Sunday 2026-11-29 is in the week of 2026-11-23. */
export function mondayOf(text: string): Day {
  const date = dayFrom(text);
  return day(date - weekday(date));
}

/** The moments of a week, [Monday 00:00, the next Monday 00:00), by the clock of a zone; a week with a change of clocks is not 168 hours. */
export const spanOfWeek = (monday: Day, zone: Zone): { from: string; to: string } => ({
  from: formatInstant(zone.momentAt(monday, 0)),
  to: formatInstant(zone.momentAt(day(monday + 7), 0)),
});

/** Whose week it is. */
export interface Worker {
  readonly id: PersonId;
  readonly name: string;
  readonly timeZone: string;
  /** Their business hours; null where the provider has no calendar. */
  readonly hours: WorkingTime | null;
}

/**
 * A week out of its entries, which stand in order of their start. Days without time are Monday to Friday before `today`, holidays left
 * out: what somebody forgot, never a target. Clients stand by minutes, most first, then by name; billings in their own order.
 * Example: on Wednesday, with two hours on Monday alone, Tuesday is missing.
 */
export function weekOf(
  worker: Worker,
  monday: Day,
  entries: readonly Entry[],
  today: string,
  holidays: ReadonlySet<string>,
): Week {
  const byDay = Map.groupBy(entries, (entry) => localDay(entry.startedAt, worker.timeZone));
  const dates = [0, 1, 2, 3, 4, 5, 6].map((index) => formatDay(day(monday + index)));
  const countOf = (state: string): number =>
    entries.filter(({ approval }) => approval.state === state).length;
  return {
    personId: worker.id,
    personName: worker.name,
    timeZone: worker.timeZone,
    from: formatDay(monday),
    to: formatDay(day(monday + 7)),
    minutes: total(entries),
    days: dates.map((date) => {
      const ofDay = byDay.get(date) ?? [];
      return { day: date, minutes: total(ofDay), entries: [...ofDay], ...openOn(date, worker) };
    }),
    byClient: totalsByClient(entries),
    byBilling: billings
      .map((billing) => ({ billing, minutes: total(entries.filter((entry) => entry.billing === billing)) }))
      .filter(({ minutes }) => minutes > 0),
    missing: {
      days: dates.slice(0, 5).filter((date) => date < today && !byDay.has(date) && !holidays.has(date)),
      drafts: countOf('draft'),
      rejected: countOf('rejected'),
    },
  };
}

/**
 * The business hours that fall on a day of the person's clock. A day with a change of clocks is as long as it passes.
 * Example: hours from 08:00 to 17:00 in Chicago on 2026-11-24 are 14:00Z to 23:00Z, 540 minutes.
 */
export function openOn(
  date: string,
  { timeZone, hours }: Pick<Worker, 'timeZone' | 'hours'>,
): { open: { from: string; to: string }[]; minutesOpen: number } {
  const [zone, on] = [parseZone(timeZone), parseDay(date)];
  if (!hours || !zone || on === undefined) return { open: [], minutesOpen: 0 };
  const [begin, end] = [zone.momentAt(on, 0), zone.momentAt(day(on + 1), 0)];
  const open = [];
  for (let at = hours.nextOpen(begin, end); at < end;) {
    const closed = hours.nextClosed(at, end);
    open.push({ from: formatInstant(at), to: formatInstant(closed) });
    at = hours.nextOpen(closed, end);
  }
  return { open, minutesOpen: hours.between(begin, end) };
}

const total = (entries: readonly Entry[]): number =>
  entries.reduce((minutes, entry) => minutes + entry.minutes, 0);

function totalsByClient(entries: readonly Entry[]): Week['byClient'] {
  return [...Map.groupBy(entries, ({ clientId }) => clientId)]
    .map(([clientId, ofClient]) => ({
      clientId,
      clientName: ofClient[0]?.clientName ?? null,
      minutes: total(ofClient),
    }))
    .sort((a, b) => b.minutes - a.minutes || ((a.clientName ?? '') < (b.clientName ?? '') ? -1 : 1));
}
