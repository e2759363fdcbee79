import { NativeSelect, TextInput } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import { Dialog } from '../../web/kit/dialog.tsx';
import { hoursWords } from '../../web/kit/figures.ts';
import { Form, useActForm, type ActForm } from '../../web/kit/form.tsx';
import { timeApi } from '../api.ts';
import type { Entry } from '../entry.ts';
import { parseQuickTime } from '../quick-time.ts';
import { EntryAbout } from './entry-about.tsx';
import styles from './entry-fields.module.css';
import { entryRefreshes } from './entry-refreshes.ts';
import { aboutOf, fieldOf, filledFrom, type EntryValues, type Writing } from './entry-values.ts';
import { clockSpan } from './entry-words.ts';

interface Props {
  readonly writing: Writing;
  readonly entry: Entry;
  readonly onClose: () => void;
}

/** Splits an entry: how long the part was, at its end or its beginning, and what that was for. */
export function SplitDialog({ writing, entry, onClose }: Props): ReactNode {
  const [part, setPart] = useState<'first' | 'last'>('last');
  const form: ActForm<EntryValues> = useActForm({
    initial: { ...filledFrom(entry, writing), time: '' },
    route: timeApi.splitEntry,
    request: (values: EntryValues) => ({
      params: { entry: entry.id },
      body: { ...aboutOf(values, writing), version: entry.version, minutes: minutesIn(values.time), part },
    }),
    refreshes: entryRefreshes,
    stale: [timeApi.getWeek],
    fieldOf: (path) => (path === '/minutes' || path === '/at' ? 'time' : fieldOf(path)),
    done: ({ kept, part: other }) =>
      `${hoursWords(other.minutes)} are an entry of their own, ${hoursWords(kept.minutes)} stay.`,
    next: onClose,
  });
  const { getInputProps, errors, values } = form.form;
  const { timeZone } = writing.worker;
  return (
    <Dialog
      open
      wide
      title={`Split ${clockSpan(entry.startedAt, entry.endedAt, timeZone)}, ${entry.subject}`}
      onClose={onClose}
    >
      <Form form={form} act="Split the entry" onCancel={onClose}>
        <div className={styles['stack']}>
          <TextInput
            label="How long the part was"
            placeholder="0:30"
            autoComplete="off"
            data-autofocus
            {...getInputProps('time')}
            name="time"
          />
          <NativeSelect
            label="Which part"
            value={part}
            onChange={({ currentTarget: { value } }) => setPart(value === 'first' ? 'first' : 'last')}
            data={[
              { value: 'last', label: 'The end' },
              { value: 'first', label: 'The beginning' },
            ]}
          />
          <p className={styles['whole']} role="status">
            {splitWords(entry, minutesIn(values.time), part, timeZone)}
          </p>
          <EntryAbout form={form} writing={writing} told={(field) => errors[field]} startsHere={false} />
        </div>
      </Form>
    </Dialog>
  );
}

/** Zero where no duration can be read. */
function minutesIn(typed: string): number {
  const quick = parseQuickTime(typed);
  return quick.kind === 'duration' ? quick.minutes : 0;
}

/** Example: `09:00–10:30 stays as it is; 10:30–11:00 is for:`. */
function splitWords(
  { startedAt, endedAt, minutes: all }: Entry,
  minutes: number,
  part: 'first' | 'last',
  timeZone: string,
): string {
  if (minutes <= 0 || minutes >= all) return `Type less than ${hoursWords(all)}: 0:30, 45 or 1.5.`;
  const from =
    part === 'last' ? Date.parse(endedAt) - minutes * 60_000 : Date.parse(startedAt) + minutes * 60_000;
  const at = new Date(from).toISOString();
  const spans = [clockSpan(startedAt, at, timeZone), clockSpan(at, endedAt, timeZone)];
  const [stays, goes] = part === 'last' ? spans : spans.reverse();
  return `${stays} stays as it is; ${goes} is for:`;
}
