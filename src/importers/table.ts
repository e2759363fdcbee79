import { refusal } from '../core/refusal.ts';

export const delimiters = [',', ';', '\t', '|'] as const;
export type Delimiter = (typeof delimiters)[number];

/** A record of a file. `number` is what a spreadsheet calls its row: the header is 1, and a cell with line breaks is one row. */
export interface Row {
  readonly number: number;
  readonly cells: readonly string[];
}

/** A file as rows of cells under a header; empty lines are left out and keep their numbers. */
export interface Table {
  readonly header: readonly string[];
  readonly rows: readonly Row[];
}

export const rowsMax = 500_000;
export const columnsMax = 200;

export const emptyFile = refusal(422, 'import.empty', 'The file is empty: its first row names the columns.');
export const badQuotes = refusal(
  422,
  'import.quotes',
  'A cell that begins with a quotation mark ends with one, and a quotation mark within it is written twice.',
);
export const tooLarge = refusal(
  422,
  'import.too-large',
  `A file has at most ${rowsMax} rows and ${columnsMax} columns. Bring it in as several.`,
);

/**
 * What stands between the cells: the one of comma, semicolon, tab and bar that stands most often in the header outside quotation marks;
 * of two that stand as often, the first of these. A comma where none does: the file has one column.
 * Example: `Datum;Beginn;"Ende, Uhr"` has semicolons.
 */
export function delimiterOf(text: string): Delimiter {
  const start = text.search(/[^\r\n]/);
  const counts = new Map<string, number>();
  let quoted = false;
  for (let at = Math.max(start, 0); at < Math.min(text.length, start + headerCharactersMax); at++) {
    const character = text.charAt(at);
    if (character === '"') quoted = !quoted;
    else if (!quoted && (character === '\n' || character === '\r')) break;
    else if (!quoted) counts.set(character, (counts.get(character) ?? 0) + 1);
  }
  const most = Math.max(...delimiters.map((delimiter) => counts.get(delimiter) ?? 0));
  return delimiters.find((delimiter) => most > 0 && counts.get(delimiter) === most) ?? ',';
}

const headerCharactersMax = 20_000;
