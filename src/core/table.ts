/**
 * A table of text as rows by column name, so that a test can say its cases as a service manager would write them on paper. The first
 * line names the columns; cells are trimmed; a line of dashes and empty lines mean nothing.
 *
 * Refused: a row that has not as many cells as there are columns throws, with the row.
 * Example: `rows('| entry | minutes |\n| t1 | 105 |')` is `[{ entry: 't1', minutes: '105' }]`.
 */
export function rows<const Column extends string = string>(text: string): Record<Column, string>[] {
  const lines = text
    .split('\n')
    .map(cells)
    .filter((line) => line.length > 0 && !line.every(isRule));
  const [names = [], ...body] = lines;
  return body.map((line) => {
    if (line.length !== names.length)
      throw new Error(`a row has ${line.length} cells, not ${names.length}: ${line.join(' | ')}`);
    return Object.fromEntries(line.map((cell, index) => [names[index], cell])) as Record<Column, string>;
  });
}

/** Rows of text as one aligned table, so that a failed comparison shows the two as they would stand on paper. */
export function table(columns: readonly string[], body: readonly (readonly unknown[])[]): string {
  const all = [columns, ...body.map((line) => line.map(String))];
  const widths = columns.map((_, index) => Math.max(...all.map((line) => line[index]?.length ?? 0)));
  return all
    .map((line) => `| ${line.map((cell, index) => cell.padEnd(widths[index]!)).join(' | ')} |`)
    .join('\n');
}

function cells(line: string): string[] {
  const trimmed = line.trim();
  return trimmed === ''
    ? []
    : trimmed
        .replace(/^\|/, '')
        .replace(/\|$/, '')
        .split('|')
        .map((cell) => cell.trim());
}

const isRule = (cell: string): boolean => /^-+$/.test(cell);
