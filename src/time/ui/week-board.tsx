import { useMemo, useRef, useState, type ReactNode } from 'react';
import type { TechnologyGroup } from '../../clients/client.ts';
import { Dialog } from '../../web/kit/dialog.tsx';
import { EmptyState } from '../../web/kit/empty-state.tsx';
import { useCommands } from '../../web/kit/keys.ts';
import { Panel } from '../../web/kit/panel.tsx';
import { toast } from '../../web/kit/toast.ts';
import type { Entry } from '../entry.ts';
import type { Week } from '../week.ts';
import { CellPanel } from './cell-panel.tsx';
import type { CellSaves } from './cell-saves.ts';
import { CellStatus } from './cell-status.tsx';
import { useClosed } from './closed-months.ts';
import { copiedWeek, type CopiedWeek } from './copied-week.ts';
import { CopyDialog, entriesWords } from './copy-dialog.tsx';
import { DayPanel } from './day-panel.tsx';
import { DeletionDialog } from './deletion-dialog.tsx';
import { EditForm, LogForm } from './entry-form.tsx';
import type { EntryValues, Writing } from './entry-values.ts';
import { clockSpan } from './entry-words.ts';
import type { GridPlace } from './grid-place.ts';
import { useRowTimer } from './row-timer.ts';
import { RowPicker } from './row-picker.tsx';
import { movedEntry, retimed, typedCell, type Span } from './typed-cell.ts';
import styles from './week-board.module.css';
import { cellKey, saveOf } from './week-grid-row.tsx';
import { WeekGrid } from './week-grid.tsx';
import { placeKeyOf, weekRows, type RowSubject } from './week-rows.ts';

interface Props {
  readonly week: Week;
  /** The week before, whose rows are offered again. */
  readonly before: readonly Entry[];
  readonly today: string;
  readonly groups: readonly TechnologyGroup[];
  readonly writing: Writing;
  readonly saving: CellSaves;
  /** What stands below the grid. */
  readonly children: ReactNode;
}

/** What is open over the board. */
type Open =
  | { readonly what: 'log'; readonly filled: Partial<EntryValues> }
  | { readonly what: 'edit' | 'delete'; readonly entry: Entry }
  | { readonly what: 'rows' }
  | { readonly what: 'copy'; readonly copied: CopiedWeek };

