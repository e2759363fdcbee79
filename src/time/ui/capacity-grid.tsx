import { useRef, useState, type KeyboardEvent, type ReactNode } from 'react';
import type { CapacityWeek } from '../../team/capacity.ts';
import { daysAfter } from '../../web/kit/days.ts';
import { dayWords } from '../../web/kit/figures.ts';
import type { CapacityPerson } from '../capacity-api.ts';
import styles from './capacity-page.module.css';
import { cellWords, percentWords, verdictTones, verdictWords } from './capacity-words.ts';
import { moved, type GridPlace } from './grid-place.ts';

interface Props {
  readonly people: readonly CapacityPerson[];
  /** Mondays. */
  readonly weeks: readonly string[];
  readonly today: string;
  readonly onOpen: (person: CapacityPerson, week: string) => void;
}

/** People by weeks as an ARIA grid: one cell is in the order of Tab, arrow keys walk, Enter opens the arithmetic. */
export function CapacityGrid({ people, weeks, today, onOpen }: Props): ReactNode {
  const table = useRef<HTMLTableElement>(null);
  const [at, setAt] = useState<GridPlace>({ row: 0, column: 0 });
  const current = {
    row: Math.min(at.row, people.length - 1),
    column: Math.min(at.column, weeks.length - 1),
  };
  const go = (to: GridPlace): void => {
    setAt(to);
    table.current?.querySelector<HTMLElement>(`[data-row="${to.row}"][data-column="${to.column}"]`)?.focus();
  };
  const open = (): void => {
    const [person, week] = [people[current.row], weeks[current.column]];
    if (person && week) onOpen(person, week);
  };
  const press = (event: KeyboardEvent): void => {
    if (event.altKey) return;
    const to = moved(event.key, event.ctrlKey || event.metaKey, current, {
      rows: people.length,
      columns: weeks.length,
    });
    if (to) go(to);
    else if (event.key === 'Enter' || event.key === ' ') open();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <div className={styles['scroll']}>
      <table
        ref={table}
        role="grid"
        aria-label="Capacity by person and week"
        aria-rowcount={people.length + 1}
        aria-colcount={weeks.length + 1}
        className={styles['grid']}
        onKeyDown={press}
      >
        <thead>
          <tr aria-rowindex={1}>
            <th scope="col" aria-colindex={1}>
              Week of
            </th>
            {weeks.map((week, column) => (
              <th
                key={week}
                scope="col"
                aria-colindex={column + 2}
                {...(week <= today && today < daysAfter(week, 7) ? { 'aria-current': 'date' as const } : {})}
              >
                {dayWords(week, { withYear: false })}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {people.map((person, row) => (
            <tr key={person.personId} aria-rowindex={row + 2}>
              <th scope="row" aria-colindex={1}>
                {person.name}
              </th>
              {person.weeks.map((week, column) => (
                <td
                  key={week.week}
                  aria-colindex={column + 2}
                  data-row={row}
                  data-column={column}
                  data-tone={verdictTones[week.verdict]}
                  tabIndex={current.row === row && current.column === column ? 0 : -1}
                  aria-label={`${person.name}, week of ${dayWords(week.week)}: ${cellWords(week)}`}
                  onFocus={() => setAt({ row, column })}
                  onClick={() => onOpen(person, week.week)}
                >
                  <CellFigure week={week} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function CellFigure({ week }: { readonly week: CapacityWeek }): ReactNode {
  return (
    <>
      <b>{percentWords(week)}</b>
      {week.percent !== null && <small>{verdictWords[week.verdict]}</small>}
    </>
  );
}
