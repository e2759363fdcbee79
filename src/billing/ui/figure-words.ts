import type { Operation, Step } from '../../hours/explanation.ts';
import { dayIn, dayWords, hoursWords, momentWords, moneyFigure, thousands } from '../../web/kit/figures.ts';

/** How the figures of one explanation are written: all its money is of one currency, all its moments are told in one zone. */
export interface Writing {
  readonly currency: string;
  readonly timeZone: string;
}

/** A figure with its unit. Example: 245 minutes are `245 min`, 30 days are `30 days`, 714.58 in USD are `$714.58`. */
export function figureWords({ value, unit }: Pick<Step, 'value' | 'unit'>, currency: string): string {
  if (unit === 'money') return moneyFigure(String(value), currency);
  const count = thousands(Number(value));
  if (unit === 'minutes') return `${count} min`;
  if (unit === 'days') return `${count} ${Number(value) === 1 ? 'day' : 'days'}`;
  return count;
}

/** A longer stretch of minutes as people say it, `4 h 5 min`; nothing where the figure or its name says it already. */
export function alsoInHours({ value, unit, label }: Step): string {
  if (unit !== 'minutes' || Number(value) <= 60) return '';
  const words = hoursWords(Number(value));
  return label.startsWith(words) ? '' : words;
}

/** How a figure comes from its parts: `245 min × $175.00 ÷ 60 min, half up`. Empty for what was read from a record. */
export const formulaWords = (step: Step, writing: Writing): string => formulas[step.operation](step, writing);

const formulas: Readonly<Record<Operation, (step: Step, writing: Writing) => string>> = {
  given: () => '',
  elapsed: ({ from = '', to = '' }, { timeZone }) => stretchWords(from, to, timeZone),
  days: ({ from = '', to = '' }) => daysWords(from, to),
  sum: ({ parts }, { currency }) => sumWords(parts, currency),
  rest: ({ parts }, { currency }) =>
    parts.length > 1 ? parts.map((part) => figureWords(part, currency)).join(' − ') : '',
  share: ({ parts: [a, b, c] }, { currency }) =>
    a && b && c
      ? `${figureWords(a, currency)} × ${figureWords(b, currency)} ÷ ${figureWords(c, currency)}, half up`
      : '',
  'rounded-up': ({ parts: [a, b] }, { currency }) =>
    a && b && Number(b.value) > 1
      ? `${figureWords(a, currency)}, up to the next ${figureWords(b, currency)}`
      : '',
  whole: ({ parts: [a, b] }, { currency }) =>
    a && b ? `all ${figureWords(b, currency)}, because ${figureWords(a, currency)} are active` : '',
};

const sumLongest = 4;

/** More parts than a line has room for are told by their number; each of them stands below. */
function sumWords(parts: readonly Step[], currency: string): string {
  if (parts.length < 2) return '';
  return parts.length > sumLongest
    ? `the sum of ${thousands(parts.length)} figures`
    : parts.map((part) => figureWords(part, currency)).join(' + ');
}

/** Two moments by the clock of a zone; the day is said once where both are on it. */
function stretchWords(from: string, to: string, timeZone: string): string {
  const start = momentWords(from, timeZone);
  const end = momentWords(to, timeZone);
  if (dayIn(from, timeZone) !== dayIn(to, timeZone)) return `${start} to ${end}`;
  const [day = '', began = ''] = start.split(', ');
  const ended = end.split(', ')[1] ?? '';
  const zone = ended.slice(6);
  return began.endsWith(zone) ? `${day}, ${began.slice(0, 5)} to ${ended}` : `${day}, ${began} to ${ended}`;
}

/** Days up to but without the last one, as people name them: the last day is in. */
function daysWords(from: string, to: string): string {
  if (from >= to) return 'no day';
  const last = new Date(Date.parse(`${to}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10);
  return from === last ? dayWords(from) : `${dayWords(from)} to ${dayWords(last)}`;
}

const settings: Readonly<Record<string, string>> = {
  'proration: calendar-days': 'months in part count by calendar days',
  'proration: whole-month': 'months in part count whole',
  'invoiceTiming: advance': 'fees are invoiced a month ahead',
  'rates.overage': 'the contract’s rate for overage',
  'rates.afterHours': 'the contract’s rate after hours',
  'rates.afterHoursSurcharge': 'the contract’s surcharge after hours',
  'rates.incremental': 'the contract’s rate for incremental time',
  roundingIncrement: 'the contract’s rounding',
};

/** Where the rule of a figure stands, and which term of the contract makes it exact. */
export function ruleWords({ rule }: Step): string {
  if (!rule) return '';
  const setting = rule.setting === undefined ? '' : (settings[rule.setting] ?? rule.setting);
  return [`guide, section ${rule.section}`, setting].filter(Boolean).join('; ');
}
