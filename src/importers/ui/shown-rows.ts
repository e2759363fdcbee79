import type { Change } from '../judgement.ts';
import type { ImportPreview } from './preview.ts';
import { fieldWords, wayOut } from './words.ts';

export const outcomes = ['created', 'changed', 'unchanged', 'refused'] as const;
export type Outcome = (typeof outcomes)[number];

/** A row of the file as the page shows it: what it would do, or each reason for which it is refused. */
export interface ShownRow {
  readonly id: string;
  readonly row: number;
  readonly outcome: Outcome;
  /** What the row is about; the column of what is refused. */
  readonly what: string;
  readonly changes: readonly Change[];
  readonly why: { readonly message: string; readonly way: string; readonly code: string } | null;
}

/** The rows of a preview that have an outcome, or all, in the file's order. */
export function rowsOf(preview: ImportPreview, shown: Outcome | 'all'): readonly ShownRow[] {
  const { columns } = preview.mapping;
  const judged = preview.rows.map(({ row, outcome, label, changes }): ShownRow => ({
    id: String(row),
    row,
    outcome,
    what: label,
    changes,
    why: null,
  }));
  const refused = preview.refusals.map(({ row, field, code, message }, index): ShownRow => ({
    id: `${row} ${index}`,
    row,
    outcome: 'refused',
    what: field === null ? 'The row' : columns[field] || fieldWords(field),
    changes: [],
    why: { message, way: wayOut(code), code },
  }));
  return [...judged, ...refused]
    .filter(({ outcome }) => shown === 'all' || outcome === shown)
    .toSorted((a, b) => a.row - b.row);
}
