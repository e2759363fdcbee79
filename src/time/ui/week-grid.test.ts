import { describe, expect, test } from 'vitest';
import { anEntry } from '../../../test/entry.ts';
import { TechnologyGroupId, type Client } from '../../clients/client.ts';
import { known } from '../../core/id.ts';
import type { Entry } from '../entry.ts';
import { copiedWeek } from './copied-week.ts';
import { dayClock } from './day-clock.ts';
import type { Writing } from './entry-values.ts';
import { moved } from './grid-place.ts';
import { rowChoices } from './row-choices.ts';
import { movedEntry, typedCell } from './typed-cell.ts';
import { weekRows, type RowSubject, type WeekRow } from './week-rows.ts';
import type { WorkPlace } from './work-place.ts';

const days = [23, 24, 25, 26, 27, 28, 29].map((day) => `2026-11-${day}`);
const timeZone = 'America/Chicago';

const client = (id: string, name: string): Client => ({
  id: known(id),
  code: id.toUpperCase(),
  name,
  timeZone,
  currency: 'USD',
  managedServicesSpend: '0.00',
  deviceCount: 0,
  technologyGroups: [],
  version: 1,
});

const place = (id: string, name: string, offTeam = false): WorkPlace => ({
  key: `${id} cse network`,
  client: client(id, name),
  role: 'cse',
  technologyGroup: TechnologyGroupId.parse('network'),
  label: name,
  offTeam,
});
const lakeside = place('lakeside', 'Lakeside Clinics');
const harbor = place('harbor', 'Harbor Freight Lines');

interface Said {
  readonly entries?: readonly Entry[];
  readonly before?: readonly Entry[];
  readonly places?: readonly WorkPlace[];
  readonly added?: readonly RowSubject[];
}

const rowsOf = ({ entries = [], before = [], places = [lakeside, harbor], added = [] }: Said) =>
  weekRows({ days, entries, before, places, added, timeZone });
const written = (rows: readonly WeekRow[]) =>
  rows.map(
    ({ clientName, subject, cells }) =>
      `${clientName}: ${subject} ${cells.map((cell) => cell.length).join('')}`,
  );

const writing = (entries: readonly Entry[], now = '2026-11-27T23:00:00Z'): Writing => ({
  worker: { id: known('marek'), name: 'Marek', timeZone },
  isOwn: true,
  places: [lakeside, harbor],
  days,
  entries,
  now,
});

const span = (day: number, from: string, to: string) => ({
  startedAt: `2026-11-${day}T${from}:00Z`,
  endedAt: `2026-11-${day}T${to}:00Z`,
});

describe('the rows of a week', () => {
  test('are what has time, what had time last week, and the places of the team that have no row', () => {
    const before = [anEntry('b', { ...span(17, '15:00', '16:00'), subject: 'Patch day' })];
    expect(written(rowsOf({ entries: [anEntry('a')], before }))).toEqual([
      'Harbor Freight Lines:  0000000',
      'Lakeside Clinics: Firewall review 0100000',
      'Lakeside Clinics: Patch day 0000000',
    ]);
  });

  test('offer nothing for a client somebody has left, and show the time logged for it', () => {
    const entries = [anEntry('a')];
    const before = [anEntry('b', { ...span(17, '15:00', '16:00'), subject: 'Patch day' })];
    const rows = rowsOf({ entries, before, places: [harbor] });
    expect(written(rows)).toEqual([
      'Harbor Freight Lines:  0000000',
      'Lakeside Clinics: Firewall review 0100000',
    ]);
    expect(rows[1]?.place).toBeNull();
  });

  test('have internal time last, in one row in whatever role it was logged', () => {
    const internal = {
      clientId: null,
      clientName: null,
      billing: 'internal',
      subject: 'Team meeting',
    } as const;
    const asCsdm = {
      ...internal,
      role: 'csdm',
      technologyGroup: null,
      ...span(25, '15:00', '16:00'),
    } as const;
    const rows = rowsOf({ entries: [anEntry('a', internal), anEntry('b', asCsdm)], places: [lakeside] });
    expect(written(rows)).toEqual(['Lakeside Clinics:  0000000', 'Internal: Team meeting 0110000']);
  });

  test('an entry stands on the day it starts by the clock of its person', () => {
    expect(written(rowsOf({ entries: [anEntry('a', span(25, '05:00', '07:00'))], places: [] }))).toEqual([
      'Lakeside Clinics: Firewall review 0100000',
    ]);
  });
});