/** The week as a grid to type into, the chosen day on a clock beside it, and what is in the selected cell. */
export function WeekBoard({ week, before, today, groups, writing, saving, children }: Props): ReactNode {
  const days = useMemo(() => week.days.map(({ day }) => day), [week]);
  const [added, setAdded] = useState<readonly RowSubject[]>([]);
  const { places, entries, worker } = writing;
  const rows = useMemo(
    () => weekRows({ days, entries, before, places, added, timeZone: worker.timeZone }),
    [days, entries, before, places, added, worker.timeZone],
  );
  const [chosen, setChosen] = useState({ key: '', row: 0, column: firstColumn(week, today) });
  const [typing, setTyping] = useState<string | null>(null);
  const [open, setOpen] = useState<Open | null>(null);
  const isClosed = useClosed(week, today, writing.isOwn);
  const board = useRef<HTMLDivElement>(null);
  const found = rows.findIndex(({ key }) => key === chosen.key);
  const at: GridPlace = {
    row: found === -1 ? Math.min(chosen.row, rows.length - 1) : found,
    column: chosen.column,
  };
  const select = ({ row, column }: GridPlace): void => setChosen({ key: rows[row]?.key ?? '', row, column });
  const goToGrid = (): void =>
    board.current?.querySelector<HTMLElement>('[data-column][tabindex="0"]')?.focus();
  /** Once what was over the board has gone, and the cell that is selected now is drawn. */
  const focusGrid = (): void => void requestAnimationFrame(goToGrid);
  const close = (): void => {
    setOpen(null);
    focusGrid();
  };
  const row = rows[at.row];
  const day = days[at.column - 1] ?? (days.includes(today) ? today : days[0]);
  const isDay = at.column >= 1 && at.column <= 7;
  const cell = (isDay && row?.cells[at.column - 1]) || [];
  const key = row && day && isDay ? cellKey(row, day) : '';
  const save = saving.saves.get(key);
  const underway = save && save.refused === null && !save.typed.startsWith('+') ? save.asked : null;
  const read = (text: string) =>
    row && day && isDay && text.trim() !== ''
      ? typedCell(text, { row, day, cell, saving: underway }, writing, saving.pending)
      : null;
  const isSettled = (entry: Entry): boolean => !isChangeable(entry) || isClosed(entry);

  /** Does what was typed into the selected cell; false where it cannot be, and the cursor stays. */
  const enter = (text: string): boolean => {
    const asked = read(text);
    if (!asked || asked.kind === 'unclear') return false;
    if (asked.kind === 'ask') {
      if (row)
        setOpen({ what: 'log', filled: { ...filledOf(row), ...(day ? { day } : {}), time: asked.typed } });
      return true;
    }
    saving.save(key, text.trim(), asked);
    return true;
  };
  const openCell = (): boolean => {
    if (saving.saves.has(key)) return false;
    const [first] = cell;
    if (first && (cell.length > 1 || isSettled(first))) {
      board.current?.querySelector<HTMLElement>('[data-entry] button')?.focus();
      return true;
    }
    return false;
  };
  const repeat = (): boolean => {
    const above = rows[at.row - 1]?.cells[at.column - 1] ?? [];
    const minutes = above.reduce((sum, entry) => sum + entry.minutes, 0);
    return minutes > 0 && cell.length === 0 && enter(`${minutes}m`);
  };
  const copy = ({ copies }: CopiedWeek): void => {
    for (const [index, one] of copies.entries()) {
      const own = cellKey(one.row, one.day);
      const isSecond = copies.slice(0, index).some((other) => cellKey(other.row, other.day) === own);
      saving.save(isSecond ? `${own}+${index}` : own, one.typed, one.asked);
    }
    toast(`${entriesWords(copies.length)} of last week copied as drafts.`);
    close();
  };
  const copyWeek = (): void => {
    const copied = copiedWeek(before, rows, days, writing);
    if (copied.copies.length > 0 && copied.left.length === 0) copy(copied);
    else setOpen({ what: 'copy', copied });
  };
  const move = (rowsOn: number, daysOn: number): void => {
    const [held] = cell;
    const entry = held && underway ? retimed(held, underway.body) : held;
    const to = { row: rows[at.row + rowsOn], day: days[at.column - 1 + daysOn] };
    if (!entry || cell.length > 1 || isSettled(entry) || !to.row || !to.day) return;
    const asked = movedEntry(entry, { row: to.row, day: to.day }, writing, saving.pending);
    if (asked.kind !== 'edit') return;
    const { startedAt, endedAt } = asked.body;
    saving.save(cellKey(to.row, to.day), clockSpan(startedAt, endedAt, worker.timeZone), asked);
    select({ row: at.row + rowsOn, column: at.column + daysOn });
    focusGrid();
  };
  const show = (id: string): void => {
    for (const [index, one] of rows.entries()) {
      const column = one.cells.findIndex((held) => held.some((entry) => entry.id === id));
      if (column !== -1) select({ row: index, column: column + 1 });
    }
    focusGrid();
  };
  const logNew = (filled: Partial<EntryValues>): void => setOpen({ what: 'log', filled });
  const first = (): Entry | undefined => cell.find((entry) => !isSettled(entry));
  const canLog = places.length > 0;
  useCommands([
    ...(canLog
      ? [
          {
            label: 'Log time',
            keys: 'n',
            run: () => logNew({ ...(row ? filledOf(row) : {}), ...(day && day <= today ? { day } : {}) }),
          },
        ]
      : []),
    { label: 'Go to the grid', keys: 'w', run: goToGrid },
    { label: 'Copy last week', keys: 'Ctrl D', group: 'Grid', run: copyWeek },
    { label: 'Find or add a row', keys: '/', group: 'Grid', run: () => setOpen({ what: 'rows' }) },
    {
      label: 'Edit entry',
      keys: 'e',
      group: 'Grid',
      run: () => {
        const entry = first();
        if (entry) setOpen({ what: 'edit', entry });
      },
    },
    {
      label: 'Note of the entry',
      keys: 'o',
      group: 'Grid',
      run: () => board.current?.querySelector<HTMLElement>('[name="note"]')?.focus(),
    },
    ...gridKeys,
  ]);
  useRowTimer(row, writing.isOwn, () => setOpen({ what: 'rows' }));
  const clear = (): void => {
    const entry = first();
    if (saving.saves.has(key)) saving.forget(key);
    else if (cell.length > 1) openCell();
    else if (entry) setOpen({ what: 'delete', entry });
  };
  const acts = {
    enter,
    open: openCell,
    clear,
    repeat,
    copyWeek,
    pickRow: () => setOpen({ what: 'rows' }),
    forget: () => saving.forget(key),
    move,
  };
  const [entry] = cell;
  const typedText = (): string =>
    saving.saves.get(key)?.typed ??
    (entry && cell.length === 1 ? clockSpan(entry.startedAt, entry.endedAt, worker.timeZone) : '');
  return (
    <div ref={board} className={styles['board']}>
      <div className={styles['grid']}>
        <Panel title="Week" flush acts={canLog && <RowActs onRow={acts.pickRow} onCopy={copyWeek} />}>
          {rows.length === 0 && (
            <EmptyState title="No rows yet">
              Press / and type a client or “internal”, then what for. Rows of last week and of the clients
              whose team you are on stand here by themselves.
            </EmptyState>
          )}
          <WeekGrid
            rows={rows}
            week={week}
            today={today}
            groups={groups}
            isClosed={isClosed}
            saves={saving.saves}
            at={at}
            onMove={select}
            typing={typing}
            onType={setTyping}
            typed={typedText}
            acts={acts}
          />
          {row && (
            <CellStatus
              row={row}
              cell={cell}
              typed={typing === null ? null : read(typing)}
              save={saveOf(saving.saves, key)}
              writing={writing}
              onShow={show}
              onForget={() => {
                saving.forget(key);
                focusGrid();
              }}
            />
          )}
        </Panel>
      </div>
      <div className={styles['below']}>{children}</div>
      <div className={styles['side']}>
        {cell.length > 0 && (
          <CellPanel
            entries={cell}
            timeZone={worker.timeZone}
            isSettled={isSettled}
            onEdit={(one) => setOpen({ what: 'edit', entry: one })}
            onDelete={(one) => setOpen({ what: 'delete', entry: one })}
            onDone={focusGrid}
          />
        )}
        {day && (
          <DayPanel
            week={week}
            day={day}
            writing={writing}
            selected={cell}
            onOpen={(one) => {
              show(one.id);
              if (!isSettled(one)) setOpen({ what: 'edit', entry: one });
            }}
            onGap={
              canLog
                ? (gap: Span) =>
                    logNew({
                      ...(row ? filledOf(row) : {}),
                      day,
                      time: clockSpan(gap.startedAt, gap.endedAt, worker.timeZone),
                    })
                : null
            }
          />
        )}
      </div>
      {open?.what === 'log' && (
        <Dialog open wide title={writing.isOwn ? 'Log time' : `Log time of ${worker.name}`} onClose={close}>
          <LogForm writing={writing} filled={open.filled} onDone={close} />
        </Dialog>
      )}
      {open?.what === 'edit' && (
        <Dialog open wide title="Edit entry" onClose={close}>
          <EditForm
            writing={writing}
            entry={entries.find(({ id }) => id === open.entry.id) ?? open.entry}
            onDone={close}
          />
        </Dialog>
      )}
      {open?.what === 'delete' && (
        <DeletionDialog entry={open.entry} timeZone={worker.timeZone} onClose={close} />
      )}
      {open?.what === 'rows' && (
        <RowPicker
          rows={rows}
          places={places}
          onClose={close}
          onPick={({ key: picked, row: one, isNew }) => {
            if (isNew) setAdded((others) => [...others, one]);
            setChosen(({ column }) => ({ key: picked, row: 0, column: Math.min(7, Math.max(1, column)) }));
            close();
          }}
        />
      )}
      {open?.what === 'copy' && (
        <CopyDialog
          copied={open.copied}
          timeZone={worker.timeZone}
          onCopy={() => copy(open.copied)}
          onClose={close}
        />
      )}
    </div>
  );
}

