import { expect, test } from 'vitest';
import { plainCell, writeCsv } from './csv.ts';

test.each([
  ['=HYPERLINK("http://x")', `'=HYPERLINK("http://x")`],
  ['+1 312 555 0140', "'+1 312 555 0140"],
  ['-2+3', "'-2+3"],
  ['@SUM(A1)', "'@SUM(A1)"],
  ['\t=1', "'\t=1"],
  ['\r=1', "'\r=1"],
  ['-50.00', '-50.00'],
  ['-', "'-"],
  ['Overage', 'Overage'],
  ['', ''],
])('%j is the cell %j', (text, cell) => {
  expect(plainCell(text)).toBe(cell);
});

test('cells with commas, quotes and line ends are quoted', () => {
  expect(
    writeCsv([
      ['a', 'b, c', 'd "e"'],
      ['f\ng', '=h,i', '-1.5'],
    ]),
  ).toBe('a,"b, c","d ""e"""\r\n"f\ng","\'=h,i",-1.5\r\n');
});
