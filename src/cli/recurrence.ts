import { day, formatDay, parseDay } from '../core/day.ts';
import { occurrenceDays, occurrences } from '../core/occurrences.ts';
import { readFields, shown, type Fields } from '../core/reading.ts';
import { readRecurrence, type Recurrence } from '../core/recurrence.ts';
import type { Fault } from '../core/refusal.ts';
import { secondsOfDay, type LocalTime } from '../core/walls.ts';
import { parseZone, type Zone } from '../core/zone.ts';
import { answerDocuments } from './document.ts';

const countMax = 10_000;
const countUnlessSaid = 100;

export const run = (args: readonly string[]): Promise<number> =>
  answerDocuments('recurrence', args, answerQuestion);

export const help = `
Works out when a recurrence rule of RFC 5545 makes something occur.

  tandem recurrence --ndjson < many > answers  one question a line, one answer a line, in order
  tandem recurrence question.json              one question; "-" reads it from standard input

A question has these fields; those in [brackets] may be left out.
  rule      "FREQ=MONTHLY;BYDAY=-1FR": FREQ is YEARLY, MONTHLY, WEEKLY, DAILY, HOURLY, MINUTELY or SECONDLY; then INTERVAL,
            COUNT or UNTIL, BYMONTH, BYWEEKNO, BYYEARDAY, BYMONTHDAY, BYDAY, BYHOUR, BYMINUTE, BYSECOND, BYSETPOS, WKST
  start     "2026-01-30T09:00", local to the zone, with seconds if you like, or a date; the years 1900 to 9999
  timeZone  "America/Chicago"; not beside a date
  [count]   answers so many at most, 1 to ${countMax}; ${countUnlessSaid} unless said
  [from]    answers those at or after this, written as the start; COUNT of the rule counts from the start all the same
  [to]      answers those before this

The start is an occurrence only if the rule meets it. The rule is worked out on the clock of the zone: a time that daylight
saving skips is moved forward, one that it repeats is the first of the two. UNTIL is a date, to its end, a local time, or a time
in UTC. Offsets are ±HH:MM. Seconds are answered where the start has them or the rule chooses them.

Example:

  tandem recurrence --ndjson <<'END'
  {"rule":"FREQ=MONTHLY;BYDAY=-1FR","start":"2026-01-30T09:00","timeZone":"America/Chicago","count":3}
  {"rule":"FREQ=MONTHLY;BYMONTHDAY=31","start":"2026-01-31","count":2}
  END

It prints {"occurrences":["2026-01-30T09:00-06:00","2026-02-27T09:00-06:00","2026-03-27T09:00-05:00"]} and
{"occurrences":["2026-01-31","2026-03-31"]}.

Exit code: 0; 2 and {"errors":[{"path","message"}]} for a question with faults; with --ndjson the errors stand in the
line's place and the exit code is 1 at the end. Empty lines are passed over.
`;

interface Answer {
  readonly occurrences: readonly string[];
}

/** A local time, or a date, which is its midnight. */
interface Start extends LocalTime {
  readonly isDate: boolean;
  readonly hasSeconds: boolean;
}

/** Answers one question about a rule, or notes what is wrong with it. */
function answerQuestion(value: unknown, faults: Fault[]): Answer | undefined {
  const question = readFields(value, '', ['rule', 'start', 'timeZone', 'count', 'from', 'to'], faults);
  if (!question) return undefined;
  const rule = question.has('rule')
    ? readRecurrence(question.value('rule'), '/rule', faults)
    : question.fault('rule', 'is missing');
  const start = question.parsed('start', startOf, startForm);
  const zone = start?.isDate ? noZone(question) : question.parsed('timeZone', parseZone, zoneForm);
  const count = countOf(question);
  const [from, to] = ['from', 'to'].map((name) => bound(question, name, start));
  if (faults.length > 0 || !rule || !start || count === undefined) return undefined;
  return {
    occurrences: zone
      ? times(rule, start, zone, count, from, to)
      : occurrenceDays(rule, start.day, count, from?.day, to?.day).map(formatDay),
  };
}

function times(
  rule: Recurrence,
  start: Start,
  zone: Zone,
  count: number,
  from: Start | undefined,
  to: Start | undefined,
): readonly string[] {
  const secondOf = (time: Start | undefined): number | undefined =>
    time && zone.secondAt(time.day * secondsOfDay + time.second);
  const hasSeconds = start.hasSeconds || rule.frequency === 'SECONDLY' || rule.seconds.length > 0;
  return occurrences(rule, start, zone, count, secondOf(from), secondOf(to)).map((at) =>
    formatLocal(at, zone.offsetAt(at), hasSeconds),
  );
}

const startForm = 'a local time such as "2026-01-30T09:00" or a date such as "2026-01-30", in 1900 to 9999';
const zoneForm = 'a time zone such as "America/Chicago"';

function startOf(text: string): Start | undefined {
  const [, date = '', hour, minute, second] =
    /^(\d{4}-\d{2}-\d{2})(?:T([01]\d|2[0-3]):([0-5]\d)(?::([0-5]\d))?)?$/.exec(text) ?? [];
  const day = date < '1900' ? undefined : parseDay(date);
  if (day === undefined) return undefined;
  return {
    day,
    second: Number(hour ?? 0) * 3600 + Number(minute ?? 0) * 60 + Number(second ?? 0),
    isDate: hour === undefined,
    hasSeconds: second !== undefined,
  };
}

const noZone = (question: Fields): undefined =>
  question.has('timeZone')
    ? question.fault('timeZone', 'must not stand beside a start that is a date')
    : undefined;

function countOf(question: Fields): number | undefined {
  if (!question.has('count')) return countUnlessSaid;
  const count = question.value('count');
  if (typeof count === 'number' && Number.isInteger(count) && count >= 1 && count <= countMax) return count;
  return question.fault('count', `must be a whole number from 1 to ${countMax}, not ${shown(count)}`);
}

function bound(question: Fields, name: string, start: Start | undefined): Start | undefined {
  if (!question.has(name)) return undefined;
  const time = question.parsed(name, startOf, startForm);
  if (time && start && time.isDate !== start.isDate)
    return question.fault(name, `must be ${start.isDate ? 'a date' : 'a local time'}, as the start is`);
  return time;
}

/** Example: 1,769,785,200 at -21,600 is `2026-01-30T09:00-06:00`. An offset with seconds in it is rounded, a half up. */
function formatLocal(at: number, offset: number, hasSeconds: boolean): string {
  const wall = at + offset;
  const date = Math.floor(wall / secondsOfDay);
  const second = wall - date * secondsOfDay;
  const seconds = hasSeconds ? `:${pad(second % 60)}` : '';
  const ahead = Math.round(Math.abs(offset) / 60);
  return (
    `${formatDay(day(date))}T${pad(Math.floor(second / 3600))}:${pad(Math.floor(second / 60) % 60)}${seconds}` +
    `${offset < 0 ? '-' : '+'}${pad(Math.floor(ahead / 60))}:${pad(ahead % 60)}`
  );
}

const pad = (figure: number): string => String(figure).padStart(2, '0');
