import fc from 'fast-check';
import { RRuleTemporal } from 'rrule-temporal';
import { expect, test } from 'vitest';
import { hasFixture, readFixture } from '../../test/fixtures.ts';
import { clockChanges } from '../../test/scenario.ts';
import { dayFrom, formatDay } from './day.ts';
import { occurrenceDays, occurrences } from './occurrences.ts';
import { readRecurrence, type Recurrence } from './recurrence.ts';
import { rows } from './table.ts';
import type { LocalTime } from './walls.ts';
import { parseZone } from './zone.ts';

function ruleOf(text: string): Recurrence {
  const rule = readRecurrence(text, '', []);
  if (!rule) throw new Error(`${text} is no rule`);
  return rule;
}

const localTime = (text: string): LocalTime => {
  const time = Temporal.PlainDateTime.from(text);
  return {
    day: dayFrom(time.toPlainDate().toString()),
    second: time.hour * 3600 + time.minute * 60 + time.second,
  };
};

const moment = (second: number, zone: string): string =>
  Temporal.Instant.fromEpochMilliseconds(second * 1000)
    .toZonedDateTimeISO(zone)
    .toString({ timeZoneName: 'never', smallestUnit: 'second' });

const at = (text: string): number => Temporal.Instant.from(text).epochMilliseconds / 1000;

/** The first occurrences as a person would write them. */
const first = (rule: string, start: string, zone: string, count: number): readonly string[] =>
  occurrences(ruleOf(rule), localTime(start), parseZone(zone)!, count).map((second) => moment(second, zone));

test.each(
  rows<'why' | 'rule' | 'start' | 'days'>(`
    | why                                                | rule                                     | start            | days |
    | the 31st only where a month has one                | FREQ=MONTHLY                             | 2026-01-31       | 2026-01-31 2026-03-31 2026-05-31 |
    | the leap day only in leap years                    | FREQ=YEARLY                              | 2024-02-29       | 2024-02-29 2028-02-29 2032-02-29 |
    | the last day, counted from the end                 | FREQ=MONTHLY;BYMONTHDAY=-1               | 2026-01-31       | 2026-01-31 2026-02-28 2026-03-31 |
    | the last working day                               | FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1 | 2026-01-01  | 2026-01-30 2026-02-27 2026-03-31 |
    | a start that the rule does not meet is left out    | FREQ=WEEKLY;BYDAY=MO                     | 2026-11-26       | 2026-11-30 2026-12-07 2026-12-14 |
    | and is not counted                                 | FREQ=WEEKLY;BYDAY=MO;COUNT=1             | 2026-11-26       | 2026-11-30 |
    | weeks begin on Monday                              | FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,SU       | 1997-08-05       | 1997-08-05 1997-08-10 1997-08-19 |
    | unless the rule says when                          | FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,SU;WKST=SU | 1997-08-05     | 1997-08-05 1997-08-17 1997-08-19 |
    | a numbered weekday is counted in the year          | FREQ=YEARLY;BYDAY=20MO                   | 1997-05-19       | 1997-05-19 1998-05-18 1999-05-17 |
    | or in the months named                             | FREQ=YEARLY;BYMONTH=11;BYDAY=4TH         | 2026-01-01       | 2026-11-26 2027-11-25 2028-11-23 |
    | every part must allow the day                      | FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13      | 2026-01-01       | 2026-02-13 2026-03-13 2026-11-13 |
    | every month has the day a yearly rule names        | FREQ=YEARLY;BYMONTHDAY=15                | 2026-11-01       | 2026-11-15 2026-12-15 2027-01-15 |
    | a week has the weekday of the start                | FREQ=YEARLY;BYWEEKNO=20                  | 2026-05-12       | 2026-05-12 2027-05-18 2028-05-16 |
    | a year of weeks begins with its first              | FREQ=YEARLY;BYWEEKNO=1;BYDAY=MO;INTERVAL=2 | 2024-12-30     | 2024-12-30 2027-01-04 2029-01-01 |
    | the day of UNTIL is the last                       | FREQ=DAILY;UNTIL=20261128                | 2026-11-27       | 2026-11-27 2026-11-28 |
    | of an UNTIL with a time the date is                | FREQ=DAILY;UNTIL=20261128T000000Z        | 2026-11-27       | 2026-11-27 2026-11-28 |
    | times mean nothing for a date                      | FREQ=DAILY;BYHOUR=9,10;COUNT=2           | 2026-11-27       | 2026-11-27 2026-11-28 |
    | neither does being repeated within a day           | FREQ=HOURLY;BYDAY=MO;COUNT=2             | 2026-11-27       | 2026-11-30 2026-12-07 |
    | a place that a period has not is none              | FREQ=MONTHLY;BYDAY=MO;BYSETPOS=5         | 2026-01-01       | 2026-03-30 2026-06-29 2026-08-31 |
    | the same place said twice is one                   | FREQ=MONTHLY;BYDAY=1MO;BYSETPOS=1,-1     | 2026-01-01       | 2026-01-05 2026-02-02 2026-03-02 |
  `),
)('$why: $rule', ({ rule, start, days }) => {
  expect(occurrenceDays(ruleOf(rule), dayFrom(start), 3).map(formatDay)).toEqual(days.split(' '));
});

