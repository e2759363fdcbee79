import { lastDayOf } from '../../web/kit/days.ts';
import { dayWords } from '../../web/kit/figures.ts';
import type { Absence } from '../absence.ts';

/** Example: `7 Dec 2026 to 9 Dec 2026`, `7 Dec 2026`, `7 Dec 2026, 13:00 to 17:00`. */
export function awayWords({ from, to, part }: Pick<Absence, 'from' | 'to' | 'part'>): string {
  if (part) return `${dayWords(from)}, ${part.from} to ${part.to}`;
  const last = lastDayOf(to);
  return last <= from ? dayWords(from) : `${dayWords(from)} to ${dayWords(last)}`;
}

/** Why somebody is away, for those who may read it. */
export const reasonWords: Readonly<Record<NonNullable<Absence['reason']>, string>> = {
  leave: 'Leave',
  sickness: 'Sickness',
  training: 'Training',
  other: 'Other',
};
