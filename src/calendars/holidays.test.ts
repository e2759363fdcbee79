import { describe, expect, test } from 'vitest';
import { observedDays, type ListedHoliday } from './holidays.ts';

/** A list as text: date (with a time where it is no whole day), hours, name, rule; `*` before the name marks a substitute. */
const list = (text: string): ListedHoliday[] =>
  text
    .trim()
    .split('\n')
    .map((line) => {
      const [date = '', hours = '24', name = '', rule = ''] = line.trim().split(/\s{2,}/);
      const start = new Date(`${date.slice(0, 10)}T06:00:00Z`);
      return {
        date: date.length > 10 ? date : `${date} 00:00:00`,
        start,
        end: new Date(start.getTime() + Number(hours) * 3_600_000),
        name: name.replace(/^\*/, ''),
        rule,
        substitute: name.startsWith('*'),
      };
    });

const observed = (text: string, fromYear: number, toYear = fromYear) =>
  observedDays(list(text), fromYear, toYear).map(
    ({ day, name, standsFor }) => `${day} ${name}${standsFor ? ` for ${standsFor}` : ''}`,
  );

const newYears = `
  2021-01-01  24  New Year                   01-01
  2021-12-31  24  *New Year (substitute day)  01-01
  2022-01-01  24  New Year                   01-01
  2023-01-01  24  New Year                   01-01
  2023-01-02  24  *New Year (substitute day)  01-01`;

describe('observed days', () => {
  test("a New Year's Day on Saturday is observed on the last day of the year before", () => {
    expect(observed(newYears, 2021)).toEqual([
      '2021-01-01 New Year',
      '2021-12-31 New Year (substitute day) for 2022-01-01',
    ]);
  });

  test('and the year itself then begins without a holiday', () => {
    expect(observed(newYears, 2022)).toEqual([]);
  });

  test('a holiday on Sunday is observed on the day given for it', () => {
    expect(observed(newYears, 2023)).toEqual(['2023-01-02 New Year (substitute day) for 2023-01-01']);
  });

  test('a rule that gives two days without marking the second means the one that is no weekend day', () => {
    const list = `
      2022-01-01  24  New Year's Day  01-01 and if saturday then next monday
      2022-01-03  24  New Year's Day  01-01 and if saturday then next monday`;
    expect(observed(list, 2022)).toEqual(["2022-01-03 New Year's Day for 2022-01-01"]);
  });

  test('a weekend holiday for which no other day is given stays where it is', () => {
    expect(observed('2021-12-25  24  1. Weihnachtstag  12-25', 2021)).toEqual([
      '2021-12-25 1. Weihnachtstag',
    ]);
  });

  test('a weekday on which a holiday falls stays a holiday when the weekend beside it has its substitute', () => {
    const list = `
      2022-12-25  24  Christmas Day                   12-25
      2022-12-26  24  Boxing Day                      12-26
      2022-12-27  24  *Christmas Day (substitute day)  substitutes 12-25`;
    expect(observed(list, 2022)).toEqual([
      '2022-12-26 Boxing Day',
      '2022-12-27 Christmas Day (substitute day) for 2022-12-25',
    ]);
  });

  test('a holiday of several days is all of them', () => {
    expect(observed('2026-05-27  72  Eid al-Adha  10 Dhu al-Hijjah P3D', 2026)).toEqual([
      '2026-05-27 Eid al-Adha',
      '2026-05-28 Eid al-Adha',
      '2026-05-29 Eid al-Adha',
    ]);
  });

  test('a holiday on the day the clocks change is one day', () => {
    expect(observed('2026-04-05  25  Easter Sunday  easter', 2026)).toEqual(['2026-04-05 Easter Sunday']);
    expect(observed('2022-03-22  23  Nowruz  2 Farvardin', 2022)).toEqual(['2022-03-22 Nowruz']);
  });

  test('part of a day closes no calendar', () => {
    expect(observed('2026-12-24 19:00:00  5  Christmas Eve  12-24 19:00', 2026)).toEqual([]);
  });

  test('two holidays on one day are one day off', () => {
    const list = `
      2008-05-01  24  Maifeiertag          05-01
      2008-05-01  24  Christi Himmelfahrt  easter 39`;
    expect(observed(list, 2008)).toEqual(['2008-05-01 Maifeiertag / Christi Himmelfahrt']);
  });
});
