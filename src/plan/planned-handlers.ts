import type { FindPlanned } from '../team/bench-handlers.ts';
import { plannedByDay } from './planned-store.ts';

/** What plans have for people, by the days on which it is due: what capacity and the bench of a change count. */
export const plannedOf: FindPlanned = async ({ db, providerId }, people, days) => {
  const found = Map.groupBy(await plannedByDay(db, providerId, people, days), ({ person }) => person);
  return (person, from, to) =>
    (found.get(person) ?? []).reduce(
      (sum, { day, minutes }) => (from <= day && day < to ? sum + minutes : sum),
      0,
    );
};
