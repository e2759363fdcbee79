import { contractsActiveIn } from '../contracts/store.ts';
import { day as dayAt, formatDay, type Day } from '../core/day.ts';
import { Refused, notFound } from '../core/refusal.ts';
import type { Handlers } from '../core/route.ts';
import { todayIn, Zone } from '../core/zone.ts';
import type { Context } from '../people/context.ts';
import { theProvider } from '../people/handlers.ts';
import type { PersonId } from '../people/person.ts';
import { absencesIn } from '../team/absence-store.ts';
import type { FindPlanned } from '../team/bench-handlers.ts';
import { hoursByPerson } from '../team/calendar-handlers.ts';
import {
  CapacityWeek,
  capacityOf,
  committedByDay,
  mondaysFrom,
  type CapacityTerms,
} from '../team/capacity.ts';
import { listSkills } from '../team/skill-store.ts';
import { awayByPerson } from '../team/stand-in.ts';
import { designationsOf } from '../team/store.ts';
import type { capacityApi } from './capacity-api.ts';
import { bookingsHeld, minutesLogged, serviceStaff } from './capacity-store.ts';

/** `findPlanned` is of an area that knows time; it is given where the areas are mounted. */
export const capacityHandlers = (findPlanned: FindPlanned): Handlers<typeof capacityApi, Context> => ({
  async showCapacity(context, { query }) {
    const { db, providerId, now } = context;
    const from = query.from ?? todayIn((await theProvider(context)).timeZone, now);
    const weeks = mondaysFrom(from, query.weeks);
    const staff = await serviceStaff(db, providerId);
    const capacities = await capacitiesOf(
      context,
      staff.map(({ id }) => id),
      weeks,
      findPlanned,
    );
    const skills = Map.groupBy(await listSkills(db, providerId), ({ personId }) => personId);
    return {
      weeks: weeks.map(formatDay),
      people: staff.map(({ id, name }) => ({
        personId: id,
        name,
        technologyGroups: (skills.get(id) ?? []).map(({ technologyGroup }) => technologyGroup),
        weeks: (capacities.get(id) ?? []).map((week) => CapacityWeek.parse(week)),
      })),
    };
  },

  async explainCapacity(context, { params, query }) {
    const staff = await serviceStaff(context.db, context.providerId);
    const person = staff.find(({ id }) => id === params.person);
    if (!person) throw new Refused(notFound, notFound.title);
    const capacities = await capacitiesOf(context, [person.id], mondaysFrom(query.week, 1), findPlanned);
    const [terms] = capacities.get(person.id) ?? [];
    if (!terms) throw new Error('a week was asked for');
    return terms;
  },
});

/** Weeks of people, term by term: a fixed number of statements, however many people and weeks. */
async function capacitiesOf(
  context: Context,
  people: readonly PersonId[],
  weeks: readonly Day[],
  findPlanned: FindPlanned,
): Promise<ReadonlyMap<PersonId, readonly CapacityTerms[]>> {
  const { db, providerId, now } = context;
  const [first, last] = [weeks[0], weeks.at(-1)];
  if (first === undefined || last === undefined) return new Map();
  const days = { from: formatDay(first), to: formatDay(dayAt(last + 7)) };
  const around = {
    from: `${formatDay(dayAt(first - 1))}T00:00:00Z`,
    to: `${formatDay(dayAt(last + 8))}T00:00:00Z`,
  };
  const hours = await hoursByPerson(context, people, days.from, days.to);
  const committed = committedByDay(
    await contractsActiveIn(db, providerId, days.from, days.to),
    await designationsOf(db, providerId, days),
  );
  const away = awayByPerson(await absencesIn(db, providerId, around));
  const bookings = Map.groupBy(
    await bookingsHeld(db, providerId, people, { ...around, now: now.toString() }),
    ({ person }) => person,
  );
  const clocks = new Map(people.map((person) => [person, hours.get(person)?.zone.id ?? 'UTC']));
  const logged = Map.groupBy(await minutesLogged(db, providerId, clocks, around), ({ person }) => person);
  const planned = await findPlanned(context, people, days);
  return new Map(
    people.map((person) => [
      person,
      capacityOf({
        person,
        ...(hours.get(person) ?? { hours: null, zone: new Zone('UTC') }),
        weeks,
        absences: away.get(person) ?? [],
        committed,
        planned,
        bookings: bookings.get(person) ?? [],
        logged: logged.get(person) ?? [],
      }),
    ]),
  );
}
