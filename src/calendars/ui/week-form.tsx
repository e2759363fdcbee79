import { TextInput } from '@mantine/core';
import type { ReactNode } from 'react';
import { CallRefused } from '../../core/call.ts';
import { Difference } from '../../web/kit/difference.tsx';
import { Form, useActForm, type ActForm } from '../../web/kit/form.tsx';
import { ZoneInput, zoneHere } from '../../web/kit/inputs.tsx';
import { calendarEditedMeanwhile, calendarsApi } from '../api.ts';
import { usualWeek, type BusinessWeek, type CalendarSummary } from '../business-week.ts';
import { weekdays } from '../calendar.ts';
import styles from './calendar-page.module.css';
import { weekdayNames, type Weekday } from './week-words.ts';

/** What is filled in; the openings of a day as text: `08:00-12:00, 13:00-17:00`, empty where it is closed. */
type Values = Record<Weekday | 'name' | 'timeZone', string>;

interface Asked {
  readonly onDone: (calendar: Pick<CalendarSummary, 'id' | 'name'>) => void;
  readonly onCancel: () => void;
}

/** Makes a calendar; it begins with the usual week. */
export function NewCalendarForm({ onDone, onCancel }: Asked): ReactNode {
  const form = useActForm({
    initial: valuesOf({ name: '', timeZone: zoneHere(), weekly: usualWeek }),
    route: calendarsApi.createCalendar,
    request: (values: Values) => ({ body: draftOf(values) }),
    refreshes: [calendarsApi.listCalendars],
    fieldOf,
    done: ({ name }) => `${name} is there.`,
    next: onDone,
  });
  return (
    <Form
      form={form}
      act={`Make ${form.form.values.name.trim() || 'the calendar'}`}
      onCancel={onCancel}
      ready
    >
      <Fields form={form} />
    </Form>
  );
}

/** Edits name, zone and openings; where somebody else saved first, both versions are shown side by side. */
export function EditCalendarForm({
  calendar,
  onDone,
  onCancel,
}: Asked & { readonly calendar: CalendarSummary }): ReactNode {
  const form = useActForm({
    initial: valuesOf(calendar),
    route: calendarsApi.editCalendar,
    request: (values: Values) => ({
      params: { calendar: calendar.id },
      body: { ...draftOf(values), version: calendar.version },
    }),
    refreshes: [calendarsApi.getCalendar, calendarsApi.listCalendars],
    fieldOf,
    stale: [calendarsApi.getCalendar],
    done: ({ name }) => `${name} is saved.`,
    next: onDone,
  });
  const { values, setFieldValue } = form.form;
  const refused = form.refused instanceof CallRefused ? form.refused : null;
  const late =
    refused?.code === calendarEditedMeanwhile.code && refused.about['version'] === calendar.version;
  const theirs = valuesOf(calendar);
  const differing = fields
    .filter((field) => values[field] !== theirs[field])
    .map((field) => ({
      name: labels[field],
      mine: values[field] || 'closed',
      theirs: theirs[field] || 'closed',
      takeTheirs: () => setFieldValue(field, theirs[field]),
    }));
  return (
    <Form
      form={form}
      act={`Save ${calendar.name}`}
      onCancel={onCancel}
      instead={late && <Difference what={calendar.name} differing={differing} />}
      ready
    >
      <p className={`quiet ${styles['hint']}`}>
        Months that are not closed are rated by the new openings from their first day; closed months stay as
        they are. For hours that change on a day, make a second calendar and a new contract.
      </p>
      <Fields form={form} />
    </Form>
  );
}

function Fields({ form: { form } }: { readonly form: ActForm<Values> }): ReactNode {
  const { getInputProps } = form;
  return (
    <>
      <div className={styles['pair']}>
        <TextInput label="Name" autoComplete="off" {...getInputProps('name')} name="name" />
        <ZoneInput label="Time zone" {...getInputProps('timeZone')} name="timeZone" />
      </div>
      <fieldset className="field-group">
        <legend>Openings</legend>
        <p className={`quiet ${styles['hint']}`}>
          Written <code>08:00-17:00</code>, several with commas between, empty where the day is closed. Work
          past midnight is two: <code>22:00-24:00</code>, and <code>00:00-06:00</code> the day after.
        </p>
        <div className={styles['week']}>
          {weekdays.map((day) => (
            <TextInput
              key={day}
              label={weekdayNames[day]}
              placeholder="closed"
              autoComplete="off"
              {...getInputProps(day)}
              name={day}
            />
          ))}
        </div>
      </fieldset>
    </>
  );
}

const fields = ['name', 'timeZone', ...weekdays] as const;
const labels: Readonly<Record<keyof Values, string>> = {
  name: 'Name',
  timeZone: 'Time zone',
  ...weekdayNames,
};

const valuesOf = ({
  name,
  timeZone,
  weekly,
}: Pick<CalendarSummary, 'name' | 'timeZone' | 'weekly'>): Values => {
  const of = (day: Weekday): string => (weekly[day] ?? []).join(', ');
  const [mon, tue, wed] = [of('mon'), of('tue'), of('wed')];
  const [thu, fri, sat, sun] = [of('thu'), of('fri'), of('sat'), of('sun')];
  return { name, timeZone, mon, tue, wed, thu, fri, sat, sun };
};

const draftOf = ({ name, timeZone, ...days }: Values) => ({ name, timeZone, weekly: weekFrom(days) });

/** Days that are left empty are closed. */
function weekFrom(days: Readonly<Record<Weekday, string>>): BusinessWeek {
  const weekly: BusinessWeek = {};
  for (const day of weekdays) {
    const openings = days[day]
      .split(',')
      .map((opening) => opening.trim().replaceAll(/\s*[-–]\s*/g, '-'))
      .filter((opening) => opening !== '');
    if (openings.length > 0) weekly[day] = openings;
  }
  return weekly;
}

/** Example: `/weekly/mon/0` is a fault of the field `mon`. */
const fieldOf = (path: string): string => {
  const [, first = '', second = ''] = path.split('/');
  return first === 'weekly' ? second : first;
};
