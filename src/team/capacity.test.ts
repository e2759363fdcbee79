import { describe, expect, test } from 'vitest';
import { absencesIn, clientIdFor, membersIn, personIdFor } from '../../test/roster.ts';
import { businessHours } from '../calendars/calendar.ts';
import { TechnologyGroupId } from '../clients/client.ts';
import { dayFrom } from '../core/day.ts';
import { table } from '../core/table.ts';
import { Zone } from '../core/zone.ts';
import { capacityOf, committedByDay, mondaysFrom, type CapacityAsked } from './capacity.ts';

const zone = new Zone('America/Chicago');
const daily = [{ from: 480, to: 1020 }];
const hours = businessHours({
  zone,
  weekly: [daily, daily, daily, daily, daily, [], []],
  holidays: new Set([dayFrom('2026-11-26')]),
});
const network = TechnologyGroupId.parse('network');
const standard = (hoursPerMonth: number) => ({
  scope: 'standard' as const,
  technologyGroups: [network],
  hoursPerMonth,
  from: '2026-01-01',
  to: '2027-07-01',
});
const lakeside = clientIdFor('Lakeside');
const team = membersIn(`
  | client   | person | place              | from       | to         |
  | -------- | ------ | ------------------ | ---------- | ---------- |
  | Lakeside | Ines   | csdm               | 2026-01-01 |            |
  | Lakeside | Marek  | cse network        | 2026-01-01 | 2026-12-03 |
  | Lakeside | Priya  | cse network        | 2026-12-01 |            |
  | Lakeside | Dmitri | cse network deputy | 2026-01-01 |            |`);

const weeksOf = (person: string, told: Partial<CapacityAsked> = {}, count = 3) =>
  capacityOf({
    person: personIdFor(person),
    zone,
    hours,
    weeks: mondaysFrom('2026-11-24', count),
    absences: [],
    committed: committedByDay([{ clientId: lakeside, packages: [standard(84)] }], team),
    planned: () => 0,
    bookings: [],
    logged: [],
    ...told,
  });
const asTable = (weeks: ReturnType<typeof weeksOf>) =>
  `\n${table(
    ['week', 'working', 'absent', 'committed', 'load', 'percent', 'verdict'],
    weeks.map((one) => [
      one.week,
      one.minutesWorking,
      one.minutesAbsent,
      one.minutesCommitted,
      one.minutesLoad,
      one.percent ?? '',
      one.verdict,
    ]),
  )}`;

describe('the capacity of a person', () => {
  // Lakeside's 84 hours are 2,520 minutes of the CSDM and 2,520 of network. November has 20 business days, December 23, of 540 minutes:
  // 126 minutes a day are committed of Ines in November, 2,520 ÷ 23 = 109.565 in December; 126 + 4 × 109.565 = 564.26.
  test('is working time by week, with its share of the packages by business minutes, rounded once a week', () => {
    expect(asTable(weeksOf('Ines'))).toBe(`
| week       | working | absent | committed | load | percent | verdict |
| 2026-11-23 | 2160    | 0      | 504       | 504  | 23      | room    |
| 2026-11-30 | 2700    | 0      | 564       | 564  | 21      | room    |
| 2026-12-07 | 2700    | 0      | 548       | 548  | 20      | room    |`);
  });

  // Marek alone until the 30th, with Priya on the 1st and 2nd: 126 + 2 × 54.783 = 235.57.
  test('follows designations by the day, and divides a place among those who hold it', () => {
    expect(weeksOf('Marek').map((one) => one.minutesCommitted)).toEqual([504, 236, 0]);
    expect(weeksOf('Priya').map((one) => one.minutesCommitted)).toEqual([0, 329, 548]);
  });

  test('commits nothing of a deputy', () => {
    expect(weeksOf('Dmitri').every(({ commitments }) => commitments.length === 0)).toBe(true);
  });

  test('drops by absence, whole days and parts, and names them; what is committed stays', () => {
    const absences = absencesIn(`
      | person | from       | back       | part        |
      | ------ | ---------- | ---------- | ----------- |
      | Ines   | 2026-11-27 | 2026-12-02 |             |
      | Ines   | 2026-12-02 | 2026-12-03 | 15:00-20:00 |
      | Ines   | 2026-12-07 | 2026-12-14 |             |`);
    const weeks = weeksOf('Ines', { absences });
    expect(asTable(weeks)).toBe(`
| week       | working | absent | committed | load | percent | verdict |
| 2026-11-23 | 1620    | 540    | 504       | 504  | 31      | room    |
| 2026-11-30 | 1500    | 1200   | 564       | 564  | 38      | room    |
| 2026-12-07 | 0       | 2700   | 548       | 548  |         | over    |`);
    expect(weeks[1]?.absences.map(({ minutes }) => minutes)).toEqual([1080, 120]);
  });

  test.each([
    ['what is planned, where it is more', { planned: () => 900 }, 900],
    [
      'what is logged, where it is more',
      { logged: [{ clientId: lakeside, day: '2026-11-24', minutes: 700 }] },
      700,
    ],
    ['what is committed, where the others are less', { planned: () => 100 }, 504],
    [
      'bookings besides',
      { bookings: [{ id: 'b', clientId: lakeside, startsAt: '2026-11-29T23:00:00Z', minutesExpected: 180 }] },
      684,
    ],
    [
      'no booking of another week',
      { bookings: [{ id: 'b', clientId: lakeside, startsAt: '2026-11-30T06:00:00Z', minutesExpected: 180 }] },
      504,
    ],
    ['no time of another week', { logged: [{ clientId: lakeside, day: '2026-11-30', minutes: 700 }] }, 504],
  ])('counts as load %s', (_what, told, load) => {
    expect(weeksOf('Ines', told, 1)[0]?.minutesLoad).toBe(load);
  });

  test.each([
    [1727, 80, 'room'],
    [1728, 80, 'full'],
    [2160, 100, 'full'],
    [2161, 100, 'over'],
  ])('with %s minutes of 2,160 is at %s percent and %s: by the exact ratio', (minutes, percent, verdict) => {
    expect(weeksOf('Ines', { planned: () => minutes }, 1)[0]).toMatchObject({ percent, verdict });
  });

  test('is nothing without a calendar: closed, and neither away nor over', () => {
    expect(weeksOf('Ines', { hours: null }, 1)[0]).toMatchObject({ minutesWorking: 0, verdict: 'closed' });
    const absences = absencesIn('| person | from | back | part |\n | Ines | 2026-11-23 | 2026-11-30 | |');
    const committed = () => [];
    expect(weeksOf('Ines', { absences, committed }, 1)[0]?.verdict).toBe('away');
  });
});
