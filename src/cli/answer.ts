type Row = Readonly<Record<string, unknown>>;

/** Columns narrower than this say nothing. */
const columnMin = 6;
const gap = '  ';

/**
 * An answer as people read it in a terminal so wide: a list is a table with a line for each thing, anything else a line for each field. What
 * does not fit is cut with an ellipsis; all of it is there with `--json-output`.
 */
export function shown(answer: unknown, width: number): string {
  if (isPage(answer)) {
    const more = answer.next === null ? '' : `\nThere is more: --cursor ${answer.next}`;
    return listShown(answer.items, width) + more;
  }
  if (Array.isArray(answer)) return listShown(answer, width);
  return isRow(answer) ? fieldsShown(answer, width) : text(answer);
}

function isPage(answer: unknown): answer is { items: readonly unknown[]; next: string | null } {
  return isRow(answer) && Array.isArray(answer['items']) && 'next' in answer;
}

const isRow = (value: unknown): value is Row =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function listShown(items: readonly unknown[], width: number): string {
  if (items.length === 0) return 'None.';
  const rows = items.map((item) => (isRow(item) ? item : { value: item }));
  const names = [...new Set(rows.flatMap((row) => Object.keys(row)))].sort(byWeight);
  const wanted = names.map((name) =>
    Math.max(headingOf(name).length, ...rows.map((row) => text(row[name]).length)),
  );
  const widths = fitted(wanted, width);
  const line = (cells: readonly string[]) =>
    cells
      .map((cell, index) => cut(cell, widths[index] ?? 0).padEnd(widths[index] ?? 0))
      .join(gap)
      .trimEnd();
  const shownNames = names.slice(0, widths.length);
  return [
    line(shownNames.map(headingOf)),
    ...rows.map((row) => line(shownNames.map((name) => text(row[name])))),
  ].join('\n');
}

/** What a thing is called stands first, its ids last, because they are long and seldom read. */
function byWeight(a: string, b: string): number {
  const weight = (name: string) =>
    /^(name|code|number|title|at|day|month)$/.test(name)
      ? 0
      : name === 'id'
        ? 2
        : name.endsWith('Id')
          ? 3
          : 1;
  return weight(a) - weight(b);
}

/** Columns as wide as they want while they fit; then the widest are narrowed, and at last some are left out. */
function fitted(wanted: readonly number[], width: number): number[] {
  const room = (count: number) => width - gap.length * (count - 1);
  const count = Math.max(
    1,
    wanted.findLastIndex((_, index) => (index + 1) * columnMin <= room(index + 1)) + 1,
  );
  const widths = wanted.slice(0, count);
  while (widths.reduce((sum, one) => sum + one, 0) > room(count)) {
    const widest = widths.indexOf(Math.max(...widths));
    if ((widths[widest] ?? 0) <= columnMin) break;
    widths[widest] = (widths[widest] ?? 0) - 1;
  }
  return widths;
}

function fieldsShown(row: Row, width: number): string {
  const names = Object.keys(row);
  const left = Math.max(...names.map((name) => headingOf(name).length));
  return names
    .map(
      (name) =>
        `${headingOf(name).padEnd(left)}${gap}${cut(text(row[name]), Math.max(columnMin, width - left - gap.length))}`,
    )
    .join('\n');
}

/** `managedServicesSpend` → `managed services spend`. */
const headingOf = (name: string): string => name.replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);

/** Plain values as they are, lists of them with commas, anything deeper as JSON; control characters from elsewhere do nothing to the terminal. */
function text(value: unknown): string {
  if (value === null || value === undefined) return '';
  const isPlainList = Array.isArray(value) && value.every((part) => typeof part !== 'object');
  const written = isPlainList ? value.join(', ') : typeof value === 'string' ? value : JSON.stringify(value);
  return written.replaceAll(/\p{Cc}+/gu, ' ');
}

const cut = (value: string, width: number): string =>
  value.length <= width ? value : `${value.slice(0, Math.max(0, width - 1))}…`;
