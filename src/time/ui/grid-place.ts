/** A cell of a grid by its row and column, both from 0. */
export interface GridPlace {
  readonly row: number;
  readonly column: number;
}

const pageRows = 10;

/**
 * Where a key leads in a grid of so many rows and columns, edges being the end of it; null for a key that does not move.
 * Example: End in a grid of 10 columns leads to column 9 of the same row, Ctrl and End to the last cell of all.
 */
export function moved(
  key: string,
  far: boolean,
  { row, column }: GridPlace,
  { rows, columns }: { readonly rows: number; readonly columns: number },
): GridPlace | null {
  const to = (nextRow: number, nextColumn: number): GridPlace => ({
    row: Math.max(0, Math.min(rows - 1, nextRow)),
    column: Math.max(0, Math.min(columns - 1, nextColumn)),
  });
  if (key === 'ArrowUp') return to(row - 1, column);
  if (key === 'ArrowDown') return to(row + 1, column);
  if (key === 'ArrowLeft') return to(row, column - 1);
  if (key === 'ArrowRight') return to(row, column + 1);
  if (key === 'PageUp') return to(row - pageRows, column);
  if (key === 'PageDown') return to(row + pageRows, column);
  if (key === 'Home') return to(far ? 0 : row, 0);
  if (key === 'End') return to(far ? rows - 1 : row, columns - 1);
  return null;
}
