import { describe, expect, test } from 'vitest';
import { absencesIn, clientIdFor, membersIn } from '../../test/roster.ts';
import { Zone } from '../core/zone.ts';
import { AbsenceDraft, momentsAway } from './absence.ts';
import { leftWithout, standInsOn } from './stand-in.ts';

const team = membersIn(`
  | client   | person | place               | from       | to         |
  | -------- | ------ | ------------------- | ---------- | ---------- |
  | Lakeside | Ines   | csdm                | 2026-01-01 |            |
  | Lakeside | Marek  | cse network         | 2026-01-01 |            |
  | Lakeside | Priya  | cse network deputy  | 2026-01-01 | 2026-12-09 |
  | Lakeside | Jonas  | cse security        | 2026-01-01 |            |
  | Harbor   | Marek  | cse network         | 2026-01-01 |            |
  | Harbor   | Dmitri | cse network         | 2026-01-01 |            |`);

const names = new Map(['Lakeside', 'Harbor'].map((name) => [String(clientIdFor(name)), name]));

const standIns = (absences: string, day: string) =>
  standInsOn(team, absencesIn(absences), day).map(
    ({ clientId, role, technologyGroup, away, by }) =>
      `${names.get(clientId)} ${technologyGroup ?? role}: ${by.map(({ name, deputy }) => name + (deputy ? ' (deputy)' : '')).join(', ') || 'nobody'} for ${away.name}`,
  );

const left = (absences: string) => {
  const [first, ...others] = absencesIn(absences);
  return leftWithout(first!, team, others).map(
    ({ clientId, role, technologyGroup, from, to }) =>
      `${names.get(clientId)} ${technologyGroup ?? role} ${from} to ${to}`,
  );
};

describe('who stands in', () => {
  const marek = `
    | person | from       | back       | part |
    | ------ | ---------- | ---------- | ---- |
    | Marek  | 2026-12-07 | 2026-12-10 |      |`;

  test('a deputy for whoever is away, and whoever else holds the place', () => {
    expect(standIns(marek, '2026-12-07')).toEqual([
      'Lakeside network: Priya (deputy) for Marek',
      'Harbor network: Dmitri for Marek',
    ]);
  });

  test('nobody once the deputy is no longer named', () => {
    expect(standIns(marek, '2026-12-09')[0]).toBe('Lakeside network: nobody for Marek');
  });

  test('nobody is stood in for on the day they are back', () => {
    expect(standIns(marek, '2026-12-10')).toEqual([]);
  });

  test('a deputy who is away too does not', () => {
    expect(standIns(`${marek}\n | Priya | 2026-12-07 | 2026-12-08 | |`, '2026-12-07')[0]).toBe(
      'Lakeside network: nobody for Marek',
    );
  });
});

describe('whom an absence leaves without anybody', () => {
  test.each([
    [
      'a security engineer alone',
      'Jonas | 2026-12-07 | 2026-12-10 |',
      ['Lakeside security 2026-12-07 to 2026-12-10'],
    ],
    ['a CSDM alone', 'Ines | 2026-12-07 | 2026-12-08 |', ['Lakeside csdm 2026-12-07 to 2026-12-08']],
    [
      'only the days after the deputy has gone',
      'Marek | 2026-12-07 | 2026-12-11 |',
      ['Lakeside network 2026-12-09 to 2026-12-11'],
    ],
    ['a deputy leaves nobody while the holder is there', 'Priya | 2026-12-07 | 2026-12-08 |', []],
  ])('%s', (_what, line, expected) => {
    expect(left(`| person | from | back | part |\n | ${line} |`)).toEqual(expected);
  });

  test.each([
    ['8:00 to 12:00 and 13:00 to 17:00 share no time', '13:00-17:00', []],
    ['8:00 to 12:00 and 11:00 to 13:00 do', '11:00-13:00', ['Lakeside network 2026-12-07 to 2026-12-08']],
    ['and any part of a day and the whole of it', '', ['Lakeside network 2026-12-07 to 2026-12-08']],
  ])('two parts of one day are there for each other unless they overlap: %s', (_what, part, expected) => {
    expect(
      left(`
        | person | from       | back       | part        |
        | ------ | ---------- | ---------- | ----------- |
        | Marek  | 2026-12-07 | 2026-12-08 | 08:00-12:00 |
        | Priya  | 2026-12-07 | 2026-12-08 | ${part}     |`),
    ).toEqual(expected);
  });
});

describe('an absence', () => {
  const chicago = new Zone('America/Chicago');
  test('is from midnight to midnight by the person’s clock, through the change of the clocks as well', () => {
    expect(momentsAway({ from: '2026-10-31', to: '2026-11-02', part: null }, chicago)).toEqual({
      startsAt: '2026-10-31T05:00:00Z',
      endsAt: '2026-11-02T06:00:00Z',
    });
  });

  test('or a part of one day', () => {
    const part = { from: '13:00', to: '24:00' };
    expect(momentsAway({ from: '2026-12-07', to: '2026-12-08', part }, chicago)).toEqual({
      startsAt: '2026-12-07T19:00:00Z',
      endsAt: '2026-12-08T06:00:00Z',
    });
  });

  test.each([
    ['that ends on the day it begins', { to: '2026-12-07' }, 'to'],
    ['that ends before it begins', { to: '2026-12-01' }, 'to'],
    ['of more than a year', { to: '2027-12-09' }, 'to'],
    ['with a part of several days', { part: { from: '08:00', to: '12:00' } }, 'part'],
    [
      'with a part that ends before it begins',
      { to: '2026-12-08', part: { from: '12:00', to: '08:00' } },
      'part',
    ],
    ['of which the time is none', { to: '2026-12-08', part: { from: '12:00', to: '25:00' } }, 'part'],
  ])('%s is refused at its field', (_what, changed, field) => {
    const draft = { from: '2026-12-07', to: '2026-12-10', reason: 'leave', ...changed };
    expect(AbsenceDraft.safeParse(draft).error?.issues[0]?.path[0]).toBe(field);
  });
});
