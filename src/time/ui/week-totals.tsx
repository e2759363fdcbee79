import type { ReactNode } from 'react';
import { hoursFigure } from '../../web/kit/figures.ts';
import { Hours } from '../../web/kit/hours.tsx';
import type { Week } from '../week.ts';
import styles from './week-grid.module.css';

/** What each day comes to, and below it what the business hours of the day are: a measure, and nothing to be reached. */
export function WeekTotals({
  week,
  rows,
  today,
}: {
  readonly week: Week;
  readonly rows: number;
  readonly today: string;
}): ReactNode {
  const open = week.days.reduce((sum, { minutesOpen }) => sum + minutesOpen, 0);
  return (
    <tfoot>
      <tr aria-rowindex={rows + 2}>
        <th scope="row" aria-colindex={1}>
          Total
        </th>
        {week.days.map(({ day, minutes }, position) => (
          <td key={day} aria-colindex={position + 2} data-today={day === today}>
            {minutes > 0 && <Hours minutes={minutes} />}
          </td>
        ))}
        <td aria-colindex={9}>
          <Hours minutes={week.minutes} />
        </td>
      </tr>
      <tr aria-rowindex={rows + 3} className={styles['open']}>
        <th scope="row" aria-colindex={1}>
          Business hours
        </th>
        {week.days.map(({ day, minutesOpen }, position) => (
          <td key={day} aria-colindex={position + 2} data-today={day === today}>
            {minutesOpen > 0 && `of ${hoursFigure(minutesOpen)}`}
          </td>
        ))}
        <td aria-colindex={9}>{open > 0 && `of ${hoursFigure(open)}`}</td>
      </tr>
    </tfoot>
  );
}