describe('what is typed into a cell', () => {
  const [row] = rowsOf({ entries: [anEntry('a')], places: [lakeside] });
  const at = (column: number) => ({ row: row!, day: days[column]!, cell: row!.cells[column]! });

  test('is a new entry of its row in an empty one', () => {
    expect(typedCell('9-10:15', at(2), writing([anEntry('a')]), [])).toMatchObject({
      kind: 'log',
      body: {
        clientId: 'lakeside',
        subject: 'Firewall review',
        billing: 'service',
        ...span(25, '15:00', '16:15'),
      },
    });
  });

  test('finds room behind what is being saved', () => {
    const asked = typedCell('1:30', at(2), writing([anEntry('a')]), [span(25, '15:00', '16:00')]);
    expect(asked).toMatchObject({ body: span(25, '16:00', '17:30') });
  });

  test('is another time of the one entry there, and a duration leaves its start', () => {
    expect(typedCell('30', at(1), writing([anEntry('a')]), [])).toMatchObject({
      kind: 'edit',
      body: { ...span(24, '15:00', '15:30'), subject: 'Firewall review' },
    });
  });

  test('behind + is another entry', () => {
    const saving = typedCell('9-10', at(2), writing([]), []);
    if (saving.kind !== 'log') throw new Error('an empty cell takes a new entry');
    const over = { ...at(2), saving };
    expect(typedCell('30', over, writing([]), [saving.body])).toMatchObject({
      kind: 'retype',
      of: saving,
      body: { subject: 'Firewall review', ...span(25, '15:00', '15:30') },
    });
    expect(typedCell('+30', over, writing([]), [saving.body])).toMatchObject({
      kind: 'log',
      body: span(25, '16:00', '16:30'),
    });
    expect(typedCell('+1h', at(1), writing([anEntry('a')]), [])).toMatchObject({
      kind: 'log',
      body: span(24, '16:00', '17:00'),
    });
  });

  test('asks what for in a row that does not say', () => {
    const [blank] = rowsOf({ places: [lakeside] });
    const asked = typedCell('1h', { row: blank!, day: days[1]!, cell: [] }, writing([]), []);
    expect(asked).toMatchObject({ kind: 'ask', typed: '1h' });
  });

  test.each([['what'], ['+'], ['1:75']])('%s is told to be unclear', (text) => {
    expect(typedCell(text, at(1), writing([anEntry('a')]), []).kind).toBe('unclear');
  });
});

describe('an entry that is moved to another day', () => {
  const [row] = rowsOf({ entries: [anEntry('a')], places: [lakeside] });
  test('keeps its times where they are free', () => {
    const asked = movedEntry(anEntry('a'), { row: row!, day: days[0]! }, writing([anEntry('a')]), []);
    expect(asked).toMatchObject({ kind: 'edit', body: span(23, '15:00', '16:00') });
  });
  test('goes where it finds room where they are not', () => {
    const entries = [anEntry('a'), anEntry('b', span(23, '15:30', '17:00'))];
    const asked = movedEntry(anEntry('a'), { row: row!, day: days[0]! }, writing(entries), []);
    expect(asked).toMatchObject({ body: span(23, '17:00', '18:00') });
  });
});

