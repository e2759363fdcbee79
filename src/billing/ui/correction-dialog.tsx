import { Checkbox, NativeSelect, Textarea, TextInput } from '@mantine/core';
import type { ReactNode } from 'react';
import { billings, type Entry } from '../../time/entry.ts';
import { parseQuickTime } from '../../time/quick-time.ts';
import { filledFrom, timeIn, type Writing } from '../../time/ui/entry-values.ts';
import { billingWords, clockSpan } from '../../time/ui/entry-words.ts';
import type { TypedTime } from '../../time/ui/typed-time.ts';
import { Dialog } from '../../web/kit/dialog.tsx';
import { Form, useActForm, type ActForm } from '../../web/kit/form.tsx';
import { lateTimeApi } from '../late-time-api.ts';
import styles from './late-time.module.css';

interface Values extends Record<string, unknown> {
  time: string;
  billing: string;
  definedTask: boolean;
  takenAway: boolean;
  reason: string;
}

interface Props {
  readonly writing: Writing;
  /** An entry of a closed month. */
  readonly entry: Entry;
  readonly onClose: () => void;
}

/** Says what an entry of a closed month should have been. The month stays as it is; once approved, the difference is billed. */
export function CorrectionDialog({ writing, entry, onClose }: Props): ReactNode {
  const filled = filledFrom(entry, writing);
  /** A bare duration keeps its start. */
  const corrected = (time: string): TypedTime => {
    const quick = parseQuickTime(time);
    if (quick.kind !== 'duration') return timeIn({ day: filled.day, time }, writing, entry);
    const endedAt = new Date(Date.parse(entry.startedAt) + quick.minutes * 60_000).toISOString();
    return { kind: 'span', startedAt: entry.startedAt, endedAt, proposed: false };
  };
  const form: ActForm<Values> = useActForm({
    initial: {
      time: filled.time,
      billing: entry.billing,
      definedTask: filled.definedTask,
      takenAway: false,
      reason: '',
    },
    route: lateTimeApi.correctTime,
    request: ({ time, billing, definedTask, takenAway, reason }: Values) => {
      const span = corrected(time);
      const isTyped = !takenAway && time !== filled.time;
      return {
        body: {
          corrects: entry.id,
          takenAway,
          reason,
          // What cannot be read is refused by the server, beside the field.
          ...(isTyped
            ? {
                startedAt: span.kind === 'span' ? span.startedAt : '',
                endedAt: span.kind === 'span' ? span.endedAt : '',
              }
            : {}),
          ...(takenAway || billing === entry.billing
            ? {}
            : { billing: billings.find((known) => known === billing) ?? entry.billing }),
          definedTask: billing === 'additional' && definedTask,
        },
      };
    },
    refreshes: [lateTimeApi.listLateTimeMonths],
    fieldOf: (path) => (path === '/startedAt' || path === '/endedAt' ? 'time' : path.slice(1)),
    done: () => `The correction of ${entry.subject} waits for a decision.`,
    next: onClose,
  });
  const { getInputProps, values, errors } = form.form;
  const typed = corrected(values.time);
  const when = clockSpan(entry.startedAt, entry.endedAt, writing.worker.timeZone);
  return (
    <Dialog open title={`Correct ${entry.subject}, ${when}`} onClose={onClose}>
      <Form form={form} act="Ask for the correction" onCancel={onClose}>
        <div className={styles['correction']}>
          <p className="note">
            The month is closed and stays as it is. Once a lead approves the correction, the difference is
            billed on the next invoice.
          </p>
          <Checkbox
            label="It was never worked"
            {...getInputProps('takenAway', { type: 'checkbox' })}
            name="takenAway"
          />
          {!values.takenAway && (
            <>
              <TextInput
                label="When it was worked"
                description="From when to when, or how long from its start: 9-10:15, 1:30"
                autoComplete="off"
                data-autofocus
                {...getInputProps('time')}
                error={errors['time'] && typed.kind === 'unclear' ? typed.why : errors['time']}
                name="time"
              />
              <NativeSelect
                label="Billed as"
                data={billings
                  .filter((billing) => billing !== 'internal')
                  .map((billing) => ({ value: billing, label: billingWords[billing] }))}
                {...getInputProps('billing')}
                name="billing"
              />
              {values.billing === 'additional' && (
                <Checkbox
                  label="It was specific and defined, for one person"
                  {...getInputProps('definedTask', { type: 'checkbox' })}
                  name="definedTask"
                />
              )}
            </>
          )}
          <Textarea
            label="Why it is corrected"
            autosize
            minRows={2}
            {...getInputProps('reason')}
            name="reason"
          />
        </div>
      </Form>
    </Dialog>
  );
}
