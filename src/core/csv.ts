/**
 * A text as a cell that no program of sheets takes for a formula: what begins like one (`=`, `+`, `-`, `@`, tab, return) gets an apostrophe
 * in front. A plain number stays one. Example: `=1+1` is `'=1+1`, `-50.00` stays `-50.00`.
 */
export const plainCell = (text: string): string =>
  /^[=+\-@\t\r]/.test(text) && !/^-?\d+(\.\d+)?$/.test(text) ? `'${text}` : text;

/** Rows as CSV (RFC 4180), every cell plain. Example: `[['a', 'b "c"']]` is `a,"b ""c"""` and a line end. */
export const writeCsv = (rows: readonly (readonly string[])[]): string =>
  rows.map((row) => `${row.map(csvCell).join(',')}\r\n`).join('');

function csvCell(text: string): string {
  const plain = plainCell(text);
  return /[",\r\n]/.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain;
}
