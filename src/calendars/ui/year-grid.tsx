import type { ReactNode } from 'react';
import { dayOf, daysInMonth, formatDay, weekday } from '../../core/day.ts';
import { monthWords } from '../../web/kit/figures.ts';
import { weekdays } from '../calendar.ts';
import type { CalendarView } from './calendar-page.tsx';
import styles from './year-grid.module.css';

/** The year as twelve months, so that one sees where its holidays lie. The list beside it says the same in words. */
export function YearGrid({ calendar }: { readonly calendar: CalendarView }): ReactNode {
  return (
    <div aria-hidden className={styles['year']}>
      {Array.from({ length: 12 }, (_, at) => (
        <Month key={at} calendar={calendar} month={at + 1} />
      ))}
      <p className={styles['legend']}>
        <span data-kind="open">open</span>
        <span data-kind="closed">closed</span>
        <span data-kind="generated">public holiday</span>
        <span data-kind="own">our own</span>
      </p>
    </div>
  );
}

function Month({ calendar, month }: { readonly calendar: CalendarView; readonly month: number }): ReactNode {
  const { year } = calendar;
  const days = Array.from({ length: daysInMonth(year, month) }, (_, at) => at + 1);
  return (
    <div>
      <p className={styles['name']}>{monthWords(monthText(year, month)).replace(` ${year}`, '')}</p>
      <div className={styles['days']}>
        {days.map((day) => {
          const { kind, title, column } = shownAs(calendar, month, day);
          return (
            <span
              key={day}
              data-kind={kind}
              title={title}
              style={day === 1 ? { gridColumnStart: column } : undefined}
            >
              {day}
            </span>
          );
        })}
      </div>
    </div>
  );
}

function shownAs({ year, weekly, holidays }: CalendarView, month: number, dayOfMonth: number) {
  const day = dayOf(year, month, dayOfMonth);
  if (day === undefined) throw new Error('a day of the month exists');
  const holiday = holidays.find((one) => one.day === formatDay(day));
  const name = weekdays[weekday(day)];
  const isOpen = name !== undefined && (weekly[name] ?? []).length > 0;
  return {
    kind: holiday?.origin ?? (isOpen ? 'open' : 'closed'),
    title: holiday?.name,
    column: weekday(day) + 1,
  };
}

const monthText = (year: number, month: number): string => `${year}-${String(month).padStart(2, '0')}`;
