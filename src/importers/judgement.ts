import { z } from 'zod';
import type { RowFault } from './cells.ts';

const Value = z.string().nullable();

/** A field that would be another than it is. */
export const Change = z.object({ field: z.string(), from: Value, to: Value });
export type Change = z.output<typeof Change>;

/** What a row would do. `label` says in words what it is about; `changes` what would be other than now. */
export const JudgedRow = z
  .object({
    row: z.int(),
    outcome: z.enum(['created', 'changed', 'unchanged']),
    label: z.string(),
    changes: z.array(Change),
  })
  .meta({ id: 'JudgedRow' });
export type JudgedRow = z.output<typeof JudgedRow>;

/** A row that cannot be brought in: which field, by which rule, and what to do. */
export const RefusedRow = z
  .object({ row: z.int(), field: z.string().nullable(), code: z.string(), message: z.string() })
  .meta({ id: 'RefusedRow' });
export type RefusedRow = z.output<typeof RefusedRow>;

/** How many rows would be what; a row refused for two reasons counts once. */
export const Counts = z
  .object({
    rows: z.int(),
    created: z.int(),
    changed: z.int(),
    unchanged: z.int(),
    refused: z.int(),
  })
  .meta({ id: 'ImportCounts' });
export type Counts = z.output<typeof Counts>;

/** What a file would do, row by row, and what saves it all; `save` may be called once, and only where nothing is refused. */
export interface Judgement {
  readonly rows: readonly JudgedRow[];
  readonly refused: readonly RefusedRow[];
  save(): Promise<void>;
}

/** Rows of each outcome that a preview shows; the counts are of all. */
const shownMax = 200;
export const refusalsShownMax = 1000;

export const refusedRows = (row: number, faults: readonly RowFault[]): RefusedRow[] =>
  faults.map((fault) => ({ row, ...fault }));

export function countsOf({ rows, refused }: Pick<Judgement, 'rows' | 'refused'>): Counts {
  const counts = { created: 0, changed: 0, unchanged: 0 };
  for (const { outcome } of rows) counts[outcome]++;
  const refusedCount = new Set(refused.map(({ row }) => row)).size;
  return { rows: rows.length + refusedCount, ...counts, refused: refusedCount };
}

/** The first rows of each outcome, in the file's order, and the first refusals. */
export function shownOf({ rows, refused }: Pick<Judgement, 'rows' | 'refused'>): {
  rows: JudgedRow[];
  refusals: RefusedRow[];
} {
  const shown = { created: 0, changed: 0, unchanged: 0 };
  return {
    rows: [...rows].sort(byRow).filter(({ outcome }) => ++shown[outcome] <= shownMax),
    refusals: [...refused].sort(byRow).slice(0, refusalsShownMax),
  };
}

const byRow = (a: { row: number }, b: { row: number }): number => a.row - b.row;

/** The fields in which two things differ, by the second's order. Example: `{ name: 'A' }` and `{ name: 'B' }` → name from A to B. */
export const changesBetween = (
  before: Readonly<Record<string, string | null>>,
  after: Readonly<Record<string, string | null>>,
): Change[] =>
  Object.entries(after)
    .filter(([field, to]) => (before[field] ?? null) !== to)
    .map(([field, to]) => ({ field, from: before[field] ?? null, to }));
