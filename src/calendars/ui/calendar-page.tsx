import { useState, type ReactNode } from 'react';
import type { Response } from '../../core/route.ts';
import { administrator } from '../../people/access.ts';
import { useAnswer } from '../../web/kit/data.ts';
import { Loaded } from '../../web/kit/loaded.tsx';
import { useMay } from '../../web/kit/me.tsx';
import { useToday } from '../../web/kit/now.ts';
import { PageHeader } from '../../web/kit/page-header.tsx';
import { Panel } from '../../web/kit/panel.tsx';
import { useUrlState } from '../../web/kit/url-state.ts';
import { calendarsApi } from '../api.ts';
import { CalendarId } from '../business-week.ts';
import { weekdays } from '../calendar.ts';
import { BusinessTimePanel } from './business-time-panel.tsx';
import styles from './calendar-page.module.css';
import { GeneratePanel } from './generate-panel.tsx';
import { HolidaysPanel } from './holidays-panel.tsx';
import { EditCalendarForm } from './week-form.tsx';
import { weekdayNames } from './week-words.ts';

export type CalendarView = Response<typeof calendarsApi.getCalendar>;

export function CalendarPage({ calendar: id }: { readonly calendar: string }): ReactNode {
  const thisYear = useToday('UTC').slice(0, 4);
  const [year, setYear] = useUrlState('year', thisYear);
  const [doing, setDoing] = useState<'edit' | 'generate' | null>(null);
  const mayChange = useMay(administrator);
  const calendar = useAnswer(
    calendarsApi.getCalendar,
    { params: { calendar: CalendarId.parse(id) }, query: { year: Number(year) } },
    { keeps: true },
  );
  const acts = [
    { label: 'Edit openings', keys: 'e', run: () => setDoing('edit') },
    { label: 'Generate holidays', keys: 'h', run: () => setDoing('generate') },
  ];
  const rest = (): void => setDoing(null);
  return (
    <Loaded answer={calendar} whole>
      {(calendar) => (
        <>
          <PageHeader
            title={calendar.name}
            crumbs={[{ label: 'Calendars', to: '/app/calendars' }]}
            actions={mayChange && doing === null ? acts : []}
          >
            <p className={styles['zone']}>Times are by the clock of {calendar.timeZone}</p>
          </PageHeader>
          <div className={styles['stack']}>
            {doing === 'edit' && (
              <Panel title={`Edit ${calendar.name}`}>
                <EditCalendarForm calendar={calendar} onDone={rest} onCancel={rest} />
              </Panel>
            )}
            {doing === 'generate' && <GeneratePanel calendar={calendar} onDone={rest} />}
            <div className={styles['two']}>
              <WeekPanel calendar={calendar} />
              <BusinessTimePanel calendar={calendar} />
            </div>
            <HolidaysPanel
              calendar={calendar}
              mayChange={mayChange}
              onYear={(year) => setYear(String(year))}
            />
          </div>
        </>
      )}
    </Loaded>
  );
}

/** The openings of each weekday. */
function WeekPanel({ calendar: { weekly } }: { readonly calendar: CalendarView }): ReactNode {
  return (
    <Panel title="Business hours" flush>
      <dl className={styles['openings']}>
        {weekdays.map((day) => {
          const openings = weekly[day] ?? [];
          return (
            <div key={day} data-closed={openings.length === 0}>
              <dt>{weekdayNames[day]}</dt>
              <dd>{openings.length === 0 ? 'closed' : openings.join(', ').replaceAll('-', ' to ')}</dd>
            </div>
          );
        })}
      </dl>
    </Panel>
  );
}
