import { hoursWords } from '../../web/kit/figures.ts';
import type { PlannedItem } from '../planned-work.ts';

/** What the plan still takes of a month by the end of each day from today on, and all of it in a sentence. */
export interface PlannedSteps {
  readonly minutes: ReadonlyMap<string, number>;
  readonly words: string;
}

/**
 * The work of the plan that is still to be done, by the days on which it is due; what is overdue is to be done today. Null where no day is
 * to come or nothing is planned.
 * Example: 4 h left, an hour overdue and 2 h due on the 27th: an hour from today on, 3 h from the 27th, "3 h of the plan are still to do
 * this month; 1 h would be left then."
 */
export function plannedSteps(
  days: readonly string[],
  minutesLeft: number,
  due: readonly Pick<PlannedItem, 'dueDay' | 'minutes'>[],
  today: string,
): PlannedSteps | null {
  const all = due.reduce((sum, { minutes }) => sum + minutes, 0);
  const toCome = days.filter((day) => day >= today);
  if (all === 0 || toCome.length === 0) return null;
  const left = minutesLeft - all;
  return {
    minutes: new Map(
      toCome.map((day) => [
        day,
        due.reduce((sum, { dueDay, minutes }) => sum + (dueDay <= day ? minutes : 0), 0),
      ]),
    ),
    words: `${hoursWords(all)} of the plan are still to do this month; ${
      left < 0 ? `${hoursWords(-left)} more than is left.` : `${hoursWords(left)} would be left then.`
    }`,
  };
}
