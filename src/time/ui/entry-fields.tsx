import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useRef, useState, type FormEvent, type ReactNode } from 'react';
import { CallRefused } from '../../core/call.ts';
import { dayWords } from '../../web/kit/figures.ts';
import type { ActForm } from '../../web/kit/form.tsx';
import { RefusalNotice } from '../../web/kit/refusal-notice.tsx';
import { openEnded } from '../capture.ts';
import { subjectKinds, type Entry } from '../entry.ts';
import { EmergencyField } from './emergency-field.tsx';
import { EntryAbout } from './entry-about.tsx';
import { EntryEffect } from './entry-effect.tsx';
import styles from './entry-fields.module.css';
import {
  billingIn,
  fieldOfRefusal,
  placeIn,
  timeIn,
  type EntryValues,
  type Writing,
} from './entry-values.ts';
import { subjectWords } from './entry-words.ts';
import { OccurrenceField } from './occurrence-field.tsx';

interface Props {
  readonly form: ActForm<EntryValues>;
  readonly writing: Writing;
  readonly act: string;
  /** The entry that is changed; without one, a new one is logged. */
  readonly entry?: Entry;
  readonly onCancel: () => void;
  /** Stands in place of why it was refused, where there is more to show than words. */
  readonly instead?: ReactNode;
}

/**
 * The fields of an entry in the order in which people say it: when, for whom, what for. Below stands what it would do, before it is saved;
 * a refusal is told beside the field it is about.
 */
export function EntryFields({ form, writing, act, entry, onCancel, instead }: Props): ReactNode {
  const timeRef = useRef<HTMLInputElement>(null);
  const { values, getInputProps, errors, setErrors } = form.form;
  const [more, setMore] = useState(entry !== undefined);
  const place = placeIn(values, writing);
  const time = timeIn(values, writing, entry);
  const refusal = refusalIn(form);
  const told = (field: keyof EntryValues): ReactNode =>
    errors[field] ?? (refusal?.field === field ? refusal.words : undefined);
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    if (time.kind === 'span') return form.submit(event);
    event.preventDefault();
    setErrors({ time: time.why });
    timeRef.current?.focus();
  };
  return (
    <form onSubmit={submit} noValidate className={styles['stack']}>
      <NativeSelect
        label="Day"
        {...getInputProps('day')}
        error={told('day')}
        name="day"
        data={writing.days.map((day) => ({
          value: day,
          label: dayWords(day, { withWeekday: true, withYear: false }),
        }))}
      />
      <TextInput
        ref={timeRef}
        label="Time"
        placeholder="9-10:15 or 1:30"
        autoComplete="off"
        {...getInputProps('time')}
        error={told('time')}
        name="time"
        {...(values.time === '' || entry ? { 'data-autofocus': true } : {})}
      />
      <EntryAbout form={form} writing={writing} told={told} startsHere={values.time !== '' && !entry} />
      {values.occurrence !== '' && <OccurrenceField form={form} error={told('occurrence')} />}
      {more && (
        <>
          <NativeSelect
            label="Kind"
            {...getInputProps('subjectKind')}
            name="subjectKind"
            data={subjectKinds.map((value) => ({ value, label: subjectWords[value] }))}
          />
          <TextInput
            className={styles['note'] ?? ''}
            label="Note"
            description="Among ourselves; the client never sees it"
            inputWrapperOrder={['label', 'input', 'description', 'error']}
            autoComplete="off"
            {...getInputProps('note')}
            error={told('note')}
            name="note"
          />
        </>
      )}
      <div className={styles['foot']}>
        <EntryEffect
          typed={values.time !== ''}
          time={time}
          place={place}
          billing={billingIn(values, place)}
          writing={writing}
          {...(entry ? { entry } : { beyond: <EmergencyField form={form} /> })}
        />
        {!more && (
          <button type="button" className="link" onClick={() => setMore(true)}>
            Add a note
          </button>
        )}
      </div>
      {form.refused && !refusal && (
        <div className={styles['whole']}>
          {instead ?? <RefusalNotice error={form.refused} shown={form.shown} />}
        </div>
      )}
      <div className={styles['acts']}>
        <Button variant="default" onClick={onCancel}>
          Cancel
        </Button>
        <Button type="submit" loading={form.busy}>
          {act}
        </Button>
      </div>
    </form>
  );
}

/** A refusal that is about one field, with its words; null where it is told below. */
function refusalIn({ refused }: ActForm<EntryValues>): { field: keyof EntryValues; words: string } | null {
  if (!(refused instanceof CallRefused) || refused.faults.length > 0) return null;
  const field = fieldOfRefusal[refused.code];
  if (!field) return null;
  return { field, words: shortWords[refused.code] ?? refused.message };
}

/** Where the whole is said below the fields. */
const shortWords: Readonly<Record<string, string>> = {
  [openEnded.code]: 'Say so, or refer it instead.',
  'month-closed': 'This month is closed.',
};
