import { IconAlertTriangle, IconCheck, IconClock, IconLock, IconX } from '@tabler/icons-react';
import { memo, type ReactNode } from 'react';
import type { TechnologyGroup } from '../../clients/client.ts';
import { dayWords, hoursFigure, hoursWords } from '../../web/kit/figures.ts';
import { Hours } from '../../web/kit/hours.tsx';
import type { Entry, EntryState } from '../entry.ts';
import { saveOf, type CellSave } from './cell-saves.ts';
import { billingWords, stateWords } from './entry-words.ts';
import styles from './week-grid.module.css';
import { nameIn } from './work-place.ts';
import { cellKey, type WeekRow } from './week-rows.ts';

interface Props {
  readonly row: WeekRow;
  readonly index: number;
  readonly days: readonly string[];
  readonly today: string;
  /** What the pools that take its work have left; null where none do. */
  readonly left: number | null;
  readonly groups: readonly TechnologyGroup[];
  readonly isClosed: (entry: Entry) => boolean;
  /** The column that is selected in this row; null in every other row. */
  readonly selected: number | null;
  /** What is being typed into the selected cell; null while nothing is. */
  readonly typing: string | null;
  readonly onType: (text: string) => void;
  readonly onLeave: () => void;
  readonly saves: ReadonlyMap<string, CellSave>;
}

/** The heading, seven days, what they come to, and what is left in the pools. */
export const gridColumns = 10;

/** One row of the week. Rows that did not change are not drawn again, however many there are. */
export const WeekGridRow = memo(function WeekGridRow(props: Props): ReactNode {
  const { row, index, days, left, groups, selected } = props;
  const at = (column: number) => cellProps(index, column, selected === column);
  const about = aboutOf(row, groups);
  return (
    <tr aria-rowindex={index + 2} data-selected={selected !== null}>
      <th scope="row" {...at(0)} className={styles['row']} title={`${row.clientName}\n${about}`}>
        <span className={styles['client']}>{row.clientName}</span>
        <span className={styles['about']}>{about}</span>
      </th>
      {days.map((day, position) => (
        <DayCell key={day} {...props} day={day} cell={row.cells[position] ?? []} column={position + 1} />
      ))}
      <td {...at(8)} className={styles['sum']}>
        {row.minutes > 0 && <Hours minutes={row.minutes} />}
      </td>
      <td {...at(9)} className={styles['left']}>
        {left !== null && <Hours minutes={left} />}
      </td>
    </tr>
  );
});

interface CellProps extends Props {
  readonly day: string;
  readonly cell: readonly Entry[];
  readonly column: number;
}

function DayCell(props: CellProps): ReactNode {
  const { row, index, day, today, cell, column, selected, typing, onType, onLeave, saves, isClosed } = props;
  const save = saveOf(saves, cellKey(row, day));
  const isSelected = selected === column;
  const state = stateOf(cell);
  const isLocked = cell.length > 0 && cell.every((entry) => isClosed(entry));
  if (isSelected && typing !== null)
    return (
      <td aria-colindex={column + 1} aria-selected className={styles['typing']}>
        <input
          ref={focusAtEnd}
          aria-label={`Time on ${dayWords(day, { withWeekday: true, withYear: false })} for ${labelOf(row)}`}
          aria-describedby="grid-status"
          autoComplete="off"
          value={typing}
          onChange={(event) => onType(event.currentTarget.value)}
          onBlur={onLeave}
        />
      </td>
    );
  return (
    <td
      {...cellProps(index, column, isSelected)}
      className={styles['cell']}
      data-state={save ? (save.refused ? 'refused' : 'saving') : state}
      data-today={day === today}
      {...(save?.refused ? { 'aria-invalid': true, 'aria-describedby': 'grid-status' } : {})}
    >
      {save ? (
        <>
          {save.refused && <IconAlertTriangle size={12} stroke={2.5} aria-hidden />}
          <span>{save.typed}</span>
          <span className="for-reader">{save.refused ? ', refused' : ', being saved'}</span>
        </>
      ) : (
        cell.length > 0 && (
          <>
            {isLocked ? <IconLock size={12} aria-hidden /> : <StateGlyph state={state} />}
            <span aria-hidden>{hoursFigure(minutesOf(cell))}</span>
            {cell.length > 1 && (
              <sup aria-hidden title={`${cell.length} entries`}>
                {cell.length}
              </sup>
            )}
            <span className="for-reader">
              {hoursWords(minutesOf(cell))}
              {cell.length > 1 && `, ${cell.length} entries`},{' '}
              {isLocked ? 'month closed' : stateWords[state].words}
            </span>
          </>
        )
      )}
    </td>
  );
}

const cellProps = (row: number, column: number, isSelected: boolean) => ({
  'data-row': row,
  'data-column': column,
  tabIndex: isSelected ? 0 : -1,
  'aria-colindex': column + 1,
  'aria-selected': isSelected,
});

function focusAtEnd(field: HTMLInputElement | null): void {
  if (!field || field === document.activeElement) return;
  field.focus();
  field.setSelectionRange(field.value.length, field.value.length);
}

/** Where the entries of a cell stand, the one that most wants doing something about first. */
const stateOf = (cell: readonly Entry[]): EntryState =>
  inNeed.find((state) => cell.some(({ approval }) => approval.state === state)) ?? 'draft';

const inNeed: readonly EntryState[] = ['rejected', 'draft', 'submitted', 'referred', 'approved'];

const glyphs = { rejected: IconX, submitted: IconClock, approved: IconCheck, referred: IconCheck } as const;

function StateGlyph({ state }: { readonly state: EntryState }): ReactNode {
  if (state === 'draft') return null;
  const Glyph = glyphs[state];
  return <Glyph size={12} stroke={2.5} aria-hidden />;
}

const minutesOf = (cell: readonly Entry[]): number => cell.reduce((sum, { minutes }) => sum + minutes, 0);

/** Example: `Firewall review · Goodwill`. */
function aboutOf(row: WeekRow, groups: readonly TechnologyGroup[]): string {
  const role = row.technologyGroup === null ? 'CSDM' : nameIn(groups, row.technologyGroup);
  const parts = [
    row.subject || 'what for is asked',
    row.clientId === null ? '' : role,
    row.billing === 'service' || row.billing === 'internal' ? '' : billingWords[row.billing],
  ];
  return parts.filter(Boolean).join(' · ');
}

export const labelOf = ({ clientName, subject }: WeekRow): string =>
  subject === '' ? clientName : `${clientName}, ${subject}`;
