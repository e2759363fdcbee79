import { test } from 'vitest';
import { base, settles } from '../../test/paper.ts';

test('an entry is cut where business hours begin and end, and each part is rounded up by itself', () => {
  settles({
    pools: base,
    terms: { roundingIncrement: 15 },
    work: `
      | entry | for  | from    | to      | after    |
      | t1    | csdm | 2 06:58 | 2 18:01 | approved |
      | t2    | csdm | 2 16:59 | 2 17:01 | approved |
      | t3    | csdm | 7 10:00 | 7 10:30 | approved |
      | t4    | csdm | 26 8:00 | 26 8:20 | approved |`.replaceAll(' 8:', ' 08:'),
    units: `
      | entry | class       | start                | worked | minutes | outcome     |
      | t1    | after-hours | 2026-11-02T12:58:00Z | 123    | 135     | after-hours |
      | t1    | business    | 2026-11-02T14:00:00Z | 540    | 540     | drawn       |
      | t2    | business    | 2026-11-02T22:59:00Z | 1      | 15      | drawn       |
      | t2    | after-hours | 2026-11-02T23:00:00Z | 1      | 15      | after-hours |
      | t3    | after-hours | 2026-11-07T16:00:00Z | 30     | 30      | after-hours |
      | t4    | after-hours | 2026-11-26T14:00:00Z | 20     | 30      | after-hours |`,
  });
});

test('only minutes inside the month of the contract count, and an entry without any gives nothing', () => {
  settles({
    pools: base,
    work: `
      | entry | for  | from                 | to                   | after    |
      | t1    | csdm | 2026-11-01T04:00:00Z | 2026-11-01T06:00:00Z | approved |
      | t2    | csdm | 2026-11-01T03:00:00Z | 2026-11-01T05:00:00Z | approved |
      | t3    | csdm | 2026-12-01T05:59:00Z | 2026-12-01T15:00:00Z | approved |
      | t4    | csdm | 2026-12-01T06:00:00Z | 2026-12-01T07:00:00Z | approved |`,
    units: `
      | entry | class       | start                | worked | minutes | outcome     |
      | t1    | after-hours | 2026-11-01T05:00:00Z | 60     | 60      | after-hours |
      | t3    | after-hours | 2026-12-01T05:59:00Z | 1      | 1       | after-hours |`,
  });
});

test('an hour that is skipped or repeated by daylight saving counts as it passed', () => {
  const night = { timeZone: 'America/Chicago', weekly: { sun: ['01:30-04:00'] }, holidays: [] };
  settles({
    pools: base,
    month: { calendar: night },
    work: `
      | entry | for  | from    | to      | after    |
      | t1    | csdm | 1 01:00 | 1 05:00 | approved |`,
    units: `
      | entry | class       | start                | worked | minutes | outcome     |
      | t1    | after-hours | 2026-11-01T06:00:00Z | 90     | 90      | after-hours |
      | t1    | business    | 2026-11-01T06:30:00Z | 210    | 210     | drawn       |`,
  });
  settles({
    pools: base,
    month: { month: '2026-03', calendar: { ...night, weekly: { sun: ['02:30-04:00'] } } },
    work: `
      | entry | for  | from    | to      | after    |
      | t1    | csdm | 8 01:00 | 8 05:00 | approved |`,
    units: `
      | entry | class       | start                | worked | minutes | outcome     |
      | t1    | after-hours | 2026-03-08T07:00:00Z | 150    | 150     | after-hours |
      | t1    | business    | 2026-03-08T08:30:00Z | 30     | 30      | drawn       |`,
  });
});

test('business hours follow the clock of the calendar, the month that of the contract', () => {
  settles({
    pools: base,
    month: { calendar: { timeZone: 'Asia/Kathmandu', weekly: { tue: ['08:00-17:00'] }, holidays: [] } },
    work: `
      | entry | for  | from    | to      | after    |
      | t1    | csdm | 2 20:00 | 2 21:00 | approved |`,
    units: `
      | entry | class       | start                | worked | minutes | outcome     |
      | t1    | after-hours | 2026-11-03T02:00:00Z | 15     | 15      | after-hours |
      | t1    | business    | 2026-11-03T02:15:00Z | 45     | 45      | drawn       |`,
  });
});

test('openings that touch are one, so that after-hours time begins where the last of them ends', () => {
  settles({
    pools: base,
    month: {
      calendar: {
        timeZone: 'America/Chicago',
        weekly: { mon: ['08:00-12:00', '12:00-17:00'] },
        holidays: [],
      },
    },
    work: `
      | entry | for  | from    | to      | after    |
      | t1    | csdm | 2 11:00 | 2 18:00 | approved |`,
    units: `
      | entry | class       | start                | worked | minutes | outcome     |
      | t1    | business    | 2026-11-02T17:00:00Z | 360    | 360     | drawn       |
      | t1    | after-hours | 2026-11-02T23:00:00Z | 60     | 60      | after-hours |`,
  });
});
