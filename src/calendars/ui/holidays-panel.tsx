import { ActionIcon, Button, TextInput } from '@mantine/core';
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react';
import { useState, type ReactNode } from 'react';
import { useAct } from '../../web/kit/data.ts';
import { DayInput } from '../../web/kit/day-input.tsx';
import { dayWords } from '../../web/kit/figures.ts';
import { Form, useActForm } from '../../web/kit/form.tsx';
import { useCommands } from '../../web/kit/keys.ts';
import { useToday } from '../../web/kit/now.ts';
import { Panel } from '../../web/kit/panel.tsx';
import { RefusalNotice } from '../../web/kit/refusal-notice.tsx';
import { calendarsApi } from '../api.ts';
import type { CalendarView } from './calendar-page.tsx';
import styles from './holidays-panel.module.css';
import { YearGrid } from './year-grid.tsx';

interface Props {
  readonly calendar: CalendarView;
  readonly mayChange: boolean;
  readonly onYear: (year: number) => void;
}

/** The holidays of a year: named, with where each comes from, and where they lie in the year. */
export function HolidaysPanel({ calendar, mayChange, onYear }: Props): ReactNode {
  const { year, holidays } = calendar;
  const [adding, setAdding] = useState(false);
  useCommands([
    { label: 'Year before', keys: '[', run: () => onYear(year - 1) },
    { label: 'Year after', keys: ']', run: () => onYear(year + 1) },
    ...(mayChange ? [{ label: 'Add a day', keys: 'n', run: () => setAdding(true) }] : []),
  ]);
  const remove = useAct(calendarsApi.removeHoliday, {
    refreshes: [calendarsApi.getCalendar],
    done: ({ name }) => `${name} has business hours again.`,
  });
  return (
    <Panel
      title={`Holidays ${year}`}
      acts={
        <div className={styles['acts']}>
          {mayChange && !adding && (
            <Button variant="subtle" size="compact-sm" onClick={() => setAdding(true)}>
              Add a day
            </Button>
          )}
          <ActionIcon size={32} aria-label="Year before" onClick={() => onYear(year - 1)}>
            <IconChevronLeft size={18} aria-hidden />
          </ActionIcon>
          <span className={styles['year']} aria-live="polite">
            {year}
          </span>
          <ActionIcon size={32} aria-label="Year after" onClick={() => onYear(year + 1)}>
            <IconChevronRight size={18} aria-hidden />
          </ActionIcon>
        </div>
      }
      flush
    >
      {adding && <AddForm calendar={calendar} onDone={() => setAdding(false)} />}
      <RefusalNotice error={remove.refused} />
      <div className={styles['parts']}>
        {holidays.length === 0 ? (
          <p className={styles['none']}>
            No holidays in {year}. {mayChange && 'Generate those of a country, or add days of your own.'}
          </p>
        ) : (
          <ul className={styles['holidays']}>
            {holidays.map(({ day, name, origin }) => (
              <li key={day}>
                <span className={styles['day']}>{dayWords(day, { withWeekday: true, withYear: false })}</span>
                <span className={styles['name']}>
                  {name}
                  <small className="note">{origin === 'own' ? 'our own' : 'public holiday'}</small>
                </span>
                {mayChange && (
                  <Button
                    variant="subtle"
                    color="gray"
                    size="compact-sm"
                    disabled={remove.busy}
                    aria-label={`Remove ${name}, ${dayWords(day)}`}
                    onClick={() => void remove.act({ params: { calendar: calendar.id, day } })}
                  >
                    Remove
                  </Button>
                )}
              </li>
            ))}
          </ul>
        )}
        <YearGrid calendar={calendar} />
      </div>
    </Panel>
  );
}

function AddForm({
  calendar,
  onDone,
}: {
  readonly calendar: CalendarView;
  readonly onDone: () => void;
}): ReactNode {
  const today = useToday(calendar.timeZone);
  const form = useActForm({
    initial: { day: today.startsWith(String(calendar.year)) ? today : `${calendar.year}-01-01`, name: '' },
    route: calendarsApi.addHoliday,
    request: (values) => ({ params: { calendar: calendar.id }, body: values }),
    refreshes: [calendarsApi.getCalendar],
    done: ({ name, day }) => `${name} is closed on ${dayWords(day)}.`,
    next: onDone,
  });
  const { getInputProps, values } = form.form;
  return (
    <div className={styles['add']}>
      <Form form={form} act={`Close ${dayWords(values.day)}`} onCancel={onDone} ready>
        <div className={styles['fields']}>
          <TextInput label="Name" placeholder="Day of the founders" {...getInputProps('name')} name="name" />
          <DayInput label="Day" {...getInputProps('day')} name="day" />
        </div>
      </Form>
    </div>
  );
}
