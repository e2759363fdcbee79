import type { CapacityWeek, Verdict } from '../../team/capacity.ts';
import { dayWords, hoursWords } from '../../web/kit/figures.ts';
import type { Tone } from '../../web/kit/tokens.ts';
import type { CapacityPerson } from '../capacity-api.ts';

export const verdictWords: Readonly<Record<Verdict, string>> = {
  closed: 'no hours',
  away: 'away',
  room: 'room',
  full: 'full',
  over: 'over',
};

export const verdictTones: Readonly<Record<Verdict, Tone>> = {
  closed: 'neutral',
  away: 'neutral',
  room: 'ok',
  full: 'warn',
  over: 'bad',
};

/** Minutes that somebody has left in the weeks shown; weeks that are over take none of it back. */
export const roomOf = ({ weeks }: Pick<CapacityPerson, 'weeks'>): number =>
  weeks.reduce((sum, { minutesWorking, minutesLoad }) => sum + Math.max(0, minutesWorking - minutesLoad), 0);

/** Example: `64%`; where nothing can be worked, the word for it. */
export const percentWords = ({ percent, verdict }: CapacityWeek): string =>
  percent === null ? verdictWords[verdict] : `${percent}%`;

/** A cell in words, for whoever hears it. Example: `64%, room: 23 h of 36 h`. */
export const cellWords = (week: CapacityWeek): string =>
  `${percentWords(week)}, ${verdictWords[week.verdict]}: ${hoursWords(week.minutesLoad)} of ${hoursWords(week.minutesWorking)}`;

/** Example: `2 people are over in some week, first Marek in the week of 7 Dec 2026 · most room: Priya, 210 h`. */
export function capacitySummary(people: readonly CapacityPerson[]): string {
  const over = people.flatMap((person) => {
    const first = person.weeks.find(({ verdict }) => verdict === 'over');
    return first ? [{ name: person.name, week: first.week }] : [];
  });
  const [first] = over.toSorted((a, b) => (a.week < b.week ? -1 : 1));
  const roomiest = people.toSorted((a, b) => roomOf(b) - roomOf(a))[0];
  return [
    first
      ? `${over.length === 1 ? 'One person is' : `${over.length} people are`} over in some week, first ${first.name} in the week of ${dayWords(first.week)}`
      : 'Nobody is over',
    roomiest && roomOf(roomiest) > 0 ? `most room: ${roomiest.name}, ${hoursWords(roomOf(roomiest))}` : '',
  ]
    .filter(Boolean)
    .join(' · ');
}
