import { dayInWords, monthNames } from './day.ts';
import type { NthWeekday, Recurrence } from './recurrence.ts';

/**
 * A rule in words, for one that people commonly make: of days, weeks, months or years, with weekdays, days of the month and months, bounded
 * or not. Undefined for any other, which is shown as it is written.
 * Example: `FREQ=MONTHLY;INTERVAL=3;BYDAY=-1FR` is "every 3 months on the last Friday".
 */
export function recurrenceInWords(rule: Recurrence): string | undefined {
  const every = everyInWords[rule.frequency];
  const days = daysInWords(rule);
  const isCommon = [rule.weekNumbers, rule.yearDays, rule.hours, rule.minutes, rule.seconds].every(
    (part) => part.length === 0,
  );
  if (every === undefined || days === undefined || !isCommon) return undefined;
  const [adverb, unit] = every;
  const often = rule.interval === 1 ? adverb : `every ${rule.interval} ${unit}`;
  const months = rule.months.map((month) => monthNames[month - 1]!);
  return [
    often,
    days === '' ? '' : `on ${days}`,
    months.length === 0 ? '' : `in ${listed(months)}`,
    rule.count === undefined ? '' : timesInWords(rule.count),
    rule.until === undefined ? '' : `until ${dayInWords(rule.until.day)}`,
  ]
    .filter((words) => words !== '')
    .join(' ');
}

const timesInWords = (count: number): string => (count === 1 ? 'once' : `${count} times`);

const everyInWords: Partial<Record<Recurrence['frequency'], readonly [string, string]>> = {
  YEARLY: ['yearly', 'years'],
  MONTHLY: ['monthly', 'months'],
  WEEKLY: ['weekly', 'weeks'],
  DAILY: ['daily', 'days'],
};

/** What stands after "on"; nothing where the rule names no days, undefined where there are no common words. */
function daysInWords({ weekdays, monthDays, positions }: Recurrence): string | undefined {
  const [position, ...others] = positions;
  if (position !== undefined)
    return others.length === 0 && monthDays.length === 0 && isWorkingWeek(weekdays)
      ? `the ${ordinal(position)} weekday`
      : undefined;
  if (weekdays.length > 0 && monthDays.length > 0) return undefined;
  if (monthDays.length > 0)
    return `the ${listed(monthDays.map((date) => (date > 0 ? ordinal(date) : `${ordinal(date)} day`)))}`;
  if (isWorkingWeek(weekdays)) return 'weekdays';
  return listed(
    weekdays.map(({ weekday, nth }) =>
      nth === 0 ? weekdayNames[weekday]! : `the ${ordinal(nth)} ${weekdayNames[weekday]!}`,
    ),
  );
}

/** Monday to Friday, each of them. */
const isWorkingWeek = (weekdays: readonly NthWeekday[]): boolean =>
  weekdays.length === 5 &&
  [0, 1, 2, 3, 4].every((day) => weekdays.some(({ weekday, nth }) => weekday === day && nth === 0));

const weekdayNames = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];

/** Example: 1 is "1st", 22 is "22nd", -1 "last", -2 "2nd to last". */
function ordinal(number: number): string {
  if (number === -1) return 'last';
  if (number < 0) return `${ordinal(-number)} to last`;
  const ending = Math.floor(number / 10) % 10 === 1 ? 'th' : (['th', 'st', 'nd', 'rd'][number % 10] ?? 'th');
  return `${number}${ending}`;
}

const listed = (words: readonly string[]): string =>
  words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)!}`;
