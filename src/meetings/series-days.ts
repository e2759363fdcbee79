import { day, dayFrom, formatDay, weekday } from '../core/day.ts';
import type { Series } from './series.ts';

const names = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];

export function daysOfSeries(
  { rule, from, to }: Pick<Series, 'rule' | 'from' | 'to' | 'time' | 'timeZone'>,
  since: string,
  until: string,
): string[] {
  const interval = Number(/INTERVAL=(\d+)/.exec(rule)?.[1] ?? '1');
  const by = /BYDAY=(-?\d+)?([A-Z]{2})/.exec(rule);
  const wanted = names.indexOf(by?.[2] ?? '');
  const found: string[] = [];
  const first = dayFrom(from);
  for (let at = first; formatDay(at) < until && (to === null || formatDay(at) < to); at = day(at + 1)) {
    if (weekday(at) !== wanted) continue;
    const text = formatDay(at);
    const nth = Math.ceil(Number(text.slice(8)) / 7);
    if (rule.includes('MONTHLY') ? String(nth) !== by?.[1] : Math.floor((at - first) / 7) % interval !== 0)
      continue;
    if (text >= since) found.push(text);
  }
  return found;
}
export const ruleFault = (rule: string): string | null =>
  /^FREQ=(WEEKLY|MONTHLY);/.test(rule) ? null : 'unknown rule';
