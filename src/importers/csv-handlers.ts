import Papa from 'papaparse';
import { Refused } from '../core/refusal.ts';
import {
  badQuotes,
  columnsMax,
  emptyFile,
  rowsMax,
  tooLarge,
  type Delimiter,
  type Row,
  type Table,
} from './table.ts';

const chunkCharacters = 200_000;

/**
 * Reads a file a chunk at a time, and lets other requests have their turn between chunks.
 *
 * Refused, as what follows in the file cannot be trusted: quotation marks that do not match, more rows or columns than are taken, and a
 * file without a header.
 */
export async function readTable(text: string, delimiter: Delimiter): Promise<Table> {
  let header: readonly string[] | null = null;
  let number = 0;
  const rows: Row[] = [];
  const take = (cells: readonly string[]): void => {
    number++;
    if (cells.every((cell) => cell.trim() === '')) return;
    if (cells.length > columnsMax) throw new Refused(tooLarge, `Row ${number} has ${cells.length} cells.`);
    if (header) rows.push({ number, cells });
    else header = cells.map((cell) => cell.trim());
    if (rows.length > rowsMax) throw new Refused(tooLarge, `Row ${number} is one too many.`);
  };
  await inChunks(text, delimiter, (chunk) => {
    const [fault] = chunk.errors.filter(({ type }) => type === 'Quotes');
    if (fault) throw new Refused(badQuotes, `Look at row ${number + 1 + (fault.row ?? 0)}.`);
    for (const cells of chunk.data) take(cells);
  });
  if (!header) throw new Refused(emptyFile, emptyFile.title);
  return { header, rows };
}

const inChunks = (
  text: string,
  delimiter: Delimiter,
  take: (chunk: Papa.ParseResult<string[]>) => void,
): Promise<void> =>
  new Promise((resolve, reject) => {
    if (text === '') return resolve();
    Papa.parse<string[]>(text, {
      delimiter,
      chunkSize: chunkCharacters,
      chunk: (chunk: Papa.ParseResult<string[]>, parser: Papa.Parser) => {
        try {
          take(chunk);
        } catch (error) {
          reject(error);
          parser.abort();
          return;
        }
        parser.pause();
        setImmediate(() => parser.resume());
      },
      complete: () => resolve(),
    });
  });
