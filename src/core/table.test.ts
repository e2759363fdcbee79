import { expect, test } from 'vitest';
import { rows, table } from './table.ts';

test('a table of text is read row by row, and written aligned', () => {
  const text = `
    | entry | minutes |
    | ----- | ------- |
    | t1    | 105     |
    |       | 7       |`;
  expect(rows(text)).toEqual([
    { entry: 't1', minutes: '105' },
    { entry: '', minutes: '7' },
  ]);
  expect(
    table(
      ['entry', 'minutes'],
      [
        ['t1', 105],
        ['', 7],
      ],
    ),
  ).toBe('| entry | minutes |\n| t1    | 105     |\n|       | 7       |');
  expect(rows('')).toEqual([]);
});

test('a row with a cell too few is refused', () => {
  expect(() => rows('| entry | minutes |\n| t1 |')).toThrow('a row has 1 cells, not 2: t1');
});
