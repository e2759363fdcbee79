import { Checkbox, NumberInput, Select } from '@mantine/core';
import '@mantine/core/styles/NumberInput.css';
import { useState, type ReactNode } from 'react';
import { useAnswer } from '../../web/kit/data.ts';
import { dayWords } from '../../web/kit/figures.ts';
import { Form, useActForm } from '../../web/kit/form.tsx';
import { Loaded } from '../../web/kit/loaded.tsx';
import { Panel } from '../../web/kit/panel.tsx';
import { StatePill } from '../../web/kit/state-pill.tsx';
import { calendarsApi, type HolidayPreview } from '../api.ts';
import type { CalendarView } from './calendar-page.tsx';
import styles from './calendar-page.module.css';

interface Props {
  readonly calendar: CalendarView;
  readonly onDone: () => void;
}

/** Puts the public holidays of a place into the calendar; what that would change is shown first, and days can be left out. */
export function GeneratePanel({ calendar, onDone }: Props): ReactNode {
  const [without, setWithout] = useState<ReadonlySet<string>>(new Set());
  const initial: Values = {
    country: calendar.country ?? 'US',
    region: calendar.region ?? wholeCountry,
    fromYear: calendar.year,
    toYear: calendar.year + 1,
  };
  const form = useActForm({
    initial,
    route: calendarsApi.generateHolidays,
    request: (values: Values) => ({
      params: { calendar: calendar.id },
      body: { ...placeOf(values), without: [...without] },
    }),
    refreshes: [calendarsApi.getCalendar, calendarsApi.listCalendars],
    done: () => `The holidays are in ${calendar.name}.`,
    next: onDone,
  });
  const { values, getInputProps, setFieldValue } = form.form;
  const countries = useAnswer(calendarsApi.listPlaces, { query: {} });
  const regions = useAnswer(calendarsApi.listPlaces, { query: { country: values.country } });
  const preview = useAnswer(
    calendarsApi.previewHolidays,
    { params: { calendar: calendar.id }, query: queryOf(values) },
    { keeps: true },
  );
  const put = (preview.data ?? []).filter(({ day, state }) => isPut(state) && !without.has(day)).length;
  return (
    <Panel title={`Holidays for ${calendar.name}`}>
      <Form form={form} act={`Put ${put} days into the calendar`} onCancel={onDone}>
        <div className={styles['pair']}>
          <Select
            label="Country"
            data={(countries.data ?? []).map(placeOption)}
            searchable
            allowDeselect={false}
            {...getInputProps('country')}
            onChange={(country) => {
              setFieldValue('country', country ?? '');
              setFieldValue('region', wholeCountry);
            }}
            name="country"
          />
          <Select
            label="Region"
            data={[
              { value: wholeCountry, label: 'The whole country' },
              ...(regions.data ?? []).map(placeOption),
            ]}
            searchable
            allowDeselect={false}
            {...getInputProps('region')}
            name="region"
          />
          <NumberInput label="From year" {...years} {...getInputProps('fromYear')} name="fromYear" />
          <NumberInput label="To year" {...years} {...getInputProps('toYear')} name="toYear" />
        </div>
        <Loaded answer={preview}>
          {(days) => (
            <ul className={styles['preview']} aria-label="What would change">
              {days.map((holiday) => (
                <PreviewRow
                  key={holiday.day}
                  holiday={holiday}
                  out={without.has(holiday.day)}
                  onTurn={() => setWithout(turned(without, holiday.day))}
                />
              ))}
            </ul>
          )}
        </Loaded>
        <p className={`quiet ${styles['hint']}`}>
          What was generated before for these years is replaced; days of our own stay. Lists of holidays are
          made by people: read them, leave out what is wrong, and add what is missing.
        </p>
      </Form>
    </Panel>
  );
}

interface RowProps {
  readonly holiday: HolidayPreview;
  readonly out: boolean;
  readonly onTurn: () => void;
}

function PreviewRow({
  holiday: { day, name, standsFor, state, closedAnyway },
  out,
  onTurn,
}: RowProps): ReactNode {
  const notes = [
    standsFor && `for ${dayWords(standsFor, { withWeekday: true })}`,
    closedAnyway && 'closed on this weekday anyway',
  ].filter(Boolean);
  const words = (
    <>
      {dayWords(day, { withWeekday: true })}, {name}
      {notes.length > 0 && <small className="note">{notes.join(', ')}</small>}
    </>
  );
  const { tone, said } = out && isPut(state) ? leftOut : states[state];
  return (
    <li>
      {isPut(state) ? (
        <Checkbox label={words} checked={!out} onChange={onTurn} size="xs" />
      ) : (
        <span>{words}</span>
      )}
      <StatePill tone={tone}>{said}</StatePill>
    </li>
  );
}

interface Values extends Record<string, unknown> {
  country: string;
  region: string;
  fromYear: number | string;
  toYear: number | string;
}

const wholeCountry = '';
const years = { min: 2000, max: 2100, allowDecimal: false } as const;

const placeOf = ({ country, region, fromYear, toYear }: Values) => ({
  country,
  region: region === wholeCountry ? null : region,
  fromYear: Number(fromYear),
  toYear: Number(toYear),
});

function queryOf(values: Values) {
  const { region, ...place } = placeOf(values);
  return { ...place, ...(region ? { region } : {}) };
}

const placeOption = ({ code, name }: { readonly code: string; readonly name: string }) => ({
  value: code,
  label: name,
});

const isPut = (state: HolidayPreview['state']): boolean => state === 'new' || state === 'there';

const states = {
  new: { tone: 'ok', said: 'new' },
  there: { tone: 'neutral', said: 'there' },
  own: { tone: 'neutral', said: 'our own, stays' },
  gone: { tone: 'bad', said: 'goes' },
} as const;
const leftOut = { tone: 'warn', said: 'left out' } as const;

function turned(days: ReadonlySet<string>, day: string): ReadonlySet<string> {
  const next = new Set(days);
  if (!next.delete(day)) next.add(day);
  return next;
}
