import { describe, expect, test } from 'vitest';
import { rows } from '../core/table.ts';
import { planning, refused } from '../../test/plan.ts';
import { useWorld } from '../../test/world.ts';
import { plansApi } from './api.ts';
import { cellStateOf, totalOf } from './coverage.ts';

const world = useWorld();
const { planned, firstOf } = planning(world);

describe('the word of a cell', () => {
  const nothing = { planned: 0, due: 0, overdue: 0, blocked: 0, waived: 0, done: 0, doneWithEvidence: 0 };
  test.each(
    rows<'overdue' | 'blocked' | 'due' | 'planned' | 'waived' | 'done' | 'evidenced' | 'word'>(`
    | overdue | blocked | due | planned | waived | done | evidenced | word               |
    | ------- | ------- | --- | ------- | ------ | ---- | --------- | ------------------ |
    | 1       | 1       | 1   | 1       | 1      | 1    | 1         | overdue            |
    | 0       | 1       | 1   | 1       | 1      | 1    | 1         | blocked            |
    | 0       | 0       | 1   | 1       | 1      | 1    | 1         | due                |
    | 0       | 0       | 0   | 1       | 1      | 1    | 1         | planned            |
    | 0       | 0       | 0   | 0       | 1      | 1    | 1         | waived             |
    | 0       | 0       | 0   | 0       | 0      | 1    | 1         | done               |
    | 0       | 0       | 0   | 0       | 0      | 0    | 3         | done-with-evidence |
    | 0       | 0       | 0   | 0       | 0      | 0    | 0         | nothing-due        |
    `),
  )('is $word', ({ word, evidenced, ...said }) => {
    const counts = Object.fromEntries(Object.entries(said).map(([name, value]) => [name, Number(value)]));
    const of = { ...nothing, ...counts, doneWithEvidence: Number(evidenced) };
    expect(cellStateOf(of)).toBe(word);
    expect(totalOf([of, of]).overdue).toBe(2 * of.overdue);
  });
});

test('a client’s board counts what became of each row in each month, and opens to what was planned', async () => {
  const { client } = await planned('Board');
  const waived = await firstOf(client, 43);
  await world.as('ines')(plansApi.waiveOccurrence, {
    params: { occurrence: waived.id },
    body: { reason: 'Nothing to report' },
  });
  const statement = await firstOf(client, 14);
  await world.as('ines')(plansApi.completeOccurrence, {
    params: { occurrence: statement.id },
    body: { evidence: { kind: 'statement', words: 'In order' } },
  });
  const board = await world.as('ines')(plansApi.getCoverage, {
    params: { client },
    query: { from: '2026-10', to: '2027-01' },
  });
  expect(board.months).toEqual(['2026-10', '2026-11', '2026-12', '2027-01']);
  expect(board.rows).toHaveLength(53);
  const cell = (row: number, month: string) =>
    board.cells.find((one) => one.row === row && one.month === month);
  expect(cell(5, '2026-10')).toBeUndefined();
  expect(cell(43, '2026-11')).toMatchObject({ waived: 1, state: 'waived', minutes: 60 });
  expect(cell(14, '2026-11')).toMatchObject({
    doneWithEvidence: 1,
    overdue: 2,
    due: 1,
    state: 'overdue',
    minutes: 120,
  });
  expect(cell(47, '2026-11')).toMatchObject({ blocked: 1, state: 'blocked' });
  expect(cell(5, '2026-12')).toMatchObject({ planned: 1, state: 'planned' });
  expect(cell(12, '2026-11')).toMatchObject({ state: 'nothing-due' });
  expect(cell(53, '2026-11')).toMatchObject({ state: 'nothing-due' });
  expect(board.rows.find(({ row }) => row === 10)?.waitsFor).toBe('problems');
  expect(board.total.waived).toBe(1);
  const opened = await world.as('ines')(plansApi.getCoverageCell, {
    params: { client, month: '2026-11', row: 14 },
  });
  expect(opened.map(({ dueDay, state }) => [dueDay, state])).toEqual([
    ['2026-11-06', 'done'],
    ['2026-11-13', 'overdue'],
    ['2026-11-20', 'overdue'],
    ['2026-11-27', 'due'],
  ]);
});

test('the portfolio’s board has every client that has a plan', async () => {
  const [one, two] = [await planned('Portfolio one'), await planned('Portfolio two')];
  const board = await world.as('sofia')(plansApi.getPortfolioCoverage, { params: { month: '2026-11' } });
  expect(board.clients.map(({ id }) => id)).toEqual(expect.arrayContaining([one.client, two.client]));
  expect(board.cells.filter(({ row, clientId }) => row === 5 && clientId === two.client)).toMatchObject([
    { due: 1, state: 'due', minutes: 90 },
  ]);
});

test('a board is of at most 36 months', async () => {
  const { client } = await planned('Long');
  const ask = (from: string, to: string) =>
    world.as('ines')(plansApi.getCoverage, { params: { client }, query: { from, to } });
  await expect(ask('2026-11', '2026-10')).rejects.toMatchObject(refused('coverage.span'));
  await expect(ask('2026-11', '2029-11')).rejects.toMatchObject(refused('coverage.span'));
  expect((await ask('2026-11', '2029-10')).months).toHaveLength(36);
});

test('each board is read in one statement beside the catalogue and the clients', async () => {
  const { client } = await planned('Statements');
  const before = world.statements.length;
  await world.as('ines')(plansApi.getCoverage, {
    params: { client },
    query: { from: '2026-01', to: '2027-12' },
  });
  const asked = world.statements.slice(before).filter((text) => text.includes('occurrence'));
  expect(asked).toHaveLength(1);
});
