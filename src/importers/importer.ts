import type { Cells } from './cells.ts';
import type { Field } from './field.ts';
import type { Judgement } from './judgement.ts';

/** What a file of one kind is: its columns, and what its rows would do. One object in one folder each. */
export interface Importer<Context> {
  readonly fields: readonly Field[];
  /** Judges every row against what is there. `zone` is the file's, null where no moment needs one. */
  judge(context: Context, rows: readonly Cells[], zone: string | null): Promise<Judgement>;
}

const sliceRows = 2000;

/** Does something with each row, and lets other requests have their turn in between. */
export async function throughRows<Row>(rows: readonly Row[], each: (row: Row) => void): Promise<void> {
  for (let start = 0; start < rows.length; start += sliceRows) {
    for (const row of rows.slice(start, start + sliceRows)) each(row);
    await new Promise((resolve) => setTimeout(resolve, 0));
  }
}