describe('copying last week', () => {
  const before = [
    anEntry('a', span(16, '15:00', '16:00')),
    anEntry('b', span(17, '15:00', '16:00')),
    anEntry('c', { ...span(18, '15:00', '16:00'), billing: 'additional', subject: 'Report' }),
    anEntry('d', span(19, '15:00', '16:00')),
    anEntry('e', span(20, '15:00', '16:00')),
  ];
  const other = anEntry('x', { ...span(26, '15:30', '16:30'), clientId: known('harbor'), subject: 'Rules' });
  const entries = [anEntry('y', span(23, '20:00', '21:00')), other];
  const rows = rowsOf({ entries, before });
  const copied = copiedWeek(before, rows, days, writing(entries, '2026-11-27T15:30:00Z'));

  test('makes a draft of the same time for each empty cell', () => {
    expect(copied.copies.map(({ day, typed }) => `${day} ${typed}`)).toEqual(['2026-11-24 09:00–10:00']);
  });
  test('leaves what is in the way, still to come, or has to be said anew, and says so', () => {
    expect(copied.left.map(({ entry, why }) => `${entry.id} ${why}`)).toEqual([
      'c has to be logged by itself',
      'd is in the way of other time',
      'e is still to come',
    ]);
  });
  test('keeps the times of the clock where the clocks change between', () => {
    const autumn = [anEntry('a', { startedAt: '2026-10-26T14:00:00Z', endedAt: '2026-10-26T15:00:00Z' })];
    const november = [2, 3, 4, 5, 6, 7, 8].map((day) => `2026-11-0${day}`);
    const then = weekRows({
      days: november,
      entries: [],
      before: autumn,
      places: [lakeside],
      added: [],
      timeZone,
    });
    expect(copiedWeek(autumn, then, november, writing([])).copies[0]?.asked.body).toMatchObject({
      startedAt: '2026-11-02T15:00:00Z',
      endedAt: '2026-11-02T16:00:00Z',
    });
  });
});

test.each([
  ['fire', ['Lakeside Clinics › Firewall review']],
  ['lake Switch replaced', ['Lakeside Clinics › Switch replaced']],
  ['harb', ['Harbor Freight Lines › what for is asked']],
  ['nobody', []],
])('"%s" finds its rows', (typed, labels) => {
  const rows = rowsOf({ entries: [anEntry('a')], places: [lakeside] });
  expect(rowChoices(typed, rows, [lakeside, harbor]).map(({ label }) => label)).toEqual(labels);
});

test.each([
  ['ArrowUp', false, 0, 3],
  ['ArrowDown', false, 1, 3],
  ['ArrowLeft', false, 0, 2],
  ['Home', false, 0, 0],
  ['End', false, 0, 9],
  ['End', true, 14, 9],
  ['PageDown', false, 10, 3],
])('%s with Ctrl %s leads from row 0, column 3 to row %i, column %i', (key, far, row, column) => {
  expect(moved(key, far, { row: 0, column: 3 }, { rows: 15, columns: 10 })).toEqual({ row, column });
});

describe('a day on the clock', () => {
  const open = [{ from: '2026-11-24T14:00:00Z', to: '2026-11-24T23:00:00Z' }];
  const day = { day: '2026-11-24', open };

  test('begins with the first hour in which anything is, and shows what passed without time', () => {
    const early = anEntry('a', span(24, '12:30', '14:30'));
    const clock = dayClock(day, [early, anEntry('b')], [], timeZone, '2026-11-24T16:45:00Z');
    expect(clock.hours[0]?.of).toBe('06:00');
    expect(clock.entries.map(({ from, minutes }) => [from, minutes])).toEqual([
      [30, 120],
      [180, 60],
    ]);
    expect(clock.gaps.map(({ of }) => of)).toEqual([span(24, '14:30', '15:00'), span(24, '16:00', '16:45')]);
  });
  test('ends at midnight for work that goes on', () => {
    const late = { ...anEntry('a'), startedAt: '2026-11-25T05:00:00Z', endedAt: '2026-11-25T07:00:00Z' };
    const clock = dayClock(day, [late], [], timeZone, '2026-11-24T14:00:00Z');
    expect(clock.entries[0]?.minutes).toBe(60);
    expect(clock.length).toBe(16 * 60);
  });
});
