import { toast } from '../../web/kit/toast.ts';
import type { Entry } from '../entry.ts';
import type { BoardDialog } from './board-dialogs.tsx';
import type { BoardFocus } from './board-focus.ts';
import type { CellSaves } from './cell-saves.ts';
import { copiedWeek, type CopiedWeek } from './copied-week.ts';
import { entriesWords } from './copy-dialog.tsx';
import type { Writing } from './entry-values.ts';
import { clockSpan } from './entry-words.ts';
import type { Selecting } from './selected-cell.ts';
import { movedEntry, retimed, typedCell, type TypedCell } from './typed-cell.ts';
import { cellKey, filledOf, type WeekRow } from './week-rows.ts';

/** What is done in the grid by keys, about the selected cell unless said. */
export interface CellActs {
  /** What was typed into it, as it is understood; null while that is nothing. */
  readonly read: (text: string) => TypedCell | null;
  /** Does what was typed; false where it cannot be, and the cursor stays. */
  readonly enter: (text: string) => boolean;
  /** The time in it, as it would be typed. */
  readonly typed: () => string;
  /** Opens what is in it, where it cannot be typed over; false where it can. */
  readonly open: () => boolean;
  readonly clear: () => void;
  readonly repeat: () => boolean;
  /** Gives up what was refused in it. */
  readonly forget: () => void;
  /** Moves its entry to another row or day. */
  readonly move: (rowsOn: number, daysOn: number) => void;
  readonly pickRow: () => void;
  /** Copies the week before; asks first where not all of it can be. */
  readonly copyWeek: () => void;
  readonly copy: (copied: CopiedWeek) => void;
  /** The first of its entries that can still be changed. */
  readonly first: () => Entry | undefined;
}

interface Board extends Selecting {
  readonly rows: readonly WeekRow[];
  readonly days: readonly string[];
  readonly before: readonly Entry[];
  readonly writing: Writing;
  readonly saving: CellSaves;
  readonly isSettled: (entry: Entry) => boolean;
  readonly show: (dialog: BoardDialog) => void;
  readonly focus: BoardFocus;
}

export function cellActs(board: Board): CellActs {
  const { rows, days, writing, saving, isSettled, show, selected } = board;
  const { at, row, day, entries, key } = selected;
  const save = saving.saves.get(key);
  const underway = save && save.refused === null && !save.typed.startsWith('+') ? save.asked : null;
  const read = (text: string): TypedCell | null =>
    row && day && key !== '' && text.trim() !== ''
      ? typedCell(text, { row, day, cell: entries, saving: underway }, writing, saving.pending)
      : null;
  const enter = (text: string): boolean => {
    const asked = read(text);
    if (!asked || asked.kind === 'unclear') return false;
    if (asked.kind === 'ask') {
      if (row)
        show({ what: 'log', filled: { ...filledOf(row), ...(day ? { day } : {}), time: asked.typed } });
      return true;
    }
    saving.save(key, text.trim(), asked);
    return true;
  };
  const open = (): boolean => {
    const [first] = entries;
    if (saving.saves.has(key) || !first || (entries.length === 1 && !isSettled(first))) return false;
    board.focus.toEntries();
    return true;
  };
  const first = (): Entry | undefined => entries.find((entry) => !isSettled(entry));
  const copy = ({ copies }: CopiedWeek): void => {
    for (const [index, one] of copies.entries()) {
      const own = cellKey(one.row, one.day);
      const isSecond = copies.slice(0, index).some((other) => cellKey(other.row, other.day) === own);
      saving.save(isSecond ? `${own}+${index}` : own, one.typed, one.asked);
    }
    toast(`${entriesWords(copies.length)} of last week copied as drafts.`);
    board.focus.backToGrid();
  };
  return {
    read,
    enter,
    typed: () => {
      const [entry] = entries;
      const { timeZone } = writing.worker;
      const alone = entry && entries.length === 1 ? clockSpan(entry.startedAt, entry.endedAt, timeZone) : '';
      return save?.typed ?? alone;
    },
    open,
    clear: () => {
      const entry = first();
      if (save) saving.forget(key);
      else if (entries.length > 1) open();
      else if (entry) show({ what: 'delete', entry });
    },
    repeat: () => {
      const above = rows[at.row - 1]?.cells[at.column - 1] ?? [];
      const minutes = above.reduce((sum, entry) => sum + entry.minutes, 0);
      return minutes > 0 && entries.length === 0 && enter(`${minutes}m`);
    },
    forget: () => saving.forget(key),
    move: (rowsOn, daysOn) => {
      const [held] = entries;
      const entry = held && underway ? retimed(held, underway.body) : held;
      const to = { row: rows[at.row + rowsOn], day: days[at.column - 1 + daysOn] };
      if (!entry || entries.length > 1 || isSettled(entry) || !to.row || !to.day) return;
      const asked = movedEntry(entry, { row: to.row, day: to.day }, writing, saving.pending);
      if (asked.kind !== 'edit') return;
      const { startedAt, endedAt } = asked.body;
      const typed = clockSpan(startedAt, endedAt, writing.worker.timeZone);
      saving.save(cellKey(to.row, to.day), typed, asked);
      board.select({ row: at.row + rowsOn, column: at.column + daysOn });
      board.focus.backToGrid();
    },
    pickRow: () => show({ what: 'rows' }),
    copyWeek: () => {
      const copied = copiedWeek(board.before, rows, days, writing);
      if (copied.copies.length > 0 && copied.left.length === 0) copy(copied);
      else show({ what: 'copy', copied });
    },
    copy,
    first,
  };
}
