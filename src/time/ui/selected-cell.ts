import { useState } from 'react';
import type { Entry } from '../entry.ts';
import type { Week } from '../week.ts';
import type { GridPlace } from './grid-place.ts';
import { cellKey, type WeekRow } from './week-rows.ts';

/** The cell of the grid that is selected. */
export interface SelectedCell {
  readonly at: GridPlace;
  readonly row: WeekRow | undefined;
  /** The day of its column; beside the days, today or the first one shown. */
  readonly day: string | undefined;
  readonly entries: readonly Entry[];
  /** Its name among what is being saved; empty beside the days. */
  readonly key: string;
}

export interface Selecting {
  readonly selected: SelectedCell;
  readonly select: (to: GridPlace) => void;
  /** Selects the row of a key, on a day. */
  readonly selectRow: (key: string) => void;
  /** Selects the cell in which an entry stands. */
  readonly selectEntry: (id: string) => void;
}

/** Keeps a cell selected by its row rather than by its place, so that rows may come and go around it. */
export function useSelectedCell(week: Week, rows: readonly WeekRow[], today: string): Selecting {
  const [chosen, setChosen] = useState({ key: '', row: 0, column: firstColumn(week, today) });
  const found = rows.findIndex(({ key }) => key === chosen.key);
  const at = {
    row: found === -1 ? Math.min(chosen.row, rows.length - 1) : found,
    column: chosen.column,
  };
  const days = week.days.map(({ day }) => day);
  const row = rows[at.row];
  const onDay = days[at.column - 1];
  const select = (to: GridPlace): void => setChosen({ key: rows[to.row]?.key ?? '', ...to });
  return {
    selected: {
      at,
      row,
      day: onDay ?? (days.includes(today) ? today : days[0]),
      entries: row?.cells[at.column - 1] ?? [],
      key: row && onDay ? cellKey(row, onDay) : '',
    },
    select,
    selectRow: (key) =>
      setChosen(({ column }) => ({ key, row: 0, column: Math.min(7, Math.max(1, column)) })),
    selectEntry: (id) => {
      for (const [index, one] of rows.entries()) {
        const column = one.cells.findIndex((held) => held.some((entry) => entry.id === id));
        if (column !== -1) select({ row: index, column: column + 1 });
      }
    },
  };
}

/** Where typing most likely begins: at the first day that was forgotten, else today. */
function firstColumn({ days, missing }: Week, today: string): number {
  const at = days.findIndex(({ day }) => day === (missing.days[0] ?? today));
  return Math.max(1, at + 1);
}
