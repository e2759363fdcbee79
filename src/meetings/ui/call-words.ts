import { momentWords } from '../../web/kit/figures.ts';
import type { Tone } from '../../web/kit/tokens.ts';
import type { SeriesKind } from '../series.ts';
import type { TouchPoint } from '../touch-point.ts';

export const kindWords: Readonly<Record<SeriesKind, string>> = {
  'operational-call': 'Operational call',
  'service-review': 'Service review',
  'quarterly-review': 'Quarterly review',
  other: 'Other',
};

export const standingTones: Readonly<Record<TouchPoint['standing']['state'], Tone>> = {
  planned: 'neutral',
  moved: 'info',
  cancelled: 'bad',
  held: 'accent',
  published: 'ok',
};

/** When a call is, by the clocks of the client. Example: "24 Nov 2026, 09:30 CST, 30 min". */
export const whenWords = ({ startsAt, timeZone, minutes }: TouchPoint): string =>
  `${momentWords(startsAt, timeZone)}, ${minutes} min`;

/** Rules that people choose by name; any other is written as RFC 5545 has it. */
export const usualRules = (
  [
    ['MO', 'Monday'],
    ['TU', 'Tuesday'],
    ['WE', 'Wednesday'],
    ['TH', 'Thursday'],
    ['FR', 'Friday'],
  ] as const
).flatMap(([code, name]) => [
  { rule: `FREQ=WEEKLY;BYDAY=${code}`, words: `Every ${name}` },
  { rule: `FREQ=WEEKLY;INTERVAL=2;BYDAY=${code}`, words: `Every second ${name}` },
  { rule: `FREQ=MONTHLY;BYDAY=1${code}`, words: `First ${name} of the month` },
  { rule: `FREQ=MONTHLY;INTERVAL=3;BYDAY=1${code}`, words: `First ${name} of every third month` },
]);

/** A rule as people say it, or as it is written where it has no name. */
export const ruleWords = (rule: string): string =>
  usualRules.find((usual) => usual.rule === rule)?.words ?? rule;