test.each(
  rows<'why' | 'zone' | 'rule' | 'start' | 'moments'>(`
    | why                                       | zone             | rule                               | start               | moments |
    | the hour of the wall stays                | America/Chicago  | FREQ=MONTHLY;BYDAY=-1FR            | 2026-02-27T09:00    | 2026-02-27T09:00:00-06:00 2026-03-27T09:00:00-05:00 |
    | a skipped time is moved by the gap, once  | America/Chicago  | FREQ=DAILY                         | 2026-03-07T02:30    | 2026-03-07T02:30:00-06:00 2026-03-08T03:30:00-05:00 2026-03-09T02:30:00-05:00 |
    | two that come to one moment are one       | America/Chicago  | FREQ=DAILY;BYHOUR=2,3;COUNT=3      | 2026-03-08T02:30    | 2026-03-08T03:30:00-05:00 2026-03-09T02:30:00-05:00 2026-03-09T03:30:00-05:00 |
    | those after a gap stay in order           | America/Chicago  | FREQ=MINUTELY;INTERVAL=45          | 2026-03-08T01:30    | 2026-03-08T01:30:00-06:00 2026-03-08T03:00:00-05:00 2026-03-08T03:15:00-05:00 2026-03-08T03:45:00-05:00 |
    | a repeated time is the first              | America/Chicago  | FREQ=DAILY                         | 2026-10-31T01:30    | 2026-10-31T01:30:00-05:00 2026-11-01T01:30:00-05:00 2026-11-02T01:30:00-06:00 |
    | hours are those of the wall               | America/Chicago  | FREQ=HOURLY                        | 2026-11-01T00:30    | 2026-11-01T00:30:00-05:00 2026-11-01T01:30:00-05:00 2026-11-01T02:30:00-06:00 |
    | a day that a zone left out                | Pacific/Apia     | FREQ=DAILY                         | 2011-12-29T09:00    | 2011-12-29T09:00:00-10:00 2011-12-31T09:00:00+14:00 2012-01-01T09:00:00+14:00 |
    | UNTIL in UTC holds its second             | America/Chicago  | FREQ=DAILY;UNTIL=20261103T150000Z  | 2026-11-02T09:00    | 2026-11-02T09:00:00-06:00 2026-11-03T09:00:00-06:00 |
    | and not the one after it                  | America/Chicago  | FREQ=DAILY;UNTIL=20261103T145959Z  | 2026-11-02T09:00    | 2026-11-02T09:00:00-06:00 |
    | UNTIL on the wall                         | America/Chicago  | FREQ=DAILY;UNTIL=20261103T090000   | 2026-11-02T09:00    | 2026-11-02T09:00:00-06:00 2026-11-03T09:00:00-06:00 |
    | UNTIL as a date holds the day             | America/Chicago  | FREQ=DAILY;UNTIL=20261103          | 2026-11-02T09:00    | 2026-11-02T09:00:00-06:00 2026-11-03T09:00:00-06:00 |
    | seconds are chosen too                    | UTC              | FREQ=MINUTELY;BYSECOND=0,30;BYSETPOS=-1 | 2026-11-02T09:00 | 2026-11-02T09:00:30+00:00 2026-11-02T09:01:30+00:00 |
    | before 1970 too                           | UTC              | FREQ=HOURLY;INTERVAL=7             | 1969-12-31T20:30    | 1969-12-31T20:30:00+00:00 1970-01-01T03:30:00+00:00 1970-01-01T10:30:00+00:00 |
  `),
)('$why: $rule in $zone', ({ zone, rule, start, moments }) => {
  const expected = moments.split(' ');
  const most = rule.includes('UNTIL') ? 9 : expected.length;
  expect(first(rule, start, zone, most)).toEqual(expected);
});

