import { useMemo, useState, type ReactNode } from 'react';
import { EmptyState } from '../../web/kit/empty-state.tsx';
import { Panel } from '../../web/kit/panel.tsx';
import type { Entry } from '../entry.ts';
import { BoardDialogs, type BoardDialog } from './board-dialogs.tsx';
import { useBoardFocus } from './board-focus.ts';
import { useBoardKeys } from './board-keys.ts';
import { cellActs } from './cell-acts.ts';
import { CellPanel } from './cell-panel.tsx';
import { saveOf, type CellSaves } from './cell-saves.ts';
import { CellStatus } from './cell-status.tsx';
import { useClosed } from './closed-months.ts';
import { DayPanel } from './day-panel.tsx';
import type { EntryValues, Writing } from './entry-values.ts';
import { clockSpan } from './entry-words.ts';
import { usePlannedLog } from './planned-log.ts';
import { useRowTimer } from './row-timer.ts';
import { useSelectedCell } from './selected-cell.ts';
import styles from './week-board.module.css';
import { WeekGrid } from './week-grid.tsx';
import type { WeekKnown } from './week-known.ts';
import { filledOf, weekRows, type RowSubject } from './week-rows.ts';

interface Props {
  readonly known: WeekKnown;
  readonly today: string;
  readonly writing: Writing;
  readonly saving: CellSaves;
  /** What stands below the grid. */
  readonly children: ReactNode;
}

/** The week as a grid to type into, the chosen day on a clock beside it, and what is in the selected cell. */
export function WeekBoard({ known, today, writing, saving, children }: Props): ReactNode {
  const { week, before, groups } = known;
  const days = useMemo(() => week.days.map(({ day }) => day), [week]);
  const [added, setAdded] = useState<readonly RowSubject[]>([]);
  const { places, entries, worker } = writing;
  const rows = useMemo(
    () => weekRows({ days, entries, before, places, added, timeZone: worker.timeZone }),
    [days, entries, before, places, added, worker.timeZone],
  );
  const selecting = useSelectedCell(week, rows, today);
  const { at, row, day, entries: cell, key } = selecting.selected;
  const [typing, setTyping] = useState<string | null>(null);
  const [open, setOpen] = useState<BoardDialog | null>(null);
  const isClosed = useClosed(week, today, writing.isOwn);
  const isSettled = (entry: Entry): boolean => !isChangeable(entry) || isClosed(entry);
  const [board, focus] = useBoardFocus();
  const planned = usePlannedLog(writing.places);
  const close = (): void => {
    setOpen(null);
    planned.forget();
    focus.backToGrid();
  };
  const acts = cellActs({
    ...selecting,
    rows,
    days,
    before,
    writing,
    saving,
    isSettled,
    show: setOpen,
    focus,
  });
  const showEntry = (id: string): void => {
    selecting.selectEntry(id);
    focus.backToGrid();
  };
  const canLog = places.length > 0;
  const logNew = (filled: Partial<EntryValues>): void =>
    setOpen({ what: 'log', filled: { ...(row ? filledOf(row) : {}), ...filled } });
  useBoardKeys({
    acts,
    onLog: canLog ? () => logNew(day && day <= today ? { day } : {}) : null,
    show: setOpen,
    focus,
  });
  useRowTimer(row, writing.isOwn, acts.pickRow);
  return (
    <div ref={board} className={styles['board']}>
      <div className={styles['grid']}>
        <Panel title="Week" flush acts={canLog && <RowActs onRow={acts.pickRow} onCopy={acts.copyWeek} />}>
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
            onMove={selecting.select}
            typing={typing}
            onType={setTyping}
            acts={acts}
          />
          {row && (
            <CellStatus
              row={row}
              cell={cell}
              typed={typing === null ? null : acts.read(typing)}
              save={saveOf(saving.saves, key)}
              writing={writing}
              onShow={showEntry}
              onForget={() => {
                acts.forget();
                focus.backToGrid();
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
            isClosed={isClosed}
            onAct={(what, entry) => setOpen({ what, entry })}
            onDone={focus.backToGrid}
          />
        )}
        {day && (
          <DayPanel
            week={week}
            day={day}
            writing={writing}
            selected={cell}
            onOpen={(one) => {
              showEntry(one.id);
              if (!isSettled(one)) setOpen({ what: 'edit', entry: one });
            }}
            onGap={
              canLog
                ? ({ startedAt, endedAt }) =>
                    logNew({ day, time: clockSpan(startedAt, endedAt, worker.timeZone) })
                : null
            }
          />
        )}
      </div>
      <BoardDialogs
        open={open ?? (planned.filled && { what: 'log', filled: planned.filled })}
        rows={rows}
        writing={writing}
        onPick={({ key: picked, row: one, isNew }) => {
          if (isNew) setAdded((others) => [...others, one]);
          selecting.selectRow(picked);
          close();
        }}
        onCopy={(copied) => {
          acts.copy(copied);
          close();
        }}
        onClose={close}
      />
    </div>
  );
}

/** What was neither approved nor referred can still be changed by its person. */
const isChangeable = ({ approval }: Entry): boolean =>
  approval.state !== 'approved' && approval.state !== 'referred';

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
