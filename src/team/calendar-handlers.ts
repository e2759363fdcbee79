import { businessHours } from '../calendars/calendar.ts';
import { loadCalendars } from '../calendars/store.ts';
import type { WorkingTime } from '../core/working-time.ts';
import type { Zone } from '../core/zone.ts';
import type { Context } from '../people/context.ts';
import type { PersonId } from '../people/person.ts';
import { calendarsOf } from './calendar-store.ts';

/** The business hours that somebody works by, and the clock they are by. */
export interface HoursOfPerson {
  readonly hours: WorkingTime;
  readonly zone: Zone;
}

/** The business hours that people work by on the days [from, to); whoever has no calendar is left out. Four statements, however many. */
export async function hoursByPerson(
  { db, providerId }: Pick<Context, 'db' | 'providerId'>,
  people: readonly PersonId[],
  from: string,
  to: string,
): Promise<ReadonlyMap<PersonId, HoursOfPerson>> {
  const ids = await calendarsOf(db, providerId, people, from, to);
  const calendars = await loadCalendars(db, providerId, [...new Set(ids.values())]);
  return new Map(
    [...ids].flatMap(([person, id]) => {
      const calendar = calendars.get(id);
      return calendar ? [[person, { hours: businessHours(calendar), zone: calendar.zone }] as const] : [];
    }),
  );
}