test('a stretch has what the whole has in it, and COUNT counts from the start', () => {
  const chicago = parseZone('America/Chicago')!;
  const start = localTime('2026-01-30T09:00');
  const [from, to] = [at('2031-03-01T00:00Z'), at('2032-11-20T15:00Z')];
  for (const text of [
    'FREQ=DAILY;INTERVAL=3',
    'FREQ=DAILY;INTERVAL=3;COUNT=700',
    'FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,FR',
    'FREQ=MONTHLY;INTERVAL=5;BYDAY=-1FR',
    'FREQ=YEARLY;BYWEEKNO=1,53;BYDAY=MO,SU',
    'FREQ=HOURLY;INTERVAL=7',
  ]) {
    const whole = occurrences(ruleOf(text), start, chicago, 50_000, -Infinity, to);
    const stretch = occurrences(ruleOf(text), start, chicago, 50_000, from, to);
    expect(stretch.length).toBeGreaterThan(1);
    expect(stretch).toEqual(whole.filter((second) => second >= from));
  }
});

test('a rule that nothing meets ends', () => {
  for (const text of [
    'FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30',
    'FREQ=MONTHLY;BYMONTH=2;BYMONTHDAY=30',
    'FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30',
    'FREQ=SECONDLY;BYMONTH=2;BYMONTHDAY=30',
    'FREQ=HOURLY;INTERVAL=24;BYHOUR=5',
    'FREQ=SECONDLY;INTERVAL=7;BYDAY=MO;BYHOUR=3;BYMINUTE=0;BYSECOND=0',
    'FREQ=YEARLY;INTERVAL=999999999;BYMONTH=2;BYMONTHDAY=30',
  ])
    expect(first(text, '2026-01-30T09:00', 'America/Chicago', 1)).toEqual([]);
});

const weekdayCodes = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];
const listOf = (values: fc.Arbitrary<string | number>): fc.Arbitrary<string> =>
  fc.uniqueArray(values, { minLength: 1, maxLength: 3 }).map((list) => list.join(','));
const maybe = (name: string, values: fc.Arbitrary<string | number>): fc.Arbitrary<string> =>
  fc.option(values).map((value) => (value === null ? '' : `;${name}=${value}`));
const weekdays = listOf(fc.constantFrom(...weekdayCodes));
const nthWeekdays = listOf(
  fc
    .tuple(fc.constantFrom('1', '2', '-1', '-2', ''), fc.constantFrom(...weekdayCodes))
    .map((parts) => parts.join('')),
);
const fromEitherEnd = (to: number): fc.Arbitrary<string> =>
  listOf(
    fc.tuple(fc.constantFrom(1, -1), fc.integer({ min: 1, max: to })).map(([sign, number]) => sign * number),
  );
const months = listOf(fc.integer({ min: 1, max: 12 }));

/**
 * Rules that rrule-temporal works out as RFC 5545 has it. It does not where BYHOUR falls into a gap of the clocks (it leaves the time out; it
 * is to be moved), nor for parts that limit each other in a year; the tables above and libical's rules have those.
 */
const rulesOfDays: fc.Arbitrary<string> = fc
  .tuple(
    fc.constantFrom(1, 1, 2, 3, 7, 13),
    fc.oneof(
      fc.tuple(
        fc.constant('YEARLY'),
        months.map((list) => `;BYMONTH=${list}`),
        fc.oneof(maybe('BYMONTHDAY', fromEitherEnd(31)), maybe('BYDAY', nthWeekdays)),
      ),
      fc.tuple(
        fc.constant('MONTHLY'),
        maybe('BYMONTH', months),
        fc.oneof(
          maybe('BYMONTHDAY', fromEitherEnd(31)),
          nthWeekdays.chain((list) =>
            maybe('BYSETPOS', fromEitherEnd(3)).map((places) => `;BYDAY=${list}${places}`),
          ),
        ),
      ),
      fc.tuple(
        fc.constant('WEEKLY'),
        maybe('BYMONTH', months),
        fc
          .tuple(maybe('BYDAY', weekdays), maybe('WKST', fc.constantFrom(...weekdayCodes)))
          .map((parts) => parts.join('')),
      ),
      fc.tuple(
        fc.constant('DAILY'),
        maybe('BYMONTH', months),
        fc.oneof(maybe('BYMONTHDAY', fromEitherEnd(31)), maybe('BYDAY', weekdays)),
      ),
    ),
    maybe('BYHOUR', listOf(fc.constantFrom(5, 9, 17, 22))),
    maybe('BYMINUTE', listOf(fc.constantFrom(0, 30))),
  )
  .map(([interval, [frequency, ...parts], ...times]) =>
    [`FREQ=${frequency};INTERVAL=${interval}`, ...parts, ...times].join(''),
  );

