import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { hasFixture, listFixtures, readFixture } from '../../test/fixtures.ts';
import { readTable } from './csv-handlers.ts';
import { delimiterOf, delimiters } from './table.ts';

const read = (text: string) => readTable(text, delimiterOf(text));

describe('a file as a table', () => {
  test('rows have the numbers a spreadsheet shows, empty lines counted and left out', async () => {
    expect(await read('a,b\n1,2\n\n ,\n"3\n3",4\n5,6\n')).toEqual({
      header: ['a', 'b'],
      rows: [
        { number: 2, cells: ['1', '2'] },
        { number: 5, cells: ['3\n3', '4'] },
        { number: 6, cells: ['5', '6'] },
      ],
    });
  });

  test.each(['\n', '\r\n', '\r'])('lines may end in %j', async (end) => {
    const { rows } = await read(['a,b', '1,2', '3,"4"'].join(end));
    expect(rows.map(({ cells }) => cells)).toEqual([
      ['1', '2'],
      ['3', '4'],
    ]);
  });

  test('an empty file and one of empty lines have no header', async () => {
    await expect(read('')).rejects.toMatchObject({ kind: { code: 'import.empty' } });
    await expect(read('\n \n,\n')).rejects.toMatchObject({ kind: { code: 'import.empty' } });
  });

  test.each([
    ['a,b\n"x,1\ny,2\n', 'a quotation mark that nothing closes'],
    ['a,b\n1,2\n"x"y,2\n3,4\n', 'text behind a closed cell'],
  ])('%j is refused: %s', async (text) => {
    await expect(read(text)).rejects.toMatchObject({ kind: { code: 'import.quotes' } });
  });

  test('more columns than are taken are refused with the row', async () => {
    await expect(read(`a\n${','.repeat(300)}x`)).rejects.toMatchObject({
      kind: { code: 'import.too-large' },
      message: 'Row 2 has 301 cells.',
    });
  });

  test('what is written as CSV is read as it was', async () => {
    const cell = fc.string({
      unit: fc.constantFrom('a', 'é', ',', ';', '"', '\n', ' ', '=', '😀'),
      maxLength: 8,
    });
    const tables = fc.array(fc.tuple(cell, cell, cell), { minLength: 1, maxLength: 20 });
    const quoted = (cells: readonly string[]) =>
      cells.map((text) => `"${text.replaceAll('"', '""')}"`).join(',');
    await fc.assert(
      fc.asyncProperty(tables, async (rows) => {
        const text = ['"x","y","z"', ...rows.map(quoted)].join('\n');
        const kept = rows.filter((cells) => cells.some((one) => one.trim() !== ''));
        expect((await readTable(text, ',')).rows.map(({ cells }) => cells)).toEqual(kept);
      }),
      { numRuns: 200 },
    );
  });

  test('a file longer than one piece is read whole', async () => {
    const lines = Array.from({ length: 20_000 }, (_, index) => `${index},"ein ""Wort"", und noch eins"`);
    const { rows } = await read(['n,text', ...lines].join('\n'));
    expect(rows).toHaveLength(20_000);
    expect(rows.every(({ number, cells }, index) => number === index + 2 && cells[0] === String(index))).toBe(
      true,
    );
  });
});

describe('what stands between cells', () => {
  test.each([
    ['a,b,c\n1;2;3', ','],
    ['Datum;Beginn;"Ende, Uhr, lokal"\n', ';'],
    ['a\tb\n', '\t'],
    ['a|b\n', '|'],
    ['only\n1\n', ','],
    ['\n\na;b\n', ';'],
    ['', ','],
  ])('in %j it is %j', (text, delimiter) => {
    expect(delimiterOf(text)).toBe(delimiter);
    expect(delimiters).toContain(delimiter);
  });
});

const spectrum = 'input/csv-spectrum';
describe.skipIf(!hasFixture(spectrum))('csv-spectrum', () => {
  const cases = hasFixture(spectrum) ? listFixtures(`${spectrum}/csvs`) : [];
  // The published answer to this one is for another telephone number than the file has.
  const known = cases.filter((name) => name !== 'location_coordinates.csv');
  test.each(known)('%s is read as published', async (name) => {
    const { header, rows } = await read(readFixture(`${spectrum}/csvs/${name}`).toString());
    const published: unknown = JSON.parse(
      readFixture(`${spectrum}/json/${name.replace('.csv', '.json')}`)
        .toString()
        .replaceAll('\\r\\n', '\\n'),
    );
    expect(
      rows.map(({ cells }) => Object.fromEntries(header.map((title, at) => [title, cells[at]]))),
    ).toEqual(published);
  });
});
