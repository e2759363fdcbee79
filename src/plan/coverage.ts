import { z } from 'zod';
import { Month } from '../core/shape.ts';
import { ClientId } from '../people/person.ts';
import { RowNumber } from './catalogue.ts';
import { owners } from './owner.ts';

const Count = z.int().min(0);

/**
 * What became of the occurrences of a row in a month, counted by how they stand. `done` are those without evidence, which their row demands
 * none of; `doneWithEvidence` the others.
 */
const counts = {
  planned: Count,
  due: Count,
  overdue: Count,
  blocked: Count,
  waived: Count,
  done: Count,
  doneWithEvidence: Count,
};
const Counts = z.object(counts);
export type Counts = z.output<typeof Counts>;

/** How a cell stands, in one word, what needs attention first. `nothing-due` is planned, with nothing in this month. */
export const cellStates = [
  'overdue',
  'blocked',
  'due',
  'planned',
  'waived',
  'done',
  'done-with-evidence',
  'nothing-due',
  'not-planned',
] as const;
export type CellState = (typeof cellStates)[number];

const cell = { ...counts, state: z.enum(cellStates), minutes: Count, minutesSpent: Count };

/** A row of a client in a month. Cells that are not planned are left out of lists. */
export const CoverageCell = z.object({ row: RowNumber, month: Month, ...cell }).meta({ id: 'CoverageCell' });
export type CoverageCell = z.output<typeof CoverageCell>;

export const PortfolioCell = z
  .object({ row: RowNumber, clientId: ClientId, ...cell })
  .meta({ id: 'PortfolioCell' });
export type PortfolioCell = z.output<typeof PortfolioCell>;

/** A row of the board: its name, whose it is, and the part of Tandem that it waits for. */
export const CoverageRow = z
  .object({
    row: RowNumber,
    section: z.string(),
    name: z.string(),
    owners: z.array(z.enum(owners)),
    waitsFor: z.string().nullable(),
  })
  .meta({ id: 'CoverageRow' });

/** A client's board: every row of the catalogue, every month, and the cells in which the row is planned. `total` counts all of them together. */
export const ClientCoverage = z
  .object({
    clientId: ClientId,
    rows: z.array(CoverageRow),
    months: z.array(Month),
    cells: z.array(CoverageCell),
    total: Counts,
  })
  .meta({ id: 'ClientCoverage' });
export type ClientCoverage = z.output<typeof ClientCoverage>;

/** The portfolio's board of one month; clients by name. */
export const PortfolioCoverage = z
  .object({
    month: Month,
    rows: z.array(CoverageRow),
    clients: z.array(z.object({ id: ClientId, name: z.string() })),
    cells: z.array(PortfolioCell),
    total: Counts,
  })
  .meta({ id: 'PortfolioCoverage' });
export type PortfolioCoverage = z.output<typeof PortfolioCoverage>;

/**
 * The word of a cell: the worst that is open, in the order overdue, blocked, due, planned; else waived where something was, else done, with
 * evidence where all of it has some.
 * Example: three done with evidence and one overdue → `overdue`; two done with evidence, one waived → `waived`.
 */
export function cellStateOf(of: Counts): CellState {
  if (of.overdue > 0) return 'overdue';
  if (of.blocked > 0) return 'blocked';
  if (of.due > 0) return 'due';
  if (of.planned > 0) return 'planned';
  if (of.waived > 0) return 'waived';
  if (of.done > 0) return 'done';
  return of.doneWithEvidence > 0 ? 'done-with-evidence' : 'nothing-due';
}

/** Counts added up. */
export function totalOf(cells: readonly Counts[]): Counts {
  const total = { planned: 0, due: 0, overdue: 0, blocked: 0, waived: 0, done: 0, doneWithEvidence: 0 };
  for (const one of cells) {
    total.planned += one.planned;
    total.due += one.due;
    total.overdue += one.overdue;
    total.blocked += one.blocked;
    total.waived += one.waived;
    total.done += one.done;
    total.doneWithEvidence += one.doneWithEvidence;
  }
  return total;
}