test('thousands of rules are worked out as another implementation does, across changes of the clocks', () => {
  // Apia left out a whole day, and with it every time of it.
  const places = clockChanges
    .filter(([zone]) => zone !== 'Pacific/Apia')
    .flatMap(([zone, ...months]) => months.map((month) => ({ zone, month })));
  fc.assert(
    fc.property(
      rulesOfDays,
      fc.constantFrom(...places),
      fc.integer({ min: -40, max: 27 }),
      fc.constantFrom('04:00', '09:00', '17:45'),
      (rule, { zone, month }, shift, time) => {
        const start = `${Temporal.PlainDate.from(`${month}-01`).add({ days: shift }).toString()}T${time}`;
        const theirs = new RRuleTemporal({
          rruleString: `DTSTART;TZID=${zone}:${start.replaceAll(/[-:]/g, '')}00\nRRULE:${rule}`,
          maxIterations: 500,
        });
        let expected: readonly number[] = [];
        try {
          expected = theirs.all((_, index) => index < 12).map((each) => each.epochMilliseconds / 1000);
        } catch (error) {
          // It gives up on rules that are met seldom or never.
          fc.pre(!String(error).includes('Maximum iterations'));
          throw error;
        }
        const found = occurrences(ruleOf(rule), localTime(start), parseZone(zone)!, 12);
        expect(found.slice(0, expected.length), `${rule} from ${start} in ${zone}`).toEqual(expected);
      },
    ),
    { numRuns: 2_000 },
  );
});

const rulesOfLibical = 'calendar/libical/src/test/icalrecur_test.txt';

/** Where libical reads what RFC 5545 leaves open in another way, or leaves it. */
const differing: ReadonlyMap<string, string> = new Map([
  ['FREQ=YEARLY;BYMONTHDAY=29;COUNT=3', 'it takes the month of the start; we, as most, every month'],
  ['FREQ=YEARLY;BYMONTHDAY=-29,-1;COUNT=4', 'it takes the month of the start; we, as most, every month'],
  ['FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=30;BYWEEKNO=1;UNTIL=20320101', 'it has not learnt this'],
  [
    'FREQ=YEARLY;BYWEEKNO=53;INTERVAL=6;BYDAY=TH;COUNT=1',
    'the start is in week 53 of 2026; it counts from 2027',
  ],
  [
    'FREQ=YEARLY;BYWEEKNO=53;INTERVAL=5;BYDAY=TH;COUNT=1',
    'the start is in week 53 of 2026; it counts from 2027',
  ],
]);

test.skipIf(!hasFixture(rulesOfLibical))('the rules of libical have the instances that it says', () => {
  const wrong: string[] = [];
  let compared = 0;
  for (const block of readFixture(rulesOfLibical).toString().split(/\n\n+/)) {
    const field = (name: string): string => new RegExp(`^${name}:(.*)$`, 'm').exec(block)?.[1]?.trim() ?? '';
    const [rule, start, instances] = ['RRULE', 'DTSTART', 'INSTANCES'].map(field);
    if (!rule || !start || !instances) continue;
    compared++;
    const isDate = start.length === 8;
    const date = dayFrom(start.slice(0, 8).replace(/^(....)(..)(..)$/, '$1-$2-$3'));
    const [hour, minute, second] = [9, 11, 13].map((from) => Number(start.slice(from, from + 2)));
    const plain = (text: string): string => text.replaceAll(/[-:]/g, '');
    const found = isDate
      ? occurrenceDays(ruleOf(rule), date, 200).map((day) => plain(formatDay(day)))
      : occurrences(
          ruleOf(rule),
          { day: date, second: hour! * 3600 + minute! * 60 + second! },
          parseZone('UTC')!,
          200,
        ).map((each) => plain(moment(each, 'UTC').slice(0, 19)) + start.slice(15));
    if ((found.join(',') === instances) === differing.has(rule))
      wrong.push(`${rule} from ${start}: ${found.join(',')}`);
  }
  expect(wrong).toEqual([]);
  expect(compared).toBeGreaterThan(140);
});
