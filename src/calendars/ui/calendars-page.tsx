import { useState, type ReactNode } from 'react';
import { administrator } from '../../people/access.ts';
import { useAnswer } from '../../web/kit/data.ts';
import { DataTable, type Column } from '../../web/kit/data-table.tsx';
import { EmptyState } from '../../web/kit/empty-state.tsx';
import { thousands } from '../../web/kit/figures.ts';
import { useGo } from '../../web/kit/link.tsx';
import { useMay } from '../../web/kit/me.tsx';
import { PageHeader } from '../../web/kit/page-header.tsx';
import { Panel } from '../../web/kit/panel.tsx';
import { calendarsApi } from '../api.ts';
import type { CalendarSummary } from '../business-week.ts';
import styles from './calendar-page.module.css';
import { NewCalendarForm } from './week-form.tsx';
import { weekWords } from './week-words.ts';

export function CalendarsPage(): ReactNode {
  const calendars = useAnswer(calendarsApi.listCalendars, {});
  const [making, setMaking] = useState(false);
  const mayMake = useMay(administrator);
  const go = useGo();
  const make = { label: 'New calendar', keys: 'n', run: () => setMaking(true) };
  return (
    <>
      <PageHeader title="Calendars" actions={mayMake && !making ? [{ ...make, primary: true }] : []} />
      <div className={styles['stack']}>
        {making && (
          <Panel title="New calendar">
            <NewCalendarForm
              onDone={({ id }) => go(`/app/calendars/${id}`)}
              onCancel={() => setMaking(false)}
            />
          </Panel>
        )}
        <Panel title={calendars.data ? `${thousands(calendars.data.length)} calendars` : 'Calendars'} flush>
          <DataTable
            label="Calendars"
            answer={calendars}
            rowsOf={asTheyAre}
            columns={columns}
            idOf={({ id }) => id}
            to={({ id }) => `/app/calendars/${id}`}
            empty={
              <EmptyState title="No calendars yet" {...(mayMake ? { act: make } : {})}>
                A calendar says when there are business hours. Every contract names one, and work outside of
                it is after hours.
              </EmptyState>
            }
          />
        </Panel>
      </div>
    </>
  );
}

const asTheyAre = (calendars: readonly CalendarSummary[]): readonly CalendarSummary[] => calendars;

const columns: readonly Column<CalendarSummary>[] = [
  { head: 'Calendar', cell: ({ name }) => name, sortBy: ({ name }) => name },
  { head: 'Business hours', onPhone: 'whole-line', cell: ({ weekly }) => weekWords(weekly) },
  { head: 'Time zone', cell: ({ timeZone }) => timeZone, sortBy: ({ timeZone }) => timeZone },
  {
    head: 'Holidays of',
    cell: ({ country, region }) => [country, region].filter(Boolean).join(', ') || 'no place',
  },
];