/** Where typing most likely begins: at the first day that was forgotten, else today. */
function firstColumn({ days, missing }: Week, today: string): number {
  const at = days.findIndex(({ day }) => day === (missing.days[0] ?? today));
  return Math.max(1, at + 1);
}

/** What was neither approved nor referred can still be changed by its person. */
const isChangeable = ({ approval }: Entry): boolean =>
  approval.state !== 'approved' && approval.state !== 'referred';

/** The form filled with what a row says. */
const filledOf = (row: RowSubject): Partial<EntryValues> => ({
  place: placeKeyOf(row),
  subject: row.subject,
  billing: row.billing,
  subjectKind: row.subjectKind,
});

/** Keys that the grid takes itself, for the list of keys. */
const gridKeys = [
  ['Type a time', '1'],
  ['Save and go down', 'Enter'],
  ['Save and go right', 'Tab'],
  ['Give back what was there', 'Escape'],
  ['Another entry in the cell', '+'],
  ['Repeat what stands above', '='],
  ['Move the entry', 'Shift Arrow'],
  ['Delete', 'Delete'],
].map(([label = '', keys = '']) => ({ label, keys, group: 'Grid' as const, hidden: true, run: () => {} }));

function RowActs({ onRow, onCopy }: { readonly onRow: () => void; readonly onCopy: () => void }): ReactNode {
  return (
    <div className={styles['acts']}>
      <button type="button" className="link" onClick={onRow}>
        Add a row
      </button>
      <button type="button" className="link" onClick={onCopy}>
        Copy last week
      </button>
    </div>
  );
}
